//! Names that were probably meant.

use tco::analysis::explain::{Unknown, explain};
use tco::analysis::{Settings, analyse};

use super::read_text;
use crate::fixtures::{OWN, SMALL};

fn unknown(name: &str) -> Unknown {
    let small = read_text(&format!("{SMALL}{OWN}"));
    let results = analyse(&small.scenario, Settings::default()).unwrap();
    explain(&results, name, 1).unwrap_err()
}

/// Holds that a name is not known, and which one is given first.
fn check(name: &str, near: &str) {
    let unknown = unknown(name);
    assert_eq!(unknown.near.first().map(String::as_str), Some(near), "{unknown:?}");
    let mut once = unknown.near.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), unknown.near.len(), "{unknown:?}");
}

#[test]
fn a_slip_in_any_part_of_a_name_finds_what_was_meant() {
    check("api.ledger.2.inferences", "api.ledger.2.inference");
    check("api.ledger.2.inference.chat-ouput-tokens", "api.ledger.2.inference.chat-output-tokens");
    check("api.ledger.2.othr.licence", "api.ledger.2.other.licence");
    check("workloads.chat.input_tokns", "workloads.chat.input_tokens");
    check("input_tokns", "workloads.chat.input_tokens");
    check("chat.output_tokns", "workloads.chat.output_tokens");
    check("present_valeu", "api.present_value");
    check("leed", "lead");
    check("margin", "lead");
    check("winner", "cheapest");
    check("flip", "flips");
}

/// The small scenario has 3 months.
#[test]
fn a_month_beyond_the_plan_is_said_to_be() {
    for (name, near) in [
        ("api.ledger.99.inference", "api.ledger.3.inference"),
        ("api.cost.4", "api.cost.3"),
        ("workloads.chat.requests.36", "workloads.chat.requests.3"),
        ("versus.own.api.flow.7", "versus.own.api.flow.3"),
    ] {
        let unknown = unknown(name);
        assert_eq!(unknown.near, [near], "{name}");
        let why = unknown.why.unwrap_or_default();
        assert!(why.starts_with("month ") && why.ends_with(" is beyond the plan of 3 months"), "{name}: {why}");
    }
    assert_eq!(unknown("api.ledger.3.gpus").why, None);
}
