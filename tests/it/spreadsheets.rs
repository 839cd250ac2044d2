//! Every table opens right: in Python's csv and pandas, and in `LibreOffice`, where they are installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::office;

/// Formulas wherever a text can stand, and a range for the tables of draws.
const HOSTILE: &str = r#"
[scenario]
name = "=1+1"
months = 3
start = "2026-12"

[workloads.-chat]
requests_per_month = "1000 to 3000"
input_tokens = 100
output_tokens = 10

[people.rates]
-engineer = 50

[options.-api]
kind = "api"
label = "=cmd|' /C calc'!A0"
input_per_mtok = 1_000
output_per_mtok = 2_000
build = { -engineer = 3 }

[[options.-api.costs]]
name = "=HYPERLINK(\"http://example.com\")"
monthly = 5

[[options.-api.costs]]
name = "@SUM(1, 2), \"quoted\""
monthly = 7.5

[options.own]
kind = "self-hosted"
label = "+own\tservers"
tokens_per_second = 500
price_per_gpu_hour = 2
"#;

/// Runs the binary in a directory.
fn run(directory: &Path, args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_tco")).current_dir(directory).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A table of every sort that the program writes, of the hostile scenario.
fn tables() -> (TempDir, Vec<PathBuf>) {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::write(at("scenario.toml"), HOSTILE).unwrap();
    let used = "time,model,project,requests,fresh,output,cost,currency\n2026-12,=1+1,@x,2000,200000,20000,0.30,USD\n";
    fs::write(at("used.csv"), used).unwrap();
    let dearer = "options.-api.output_per_mtok";
    let run = |args: &[&str]| run(directory.path(), args);
    run(&["run", "scenario.toml", "--focus", "--no-charts", "--draws", "64", "--out", "run"]);
    run(&["sweep", "scenario.toml", "--vary", dearer, "--out", "sweep"]);
    run(&["map", "scenario.toml", "--x", dearer, "--y", "options.own.price_per_gpu_hour", "--out", "map"]);
    run(&["simulate", "scenario.toml", "--draws", "64", "--out", "simulate"]);
    run(&["sensitivity", "scenario.toml", "--draws", "64", "--out", "sensitivity"]);
    run(&["actuals", "scenario.toml", "used.csv", "--out", "actuals"]);
    let found = ["run", "sweep", "map", "simulate", "sensitivity", "actuals"].map(|part| fs::read_dir(at(part)));
    let entries = found.into_iter().flat_map(|entries| entries.unwrap().map(|entry| entry.unwrap().path()));
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).collect();
    for (name, args) in [
        ("usage.csv", &["usage", "used.csv", "--format", "csv"][..]),
        ("size.csv", &["size", "llama-3.3-70b", "H100-SXM", "--format", "csv"]),
    ] {
        fs::write(at(name), run(args)).unwrap();
        paths.push(at(name));
    }
    assert!(paths.len() >= 16, "{paths:?}");
    (directory, paths)
}

#[test]
fn no_table_holds_a_formula() {
    let (_directory, paths) = tables();
    let mut marked = 0;
    for path in paths {
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let rows = [reader.headers().unwrap().clone()].into_iter().chain(reader.records().map(Result::unwrap));
        for row in rows.collect::<Vec<_>>() {
            for cell in &row {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<f64>().is_err();
                assert!(!formula && !cell.contains(char::is_control), "{}: {cell}", path.display());
                marked += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert!(marked > 0, "nothing was marked as text");
}

#[test]
fn python_loads_every_table() {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let version = Command::new(&python).arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: Python (`python3`, or what PYTHON names) is not installed");
        return;
    }
    let (_directory, paths) = tables();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/spreadsheets/load.py");
    let loaded = Command::new(&python).arg(script).args(&paths).output().unwrap();
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    if String::from_utf8_lossy(&loaded.stdout).contains("without pandas") {
        eprintln!("skipped in part: pandas is not installed");
    }
}

/// Commas, quotes, UTF-8, from line 1, in English of the United States, detecting numbers.
const READING: &str = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true";

/// The same with texts quoted and numbers not, formulas as formulas, all sheets.
const SHOWING: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,true,false,false,-1";

/// A cell as the program holds it.
#[derive(Debug, PartialEq)]
enum Held {
    /// Anything but a text: a number, a date, a truth.
    Value(String),
    Text(String),
}

/// The rows of CSV text in which texts are quoted and values are not.
fn held(text: &str) -> Vec<Vec<Held>> {
    let mut rows = vec![vec![]];
    let mut rest = text;
    while !rest.is_empty() {
        let cell = if let Some(quoted) = rest.strip_prefix('"') {
            let end = quote_end(quoted);
            rest = &quoted[end + 1..];
            Held::Text(quoted[..end].replace("\"\"", "\""))
        } else {
            let end = rest.find([',', '\n']).unwrap_or(rest.len());
            let (cell, after) = rest.split_at(end);
            rest = after;
            Held::Value(cell.trim_end_matches('\r').to_owned())
        };
        rows.last_mut().unwrap().push(cell);
        rest = rest.strip_prefix('\r').unwrap_or(rest);
        if let Some(next) = rest.strip_prefix('\n') {
            rows.push(vec![]);
            rest = next;
        } else {
            rest = rest.strip_prefix(',').unwrap_or(rest);
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Where a quoted text ends: at a quote that is not one of two.
fn quote_end(text: &str) -> usize {
    let mut place = 0;
    loop {
        place += text[place..].find('"').expect("a quote ends");
        if !text[place + 1..].starts_with('"') {
            return place;
        }
        place += 2;
    }
}

/// Whether a cell of a file is held as what it is: numbers to a spreadsheet's 15 digits.
fn same(written: &str, held: &Held) -> bool {
    match (written.parse::<f64>(), held) {
        (Ok(number), Held::Value(value)) => {
            value.parse::<f64>().is_ok_and(|value| (value - number).abs() <= 1e-14 * number.abs())
        }
        (Ok(_), Held::Text(_)) => false,
        (Err(_), Held::Text(text)) => text == written,
        // dates, truths and empty cells
        (Err(_), Held::Value(value)) => !value.starts_with('=') && value.eq_ignore_ascii_case(written),
    }
}

#[test]
fn libreoffice_holds_every_cell_as_what_it_is() {
    let Some(program) = office::program() else { return };
    let (_directory, paths) = tables();
    let names = paths.iter().map(|path| {
        let [file, folder] = [path.file_stem(), path.parent().unwrap().file_name()];
        format!("{}-of-{}", file.unwrap().display(), folder.unwrap().display())
    });
    let names: Vec<String> = names.collect();
    let bytes = paths.iter().map(|path| fs::read(path).unwrap());
    let files: Vec<_> = names.iter().map(|name| format!("{name}.csv")).zip(bytes).collect();
    let sheets = office::converted(&program, (&[READING], SHOWING), &files);
    for (name, (file, bytes)) in names.iter().zip(&files) {
        let sheet = sheets.iter().find(|(sheet, _)| sheet.starts_with(&format!("{name}-")));
        let shown = held(sheet.unwrap_or_else(|| panic!("{file} was not opened: {:?}", sheets.keys())).1);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let written: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(shown.len(), written.len(), "{file}: rows");
        for (line, (shown, written)) in shown.iter().zip(&written).enumerate() {
            assert_eq!(shown.len(), written.len(), "{file}: row {line}: {shown:?}");
            for (shown, written) in shown.iter().zip(written) {
                assert!(same(written, shown), "{file}: row {line}: `{written}` became {shown:?}");
            }
        }
    }
}

#[test]
fn cells_are_told_apart_by_their_quotes() {
    let text = "\"a \"\"b\"\", c\",1.5,\n\"\",2026-12-01\n";
    let [text_cell, value] = [|text: &str| Held::Text(text.to_owned()), |text: &str| Held::Value(text.to_owned())];
    // a comma at the end of a line leaves an empty cell
    assert_eq!(
        held(text),
        [vec![text_cell("a \"b\", c"), value("1.5"), value("")], vec![text_cell(""), value("2026-12-01")]]
    );
}
