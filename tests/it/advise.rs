//! The verdict of the frameworks, and the traps.

mod changes;
mod edges;
mod evidence;
mod outcomes;
mod sprung;

use tco::analysis::advise::{Advice, Outcome};
use tco::analysis::{Results, Settings, analyse};
use tco::scenario::{Scenario, load};

/// Twelve months of a million requests. Per month: today costs 60,000 in hours, the product 30,000 in
/// seats, the API 20,000 in tokens (2 cents a request), a tuned model 8,000 and a fleet 6,000, after
/// 24,000 and 30,000 to build.
const BASE: &str = r#"
[scenario]
name = "choice"
months = 12
reference = "api"
[workloads.w]
requests_per_month = 1_000_000
input_tokens = 1_000
output_tokens = 1_000
[people.rates]
engineer = 100
[options.today]
kind = "custom"
accuracy = "80%"
run = { engineer = 600 }
[options.product]
kind = "seats"
accuracy = "85%"
price_per_seat = 30
seats = 1_000
[options.api]
kind = "api"
accuracy = "90%"
input_per_mtok = 10
output_per_mtok = 10
[options.tuned]
kind = "fine-tuned"
accuracy = "92%"
input_per_mtok = 4
output_per_mtok = 4
build = { engineer = 240 }
[options.gpus]
kind = "custom"
accuracy = "90%"
costs = [{ name = "none", monthly = 999_999 }]
[decision]
outcome = "answers"
success_metric = "share of good ones"
rules_would_do = false
core_differentiator = true
product_fits_as_is = false
needs_integration = true
data_must_stay_inside = false
prompting_exhausted = true
retrieval_tried = true
gaps = []
ml_team = true
infrastructure_team = true
measured_on_real_data = true
"#;

/// In place of the option `gpus`: one replica at 6,000 a month serves everything.
const FLEET: &str = r#"options.gpus={ kind = "self-hosted", accuracy = "90%", price_per_gpu_hour = 8.21917808, tokens_per_second = 4_000, target_utilization = "100%", build = { engineer = 300 } }"#;

const ROUTED: &str = "options.gpus.shares={ api = \"50%\", product = \"50%\" }";

/// The tuned model so dear that nobody would take it.
const DEAR: &str = "options.tuned.input_per_mtok=400";

fn scenario(sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load("choice.toml", BASE, &sets).map_err(|refused| format!("{:?}", refused.errors)).unwrap().scenario
}

fn advised<T>(sets: &[&str], look: impl Fn(&Results<'_>, &Advice) -> T) -> T {
    let scenario = scenario(sets);
    let results = analyse(&scenario, Settings::default()).unwrap();
    look(&results, &results.advice)
}

/// The verdict's outcome, option and every sentence of it.
fn verdict(sets: &[&str]) -> (Outcome, Option<String>, String) {
    advised(sets, |results, advice| {
        let option = advice.verdict.option.map(|option| results.scenario.options[option].name.clone());
        let said = advice.verdict.first.iter().chain(&advice.verdict.reasons);
        let said = said.map(|sentence| sentence.text.clone()).collect::<Vec<_>>().join("; ");
        (advice.verdict.outcome, option, said)
    })
}
