//! Costs that tell no currency: what they are taken for, and that it is said. Expected values by hand.

use tco::catalog::{Catalog, MeantNames};
use tco::report::{usage_json, usage_text};
use tco::usage::{Partial, Prices, Settings, Usage, reprice};

use super::traps::warns;
use super::{read_with, sample, settings};

const EUROS: &str =
    "time,model,fresh,output,cost,currency\n2026-10-01,m,1000,100,0.5,EUR\n2026-10-02,m,1000,100,0.25,\n";
const UNTOLD: &str = "time,model,fresh,output,cost\n2026-10-03,m,1000,100,2\n2026-10-04,m,1000,100,0\n";

fn of(files: &[(&str, &[u8])], currency: Option<&str>) -> Result<Usage, String> {
    let settings = Settings { currency: currency.map(str::to_owned), ..settings() };
    read_with(files, &settings).map_err(|error| error.to_string())
}

#[test]
fn costs_without_a_currency_beside_told_ones_are_worth_a_word() {
    let files = [("euros.csv", EUROS.as_bytes()), ("untold.csv", UNTOLD.as_bytes())];
    let usage = of(&files, None).unwrap();
    assert_eq!(usage.currency.as_deref(), Some("EUR"));
    warns(
        &usage,
        &["costs of 0.25 in `euros.csv`, 2 in `untold.csv` tell no currency: EUR is taken", "`--currency CODE`"],
    );
    let json = usage_json(&usage, &[]);
    assert_eq!(json["files"][1]["cost_without_currency"], "2");
    assert!(json["warnings"].to_string().contains("EUR is taken"));
    // it is stated
    let usage = of(&files, Some("EUR")).unwrap();
    assert_eq!((usage.currency.as_deref(), usage.warnings().len()), (Some("EUR"), 0), "{:?}", usage.warnings());
    let wrong = of(&files, Some("USD")).unwrap_err();
    assert_eq!(wrong, "`euros.csv`, line 2: a cost is in EUR, others are in USD (`--currency`)");
    // costs of 0, and use without costs, are in no currency
    let free = "time,model,fresh,output,cost\n2026-10-03,m,1000,100,0\n2026-10-04,m,1000,100,\n";
    let usage =
        of(&[("euros.csv", EUROS.replace("0.25", "").as_bytes()), ("free.csv", free.as_bytes())], None).unwrap();
    assert!(usage.warnings().is_empty(), "{:?}", usage.warnings());
    // a row that an earlier file has is in no sum
    let usage = of(&[("euros.csv", EUROS.as_bytes()), ("again.csv", EUROS.as_bytes())], None).unwrap();
    warns(&usage, &["costs of 0.25 in `euros.csv` tell no currency"]);
}

#[test]
fn a_check_in_assumed_dollars_says_so() {
    let check = |currency: Option<&str>, is_assumed: bool| {
        let usage = of(&[("amount.csv", &sample("deepseek_amount.csv"))], currency).unwrap();
        let repriced = reprice(&usage, &Prices::known(&usage, &MeantNames::of(&Catalog::carried())));
        let text = usage_text(&usage, &repriced, Partial::AsCounted);
        let words = "no export tells the currency of its costs: US dollars, those of the prices, are assumed; `--currency \
                     CODE` says another\n";
        assert_eq!(text.contains(words), is_assumed, "{text}");
        let json = usage_json(&usage, &repriced);
        assert_eq!(json["currency_assumed"].as_str(), is_assumed.then_some("USD"));
        assert_eq!(json["currency"].as_str(), currency);
        text
    };
    let text = check(None, true);
    assert!(!text.contains('$') && !text.contains("costs in"), "{text}");
    check(Some("USD"), false);
    // what the export itself charges, since listed prices are in dollars
    assert!(check(Some("CNY"), false).contains("what the exports charge"));
}
