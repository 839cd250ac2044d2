//! What a person may change in the workbook, and what follows.

use rust_decimal::{Decimal, dec};
use tco::analysis::{Settings, analyse};
use tco::report::workbook::{Content, Page, Rule, Style, pages};
use tco::scenario::load;

use super::changed;
use super::evaluate::{Spreadsheet, Value};
use crate::fixtures::{SMALL, metered_or_flat};

fn written(text: &str) -> Vec<Page> {
    let loaded = load("scenario.toml", text, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    pages(&results, &loaded.sources)
}

/// The row of a page that has this text, below another one.
fn row(page: &Page, below: &str, text: &str) -> u32 {
    let texts = || {
        page.cells
            .iter()
            .filter_map(|cell| if let Content::Text(text) = &cell.content { Some((cell.row, text)) } else { None })
    };
    let start = texts().find(|(_, text)| text.starts_with(below)).unwrap_or_else(|| panic!("no `{below}`")).0;
    texts().find(|(row, found)| *row > start && *found == text).unwrap_or_else(|| panic!("no `{text}`")).0
}

/// A request at 2 cents meets a fee of 30 at 1,500 requests a month. At 4 cents it does so at 750, with a fee
/// of 45 besides at 1,125, whatever volume is asked.
#[test]
fn a_volume_follows_where_costs_are_fixed_and_by_the_request() {
    let live = written(&metered_or_flat("1_000", "0.02", "30"));
    let place = live.iter().position(|page| page.name == "Break-even").unwrap();
    let row = row(&live[place], "By volume, at the run rate: live", "Option A") + 1;
    let check = |changes: &[(&str, Decimal)], want: f64| {
        let changes: Vec<_> = changes.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
        let pages = changed(live.clone(), &changes);
        let sheet = Spreadsheet::new(&pages);
        let Value::Number(found) = sheet.value((place, row, 2)) else { panic!("{changes:?}: no number") };
        assert!((found - want).abs() < 1e-9, "{changes:?}: {found}, not {want}");
        assert_eq!(sheet.value((place, row, 4)), Value::Text("flat".to_owned()), "{changes:?}");
    };
    let price = ("options.metered.costs.0.per_request", dec!(0.04));
    let fee = ("options.flat.costs.0.monthly", dec!(45));
    let volume = ("workloads.w.requests_per_month", dec!(4000));
    check(&[], 1500.0);
    check(&[price], 750.0);
    check(&[price, fee], 1125.0);
    check(&[price, fee, volume], 1125.0);
    // what a request costs on both sides is the same: they never meet
    let pages = changed(live.clone(), &[("options.metered.costs.0.per_request".to_owned(), dec!(0))]);
    assert_eq!(Spreadsheet::new(&pages).value((place, row, 2)), Value::Text("never".to_owned()));
}

#[test]
fn fleets_come_in_steps_and_have_no_such_formula() {
    let fleet = "\n[options.gpus]\nkind = \"self-hosted\"\nprice_per_gpu_hour = 2\ntokens_per_second = 100\n";
    let live = written(&format!("{SMALL}{fleet}"));
    let page = live.iter().find(|page| page.name == "Break-even").unwrap();
    let at = row(page, "By volume, at the run rate: live", "gpus");
    let says = page.cells.iter().find(|cell| (cell.row, cell.column) == (at, 1)).unwrap();
    assert_eq!(says.content, Content::Text("has steps or tiers: see the list below".to_owned()));
}

/// The bounds are those of docs/scenario.md: a share, a price, a speed, a count.
#[test]
fn an_input_takes_what_its_key_allows() {
    let fleet = "\n[options.gpus]\nkind = \"self-hosted\"\nprice_per_gpu_hour = 2\ntokens_per_second = 100\ntarget_utilization = \"70%\"\nminimum_replicas = 2\n";
    let live = written(&format!("{SMALL}{fleet}"));
    let page = live.iter().find(|page| page.name == "Inputs").unwrap();
    let of = |key: &str| {
        let message = format!("{key} must be ");
        page.allowed
            .iter()
            .find(|allowed| allowed.message.starts_with(&message))
            .unwrap_or_else(|| panic!("{key} takes everything"))
    };
    let (zero, one) = (Decimal::ZERO, Decimal::ONE);
    let share = of("options.gpus.target_utilization");
    assert_eq!((share.rule, share.is_whole), (Rule::Between(zero, one), false));
    assert_eq!(share.message, "options.gpus.target_utilization must be from 0 % to 100 %, as in the scenario.");
    assert_eq!(of("options.api.input_per_mtok").rule, Rule::AtLeast(zero));
    assert_eq!(of("options.gpus.tokens_per_second").rule, Rule::Above(zero));
    let count = of("options.gpus.minimum_replicas");
    assert!(count.is_whole && count.message.contains("a whole number, "), "{count:?}");
    assert_eq!(of("volume").rule, Rule::AtLeast(zero));
    // each stands at the number that it is for
    for allowed in &page.allowed {
        let cell = page.cells.iter().find(|cell| (cell.row, cell.column) == (allowed.row, allowed.column)).unwrap();
        assert!(matches!(cell.content, Content::Number(_)), "{allowed:?}");
    }
}

/// Every page repeats its head where it is longer than a sheet of paper, and prints what a reader wants.
#[test]
fn returns_are_printed_with_their_head_and_without_workings() {
    let live = written(&metered_or_flat("1_000", "0.02", "30"));
    let page = live.iter().find(|page| page.name == "Returns").unwrap();
    let end = page.printed_to.unwrap();
    let last = row(page, "Returns", "Discounted payback, months");
    let workings = row(page, "Returns", "Net present value at other yearly rates");
    assert!(page.frozen.0 <= last && last < end && end <= workings, "{end}, {last}, {workings}");
    // the two options' columns and the names of the measures
    assert_eq!(page.printed_across, Some(3));
    let names = page.cells.iter().filter(|cell| cell.row == page.frozen.0 - 1);
    assert!(names.count() > 1, "the row of names is repeated");
}

/// Flows of -1,000, 1,600 and -550 are worth nothing where the growth of a month is 1/2 or 11/10, because
/// 1000 (g - 1/2) (g - 11/10) = 1000 g^2 - 1600 g + 550: at (1/2)^12 - 1 = -99.976 % and 1.1^12 - 1 = 213.8 % a
/// year. With 1/4 in place of 1/2 they are -1,000, 1,350 and -275, and the first rate is -99.999994 %, beyond the
/// list. With 1/4 alone they are -1,000 and 250. Both are found after a change, too.
#[test]
fn several_rates_of_return_are_said_to_be_several_even_beyond_the_list() {
    let live = written(
        r#"
[scenario]
name = "Rates"
months = 2
discount_rate = "10%"
[workloads.w]
requests_per_month = 1
[options.before]
kind = "custom"
costs = [{ name = "a", once = 1350, from = 1 }]
[options.after]
kind = "custom"
costs = [{ name = "b", once = 1000 }, { name = "c", once = 275, from = 2 }]
"#,
    );
    let place = live.iter().position(|page| page.name == "Returns").unwrap();
    let row = row(&live[place], "Returns", "Internal rate of return, a year");
    let check = |flows: [Decimal; 3], want: &str| {
        let keys = ["after.costs.0", "before.costs.0", "after.costs.1"];
        let changes: Vec<_> =
            keys.into_iter().zip(flows).map(|(key, value)| (format!("options.{key}.once"), value)).collect();
        let pages = changed(live.clone(), &changes);
        let sheet = Spreadsheet::new(&pages);
        assert_eq!(sheet.value((place, row, 2)), Value::Text(want.to_owned()), "{flows:?}");
    };
    check([dec!(1000), dec!(1600), dec!(550)], "several");
    check([dec!(1000), dec!(1350), dec!(275)], "several");
    check([dec!(1000), dec!(0), dec!(275)], "none");
    // 1.1^12 alone is in the list, 1/4 to the twelfth alone is not
    let pages = changed(live.clone(), &[]);
    assert_eq!(Spreadsheet::new(&pages).value((place, row, 2)), Value::Text("several".to_owned()));
}

/// Money of the sheet in a column that is narrower than its digits is shown as `###`.
#[test]
fn a_column_has_room_for_figures_a_thousand_times_larger() {
    let live = written(&metered_or_flat("1_000", "0.02", "30_000"));
    let months = |name: &str| {
        let page = live.iter().find(|page| page.name == name).unwrap();
        usize::from(*page.widths.last().unwrap())
    };
    let cumulative = "30,000,000.00"; // a month of 30,000, a thousand times
    assert!(months("flat") > cumulative.len(), "{} characters", months("flat"));
    assert!(months("Summary") > cumulative.len() + "$".len(), "{} characters", months("Summary"));
    assert!(months("metered") >= 13 && months("metered") <= months("flat"), "what is small stays narrow");
    // names, units, total, what is before launch, and the only month
    let demand = live.iter().find(|page| page.name == "Demand").unwrap();
    assert_eq!((demand.pages_across, demand.printed_across), (Some(1), Some(6)));
}

/// The middle of a range from 0.4 to 1.2 by equal factors is the root of 0.48, 0.69282..., which nobody reads to its end.
#[test]
fn the_middle_of_a_range_is_exact_and_shown_with_a_few_digits() {
    let live = written(&SMALL.replacen("input_per_mtok = 1", "input_per_mtok = \"0.4 to 1.2\"", 1));
    let page = live.iter().find(|page| page.name == "Inputs").unwrap();
    let at = |key: &str| {
        let row = row(page, "Inputs", key);
        page.cells.iter().find(|cell| (cell.row, cell.column) == (row, 1)).unwrap()
    };
    let price = at("options.api.input_per_mtok");
    let Content::Number(value) = price.content else { panic!("{price:?}") };
    assert!((value * value - dec!(0.48)).abs() < dec!(1e-9), "{value}");
    assert_eq!(price.style, Style::Rounded);
    assert_eq!(at("options.api.output_per_mtok").style, Style::Input);
}
