//! The regions of a map: they fill the plot, without gaps and without overlaps.

use proptest::prelude::*;

use super::super::geometry::Rect;
use super::super::model::{FrontierMap, FrontierRow, FrontierSpan, Scale, Spacing};
use super::super::plane::Plane;
use super::super::regions::{Parting, on_page};
use super::super::scan::Scan;
use super::super::winners::Winners;
use super::maps::{curved, in_turn, six, sloped, stairs, unserved};

const BODY: Rect = Rect { left: 40.0, top: 100.0, right: 1160.0, bottom: 640.0 };

/// Checks that the areas of all regions add up to the plot, and that every line across it meets each place once.
fn check(chart: &FrontierMap) {
    let plane = Plane::fit(BODY, &chart.x, &chart.y);
    let rows = Winners::new(chart, &plane);
    let parted = Parting::new(&rows);
    let whole = plane.plot.width() * plane.plot.height();
    let regions = parted.regions.iter().chain(&parted.holes);
    let total: f64 = regions.clone().map(|region| region.area).sum();
    assert!((total - whole).abs() < 1e-6 * whole, "{total} of {whole}");

    let mut ranges = vec![Vec::new(); 97];
    for winner in 0..rows.kinds.len() {
        let outlines: Vec<_> =
            regions.clone().filter(|region| region.winner == winner).map(|region| on_page(&region.outline)).collect();
        let step = plane.plot.height() / 97.0;
        let scan = Scan::new(&outlines, (plane.plot.top, plane.plot.bottom), step);
        for (line, found) in ranges.iter_mut().zip(&scan.lines) {
            line.extend_from_slice(found);
        }
    }
    for mut line in ranges {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut end = plane.plot.left;
        for (from, to) in line {
            assert!((from - end).abs() < 1e-6, "a gap or an overlap between {end} and {from}");
            end = to;
        }
        assert!((end - plane.plot.right).abs() < 1e-6, "nothing from {end} on");
    }
}

#[test]
fn the_regions_of_a_map_fill_it() {
    for chart in [sloped(), curved(), stairs(60_000.0), stairs(9_000.0), unserved(), six(), in_turn()] {
        check(&chart);
    }
}

#[test]
fn a_map_of_two_equal_rows_has_upright_frontiers() {
    let spans = |cuts: &[f64]| {
        let ends = cuts.iter().zip(&cuts[1..]).enumerate();
        ends.map(|(n, (from, to))| FrontierSpan { from: *from, to: *to, option: Some(n) }).collect()
    };
    let rows = [0.0, 1.0].map(|y| FrontierRow { y, spans: spans(&[0.0, 0.25, 0.5, 1.0]) });
    let unit = Scale { to: 1.0, ..Scale::default() };
    let chart = FrontierMap { x: unit.clone(), y: unit, rows: rows.to_vec(), ..FrontierMap::default() };
    let plane = Plane::fit(BODY, &chart.x, &chart.y);
    let parted = Parting::new(&Winners::new(&chart, &plane));
    let whole = plane.plot.width() * plane.plot.height();
    let shares: Vec<f64> = parted.regions.iter().map(|region| (region.area / whole * 1e3).round() / 1e3).collect();
    assert_eq!(shares, [0.5, 0.25, 0.25]);
    assert!(
        parted.frontiers.iter().all(|frontier| frontier.path.len() == 2 && frontier.path[0].0 == frontier.path[1].0)
    );
}

/// Winners of any winners with cuts anywhere.
fn rows() -> impl Strategy<Value = Vec<FrontierRow>> {
    let span = (0.0..1.0_f64, prop::option::of(0..4_usize));
    let row = prop::collection::vec(span, 1..9);
    prop::collection::vec(row, 1..6).prop_map(|rows| {
        let count = u32::try_from(rows.len()).expect("few");
        let placed = (0..count).zip(rows);
        placed.map(|(n, cuts)| FrontierRow { y: f64::from(n) / f64::from(count), spans: covered(cuts) }).collect()
    })
}

fn covered(mut cuts: Vec<(f64, Option<usize>)>) -> Vec<FrontierSpan> {
    cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let ends = cuts.iter().skip(1).map(|cut| cut.0).chain([1.0]);
    let mut from = 0.0;
    let span = |(cut, to): (&(f64, Option<usize>), f64)| {
        let span = FrontierSpan { from, to, option: cut.1 };
        from = to;
        span
    };
    cuts.iter().zip(ends).map(span).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_rows_make_regions_that_fill_the_plot(rows in rows()) {
        let unit = Scale { to: 1.0, spacing: Spacing::Linear, ..Scale::default() };
        check(&FrontierMap { x: unit.clone(), y: unit, rows, ..FrontierMap::default() });
    }
}
