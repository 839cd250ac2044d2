//! The README and the references say what the code does: key tables, the summary, the chart, a
//! slip, the test command.
//!
//! `SNAPSHOTS=overwrite cargo test --test it docs::` writes the generated parts anew.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::{Assert, Data, assert::DEFAULT_ACTION_ENV};
use tco::analysis::simulate::Draws;
use tco::analysis::{Results, Settings, Workers, analyse};
use tco::quantity::Unit;
use tco::report::{Look, curve_end, drawings, summary};
use tco::scenario::language::{self, Form, KINDS, Key};
use tco::scenario::{Severity, load};

use crate::scenarios::read;
use crate::tables::TABLES;

pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

pub fn text(relative: &str) -> String {
    fs::read_to_string(path(relative)).unwrap()
}

/// Holds a document against what it should be, or writes it anew.
pub fn compare(relative: &str, expected: String) {
    let file = Data::read_from(&path(relative), None).raw();
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(expected, file);
}

/// The text with `part` in place of what stands between two marks.
pub fn with_part(text: &str, (begin, end): (&str, &str), part: &str) -> String {
    let (before, rest) = text.split_once(begin).unwrap_or_else(|| panic!("no `{begin}`"));
    let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("no `{end}` after `{begin}`"));
    format!("{before}{begin}{part}{end}{after}")
}

/// The tables that have keys to show; a custom option has none of its own.
fn shown_tables() -> impl Iterator<Item = (&'static str, &'static [Key])> {
    TABLES.into_iter().filter(|(_, keys)| !keys.is_empty())
}

const KEYS_END: &str = "<!-- end of keys -->";

#[test]
fn the_reference_lists_every_key() {
    let mut page = text("docs/scenario.md");
    for (name, keys) in shown_tables() {
        let begin = format!("<!-- keys: {name} -->\n");
        page = with_part(&page, (&begin, KEYS_END), &format!("\n{}\n", key_table(keys)));
    }
    compare("docs/scenario.md", page);
}

#[test]
fn every_table_of_the_language_has_its_place_in_the_reference() {
    let names = |keys: &[Key]| keys.iter().map(|key| key.name).collect::<Vec<_>>();
    let shown: Vec<Vec<&str>> = shown_tables().map(|(_, keys)| names(keys)).collect();
    let mut waiting: Vec<&[Key]> = vec![language::ROOT, language::RAMP, language::DISTRIBUTION];
    waiting.extend(KINDS.iter().flat_map(|kind| language::option_tables(kind)));
    while let Some(keys) = waiting.pop() {
        assert!(keys.is_empty() || shown.contains(&names(keys)), "no table with {:?}", names(keys));
        waiting.extend(keys.iter().filter_map(|key| match key.form {
            Form::Table(keys) | Form::Named(keys) | Form::List(keys) => Some(keys),
            _ => None,
        }));
    }
}

/// The keys of a table as a table of Markdown.
fn key_table(keys: &[Key]) -> String {
    let header = "| key | what may be written | unit | default | meaning |\n|---|---|---|---|---|\n";
    let row = |key: &Key| {
        let default = match (key.required, key.default) {
            (true, _) => "**required**".to_owned(),
            (false, "") => String::new(),
            (false, default) => format!("`{default}`"),
        };
        let cells = [format!("`{}`", key.name), form(key.form), unit(key.unit), default, key.about.to_owned()];
        format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
    };
    header.to_owned() + &keys.iter().map(row).collect::<String>()
}

/// What may be written, in words.
fn form(form: Form) -> String {
    match form {
        Form::Text => "text".to_owned(),
        Form::Texts => "list of texts".to_owned(),
        Form::Flag => "`true` or `false`".to_owned(),
        Form::Month => "`\"YYYY-MM\"`".to_owned(),
        Form::Integer(least, most) => format!("whole number from {least} to {most}, no range"),
        Form::Number => "number".to_owned(),
        Form::Positive => "number above 0".to_owned(),
        Form::Ratio => "number from 1 on".to_owned(),
        Form::RankCorrelation => "number from -1 to 1, no range".to_owned(),
        Form::Share => "share".to_owned(),
        Form::PositiveShare => "share above 0".to_owned(),
        Form::Rate => "rate".to_owned(),
        Form::Whole(0) => "whole number".to_owned(),
        Form::Whole(least) => format!("whole number from {least} on"),
        Form::Price => "price".to_owned(),
        Form::Team => "hours by role".to_owned(),
        Form::Choice(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
        Form::OptionName => "name of an option".to_owned(),
        Form::Numbers(count) => format!("list of {count} numbers"),
        Form::Volume => "number, list or ramp".to_owned(),
        Form::Shares => "share by option".to_owned(),
        Form::Route => "option by workload".to_owned(),
        Form::Expected => "number, option's name or `\"never\"`".to_owned(),
        Form::Table(_) => "table".to_owned(),
        Form::Named(_) => "tables by name".to_owned(),
        Form::NamedPrices => "price by role".to_owned(),
        Form::List(_) => "list of tables".to_owned(),
    }
}

/// A unit in words: `currency per GPU and hour`.
fn unit(unit: Unit) -> String {
    let words = |text: &str| text.replace("hour GPU", "GPU hour").replace("second replica", "replica second");
    match unit.describe("currency").split_once('/') {
        Some((over, under)) => format!("{} per {}", words(over), words(under).replace(' ', " and ")),
        None => words(&unit.describe("currency")),
    }
}

/// What `f` makes of the results of the README's scenario.
fn of_the_readme<T>(f: impl Fn(&Results<'_>) -> T) -> T {
    let loaded = read(&path("scenarios/support-triage.toml"));
    f(&analyse(&loaded.scenario, Settings::default())
        .unwrap()
        .with_flips(&Workers::ALONE)
        .with_simulation(Draws::default(), &Workers::ALONE))
}

#[test]
fn the_readme_shows_the_summary_as_it_is_printed() {
    let printed = of_the_readme(|results| summary(results, Look { color: false }, &[]));
    let begin = "$ tco run scenarios/support-triage.toml\n";
    compare("README.md", with_part(&text("README.md"), (begin, "Written "), &printed));
}

/// The first block of a document that is marked so.
fn block<'a>(text: &'a str, mark: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("```{mark}\n")).unwrap_or_else(|| panic!("no block of {mark}"));
    rest.split_once("```").unwrap().0
}

#[test]
fn the_readmes_scenario_reads_and_its_slip_is_answered_as_shown() {
    let readme = text("README.md");
    let scenario = block(&readme, "toml");
    let loaded = load("scenario.toml", scenario, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    assert!(results.verdicts.iter().all(tco::analysis::Verdict::holds));
    let slip = scenario.replace("growth_per_month", "growth_per_moth");
    let refused = load("scenario.toml", &slip, &[]).unwrap_err();
    let shown = refused.sources.render(Severity::Error, &refused.errors, false);
    assert_eq!(block(&readme, "text"), format!("{shown}\n"));
}

/// The width, the height and the bytes of the pixels of an image.
fn pixels(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    (frame.width, frame.height, bytes)
}

#[test]
fn the_readme_shows_the_chart_as_it_is_drawn() {
    let drawn = of_the_readme(|results| drawings(results, curve_end(results)).swap_remove(0).png().unwrap());
    let file = path("docs/images/cost-curve.png");
    if std::env::var(DEFAULT_ACTION_ENV).as_deref() == Ok("overwrite") {
        fs::write(&file, &drawn).unwrap();
    }
    let (drawn, shown) = (pixels(&drawn), pixels(&fs::read(file).unwrap()));
    assert_eq!((drawn.0, drawn.1, drawn.2.len()), (shown.0, shown.1, shown.2.len()));
    // a rasteriser that rounds otherwise is off by a shade; a line elsewhere is off by a colour
    let other = drawn.2.iter().zip(&shown.2).filter(|(a, b)| a.abs_diff(**b) > 16).count();
    assert!(other * 20_000 < drawn.2.len(), "the chart is no longer the README's: {other} bytes differ");
}

#[test]
fn the_gate_runs_the_tests_as_the_readme_says() {
    let readme = text("README.md");
    let (_, rest) = readme.split_once("<!-- test command -->\n```sh\n").expect("the README says how to test");
    assert_eq!(rest.lines().next(), Some("cargo test"));
    assert!(text(".ci/run").contains("<!-- test command -->"));
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "THIRD_PARTY.md",
        "docs/scenario.md",
        "docs/results.md",
        "docs/capacity.md",
        "docs/catalog.md",
    ] {
        let folder = path(page).parent().unwrap().to_owned();
        for link in text(page).split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()) {
            let file = link.split('#').next().unwrap();
            let outside = link.starts_with("https://") || file.is_empty();
            assert!(outside || folder.join(file).exists(), "{page} links to `{link}`, which is not there");
        }
    }
}
