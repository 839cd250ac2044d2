//! What draws of the uncertain inputs say, in words.

use crate::analysis::Figures;
use crate::analysis::simulate::{OptionSpread, QUANTILES, Simulation, VolumeSpread, decimal};
use crate::chance::{Estimate, Sampling, Summary};
use crate::quantity::figures::{grouped, money, percent, volume};
use crate::report::Look;
use crate::report::summary::page_table;
use crate::report::table::{TableRow, heads};
use crate::scenario::printable;

const NONE: &str = "-";
/// The 90th percentile of a cost, and what it means.
const CHEAPER: &str = "P90 (9 in 10 cheaper)";

/// What was drawn, in a sentence.
#[must_use]
pub fn drawn(simulation: &Simulation) -> String {
    let how = match simulation.draws.sampling {
        Sampling::Sobol => format!("Sobol points in {} scrambles", simulation.replicates),
        Sampling::Random => "plain random numbers".to_owned(),
        Sampling::LatinHypercube => format!("{} Latin hypercubes", simulation.replicates),
    };
    let count = simulation.information.len();
    let ranges = if count == 1 { "1 range".to_owned() } else { format!("{count} ranges") };
    format!("{} draws of {ranges} ({how}, seed {})", grouped(simulation.draws.count.into(), 0), simulation.draws.seed)
}

/// A simulation as text for a terminal.
#[must_use]
pub fn simulation_text(
    figures: &Figures<'_>,
    simulation: &Simulation,
    (volumes, color): (&[VolumeSpread], Look),
) -> String {
    let title = printable(&figures.scenario.name);
    let mut page = format!("{title}\n{}\n\n", drawn(simulation));
    page.push_str(&page_table(&heads(figures), &rows(figures, simulation), color));
    page.push('\n');
    for line in knowledge(figures, simulation).into_iter().chain(break_evens(figures, volumes)) {
        page.push_str(&line);
        page.push('\n');
    }
    page
}

/// A figure of the options over the draws.
struct Part<'a> {
    title: String,
    of: &'a dyn Fn(&OptionSpread) -> Option<&Summary>,
    show: &'a dyn Fn(f64) -> String,
    /// What its 90th percentile is called.
    p90: &'static str,
}

/// The rows of the table.
fn rows(figures: &Figures<'_>, simulation: &Simulation) -> Vec<TableRow> {
    let reference = &figures.scenario.options[figures.scenario.reference].name;
    let months = figures.scenario.months;
    let is_money = |x: f64| decimal(x).map_or_else(|| NONE.to_owned(), |x| money(x, figures.scenario.currency));
    let (show, p90): (&dyn Fn(f64) -> String, _) = (&is_money, "P90");
    let against = |what: &str| format!("{what} against {reference}");
    let parts = [
        Part { title: format!("total over {months} months"), of: &|o| Some(&o.tco), show, p90: CHEAPER },
        Part { title: "present value".to_owned(), of: &|o| Some(&o.present_value), show, p90: CHEAPER },
        Part { title: against("NPV"), of: &|o| o.npv.as_ref(), show, p90 },
        Part { title: against("payback"), of: &|o| o.payback.as_ref(), show: &payback, p90 },
    ];
    let compared = simulation.options.len() > 1;
    let shown = if compared { parts.len() } else { 2 };
    let mut rows: Vec<TableRow> = parts[..shown].iter().flat_map(|part| part_rows(simulation, part)).collect();
    let share = |label: String, of: &dyn Fn(&OptionSpread) -> Option<&Estimate>| TableRow {
        label,
        cells: simulation.options.iter().map(|o| of(o).map_or_else(|| NONE.to_owned(), probability)).collect(),
    };
    rows.push(share("cheapest in".to_owned(), &|o| Some(&o.cheapest)));
    if compared {
        rows.push(share(format!("cheaper than {reference} in"), &|o| o.beats_reference.as_ref()));
    }
    if simulation.options.iter().any(|option| option.unable.value > 0.0) {
        rows.push(share("cannot serve all in".to_owned(), &|o| Some(&o.unable)));
    }
    let regret = |o: &OptionSpread| o.regret.map_or_else(|| NONE.to_owned(), |regret| is_money(regret.value));
    rows.push(TableRow { label: "expected regret".to_owned(), cells: simulation.options.iter().map(regret).collect() });
    rows
}

/// Mean and quantiles of one figure, and the standard error of the mean.
fn part_rows(simulation: &Simulation, part: &Part<'_>) -> Vec<TableRow> {
    let row = |label: &str, cell: &dyn Fn(&Summary) -> Option<String>| TableRow {
        label: format!("  {label}"),
        cells: (simulation.options.iter())
            .map(|option| (part.of)(option).and_then(cell).unwrap_or_else(|| NONE.to_owned()))
            .collect(),
    };
    let error = |s: &Summary| s.mean.standard_error.filter(|error| error.is_finite()).map(part.show);
    let mut rows = vec![
        TableRow { label: part.title.clone(), cells: vec![String::new(); simulation.options.len()] },
        row("mean", &|s| Some((part.show)(s.mean.value))),
        row("standard error of it", &error),
    ];
    for (place, name) in QUANTILES.iter().enumerate() {
        let label = if *name == "p90" { part.p90.to_owned() } else { name.to_uppercase() };
        rows.push(row(&label, &|s| Some((part.show)(s.quantiles.get(place)?.estimate.value))));
    }
    rows
}

fn payback(months: f64) -> String {
    match decimal(months) {
        _ if months.is_infinite() => "never".to_owned(),
        Some(months) => format!("{} months", grouped(months, 1)),
        None => NONE.to_owned(),
    }
}

/// A probability as a percentage; what is neither certain nor impossible is not shown as such.
fn probability(estimate: &Estimate) -> String {
    let value = estimate.value;
    match decimal(value) {
        Some(_) if value > 0.0 && value < 0.001 => "< 0.1 %".to_owned(),
        Some(_) if value < 1.0 && value > 0.999 => "> 99.9 %".to_owned(),
        Some(value) => percent(value),
        None => NONE.to_owned(),
    }
}

/// How sure the choice is, in a few sentences.
#[must_use]
pub fn sureness(figures: &Figures<'_>, simulation: &Simulation) -> Vec<String> {
    let name = |option: usize| &figures.scenario.options[option].name;
    let mut order: Vec<usize> = (0..simulation.options.len()).collect();
    order.sort_by(|a, b| simulation.options[*b].cheapest.value.total_cmp(&simulation.options[*a].cheapest.value));
    let wins = order.iter().filter(|option| simulation.options[**option].cheapest.value > 0.0).take(3);
    let wins: Vec<String> =
        wins.map(|o| format!("{} in {}", name(*o), probability(&simulation.options[*o].cheapest))).collect();
    let mut lines = vec![drawn(simulation)];
    if wins.is_empty() {
        lines.push("no option can serve every request in any of them".to_owned());
    } else {
        lines.push(format!("cheapest: {}", wins.join(", ")));
    }
    for option in (0..simulation.options.len()).filter(|option| simulation.options[*option].unable.value > 0.0) {
        let share = probability(&simulation.options[option].unable);
        lines.push(format!(
            "{} cannot serve every request in {share} of them: it costs less there, and earns less",
            name(option)
        ));
    }
    lines.extend(knowledge(figures, simulation));
    lines
}

/// What knowing more before choosing would be worth.
fn knowledge(figures: &Figures<'_>, simulation: &Simulation) -> Vec<String> {
    let shown = |x: f64| decimal(x).map_or_else(|| NONE.to_owned(), |x| money(x, figures.scenario.currency));
    let (Some(evpi), Some(best)) = (simulation.evpi, simulation.least_regret) else { return Vec::new() };
    let best = &figures.scenario.options[best].name;
    if evpi.value <= 0.0 {
        let better = if figures.scenario.has_values() { "worth more" } else { "cheaper" };
        return vec![format!("in no draw is another choice than {best} {better}")];
    }
    let loses = if figures.scenario.has_values() { "is worth" } else { "costs" };
    let less = if figures.scenario.has_values() { "less" } else { "more" };
    let mut lines = vec![format!(
        "choosing {best} {loses} {} {less}, on average, than knowing every range beforehand would",
        shown(evpi.value)
    )];
    let mut worth: Vec<(u32, f64)> =
        simulation.information.iter().filter_map(|i| Some((i.input, i.evppi.filter(|worth| *worth > 0.0)?))).collect();
    worth.sort_by(|a, b| b.1.total_cmp(&a.1));
    let found: Vec<String> = (worth.iter().take(3))
        .map(|(input, worth)| format!("{} ({})", figures.model.sheet.inputs()[*input as usize].path, shown(*worth)))
        .collect();
    if !found.is_empty() {
        lines.push(format!("worth finding out first, at most: {}", found.join(", ")));
    }
    lines
}

/// From which volumes options stay cheaper than the reference.
fn break_evens(figures: &Figures<'_>, volumes: &[VolumeSpread]) -> Vec<String> {
    let shown = |x: f64| match decimal(x) {
        _ if x == 0.0 => "any volume".to_owned(),
        Some(x) => volume(x),
        None => "never".to_owned(),
    };
    let line = |spread: &VolumeSpread| {
        let [name, than] = [spread.option, spread.than].map(|option| &figures.scenario.options[option].name);
        let [low, middle, high] = spread.volumes.map(shown);
        if spread.share < 0.5 {
            let none = (1.0 - spread.share) * 100.0;
            return format!("{name} stays cheaper than {than} from no volume on in {none:.0} % of the draws (horizon)");
        }
        if low == high {
            return format!("{name} stays cheaper than {than} from {low} in nearly every draw (horizon)");
        }
        format!("{name} stays cheaper than {than} from P10 {low}, P50 {middle}, P90 {high} requests a month (horizon)")
    };
    volumes.iter().filter(|spread| spread.share > 0.0).map(line).collect()
}
