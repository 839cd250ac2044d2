//! What charts say and what they survive.

use proptest::prelude::*;

use super::super::*;
use super::draws::{fleets, stepped, tornado_of};
use super::samples::curve;

#[test]
fn a_png_is_twice_as_large_and_always_the_same() {
    let svg = cost_curve(&curve(3, 50));
    assert_eq!(svg, cost_curve(&curve(3, 50)));
    let file = png(&svg).expect("a chart can be drawn");
    assert_eq!(file, png(&svg).expect("a chart can be drawn"));
    // Width and height, 2400 and 1400, follow the signature and the name of the first chunk.
    assert_eq!(file[16..24], [0, 0, 0x09, 0x60, 0, 0, 0x05, 0x78]);
}

#[test]
fn what_is_not_svg_is_an_error() {
    assert!(matches!(png("total: 3"), Err(ChartError::Svg(_))));
}

#[test]
fn a_chart_without_data_says_so() {
    let gap = Line::new("a", vec![(f64::NAN, 1.0), (1.0, f64::INFINITY)]);
    for svg in [
        cost_curve(&CostCurve::default()),
        cost_curve(&CostCurve { lines: vec![gap], ..CostCurve::default() }),
        cumulative(&Cumulative::default()),
        breakdown(&Breakdown::default()),
    ] {
        assert!(svg.contains("no data"));
        assert!(png(&svg).is_ok());
    }
}

#[test]
fn words_cannot_break_the_document() {
    let mut chart = curve(2, 3);
    "<b>&\"'\u{0}\u{1b}\n]]>".clone_into(&mut chart.lines[0].label);
    "</title><script>".clone_into(&mut chart.heading.title);
    assert!(png(&cost_curve(&chart)).is_ok());
}

#[test]
fn words_of_any_length_are_no_panic() {
    let long = "word ".repeat(2_000) + &"x".repeat(20_000);
    let mut chart = curve(2, 3);
    chart.money.prefix.clone_from(&long);
    for words in [&mut chart.y_title, &mut chart.x_title, &mut chart.heading.title, &mut chart.lines[1].label] {
        words.clone_from(&long);
    }
    assert!(png(&cost_curve(&chart)).is_ok());
}

#[test]
fn words_of_any_length_are_no_panic_in_charts_of_outcomes() {
    let long = "word ".repeat(2_000) + &"x".repeat(20_000);
    let (mut curves, mut bands, mut bars) = (stepped(), fleets(), tornado_of(3, 1e5));
    for money in [&mut curves.money, &mut bands.money, &mut bars.money] {
        money.prefix.clone_from(&long);
    }
    for words in [&mut curves.x_title, &mut bands.y_title, &mut bars.x_title, &mut bars.rows[0].low.text] {
        words.clone_from(&long);
    }
    for words in [&mut curves.lines[0].label, &mut bands.fans[0].label, &mut bars.rows[0].label] {
        words.clone_from(&long);
    }
    bars.sides = Some((long.clone(), long));
    for svg in [distribution(&curves), fan(&bands), tornado(&bars)] {
        assert!(png(&svg).is_ok());
    }
}

#[test]
fn today_beyond_the_axis_is_announced_at_its_end() {
    let chart = CostCurve { today: Some(4.4e6), ..curve(2, 3) };
    assert!(cost_curve(&chart).contains("today: 4.4M →"));
}

#[test]
fn an_axis_spans_its_range() {
    let line = Line::new("a", vec![(1.0, 1.0), (20.0, 2.0)]);
    let money = MoneyFormat::for_currency("USD");
    let chart =
        CostCurve { lines: vec![line], x_min: 1.0, x_max: 20.0, today: Some(0.5), money, ..CostCurve::default() };
    let linear = cost_curve(&chart);
    assert!(linear.contains("\n2\n") && !linear.contains("\n0\n") && linear.contains("← today: 0.5"));
    let spaced = cost_curve(&CostCurve { x_spacing: Spacing::Logarithmic, ..chart });
    assert!(spaced.contains("\n5\n") && !spaced.contains("\n4\n"));
}

#[test]
fn of_many_marks_the_first_and_the_last_are_named() {
    let svg = cost_curve(&curve(2, 20));
    assert!(svg.contains("\n0,000 requests") && svg.contains("19,000 requests") && !svg.contains("7,000 requests"));
}

#[test]
fn risers_are_upright_at_their_exact_volume() {
    let line = Line::new("a", vec![(0.0, 1.0), (250.0, 1.0), (250.0, 2.0), (1000.0, 2.0)]);
    let svg = cost_curve(&CostCurve { lines: vec![line], x_max: 1000.0, ..CostCurve::default() });
    let path = svg.lines().find(|line| line.contains("#0072B2")).expect("the first line is blue");
    let points = path.split('"').rev().nth(1).expect("its points come last");
    let x = |point: &str| point.split(',').next().and_then(|x| x.parse().ok()).expect("a point is two numbers");
    let x: Vec<i32> = points.split_whitespace().map(x).collect();
    assert_eq!(x[1], x[2]);
    assert!((4 * (x[1] - x[0]) - (x[3] - x[0])).abs() <= 4, "a quarter of the axis: {x:?}");
}

fn number() -> impl Strategy<Value = f64> {
    let special = vec![0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN];
    prop_oneof![prop::num::f64::ANY, -1e6..1e6, prop::sample::select(special)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_number_makes_a_chart_panic(
        points in prop::collection::vec((number(), number()), 0..20),
        (x_min, x_max, today) in (number(), number(), number()),
        x_spacing in prop::sample::select(vec![Spacing::Linear, Spacing::Logarithmic]),
        count in any::<u32>(),
    ) {
        let mark = |point: &(f64, f64)| Mark { x: point.0, y: point.1, label: "x".to_owned() };
        let band = |point: &(f64, f64)| Band { from: point.0, to: point.1, line: 0 };
        let part = |point: &(f64, f64)| Part { category: 900, amount: point.1 };
        let lines = vec![Line::new("a", points.clone()), Line::new("b", points.iter().rev().copied().collect())];
        let marks: Vec<Mark> = points.iter().map(mark).collect();
        let bar = Bar { label: String::new(), parts: points.iter().map(part).collect() };
        let _ = breakdown(&Breakdown { bars: vec![bar; 3], ..Breakdown::default() });
        let months = Months { count, start: Some(StartMonth { year: i32::MAX, month: 255 }) };
        let _ = cumulative(&Cumulative { months, lines: lines.clone(), marks: marks.clone(), ..Cumulative::default() });
        let cheapest = points.iter().map(band).collect();
        let axis = CostCurve { x_min, x_max, x_spacing, ..CostCurve::default() };
        let _ = cost_curve(&CostCurve { lines, today: Some(today), marks, cheapest, ..axis });
    }

    #[test]
    fn no_number_makes_a_map_panic(
        cuts in prop::collection::vec((number(), number(), prop::option::of(any::<usize>())), 0..20),
        ends in (number(), number(), number(), number()),
        today in (number(), number()),
        is_logarithmic in any::<bool>(),
    ) {
        let spacing = if is_logarithmic { Spacing::Logarithmic } else { Spacing::Linear };
        let scale = |from, to| Scale { title: "x".to_owned(), from, to, spacing };
        let span = |cut: &(f64, f64, Option<usize>)| FrontierSpan { from: cut.0, to: cut.1, option: cut.2 };
        let row = |part: &[(f64, f64, Option<usize>)]| FrontierRow { y: part[0].0, spans: part.iter().map(span).collect() };
        let rows = cuts.chunks(4).map(row).collect();
        let (x, y) = (scale(ends.0, ends.1), scale(ends.2, ends.3));
        let chart = FrontierMap { x, y, rows, today: Some(today), ..FrontierMap::default() };
        prop_assert_eq!(frontier_map(&chart), frontier_map(&chart));
    }
    #[test]
    fn no_number_makes_a_chart_of_outcomes_panic(
        points in prop::collection::vec((number(), number()), 0..20),
        base in number(),
        count in any::<u32>(),
        has_sides in any::<bool>(),
    ) {
        let other: Vec<(f64, f64)> = points.iter().map(|point| (point.1, point.0)).collect();
        let chances = |points: &[(f64, f64)]| Chances { label: "a".to_owned(), points: points.to_vec(), ..Chances::default() };
        let lines = vec![chances(&points), chances(&other), chances(points.get(..1).unwrap_or_default())];
        let _ = distribution(&Distribution { lines, ..Distribution::default() });
        let spread = Spread { label: "b".to_owned(), low: other.clone(), middle: points.clone(), high: points.clone(), ..Spread::default() };
        let months = Months { count, start: None };
        let _ = fan(&Fan { months, fans: vec![spread; 2], ..Fan::default() });
        let swing = |value: f64| Swing { value, text: "x".to_owned() };
        let assumed = Assumed::PlusMinus20Percent;
        let row = |point: &(f64, f64)| TornadoRow { label: String::new(), low: swing(point.0), high: swing(point.1), assumed };
        let sides = has_sides.then(|| ("below".to_owned(), "above".to_owned()));
        let rows = points.iter().map(row).collect();
        let _ = tornado(&Tornado { base, sides, rows, ..Tornado::default() });
    }
}
