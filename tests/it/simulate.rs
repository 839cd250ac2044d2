//! Draws of uncertain inputs, held against distributions worked out by hand.

use std::num::NonZeroUsize;

use tco::analysis::sensitivity::{Assumed, IndexOf, sensitivity, tornado};
use tco::analysis::simulate::{Draws, Simulation, Thoroughness, simulate, spreads};
use tco::analysis::{Figure, Figures, Settings, Verdict, Workers, analyse};
use tco::chance::Sampling;
use tco::finance::Payback;
use tco::quantity::figures::float;
use tco::scenario::{Scenario, load};

fn read(text: &str) -> Scenario {
    load("simulate.toml", text, &[]).unwrap().scenario
}

fn drawn(text: &str) -> Simulation {
    let scenario = read(text);
    simulate(&Figures::new(&scenario).unwrap(), Draws::default(), &Workers::ALONE).unwrap()
}

/// A fee of 100 against 0.50 for each of 100 to 300 requests, every number of them as likely: 50 to
/// 150, the dearer one in half of all cases.
const COIN: &str = r#"
[scenario]
name = "coin"
months = 1
[workloads.w]
requests_per_month = { dist = "uniform", low = 100, high = 300 }
[options.fixed]
kind = "custom"
costs = [{ name = "fee", monthly = 100 }]
[options.metered]
kind = "custom"
costs = [{ name = "use", per_request = 0.5 }]
"#;

/// A hundred times two fees, each uncertain; `extra` is a correlation of theirs.
fn fees(extra: &str) -> String {
    format!(
        r#"
[scenario]
name = "fees"
months = 1
[workloads.w]
requests_per_month = 1
[options.sum]
kind = "custom"
costs = [
    {{ name = "a", monthly = {{ dist = "uniform", low = 0, high = 200 }} }},
    {{ name = "b", monthly = {{ dist = "uniform", low = 0, high = 100 }} }},
]
[options.flat]
kind = "custom"
costs = [{{ name = "c", monthly = 1_000 }}]
{extra}"#
    )
}

fn correlated(rank: &str) -> String {
    fees(&format!(
        "[[correlation]]\nbetween = [\"options.sum.costs.0.monthly\", \"options.sum.costs.1.monthly\"]\nrank = {rank}\n"
    ))
}

/// Whether two figures are the same to the bit; two infinite ones are.
fn is_same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected} to within {within}");
}

#[test]
fn quantiles_of_a_uniform_cost_are_where_they_must_be() {
    let simulation = drawn(COIN);
    let metered = &simulation.options[1];
    near(metered.tco.mean.value, 100.0, 0.01);
    for (quantile, expected) in metered.tco.quantiles.iter().zip([55.0, 60.0, 100.0, 140.0, 145.0]) {
        near(quantile.estimate.value, expected, 0.05);
        assert!(quantile.exact && quantile.estimate.standard_error.unwrap() < 0.1);
    }
    // nothing about the fee is uncertain
    let fixed = &simulation.options[0];
    assert!(fixed.tco.quantiles.iter().all(|quantile| is_same(quantile.estimate.value, 100.0)));
}

#[test]
fn the_choice_is_a_coin_toss_and_knowing_is_worth_an_eighth() {
    let simulation = drawn(COIN);
    near(simulation.options[0].cheapest.value, 0.5, 1e-3);
    near(simulation.options[1].beats_reference.unwrap().value, 0.5, 1e-3);
    assert!(simulation.options[0].beats_reference.is_none(), "the reference does not compete with itself");
    // both cost 100 on average; knowing the volume, the mean cost is (75 + 100) / 2 = 87.50
    for option in &simulation.options {
        near(option.regret.unwrap().value, 12.5, 0.02);
    }
    near(simulation.evpi.unwrap().value, 12.5, 0.02);
    near(simulation.information[0].evppi.unwrap(), 12.5, 0.05);
}

/// Both cost the same 10; of 100 requests worth 1 each, one answers 90 right and the other 80 to 100, every number
/// as likely. On average both are worth the same 90; knowing, the mean is 100 x E max(0.9, a) = 92.50.
#[test]
fn knowing_an_accuracy_is_worth_what_its_answers_are() {
    let simulation = drawn(
        r#"
[scenario]
name = "answers"
months = 1
[workloads.w]
requests_per_month = 100
value_per_success = 1
[options.known]
kind = "custom"
accuracy = "90%"
costs = [{ name = "fee", monthly = 10 }]
[options.unknown]
kind = "custom"
accuracy = { dist = "uniform", low = "80%", high = "100%" }
costs = [{ name = "fee", monthly = 10 }]
"#,
    );
    near(simulation.evpi.unwrap().value, 2.5, 0.01);
    near(simulation.information[0].evppi.unwrap(), 2.5, 0.02);
    for option in &simulation.options {
        near(option.regret.unwrap().value, 2.5, 0.02);
    }
}

#[test]
fn the_break_even_volume_is_spread_as_the_fee_is() {
    // 50 to 150 over 0.50: 100 to 300 requests
    let text = COIN
        .replace("monthly = 100", r#"monthly = { dist = "uniform", low = 50, high = 150 }"#)
        .replace(r#"{ dist = "uniform", low = 100, high = 300 }"#, "250");
    let scenario = read(&text);
    let figures = Figures::new(&scenario).unwrap();
    let found = spreads(&figures, (Draws::default(), 100.0), Thoroughness::Full, &Workers::ALONE).volumes;
    // the metered option is cheaper below the volume, so it never stays so; the fee does, from there
    assert_eq!(found.iter().map(|spread| (spread.option, spread.share)).collect::<Vec<_>>(), [(1, 0.0), (0, 1.0)]);
    for (volume, expected) in found[1].volumes.iter().zip([120.0, 200.0, 280.0]) {
        near(*volume, expected, 0.5);
    }
}

#[test]
fn ranks_that_go_together_widen_the_sum() {
    let p = |text: &str| {
        let tco = &drawn(text).options[0].tco;
        let at = |place: usize| tco.quantiles[place].estimate.value;
        (at(1), at(3))
    };
    // alike: the sum is uniform from 0 to 300; opposite: from 100 to 200
    let (low, high) = p(&correlated("1"));
    near(low, 30.0, 0.5);
    near(high, 270.0, 0.5);
    let (low, high) = p(&correlated("-1"));
    near(low, 110.0, 0.5);
    near(high, 190.0, 0.5);
    // independent: P(a + b <= x) = x^2 / 40000 below 100, so P10 is sqrt(4000) = 63.2
    let (low, high) = p(&fees(""));
    near(low, 63.25, 0.5);
    near(high, 300.0 - 63.25, 0.5);
}

#[test]
fn an_additive_cost_divides_its_variance_by_the_squares_of_the_widths() {
    let scenario = read(&fees(""));
    let figures = Figures::new(&scenario).unwrap();
    let found = sensitivity(&figures, Draws::default(), &Workers::ALONE).unwrap();
    for (factor, expected) in [0.8, 0.2].into_iter().enumerate() {
        let (first, total) = found.of(IndexOf::Cost(0), factor).unwrap();
        near(first.value, expected, 0.005);
        near(total.value, expected, 0.005);
        let (lead, _) = found.of(IndexOf::Lead, factor).unwrap();
        near(lead.value, expected, 0.005);
    }
    // the sum never reaches 1,000, so nothing decides the choice, and the flat fee does not vary
    assert!(found.of(IndexOf::Choice, 0).is_none() && found.of(IndexOf::Cost(1), 0).is_none());
    // two that go together are one factor
    let scenario = read(&correlated("0.5"));
    let found = sensitivity(&Figures::new(&scenario).unwrap(), Draws::default(), &Workers::ALONE).unwrap();
    assert_eq!((found.factors.len(), found.factors[0].inputs.len()), (1, 2));
}

#[test]
fn a_tornado_swings_each_input_by_itself() {
    let scenario = read(COIN);
    let found = tornado(&Figures::new(&scenario).unwrap(), NonZeroUsize::MIN).unwrap();
    // 200 requests make both cost 100; the first of equals counts as cheapest
    assert_eq!((found.cheapest, found.next, found.lead), (0, 1, 0.0));
    let row = |path: &str| found.swings.iter().find(|swing| swing.lever.input.path == path).unwrap();
    let volume = row("workloads.w.requests_per_month");
    assert_eq!(volume.assumed, Assumed::Range);
    // P5 and P95 of 100 to 300 are 110 and 290: metered costs 55 and 145 against 100
    near(volume.leads[0], -45.0, 1e-6);
    near(volume.leads[1], 45.0, 1e-6);
    assert_eq!(volume.cheapest, [Some(1), Some(0)]);
    let fee = row("options.fixed.costs.0.monthly");
    assert_eq!(fee.assumed, Assumed::Fifth);
    near(fee.leads[0], 20.0, 1e-9);
    near(fee.leads[1], -20.0, 1e-9);
    assert!(found.swings.is_sorted_by(|a, b| a.width() >= b.width()));
}

#[test]
fn a_fan_ends_at_the_total() {
    let scenario = read(COIN);
    let figures = Figures::new(&scenario).unwrap();
    let found = spreads(&figures, (Draws::default(), 100.0), Thoroughness::Full, &Workers::ALONE).fans;
    let metered = &found[1];
    assert_eq!((metered.low[0], metered.middle[0], metered.high[0]), (0.0, 0.0, 0.0));
    near(metered.low[1], 60.0, 0.05);
    near(metered.middle[1], 100.0, 0.05);
    near(metered.high[1], 140.0, 0.05);
}

#[test]
fn the_same_seed_gives_the_same_draws_on_any_number_of_threads() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/support-triage.toml");
    let loaded = crate::scenarios::read(&path);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let run = |count: usize, threads: usize, seed: u64, sampling: Sampling| {
        let workers = Workers { threads: NonZeroUsize::new(threads).unwrap(), step: &|_, _| {} };
        let draws = Draws { count, seed, sampling };
        format!("{:?}", simulate(&figures, draws, &workers).unwrap())
    };
    for sampling in [Sampling::Sobol, Sampling::Random, Sampling::LatinHypercube] {
        assert_eq!(run(1_000, 1, 7, sampling), run(1_000, 3, 7, sampling));
    }
    // more draws than one round takes
    assert_eq!(run(65_600, 1, 7, Sampling::Sobol), run(65_600, 2, 7, Sampling::Sobol));
    assert_ne!(run(1_000, 1, 7, Sampling::Sobol), run(1_000, 1, 8, Sampling::Sobol));
}

#[test]
fn sobol_points_are_nearer_the_truth_than_plain_random_numbers() {
    let scenario = read(&fees(""));
    let figures = Figures::new(&scenario).unwrap();
    let error = |sampling: Sampling| {
        let found = simulate(&figures, Draws { sampling, ..Draws::default() }, &Workers::ALONE).unwrap();
        found.options[0].tco.mean.standard_error.unwrap()
    };
    assert!(error(Sampling::Sobol) * 10.0 < error(Sampling::Random));
    // the honest error of plain random numbers: sd / sqrt(n), sd = sqrt(200^2 / 12 + 100^2 / 12)
    near(error(Sampling::Random), 64.55 / 128.0, 0.35);
}

#[test]
fn payback_in_draws_is_payback_of_the_flows() {
    let mut compared = 0;
    for path in crate::scenarios::shipped() {
        let loaded = crate::scenarios::read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        let Some(simulation) = simulate(&results.figures, Draws { count: 16, ..Draws::default() }, &Workers::ALONE)
        else {
            continue;
        };
        for (option, spread) in simulation.options.iter().enumerate() {
            let against = results.versus.iter().find(|(a, b, _)| (*a, *b) == (option, loaded.scenario.reference));
            let Some((spread, (.., economics))) = spread.payback.as_ref().zip(against) else { continue };
            let first = spread.quantiles[0].estimate.value;
            let certain = spread.quantiles.iter().all(|q| is_same(q.estimate.value, first));
            if !certain {
                continue; // draws differ from the base case
            }
            let expected = match economics.payback.unwrap() {
                Payback::Immediate => 0.0,
                Payback::Months(months) => float(months),
                Payback::Never => f64::INFINITY,
            };
            let found = spread.mean.value;
            assert!(
                is_same(found, expected) || (found - expected).abs() < 1e-9,
                "{}: {found}, {expected}",
                path.display()
            );
            compared += 1;
        }
    }
    assert!(compared >= 5, "{compared}");
}

#[test]
fn a_scenario_can_hold_its_ninetieth_percentile() {
    let text = format!(
        "{COIN}\n[[expect]]\nmetric = \"metered.tco.p90\"\nat_most = 141\n[[expect]]\nmetric = \"fixed.probability_cheapest\"\nat_least = \"60%\"\n"
    );
    let scenario = read(&text);
    let results = analyse(&scenario, Settings::default()).unwrap().with_simulation(Draws::default(), &Workers::ALONE);
    let holds: Vec<bool> = results.verdicts.iter().map(Verdict::holds).collect();
    assert_eq!(holds, [true, false]);
    assert!(matches!(results.metrics.find("metered.payback_months.p5"), Some(Figure::Number(_) | Figure::Never)));
}

/// Of 100 to 300 requests, all as likely, P10, P50 and P90 are 120, 200 and 280. At half a dollar
/// each the metered option costs half of that, and the fee of 100 is cheaper from 200 in every draw.
#[test]
fn a_run_tells_programs_of_cost_over_time_and_of_break_even_volumes() {
    let scenario = read(COIN);
    let results = analyse(&scenario, Settings::default()).unwrap();
    let results = results.with_simulation(Draws::default(), &Workers::ALONE).with_spreads(100.0, &Workers::ALONE);
    let value: serde_json::Value = serde_json::from_str(&tco::report::results_json(&results)).unwrap();
    let simulation = &value["simulation"];
    let metered = simulation["cumulative_cost"].as_array().unwrap().iter().find(|o| o["option"] == "metered").unwrap();
    for (name, expected) in [("p10", 60.0), ("p50", 100.0), ("p90", 140.0)] {
        let months = metered[name].as_array().unwrap();
        assert_eq!(months.len(), 2, "t = 0 and month 1");
        assert!((months[1].as_f64().unwrap() - expected).abs() < 0.5, "{name}: {months:?}");
    }
    let found = &simulation["stays_cheaper_from"][1];
    assert_eq!((&found["option"], &found["share_of_draws"]), (&"fixed".into(), &1.0.into()));
    assert!((found["p50"].as_f64().unwrap() - 200.0).abs() < 1e-3, "{found}");
    assert_eq!(simulation["stays_cheaper_from_draws"], 2_048);
}

#[test]
fn nothing_is_drawn_where_nothing_is_uncertain() {
    let scenario = read(&COIN.replace(r#"{ dist = "uniform", low = 100, high = 300 }"#, "200"));
    let figures = Figures::new(&scenario).unwrap();
    assert!(simulate(&figures, Draws::default(), &Workers::ALONE).is_none());
    assert!(sensitivity(&figures, Draws::default(), &Workers::ALONE).is_none());
}

/// One replica, full at 3,600 requests an hour of a month of one hour, for a dollar; the API costs 10
/// cents a request. Between 1,000 and 6,000 requests, every number as likely.
const CAPPED: &str = r#"
[scenario]
name = "capped"
months = 1
hours_per_month = 1
[workloads.w]
requests_per_month = { dist = "uniform", low = 1_000, high = 6_000 }
input_tokens = 0
output_tokens = 100
[options.api]
kind = "api"
input_per_mtok = 0
output_per_mtok = 1_000
[options.gpus]
kind = "self-hosted"
price_per_gpu_hour = 1
tokens_per_second = 100
target_utilization = "100%"
maximum_replicas = 1
"#;

#[test]
fn an_option_that_cannot_serve_is_no_choice() {
    let simulation = drawn(CAPPED);
    // 3,600 of 1,000 to 6,000: it can serve in 52 % of the draws, and is cheapest there
    near(simulation.options[1].unable.value, 0.48, 1e-3);
    near(simulation.options[1].cheapest.value, 0.52, 1e-3);
    // nobody can choose it without knowing; knowing the volume saves its 230 a request-batch: the mean
    // of 0.1 x volume - 1 below 3,600, which is 229, in 52 % of all cases
    near(simulation.evpi.unwrap().value, 0.52 * 229.0, 0.2);
    near(simulation.information[0].evppi.unwrap(), 0.52 * 229.0, 4.0);
    assert!(simulation.options[1].regret.is_none_or(|regret| regret.value.is_infinite()));
}

#[test]
fn a_break_even_volume_ends_where_a_fleet_does() {
    let scenario = read(CAPPED);
    let found =
        spreads(&Figures::new(&scenario).unwrap(), (Draws::default(), 100.0), Thoroughness::Full, &Workers::ALONE)
            .volumes;
    // the fleet is cheaper from 10 requests to 3,600; beyond, only the API can serve
    assert_eq!((found[0].option, found[0].share), (1, 0.0));
    assert_eq!((found[1].option, found[1].share), (0, 1.0));
    found[1].volumes.iter().for_each(|volume| near(*volume, 3_600.0, 0.5));
}

#[test]
fn shares_that_are_drawn_beyond_all_of_it_cost_nothing_less() {
    let text = CAPPED.replace("input_tokens = 0", "input_tokens = 1_000\ncached_input_share = { dist = \"uniform\", low = 0, high = 0.9 }\ncache_write_share = { dist = \"uniform\", low = 0, high = 0.9 }");
    let text = text
        .replace("input_per_mtok = 0", "input_per_mtok = 1_000\ncached_input_per_mtok = 0\ncache_write_per_mtok = 0");
    let simulation = drawn(&text.replace("high = 6_000", "high = 1_001"));
    // 1,000 requests of 100 output tokens at a dollar a thousand are 100 and more
    assert!(simulation.options[0].tco.quantiles[0].estimate.value >= 100.0);
}

/// At the 95th percentile, 5,750 requests, the replica is full at 3,600: what decides the most comes
/// first, though the difference in money has no end.
#[expect(clippy::float_cmp, reason = "without end")]
#[test]
fn an_end_at_which_the_cheapest_cannot_serve_is_the_widest_swing() {
    let scenario = read(CAPPED);
    let found = tornado(&Figures::new(&scenario).unwrap(), NonZeroUsize::MIN).unwrap();
    let first = &found.swings[0];
    assert_eq!(first.lever.input.path, "workloads.w.requests_per_month");
    assert_eq!(first.leads[1], f64::NEG_INFINITY);
    assert!(first.flips(found.cheapest));
}
