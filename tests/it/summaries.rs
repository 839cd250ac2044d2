//! What every shipped scenario prints, held as a snapshot: these guard the wording and the layout,
//! the figures are checked elsewhere. `SNAPSHOTS=overwrite` writes them anew.

use std::path::Path;

use snapbox::Data;
use tco::analysis::{Settings, analyse};
use tco::report::{Look, Style, advice_text, markdown, summary};

use crate::scenarios::{read, shipped};

fn snapshot(directory: &str, name: &str, text: String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let path = root.join(directory).join(format!("{name}.txt"));
    let expected = Data::read_from(&path, None).raw();
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(Data::text(text).raw(), expected);
}

#[test]
fn summaries_fit_a_hundred_columns_and_say_what_they_said() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let text = summary(&results, Look { color: false }, &[]);
        let name = path.file_stem().unwrap().to_string_lossy();
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{name}: {line}");
            assert!(!line.contains('\u{1b}'), "{name}: colour where none was asked for");
        }
        snapshot("summary", &name, text);
    }
}

#[test]
fn the_markdown_is_a_table_and_lists() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/chat-product.toml");
    let loaded = read(&path);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let text = markdown(&results);
    let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    let bars = |line: &str| line.matches('|').count() - line.matches("\\|").count();
    assert!(table.len() > 10 && table.iter().all(|line| bars(line) == bars(table[0])));
    snapshot("markdown", "chat-product", text);
}

#[test]
fn advice_is_broken_between_words_where_a_terminal_ends() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        for width in [60, 80, 100] {
            let text = advice_text(&results, &results.advice, Style::Terminal(width));
            // the name of a figure is one word, and may be longer than a line
            let is_wide =
                |line: &&str| line.chars().count() > width && line.trim_start_matches([' ', '-']).contains(' ');
            let wide: Vec<&str> = text.lines().filter(is_wide).collect();
            assert!(wide.is_empty(), "{}: {wide:?}", path.display());
        }
    }
}
