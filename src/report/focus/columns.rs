//! The table: FOCUS columns in the order of the alphabet, then our own with `x_`.

use serde_json::json;

use super::charge::{Category, Charge, PLACES, charges};
use super::services::{Vendor, service, vendor};
use crate::analysis::{Results, Row, rows};
use crate::quantity::figures::plain;
use crate::report::csv::{Sheet, text};
use crate::report::files::Document;
use crate::scenario::Scenario;

/// The columns of FOCUS 1.2 that a plan can fill, each mandatory one among them, and ours.
const COLUMNS: [&str; 51] = [
    "BilledCost",
    "BillingAccountId",
    "BillingAccountName",
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargeFrequency",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountCategory",
    "CommitmentDiscountId",
    "CommitmentDiscountName",
    "CommitmentDiscountQuantity",
    "CommitmentDiscountStatus",
    "CommitmentDiscountType",
    "CommitmentDiscountUnit",
    "ConsumedQuantity",
    "ConsumedUnit",
    "ContractedCost",
    "ContractedUnitPrice",
    "EffectiveCost",
    "InvoiceIssuerName",
    "ListCost",
    "ListUnitPrice",
    "PricingCategory",
    "PricingCurrency",
    "PricingQuantity",
    "PricingUnit",
    "ProviderName",
    "PublisherName",
    "ResourceId",
    "ResourceName",
    "ResourceType",
    "ServiceCategory",
    "ServiceName",
    "ServiceSubcategory",
    "SkuId",
    "SkuMeter",
    "SkuPriceDetails",
    "SkuPriceId",
    "SubAccountId",
    "SubAccountName",
    "Tags",
    "x_Category",
    "x_Line",
    "x_Month",
    "x_Option",
    "x_Workload",
];

/// The plan as `focus.csv`: the rows of the ledger, by option and month. None when the scenario's
/// months have no dates, for a FOCUS charge has a period.
#[must_use]
pub fn focus(results: &Results<'_>) -> Option<Document> {
    let scenario = results.scenario;
    scenario.start?;
    let ledger = rows(scenario, &results.model, &results.exact);
    let mut all: Vec<Charge<'_>> = ledger.iter().flat_map(charges).collect();
    all.sort_by_key(|charge| (charge.row.option, charge.month));
    let mut sheet = Sheet::new("focus.csv", &COLUMNS);
    for charge in &all {
        sheet.row(&cells(scenario, charge)?);
    }
    Some(sheet.finish())
}

/// One row, in the order of [`COLUMNS`].
fn cells(scenario: &Scenario, charge: &Charge<'_>) -> Option<[String; COLUMNS.len()]> {
    let row = charge.row;
    let (account, party) = (&scenario.options[row.option], &scenario.options[row.party]);
    let (workload, meter) = metered(scenario, row);
    let (start, end) = period(scenario, charge.month)?;
    let Vendor { provider, model } = vendor(scenario, row.party, row.category);
    let service = service(row.category);
    let [sku, meter, details] = sku(charge, &party.name, (meter, &model));
    let [quantity, unit, price] = priced(charge);
    let (consumed, consumed_unit) = charge.consumed.clone().unwrap_or_default();
    let [discount, discount_id, discount_name, discount_quantity, status, discount_type, discount_unit] =
        commitment(charge, &party.name);
    let list = plain(charge.list, PLACES);
    let provider = text(&provider);
    let workload = text(workload);
    Some([
        plain(charge.billed, PLACES),
        text(&account.name),
        text(&account.label),
        scenario.currency.code.to_owned(),
        end.clone(),
        start.clone(),
        charge.category.name().to_owned(),
        String::new(),
        description(charge),
        charge.frequency.to_owned(),
        end,
        start,
        discount,
        discount_id,
        discount_name,
        discount_quantity,
        status,
        discount_type,
        discount_unit,
        consumed,
        consumed_unit,
        list.clone(),
        price.clone(),
        plain(charge.effective, PLACES),
        provider.clone(),
        list,
        price,
        pricing(charge).to_owned(),
        scenario.currency.code.to_owned(),
        quantity,
        unit,
        provider.clone(),
        provider,
        text(&party.name),
        text(&party.label),
        party.kind.name().to_owned(),
        service.category.to_owned(),
        service.name.to_owned(),
        service.subcategory.to_owned(),
        sku.clone(),
        meter,
        details,
        sku,
        workload.clone(),
        workload.clone(),
        json!({ "tco/option": account.name, "tco/category": row.category }).to_string(),
        row.category.to_owned(),
        text(&row.line),
        charge.month.to_string(),
        text(&account.name),
        workload,
    ])
}

/// The workload that a line is for, empty when it is for none, and what it meters.
fn metered<'a>(scenario: &'a Scenario, row: &'a Row) -> (&'a str, &'a str) {
    let party = scenario.options[row.party].name.as_str();
    let after = |line: &'a str, name: &str| line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
    let stands_in = row.party != row.option;
    let line = after(&row.line, party).filter(|_| stands_in).unwrap_or(&row.line);
    let workloads = scenario.workloads.iter().map(|workload| workload.name.as_str());
    // one name may begin like another one and its line
    let of = workloads.filter_map(|name| Some((name, after(line, name)?))).max_by_key(|(name, _)| name.len());
    of.unwrap_or(("", line))
}

/// The month as a period in UTC, its end exclusive.
fn period(scenario: &Scenario, month: u32) -> Option<(String, String)> {
    let first = scenario.calendar(month)?;
    let at = |day: String| format!("{day}T00:00:00Z");
    Some((at(first.first_day()), at(first.plus(1).first_day())))
}

fn description(charge: &Charge<'_>) -> String {
    let line = &charge.row.line;
    text(&match charge.share {
        Some((place, of)) => format!("{line}, share {place} of {of}"),
        None => line.clone(),
    })
}

/// What is priced: its name in our list of prices, what is metered, and the model. A credit has no
/// price, so it has none of them.
fn sku(charge: &Charge<'_>, party: &str, (meter, model): (&str, &str)) -> [String; 3] {
    if charge.priced.is_none() {
        return Default::default();
    }
    let id = format!("{party}/{}/{meter}", charge.row.category);
    [text(&id), text(meter), json!({ "x_Model": model }).to_string()]
}

/// Quantity, unit and unit price, or three empty cells.
fn priced(charge: &Charge<'_>) -> [String; 3] {
    charge.priced.clone().map_or_else(Default::default, |priced| [priced.quantity, priced.unit, priced.price])
}

fn pricing(charge: &Charge<'_>) -> &'static str {
    match charge.category {
        Category::Credit => "",
        Category::Usage if charge.is_committed() => "Committed",
        Category::Usage | Category::Purchase => "Standard",
    }
}

/// The seven columns of commitments, empty for what is none. The ledger does not tell used hours of a
/// commitment from idle ones, so all count as used.
fn commitment(charge: &Charge<'_>, party: &str) -> [String; 7] {
    if !charge.is_committed() {
        return Default::default();
    }
    let [quantity, unit, _] = priced(charge);
    let status = if charge.category == Category::Usage { "Used" } else { "" };
    [
        "Usage".to_owned(),
        text(&format!("{party}/reserved-gpus")),
        text(&format!("{party}: reserved GPUs")),
        quantity,
        status.to_owned(),
        "Reserved GPU hours".to_owned(),
        unit,
    ]
}
