//! What the charts of results, sweeps and maps share.

use rust_decimal::{Decimal, dec};

use super::chart::{ChartError, MoneyFormat, Months, StartMonth, png};
use crate::analysis::Figures;
use crate::quantity::figures::{float, grouped};
use crate::scenario::Input;

/// A chart, drawn.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its name without an ending.
    pub name: &'static str,
    /// The drawing as SVG.
    pub svg: String,
    /// The same for a narrow screen; empty where there is none.
    pub narrow: String,
}

/// What gives a chart the narrow page, and what draws it.
type Ways<C> = (fn(&mut C), fn(&C) -> String);

impl Drawing {
    /// A chart on a wide page only.
    pub(super) fn wide(name: &'static str, svg: String) -> Self {
        Self { name, svg, narrow: String::new() }
    }

    /// A chart on a wide page and on a narrow one.
    pub(super) fn both<C>(name: &'static str, mut chart: C, ways: Ways<C>) -> Self {
        let (narrow, draw) = ways;
        let svg = draw(&chart);
        narrow(&mut chart);
        Self { name, svg, narrow: draw(&chart) }
    }

    /// The drawing's title as markup, and its name where it has none.
    #[must_use]
    pub fn title(&self) -> &str {
        let title = self.svg.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        title.map_or(self.name, |(title, _)| title)
    }

    /// The drawing as PNG, at twice screen resolution.
    ///
    /// # Errors
    /// When the drawing cannot be rasterised.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        png(&self.svg)
    }
}

/// How a chart writes money.
pub(super) fn money_format(figures: &Figures<'_>) -> MoneyFormat {
    MoneyFormat::for_currency(figures.scenario.currency.code)
}

/// A number in few characters: `629`, `8,360`, `20.8M`.
pub(super) fn short(value: Decimal) -> String {
    // Four digits are read as fast as a number with a letter.
    if value.abs() < dec!(10_000) { digits(value, 3) } else { MoneyFormat::default().figure(float(value)) }
}

/// A value of an input: four significant digits, and a percentage where the input is a share or a rate.
pub(super) fn input_value(input: &Input, value: Decimal) -> String {
    let unit = if is_percentage(input) { " %" } else { "" };
    format!("{}{unit}", digits(on_axis(input, value), 4))
}

/// Whether an input is read in percent.
pub(super) fn is_percentage(input: &Input) -> bool {
    input.is_percentage()
}

/// A value of an input as an axis has it: a percentage where the input is a share or a rate.
pub(super) fn on_axis(input: &Input, value: Decimal) -> Decimal {
    if is_percentage(input) { value.saturating_mul(Decimal::ONE_HUNDRED) } else { value }
}

/// The title of an input's axis: its path and its unit.
pub(super) fn axis_title(figures: &Figures<'_>, input: &Input) -> String {
    let unit = input.unit.describe(figures.scenario.currency.code);
    match () {
        () if is_percentage(input) => format!("{} (%)", input.path),
        () if unit.is_empty() => input.path.clone(),
        () => format!("{} ({unit})", input.path),
    }
}

/// Significant digits, rounded half to even, with thousands separators.
fn digits(value: Decimal, count: u32) -> String {
    let rounded = value.round_sf(count).unwrap_or(value).normalize();
    grouped(rounded, rounded.scale()).replace('-', "−")
}

/// Lines that dwarf all others are left out of a chart and named in its note: a line is left out
/// while it ends more than five times as high as the next.
pub(super) fn too_high(figures: &Figures<'_>, ends: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|a, b| ends[*b].total_cmp(&ends[*a]));
    let mut out = Vec::new();
    for pair in order.windows(2) {
        let keep = pair[0] == figures.scenario.reference || Some(pair[0]) == figures.cheapest;
        if keep || ends[pair[0]] <= ends[pair[1]] * 5.0 {
            break;
        }
        out.push(pair[0]);
    }
    out
}

/// The note that names the lines left out.
pub(super) fn left_out_note(figures: &Figures<'_>, out: &[usize], ends: &[f64]) -> String {
    let money = money_format(figures);
    let names = out.iter().map(|i| format!("{} ({})", figures.scenario.options[*i].label, money.figure(ends[*i])));
    let names: Vec<String> = names.collect();
    if names.is_empty() { String::new() } else { format!("Not drawn, too high: {}. ", names.join(", ")) }
}

/// The months of the scenario, on an axis.
pub(super) fn horizon(figures: &Figures<'_>) -> Months {
    let start = figures.scenario.start.and_then(|start| {
        let text = start.to_string();
        let (year, month) = text.split_once('-')?;
        Some(StartMonth { year: year.parse().ok()?, month: month.parse().ok()? })
    });
    Months { count: figures.scenario.months, start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Quantity, Unit};
    use crate::scenario::Origin;

    fn check(unit: Unit, bounds: (Option<Decimal>, Option<Decimal>), value: Decimal, want: &str) {
        let quantity = Quantity { base: value, spread: None };
        let input = Input { path: "a.b".to_owned(), quantity, unit, whole: false, bounds, origin: Origin::Default };
        assert_eq!(input_value(&input, value), want);
    }

    #[test]
    fn values_of_inputs_are_rounded_and_shares_are_percentages() {
        let (zero, one) = (Some(Decimal::ZERO), Some(Decimal::ONE));
        check(Unit::ONE, (zero, one), dec!(0.08), "8 %");
        check(Unit::ONE, (zero, one), dec!(0.1234567), "12.35 %");
        check(Unit::ONE, (Some(Decimal::NEGATIVE_ONE), None), dec!(-0.16), "−16 %");
        check(Unit::ONE, (zero, None), dec!(3.566987), "3.567");
        check(Unit::MONEY, (zero, one), dec!(0.5), "0.5");
        check(Unit::REQUEST, (zero, None), dec!(387298.3346), "387,300");
        check(Unit::REQUEST, (zero, None), dec!(0), "0");
    }

    #[test]
    fn volumes_of_a_title_are_short() {
        let found = [dec!(629.44), dec!(8361), dec!(20758261), dec!(1000303)].map(short);
        assert_eq!(found, ["629", "8,360", "20.8M", "1.00M"]);
    }
}
