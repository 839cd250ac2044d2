//! A price list laid over a catalog: what it cannot say is kept, what changed is said, and a second time
//! nothing changes.

use rust_decimal::{Decimal, dec};
use tco::catalog::update::{Update, update};
use tco::catalog::{Catalog, LlmModel};
use tco::quantity::Date;

/// A catalog with one entry, of 2026-11-21.
fn base(entry: &str) -> Catalog {
    let text =
        format!(r#"{{"meta":{{"snapshot":"2026-11-21","sources":[{{"name":"ours"}}]}},"models":[{{{entry}}}]}}"#);
    Catalog::of_text("base", &text).unwrap()
}

/// A list of `LiteLLM` with one entry of `provider/name`, prices by the token.
fn list(name: &str, rest: &str) -> String {
    let provider = name.split('/').next().unwrap();
    format!(r#"{{"{name}": {{"litellm_provider": "{provider}", "mode": "chat", {rest}}}}}"#)
}

fn laid_over(base: &Catalog, list: &str) -> (Update, Catalog) {
    let updated = update(base, list, Date::parse("2026-12-24").unwrap()).unwrap();
    let catalog = Catalog::of_text("prices.json", &updated.text).unwrap();
    let again = update(&catalog, list, Date::parse("2026-12-24").unwrap()).unwrap();
    assert_eq!((again.changes.len(), again.text == updated.text), (0, true), "{:?}", again.changes);
    (updated, catalog)
}

/// What is said of the one entry that changed.
fn said(update: &Update) -> Vec<String> {
    let parts = update.changes.iter().flat_map(|change| &change.parts);
    parts.map(|(what, before, after)| format!("{what} {before} -> {after}")).collect()
}

const DEEPSEEK: &str = r#""id":"deepseek/deepseek-v4-flash","ctx":1000000,"off_peak":{"in":0.15,"out":0.6,"cr":0.003},"peak_utc":["01:00-04:00","06:00-10:00"],"in":0.3,"out":1.2,"cr":0.006,"from":"2026-09-10","history":[{"in":0.14,"out":0.28,"cr":0.0028}]"#;
const PEAK: &str = r#""input_cost_per_token": 3e-07, "output_cost_per_token": 1.2e-06, "cache_read_input_token_cost": 6e-09, "cache_creation_input_token_cost": 0.0"#;
/// The hours as the list has them, in full, on 2026-11-20.
const OFF_PEAK: &str = r#""off_peak_pricing": {"cache_read_input_token_cost": 3e-09, "input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07, "windows": [{"hours_utc": ["00:00-01:00", "04:00-06:00", "10:00-00:00"], "weekdays": [1, 2, 3, 4, 5]}, {"hours_utc": "00:00-00:00", "weekdays": [6, 7]}]}"#;

#[test]
fn hours_of_the_day_stay_and_are_read() {
    // a list that says nothing of hours takes none away, nor the earlier prices
    let (update, catalog) = laid_over(&base(DEEPSEEK), &list("deepseek/deepseek-v4-flash", PEAK));
    assert_eq!((update.unchanged, said(&update)), (1, Vec::new()));
    let kept = catalog.model("deepseek/deepseek-v4-flash").unwrap();
    assert_eq!((kept.mean_rates().input, kept.mean_rates().output), (dec!(0.19375), dec!(0.775)));
    assert_eq!((kept.periods.len(), kept.periods[0].rates.input), (2, dec!(0.14)));
    // one that does is read: 7 hours on 5 days are 35 of 168, so (35 x 0.30 + 133 x 0.15) / 168
    let hours = list("deepseek/deepseek-v4-flash", &format!("{PEAK}, {OFF_PEAK}"));
    let (update, catalog) = laid_over(&base(DEEPSEEK), &hours);
    let hours = "peak hours 01:00-04:00 06:00-10:00 UTC -> 01:00-04:00 06:00-10:00 UTC, 5 days a week";
    assert_eq!(said(&update), [hours]);
    let read = catalog.model("deepseek/deepseek-v4-flash").unwrap();
    assert_eq!((read.mean_rates().input, read.mean_rates().output), (dec!(0.18125), dec!(0.725)));
    assert_eq!(read.off_peak.unwrap().peak_share(), dec!(35) / dec!(168));
    // and prices that changed end the hours that were known, which is said
    let dearer = list("deepseek/deepseek-v4-flash", &PEAK.replace("3e-07", "4e-07"));
    let (update, _) = laid_over(&base(DEEPSEEK), &dearer);
    let words = said(&update).join(", ");
    for part in ["input 0.3 -> 0.4", "off-peak input 0.15 -> none", "peak hours 01:00-04:00 06:00-10:00 UTC -> none"] {
        assert!(words.contains(part), "{words}");
    }
}

/// The only model of a new catalog that is made of an entry of the list.
fn new(rest: &str) -> Option<LlmModel> {
    let nothing = Catalog::of_text("none", r#"{"models":[]}"#).unwrap();
    laid_over(&nothing, &list("zai/glm-5", rest)).1.models().pop()
}

#[test]
fn a_zero_is_a_price_that_is_not_stated() {
    let glm = new(
        r#""input_cost_per_token": 1e-06, "output_cost_per_token": 3.2e-06, "cache_read_input_token_cost": 0, "cache_creation_input_token_cost": 0.0"#,
    );
    let rates = glm.unwrap().current().clone();
    assert_eq!((rates.cache_read, rates.cache_write), (None, None));
    // half of ten million tokens is written to the cache: all of them cost what input does
    let usage = tco::catalog::Usage { input: 10_000_000, cache_write: 5_000_000, ..Default::default() };
    assert_eq!(rates.bill(usage), Some(dec!(10)));
    // what has no price for output is not paid by input and output
    assert!(new(r#""input_cost_per_token": 1e-06, "output_cost_per_token": 0.0"#).is_none());
}

#[test]
fn a_name_in_other_letters_is_the_same_model() {
    let old = base(r#""id":"zai/GLM-5","in":1,"out":3.2"#);
    let (update, catalog) =
        laid_over(&old, &list("zai/glm-5", r#""input_cost_per_token": 2e-06, "output_cost_per_token": 3.2e-06"#));
    assert_eq!((said(&update), update.added.len(), update.kept), (vec!["input 1 -> 2".to_owned()], 0, 0));
    for name in ["zai/GLM-5", "zai/glm-5"] {
        assert_eq!(catalog.model(name).unwrap().current().input, dec!(2), "{name}");
    }
}

#[test]
fn every_part_that_changes_is_said() {
    let check = |entry: &str, list: &str, parts: &[&str]| assert_eq!(said(&laid_over(&base(entry), list).0), parts);
    let entry = r#""id":"a/b","in":1,"out":2,"cw":1.25,"batch":{"in":0.5,"out":1,"cw":0.625}"#;
    let prices = r#""input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06"#;
    let of = |more: &str| list("a/b", &format!("{prices}, {more}"));
    // silence about batches keeps what they save
    check(entry, &list("a/b", prices), &[]);
    check(entry, &of(r#""input_cost_per_token_batches": 5e-07"#), &[]);
    check(
        entry,
        &of(r#""input_cost_per_token_batches": 4e-07, "cache_creation_input_token_cost_batches": 1.25e-06"#),
        &["batch input 0.5 -> 0.4", "batch cache write 0.625 -> 1.25"],
    );
    // half of a price is half of the new one too
    check(entry, &list("a/b", &prices.replace("2e-06", "3e-06")), &["output 2 -> 3", "batch output 1 -> 1.5"]);
    let long = r#""id":"a/b","ctx":500000,"in":1,"out":2,"cr":0.1,"tiers":[{"over":200000,"in":2,"out":3,"cr":0.2}]"#;
    check(
        long,
        &of(
            r#""cache_read_input_token_cost": 1e-07, "input_cost_per_token_above_200k_tokens": 2e-06, "cache_read_input_token_cost_above_200k_tokens": 1.5e-07"#,
        ),
        &["long cached input 0.2 -> 0.15"],
    );
    // a tier that begins at the context is neither said nor kept
    let short = r#""id":"a/b","ctx":200000,"in":1,"out":2"#;
    check(short, &of(r#""max_input_tokens": 200000, "input_cost_per_token_above_200k_tokens": 2e-06"#), &[]);
}

#[test]
fn an_undated_price_holds_from_the_day_of_its_list() {
    let entry = r#""id":"a/b","in":1,"out":2,"from":"2026-06-01","history":[{"in":3,"out":4}],"next":[{"from":"2027-03-01","in":5,"out":6}]"#;
    let cheaper = list("a/b", r#""input_cost_per_token": 7e-07, "output_cost_per_token": 2e-06"#);
    let (update, catalog) = laid_over(&base(entry), &cheaper);
    assert_eq!(said(&update), ["input 1 -> 0.7"]);
    let found: Vec<(Option<Date>, Decimal)> =
        catalog.model("a/b").unwrap().periods.iter().map(|period| (period.from, period.rates.input)).collect();
    let from = |day: &str| Date::parse(day);
    // earlier prices and the announced one stay around it
    let expected = [
        (None, dec!(3)),
        (from("2026-06-01"), dec!(1)),
        (from("2026-12-24"), dec!(0.7)),
        (from("2027-03-01"), dec!(5)),
    ];
    assert_eq!(found, expected);
    // a change that has come by the day of the list is none
    let scheduled = r#""id":"a/b","in":1,"out":2,"next":[{"from":"2026-12-01","in":5,"out":6}]"#;
    let after = list("a/b", r#""input_cost_per_token": 5e-06, "output_cost_per_token": 6e-06"#);
    let (update, catalog) = laid_over(&base(scheduled), &after);
    assert_eq!((update.unchanged, catalog.model("a/b").unwrap().current().input), (1, dec!(5)));
}

#[test]
fn a_doubt_ends_with_the_price_that_it_is_about() {
    let noted = base(r#""id":"a/b","in":1,"out":2,"note":"sources disagree""#);
    let note = |input: &str| {
        let list = list("a/b", &format!(r#""input_cost_per_token": {input}, "output_cost_per_token": 2e-06"#));
        laid_over(&noted, &list).1.model("a/b").unwrap().note
    };
    assert_eq!((note("1e-06"), note("2e-06")), (Some("sources disagree".to_owned()), None));
}

#[test]
fn a_slip_in_a_list_is_said() {
    let nothing = Catalog::of_text("none", r#"{"models":[]}"#).unwrap();
    let day = Date::parse("2026-12-24").unwrap();
    let priced =
        |output: &str| list("a/b", &format!(r#""input_cost_per_token": 1e-06, "output_cost_per_token": {output}"#));
    // 0.2 a token is 200,000 a million
    assert_eq!(update(&nothing, &priced("0.2"), day).unwrap().dearest, Some(("a/b".to_owned(), dec!(200000))));
    assert_eq!(update(&nothing, &priced("0.0006"), day).unwrap().dearest, None);
    let soon = priced("2e-06").replace("\"mode\"", "\"deprecation_date\": \"soon\", \"mode\"");
    assert!(update(&nothing, &soon, day).unwrap_err().cause.contains("`deprecation_date` is `soon`"));
}
