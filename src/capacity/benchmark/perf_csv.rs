//! The CSV of genai-perf and `AIPerf`: a section of statistics, an empty line, a section of values.

use super::{BenchmarkError, Run, Tool};

const HELP: &str = "is the file whole and written by the tool itself? run the benchmark again if not";

/// Whether a text is one.
pub(super) fn is_one(text: &str) -> bool {
    text.starts_with("Metric,") || text.starts_with("\"Metric\",")
}

/// The run of a text.
pub(super) fn run(text: &str) -> Result<Run, BenchmarkError> {
    let table = rows(text)?;
    let per_second = table.needed("Request Throughput (per sec)", "Value")?;
    let completed = table.needed("Request Count (count)", "Value")?;
    let latency = table.any("Request Latency (ms)", "avg");
    let slowest = |metric: &str| table.any(metric, "p99").or_else(|| table.any(metric, "avg"));
    Ok(Run {
        tool: Tool::GenaiPerf,
        place: "the table".to_owned(),
        model: None,
        gpus: None,
        duration: completed / per_second,
        completed,
        failed: 0.0,
        input: table.needed("Input Sequence Length (tokens)", "avg")?,
        output: table.needed("Output Sequence Length (tokens)", "avg")?,
        output_per_second: table.needed("Output Token Throughput (tokens/sec)", "Value")?,
        concurrency: latency.map(|latency| per_second * latency / 1000.0),
        sent_per_second: None,
        ttft_ms: slowest("Time To First Token (ms)"),
        tpot_ms: slowest("Inter Token Latency (ms)"),
    })
}

/// The cells of every section: metric, column, text.
struct Table(Vec<(String, String, String)>);

fn rows(text: &str) -> Result<Table, BenchmarkError> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut header = csv::StringRecord::new();
    let mut cells = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            BenchmarkError::new(format!("line {line}"), "this is no line of a CSV", HELP)
        })?;
        let metric = record.get(0).unwrap_or_default().to_owned();
        if metric == "Metric" {
            header = record;
            continue;
        }
        let columns = header.iter().zip(&record).skip(1);
        cells.extend(columns.map(|(column, cell)| (metric.clone(), column.to_owned(), cell.to_owned())));
    }
    Ok(Table(cells))
}

impl Table {
    fn text(&self, metric: &str, column: &str) -> Option<&str> {
        let found = self.0.iter().find(|cell| cell.0 == metric && cell.1 == column);
        found.map(|cell| cell.2.as_str())
    }

    /// A number that is finite and not negative; thousands may be set apart by commas.
    fn any(&self, metric: &str, column: &str) -> Option<f64> {
        let number: f64 = self.text(metric, column)?.replace(',', "").parse().ok()?;
        (number.is_finite() && number >= 0.0).then_some(number)
    }

    fn needed(&self, metric: &str, column: &str) -> Result<f64, BenchmarkError> {
        let place = format!("row `{metric}`");
        match (self.any(metric, column), self.text(metric, column)) {
            (Some(number), _) if number > 0.0 => Ok(number),
            (_, None) => Err(BenchmarkError::new(place, format!("no such row with a column `{column}`"), HELP)),
            (_, Some(found)) => {
                Err(BenchmarkError::new(place, format!("`{column}` is `{found}`, which is no number above 0"), HELP))
            }
        }
    }
}
