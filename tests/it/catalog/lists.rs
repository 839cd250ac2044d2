//! Price lists that a catalog is made of: what they say, what is refused, and what changed.

use rust_decimal::dec;
use tco::catalog::Catalog;
use tco::catalog::update::{Update, UpdateError, update};
use tco::quantity::Date;

const GENAI: &str = include_str!("genai-prices.json");

/// Entries in the shape of the other list; the figures are made up but for those of `gpt-6-luna`.
const LITELLM: &str = r#"{
"sample_spec": {"litellm_provider": "one of them", "input_cost_per_token": "a number", "mode": "chat"},
"gpt-6-luna": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-07, "output_cost_per_token": 5e-07,
  "cache_read_input_token_cost": 1e-08, "cache_creation_input_token_cost": 1.25e-07,
  "input_cost_per_token_above_272k_tokens": 2e-07, "output_cost_per_token_above_272k_tokens": 7.5e-07,
  "cache_read_input_token_cost_above_272k_tokens": 2e-08, "cache_creation_input_token_cost_above_272k_tokens": 2.5e-07,
  "input_cost_per_token_batches": 5e-08, "output_cost_per_token_batches": 2.5e-07, "max_input_tokens": 1050000},
"gemini/gemini-3.8-flash": {"litellm_provider": "gemini", "mode": "chat", "input_cost_per_token": 0.00000075, "output_cost_per_token": 0.00000375, "cache_read_input_token_cost": 7.5e-08},
"azure/new-model": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": "2.5E-6", "output_cost_per_token": 1e-05, "deprecation_date": "2028-01-31", "max_output_tokens": 16384},
"gpt-4o": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06},
"whisper": {"litellm_provider": "openai", "mode": "audio_transcription", "input_cost_per_second": 0.0001},
"free": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0}
}"#;

fn day() -> Date {
    Date::parse("2026-12-24").unwrap()
}

fn owned((what, before, after): (&str, &str, &str)) -> (String, String, String) {
    (what.to_owned(), before.to_owned(), after.to_owned())
}

fn over_the_carried(list: &str) -> (Update, Catalog) {
    let update = update(&Catalog::carried(), list, day()).unwrap();
    let catalog = Catalog::of_text("prices.json", &update.text).unwrap();
    (update, catalog)
}

#[test]
fn prices_by_the_token_become_prices_of_a_million() {
    let (_, catalog) = over_the_carried(LITELLM);
    let luna = catalog.model("openai/gpt-6-luna").unwrap();
    let carried = Catalog::carried().model("openai/gpt-6-luna").unwrap();
    assert_eq!(luna.current(), carried.current());
    assert_eq!((luna.citation.as_of.as_str(), luna.name), ("2026-12-24", carried.name));
    let new = catalog.model("azure/new-model").unwrap();
    assert_eq!((new.current().input, new.current().output), (dec!(2.5), dec!(10)));
    assert_eq!((new.retires, new.max_output_tokens), (Date::parse("2028-01-31"), Some(dec!(16384))));
}

#[test]
fn what_changed_is_said_and_the_rest_is_kept() {
    let (update, catalog) = over_the_carried(LITELLM);
    assert_eq!(update.added, ["azure/new-model"]);
    let changed: Vec<&str> = update.changes.iter().map(|change| change.id.as_str()).collect();
    assert_eq!(changed, ["openai/gpt-4o"]);
    // half of the price of input for a batch stays a half
    assert_eq!(update.changes[0].parts, [("input", "2.5", "3"), ("batch input", "1.25", "1.5")].map(owned));
    assert_eq!((update.unchanged, update.kept, update.left_out), (2, 711, 2));
    assert_eq!(catalog.ids().count(), 715);
    // the scheduled change and the shutdown that the list does not know of stay
    assert_eq!(catalog.model("google/gemini-3.8-flash").unwrap().periods.len(), 2);
    assert_eq!(catalog.model("openai/gpt-4o").unwrap().retires, Date::parse("2027-01-14"));
    // what was kept says the same as before
    let carried = Catalog::carried();
    for id in ["mistral/mistral-large-4", "azure/gpt-6-luna", "deepseek/deepseek-v4-flash"] {
        assert_eq!(catalog.model(id), carried.model(id), "{id}");
    }
    // and a second time nothing changes
    let again = tco::catalog::update::update(&catalog, LITELLM, day()).unwrap();
    assert_eq!((again.changes.len(), again.added.len(), again.text == update.text), (0, 0, true));
}

#[test]
fn the_other_list_is_read_with_its_dates_and_hours() {
    let (update, catalog) = over_the_carried(GENAI);
    assert_eq!((update.added.len(), update.left_out), (8, 2));
    let dated = catalog.model("openai/dated").unwrap();
    let from: Vec<Option<Date>> = dated.periods.iter().map(|period| period.from).collect();
    assert_eq!(from, [None, Date::parse("2026-03-13"), Date::parse("2027-01-01")]);
    assert_eq!(dated.current().input, dec!(5));
    let hourly = catalog.model("openai/hourly").unwrap();
    assert_eq!((hourly.current().input, hourly.off_peak.unwrap().rates.input), (dec!(0.3), dec!(0.15)));
    assert_eq!(catalog.model("anthropic/cached-2026").unwrap().id, "anthropic/cached");
    assert_eq!(catalog.model("openai/free"), None);
    let again = tco::catalog::update::update(&catalog, GENAI, day()).unwrap();
    assert_eq!((again.changes.len(), again.text == update.text), (0, true));
}

/// A text is refused with this cause and this way out.
fn refuse(text: &str, cause: &str, help: &str) {
    let UpdateError { cause: found, help: way_out } = update(&Catalog::carried(), text, day()).unwrap_err();
    assert!(found.contains(cause), "{found}");
    assert!(way_out.contains(help), "{way_out}");
}

#[test]
fn what_is_no_price_list_is_refused_with_a_way_out() {
    refuse(&LITELLM[..700], "ends in the middle", "download the file again");
    refuse(&GENAI[..900], "ends in the middle", "download the file again");
    refuse("", "ends in the middle", "download the file again");
    refuse("model,price\nx,1\n", "line 1 is no JSON", "it takes the `data.json`");
    refuse("[1, 2]", "not of providers", "it takes the `data.json`");
    refuse("[]", "not of providers", "it takes the `data.json`");
    refuse("7", "neither an object nor a list", "it takes the `data.json`");
    refuse(r#"{"rates": {"EUR": 0.9}}"#, "no price list that is known here", "it takes the `data.json`");
    refuse(r#"{"meta": {}, "models": []}"#, "a catalog already", "--catalog");
    let comma = LITELLM.replace("\"2.5E-6\"", "\"2,5E-6\"");
    refuse(&comma, "`azure/new-model`: `input_cost_per_token` is `\"2,5E-6\"`", "correct the entry");
    refuse(&LITELLM.replace("3e-06", "\"3,00\""), "a comma in a number is ambiguous", "correct the entry");
    refuse(&LITELLM.replace("3e-06", "-3e-06"), "below 0", "correct the entry");
    refuse(&LITELLM.replace("3e-06", "1e-40"), "more than 28 digits", "correct the entry");
}

#[test]
fn a_catalog_file_is_refused_for_what_is_wrong_with_it() {
    let refuse = |text: &str, why: &str| {
        let found = Catalog::of_text("x", text).unwrap_err();
        assert!(found.contains(why), "{found}");
    };
    refuse("[]", "no JSON object");
    refuse("{}", "no list `models`");
    refuse(r#"{"models":[{"in":1,"out":1}]}"#, "no `id`");
    refuse(r#"{"models":[{"id":"a/b","out":1}]}"#, "`a/b`: it has no price `in`");
    refuse(r#"{"models":[{"id":"a/b","in":"1,5","out":1}]}"#, "`in` is `\"1,5\"`: a comma");
    refuse(r#"{"models":[{"id":"a/b","in":1,"out":1},{"id":"a/b","in":1,"out":1}]}"#, "twice");
    refuse(r#"{"models":[{"id":"a/b","in":1,"out":1,"retires":"soon"}]}"#, "no day");
    refuse(r#"{"models":[{"id":"a/b","in":1,"out":1,"next":[{"in":1,"out":1}]}]}"#, "no `from`");
    let exponent = Catalog::of_text("x", r#"{"models":[{"id":"a/b","in":1e-1,"out":"2E0"}]}"#).unwrap();
    assert_eq!(exponent.model("a/b").unwrap().current().input, dec!(0.1));
}
