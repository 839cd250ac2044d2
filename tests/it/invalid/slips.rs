//! One slip in a sound scenario is one error, however much follows from it.

use tco::scenario::{Severity, load};

/// A sound scenario, each line of which is spoilt in turn.
const SOUND: &str = r#"
[scenario]
name = "Sound"
start = "2026-12"
reference = "api"

[workloads.chat]
requests_per_month = 1000
users = 5
input_tokens = 100
output_tokens = 10

[people.rates]
engineer = 95

[options.api]
kind = "api"
input_per_mtok = 1
output_per_mtok = 2
retires = "2027-12"
successor = "own"
build = { engineer = 40 }
run = { engineer = 5 }

[options.own]
kind = "self-hosted"
price_per_gpu_hour = 2
tokens_per_second = 1000
launch_month = 3
interim = "staff"

[options.staff]
kind = "custom"
costs = [{ name = "Wages", monthly = 5 }]

[options.app]
kind = "seats"
price_per_seat = 10

[options.tuned]
kind = "fine-tuned"
training = { examples = 10, tokens_per_example = 5, gpu_hours = 10, price_per_gpu_hour = 2 }
[options.tuned.hosting]
tokens_per_second = 1000
[options.tuned.hosting.purchase]
price_per_gpu = 9000
watts_per_gpu = 700
price_per_kwh = 0.3

[options.burst]
kind = "blend"
overflow = { base = "own", replicas = 2, to = "staff" }

[options.mix]
kind = "blend"
route = { chat = "api" }
"#;

/// What the author of the sound scenario reads after this slip.
fn slip(from: &str, to: &str) -> String {
    assert_eq!(SOUND.matches(from).count(), 1, "`{from}` in the sound scenario");
    let refused = load("slip.toml", &SOUND.replace(from, to), &[]).expect_err(to);
    refused.sources.render(Severity::Error, &refused.errors, false)
}

#[test]
fn one_slip_is_one_error() {
    for (from, to) in [
        ("[scenario]", "[scenaro]"),
        ("name = \"Sound\"", "nam = \"Sound\""),
        ("\"2026-12\"", "\"December\""),
        ("reference = \"api\"", "reference = \"owner\""),
        ("[workloads.chat]", "[workload.chat]"),
        ("requests_per_month", "request_per_month"),
        ("users = 5", "users = true"),
        ("users = 5", "user = 5"),
        ("input_tokens", "input_token"),
        ("output_tokens = 10", "output_tokens = -10"),
        ("[people.rates]", "[people.rate]"),
        ("[people.rates]", "[poeple.rates]"),
        ("engineer = 95", "engineer = \"many\""),
        ("kind = \"api\"", "kind = \"apy\""),
        ("kind = \"api\"", "knd = \"api\""),
        ("input_per_mtok", "input_per_mtk"),
        ("\"2027-12\"", "2027"),
        ("successor = \"own\"", "successor = \"owner\""),
        ("kind = \"self-hosted\"", "kind = \"selfhosted\""),
        ("price_per_gpu_hour = 2\ntokens", "gpu = \"L40S\"\nprice_per_gpu_hours = 2\ntokens"),
        ("tokens_per_second = 1000\nlaunch", "benchmark = \"vllm.json\"\nlaunch"),
        ("tokens_per_second = 1000\nlaunch", "token_per_second = 1000\nlaunch"),
        ("launch_month = 3", "launch_month = 0"),
        ("interim = \"staff\"", "interim = \"stafff\""),
        ("monthly = 5", "montly = 5"),
        ("monthly = 5", "monthly = -5"),
        ("name = \"Wages\"", "nam = \"Wages\""),
        ("price_per_seat = 10", "price_per_seats = 10"),
        ("tokens_per_example = 5", "tokens_per_example = true"),
        ("price_per_gpu_hour = 2 }", "price_per_gpu_hours = 2 }"),
        ("price_per_kwh", "price_per_kw"),
        ("base = \"own\"", "base = \"owner\""),
        ("base = \"own\"", "base = \"api\""),
        ("to = \"staff\"", "to = \"own\""),
        ("route = { chat", "route = { chats"),
        ("\"api\" }", "\"mix\" }"),
        ("\"api\" }", "\"apy\" }"),
        ("\"api\" }", "5 }"),
        ("{ chat = \"api\" }", "\"api\""),
        ("[options.app]", "[options.app"),
        ("[options.app]", "[options.staff]"),
        ("users = 5", "users = [5"),
        ("requests_per_month = 1000", "requests_per_month = 1k"),
    ] {
        let text = slip(from, to);
        let errors = text.lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!(errors, 1, "`{to}` for `{from}`:\n{text}");
    }
}
