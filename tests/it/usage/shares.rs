//! What a draft says of models that serve together, of tiers, and of exports that count no requests.

use std::fmt::Write as _;

use tco::scenario::load;
use tco::usage::By;

use super::drafts::{answered, drafted};
use super::read;
use super::traps::log;

fn has(text: &str, words: &str) {
    assert!(text.contains(words), "no `{words}` in {text}");
}

/// One month: team-a has 300 requests of one model and 100 of another, team-b 100 of the first.
const TEAMS: &str = "time,model,project,requests,fresh,output
2026-10,gpt-6-sol,team-a,300,300000,30000
2026-10,gpt-6-luna,team-a,100,300000,10000
2026-10,gpt-6-sol,team-b,100,100000,10000
";

#[test]
fn what_several_models_did_is_a_blend_of_their_shares() {
    let check = |rows: &str, by, words: &[&str]| {
        let draft = drafted(&read(rows), by, None);
        let scenario = load("draft.toml", &answered(&draft.text), &[]);
        let scenario = scenario.unwrap_or_else(|refused| panic!("{:?}\n{}", refused.errors, draft.text)).scenario;
        assert_eq!(scenario.options[scenario.reference].name, "today", "{}", draft.text);
        for words in words {
            has(&draft.text, words);
        }
        draft.text
    };
    let text = check(
        TEAMS,
        By::Project,
        &[
            "# as `team-a` was: shares of the requests of 2026-10, each with the workload's mean lengths",
            "[options.today-team-a]\nkind = \"blend\"\nshares = { api-gpt-6-luna = \"25%\", api-gpt-6-sol = \"75%\" }\n",
            "route = { team-a = \"today-team-a\", team-b = \"api-gpt-6-sol\" }\n",
        ],
    );
    // at 2 and 10 a million, and 0.10 and 0.50: own lengths cost 0.6 + 0.3 + 0.03 + 0.005 = 0.935; at the mean of all
    // 400 requests, 0.6 and 0.04 million cost 1.6 x 75 % and 0.08 x 25 %: 1.22, which is 30.5 % more
    has(&text, "# with these it costs 30.5 % more than with each model's own lengths");
    check(
        TEAMS,
        By::All,
        &["[options.today]\nkind = \"blend\"\nshares = { api-gpt-6-luna = \"20%\", api-gpt-6-sol = \"80%\" }\n"],
    );
    // thirds make 100 %
    let thirds = TEAMS.replace("300,300000", "100,100000");
    check(&thirds, By::All, &["{ api-gpt-6-luna = \"33.33%\", api-gpt-6-sol = \"66.67%\" }"]);
}

#[test]
fn without_a_blend_the_draft_says_why() {
    let draft = drafted(&read(&TEAMS.replace("2026-10,gpt-6-luna,", "2026-10,,")), By::Project, None).text;
    has(&draft, "# no `reference` that stands for what was done: some use of `team-a` names no model\n");
    assert!(!draft.contains("[options.today"), "{draft}");
    let nameless = TEAMS.replace("gpt-6-sol", "").replace("gpt-6-luna", "");
    let draft = drafted(&read(&nameless), By::Project, None).text;
    load("draft.toml", &answered(&draft), &[]).unwrap_or_else(|refused| panic!("{:?}\n{draft}", refused.errors));
}

/// A result of a day of `OpenAI`.
fn result(requests: u32, rest: &str) -> String {
    format!(
        "{{\"object\":\"organization.usage.completions.result\",\"input_tokens\":{},\"output_tokens\":{requests},\
         \"num_model_requests\":{requests},\"model\":\"gpt-6-sol\",{rest}}}",
        requests * 10
    )
}

#[test]
fn tiers_reach_the_draft() {
    let results = [
        result(60, "\"batch\":false,\"service_tier\":\"default\""),
        result(20, "\"batch\":true,\"service_tier\":\"default\""),
        result(15, "\"service_tier\":\"flex\""),
        result(5, "\"service_tier\":\"priority\""),
    ];
    let page = format!(
        "{{\"object\":\"page\",\"data\":[{{\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[{}]}}],\"has_more\":false}}",
        results.join(",")
    );
    let draft = drafted(&read(&page), By::Model, None).text;
    // 20 and 15 of 100
    has(&draft, "\nbatch_share = 0.35   # of the requests; 15 % were at the flex tier, which is billed as a batch\n");
    has(&draft, "# 5 % of the requests were at the priority tier");
    // by the catalog batches and flex cost half, priority twice: 60 + 35 / 2 + 5 x 2 over 60 + 35 / 2 + 5, less 1
    has(&draft, "\nuplift = 0.060606\n");
}

#[test]
fn the_share_of_long_prompts_reaches_the_draft() {
    // the catalog: prompts of more than 100,000 tokens cost more
    let rows = log("a", "\"prompt_tokens\":150000,\"completion_tokens\":1")
        + &log("b", "\"prompt_tokens\":50000,\"completion_tokens\":0");
    let rows = rows.replace("\"model\":\"m\"", "\"model\":\"claude-haiku-5-5\"");
    let share = |rows: &str| drafted(&read(rows), By::Model, None).text;
    // 150,000 of 200,000
    has(
        &share(&rows),
        "\nlong_prompt_share = 0.75   # of the input tokens, those in prompts of more than 100,000 tokens",
    );
    has(&share(&rows.replace("150000", "100000")), "\nlong_prompt_share = 0 ");
    let sums = "time,model,requests,fresh,output\n2026-10,claude-haiku-5-5,10,1000,100\n";
    has(
        &share(sums),
        "# long_prompt_share =         # prompts of more than 100,000 tokens cost more; the exports do not tell",
    );
}

#[test]
fn windows_of_anthropic_tell_long_prompts() {
    // the catalog: prompts of more than 200,000 tokens cost more
    let result = |window: &str, input: u32| {
        format!(
            "{{\"uncached_input_tokens\":{input},\"output_tokens\":1,\"model\":\"gemini-2.5-pro\",\
             \"service_tier\":\"standard\",\"context_window\":\"{window}\"}}"
        )
    };
    let page = format!(
        "{{\"data\":[{{\"starting_at\":\"2026-11-01T00:00:00Z\",\"ending_at\":\"2026-11-02T00:00:00Z\",\"results\":[{},{}]}}],\"has_more\":false}}",
        result("0-200k", 300),
        result("200k-1M", 100)
    );
    let draft = drafted(&read(&page), By::Model, None).text;
    // 100 of 400
    has(&draft, "\nlong_prompt_share = 0.25 ");
}

#[test]
fn tokens_grow_where_requests_are_not_counted() {
    // 100,000 tokens a day in January and a tenth more in each month
    let mut text = "time,model,requests,fresh,output\n".to_owned();
    for (month, tokens) in (1..).zip([3_100_000, 3_080_000, 3_751_000, 3_993_000]) {
        let _ = writeln!(text, "2026-{month:02},gpt-6-sol,,{tokens},1000");
    }
    let draft = drafted(&read(&text), By::Model, None);
    has(&draft.text, "\ngrowth_per_month = 0.10000\n");
    has(&draft.text, "# it is that of the input tokens: the requests' as long as their length stays\n");
    has(&draft.text, "# requests_per_month =            # QUESTION: ");
    // 146,410 a day in the month after, times 365 / 12, at 1,000 each
    let draft = drafted(&read(&text), By::Model, Some(rust_decimal::dec!(1000))).text;
    has(&draft, "\nrequests_per_month = 4453   # on the line through the months, in month 1\n");
    has(&draft, "# input tokens: 2026-01 ");
}

#[test]
fn a_question_of_requests_says_whose_are_counted() {
    let rows = "time,model,requests,fresh,output\n2026-10,gpt-6-sol,534,1000,10\n2026-10,claude-haiku-5-5,,7000,70\n";
    let draft = drafted(&read(rows), By::All, None).text;
    has(&draft, "The exports count 534 of `gpt-6-sol`; of `claude-haiku-5-5` they count tokens only\n");
    // the tokens of one month stand beside its requests, not those of all months
    has(&draft, "? They were 8,000 in 2026-10\n");
}

#[test]
fn hours_of_tokens_are_a_profile() {
    let mut text = "time,end,model,requests,fresh,output\n".to_owned();
    // three Mondays and two of every other day: 2026-06-01 is a Monday
    for day in 1..=15 {
        for hour in 0..24 {
            let tokens = if hour == 9 { 400 } else { 10 };
            let _ = writeln!(text, "2026-06-{day:02}T{hour:02}:00:00Z,,m,,{tokens},0");
        }
    }
    let draft = drafted(&read(&text), By::Model, None).text;
    has(&draft, "# the exports tell tokens by hour, not requests: these stand for them\n");
    // 15 days of 10 and of 400; 400 + 23 x 10 a day, whatever its name
    has(&draft, "hourly_profile = [150, 150, 150, 150, 150, 150, 150, 150, 150, 6000, 150, ");
    has(
        &draft,
        "weekly_profile = [630, 630, 630, 630, 630, 630, 630]   # the mean tokens of such a day, Monday first\n",
    );
}

#[test]
fn a_model_without_a_share_is_commented_out() {
    // gpt-4o is shut down within the plan, and was last used two months before the shares
    let old = "2026-08,gpt-4o-2024-08-06,team-a,100,300000,10000\n";
    let text = drafted(&read(&format!("{TEAMS}{old}")), By::Project, None).text;
    has(&text, "# QUESTION: `api-gpt-4o-2024-08-06` was last used on 2026-08-");
    has(&text, "\n# [options.api-gpt-4o-2024-08-06]\n");
    has(&text, "{ api-gpt-6-luna = \"25%\", api-gpt-6-sol = \"75%\" }");
    // the plan can be run as it stands, and with that model when it still had requests in the month of the shares
    load("draft.toml", &text, &[]).unwrap_or_else(|refused| panic!("{:?}\n{text}", refused.errors));
    let still = drafted(&read(&format!("{TEAMS}{}", old.replace("2026-08,", "2026-10,"))), By::Project, None).text;
    has(&still, "\n[options.api-gpt-4o-2024-08-06]\n");
}
