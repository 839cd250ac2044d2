//! Small scenarios whose figures fit in the head, and a way to ask one for a figure.
//!
//! Each is changed by assignments as `--set` takes them, so that a test is one change and one fact.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use rust_decimal::{Decimal, dec};
use tco::analysis::{Figure, Results, Settings, analyse};
use tco::scenario::{Around, Files, Loaded, Severity, load_in};

/// A million requests of 1,000 + 100 tokens a month at 1 and 10 a million: 1,000 + 1,000 = 2,000
/// a month on the API, 0.002 a request; 500 a month as it is done today.
pub const API: &str = r#"
[scenario]
name = "case"
months = 12
[people.rates]
engineer = 100
[workloads.w]
requests_per_month = 1_000_000
input_tokens = 1_000
output_tokens = 100
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 10
[options.today]
kind = "custom"
costs = [{ name = "work", monthly = 500 }]
"#;

/// The same demand and API, and a tuned model at a tenth of the price: 200 a month.
pub const TUNED: &str = r#"
[scenario]
name = "case"
months = 12
[people.rates]
engineer = 100
[workloads.w]
requests_per_month = 1_000_000
input_tokens = 1_000
output_tokens = 100
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 10
[options.tuned]
kind = "fine-tuned"
input_per_mtok = 0.1
output_per_mtok = 1
[decision]
prompting_exhausted = true
retrieval_tried = true
ml_team = true
infrastructure_team = true
measured_on_real_data = true
"#;

/// 7.2 M requests in 1,000 hours, 1,100 tokens each at 1,100 tokens a second: 7,200 replica-seconds
/// an hour, two replicas filled to the brim, 2 x 1,000 h x 2 = 4,000 a month. The API takes 0.002 a
/// request, 14,400 a month.
pub const FLEET: &str = r#"
[scenario]
name = "case"
months = 12
hours_per_month = 1_000
[people.rates]
engineer = 100
[workloads.w]
requests_per_month = "7.2M"
input_tokens = 1_000
output_tokens = 100
[options.gpus]
kind = "self-hosted"
price_per_gpu_hour = 2
tokens_per_second = 1_100
target_utilization = "100%"
[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 10
[decision]
prompting_exhausted = true
retrieval_tried = true
ml_team = true
infrastructure_team = true
measured_on_real_data = true
"#;

/// The same fleet with its phases apart: 1,000 / 2,000 + 100 / 200 = 1 second a request.
pub const PHASES: &str = r#"
[scenario]
name = "case"
months = 12
hours_per_month = 1_000
[workloads.w]
requests_per_month = "7.2M"
input_tokens = 1_000
output_tokens = 100
[options.gpus]
kind = "self-hosted"
price_per_gpu_hour = 2
prefill_tokens_per_second = 2_000
decode_tokens_per_second = 200
target_utilization = "100%"
"#;

/// The same fleet, bought: two replicas of 4,800 each that last 48 months, 100 a month each.
pub const OWNED: &str = r#"
[scenario]
name = "case"
months = 12
hours_per_month = 1_000
[workloads.w]
requests_per_month = "7.2M"
input_tokens = 1_000
output_tokens = 100
[options.gpus]
kind = "self-hosted"
tokens_per_second = 1_100
target_utilization = "100%"
[options.gpus.purchase]
price_per_gpu = 4_800
[options.today]
kind = "custom"
"#;

/// The same fleet under a tuned model.
pub const HOSTED: &str = r#"
[scenario]
name = "case"
months = 12
hours_per_month = 1_000
[workloads.w]
requests_per_month = "7.2M"
input_tokens = 1_000
output_tokens = 100
[options.tuned]
kind = "fine-tuned"
[options.tuned.hosting]
price_per_gpu_hour = 2
tokens_per_second = 1_100
target_utilization = "100%"
"#;

/// Ten seats at 20: 200 a month; a thousand requests of ten users.
pub const PRODUCT: &str = r#"
[scenario]
name = "case"
months = 12
[workloads.w]
requests_per_month = 1_000
users = 10
[options.product]
kind = "seats"
seats = 10
price_per_seat = 20
"#;

/// Reads a case with its changes; what is wrong comes rendered.
pub fn read(base: &str, sets: &[&str]) -> Result<Loaded, String> {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    let beside = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/benchmarks");
        fs::read_to_string(folder.join(name)).map_err(|error| error.to_string())
    };
    let around = Around { files: Files(Rc::new(beside)), ..Around::default() };
    load_in(&around, ("case.toml", base), &sets)
        .map_err(|refused| refused.sources.render(Severity::Error, &refused.errors, false))
}

/// Works a case out, as far as ten times today's volume.
pub fn work_out<T>(base: &str, sets: &[&str], ask: impl FnOnce(&Results<'_>) -> T) -> T {
    let loaded = read(base, sets).unwrap_or_else(|errors| panic!("{sets:?}: {errors}"));
    ask(&analyse(&loaded.scenario, Settings { up_to: dec!(10) }).unwrap())
}

/// A figure by its metric's name, `OPTION.cost.MONTH` or `OPTION.value.MONTH`, in words.
pub fn figure(results: &Results<'_>, name: &str) -> String {
    for (part, of_month) in [(".cost.", true), (".value.", false)] {
        if let Some((option, month)) = name.split_once(part) {
            let option = &results.options[results.scenario.option_index(option).unwrap()];
            let months = if of_month { &option.cost } else { &option.value };
            return months[month.parse::<usize>().unwrap()].to_string();
        }
    }
    match results.metrics.find(name) {
        Some(Figure::Money(value) | Figure::Number(value)) => value.normalize().to_string(),
        Some(Figure::List(values)) => format!("{values:?}"),
        Some(Figure::Name(name)) => name,
        Some(Figure::Never) => "never".to_owned(),
        Some(Figure::None) => "none".to_owned(),
        None => "absent".to_owned(),
    }
}

/// Whether a figure is what a hand calculation gives: a word, a number or a fraction, which need
/// not have an end in decimals.
pub fn agrees(found: &str, by_hand: &str) -> bool {
    let number = |text: &str| text.parse::<Decimal>().ok();
    let fraction = |text: &str| {
        let (over, under) = text.split_once('/')?;
        Some(number(over)? / number(under)?)
    };
    match (number(found), number(by_hand).or_else(|| fraction(by_hand))) {
        (Some(found), Some(by_hand)) => (found - by_hand).abs() <= dec!(1e-18) * by_hand.abs().max(Decimal::ONE),
        _ => found == by_hand,
    }
}
