//! Rows of tables that charge for one kind of token each.

use std::borrow::Cow;

use super::named_fields::{Fields, id, model};
use super::role::Role;
use crate::usage::entry::amount::Amount;
use crate::usage::entry::class::{Charge, Class};
use crate::usage::entry::format::Format;
use crate::usage::entry::row::{Requests, Row};
use crate::usage::entry::served::Service;
use crate::usage::entry::tokens::Tokens;
use crate::usage::sum::report::Reason;
use crate::usage::sum::sink::Sink;

/// Counts a charge in.
///
/// # Errors
/// When it is none: why.
pub fn charge(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let time = fields.time()?;
    let format = fields.layout.format;
    if format == Format::Focus {
        if !fields.text(Role::Status).eq_ignore_ascii_case("AI and Machine Learning") {
            sink.leave(Reason::OtherService);
            return Ok(());
        }
        if fields.text(Role::Kind) != "Usage" {
            sink.leave(Reason::OtherCharge);
            return Ok(());
        }
    }
    let option = fields.text(Role::Alternative);
    if !option.is_empty() && !sink.rows.alternatives.contains(option.as_ref()) {
        sink.rows.alternatives.insert(option.into_owned());
    }
    let words = fields.text(Role::Class);
    let Some(cost) = charged(fields)? else {
        sink.tally.cover(time);
        sink.leave(Reason::Blank);
        return Ok(());
    };
    let mut row = Row::new(time, of_kind(charged_model(fields, &words), cost_type(fields).as_ref()));
    row.project = fields.text(Role::Project);
    row.service = match format {
        Format::OpenAiCostCsv => Service::of_line_item(&words).1,
        _ => Service::of(&fields.text(Role::Batch)),
    };
    row.cost = Some(cost);
    let in_tokens = fields.get(Role::Unit).is_none_or(|unit| unit.eq_ignore_ascii_case("tokens"));
    let class = Class::of(&words).filter(|_| in_tokens && row.service == Service::Standard);
    if let (Some(class), Some(quantity)) = (class, fields.amount(Role::Quantity)?) {
        row.charge = Some(Charge { class, quantity, cost });
    }
    if format == Format::DeepSeek {
        count_charged(fields, &words, &mut row)?;
    }
    match fields.get(Role::Currency) {
        Some(currency) => sink.currency(&currency.to_uppercase()),
        None if format != Format::DeepSeek => sink.currency("USD"),
        None => sink.no_currency(),
    }
    sink.take(&row, || id(fields));
    Ok(())
}

/// What a charge of Anthropic is for; empty elsewhere.
fn cost_type<'r>(fields: &Fields<'r>) -> Cow<'r, str> {
    if fields.layout.format == Format::AnthropicCostCsv { fields.text(Role::Kind) } else { Cow::Borrowed("") }
}

/// The name of a charge: the model's where it is for tokens, else with what it is for, as in `web search`, since no
/// tokens stand against it.
pub fn of_kind<'a>(model: Cow<'a, str>, kind: &str) -> Cow<'a, str> {
    let kind = kind.trim().to_lowercase().replace('_', " ");
    match kind.as_str() {
        "" | "token" | "tokens" => model,
        _ if model.is_empty() => Cow::Owned(kind),
        _ => Cow::Owned(format!("{model}: {kind}")),
    }
}

/// What a row charges; none when it has no charge at all.
fn charged(fields: &Fields<'_>) -> Result<Option<Amount>, String> {
    if fields.layout.format != Format::DeepSeek {
        return fields.amount(Role::Cost);
    }
    let quantity = fields.count(Role::Quantity, "amount")?;
    let price = fields.amount(Role::Price)?.unwrap_or(Amount::ZERO);
    price.times(quantity).map(Some).ok_or_else(|| "price times amount is larger than 10^14".to_owned())
}

/// The tokens and requests of a row that says how many of one sort there were.
fn count_charged(fields: &Fields<'_>, words: &str, row: &mut Row<'_>) -> Result<(), String> {
    let quantity = fields.count(Role::Quantity, "amount")?;
    if words == "request_count" {
        row.requests = Requests::Counted(quantity);
        // other rows tell their tokens
        row.tokens = Some(Tokens::default());
        row.cost = None;
        return Ok(());
    }
    let class = Class::of(words).ok_or_else(|| format!("`{words}` is no sort of tokens that is known"))?;
    let mut tokens = Tokens::default();
    match class {
        Class::Fresh => tokens.fresh = quantity,
        Class::Cached => tokens.cached = quantity,
        Class::Written => tokens.written = quantity,
        Class::WrittenLong => tokens.written_long = quantity,
        Class::Output => tokens.output = quantity,
    }
    row.tokens = Some(tokens);
    Ok(())
}

/// The model of a charge: a column, a key of a JSON text, or the words before the class.
fn charged_model<'r>(fields: &Fields<'r>, words: &str) -> Cow<'r, str> {
    match fields.layout.format {
        Format::OpenAiCostCsv => Cow::Owned(Service::of_line_item(words).0.to_owned()),
        Format::Focus => Cow::Owned(focus_model(fields)),
        _ => model(fields),
    }
}

/// The key of `SkuPriceDetails` that ends in `model`, else the description without its class.
fn focus_model(fields: &Fields<'_>) -> String {
    let details: Option<serde_json::Map<String, serde_json::Value>> =
        fields.get(Role::Model).and_then(|text| serde_json::from_str(&text).ok());
    let named = details.as_ref().and_then(|details| {
        let model = details.iter().find(|(key, _)| key.to_lowercase().ends_with("model"));
        model.and_then(|(_, value)| value.as_str())
    });
    named.map_or_else(|| described(&fields.text(Role::Metadata), &fields.text(Role::Class)), str::to_owned)
}

fn described(description: &str, class: &str) -> String {
    description.strip_suffix(class).unwrap_or(description).trim().to_owned()
}
