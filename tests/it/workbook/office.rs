//! The workbook as `LibreOffice` recalculates it, where that is installed.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tco::analysis::{Settings, analyse};
use tco::report::workbook::{Page, file, pages};

use super::evaluate::Value;
use super::{changed, check_cells, expected, near, summary_row, three_changes, with};
use crate::scenarios::{read, shipped};

/// A profile of its own that recalculates every file when it is opened (0 is "always").
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Every sheet as CSV with all digits: separator, quote, UTF-8, first line, ..., all sheets.
const AS_CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// The program, where it is installed.
fn program() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|directory| directory.join("soffice")).find(|program| program.exists())
}

/// The cells of files, by file and sheet, as the program works them out.
fn recalculated(program: &Path, files: &[(String, Vec<u8>)]) -> HashMap<String, Vec<Vec<String>>> {
    let directory = tempfile::tempdir().unwrap();
    let user = directory.path().join("profile/user");
    fs::create_dir_all(&user).unwrap();
    fs::write(user.join("registrymodifications.xcu"), SETTINGS).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", directory.path().join("profile").display());
    let mut command = Command::new(program);
    command.args([&profile, "--headless", "--convert-to", AS_CSV, "--outdir"]).arg(directory.path());
    for (name, bytes) in files {
        let path = directory.path().join(format!("{name}.xlsx"));
        fs::write(&path, bytes).unwrap();
        command.arg(path);
    }
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "LibreOffice: {status}");
    let mut sheets = HashMap::new();
    for entry in fs::read_dir(directory.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).unwrap();
            let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            sheets.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), rows);
        }
    }
    sheets
}

/// The value of a cell of a file.
fn value(sheets: &HashMap<String, Vec<Vec<String>>>, name: &str, page: &Page, (row, column): (u32, u16)) -> Value {
    let sheet = &sheets[&format!("{name}-{}", page.name)];
    let text = sheet.get(row as usize).and_then(|row| row.get(usize::from(column))).map_or("", String::as_str);
    let number = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().map(|percent| percent / 100.0),
        None => text.parse::<f64>(),
    };
    number.map_or_else(|_| Value::Text(text.to_owned()), Value::Number)
}

#[test]
fn libreoffice_comes_to_the_exact_reading_before_and_after_three_inputs_are_changed() {
    let Some(program) = program() else {
        eprintln!("skipped: LibreOffice (`soffice`) is not installed");
        return;
    };
    let loaded: Vec<_> = shipped().into_iter().map(|path| (read(&path), path)).collect();
    let results = loaded.iter().map(|(loaded, path)| {
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        (pages(&results, &loaded.sources), three_changes(&results), loaded, path)
    });
    let results: Vec<_> = results.collect();
    let mut files = Vec::new();
    for (place, (pages, changes, loaded, _)) in results.iter().enumerate() {
        files.push((format!("base{place}"), file(&changed(pages.clone(), &[]), &loaded.scenario).unwrap()));
        files.push((format!("changed{place}"), file(&changed(pages.clone(), changes), &loaded.scenario).unwrap()));
    }
    let sheets = recalculated(&program, &files);
    for (place, (pages, changes, _, path)) in results.iter().enumerate() {
        let name = format!("base{place}");
        check_cells(&path.display().to_string(), pages, |(page, row, column)| {
            value(&sheets, &name, &pages[page], (row, column))
        });
        let other = with(path, changes);
        let other = analyse(&other.scenario, Settings::default()).unwrap();
        for (figure, amounts) in expected(&other) {
            let row = summary_row(pages, figure);
            for (amount, column) in amounts.into_iter().zip(1..) {
                let found = value(&sheets, &format!("changed{place}"), &pages[0], (row, column));
                let ok = matches!(found, Value::Number(found) if near(found, amount));
                assert!(ok, "{}: {changes:?}: {figure}, option {column}: {found:?}, not {amount}", path.display());
            }
        }
    }
}
