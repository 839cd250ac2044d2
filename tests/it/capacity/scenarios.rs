//! Scenarios that name a model and a GPU, or a benchmark, in place of tokens a second.

use rust_decimal::{Decimal, dec};
use tco::analysis::{Settings, analyse};
use tco::quantity::figures::float;
use tco::report::{Look, summary};
use tco::scenario::{Grounds, Input, Kind, Loaded, Origin, Scenario, Serving, Severity, Throughput, load};

use crate::cases::read;

/// The example at the end of the language's definition, as it stands there.
const EXAMPLE: &str = include_str!("../../data/language-example.toml");

const CASE: &str = r#"
[scenario]
name = "case"
[workloads.w]
requests_per_month = 1_000
input_tokens = 1_000
output_tokens = 1_000
[options.own]
kind = "self-hosted"
price_per_gpu_hour = 2
model = "llama-3.3-70b"
gpu = "H100-SXM"
gpus_per_replica = 2
precision = "fp8"
engine = "tuned"
"#;

fn sound(base: &str, sets: &[&str]) -> Loaded {
    read(base, sets).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Prefill and decode of an option.
fn speeds<'a>(scenario: &'a Scenario, option: &str) -> (&'a Input, &'a Input) {
    let plan = &scenario.options[scenario.option_index(option).unwrap()];
    let fleet = match &plan.kind {
        Kind::SelfHosted(fleet) => fleet,
        Kind::FineTuned(tuned) => match &tuned.serving {
            Serving::Gpus(fleet) => fleet,
            Serving::Tokens(_) => panic!("`{option}` is served per token"),
        },
        _ => panic!("`{option}` has no fleet"),
    };
    let Throughput::Phases { prefill, decode } = &fleet.throughput else { panic!("one speed for both") };
    (prefill, decode)
}

/// Output tokens a second, prompts included.
fn output(scenario: &Scenario, (input, output): (f64, f64)) -> f64 {
    let (prefill, decode) = speeds(scenario, "own");
    output / (input / float(prefill.base()) + output / float(decode.base()))
}

fn near(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 1e-5, "{found}, not {expected}");
}

#[test]
fn the_estimate_fills_in_both_speeds_with_their_band() {
    let loaded = sound(CASE, &[]);
    // the formulas of docs/capacity.md in another program, and 0.79 to 1.17 of it
    near(output(&loaded.scenario, (1000.0, 1000.0)), 3840.7052);
    let (prefill, decode) = speeds(&loaded.scenario, "own");
    for speed in [prefill, decode] {
        near(float(speed.quantity.low() / speed.base()), 0.79);
        near(float(speed.quantity.high() / speed.base()), 1.17);
        assert!(matches!(&speed.origin, Origin::Catalog(cited) if cited.entry == "llama-3.3-70b on 2 H100-SXM"));
    }
    let between = [&prefill.path, &decode.path];
    let pair = &loaded.scenario.correlations[0];
    assert!(pair.between.iter().all(|path| between.contains(&path)) && pair.rank == Decimal::ONE);
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let said = summary(&results, Look { color: false }, &[]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("options.own of llama-3.3-70b on 2 H100-SXM: prefill_tokens_per_second = "), "{said}");
    assert!(said.contains("throughput estimated for llama-3.3-70b in fp8 on 2 H100-SXM, tuned engine"), "{said}");
}

#[test]
fn what_is_written_wins() {
    let of = |sets: &[&str]| {
        let loaded = sound(CASE, sets);
        let (prefill, decode) = speeds(&loaded.scenario, "own");
        (prefill.base(), decode.base(), loaded.scenario.correlations.len())
    };
    let (_, decode, _) = of(&[]);
    assert_eq!(of(&["options.own.prefill_tokens_per_second=7"]), (dec!(7), decode, 0));
    let both = ["options.own.prefill_tokens_per_second=7", "options.own.decode_tokens_per_second=8"];
    assert_eq!(of(&both), (dec!(7), dec!(8), 0));
}

#[test]
fn the_mean_request_is_weighted_by_requests_and_is_the_option_s_own() {
    // 3,000 requests of 500 + 500 tokens and 1,000 of 2,500 + 2,500 are 1,000 + 1,000 on average
    let other = "workloads.long={ requests_per_month = 1_000, input_tokens = 2_500, output_tokens = 2_500 }";
    let short =
        ["workloads.w.requests_per_month=3_000", "workloads.w.input_tokens=500", "workloads.w.output_tokens=500"];
    let check = |sets: &[&str]| near(output(&sound(CASE, sets).scenario, (1000.0, 1000.0)), 3840.7052);
    check(&[&short[..], &[other]].concat());
    check(&[short[1], short[2], "options.own.token_factor=2"]);
    check(&[short[1], short[2], "options.own.workloads.w={ input_tokens = 1_000, output_tokens = 1_000 }"]);
}

#[test]
fn the_hosting_of_a_tuned_model_is_estimated_too() {
    let hosting = CASE.replace(
        "[options.own]\nkind = \"self-hosted\"",
        "[options.own]\nkind = \"fine-tuned\"\n[options.own.hosting]",
    );
    near(output(&sound(&hosting, &[]).scenario, (1000.0, 1000.0)), 3840.7052);
}

#[test]
fn a_correlation_with_one_speed_holds_for_the_other() {
    let text = CASE.replace("requests_per_month = 1_000", "requests_per_month = \"1k to 2k\"")
        + "[[correlation]]\nbetween = [\"workloads.w.requests_per_month\", \"options.own.decode_tokens_per_second\"]\nrank = 0.5\n";
    let loaded = sound(&text, &[]);
    let ranks: Vec<Decimal> = loaded.scenario.correlations.iter().map(|c| c.rank).collect();
    assert_eq!(ranks, [dec!(0.5), dec!(0.5), dec!(1)]);
}

#[test]
fn a_benchmark_beside_the_scenario_is_read() {
    // 5 requests a second of 1,000 + 200 tokens, with a band of 10 %
    let measured = [
        r#"options.own={ kind = "self-hosted", price_per_gpu_hour = 2, model = "llama-3.1-8b", gpu = "L40S", gpus_per_replica = 1, benchmark = "guidellm.json" }"#,
        "workloads.w.output_tokens=200",
    ];
    let loaded = sound(CASE, &measured);
    near(output(&loaded.scenario, (1000.0, 200.0)), 1000.0);
    let (_, decode) = speeds(&loaded.scenario, "own");
    near(float(decode.quantity.high() / decode.base()), 1.1);
    let said = loaded.scenario.defaults.iter().find(|a| a.path == decode.path).unwrap();
    let Grounds::Measured(file, how) = &said.grounds else { panic!("{said:?}") };
    assert!(file == "guidellm.json" && how.contains("throughput measured with GuideLLM"), "{how}");
    // it was stated, by its file, and is said once
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let said = summary(&results, Look { color: false }, &[]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Measured options.own by guidellm.json: prefill_tokens_per_second = "), "{said}");
    assert_eq!(said.matches("throughput measured with").count(), 1, "{said}");
    let not_stated = said.split("Not stated").nth(1).unwrap().split("Measured").next().unwrap();
    assert!(!not_stated.contains("tokens_per_second"), "{not_stated}");
    // a GPU that the catalog does not have will do when the lengths are the planned ones: every token then
    // takes a 6,000th of a second
    let own = measured[0].replace("L40S", "MyGPU");
    let loaded = sound(CASE, &[&own, measured[1]]);
    near(output(&loaded.scenario, (1000.0, 200.0)), 1000.0);
    near(float(speeds(&loaded.scenario, "own").1.base()), 6000.0);
    assert!(!format!("{:?}", loaded.warnings).contains("MyGPU"), "{:?}", loaded.warnings);
    // the file is written by a tool that was not told the GPU
    assert!(read(CASE, &[r#"options.own={ kind = "self-hosted", benchmark = "vllm.json" }"#]).is_err());
}

#[test]
fn the_example_of_the_language_runs() {
    let loaded = load("example.toml", EXAMPLE, &[])
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)));
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    assert_eq!(results.model.sheet.faults(), &[] as &[String]);
    assert_eq!(results.options.len(), 3);
    // two replicas of one L40S at 1.57 for 730 hours, and 80 hours of an engineer at 95
    let own = &results.options[loaded.scenario.option_index("self-hosted").unwrap()];
    assert_eq!(own.cost[36].round_dp(6), dec!(9892.2));
}
