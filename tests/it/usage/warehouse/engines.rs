//! The databases that may be installed.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::json;
use tco::usage::sql::Dialect;
use tempfile::TempDir;

/// A database that a test can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Postgres,
    DuckDb,
    ClickHouse,
    Spark,
}

impl Engine {
    pub fn dialect(self) -> Dialect {
        match self {
            Self::Postgres => Dialect::Postgres,
            Self::DuckDb => Dialect::DuckDb,
            Self::ClickHouse => Dialect::ClickHouse,
            Self::Spark => Dialect::Spark,
        }
    }
}

/// Statements that make a table, and a query of it.
pub struct Job {
    pub setup: Vec<String>,
    pub query: String,
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/warehouse").join(name)
}

/// The CSV of two queries of each table; none where the database is not installed.
pub fn run<const N: usize>(engine: Engine, first: [Job; N], second: [Job; N]) -> Option<Vec<(String, String)>> {
    let pairs = first.into_iter().zip(second);
    if engine == Engine::Postgres {
        return pairs.map(|(a, b)| Some((postgres(&a.setup, &a.query)?, postgres(&a.setup, &b.query)?))).collect();
    }
    // each job makes its table anew where databases are apart, and finds it where they are one
    let again = if engine == Engine::DuckDb { |setup: &[String]| setup.to_vec() } else { |_: &[String]| Vec::new() };
    let jobs: Vec<_> = pairs
        .flat_map(|(a, b)| {
            [json!({"setup": &a.setup, "query": a.query}), json!({"setup": again(&a.setup), "query": b.query})]
        })
        .collect();
    let name = match engine {
        Engine::ClickHouse => "clickhouse",
        Engine::Spark => "spark",
        Engine::DuckDb | Engine::Postgres => "duckdb",
    };
    let mut results = python(name, &json!(jobs))?.into_iter();
    Some(std::iter::from_fn(|| Some((results.next()?, results.next()?))).collect())
}

/// What is wrong with each query; none where no parser is installed.
pub fn parse(queries: &[(Dialect, String)]) -> Option<Vec<String>> {
    let jobs: Vec<_> = queries
        .iter()
        .map(|(dialect, query)| json!({"dialect": format!("{dialect:?}").to_lowercase(), "query": query}))
        .collect();
    python("parse", &json!(jobs))
}

fn python(engine: &str, jobs: &serde_json::Value) -> Option<Vec<String>> {
    let program = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(program);
    command.arg(script("engine.py")).arg(engine);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut running) = command.spawn() else {
        eprintln!("skipped: no Python for {engine}");
        return None;
    };
    running.stdin.take().unwrap().write_all(jobs.to_string().as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    let text = finished(engine, &output)?;
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{engine}: {error} in {text}")))
}

fn postgres(setup: &[String], query: &str) -> Option<String> {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("setup.sql"), setup.join(";\n")).unwrap();
    fs::write(folder.path().join("query.sql"), query).unwrap();
    let Ok(output) = Command::new("bash").arg(script("postgres.sh")).arg(folder.path()).output() else {
        eprintln!("skipped: no bash for PostgreSQL");
        return None;
    };
    finished("PostgreSQL", &output)?;
    Some(fs::read_to_string(folder.path().join("result.csv")).unwrap())
}

/// What a script printed; none when it says that what it starts is not installed.
fn finished(engine: &str, output: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) {
        eprintln!("skipped: {engine} is not installed: {}", said.trim());
        return None;
    }
    assert!(output.status.success(), "{engine}: {said}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
