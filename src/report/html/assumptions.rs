//! What the figures stand on: values of the catalog, ranges, defaults, and what the scenario states.

use std::fmt::Write as _;

use super::markup::{escape, head, key, prose, words_table};
use crate::analysis::Results;
use crate::quantity::figures::exact;
use crate::report::assumed::{matters, unit};
use crate::scenario::{Assumption, Grounds, Origin, Sources};

type Row = [String; 3];

/// The section of assumptions, those that say something first.
pub fn assumptions(page: &mut String, results: &Results<'_>, sources: &Sources) {
    head(page, "Assumptions");
    let counts = |assumption: &Assumption| assumption.grounds != Grounds::Default || matters(assumption);
    let (told, neutral): (Vec<&Assumption>, Vec<&Assumption>) =
        results.scenario.defaults.iter().partition(|assumption| counts(assumption));
    let mut rows: Vec<Row> = told.into_iter().map(|assumption| assumed(results, assumption)).collect();
    rows.extend(ranges(results, sources));
    if rows.is_empty() {
        page.push_str("<p>Every value that says something is stated in the scenario.</p>\n");
    } else {
        words_table(page, "Not stated as one number, and so assumed", ["key", "value", "from"], &rows);
    }
    folded(page, "stated in the scenario", &stated(results, sources));
    folded(
        page,
        "left as they are: 0, 1, none or another key's value",
        &neutral.into_iter().map(|assumption| assumed(results, assumption)).collect::<Vec<_>>(),
    );
}

/// A default, or a value of the catalog with its unit, source and date.
fn assumed(results: &Results<'_>, assumption: &Assumption) -> Row {
    let from = match &assumption.grounds {
        Grounds::Catalog(entry, citation) => escape(&format!("{entry}: {}, {}", citation.source, citation.as_of)),
        Grounds::Measured(file, how) => escape(&format!("{file}: {how}")),
        Grounds::Default => format!("default: {}", prose(assumption.about)),
    };
    let value = format!("{} {}", assumption.value, unit(results, assumption));
    [key(&assumption.path), prose(value.trim_end()), from]
}

/// Ranges, as they were read, and where they are written.
fn ranges(results: &Results<'_>, sources: &Sources) -> Vec<Row> {
    let inputs = results.model.sheet.inputs().iter();
    let ranges = inputs.filter_map(|input| Some((input, input.quantity.describe()?)));
    let row = |(input, read): (&crate::scenario::Input, String)| {
        let from = match &input.origin {
            Origin::Written(span) => format!("a range, {}", sources.place(*span)),
            Origin::Default | Origin::Catalog(_) => "a range, as it was read".to_owned(),
        };
        [key(&input.path), escape(&read), escape(&from)]
    };
    ranges.map(row).collect()
}

/// Single numbers of the scenario, with their line.
fn stated(results: &Results<'_>, sources: &Sources) -> Vec<Row> {
    let code = results.scenario.currency.code;
    let inputs = results.model.sheet.inputs().iter().filter(|input| input.quantity.spread.is_none());
    let row = |input: &crate::scenario::Input| {
        let Origin::Written(span) = &input.origin else { return None };
        let value = format!("{} {}", exact(input.base().normalize()), input.unit.describe(code));
        Some([key(&input.path), escape(value.trim_end()), escape(&sources.place(*span))])
    };
    inputs.filter_map(row).collect()
}

/// A long table that opens when it is asked for.
fn folded(page: &mut String, what: &str, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(page, "<details><summary>{} values {}</summary>", rows.len(), escape(what));
    words_table(page, &format!("Values {what}"), ["key", "value", "from"], rows);
    page.push_str("</details>\n");
}
