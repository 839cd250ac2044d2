//! Maps of the cheapest option.

use super::super::*;
use super::samples::{map, scale};

/// Returns the option of the least cost; an option whose cost is not a number cannot serve.
fn cheapest(costs: &[f64]) -> Option<usize> {
    let costs = costs.iter().enumerate().filter(|(_, cost)| cost.is_finite());
    costs.min_by(|a, b| a.1.total_cmp(b.1)).map(|(option, _)| option)
}

/// Two options with one sloped frontier.
pub(super) fn sloped() -> FrontierMap {
    let scales = [
        scale("Requests per month", 0.0, 1e6, Spacing::Linear),
        scale("options.api.output_per_mtok ($ per Mtok)", 0.0, 5.0, Spacing::Linear),
    ];
    let wins = |x: f64, y: f64| cheapest(&[x * 1e-3 * (0.5 + y), 1_500.0 + x * 3e-4]);
    FrontierMap { today: Some((400_000.0, 2.5)), ..map(scales, 120, &wins) }
}

/// Four options with curved frontiers on logarithmic axes.
pub(super) fn curved() -> FrontierMap {
    let scales = [
        scale("workloads.tickets.volume (requests per month)", 1e3, 1e7, Spacing::Logarithmic),
        scale("options.api.output_per_mtok ($ per Mtok)", 0.05, 50.0, Spacing::Logarithmic),
    ];
    let wins = |x: f64, y: f64| {
        let fleet = 9_000.0 + x.powf(0.8) * 0.09;
        cheapest(&[x * y * 1e-3, fleet, 700.0 + x * y.powf(0.5) * 1e-3, 140.0 + x * 0.016])
    };
    FrontierMap { today: Some((80_000.0, 0.6)), ..map(scales, 150, &wins) }
}

/// A fleet that grows by steps: two options take turns dozens of times, at last too fast to be drawn.
pub(super) fn stairs(fleet: f64) -> FrontierMap {
    let scales = [
        scale("Requests per month", 0.0, 2e6, Spacing::Linear),
        scale("options.api.output_per_mtok ($ per Mtok)", 0.5, 4.0, Spacing::Linear),
    ];
    let wins = move |x: f64, y: f64| {
        let capacity = fleet * (1.0 + y / 40.0);
        cheapest(&[x * y, 1.9 * fleet * (x / capacity).ceil().max(1.0)])
    };
    FrontierMap { today: Some((650_000.0, 2.2)), ..map(scales, 160, &wins) }
}

/// Two fleets whose steps differ: they take turns over a wide range, too fast to be drawn.
pub(super) fn in_turn() -> FrontierMap {
    let scales = [
        scale("Requests per month", 0.0, 6e6, Spacing::Linear),
        scale("Price of the larger machine over that of the smaller", 0.97, 1.03, Spacing::Linear),
    ];
    let wins = |x: f64, y: f64| {
        let small = 70.0 * (x / 7_000.0).ceil() + 1.2e-3 * x;
        cheapest(&[small, y * 190.0 * (x / 19_000.0).ceil() + 1.2e-3 * x, 4_000.0 + 0.0105 * x])
    };
    map(scales, 120, &wins)
}

/// A dome of an option inside another, and a corner that none can serve.
pub(super) fn unserved() -> FrontierMap {
    let scales = [
        scale("Requests per month", 0.0, 1e6, Spacing::Linear),
        scale("Latency target (ms to the first token)", 50.0, 2_000.0, Spacing::Logarithmic),
    ];
    let wins = |x: f64, y: f64| {
        let far = ((x - 6e5) / 2.2e5).powi(2) + ((y.ln() - 6.3) / 0.5).powi(2);
        match () {
            () if y < 90.0 + x * 2e-4 => None,
            () if far < 1.0 => Some(2),
            () if x * 1e-6 + y * 1e-4 < 0.35 => Some(0),
            () => Some(1),
        }
    };
    FrontierMap { today: Some((1.4e6, 300.0)), ..map(scales, 140, &wins) }
}

/// Six options with long names, and today beyond a corner.
pub(super) fn six() -> FrontierMap {
    let scales = [
        scale(&"A very long title of an input that nobody can read ".repeat(4), 1.0, 1e6, Spacing::Logarithmic),
        scale(&"Another title without an end ".repeat(7), 0.0, 1.0, Spacing::Linear),
    ];
    let wins = |x: f64, y: f64| {
        let x = x.log10();
        let centres = [(0.8, 0.2), (2.2, 0.7), (3.2, 0.25), (4.4, 0.75), (5.3, 0.2), (5.7, 0.95)];
        let costs: Vec<f64> = centres.iter().map(|(a, b)| ((x - a) / 6.0).powi(2) + (y - b).powi(2)).collect();
        cheapest(&costs)
    };
    let names = [
        "API of a large vendor with volume discounts",
        "Self-hosted 70B on eight accelerators with a spare",
        "Fine-tuned small model behind the same gateway",
        "Seats for everybody",
        "A blend of everything above, as negotiated in March",
        "Status quo",
    ];
    let options = names.iter().map(|name| (*name).to_owned()).collect();
    FrontierMap { options, today: Some((5e6, 1.4)), ..map(scales, 130, &wins) }
}

#[test]
#[ignore = "writes files to look at, into the directory named by TCO_CHARTS"]
fn maps_for_the_eye() {
    let folder = std::path::PathBuf::from(std::env::var_os("TCO_CHARTS").expect("TCO_CHARTS names a directory"));
    let charts = [
        ("sloped", sloped()),
        ("curved", curved()),
        ("stairs", stairs(60_000.0)),
        ("fast-stairs", stairs(9_000.0)),
        ("finest-stairs", stairs(3_000.0)),
        ("in-turn", in_turn()),
        ("unserved", unserved()),
        ("six", six()),
    ];
    for (name, chart) in charts {
        let svg = frontier_map(&chart);
        std::fs::write(folder.join(format!("{name}.png")), png(&svg).expect("a map can be drawn")).expect("written");
        std::fs::write(folder.join(format!("{name}.svg")), svg).expect("written");
    }
}

#[test]
fn a_map_without_rows_says_so() {
    for spans in [vec![], vec![FrontierSpan { from: f64::NAN, to: 1.0, option: None }]] {
        let rows = vec![FrontierRow { y: 0.5, spans }, FrontierRow { y: f64::NAN, spans: Vec::new() }];
        let svg = frontier_map(&FrontierMap { rows, today: Some((1.0, 1.0)), ..FrontierMap::default() });
        assert!(svg.contains("no data") && png(&svg).is_ok());
    }
}

#[test]
fn one_row_is_carried_over_the_whole_map() {
    let spans = vec![FrontierSpan { from: 0.0, to: 10.0, option: Some(0) }];
    let x = scale("x", 0.0, 10.0, Spacing::Linear);
    let rows = vec![FrontierRow { y: 3.0, spans }];
    let options = vec!["API".to_owned()];
    let y = scale("y", 3.0, 3.0, Spacing::Linear);
    let svg = frontier_map(&FrontierMap { x, y, options, rows, ..FrontierMap::default() });
    assert!(svg.contains("\nAPI\n") && !svg.contains("no data"));
}

#[test]
fn today_is_marked_or_announced_at_the_edge() {
    let svg = |today| frontier_map(&FrontierMap { today: Some(today), ..sloped() });
    assert!(svg((400_000.0, 2.5)).contains("today (400k, 2.5)"));
    for outside in [(4.4e6, 2.5), (-1.0, 2.5), (4e5, 50.0), (4e5, -50.0), (4.4e6, 50.0), (-1.0, -1.0)] {
        // The arrow head is a triangle and its white rim.
        let triangles = |svg: &str| {
            svg.lines().filter(|line| line.starts_with("<polygon") && line.matches(',').count() == 3).count()
        };
        assert_eq!(triangles(&svg(outside)), 2, "{outside:?}");
        assert_eq!(triangles(&svg((400_000.0, 2.5))), 0);
    }
    assert!(!svg((f64::NAN, 1.0)).contains("today") && !svg((1.0, f64::INFINITY)).contains("today"));
}

#[test]
fn a_name_stands_in_its_region_or_in_the_legend_but_once() {
    let count = |svg: &str, name: &str| svg.lines().filter(|line| *line == name).count();
    let svg = frontier_map(&curved());
    for name in ["API", "Self-hosted 8B", "Fine-tuned", "Seats"] {
        assert_eq!(count(&svg, name), 1, "{name}");
    }
    assert_eq!(count(&frontier_map(&unserved()), "no option can serve"), 1);
}

#[test]
fn options_that_take_turns_too_fast_are_a_mixture() {
    let edge = |n: u32| f64::from(n) / 2_000.0;
    let spans = (0..2_000).map(|n| FrontierSpan { from: edge(n), to: edge(n + 1), option: Some((n % 2) as usize) });
    let rows = vec![FrontierRow { y: 0.0, spans: spans.collect() }];
    let unit = || scale("", 0.0, 1.0, Spacing::Linear);
    let options = vec!["API".to_owned(), String::new()];
    let svg = frontier_map(&FrontierMap { x: unit(), y: unit(), rows, options, ..FrontierMap::default() });
    assert!(svg.contains("in turn: API, option 2"));
    assert!(svg.len() < 200_000, "{}", svg.len());
}
