//! The files a command reads and writes.

use std::fs::{self, File};
use std::path::Path;

use super::{SMALL, holding, names, tco};

/// What `tco run --no-charts` writes, in the order of names.
const TABLES: [&str; 6] =
    ["break_even.csv", "cost_curve.csv", "ledger.csv", "monthly.csv", "results.json", "summary.csv"];

#[test]
fn what_is_no_scenario_is_refused_by_what_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let check = |name: &str, status, words: &[&str]| {
        tco(directory.path(), &["check", name]).fails(status, words);
        tco(directory.path(), &["run", name]).fails(status, words);
    };
    check("absent.toml", 3, &["cannot read `absent.toml`", "tco init"]);
    check("no/such/directory.toml", 3, &["cannot read"]);
    fs::create_dir(at("folder")).unwrap();
    check("folder", 3, &["cannot read `folder`"]);
    fs::write(at("file"), "x").unwrap();
    check("file/below.toml", 3, &["cannot read"]);
    fs::write(at("empty.toml"), "").unwrap();
    check("empty.toml", 2, &["no `[scenario]`", "no `[workloads]`", "no `[options]`"]);
    fs::write(at("blank.toml"), " \n\t\n").unwrap();
    check("blank.toml", 2, &["no `[scenario]`"]);
    fs::write(at("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    check("picture.png", 2, &["no UTF-8", "line 1"]);
    fs::write(at("latin1.toml"), b"[scenario]\nname = \"caf\xe9\"\n").unwrap();
    check("latin1.toml", 2, &["no UTF-8", "line 2"]);
    fs::write(at("zeros.toml"), [0; 64]).unwrap();
    check("zeros.toml", 2, &["zeros.toml"]);
    fs::write(at("large.toml"), "# padding\n".repeat(500_000)).unwrap();
    check("large.toml", 2, &["larger than 4 MiB", "large.toml"]);
    File::create(at("sparse.toml")).unwrap().set_len(100 << 20).unwrap();
    check("sparse.toml", 2, &["larger than 4 MiB"]);
    assert_eq!(names(directory.path()).len(), 9);
}

#[test]
fn lines_may_end_as_on_any_system_and_a_mark_may_lead() {
    for text in [SMALL.replace('\n', "\r\n"), format!("\u{feff}{SMALL}"), SMALL.trim_end().to_owned()] {
        let directory = holding(&text);
        tco(directory.path(), &["check", "scenario.toml"]).succeeds();
        let directory = holding(&text.replace("monthly", "montly"));
        tco(directory.path(), &["check", "scenario.toml"]).fails(2, &["scenario.toml:18:1", "did you mean `monthly`"]);
    }
}

#[test]
fn the_results_stand_where_they_were_asked_for() {
    let directory = holding(SMALL);
    let run = |args: &[&str]| tco(directory.path(), &[&["run", "scenario.toml", "--no-charts"], args].concat());
    run(&[]).succeeds();
    assert_eq!(names(&directory.path().join("scenario-results")), TABLES);
    run(&["--out", "deep/er/down"]).succeeds();
    assert_eq!(names(&directory.path().join("deep/er/down")), TABLES);
    assert_eq!(names(directory.path()), ["deep", "scenario-results", "scenario.toml"]);
}

#[test]
fn charts_are_drawn_unless_unwanted() {
    let directory = holding(SMALL);
    tco(directory.path(), &["run", "scenario.toml", "--svg", "--out", "all"]).succeeds();
    let written = names(&directory.path().join("all"));
    for chart in ["cost-curve", "cumulative-cost", "cost-breakdown"] {
        for ending in ["png", "svg"] {
            assert!(written.contains(&format!("{chart}.{ending}")), "no {chart}.{ending} in {written:?}");
        }
        let png = fs::read(directory.path().join(format!("all/{chart}.png"))).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
    }
    let svg = |path: &Path| path.extension().is_some_and(|ending| ending == "svg");
    tco(directory.path(), &["run", "scenario.toml", "--out", "some"]).succeeds();
    assert!(!names(&directory.path().join("some")).iter().any(|name| svg(Path::new(name))));
}

#[test]
fn a_place_that_cannot_be_written_is_reported() {
    let directory = holding(SMALL);
    fs::write(directory.path().join("file"), "theirs").unwrap();
    for place in ["file", "file/below", "scenario.toml/results"] {
        let ran = tco(directory.path(), &["run", "scenario.toml", "--no-charts", "--out", place]);
        assert_eq!(ran.status, Some(3), "{}", ran.err);
        assert!(ran.err.contains(place), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(directory.path().join("file")).unwrap(), "theirs");
    assert_eq!(names(directory.path()), ["file", "scenario.toml"]);
}

#[test]
fn what_stands_in_the_way_of_one_file_spares_the_others() {
    let directory = holding(SMALL);
    let results = directory.path().join("out");
    fs::create_dir_all(results.join("ledger.csv/inside")).unwrap();
    let ran = tco(directory.path(), &["run", "scenario.toml", "--no-charts", "--out", "out"]);
    ran.fails(3, &["ledger.csv"]);
    assert_eq!(names(&results), TABLES);
    assert!(results.join("ledger.csv/inside").is_dir());
    assert!(fs::metadata(results.join("summary.csv")).unwrap().len() > 0);
}

#[test]
fn what_stands_in_the_way_leaves_no_mixture_of_old_and_new() {
    let directory = holding(SMALL);
    let run = |args: &[&str]| tco(directory.path(), &[&["run", "scenario.toml", "--no-charts"], args].concat());
    let dearer = ["--set", "options.api.input_per_mtok=2"];
    run(&["--out", "out"]).succeeds();
    run(&[&["--out", "clean"], &dearer[..]].concat()).succeeds();
    let results = directory.path().join("out");
    fs::remove_file(results.join("summary.csv")).unwrap();
    fs::create_dir(results.join("summary.csv")).unwrap();
    fs::write(results.join("theirs.txt"), "keep").unwrap();
    let ran = run(&[&["--out", "out"], &dearer[..]].concat());
    ran.fails(3, &["cannot write", "summary.csv", "way"]);
    // nothing temporary is left
    assert_eq!(names(&results), [&TABLES[..], &["theirs.txt"]].concat());
    assert_eq!(fs::read_to_string(results.join("theirs.txt")).unwrap(), "keep");
    for name in TABLES.iter().filter(|name| **name != "summary.csv") {
        let [found, new] = ["out", "clean"].map(|place| fs::read(directory.path().join(place).join(name)).unwrap());
        assert!(found == new, "{name} is not of the run that failed");
    }
}

#[test]
fn other_peoples_files_are_left_alone() {
    let directory = holding(SMALL);
    let results = directory.path().join("scenario-results");
    fs::create_dir_all(results.join("notes")).unwrap();
    fs::write(results.join("notes/mine.txt"), "keep").unwrap();
    fs::write(results.join(".hidden"), "keep").unwrap();
    fs::write(results.join("summary-2025.csv"), "keep").unwrap();
    fs::write(results.join("summary.csv"), "an earlier result, longer than the new one\n".repeat(999)).unwrap();
    for _ in 0..2 {
        tco(directory.path(), &["run", "scenario.toml", "--no-charts"]).succeeds();
    }
    for name in ["notes/mine.txt", ".hidden", "summary-2025.csv"] {
        assert_eq!(fs::read_to_string(results.join(name)).unwrap(), "keep", "{name}");
    }
    assert!(!fs::read_to_string(results.join("summary.csv")).unwrap().contains("earlier"));
    // no temporary file remains
    let ours = names(&results).into_iter().filter(|name| ![".hidden", "notes", "summary-2025.csv"].contains(&&**name));
    assert_eq!(ours.collect::<Vec<_>>(), TABLES);
    assert_eq!(names(directory.path()), ["scenario-results", "scenario.toml"]);
}

#[test]
fn the_same_scenario_gives_the_same_bytes() {
    let run = || {
        let directory = holding(include_str!("../../../scenarios/starter.toml"));
        let ran = tco(directory.path(), &["run", "scenario.toml", "--svg"]);
        let results = directory.path().join("scenario-results");
        let bytes = names(&results).into_iter().map(|name| (fs::read(results.join(&name)).unwrap(), name));
        (ran.succeeds().out.clone(), bytes.collect::<Vec<_>>())
    };
    let (first, second) = (run(), run());
    assert_eq!(first.0, second.0);
    assert!(first.1.len() > TABLES.len());
    for ((a, name), (b, _)) in first.1.iter().zip(&second.1) {
        assert!(a == b, "{name} differs between two runs");
    }
    assert_eq!(first.1.len(), second.1.len());
}
