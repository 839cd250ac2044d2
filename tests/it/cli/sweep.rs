//! `tco sweep`.

use super::{Ran, TempDir, command};

const FLAGSHIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/support-triage.toml");

fn run(directory: &TempDir, arguments: &[&str]) -> Ran {
    let all: Vec<&str> = ["sweep", FLAGSHIP].iter().chain(arguments).copied().collect();
    Ran::new(&command(directory.path(), &all).output().unwrap())
}

#[test]
fn a_sweep_writes_its_corners_and_a_chart() {
    let directory = TempDir::new().unwrap();
    let ran = run(&directory, &["--vary", "options.api.output_per_mtok=1..60", "--out", "swept", "--svg"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("varied from 1 to 60") && ran.out.contains("sweep.csv, sweep.png, sweep.svg"),
        "{}",
        ran.out
    );
    let table = std::fs::read_to_string(directory.path().join("swept/sweep.csv")).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "input,value,option,present_value,exact");
    // a line has two corners, its ends: the API's cost is one in its price, and it falls on a line
    let api: Vec<&&str> = rows.iter().filter(|row| row.contains(",api,")).collect();
    assert_eq!(api.len(), 2, "{api:?}");
    assert!(api[0].contains(",1,api,") && api[1].contains(",60,api,") && api[0].ends_with(",true"), "{api:?}");
    let png = std::fs::read(directory.path().join("swept/sweep.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn what_is_no_line_says_so() {
    let directory = TempDir::new().unwrap();
    let ran = run(&directory, &["--vary", "scenario.discount_rate=0%..50%", "--out", "swept"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let table = std::fs::read_to_string(directory.path().join("swept/sweep.csv")).unwrap();
    assert!(table.lines().skip(1).all(|row| row.ends_with(",false")), "{table}");
}

#[test]
fn a_range_that_is_none_is_refused() {
    let directory = TempDir::new().unwrap();
    run(&directory, &["--vary", "options.api.output_per_mtok=5"]).fails(2, &["`5` is no range", "KEY=FROM..TO"]);
    run(&directory, &["--vary", "options.api.output_per_mtok=9..1"]).fails(2, &["the range from 9 to 1 is empty"]);
    run(&directory, &["--vary", "options.api.outptu=1..9"]).fails(2, &["did you mean"]);
}
