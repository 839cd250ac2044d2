//! `[scenario]`, `[workloads.*]` and `[people]`.

use crate::quantity::{Currency, Dimension, Unit, YearMonth};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::Input;
use crate::scenario::language::{Key, RAMP, WORKLOAD};
use crate::scenario::resolved::{People, Profile, Volume, Workload};
use crate::scenario::tree::{Entry, Node, Value};

use super::section::Section;
use super::{forms, numbers, prices};

/// What `[scenario]` says, but for the reference, which needs the options.
#[derive(Debug)]
pub struct General {
    pub name: String,
    pub description: Option<String>,
    pub exchange_rate: Input,
    pub months: u32,
    pub discount_rate: Input,
    pub hours_per_month: Input,
}

/// Reads `[scenario]`.
pub fn general(section: &Section<'_>) -> General {
    let _ = section.text("catalog"); // it was opened before the rest was read
    let discount_rate = section.input_or_default("discount_rate");
    if discount_rate.quantity.low() <= -rust_decimal::Decimal::ONE {
        let span = section.value_span("discount_rate");
        let wrong = Diagnostic::out_of_range(span, "discount_rate", "above -100%");
        section.context.error(wrong.help("write for example \"10%\", or \"0%\" for no discounting"));
    }
    General {
        name: section.text("name").unwrap_or_default(),
        description: section.text("description"),
        exchange_rate: exchange_rate(section),
        months: section.integer_or_default("months"),
        discount_rate,
        hours_per_month: section.input_or_default("hours_per_month"),
    }
}

/// What a US dollar is worth, for prices of the catalog.
fn exchange_rate(section: &Section<'_>) -> Input {
    let rate = section.input("exchange_rate");
    if let Some(rate) = rate.as_ref().filter(|rate| rate.base() != rust_decimal::Decimal::ONE)
        && section.context.currency.get() == Currency::USD
        && !section.context.spoilt("scenario.currency")
    {
        let title = format!("a US dollar is {} US dollars", rate.base().normalize());
        let odd =
            Diagnostic::at(section.value_span("exchange_rate"), title, "prices of the catalog are multiplied by it");
        section.context.warn(odd.help("write the other `currency`, or leave `exchange_rate` out"));
    }
    let rate = rate.unwrap_or_else(|| section.default("exchange_rate"));
    if section.context.currency.get() == Currency::USD {
        return rate;
    }
    Input { unit: Unit::money_per(Dimension::Dollar), ..rate }
}

/// The currency and the first month, which the rest of the file needs to be read.
pub fn currency_and_start(section: &Section<'_>) -> (Currency, Option<YearMonth>) {
    let Some(code) = section.text("currency") else {
        section.note_default("currency");
        return (Currency::USD, section.month("start"));
    };
    let currency = Currency::find(&code);
    if currency.is_none() {
        let span = section.value_span("currency");
        let wrong = Diagnostic::at(span, format!("`{code}` is no currency code"), "not in ISO 4217");
        let near = crate::catalog::near::nearest(&code.to_uppercase(), Currency::codes());
        let help =
            near.map_or_else(|| "write a code such as USD, EUR or GBP".to_owned(), |n| format!("did you mean `{n}`?"));
        section.context.error(wrong.help(help));
    }
    (currency.unwrap_or(Currency::USD), section.month("start"))
}

/// Reads `[people]`; the defaults when the table is absent.
pub fn people(section: Option<&Section<'_>>) -> People {
    let Some(section) = section else {
        let default = |name| {
            let key = crate::scenario::language::find(&[crate::scenario::language::PEOPLE], name);
            numbers::default(key.expect("`[people]` has this key"), &format!("people.{name}"))
        };
        return People {
            annual_raise: default("annual_raise"),
            hours_per_fte_month: of_a_person(default("hours_per_fte_month")),
            rates: Vec::new(),
        };
    };
    let rate = |entry: &Entry| {
        let (key, _) = section.written("rates")?;
        let path = format!("people.rates.{}", entry.key);
        let price = prices::read(section.context, key, &path, &entry.node);
        Some((
            entry.key.clone(),
            price.unwrap_or_else(|| crate::scenario::input::Price::Flat(numbers::default(key, &path))),
        ))
    };
    People {
        annual_raise: section.input_or_default("annual_raise"),
        hours_per_fte_month: of_a_person(section.input_or_default("hours_per_fte_month")),
        rates: section.named("rates").iter().filter_map(rate).collect(),
    }
}

/// Hours that are those of one full-time person.
fn of_a_person(hours: Input) -> Input {
    Input { unit: hours.unit.per(Dimension::Fte), ..hours }
}

/// Reads one `[workloads.NAME]`.
pub fn workload(root: &Section<'_>, entry: &Entry) -> Option<Workload> {
    let section = root.named_table("workloads", entry, vec![WORKLOAD])?;
    section.exclusive("growth_per_month", "growth_per_year", "keep one of them");
    let cached_input_share = section.input_or_default("cached_input_share");
    let cache_write_share = section.input_or_default("cache_write_share");
    if cached_input_share.base() + cache_write_share.base() > rust_decimal::Decimal::ONE {
        let span = section.key_span("cache_write_share").unwrap_or(section.span);
        let title = "`cached_input_share` and `cache_write_share` together exceed 100 %";
        let wrong = Diagnostic::at(span, title, "more than all of the input");
        section.context.error(wrong.help("lower one of them"));
    }
    Some(Workload {
        name: entry.key.clone(),
        volume: volume(&section),
        users: section.input("users"),
        growth_per_month: section.input_or_default("growth_per_month"),
        growth_per_year: section.input_or_default("growth_per_year"),
        seasonality: numbers_list(&section, "seasonality"),
        input_tokens: section.input("input_tokens"),
        output_tokens: section.input("output_tokens"),
        cached_input_share,
        cache_write_share,
        long_prompt_share: section.input("long_prompt_share"),
        retry_rate: section.input_or_default("retry_rate"),
        batch_share: section.input_or_default("batch_share"),
        profile: profile(&section),
        value_per_success: section.price_or_default("value_per_success"),
        cost_per_failure: section.price_or_default("cost_per_failure"),
    })
}

fn volume(section: &Section<'_>) -> Volume {
    let instead = "write the requests of a month, or those of a user, not both";
    section.exclusive("requests_per_month", "requests_per_user_per_month", instead);
    if section.entry("requests_per_user_per_month").is_some()
        || !section.is_meant("requests_per_month") && section.entry("users").is_some()
    {
        let users = section.required("users");
        return Volume::Users { users, requests_per_user: section.required("requests_per_user_per_month") };
    }
    let Some((key, entry)) = section.written("requests_per_month") else {
        section.missing_or(
            "requests_per_month",
            "add `requests_per_month = ...`, or `users = ...` with `requests_per_user_per_month = ...`",
        );
        return Volume::Flat(section.default("requests_per_month"));
    };
    let path = section.path_of("requests_per_month");
    let failed = || Volume::Flat(section.default("requests_per_month"));
    match &entry.node.value {
        Value::Array(items) if items.is_empty() => {
            let wrong =
                Diagnostic::at(entry.node.span, "`requests_per_month` is an empty list", "no month has a number");
            section.context.error(wrong.help("write a number for each month; the last one holds for the rest"));
            failed()
        }
        Value::Array(items) => Volume::Months(list(section, key, &path, items)),
        Value::Table(table) if RAMP.iter().any(|key| table.get(key.name).is_some()) => {
            let at = (table, entry.node.span);
            ramp(&Section::new(section.context, &path, at, vec![RAMP]))
        }
        _ => numbers::read(section.context, key, &path, &entry.node).map_or_else(failed, Volume::Flat),
    }
}

fn ramp(section: &Section<'_>) -> Volume {
    if section.entry("over_months").is_none() {
        section.missing("over_months");
    }
    Volume::Ramp {
        from: section.required("from"),
        to: section.required("to"),
        over_months: section.integer("over_months").unwrap_or(1),
        s_curve: section.choice("shape") == Some("s-curve"),
    }
}

fn list(section: &Section<'_>, key: &Key, path: &str, items: &[Node]) -> Vec<Input> {
    let input = |(i, node): (usize, &Node)| {
        let path = format!("{path}.{i}");
        numbers::read(section.context, key, &path, node).unwrap_or_else(|| numbers::default(key, &path))
    };
    items.iter().enumerate().map(input).collect()
}

/// A list with as many numbers as the language says.
fn numbers_list(section: &Section<'_>, name: &str) -> Option<Vec<Input>> {
    let (key, entry) = section.written(name)?;
    let crate::scenario::language::Form::Numbers(count) = key.form else { return None };
    match &entry.node.value {
        Value::Array(items) if items.len() == count => Some(list(section, key, &section.path_of(name), items)),
        other => {
            let title = format!("`{name}` must be a list of {count} numbers");
            let found = match other {
                Value::Array(items) => format!("this has {}", items.len()),
                other => format!("this is {}", other.kind()),
            };
            let wrong = Diagnostic::at(entry.node.span, title, found).alone();
            section.context.error(wrong.help(forms::wanted(key, name).1));
            None
        }
    }
}

fn profile(section: &Section<'_>) -> Profile {
    section.exclusive("peak_to_average", "hourly_profile", "keep one: the profile already says how high the peak is");
    section.exclusive(
        "peak_to_average",
        "weekly_profile",
        "keep `weekly_profile`, and write the shape of a day as `hourly_profile`",
    );
    let day = numbers_list(section, "hourly_profile");
    let week = numbers_list(section, "weekly_profile");
    for (name, weights) in [("hourly_profile", &day), ("weekly_profile", &week)] {
        let empty = weights.as_ref().is_some_and(|w| w.iter().all(|x| x.base().is_zero()));
        if let (true, Some(span)) = (empty, section.key_span(name)) {
            let wrong = Diagnostic::at(span, format!("`{name}` has only zeros"), "no hour has any demand");
            section
                .context
                .error(wrong.alone().help("give at least one of them a weight above 0, or leave the list out"));
        }
    }
    match (day, week) {
        (Some(day), week) => Profile::Hours { day, week },
        (None, Some(week)) => {
            let (key, _) = section.written("weekly_profile").expect("the week was just read");
            let mut hour = numbers::default(key, &section.path_of("hourly_profile"));
            hour.quantity.base = rust_decimal::Decimal::ONE;
            section.note_derived("hourly_profile", "flat");
            Profile::Hours { day: vec![hour; 24], week: Some(week) }
        }
        (None, None) => {
            if let Some(peak) = section.input("peak_to_average") {
                peak_of(section, peak)
            } else {
                section.note_default("peak_to_average");
                Profile::Flat
            }
        }
    }
}

fn peak_of(section: &Section<'_>, peak: Input) -> Profile {
    if peak.quantity.high() > rust_decimal::Decimal::from(24) {
        let span = peak.span().unwrap_or(section.span);
        let wrong = Diagnostic::out_of_range(span, "peak_to_average", "at most 24");
        section.context.error(wrong.help("write 24 or less: all of a day in one of its hours is 24 times the mean"));
    }
    Profile::Peak(peak)
}
