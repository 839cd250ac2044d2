//! Charts of uncertain outcomes, with figures like those of a real scenario.

use super::super::*;
use super::samples::NAMES;

/// Quantiles of the standard normal distribution at 1 % to 99 %, by bisection of its distribution function.
fn normal_quantile(probability: f64) -> f64 {
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if 0.5 * libm::erfc(-middle / std::f64::consts::SQRT_2) < probability { low = middle } else { high = middle }
    }
    low
}

/// A lognormal amount at a probability.
fn lognormal(median: f64, sigma: f64, probability: f64) -> f64 {
    median * (sigma * normal_quantile(probability)).exp()
}

/// The words around a sample.
fn heading(title: &str) -> Heading {
    Heading {
        title: title.to_owned(),
        subtitle: "Support triage, 36 months from 1 March 2027".to_owned(),
        note: "10,000 draws, seed 1. Prices of 1 March 2027, before tax, in money of the day.".to_owned(),
        ..Heading::default()
    }
}

/// Lognormal curves of a thousand points.
pub(super) fn distribution_of(options: &[(&str, f64, f64)]) -> Distribution {
    let point = |median, sigma, n: u32| {
        let probability = (f64::from(n) + 0.5) / 1_000.0;
        (lognormal(median, sigma, probability), probability)
    };
    let line = |(label, median, sigma): &(&str, f64, f64)| Chances {
        label: (*label).to_owned(),
        points: (0..1_000).map(|n| point(*median, *sigma, n)).collect(),
        ..Chances::default()
    };
    Distribution {
        heading: heading(
            "The fine-tuned model is likely to cost least, and its worst cases are no worse than the API's",
        ),
        money: MoneyFormat::for_currency("USD"),
        x_title: "Total cost over 36 months".to_owned(),
        lines: options.iter().map(line).collect(),
    }
}

/// Six options, one of them with a tail that dwarfs the others.
pub(super) const TAIL: [(&str, f64, f64); 6] = [
    ("API", 1.2e5, 0.1),
    ("Small API", 9e4, 0.1),
    ("Fleet", 3e5, 3.0),
    ("Fine-tuned", 2.2e5, 0.1),
    ("Hybrid", 1.8e5, 0.1),
    ("Committed", 2.5e5, 0.1),
];

/// Four options that overlap.
pub(super) const FOUR: [(&str, f64, f64); 4] = [
    ("Frontier API", 1.62e6, 0.33),
    ("Fine-tuned 8B", 1.18e6, 0.22),
    ("Self-hosted 70B", 1.95e6, 0.14),
    ("Small API", 1.35e6, 0.3),
];

/// Seven options, most of them close together.
pub(super) const SEVEN: [(&str, f64, f64); 7] = [
    ("Frontier API", 1.62e6, 0.3),
    ("Fine-tuned 8B", 1.18e6, 0.22),
    ("Self-hosted 70B", 2.3e6, 0.12),
    ("Small API", 1.25e6, 0.25),
    ("Seats for everybody", 1.9e6, 0.05),
    ("Self-hosted 70B on eight accelerators with a spare", 1.7e6, 0.2),
    ("Batch", 1.3e6, 0.35),
];

/// Four options of which the dearest costs forty times as much as the cheapest.
pub(super) const WIDE: [(&str, f64, f64); 4] = [
    ("Small API", 1e5, 0.3),
    ("Fine-tuned 8B", 4.2e5, 0.2),
    ("Frontier API", 2.1e6, 0.25),
    ("Self-hosted 70B", 3.4e6, 0.06),
];

/// Curves that step at a few amounts, and one amount that is certain.
pub(super) fn stepped() -> Distribution {
    let steps = |label: &str, steps: &[(f64, f64)]| {
        let mut reached = 0.0;
        let mut points = Vec::new();
        for (value, share) in steps {
            points.push((*value, reached));
            reached += share;
            points.push((*value, reached));
        }
        Chances { label: label.to_owned(), points, ..Chances::default() }
    };
    let lines = vec![
        steps("Self-hosted", &[(3.1e5, 0.25), (4.2e5, 0.4), (5.3e5, 0.2), (6.4e5, 0.15)]),
        Chances { label: "Seats".to_owned(), points: vec![(3.8e5, 1.0)], ..Chances::default() },
        steps("API", &[(2.4e5, 0.5), (5.6e5, 0.5)]),
    ];
    Distribution { lines, ..distribution_of(&[]) }
}

/// A sum paid at the start and then a growing monthly cost whose uncertainty grows too; fleets step.
pub(super) fn fan_of(count: u32, options: usize) -> Fan {
    let figures = [(0.0, 46e3, 0.35), (240e3, 27e3, 0.22), (520e3, 31e3, 0.1), (30e3, 38e3, 0.3), (90e3, 33e3, 0.15)];
    let fan = |(index, name): (u32, &&str)| {
        let (build, monthly, sigma) = figures[index as usize % figures.len()];
        let monthly = monthly * (1.0 + 0.11 * f64::from(index / 5));
        let at = |month: u32, z: f64| {
            let spread = (z * sigma * (0.5 + 0.5 * f64::from(month) / f64::from(count))).exp();
            let growth = 1.0 + 0.004 * f64::from(month);
            (f64::from(month), build * (1.0 + 0.08 * z) + monthly * growth * f64::from(month) * spread)
        };
        let path = |z: f64| (0..=count).map(|month| at(month, z)).collect();
        Spread {
            label: (*name).to_owned(),
            low: path(-1.2816),
            middle: path(0.0),
            high: path(1.2816),
            ..Spread::default()
        }
    };
    Fan {
        heading: heading("Fine-tuning pays back in the second year in most draws"),
        money: MoneyFormat::for_currency("USD"),
        y_title: "Cumulative cost".to_owned(),
        months: Months { count, start: Some(StartMonth { year: 2027, month: 3 }) },
        fans: (0..).zip(NAMES.iter().take(options)).map(fan).collect(),
        of: FanOf::Outcomes,
    }
}

/// Fleets that grow by whole machines, one of which is certain, and an option that ends early.
pub(super) fn fleets() -> Fan {
    let stairs = |every: u32, price: f64| -> Vec<(f64, f64)> {
        let cost = |month: u32| price * f64::from(month / every);
        (0..=36).flat_map(|month| [(f64::from(month), cost(month)), (f64::from(month) + 1.0, cost(month))]).collect()
    };
    let line = |price: f64, months: u32| -> Vec<(f64, f64)> {
        (0..=months).map(|month| (f64::from(month), price * f64::from(month))).collect()
    };
    let spread = |label: &str, [low, middle, high]: [Vec<(f64, f64)>; 3]| Spread {
        label: label.to_owned(),
        low,
        middle,
        high,
        ..Spread::default()
    };
    let fans = vec![
        spread("Self-hosted", [stairs(6, 110e3), stairs(4, 110e3), stairs(3, 110e3)]),
        spread("Seats", [line(14e3, 36), line(14e3, 36), line(14e3, 36)]),
        spread("Trial", [line(21e3, 14), line(26e3, 14), line(33e3, 14)]),
    ];
    Fan { fans, ..fan_of(36, 0) }
}

/// What a tornado of `rows` inputs shows; some cross zero, some move the outcome one way only.
pub(super) fn tornado_of(rows: u32, base: f64) -> Tornado {
    const INPUTS: [(&str, &str, &str); 8] = [
        ("workloads.tickets.requests_per_month", "280k", "1.2M"),
        ("options.api.output_per_mtok", "$6", "$15"),
        ("options.self-hosted.hardware.accelerators.throughput.decode_tokens_per_second", "900", "2,400"),
        ("workloads.tickets.growth", "0 % a year", "60 % a year"),
        ("options.fine-tuned.labeling.minutes_per_example", "2 min", "9 min"),
        ("options.fine-tuned.retraining.times_per_year", "1", "6"),
        ("people.engineer.cost_per_year", "$144,000", "$216,000"),
        ("discount_rate", "4 %", "12 %"),
    ];
    let row = |n: u32| {
        let (label, low, high) = INPUTS[n as usize % INPUTS.len()];
        let reach = 430e3 / (1.0 + 0.45 * f64::from(n));
        let (down, up) = match n % 4 {
            0 => (-1.2, 1.6),
            1 => (-0.7, 0.9),
            2 => (0.8, -0.6),
            _ if n == 7 => (0.5, 0.2),
            _ => (1.0, -1.0),
        };
        let swing = |way: f64, text: &str| Swing { value: base + way * reach, text: text.to_owned() };
        let assumed = if n % 3 == 2 { Assumed::PlusMinus20Percent } else { Assumed::No };
        TornadoRow { label: label.to_owned(), low: swing(down, low), high: swing(up, high), assumed }
    };
    Tornado {
        heading: heading("Volume alone can turn the verdict: below 400k requests a month the API is cheaper"),
        money: MoneyFormat::for_currency("USD"),
        x_title: "By how much the fine-tuned model is cheaper than the API over 36 months".to_owned(),
        base,
        sides: Some(("API cheaper".to_owned(), "fine-tuned cheaper".to_owned())),
        rows: (0..rows).map(row).collect(),
    }
}
