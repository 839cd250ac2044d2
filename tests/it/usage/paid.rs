//! Tokens of tiers without a listed price, what a request cost, and costs stretched by their own days. Expected values
//! by hand.

use std::fmt::Write as _;

use rust_decimal::{Decimal, dec};
use tco::catalog::{Catalog, MeantNames};
use tco::quantity::YearMonth;
use tco::report::{usage_json, usage_table, usage_text};
use tco::usage::{Partial, Prices, Repriced, Service, Unpriced, Usage, reprice};

use super::{read, read_with, settings};

/// 3 and 15 a million, half in a batch; no list has a price of the other tiers.
const CATALOG: &str = r#"{"meta": {"snapshot": "2026-06-30"}, "models": [
    {"id": "anthropic/c", "in": 3, "out": 15, "batch": {"in": 1.5, "out": 7.5}}]}"#;

fn checked(usage: &Usage) -> Vec<Repriced> {
    let catalog = Catalog::of_text("prices.json", CATALOG).unwrap();
    reprice(usage, &Prices::known(usage, &MeantNames::of(&catalog)))
}

/// Rows of 1 million tokens in and 0.1 million out, and a tenth of it at the priority tier.
fn tiers(costs: [&str; 3]) -> String {
    format!(
        "time,model,requests,fresh,output,batch,cost,currency\n2026-06-15,c,10,1000000,100000,default,{},USD\n\
         2026-06-15,c,10,1000000,100000,batch,{},USD\n2026-06-15,c,1,100000,10000,priority,{},USD\n",
        costs[0], costs[1], costs[2]
    )
}

#[test]
fn tokens_of_a_tier_without_a_price_are_set_apart() {
    // 3 + 1.5 and half of it; the priority rows are in neither sum
    let found = &checked(&read(&tiers(["4.6", "2.25", "0.9"])))[0];
    assert_eq!((found.repriced, found.charged), (Ok(dec!(6.75)), Some(dec!(6.85))));
    assert_eq!(found.unpriced.iter().collect::<Vec<_>>(), [(&Service::Priority, &110_000)]);
    assert_eq!((found.charged_unpriced, found.days), (dec!(0.9), (1, 1)));
    let usage = read(&tiers(["4.6", "2.25", "0.9"]));
    let text = usage_text(&usage, &checked(&usage), Partial::AsCounted);
    let words = "c: 110,000 tokens at the priority tier have no known price and are not priced; 0.9, charged for them or on \
                 their days where costs are not told by tier, is not compared\n";
    assert!(text.contains(words), "{text}");
    let json = usage_json(&usage, &checked(&usage));
    assert_eq!(json["check"][0]["unpriced_tokens"]["priority"], 110_000);
    assert_eq!(json["check"][0]["charged_for_unpriced"], "0.9");
}

#[test]
fn a_bill_that_does_not_tell_tiers_is_not_compared_on_days_of_a_tier_without_a_price() {
    // the bill of 2026-06-15 is of all tiers; on the next day all is standard
    let log = tiers(["", "", ""]) + "2026-06-16,c,10,1000000,100000,default,,USD\n";
    let bill = |from: i64, cost: &str| format!("{from},{},{cost},usd,1000000,tokens,\"c, input\",p\n", from + 86_400);
    let head = "start_time,end_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id\n";
    let bill = head.to_owned() + &bill(1_781_481_600, "7.75") + &bill(1_781_568_000, "4.5");
    let usage = read_with(&[("log.csv", log.as_bytes()), ("bill.csv", bill.as_bytes())], &settings()).unwrap();
    let found = &checked(&usage)[0];
    assert_eq!((found.repriced, found.charged), (Ok(dec!(4.5)), Some(dec!(4.5))));
    assert_eq!((found.charged_unpriced, found.days), (dec!(7.75), (1, 2)));
}

#[test]
fn a_model_of_which_all_tokens_lack_a_price_is_never_priced_at_0() {
    let found =
        &checked(&read("time,model,requests,fresh,output,batch,cost\n2026-06-15,c,1,100000,10000,priority,0.9\n"))[0];
    assert_eq!((found.repriced, found.charged), (Err(Unpriced::Part), Some(dec!(0.9))));
}

#[test]
fn a_request_costs_what_rows_or_days_that_tell_both_do() {
    let check = |rows: &str, expected: Option<Decimal>| {
        let usage = read(&format!("time,model,requests,fresh,output,cost\n{rows}"));
        let month = usage.costed_month((YearMonth::parse("2026-06").unwrap(), "m", ""));
        assert_eq!(month.per_request(), expected, "{rows}");
        assert_eq!(usage.cost_of_request("m"), expected, "{rows}");
        let told = expected.map(|cost| cost.normalize().to_string());
        assert_eq!(usage_json(&usage, &[])["months"][0]["cost_per_request"].as_str(), told.as_deref(), "{rows}");
        let csv = String::from_utf8(usage_table(&usage).bytes).unwrap();
        assert_eq!(csv.lines().nth(1).unwrap().split(',').nth(19), Some(&*told.unwrap_or_default()), "{csv}");
    };
    check("2026-06-01,m,10,1000,100,2\n", Some(dec!(0.2)));
    // the cost of one day, the requests of another
    check("2026-06-01,m,10,1000,100,2\n2026-06-02,m,30,1000,100,\n", Some(dec!(0.2)));
    // a row of tokens that counts no requests has its cost to itself
    check("2026-06-01,m,10,1000,100,2\n2026-06-02,m,,1000,100,7\n", Some(dec!(0.2)));
    check("2026-06-02,m,,1000,100,7\n", None);
}

#[test]
fn costs_are_stretched_by_the_days_that_they_are_told_of() {
    let days = |range: std::ops::RangeInclusive<u32>, costed: &dyn Fn(u32) -> bool| {
        let mut text = "time,model,requests,fresh,output,cost,currency\n".to_owned();
        for day in range {
            let cost = if costed(day) { "2" } else { "" };
            let _ = writeln!(text, "2026-06-{day:02},m,10,1000,100,{cost},USD");
        }
        text
    };
    let check = |rows: &str, expected: &[&str]| {
        let text = usage_text(&read(rows), &[], Partial::Scaled);
        for words in expected {
            assert!(text.contains(words), "no `{words}` in {text}");
        }
    };
    // 20 of 30 days have tokens, 10 of them costs of 2: 20 times 30 / 10, and 200 requests times 30 / 20
    let words = "2026-06 m: the cost is of 10 of 20 days with tokens; costs are told of 10 of 30 days, and stretched by 30 / 10";
    check(&days(1..=20, &|day| day <= 10), &["  300  ", "$60.00", words]);
    // a month with tokens on every day
    check(&days(1..=30, &|day| day > 15), &["  300  ", "$60.00", "told of 15 of 30 days, and stretched by 30 / 15"]);
    // both on the same days
    let same = days(1..=20, &|_| true);
    check(&same, &["  300  ", "$60.00"]);
    assert!(!usage_text(&read(&same), &[], Partial::Scaled).contains("costs are told of"));
}
