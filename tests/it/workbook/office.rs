//! The workbook as `LibreOffice` recalculates it, where that is installed.

use std::collections::HashMap;
use std::path::Path;

use tco::analysis::{Settings, analyse};
use tco::report::workbook::{Page, file, pages};

use super::evaluate::Value;
use super::{changed, check_cells, check_summary, three_changes, with};
use crate::office;
use crate::scenarios::{read, shipped};

/// Every sheet as CSV with all digits: separator, quote, UTF-8, first line, ..., all sheets.
const AS_CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// The cells of files, by file and sheet, as the program works them out.
fn recalculated(program: &Path, files: &[(String, Vec<u8>)]) -> HashMap<String, Vec<Vec<String>>> {
    let cells = |text: &str| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let sheets = office::converted(program, (&[], AS_CSV), files);
    sheets.into_iter().map(|(name, text)| (name, cells(&text))).collect()
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
    let Some(program) = office::program() else { return };
    let loaded: Vec<_> = shipped().into_iter().map(|path| (read(&path), path)).collect();
    let results = loaded.iter().map(|(loaded, path)| {
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        (pages(&results, &loaded.sources), three_changes(&results), loaded, path)
    });
    let results: Vec<_> = results.collect();
    let mut files = Vec::new();
    for (place, (pages, changes, loaded, _)) in results.iter().enumerate() {
        files.push((format!("base{place}.xlsx"), file(&changed(pages.clone(), &[]), &loaded.scenario).unwrap()));
        files.push((format!("changed{place}.xlsx"), file(&changed(pages.clone(), changes), &loaded.scenario).unwrap()));
    }
    let sheets = recalculated(&program, &files);
    for (place, (pages, changes, _, path)) in results.iter().enumerate() {
        let name = format!("base{place}");
        check_cells(&path.display().to_string(), pages, |(page, row, column)| {
            value(&sheets, &name, &pages[page], (row, column))
        });
        let other = with(path, changes);
        let other = analyse(&other.scenario, Settings::default()).unwrap();
        check_summary(&format!("{}: {changes:?}", path.display()), &other, pages, |at| {
            value(&sheets, &format!("changed{place}"), &pages[0], at)
        });
    }
}
