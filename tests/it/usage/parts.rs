//! Months that are told of in part, days that are missing, and models that start or stop.

use std::fmt::Write as _;

use rust_decimal::dec;
use tco::quantity::YearMonth;
use tco::report::usage_text;
use tco::scenario::{Volume, load};
use tco::usage::{By, Partial};

use super::drafts::{answered, drafted, stretched};
use super::read;
use super::traps::warns;

const HEAD: &str = "time,model,project,requests,fresh,output\n";

/// Days from the first to the last with so many requests of 100 and 10 tokens each.
fn days(model: &str, (first, last): (&str, &str), requests: u32) -> String {
    let day = |text: &str| {
        let (month, day) = text.rsplit_once('-').unwrap();
        YearMonth::parse(month).unwrap().day_number() + day.parse::<i64>().unwrap() - 1
    };
    let mut text = String::new();
    for day in day(first)..=day(last) {
        let (month, of_month) = YearMonth::of_day(day);
        let _ = writeln!(text, "{month}-{of_month:02},{model},,{requests},{},{}", requests * 100, requests * 10);
    }
    text
}

#[test]
fn days_that_are_missing_are_told_and_their_month_is_not_whole() {
    let rows = days("m", ("2026-03-01", "2026-04-09"), 100) + &days("m", ("2026-04-13", "2026-05-31"), 100);
    let usage = read(&(HEAD.to_owned() + &rows));
    let april = YearMonth::parse("2026-04").unwrap();
    assert_eq!((usage.days_of(april), usage.gaps.len()), (27, 1));
    warns(&usage, &["2026-04 holds nothing on 2026-04-10 to 2026-04-12, though other weeks do on such days"]);
    let text = usage_text(&usage, &[], Partial::AsCounted);
    assert!(text.contains("* 2026-04: 27 of 30 days; nothing on 2026-04-10 to 2026-04-12, as counted"), "{text}");
    let draft = drafted(&usage, By::Model, None).text;
    assert!(draft.contains("# requests: 2026-03 3,100, 2026-05 3,100\n"), "{draft}");
    // 2,700 requests on 27 of 30 days
    let draft = stretched(&usage, By::Model, None).text;
    assert!(draft.contains("# requests: 2026-03 3,100, 2026-04 3,000, 2026-05 3,100\n"), "{draft}");
    assert!(draft.contains("# stretched to whole months: 2026-04, told of on 27 of 30 days\n"), "{draft}");
}

#[test]
fn a_log_of_working_days_has_no_gaps_on_weekends() {
    // 2026-06-01 is a Monday
    let weeks = [("2026-06-01", "2026-06-05"), ("2026-06-08", "2026-06-12"), ("2026-06-15", "2026-06-19")];
    let rows: String = weeks.iter().map(|week| days("m", *week, 100)).collect();
    assert_eq!(read(&(HEAD.to_owned() + &rows)).gaps, []);
}

/// `new` comes in the middle of March and grows by 10 % a month from April on: 3,000, 3,300, 3,630. `old` goes on
/// until the 20th of April.
fn migration() -> String {
    let new = days("new", ("2026-03-16", "2026-05-30"), 100)
        + "2026-05-31,new,,410,41000,4100\n"
        + &days("new", ("2026-06-01", "2026-06-29"), 100)
        + "2026-06-30,new,,730,73000,7300\n";
    HEAD.to_owned() + &days("old", ("2026-01-01", "2026-04-20"), 100) + &new
}

#[test]
fn a_model_that_starts_in_between_grows_over_its_own_whole_months() {
    let draft = drafted(&read(&migration()), By::Model, None);
    let scenario = load("draft.toml", &answered(&draft.text), &[]);
    let scenario = scenario.unwrap_or_else(|refused| panic!("{:?}\n{}", refused.errors, draft.text)).scenario;
    assert_eq!(scenario.start.unwrap().to_string(), "2026-07");
    let [new] = &scenario.workloads[..] else { panic!("{}", draft.text) };
    // 100, 110 and 121 a day: the next month has 133.1, times 365 / 12 days of a mean month
    let Volume::Flat(requests) = &new.volume else { panic!("{:?}", new.volume) };
    assert_eq!((requests.base(), new.growth_per_month.base()), (dec!(4048), dec!(0.1)));
}

#[test]
fn a_model_that_is_no_longer_used_is_asked_about() {
    let draft = drafted(&read(&migration()), By::Model, None);
    let asked = draft.questions.iter().find(|question| question.contains("`old`")).unwrap();
    assert!(asked.starts_with("`old` was last used on 2026-04-20: does it go on?"), "{asked}");
    // 100 a day times 365 / 12
    for line in [
        "# [workloads.old]",
        "# requests_per_month = 3042   # as many a day as in 2026-03, the last month",
        "# [options.api-old]",
    ] {
        assert!(draft.text.contains(&format!("\n{line}\n")), "no `{line}` in {}", draft.text);
    }
    // all together goes on
    let draft = drafted(&read(&migration()), By::All, None);
    assert!(!draft.questions.iter().any(|question| question.contains("does it go on")), "{:?}", draft.questions);
}

#[test]
fn the_lengths_of_months_are_no_growth() {
    let check = |last: &str, words: &[&str]| {
        let draft = drafted(&read(&(HEAD.to_owned() + &days("m", ("2026-02-01", last), 1_000))), By::Model, None).text;
        for words in words {
            assert!(draft.contains(words), "no `{words}` in {draft}");
        }
    };
    // 1,000 a day times 365 / 12
    check("2026-04-30", &["\nrequests_per_month = 30417   # on the line", "\ngrowth_per_month = 0.00000\n"]);
    check("2026-03-31", &["\nrequests_per_month = 30417   # as many a day as in 2026-03, the last month\n"]);
    check("2026-02-28", &["\nrequests_per_month = 30417   # as many a day as in 2026-02, the last month\n"]);
}

#[test]
fn a_month_in_part_is_a_blank_unless_it_is_stretched() {
    let usage = read(&(HEAD.to_owned() + &days("gpt-6-sol", ("2026-11-01", "2026-11-12"), 100)));
    let draft = drafted(&usage, By::Model, None);
    let question = "how many requests has a whole month of `gpt-6-sol`? It had 1,200 on 12 days from 2026-11-01 to \
                    2026-11-12; `--scale-partial` stretches these";
    assert_eq!(draft.questions[1], question);
    assert!(
        draft.text.contains("start = \"2026-11\"           # the last month; none is told of whole\n"),
        "{}",
        draft.text
    );
    assert!(!draft.text.contains("\nrequests_per_month"), "{}", draft.text);
    // 1,200 on 12 days, 100 a day: times 365 / 12
    let draft = stretched(&usage, By::Model, None);
    assert!(!draft.questions.iter().any(|question| question.contains("how many requests")), "{:?}", draft.questions);
    assert!(
        draft.text.contains("\nrequests_per_month = 3042   # as many a day as in 2026-11, the last month\n"),
        "{}",
        draft.text
    );
    assert!(draft.text.contains("start = \"2026-12\""), "{}", draft.text);
    let text = usage_text(&usage, &[], Partial::Scaled);
    assert!(text.contains("  3,000  300,000       -        -  30,000 "), "{text}");
    assert!(text.contains("* 2026-11: 12 of 30 days, stretched to whole months: times 30 / 12"), "{text}");
    let usage = read(&(HEAD.to_owned() + &days("m", ("2026-01-01", "2026-02-10"), 100)));
    let draft = drafted(&usage, By::Model, None).text;
    assert!(
        draft.contains("start = \"2026-02\"           # the month after the last that is told of whole\n"),
        "{draft}"
    );
}

#[test]
fn what_nothing_measures_is_marked_as_assumed() {
    let usage = read(&(HEAD.to_owned() + "2026-10,gpt-6-sol,,10,1000,100\n"));
    let draft = drafted(&usage, By::Model, None);
    assert_eq!(draft.assumed, ["months = 36", "discount_rate = 8%", "no growth of `gpt-6-sol`"]);
    for line in [
        "months = 36                 # ASSUMED, not measured",
        "discount_rate = \"8%\"         # ASSUMED, not measured",
        "# growth_per_month = 0   # ASSUMED, not measured: one month tells of no growth",
    ] {
        assert!(draft.text.contains(line), "no `{line}` in {}", draft.text);
    }
}
