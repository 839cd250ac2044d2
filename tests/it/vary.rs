//! Varying one input: ties and flip values, worked out by hand.

use rust_decimal::{Decimal, dec};
use tco::analysis::break_even::EventKind;
use tco::analysis::vary::{Axis, Closeness, flips, levers, map, vary};
use tco::analysis::{Figures, Results, Settings, Workers, analyse};
use tco::report::flip_line_in_full;
use tco::scenario::{Scenario, load};

use crate::fixtures::metered_or_flat;

fn read(text: &str) -> Scenario {
    load("vary.toml", text, &[]).unwrap().scenario
}

/// A fee of 100 a month against 0.50 for each of 100 requests: 50.
fn lines() -> String {
    metered_or_flat("100", "0.5", "100")
}

/// 100 today against 121 after two years: level at 10 % a year, since 1.1 x 1.1 = 1.21.
const TIME: &str = r#"
[scenario]
name = "time"
months = 24
discount_rate = "2%"
[workloads.w]
requests_per_month = 1
[options.now]
kind = "custom"
costs = [{ name = "all", once = 100 }]
[options.later]
kind = "custom"
costs = [{ name = "all", amount = 121, every_months = 24, from = 24 }]
"#;

/// One replica at most, full at 3,600 requests of a second each; the API is dear but has no limit.
const LIMITED: &str = r#"
[scenario]
name = "limited"
months = 1
hours_per_month = 1
[workloads.w]
requests_per_month = 1_800
input_tokens = 0
output_tokens = 100
[options.gpus]
kind = "self-hosted"
price_per_gpu_hour = 1
tokens_per_second = 100
target_utilization = "100%"
maximum_replicas = 1
[options.api]
kind = "api"
input_per_mtok = 0
output_per_mtok = 1_000
"#;

fn only_tie(results: &Results<'_>, key: &str, range: (Decimal, Decimal)) -> (Decimal, EventKind, Decimal) {
    let lever = levers(&results.model).into_iter().find(|lever| lever.input.path == key).unwrap();
    let outcomes = vary(&results.model, &results.exact, &lever, (range, Closeness::FINE)).unwrap();
    assert_eq!(outcomes.ties.len(), 1);
    assert_eq!(outcomes.ties[0].events.len(), 1, "{:?}", outcomes.ties);
    let event = outcomes.ties[0].events[0];
    (event.x, event.kind, outcomes.ties[0].tolerance)
}

#[test]
fn lines_tie_exactly() {
    let scenario = read(&lines());
    let results = analyse(&scenario, Settings::default()).unwrap();
    let price = only_tie(&results, "options.metered.costs.0.per_request", (dec!(0), dec!(3)));
    assert_eq!(price, (dec!(1), EventKind::Crossing, dec!(0))); // 100 / 100 requests
    let fee = only_tie(&results, "options.flat.costs.0.monthly", (dec!(10), dec!(1000)));
    assert_eq!(fee, (dec!(50), EventKind::Crossing, dec!(0)));
    let volume = only_tie(&results, "workloads.w.requests_per_month", (dec!(10), dec!(1000)));
    assert_eq!(volume, (dec!(200), EventKind::Crossing, dec!(0)));
}

#[test]
fn what_is_no_line_is_narrowed_down_and_says_how_far() {
    let scenario = read(TIME);
    let results = analyse(&scenario, Settings::default()).unwrap();
    let (rate, kind, tolerance) = only_tie(&results, "scenario.discount_rate", (dec!(0), dec!(1)));
    assert_eq!(kind, EventKind::Crossing);
    assert!(tolerance > dec!(0) && tolerance <= dec!(1e-9), "{tolerance}");
    assert!((rate - dec!(0.1)).abs() <= tolerance, "{rate}");
}

#[test]
fn flip_values_are_sorted_by_how_near_they_are() {
    let scenario = read(&lines());
    let results = analyse(&scenario, Settings::default()).unwrap();
    let found: Vec<_> = (flips(&results.model, &results.exact, &Workers::ALONE).into_iter())
        .map(|flip| (flip.lever.input.path, flip.value, flip.multiple, flip.winner))
        .collect();
    let expected = [
        ("workloads.w.requests_per_month", dec!(200), dec!(2)),
        ("options.flat.costs.0.monthly", dec!(50), dec!(0.5)),
        ("options.metered.costs.0.per_request", dec!(1), dec!(2)),
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (path, value, multiple) in expected {
        // each is half or double today's value, and hands the win to the fixed fee
        assert!(found.contains(&(path.to_owned(), value, multiple, Some(1))), "{path}: {found:?}");
    }
}

#[test]
fn what_is_no_line_has_its_flip_value_too() {
    let scenario = read(TIME);
    let figures = Figures::new(&scenario).unwrap();
    let found = flips(&figures.model, &figures.exact, &Workers::ALONE);
    let rate = found.iter().find(|flip| flip.lever.input.path == "scenario.discount_rate").unwrap();
    // above 10 % a year, 121 in two years are worth less than 100 now
    assert!((rate.value - dec!(0.1)).abs() <= rate.tolerance && rate.tolerance < dec!(1e-9), "{rate:?}");
    assert_eq!(rate.winner, Some(1));
}

#[test]
fn an_option_that_cannot_serve_hands_the_win_over() {
    let scenario = read(LIMITED);
    let results = analyse(&scenario, Settings::default()).unwrap();
    let found = flips(&results.model, &results.exact, &Workers::ALONE);
    let volume = found.iter().find(|flip| flip.lever.input.path == "workloads.w.requests_per_month").unwrap();
    assert_eq!((volume.value, volume.winner), (dec!(3600), Some(1)));
}

#[test]
fn every_input_of_the_shipped_flagship_can_be_varied() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/support-triage.toml");
    let loaded = crate::scenarios::read(&path);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let levers = levers(&results.model);
    assert!(levers.len() > 50);
    for lever in levers.iter().filter(|lever| lever.reach().is_some()) {
        let range = lever.reach().unwrap();
        let outcomes =
            vary(&results.model, &results.exact, lever, (range, Closeness { samples: 4, ..Closeness::FINE })).unwrap();
        let home = outcomes.cheapest.iter().find(|r| r.from <= lever.base() && lever.base() <= r.to).unwrap();
        assert_eq!(home.option, results.cheapest, "{}", lever.input.path);
    }
}

#[test]
fn the_frontier_of_two_lines_is_a_line() {
    // the metered price p ties with the fee y at p = y / 100, whatever the row
    let scenario = read(&lines());
    let figures = Figures::new(&scenario).unwrap();
    let axis = |key: &str, range| {
        let lever = levers(&figures.model).into_iter().find(|lever| lever.input.path == key).unwrap();
        Axis { lever, range }
    };
    let x = axis("options.metered.costs.0.per_request", (dec!(0.05), dec!(5)));
    let y = axis("options.flat.costs.0.monthly", (dec!(10), dec!(1000)));
    let map = map(&figures.model, (x, y), &Workers::ALONE).unwrap();
    assert!(map.rows.len() >= 129 && map.rows.is_sorted_by(|a, b| a.y < b.y));
    assert!(map.rows.iter().any(|row| row.y == dec!(100)), "today's fee has a row");
    for row in &map.rows {
        let tie = row.y / dec!(100);
        let ends: Vec<_> = row.cheapest.iter().map(|range| (range.to, range.option)).collect();
        match ends.as_slice() {
            [(to, Some(0)), (end, Some(1))] => assert!((*to - tie).abs() < dec!(1e-20) && *end == dec!(5), "{row:?}"),
            [(end, Some(0))] => assert!(tie >= dec!(5) && *end == dec!(5), "{row:?}"),
            _ => panic!("{row:?}"),
        }
        assert_eq!(row.tolerance, dec!(0));
    }
    // at today's price of 0.50 the fee wins below 50
    let upwards: Vec<_> = map.column.iter().map(|range| (range.to, range.option)).collect();
    assert_eq!(upwards, [(dec!(50), Some(1)), (dec!(1000), Some(0))]);
}

#[test]
fn a_whole_number_flips_where_it_can_be_written() {
    // seats at 30 against 100 a month: four cost more
    let scenario = read(&lines().replace(
        "kind = \"custom\"\ncosts = [{ name = \"use\", per_request = 0.5 }]",
        "kind = \"seats\"\nprice_per_seat = 30\nseats = 2",
    ));
    let figures = Figures::new(&scenario).unwrap();
    let found = flips(&figures.model, &figures.exact, &Workers::ALONE);
    let seats = found.iter().find(|flip| flip.lever.input.path == "options.metered.seats").unwrap();
    assert_eq!((seats.value, seats.winner), (dec!(4), Some(1)));
}

#[test]
fn what_other_numbers_tie_is_varied_no_further() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/chat-product.toml");
    let loaded = crate::scenarios::read(&path);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let levers = levers(&figures.model);
    // the shares of a blend sum to all of it, so none can move alone
    let shares: Vec<_> = levers.iter().filter(|lever| lever.input.path.contains(".shares.")).collect();
    assert!(!shares.is_empty() && shares.iter().all(|lever| lever.reach().is_none()));
}

/// The rate at which [`TIME`] is level is told as it is written.
#[test]
fn a_flip_value_of_a_rate_is_in_percent() {
    let scenario = read(TIME);
    let figures = Figures::new(&scenario).unwrap();
    let found = flips(&figures.model, &figures.exact, &Workers::ALONE);
    let rate = found.iter().find(|flip| flip.lever.input.path == "scenario.discount_rate").unwrap();
    let line = flip_line_in_full(&figures, rate);
    assert!(line.starts_with("now until scenario.discount_rate > 10 % ("), "{line}");
}
