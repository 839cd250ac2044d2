//! How long the main job takes, by part. Run with `cargo bench`; the README says how to read it.

use divan::Bencher;
use rust_decimal::dec;
use std::fmt::Write as _;
use tco::analysis::break_even::{Basis, break_even_volumes};
use tco::analysis::{Settings, analyse};
use tco::chance::{Design, Joint, LANES, Marginal, Points, Replicates, SeriesCollector, Support};
use tco::cost::build;
use tco::quantity::Distribution;
use tco::report::{curve_end, drawings, results_json, tables};
use tco::scenario::{Scenario, load};
use tco::sheet::ExactReading;

fn main() {
    divan::main();
}

const FLAGSHIP: &str = include_str!("../scenarios/support-triage.toml");

fn read(text: &str) -> Scenario {
    load("bench.toml", text, &[]).expect("the scenario is sound").scenario
}

/// APIs and fleets in turn. A fleet's `replicas` are needed at the largest volume searched, 100
/// times today's, in month 1.
fn wide(months: u32, options: usize, replicas: u32) -> String {
    let requests = f64::from(replicas) * 3600.0 * 0.7 * 730.0 / 100.0;
    let mut text = format!(
        "[scenario]\nname = \"wide\"\nmonths = {months}\ndiscount_rate = \"10%\"\n\
         [workloads.w]\nrequests_per_month = {requests:.0}\ngrowth_per_month = \"1%\"\ninput_tokens = 1000\noutput_tokens = 1000\n\
         [people.rates]\nengineer = 100\n"
    );
    for option in 0..options {
        let _ = write!(text, "[options.o{option}]\nrun = {{ engineer = {} }}\n", 10 + option);
        let _ = if option % 2 == 0 {
            write!(
                text,
                "kind = \"api\"\ninput_per_mtok = 0.{option}5\noutput_per_mtok = 1.1{option}\nprice_change_per_year = \"-9%\"\n"
            )
        } else {
            write!(text, "kind = \"self-hosted\"\nprice_per_gpu_hour = 2.{option}9\ntokens_per_second = 2000\n")
        };
    }
    text
}

#[divan::bench]
fn read_the_flagship(bencher: Bencher) {
    bencher.bench(|| read(FLAGSHIP));
}

#[divan::bench]
fn analyse_the_flagship(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    bencher.bench_local(|| analyse(&scenario, Settings::default()).expect("sound").options.len());
}

#[divan::bench]
fn write_the_flagship_without_charts(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    let results = analyse(&scenario, Settings::default()).expect("sound");
    bencher.bench_local(|| (tables(&results, curve_end(&results)).len(), results_json(&results).len()));
}

#[divan::bench]
fn draw_the_flagship(bencher: Bencher) {
    let scenario = read(FLAGSHIP);
    let results = analyse(&scenario, Settings::default()).expect("sound");
    bencher.bench_local(|| {
        let drawings = drawings(&results, curve_end(&results));
        drawings.iter().map(|drawing| drawing.png().map_or(0, |png| png.len())).sum::<usize>()
    });
}

/// 120 months x 8 options: recording the sheet and reading it.
#[divan::bench]
fn record_120_months_8_options(bencher: Bencher) {
    let scenario = read(&wide(120, 8, 100));
    bencher.bench_local(|| build(&scenario).sheet.ops().len());
}

#[divan::bench]
fn exact_reading_120_months_8_options(bencher: Bencher) {
    let scenario = read(&wide(120, 8, 100));
    let model = build(&scenario);
    bencher.bench_local(|| ExactReading::new(&model.sheet, &[]).is_ok());
}

/// Every crossing of 36 months x 4 options, by the replicas at the end of the search.
#[divan::bench(args = [100, 1000, 4000])]
fn crossings_36_months_4_options(bencher: Bencher, replicas: u32) {
    let scenario = read(&wide(36, 4, replicas));
    let model = build(&scenario);
    let exact = ExactReading::new(&model.sheet, &[]).expect("sound");
    bencher.bench_local(|| {
        let found = break_even_volumes(&model, &exact, Basis::Horizon, dec!(100)).expect("sound");
        found.pairs.iter().map(|pair| pair.events.len()).sum::<usize>()
    });
}

/// 65,536 draws of 20 inputs, five of each kind of distribution.
#[divan::bench]
fn draw_20_inputs_65536_times(bencher: Bencher) {
    let distributions = [
        Distribution::Lognormal { low: dec!(300_000), high: dec!(500_000) },
        Distribution::Normal { mean: dec!(10), sd: dec!(2) },
        Distribution::Triangular { low: dec!(1), mode: dec!(2), high: dec!(5) },
        Distribution::Uniform { low: dec!(0), high: dec!(1) },
    ];
    let marginals = distributions.iter().cycle().take(20).map(|d| Marginal::new(d, Support::default()));
    let joint = Joint::independent(marginals.collect());
    let points = Points::new(Design::sobol(65_536, 20, 1));
    let mut block = vec![0.0; 20 * LANES];
    bencher.bench_local(|| {
        for first in (0..65_536).step_by(LANES) {
            points.fill(first, 0..20, &mut block);
            joint.fill(LANES, &mut block);
        }
        block[0]
    });
}

/// Mean and six quantiles with standard errors of 16 outputs.
#[divan::bench(args = [16_384, 65_536])]
fn sum_up_16_series(bencher: Bencher, draws: usize) {
    let points = Points::new(Design::sobol(draws, 16, 1));
    let mut series = vec![0.0; 16 * draws];
    points.fill(0, 0..16, &mut series);
    bencher.bench_local(|| {
        let sum_up = |values: &[f64]| {
            let mut collector = SeriesCollector::new(Replicates::new(draws), &[0.05, 0.1, 0.25, 0.5, 0.9, 0.95]);
            collector.push(values);
            collector.finish().quantiles[0].estimate.value
        };
        series.chunks(draws).map(sum_up).sum::<f64>()
    });
}
