//! Charts of uncertain outcomes.

use super::super::*;
use super::draws::{FOUR, SEVEN, TAIL, WIDE, distribution_of, fan_of, fleets, stepped, tornado_of};

#[test]
#[ignore = "writes files to look at, into the directory named by TCO_CHARTS"]
fn outcomes_for_the_eye() {
    let folder = std::path::PathBuf::from(std::env::var_os("TCO_CHARTS").expect("TCO_CHARTS names a directory"));
    let no_sides = Tornado { sides: None, ..tornado_of(3, 2.4e6) };
    let sides = ("another one is cheaper".to_owned(), format!("{} is cheapest", super::samples::NAMES[5]));
    let long = Tornado { sides: Some(sides), ..tornado_of(12, 400e3) };
    let charts = [
        ("distribution-1", distribution(&distribution_of(&FOUR[..1]))),
        ("distribution-2", distribution(&distribution_of(&FOUR[..2]))),
        ("distribution-4", distribution(&distribution_of(&FOUR))),
        ("distribution-7", distribution(&distribution_of(&SEVEN))),
        ("distribution-steps", distribution(&stepped())),
        ("distribution-tail", distribution(&distribution_of(&TAIL))),
        ("distribution-wide", distribution(&distribution_of(&WIDE))),
        ("fan-steps", fan(&fleets())),
        ("fan-1", fan(&fan_of(36, 1))),
        ("fan-2", fan(&fan_of(36, 2))),
        ("fan-4", fan(&fan_of(36, 4))),
        ("fan-4-long", fan(&fan_of(120, 4))),
        ("fan-7", fan(&fan_of(36, 7))),
        ("tornado-1", tornado(&tornado_of(1, 340e3))),
        ("tornado-8", tornado(&tornado_of(8, 340e3))),
        ("tornado-20", tornado(&tornado_of(20, 150e3))),
        ("tornado-negative", tornado(&tornado_of(12, -120e3))),
        ("tornado-close", tornado(&tornado_of(12, 60e3))),
        ("tornado-long", tornado(&long)),
        ("tornado-no-sides", tornado(&no_sides)),
    ];
    for (name, svg) in charts {
        std::fs::write(folder.join(format!("{name}.png")), png(&svg).expect("a chart can be drawn")).expect("written");
        std::fs::write(folder.join(format!("{name}.svg")), svg).expect("written");
    }
}

/// Counts the lines of a chart that are exactly `words`.
fn count(svg: &str, words: &str) -> usize {
    svg.lines().filter(|line| *line == words).count()
}

#[test]
fn outcomes_without_data_say_so() {
    let gaps = vec![(f64::NAN, 0.5), (1.0, f64::INFINITY)];
    let lines = vec![Chances { label: "a".to_owned(), points: gaps.clone(), ..Chances::default() }];
    let fans = vec![Spread {
        label: "a".to_owned(),
        low: gaps.clone(),
        middle: gaps.clone(),
        high: gaps,
        ..Spread::default()
    }];
    let nowhere = |value: f64| Swing { value, text: "x".to_owned() };
    let row = TornadoRow { low: nowhere(f64::NAN), high: nowhere(f64::INFINITY), ..TornadoRow::default() };
    for svg in [
        distribution(&Distribution::default()),
        distribution(&Distribution { lines, ..Distribution::default() }),
        fan(&Fan::default()),
        fan(&Fan { fans, ..Fan::default() }),
        tornado(&Tornado::default()),
        tornado(&Tornado { rows: vec![row], ..Tornado::default() }),
        tornado(&Tornado { base: f64::NAN, ..tornado_of(3, 1.0) }),
    ] {
        assert!(svg.contains("no data") && png(&svg).is_ok());
    }
}

#[test]
fn quantiles_stand_in_the_table() {
    let svg = distribution(&stepped());
    // By hand: half of the API's outcomes are 240k, the others 560k; seats are certain.
    for (words, times) in [("$240k", 2), ("$560k", 1), ("$380k", 3)] {
        assert_eq!(count(&svg, words), times, "{words}");
    }
    // z(0.9) = 1.281552 (any table of the normal distribution), so P90 is 1.18M * exp(0.22 * 1.281552) = 1.564M.
    assert_eq!(count(&distribution(&distribution_of(&FOUR)), "$1.56M"), 1);
}

#[test]
fn curves_that_are_apart_are_named_and_those_that_coincide_are_not() {
    let apart = distribution(&distribution_of(&[("A", 1e6, 0.05), ("B", 2e6, 0.05), ("C", 3e6, 0.05)]));
    let together = distribution(&distribution_of(&[("A", 1e6, 0.3), ("B", 1e6, 0.3), ("C", 1e6, 0.3)]));
    for name in ["A", "B", "C"] {
        assert_eq!(count(&apart, name), 2, "{name} beside its curve and in the table");
        assert_eq!(count(&together, name), 1, "{name} in the table");
    }
}

#[test]
fn a_tail_that_dwarfs_all_others_is_cut_and_said_to_go_on() {
    // By hand: P99.5 of the tail is 300k * exp(2.5758 * 3) = 681M (z(0.995) = 2.5758, any table), and no other curve
    // has more than 250k * exp(1.6449 * 0.1) = 295k as its P95.
    let svg = distribution(&distribution_of(&TAIL));
    assert!(svg.contains("The axis is cut: Fleet goes on to $68"), "{svg}");
    assert!(count(&svg, "$300k") >= 1 && !svg.contains("\n$400M\n"));
    assert!(!distribution(&distribution_of(&FOUR)).contains("The axis is cut"));
    // Two that differ by a factor are no tail.
    assert!(!distribution(&distribution_of(&[("A", 1e5, 0.05), ("B", 1e6, 0.05)])).contains("The axis is cut"));
}

#[test]
fn an_option_has_the_same_colour_in_every_chart() {
    // The fourth of Okabe and Ito's colours in our order is reddish purple.
    let purple = "#CC79A7";
    let path = || vec![(0.0, 1.0), (12.0, 2.0)];
    let line = Line::new("API", path()).hued(3);
    let cheapest = vec![Band { from: 0.0, to: 12.0, line: 0 }];
    let curve = cost_curve(&CostCurve { lines: vec![line.clone()], cheapest, x_max: 12.0, ..CostCurve::default() });
    let months = Months { count: 12, start: None };
    let total = cumulative(&Cumulative { lines: vec![line], months, ..Cumulative::default() });
    let spread = Spread { label: "API".to_owned(), low: path(), middle: path(), high: path(), hue: Some(3) };
    let range = fan(&Fan { fans: vec![spread], months, ..Fan::default() });
    let chances = Chances { label: "API".to_owned(), points: vec![(1.0, 0.0), (2.0, 1.0)], hue: Some(3) };
    let likely = distribution(&Distribution { lines: vec![chances], ..Distribution::default() });
    for (name, svg) in [("curve", curve), ("total", total), ("range", range), ("likely", likely)] {
        assert!(svg.contains(purple) && !svg.contains("#0072B2"), "{name}");
    }
}

#[test]
fn a_certain_amount_is_an_upright_line() {
    let line = Chances { label: "Seats".to_owned(), points: vec![(5e5, 1.0)], ..Chances::default() };
    let svg = distribution(&Distribution { lines: vec![line], ..distribution_of(&[]) });
    let path = svg.lines().find(|line| line.starts_with("<polyline") && line.contains("#0072B2"));
    let points = path.and_then(|path| path.split('"').rev().nth(1)).expect("the curve is blue, its points come last");
    let points: Vec<(i32, i32)> = points
        .split_whitespace()
        .filter_map(|point| point.split_once(','))
        .map(|(x, y)| (x.parse().expect("a number"), y.parse().expect("a number")))
        .collect();
    assert!(points.iter().all(|point| point.0 == points[0].0), "{points:?}");
    assert!(points[0].1 - points[points.len() - 1].1 > 4_000, "over the whole plot: {points:?}");
}

#[test]
fn a_fan_ends_with_its_median_and_its_range() {
    let path = |total: f64| vec![(0.0, 0.0), (12.0, total)];
    let fans = vec![Spread {
        label: "API".to_owned(),
        low: path(8e5),
        middle: path(1e6),
        high: path(1.5e6),
        ..Spread::default()
    }];
    let months = Months { count: 12, start: None };
    let svg = fan(&Fan { fans, months, money: MoneyFormat::for_currency("USD"), ..Fan::default() });
    assert!(count(&svg, "$800k to $1.5M") == 1 && count(&svg, "API") == 1);
}

#[test]
fn a_tornado_says_where_the_winner_changes() {
    let svg = tornado(&tornado_of(8, 340e3));
    assert!(count(&svg, "← API cheaper") == 1 && count(&svg, "fine-tuned cheaper →") == 1);
    assert!(count(&svg, "base case $340k") == 1);
    let far = tornado(&tornado_of(8, 8e6));
    assert!(count(&far, "fine-tuned cheaper in every case shown") == 1 && !far.contains("API cheaper"));
    let other = tornado(&tornado_of(8, -8e6));
    assert!(count(&other, "API cheaper in every case shown") == 1);
}

#[test]
fn assumed_ranges_and_rows_left_out_are_explained_in_the_note() {
    let svg = tornado(&tornado_of(35, 340e3));
    assert!(svg.contains(
        "† Hollow bar: given as one number, varied by ±20 % or as its name says. 15 more inputs are not shown."
    ));
    assert!(!tornado(&tornado_of(2, 340e3)).contains('†'));
}
