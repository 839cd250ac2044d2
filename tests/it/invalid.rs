//! Every broken file of `scenarios/invalid/` is refused, and every odd one of `scenarios/odd/` is
//! warned of, in the words of its snapshot.
//!
//! `SNAPSHOTS=overwrite cargo test --test it invalid::` writes the snapshots anew; read them then
//! as the person who made the mistake.

mod slips;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use snapbox::{Assert, Data, assert::DEFAULT_ACTION_ENV};
use tco::scenario::{Around, Files, Loaded, Refused, Severity, load, load_in};

/// The files of a directory under the crate's root with this ending, by their stem, in order.
fn stems(directory: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(path(directory)).unwrap().map(|entry| entry.unwrap().path());
    let mut stems: Vec<String> = (entries.filter(|path| path.extension().is_some_and(|e| e == ending)))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    stems.sort();
    stems
}

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// Reads a scenario with the files that stand beside it.
fn read(directory: &str, stem: &str, text: &str) -> Result<Loaded, Box<Refused>> {
    let folder = path(&format!("scenarios/{directory}"));
    let files = Rc::new(move |name: &str| fs::read_to_string(folder.join(name)).map_err(|_| "no such file".to_owned()));
    let around = Around { files: Files(files), ..Around::default() };
    load_in(&around, (&format!("{stem}.toml"), text), &[])
}

/// What the author of a broken file reads.
fn refusal(stem: &str) -> String {
    let text = fs::read_to_string(path(&format!("scenarios/invalid/{stem}.toml"))).unwrap();
    let refused = read("invalid", stem, &text).map(|_| stem).expect_err(stem);
    assert!(!refused.errors.is_empty(), "`{stem}` is refused without a word");
    refused.sources.render(Severity::Error, &refused.errors, false)
}

/// What the author of an odd file reads.
fn warning(stem: &str) -> String {
    let text = fs::read_to_string(path(&format!("scenarios/odd/{stem}.toml"))).unwrap();
    let loaded = read("odd", stem, &text)
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)));
    assert!(!loaded.warnings.is_empty(), "`{stem}` says nothing");
    loaded.sources.render(Severity::Warning, &loaded.warnings, false)
}

/// Holds the words of every file of a directory against its snapshot; all that differ are shown.
fn compare(directory: &str, words: impl Fn(&str) -> String) {
    let snapshots = format!("tests/snapshots/{directory}");
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    let stems = stems(&format!("scenarios/{directory}"), "toml");
    let mut wrong = Vec::new();
    for stem in &stems {
        let expected = Data::read_from(&path(&format!("{snapshots}/{stem}.txt")), None).raw();
        let actual = format!("{}\n", words(stem));
        wrong.extend(assert.try_eq(Some(stem), actual.into(), expected).err().map(|error| error.to_string()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let files: BTreeSet<&String> = stems.iter().collect();
    for stem in self::stems(&snapshots, "txt") {
        assert!(files.contains(&stem), "the snapshot `{snapshots}/{stem}.txt` has no file");
    }
}

#[test]
fn every_broken_file_is_refused_with_place_cause_and_way_out() {
    compare("invalid", refusal);
}

#[test]
fn every_odd_file_is_warned_of_and_still_read() {
    compare("odd", warning);
}

#[test]
fn all_the_errors_of_a_file_come_in_one_go() {
    let text = refusal("many-mistakes");
    let errors = text.lines().filter(|line| line.starts_with("error: ")).count();
    // one for each line of the file that is wrong: currency, months, discount rate, reference,
    // requests, cached share, input price, unknown key, role, throughput, replicas, shares, cost line
    // and expectation
    assert_eq!(errors, 14, "{text}");
}

#[test]
fn every_message_says_the_way_out() {
    let said = said();
    for message in said.split("\n\n") {
        assert!(message.contains(" = help: "), "{message}");
    }
}

#[test]
fn of_very_many_errors_the_first_are_shown() {
    let text = (0..150).map(|i| format!("colour{i} = 1\n")).collect::<Vec<_>>().concat();
    let refused = load("many.toml", &format!("[scenario]\nname = \"Many\"\n{text}"), &[]).unwrap_err();
    let said = refused.sources.render(Severity::Error, &refused.errors, false);
    // 150 unknown keys, no workloads and no options
    assert_eq!(said.lines().filter(|line| line.starts_with("error: ")).count(), 100);
    assert!(said.ends_with("... and 52 more"), "{said}");
}

/// Everything that the files bring out.
fn said() -> String {
    let refusals = stems("scenarios/invalid", "toml").iter().map(|stem| refusal(stem)).collect::<Vec<_>>();
    let warnings = stems("scenarios/odd", "toml").iter().map(|stem| warning(stem)).collect::<Vec<_>>();
    [refusals, warnings].concat().join("\n\n")
}

#[test]
fn every_constructor_of_diagnostics_is_met() {
    let words = [
        ("at", "-->"),
        ("whole", "the scenario has no `[scenario]`"),
        ("help", "= help:"),
        ("related", "said first here"),
        ("alone", "cannot read `"),
        ("label", "a fraction"),
        ("written_twice", "is written twice"),
        ("bad_range", "` as a range"),
        ("syntax", "TOML cannot be read here"),
        ("unknown_key", "unknown key `"),
        ("missing_key", "missing key `"),
        ("wrong_type", "this is a number"),
        ("bad_number", "` as a number"),
        ("out_of_range", "out of range"),
        ("not_a_choice", "not one of the choices"),
        ("unknown_name", "no option is called `"),
        ("contradiction", "contradict each other"),
        ("needs", "has no meaning without it"),
        ("idle", "has no effect without"),
        ("cycle", "refer to each other in a circle"),
    ];
    let source = fs::read_to_string(path("src/scenario/diagnostic.rs")).unwrap();
    let (_, methods) = source.split_once("impl Diagnostic {").unwrap();
    let (methods, _) = methods.split_once("\n}\n").unwrap();
    let said = said();
    for rest in methods.split("pub fn ").skip(1) {
        let name = rest.split('(').next().unwrap();
        let (_, words) = words.iter().find(|(known, _)| *known == name).unwrap_or_else(|| {
            panic!("`Diagnostic::{name}` is new: add a file that brings it out, and its words to this test")
        });
        assert!(said.contains(words), "no file brings out `Diagnostic::{name}`");
    }
}

#[test]
fn every_sentence_of_the_reader_is_met() {
    let mut files = vec!["src/scenario/syntax.rs".to_owned(), "src/scenario/slips.rs".to_owned()];
    for directory in ["src/scenario/read", "src/scenario/check"] {
        files.extend(stems(directory, "rs").iter().map(|stem| format!("{directory}/{stem}.rs")));
    }
    let mut sources: Vec<String> = files.iter().map(|file| fs::read_to_string(path(file)).unwrap()).collect();
    for file in ["literal", "distribution"] {
        let source = fs::read_to_string(path(&format!("src/quantity/{file}.rs"))).unwrap();
        let (_, explain) = source.split_once("fn explain").unwrap();
        sources.push(explain.split_once("\n    }\n").unwrap().0.to_owned());
    }
    let said = said();
    let mut unmet = Vec::new();
    for source in &sources {
        unmet.extend(sentences(source).into_iter().filter(|sentence| !said.contains(sentence.as_str())));
    }
    assert!(unmet.is_empty(), "no file of `scenarios/invalid/` or `scenarios/odd/` brings out:\n{}", unmet.join("\n"));
}

/// The longest fixed piece of every string literal that holds a space, in a source without its
/// comments, tests and `expect`s: the words that a user can come to read.
fn sentences(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n").replace("'\"'", "").replace("\\\"", "\u{1}");
    let pieces: Vec<&str> = code.split('"').collect();
    let literals = pieces.iter().enumerate().skip(1).step_by(2);
    literals
        .filter(|(place, literal)| {
            let before = pieces[place - 1];
            // a proof, a separator, a word of the parser and the name of a default are no messages
            let tells = [".expect(", "split_once(", ".contains(", ".starts_with("];
            let silent = tells.iter().any(|tell| before.ends_with(tell));
            literal.contains(' ') && !silent && !pieces[place.saturating_sub(3)].ends_with("note_derived(")
        })
        .map(|(_, literal)| {
            let fixed = literal.split(['{', '}']).step_by(2);
            fixed.max_by_key(|piece| piece.len()).unwrap_or_default().replace('\u{1}', "\"").replace("\\\\", "\\")
        })
        .collect()
}
