//! The words of a chart as the rasteriser draws them: inside the page, and none over another.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Group, Node, Options, Rect, Tree};

use super::super::font::{REGULAR_TTF, SEMIBOLD_TTF, regular, semibold};
use super::super::{
    FrontierMap, Heading, Paper, breakdown, cost_curve, cumulative, distribution, fan, frontier_map, tornado,
};
use super::draws::{FOUR, SEVEN, WIDE, distribution_of, fan_of, fleets, stepped, tornado_of};
use super::maps::{curved, in_turn, six, sloped, stairs, unserved};
use super::samples::{bars, curve, months};

/// Returns every text of a chart with the box of its ink.
fn words(svg: &str) -> Vec<(String, Rect)> {
    let mut fonts = Database::new();
    for data in [REGULAR_TTF, SEMIBOLD_TTF] {
        fonts.load_font_source(Source::Binary(Arc::new(data)));
    }
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("a chart is well-formed SVG");
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    found
}

fn collect(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text().trim()).collect();
                found.push((words, text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// Checks that nothing is clipped, closer than 38 pixels to a side of the page (14 of a narrow one), or in the way of
/// anything else.
fn check(svg: &str) {
    let words = words(svg);
    let size = |name: &str| -> f32 {
        let found = svg.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        found.and_then(|(size, _)| size.parse().ok()).expect("a drawing has a size")
    };
    let (width, height) = (size("width"), size("height"));
    let (margin, top) = if width < 1200.0 { (14.0, 10.0) } else { (38.0, 20.0) };
    assert!(words.len() > 8, "{words:?}");
    for (index, (text, area)) in words.iter().enumerate() {
        assert!(area.left() >= margin && area.right() <= width - margin, "`{text}` leaves the page: {area:?}");
        assert!(area.top() >= top && area.bottom() <= height - 5.0, "`{text}` leaves the page: {area:?}");
        for (other, taken) in &words[index + 1..] {
            assert!(area.intersect(taken).is_none(), "`{text}` {area:?} overlaps `{other}` {taken:?}");
        }
    }
}

#[test]
fn words_of_cost_curves_stay_on_the_page_and_apart() {
    for options in [1, 2, 4, 6, 10] {
        for steps in [1, 3, 7, 50] {
            check(&cost_curve(&curve(options, steps)));
        }
    }
    check(&cost_curve(&curve(3, 5_000)));
}

#[test]
fn words_of_cumulative_charts_stay_on_the_page_and_apart() {
    for options in [1, 2, 4, 6, 10] {
        for count in [1, 7, 36, 120] {
            check(&cumulative(&months(count, options)));
        }
    }
}

#[test]
fn words_of_breakdowns_stay_on_the_page_and_apart() {
    for options in [1, 2, 4, 6, 10] {
        for scale in [1e-3, 250.0, 1e12, -5.0] {
            check(&breakdown(&bars(options, scale)));
        }
    }
}

/// On a page as wide as a phone there is room for fewer options, with the same letters.
#[test]
fn words_on_a_narrow_page_stay_on_it_and_apart() {
    let on = |heading: &mut Heading, paper: Paper| {
        heading.paper = paper;
        heading.note.truncate(100);
    };
    for options in [1, 2, 4, 6] {
        let (mut curve, mut months, mut bars) = (curve(options, 3), months(36, options), bars(options, 250.0));
        let (mut chances, mut fan_chart) = (distribution_of(&SEVEN[..options.min(5)]), fan_of(36, options));
        on(&mut curve.heading, Paper::Narrow);
        on(&mut months.heading, Paper::Narrow);
        on(&mut bars.heading, Paper::Narrow);
        on(&mut chances.heading, Paper::Narrow);
        on(&mut fan_chart.heading, Paper::Narrow);
        for svg in [cost_curve(&curve), cumulative(&months), breakdown(&bars), distribution(&chances), fan(&fan_chart)]
        {
            check(&svg);
        }
    }
    for rows in [1, 3, 8, 15] {
        for base in [340e3, -150e3, 8e6] {
            let mut chart = tornado_of(rows, base);
            on(&mut chart.heading, Paper::Tall);
            check(&tornado(&chart));
        }
    }
}

#[test]
fn words_of_distributions_stay_on_the_page_and_apart() {
    for options in [&FOUR[..1], &FOUR[..2], &FOUR, &WIDE, &SEVEN, &[FOUR[0]; 8], &[SEVEN[5]; 8]] {
        check(&distribution(&distribution_of(options)));
    }
    let together: Vec<_> = SEVEN.iter().map(|option| (option.0, 1e6, option.2)).collect();
    check(&distribution(&distribution_of(&together)));
    let apart: Vec<_> = SEVEN.iter().zip(1..8).map(|(option, n)| (option.0, 1e6 * f64::from(n), 0.02)).collect();
    check(&distribution(&distribution_of(&apart)));
    check(&distribution(&stepped()));
}

#[test]
fn words_of_fans_stay_on_the_page_and_apart() {
    for options in [1, 2, 4, 7, 10] {
        for count in [1, 7, 36, 120] {
            check(&fan(&fan_of(count, options)));
        }
    }
    check(&fan(&fleets()));
}

#[test]
fn words_of_tornadoes_stay_on_the_page_and_apart() {
    for rows in [1, 2, 3, 8, 20, 35] {
        for base in [340e3, 0.0, -150e3, 1e3, -20e3, 900e3, 8e6, -8e6] {
            check(&tornado(&tornado_of(rows, base)));
        }
    }
    let mut chart = tornado_of(20, 340e3);
    for row in &mut chart.rows {
        row.label = "x".repeat(300);
        (row.low.text, row.high.text) = ("low ".repeat(40), "high ".repeat(40));
    }
    chart.sides = Some(("below ".repeat(60), "above ".repeat(60)));
    check(&tornado(&chart));
}

#[test]
fn words_of_maps_stay_on_the_page_and_apart() {
    for chart in [sloped(), curved(), stairs(60_000.0), unserved(), six(), in_turn()] {
        check(&frontier_map(&chart));
        for today in [(9e9, 1e-9), (1e-9, 9e9), (5e5, 9e9), (9e9, 9e9), (1e3, 0.07)] {
            check(&frontier_map(&FrontierMap { today: Some(today), ..chart.clone() }));
        }
    }
    let mut chart = six();
    chart.options =
        ["שלום עולם", "", "x", "مرحبا بالعالم", "an-option-with-a-name-without-any-space-to-break-it-at-all"]
            .map(str::to_owned)
            .to_vec();
    chart.options.push("word ".repeat(500));
    check(&frontier_map(&chart));
}

#[test]
fn measured_widths_are_those_of_the_drawn_words() {
    for (weight, font) in [("normal", regular(100.0)), ("bold", semibold(100.0))] {
        for text in ["Self-hosted 8B", "€1,234,567.89", "Overhead", "≥ 3× → 100 %", "Ελληνικά", "Wyłączny"]
        {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='200'>\
                 <text y='100' font-family='Inter' font-size='100' font-weight='{weight}'>{text}</text></svg>"
            );
            let drawn = f64::from(words(&svg)[0].1.width());
            let measured = font.width(text);
            // The ink is narrower by the side bearings and the kerning.
            assert!(drawn <= measured && measured - drawn < 30.0, "`{text}` {weight}: {drawn} of {measured}");
        }
    }
}
