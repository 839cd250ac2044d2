//! `tco map`.

use super::{Ran, TempDir, command};

const FLAGSHIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/support-triage.toml");
const PRICE: &str = "options.api.output_per_mtok";
const VOLUME: &str = "workloads.tickets.requests_per_month";

fn run(directory: &TempDir, arguments: &[&str]) -> Ran {
    let all: Vec<&str> = ["map", FLAGSHIP].iter().chain(arguments).copied().collect();
    Ran::new(&command(directory.path(), &all).output().unwrap())
}

#[test]
fn a_map_writes_its_rows_and_a_chart() {
    let directory = TempDir::new().unwrap();
    let x = format!("{PRICE}=1..60");
    let ran = run(&directory, &["--x", &x, "--y", VOLUME, "--out", "mapped", "--svg"]);
    ran.succeeds();
    assert!(ran.out.contains(&format!("{PRICE} from 1 to 60 across")), "{}", ran.out);
    assert!(ran.out.contains("map.csv, map.png, map.svg"), "{}", ran.out);
    let table = std::fs::read_to_string(directory.path().join("mapped/map.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["y_input", "y", "x_input", "x_from", "x_to", "cheapest", "exact"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // every row covers the whole of x without a hole
    for row in rows.chunk_by(|a, b| a[1] == b[1]) {
        assert_eq!((&row[0][3], &row[row.len() - 1][4]), ("1", "60"));
        assert!(row.windows(2).all(|pair| pair[0][4] == pair[1][3]), "{row:?}");
    }
    let svg = std::fs::read_to_string(directory.path().join("mapped/map.svg")).unwrap();
    assert!(svg.contains("today"), "today's point is marked");
}

#[test]
fn a_map_that_is_none_is_refused() {
    let directory = TempDir::new().unwrap();
    run(&directory, &["--x", PRICE, "--y", PRICE]).fails(2, &["a map is of two inputs", "tco sweep"]);
    run(&directory, &["--x", "options.api.outptu", "--y", VOLUME]).fails(2, &["no input is called", "did you mean"]);
    run(&directory, &["--x", PRICE, "--y", &format!("{VOLUME}=9..1")]).fails(2, &["the range from 9 to 1 is empty"]);
    run(&directory, &["--x", PRICE, "--y", &format!("{VOLUME}=-9..1")]).fails(2, &["cannot have every value"]);
    run(&directory, &["--x", PRICE]).fails(2, &["--y"]);
}
