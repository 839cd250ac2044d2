//! The plan as FOCUS rows: the rules of the specification, and ours.
//!
//! Rules and allowed values are those of FOCUS 1.2 (focus.finops.org, May 2025).

mod worked;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::str::FromStr;

use rust_decimal::{Decimal, dec};
use serde_json::Value;
use tco::analysis::{Results, Settings, analyse};
use tco::report::{focus, results_json};
use tco::scenario::{Severity, load};
use tco::usage;

use crate::scenarios::{read, shipped};

/// Owned servers that are sold, reserved and rented ones, a year of seats, discounts, another option's
/// ledger and texts that would be formulas.
const MIXED: &str = r#"
[scenario]
name = "Mixed"
months = 30
start = "2027-11"

[workloads.chat]
requests_per_month = 100_000
growth_per_month = "3%"
input_tokens = 1_000
output_tokens = 333

[people.rates]
engineer = 97

[options.api]
kind = "api"
label = "=cmd|' /C calc'!A0"
input_per_mtok = 0.7
output_per_mtok = 3
volume_discounts = [{ above = 100, discount = "7%" }]
build = { engineer = 10 }

[[options.api.costs]]
name = "=1+1"
monthly = 5

[[options.api.costs]]
name = "move"
once = 100
from = 28

[options.owned]
kind = "self-hosted"
tokens_per_second = 5_000
launch_month = 3
interim = "api"
build = { engineer = 100 }

[options.owned.purchase]
price_per_gpu = 10_000
life_months = 12
residual = "15%"
watts_per_gpu = 700
price_per_kwh = 0.3
maintenance_per_year = "7%"

[options.reserved]
kind = "self-hosted"
tokens_per_second = 300
price_per_gpu_hour = 3
reserved = { gpus = 1, price_per_gpu_hour = 2 }

[options.product]
kind = "seats"
seats = 7
seat_growth_per_year = "40%"
price_per_seat = 19.99
billing = "annual"
"#;

/// A row by column.
type Charge = BTreeMap<String, String>;

/// The columns and rows of a plan.
fn exported(results: &Results<'_>) -> (Vec<String>, Vec<Charge>) {
    let table = focus(results).unwrap();
    assert_eq!(table.name, "focus.csv");
    let mut reader = csv::Reader::from_reader(table.bytes.as_slice());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect());
    let rows = rows.collect();
    (header, rows)
}

/// Holds something of the plan of a text.
fn check(text: &str, holds: impl Fn(&Results<'_>, &[Charge])) {
    let loaded = load("scenario.toml", text, &[])
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)));
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    holds(&results, &exported(&results).1);
}

/// Holds something of the plan of the mixed scenario and of every shipped one with dates.
fn check_all(holds: impl Fn(&Results<'_>, &[Charge])) {
    check(MIXED, &holds);
    let dated = shipped().into_iter().map(|path| read(&path)).filter(|loaded| loaded.scenario.start.is_some());
    let dated: Vec<_> = dated.collect();
    assert!(dated.len() >= 6);
    for loaded in dated {
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        holds(&results, &exported(&results).1);
    }
}

fn number(row: &Charge, column: &str) -> Decimal {
    Decimal::from_str(&row[column]).unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

fn sum<'r>(rows: impl IntoIterator<Item = &'r Charge>, column: &str) -> Decimal {
    rows.into_iter().map(|row| number(row, column)).sum()
}

#[test]
fn every_mandatory_column_is_there_in_the_order_of_the_alphabet() {
    let mandatory = [
        "BilledCost",
        "BillingAccountId",
        "BillingAccountName",
        "BillingCurrency",
        "BillingPeriodEnd",
        "BillingPeriodStart",
        "ChargeCategory",
        "ChargeClass",
        "ChargeDescription",
        "ChargePeriodEnd",
        "ChargePeriodStart",
        "ContractedCost",
        "EffectiveCost",
        "InvoiceIssuerName",
        "ListCost",
        "PricingQuantity",
        "PricingUnit",
        "ProviderName",
        "PublisherName",
        "ServiceCategory",
        "ServiceName",
    ];
    let loaded = load("scenario.toml", MIXED, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let (header, _) = exported(&results);
    for column in mandatory {
        assert!(header.iter().any(|name| name == column), "no {column}");
    }
    let (ours, theirs): (Vec<_>, Vec<_>) = header.iter().partition(|name| name.starts_with("x_"));
    assert!(ours.is_sorted() && theirs.is_sorted(), "{header:?}");
    assert_eq!(header, [theirs, ours].concat().into_iter().cloned().collect::<Vec<_>>());
}

#[test]
fn every_column_is_documented() {
    let page = include_str!("../../docs/results.md");
    let loaded = load("scenario.toml", MIXED, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    for column in exported(&results).0 {
        assert!(page.contains(&format!("`{column}`")), "docs/results.md says nothing of {column}");
    }
}

#[test]
fn values_are_allowed_ones_and_null_where_they_must_be() {
    let services = [
        ("AI and Machine Learning", &["Generative AI", "Machine Learning"][..]),
        ("Analytics", &["Search"]),
        ("Business Applications", &["Other (Business Applications)"]),
        ("Compute", &["Virtual Machines", "Other (Compute)"]),
        ("Management and Governance", &["Observability"]),
        ("Migration", &["Other (Migration)"]),
        ("Other", &["Other (Other)"]),
    ];
    check_all(|results, rows| {
        for row in rows {
            let is = |column: &str, value: &str| row[column] == value;
            let empty = |column: &str| row[column].is_empty();
            assert!(["Usage", "Purchase", "Credit"].contains(&row["ChargeCategory"].as_str()), "{row:?}");
            assert!(["One-Time", "Recurring", "Usage-Based"].contains(&row["ChargeFrequency"].as_str()), "{row:?}");
            assert!(!(is("ChargeCategory", "Purchase") && is("ChargeFrequency", "Usage-Based")), "{row:?}");
            assert!(empty("ChargeClass"), "nothing is a correction: {row:?}");
            let subcategories = services.iter().find(|(category, _)| is("ServiceCategory", category)).unwrap().1;
            assert!(subcategories.contains(&row["ServiceSubcategory"].as_str()), "{row:?}");
            assert!(is("BillingCurrency", results.scenario.currency.code));
            for column in ["BillingAccountId", "ProviderName", "ServiceName", "ChargeDescription"] {
                assert!(!empty(column), "{column} of {row:?}");
            }
            let credit = is("ChargeCategory", "Credit");
            for column in ["ListUnitPrice", "PricingQuantity", "PricingUnit", "PricingCategory", "SkuId", "SkuPriceId"]
            {
                assert_eq!(empty(column), credit, "{column} of {row:?}");
            }
            assert!(credit || number(row, "ListUnitPrice") >= Decimal::ZERO, "{row:?}");
            assert_eq!(empty("ConsumedQuantity"), !is("ChargeCategory", "Usage"), "{row:?}");
            assert_eq!(empty("ConsumedUnit"), !is("ChargeCategory", "Usage"), "{row:?}");
            assert!(empty("ConsumedQuantity") || number(row, "ConsumedQuantity") > Decimal::ZERO, "{row:?}");
            assert_eq!(is("PricingCategory", "Committed"), is("CommitmentDiscountStatus", "Used"), "{row:?}");
            for column in ["Tags", "SkuPriceDetails"] {
                assert!(empty(column) || serde_json::from_str::<Value>(&row[column]).unwrap().is_object());
            }
            for (column, cell) in row {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t']) && Decimal::from_str(cell).is_err();
                assert!(!formula, "{column}: {cell}");
            }
        }
    });
}

#[test]
fn quantity_times_unit_price_is_the_cost() {
    check_all(|_, rows| {
        for row in rows.iter().filter(|row| row["ChargeCategory"] != "Credit") {
            for (price, cost) in [("ListUnitPrice", "ListCost"), ("ContractedUnitPrice", "ContractedCost")] {
                let off = number(row, "PricingQuantity") * number(row, price) - number(row, cost);
                // half of the last place, and what the factors' own rounding adds
                assert!(off.abs() <= dec!(0.000000502), "{cost} is off by {off}: {row:?}");
            }
        }
    });
}

#[test]
fn billed_and_effective_costs_sum_to_the_total() {
    check_all(|results, rows| {
        let json: Value = serde_json::from_str(&results_json(results)).unwrap();
        for option in &results.scenario.options {
            let own = || rows.iter().filter(|row| row["x_Option"] == option.name);
            let billed = sum(own(), "BilledCost");
            let total = json["metrics"][format!("{}.tco", option.name)].as_str().unwrap();
            let total = Decimal::from_str(total).unwrap();
            assert_eq!(billed.round_dp(2), total.round_dp(2), "{}: {}", results.scenario.name, option.name);
            assert_eq!(sum(own(), "EffectiveCost"), billed, "{}: {}", results.scenario.name, option.name);
            // and line by line: whatever is spread comes to what was paid
            let lines: BTreeSet<&String> = own().map(|row| &row["x_Line"]).collect();
            for line in lines {
                let of = || own().filter(|row| row["x_Line"] == *line);
                assert_eq!(sum(of(), "EffectiveCost"), sum(of(), "BilledCost"), "{}: {line}", option.name);
            }
        }
    });
}

#[test]
fn periods_are_months_without_a_gap_and_their_ends_are_exclusive() {
    check_all(|results, rows| {
        let mut starts = BTreeMap::new();
        for row in rows {
            assert_eq!(row["BillingPeriodStart"], row["ChargePeriodStart"]);
            assert_eq!(row["BillingPeriodEnd"], row["ChargePeriodEnd"]);
            assert!(row["BillingPeriodStart"].ends_with("-01T00:00:00Z"), "{row:?}");
            starts.insert(row["BillingPeriodStart"].clone(), row["BillingPeriodEnd"].clone());
        }
        assert!(starts.len() >= results.scenario.months as usize);
        assert_eq!(*starts.keys().next().unwrap(), format!("{}-01T00:00:00Z", results.scenario.start.unwrap()));
        assert!(starts.values().zip(starts.keys().skip(1)).all(|(end, next)| end == next), "{starts:?}");
    });
}

#[test]
fn a_reader_of_alternatives_warns_that_they_are_added_up() {
    let loaded = load("scenario.toml", MIXED, &[]).unwrap();
    let results = analyse(&loaded.scenario, Settings::default()).unwrap();
    let bytes = focus(&results).unwrap().bytes;
    let settings = usage::Settings {
        threads: NonZeroUsize::MIN,
        on_fault: usage::OnFault::Count,
        columns: None,
        costs: usage::Costs::Once,
        currency: None,
    };
    let warnings = |bytes: Vec<u8>| {
        let source = usage::Source { name: "focus.csv".to_owned(), bytes: Box::new(std::io::Cursor::new(bytes)) };
        usage::import(vec![source], &settings).unwrap().warnings().join("\n")
    };
    // the tokens of the API are its own and those of the servers before they take over in month 3
    let all = warnings(bytes.clone());
    assert!(all.contains("is a plan of 2 alternatives, which are added up here (api, owned)"), "{all}");
    let text = String::from_utf8(bytes).unwrap();
    let place = text.lines().next().unwrap().split(',').position(|column| column == "x_Option").unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut one = csv::Writer::from_writer(Vec::new());
    one.write_record(reader.headers().unwrap()).unwrap();
    for row in reader.records().map(Result::unwrap).filter(|row| &row[place] == "api") {
        one.write_record(&row).unwrap();
    }
    let one = warnings(one.into_inner().unwrap());
    assert!(!one.contains("alternatives"), "{one}");
}
