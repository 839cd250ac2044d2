//! The check of costs: which are compared, with which prices, and what is told apart. Expected values by hand.

use std::fmt::Write as _;

use rust_decimal::{Decimal, dec};
use tco::catalog::{Catalog, MeantNames};
use tco::quantity::YearMonth;
use tco::usage::{Basis, PriceSource, Prices, Repriced, Unpriced, Usage, reprice};

use super::{read, read_with, sample, settings};

/// Prices of every kind: per million 2 in and 10 out, half of that in a batch, three quarters at the flex tier,
/// double at the priority tier; above 200,000 tokens double; and a model that is cheap but from 01:00 to 04:00 UTC
/// from Monday to Friday.
const CATALOG: &str = r#"{"meta": {"snapshot": "2026-06-30"}, "models": [
    {"id": "openai/m", "in": 2, "out": 10, "tiers": [{"over": 200000, "in": 4, "out": 20}],
     "batch": {"in": 1, "out": 5}, "flex": {"in": 1.5, "out": 7.5},
     "priority": {"in": 4, "out": 20, "tiers": [{"over": 200000, "in": 8, "out": 40}]}},
    {"id": "deepseek/night", "in": 2, "out": 10, "off_peak": {"in": 1, "out": 5}, "peak_utc": ["01:00-04:00"],
     "peak_days": 5}]}"#;

fn checked(usage: &Usage) -> Vec<Repriced> {
    let catalog = Catalog::of_text("prices.json", CATALOG).unwrap();
    reprice(usage, &Prices::known(usage, &MeantNames::of(&catalog)))
}

#[test]
fn tokens_have_the_price_of_their_tier() {
    // 1 million in and 0.1 million out in requests of 100,000 tokens
    let check = |tier: &str, expected: Decimal| {
        let usage = read(&format!("time,model,requests,fresh,output,batch\n2026-06-15,m,10,1000000,100000,{tier}\n"));
        assert_eq!(checked(&usage)[0].repriced, Ok(expected), "{tier}");
    };
    check("", dec!(3));
    check("default", dec!(3));
    check("batch", dec!(1.5));
    check("flex", dec!(2.25));
    check("priority", dec!(6));
}

#[test]
fn tokens_have_the_price_of_their_prompts_length() {
    let check = |rows: &str, expected: (Decimal, u128)| {
        let usage = read(&format!("time,model,requests,fresh,output,batch,cost\n{rows}\n"));
        let found = &checked(&usage)[0];
        assert_eq!((found.repriced.unwrap(), found.assumed.short), expected, "{rows}");
    };
    // one request: 200,000 at 2 and 1,000 at 10, or one token more at 4 and 20
    check("2026-06-15,m,1,200000,1000,,1", (dec!(0.41), 0));
    check("2026-06-15,m,1,200001,1000,,1", (dec!(0.820004), 0));
    check("2026-06-15,m,1,200001,1000,priority,1", (dec!(1.640008), 0));
    // two requests with 300,000 tokens together: one may be long; nothing tells, and 301,000 are priced as short
    check("2026-06-15,m,2,300000,1000,,1", (dec!(0.61), 301_000));
    check("2026-06-15,m,2,200000,1000,,1", (dec!(0.41), 0));
}

#[test]
fn every_threshold_of_the_catalog_is_told_apart() {
    let catalog = Catalog::carried();
    for (id, _) in catalog.entries() {
        let model = catalog.model(id).unwrap();
        for tier in model.periods.iter().flat_map(|period| &period.rates.tiers) {
            assert!(tco::usage::BOUNDS.iter().any(|bound| tier.over == Decimal::from(*bound)), "{id}: {}", tier.over);
        }
    }
    // data/catalog/llm_prices.json
    let sol = catalog.model("openai/gpt-6-sol").unwrap();
    assert_eq!(sol.flex.as_ref().and_then(|flex| flex.input), Some(Decimal::ONE));
    let priority = sol.priority.as_ref().unwrap();
    assert_eq!((priority.output, priority.tiers[0].output), (Some(dec!(20)), Some(dec!(30))));
}

#[test]
fn a_window_tells_how_long_prompts_were() {
    let header = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,\
                  usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,\
                  usage_output_tokens";
    let check = |window: &str, expected: Decimal| {
        let usage = read(&format!("{header}\n2026-06-15,openai/m,k,w,standard,{window},1000000,0,0,0,100000\n"));
        let found = &checked(&usage)[0];
        assert_eq!((found.repriced, found.assumed.short, found.assumed.standard), (Ok(expected), 0, 0), "{window}");
    };
    check("\u{2264} 200k", dec!(3));
    check("> 200k", dec!(6));
}

#[test]
fn tokens_of_which_nothing_is_told_are_priced_all_the_same() {
    // at the mean of its hours, 1.089286 a million
    let mut usage = read("time,model,requests,fresh,output,cost\n2026-06-15T01:00:00Z,night,10,1000000,0,1\n");
    usage.lanes.clear();
    let found = &checked(&usage)[0];
    assert_eq!((found.repriced.unwrap().round_dp(6), found.assumed.mean_hours), (dec!(1.089286), 1_000_000));
}

#[test]
fn tokens_have_the_price_of_their_hour() {
    // a million in; 2026-06-15 is a Monday, 2026-06-20 a Saturday
    let check = |time: &str, expected: (Decimal, u128)| {
        let usage = read(&format!("time,model,requests,fresh,output,cost\n{time},night,10,1000000,0,1\n"));
        let found = &checked(&usage)[0];
        assert_eq!((found.repriced.unwrap().round_dp(6), found.assumed.mean_hours), expected, "{time}");
    };
    check("2026-06-15T00:00:00Z", (dec!(1), 0));
    check("2026-06-15T01:00:00Z", (dec!(2), 0));
    check("2026-06-15T03:59:59Z", (dec!(2), 0));
    check("2026-06-15T04:00:00Z", (dec!(1), 0));
    check("2026-06-20T02:00:00Z", (dec!(1), 0));
    // a day tells no hour: 15 of 168 hours are dear
    check("2026-06-15", (dec!(1.089286), 1_000_000));
}

#[test]
fn only_days_with_tokens_and_costs_are_compared() {
    let rows = "time,model,requests,fresh,output,cost,currency
2026-06-01,m,10,1000000,0,2,USD
2026-06-02,m,10,1000000,0,,USD
2026-06-03,m,,,,5,USD
2026-06-03,web search,,,,0.25,USD
";
    let found = checked(&read(rows));
    let told = |place: usize| (found[place].model.as_str(), found[place].charged, found[place].repriced);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(told(0), ("m", Some(dec!(2)), Ok(dec!(2))));
    assert_eq!((found[0].days, found[0].uncompared), ((1, 2), Decimal::ZERO));
    assert_eq!(told(1), ("m", Some(dec!(5)), Err(Unpriced::NoTokens)));
    assert_eq!(told(2), ("web search", Some(dec!(0.25)), Err(Unpriced::NoTokens)));
}

#[test]
fn a_day_with_tokens_that_nobody_charges_for_is_not_compared() {
    // a null spend beside one of 2
    let usage =
        read("time,model,requests,fresh,output,cost\n2026-06-01,m,10,1000000,0,2\n2026-06-01,m,10,1000000,0,\n");
    let found = &checked(&usage)[0];
    assert_eq!((found.charged, found.uncompared, found.days), (None, dec!(2), (0, 1)));
    let month = usage.costed_month((YearMonth::parse("2026-06").unwrap(), "m", ""));
    // the row that tells both: 2 for 10 requests
    assert_eq!((month.used, month.costed, month.per_request()), (1, 0, Some(dec!(0.2))));
}

#[test]
fn a_request_costs_what_those_of_the_days_with_costs_did() {
    // 2 for 10 requests on one of two days
    let usage =
        read("time,model,requests,fresh,output,cost\n2026-06-01,m,10,1000000,0,2\n2026-06-02,m,30,1000000,0,\n");
    let month = usage.costed_month((YearMonth::parse("2026-06").unwrap(), "m", ""));
    assert_eq!((month.is_part(), month.used, month.costed, month.per_request()), (true, 2, 1, Some(dec!(0.2))));
}

#[test]
fn the_cost_of_requests_without_counts_of_tokens_is_not_compared() {
    let row = |id: &str, tokens: &str, spend: &str| {
        format!(
            "{{\"request_id\":\"{id}\",\"startTime\":\"2026-06-15T09:00:00Z\",\"model\":\"m\",\
             \"prompt_tokens\":{tokens},\"completion_tokens\":0,\"spend\":{spend}}}\n"
        )
    };
    // 0.2 million at 2 for 0.40; 0.30 and 0.07 for what nobody counted
    let found = checked(&read(&(row("a", "200000", "0.4") + &row("b", "null", "0.3") + &row("c", "0", "0.07"))));
    let told = |place: usize| (found[place].charged, found[place].repriced);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(told(0), (Some(dec!(0.4)), Ok(dec!(0.4))));
    assert_eq!(told(1), (Some(dec!(0.37)), Err(Unpriced::NoTokens)));
}

#[test]
fn tokens_of_a_dated_model_that_a_bill_names_without_have_their_tier() {
    let tokens = "time,model,requests,fresh,output,batch\n2026-06-15,m-20260101,10,1000000,100000,batch\n\
                  2026-06-15,m-20260202,10,1000000,100000,priority\n";
    let usage = read_with(&[("tokens.csv", tokens.as_bytes()), ("bill.csv", bill("m", "7.5").as_bytes())], &settings());
    let found = checked(&usage.unwrap());
    // half of 3 and twice 3
    assert_eq!((found.len(), found[0].charged, found[0].repriced), (1, Some(dec!(7.5)), Ok(dec!(7.5))));
    assert_eq!(found[0].assumed.standard, 0);
}

#[test]
fn a_line_item_that_names_a_tier_is_a_cost_of_the_models_own_tokens() {
    let tokens = "time,model,requests,fresh,output,batch\n2026-06-15,m,10,1000000,100000,default\n\
                  2026-06-15,m,10,1000000,100000,batch\n";
    let result = |line: &str, cost: &str| {
        format!(
            r#"{{"object":"organization.costs.result","amount":{{"value":{cost},"currency":"usd"}},"line_item":"{line}",
                "project_id":null,"quantity":1000000,"quantity_unit":"tokens"}}"#
        )
    };
    let pages = format!(
        r#"{{"object":"page","data":[{{"object":"bucket","start_time":1781481600,"end_time":1781568000,"results":[{},{}]}}],
            "has_more":false,"next_page":null}}"#,
        result("m, input", "3"),
        result("m batch, input", "1.5")
    );
    let csv = bill("m", "3") + bill("m batch", "1.5").lines().nth(1).unwrap() + "\n";
    for costs in [pages, csv] {
        let files = [("tokens.csv", tokens.as_bytes()), ("costs", costs.as_bytes())];
        let found = checked(&read_with(&files, &settings()).unwrap());
        // 1 million at 2 and 0.1 million at 10, and half of that in a batch
        assert_eq!((found.len(), found[0].charged, found[0].repriced), (1, Some(dec!(4.5)), Ok(dec!(4.5))), "{costs}");
    }
}

#[test]
fn charges_for_other_things_than_tokens_have_their_own_line() {
    let csv = "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type\n\
               2026-06-15,M,w,k,message,,input_no_cache,2,2,token\n2026-06-15,M,w,k,,,,0.5,0.5,web_search\n\
               2026-06-15,,w,k,,,,0.7,0.7,code_execution\n";
    let usage = read(csv);
    let models: Vec<(&str, Option<Decimal>)> = usage
        .groups
        .iter()
        .map(|((model, _), group)| (model.as_str(), group.days.values().next().map(|sums| sums.cost.decimal())))
        .collect();
    assert_eq!(models, [("code execution", Some(dec!(0.7))), ("m", Some(dec!(2))), ("m: web search", Some(dec!(0.5)))]);
    let json = r#"{"data":[{"starting_at":"2026-06-15T00:00:00Z","ending_at":"2026-06-16T00:00:00Z","results":[
        {"currency":"USD","amount":"123.45","workspace_id":null,"description":"Web Search Usage","cost_type":"web_search","model":null,"token_type":null}]}],"has_more":false}"#;
    let usage = read(json);
    // cents
    let found = checked(&usage);
    assert_eq!((found[0].model.as_str(), found[0].charged), ("web search", Some(dec!(1.2345))));
}

/// A day of the `OpenAI` costs of a model, in dollars.
pub(super) fn bill(model: &str, cost: &str) -> String {
    format!(
        "start_time,end_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id\n\
         1781481600,1781568000,{cost},usd,1000000,tokens,\"{model}, input\",p\n"
    )
}

/// A request of that day, 2026-06-15, as `LiteLLM` logs it.
pub(super) fn log(model: &str, spend: &str) -> String {
    format!(
        "{{\"request_id\":\"r-{model}\",\"startTime\":\"2026-06-15T09:00:00Z\",\"model\":\"{model}\",\"team_id\":\"t\",\
         \"prompt_tokens\":1000000,\"completion_tokens\":0,\"spend\":{spend}}}\n"
    )
}

fn both(bill: &str, log: &str) -> Usage {
    read_with(&[("log.jsonl", log.as_bytes()), ("bill.csv", bill.as_bytes())], &settings()).unwrap()
}

#[test]
fn a_cost_that_two_sources_tell_of_counts_once() {
    let usage = both(&bill("gpt-4o-2024-08-06", "4.00"), &log("openai/gpt-4o", "3.90"));
    let costs: Decimal = usage.months().values().map(|sums| sums.cost.decimal()).sum();
    assert_eq!(costs, dec!(4));
    let words = "`bill.csv` and `log.jsonl` both tell what openai/gpt-4o cost on 2026-06-15: the provider's own costs \
                 count, 4 in all; those of `log.jsonl`, 3.9 in all, are left out";
    assert!(usage.warnings().contains(&words.to_owned()), "{:?}", usage.warnings());
    // the tokens stand in the log, their cost in the bill
    let usage = both(&bill("m", "4.00"), &log("m", "3.90"));
    let found = checked(&usage);
    assert_eq!((found.len(), found[0].charged, found[0].days), (1, Some(dec!(4)), (1, 1)));
}

#[test]
fn costs_of_other_models_providers_and_days_are_added() {
    let check = |bill: &str, log: &str| {
        let usage = both(bill, log);
        let costs: Decimal = usage.months().values().map(|sums| sums.cost.decimal()).sum();
        assert_eq!((costs, usage.doubles.len()), (dec!(7.9), 0), "{log}");
    };
    check(&bill("gpt-4o", "4.00"), &log("gpt-4o-mini", "3.90"));
    // another provider sells the same model
    check(&bill("gpt-4o", "4.00"), &log("azure/gpt-4o", "3.90"));
    check(&bill("gpt-4o", "4.00"), &log("gpt-4o", "3.90").replace("2026-06-15", "2026-06-16"));
}

#[test]
fn a_bill_of_several_providers_yields_to_the_providers_own() {
    let files = ["anthropic_cost_report.json", "focus_1_2.csv"].map(sample);
    let usage = read_with(&[("focus.csv", &files[1]), ("cost.json", &files[0])], &settings()).unwrap();
    let costs: Decimal = usage.months().values().map(|sums| sums.cost.decimal()).sum();
    // 78.06 of the provider's report and 75.81 of the bill are of the same day
    assert_eq!((costs, usage.doubles[0].left_cost()), (dec!(78.06), dec!(75.81)));
    assert!(usage.warnings().iter().any(|warning| warning.contains("`cost.json` and `focus.csv` both tell")));
}

#[test]
fn a_model_nobody_lists_has_the_prices_that_explain_its_own_costs() {
    // 1 per million in, 0.1 cached and 4 out on six days
    let mut rows = "time,model,requests,fresh,cached,output,cost\n".to_owned();
    for (day, [fresh, cached, output]) in
        [[1, 1, 1], [2, 1, 1], [1, 3, 1], [1, 1, 2], [5, 2, 3], [2, 9, 1]].into_iter().enumerate()
    {
        let tenths = 10 * fresh + cached + 40 * output;
        let (day, cost) = (day + 1, format!("{}.{}", tenths / 10, tenths % 10));
        let _ = writeln!(rows, "2026-06-{day:02},acme,7,{fresh}000000,{cached}000000,{output}000000,{cost}");
    }
    rows += "2026-06-01,m,10,1000000,0,100000,3\n";
    let usage = read(&rows);
    let catalog = Catalog::of_text("prices.json", CATALOG).unwrap();
    let prices = Prices::known(&usage, &MeantNames::of(&catalog));
    let acme = prices.get("acme").unwrap();
    assert_eq!((&acme.source, acme.basis), (&PriceSource::Charges, Some(Basis::Fit)));
    let rates = acme.on(None);
    assert_eq!((rates.input, rates.cache_read, rates.output), (Decimal::ONE, Some(dec!(0.1)), dec!(4)));
    let found = checked(&usage);
    // 12 + 1.7 + 36
    assert_eq!((found[0].repriced, found[0].charged), (Ok(dec!(49.7)), Some(dec!(49.7))));
    assert_eq!((found[1].model.as_str(), found[1].repriced), ("m", Ok(dec!(3))));
}

#[test]
fn a_model_with_too_few_days_has_the_mean_cost_of_its_own_tokens() {
    // 0.66 for 0.66 million tokens; the other model's prices stay the catalog's
    let usage = read(
        "time,model,requests,fresh,output,cost\n2026-06,acme,500,600000,60000,0.66\n2026-06,m,10,1000000,100000,3\n",
    );
    let catalog = Catalog::of_text("prices.json", CATALOG).unwrap();
    let prices = Prices::known(&usage, &MeantNames::of(&catalog));
    let acme = prices.get("acme").unwrap();
    let rates = acme.on(None);
    assert_eq!((acme.basis, rates.input, rates.output), (Some(Basis::Mean), Decimal::ONE, Decimal::ONE));
    // what it cost is told, but its mean is no price to check it by
    let found = checked(&usage);
    assert_eq!((found[0].charged, found[0].repriced), (Some(dec!(0.66)), Err(Unpriced::Unknown)));
}
