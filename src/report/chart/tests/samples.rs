//! Charts of every size, with words in each place.

use super::super::*;

/// Names of options, long and short.
pub(super) const NAMES: [&str; 10] = [
    "API",
    "Self-hosted 8B",
    "Fine-tuned",
    "Seats",
    "API large",
    "Self-hosted 70B on eight accelerators with a spare",
    "Blend",
    "Status quo",
    "Batch",
    "Übergangslösung",
];

fn heading() -> Heading {
    Heading {
        title: "Self-hosting is cheaper from 669,643 requests a month".to_owned(),
        subtitle: "Support triage, 1 March 2027".to_owned(),
        note: "Run rate at the prices of month 1, everything paid once left out. ".repeat(4),
        ..Heading::default()
    }
}

/// Rises `steps` times on the way to an x of one million.
fn stairs(steps: u32, rise: f64) -> Vec<(f64, f64)> {
    let tread = 1e6 / f64::from(steps);
    let step = |n: u32| {
        let (x, y) = (tread * f64::from(n), 500.0 + rise * f64::from(n));
        [(x, y), (x + tread, y)]
    };
    (0..steps).flat_map(step).collect()
}

/// Straight lines and staircases that end close together, with a break-even point and a range at every step.
pub(super) fn curve(options: usize, steps: u32) -> CostCurve {
    let line = |(index, name): (u32, &&str)| match index % 2 {
        0 => {
            let index = f64::from(index);
            Line::new(*name, vec![(0.0, 100.0 * index), (1e6, 4_000.0 + 9.0 * index)])
        }
        _ => Line::new(*name, stairs(steps, 3_500.0 / f64::from(steps))),
    };
    let edge = |n: u32| f64::from(n) * 1e6 / f64::from(steps);
    CostCurve {
        heading: heading(),
        money: MoneyFormat::for_currency("CHF"),
        x_title: "Requests per month".to_owned(),
        y_title: "Cost per month".to_owned(),
        lines: (0..).zip(NAMES.iter().take(options)).map(line).collect(),
        today: Some(12_000.0),
        marks: (0..steps.min(40))
            .map(|n| Mark { x: 1e5 + 9e3 * f64::from(n), y: 800.0, label: format!("{n},000 requests") })
            .collect(),
        cheapest: (0..steps)
            .zip((0..options).cycle())
            .map(|(n, line)| Band { from: edge(n), to: edge(n + 1), line })
            .collect(),
        x_max: 1e6,
        ..CostCurve::default()
    }
}

/// Lines that all end at the same value.
pub(super) fn months(count: u32, options: usize) -> Cumulative {
    let points: Vec<(f64, f64)> = (0..=count).map(|month| (f64::from(month), 700.0 * f64::from(month))).collect();
    Cumulative {
        heading: heading(),
        money: MoneyFormat::for_currency("EUR"),
        y_title: "Cumulative cost".to_owned(),
        months: Months { count, start: Some(StartMonth { year: 2027, month: 3 }) },
        lines: NAMES.iter().take(options).map(|name| Line::new(*name, points.clone())).collect(),
        marks: vec![Mark { x: 0.5, y: 350.0, label: "month 0.5".to_owned() }],
    }
}

/// Bars of fifteen categories, some of them credits.
pub(super) fn bars(options: usize, scale: f64) -> Breakdown {
    let part = |(category, n): (usize, u32)| Part { category, amount: scale * (f64::from(n * n % 11) - 1.0) };
    let parts: Vec<Part> = (0..15).zip(0..).map(part).collect();
    Breakdown {
        heading: heading(),
        money: MoneyFormat::for_currency("USD"),
        x_title: "Total cost".to_owned(),
        bars: NAMES.iter().take(options).map(|name| Bar { label: (*name).to_owned(), parts: parts.clone() }).collect(),
        categories: (0..15).map(|n| format!("category {n}")).collect(),
    }
}

/// What wins at a point of a map.
type Wins<'a> = &'a dyn Fn(f64, f64) -> Option<usize>;

/// Returns a map of `rows` rows, each cut exactly where the winner changes.
pub(super) fn map(scales: [Scale; 2], rows: u32, wins: Wins<'_>) -> FrontierMap {
    let [x, y] = scales;
    let ys = places(&y, rows);
    let row = |y: &f64| FrontierRow { y: *y, spans: spans(&x, *y, wins) };
    FrontierMap {
        heading: heading(),
        rows: ys.iter().map(row).collect(),
        options: NAMES.iter().map(|name| (*name).to_owned()).collect(),
        today: None,
        x,
        y,
    }
}

/// Returns evenly spaced places along a scale, both ends included.
fn places(scale: &Scale, number: u32) -> Vec<f64> {
    let place = |n: u32| {
        let share = f64::from(n) / f64::from(number - 1);
        match scale.spacing {
            Spacing::Linear => scale.from + (scale.to - scale.from) * share,
            Spacing::Logarithmic => scale.from * (scale.to / scale.from).powf(share),
        }
    };
    (0..number).map(place).collect()
}

/// Finds the winners along x by bisection between six thousand places.
fn spans(x: &Scale, y: f64, wins: Wins<'_>) -> Vec<FrontierSpan> {
    let mut spans = vec![FrontierSpan { from: x.from, to: x.to, option: wins(x.from, y) }];
    for pair in places(x, 6_001).windows(2) {
        let (mut low, mut high) = (pair[0], pair[1]);
        let (before, after) = (wins(low, y), wins(high, y));
        if before != after {
            for _ in 0..40 {
                let middle = f64::midpoint(low, high);
                if wins(middle, y) == before { low = middle } else { high = middle }
            }
            spans.last_mut().expect("there is a first span").to = high;
            spans.push(FrontierSpan { from: high, to: x.to, option: after });
        }
    }
    spans
}

/// An axis with a title.
pub(super) fn scale(title: &str, from: f64, to: f64, spacing: Spacing) -> Scale {
    Scale { title: title.to_owned(), from, to, spacing }
}
