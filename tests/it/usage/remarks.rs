//! What a draft says beside its workloads: costs that none explains, tiers that are not told or have no price, and
//! prices that are a mean over a model's own use.

use tco::scenario::load;
use tco::usage::{By, Draft, Usage};

use super::drafts::{answered, drafted};
use super::read;

fn has(text: &str, words: &str) {
    assert!(text.contains(words), "no `{words}` in {text}");
}

fn lacks(text: &str, words: &str) {
    assert!(!text.contains(words), "`{words}` in {text}");
}

/// A draft that loads once it is answered.
fn sound(usage: &Usage, by: By) -> Draft {
    let draft = drafted(usage, by, None);
    load("draft.toml", &answered(&draft.text), &[]).unwrap_or_else(|why| panic!("{:?}\n{}", why.errors, draft.text));
    draft
}

#[test]
fn a_model_that_only_has_costs_is_a_remark_and_no_option() {
    let rows = "time,model,project,requests,fresh,output,batch,cost,currency\n\
                2026-10-01,gpt-6-sol,a,100,100000,10000,default,0.3,USD\n2026-10-31,gpt-6-sol,a,100,100000,10000,default,0.3,USD\n";
    let line = "start_time,end_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id\n\
                1790899200,1790985600,12.5,usd,,,web search tool calls,a\n1790985600,1791072000,0.75,usd,,,web search tool calls,a\n";
    let usage =
        super::read_with(&[("a.csv", rows.as_bytes()), ("b.csv", line.as_bytes())], &super::settings()).unwrap();
    for by in [By::Project, By::All, By::Model, By::Both] {
        let draft = sound(&usage, by);
        lacks(&draft.text, "[options.api-web");
        // on 2026-10-02 and the day after
        has(&draft.text, "# 13.25 USD of `web search tool calls`, between 2026-10-02 and 2026-10-03\n");
        has(&draft.text, "# Cost that no workload explains: ");
        assert!(draft.questions.iter().all(|question| !question.contains("web search")), "{:?}", draft.questions);
    }
}

#[test]
fn a_cost_that_is_called_like_a_model_may_be_of_a_tier_of_it() {
    let usage = "time,model,requests,fresh,output,batch\n2026-10-02,gpt-6-sol,100,100000,10000,batch\n";
    let bill = "start_time,end_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id\n\
                1790899200,1790985600,0.1,usd,100000,tokens,\"gpt-6-sol scale tier, input\",a\n";
    let usage =
        super::read_with(&[("a.csv", usage.as_bytes()), ("b.csv", bill.as_bytes())], &super::settings()).unwrap();
    let draft = sound(&usage, By::Model);
    has(&draft.text, "# 0.1 USD of `gpt-6-sol scale tier`, on 2026-10-02\n");
    has(
        &draft.text,
        "#   (if this is what batches or tiers of `gpt-6-sol` cost, its tokens are in a workload already)\n",
    );
}

#[test]
fn a_request_of_a_draft_costs_what_it_does_in_the_table() {
    // 2 for 10 requests; 5 more on a day without any
    let usage = read("time,model,requests,fresh,output,cost\n2026-10-01,mystery-1,10,,,2\n2026-10-02,mystery-1,,,,5\n");
    let draft = drafted(&usage, By::Model, None);
    has(&draft.text, "\nper_request = 0.2\n");
    has(&draft.questions[1], "how many input tokens has a mean request of `mystery-1`? The exports tell none");
}

#[test]
fn tiers_that_are_not_told_are_asked_about() {
    let row = |batch: &str| {
        format!("time,model,requests,fresh,cached,output,batch\n2026-10,gpt-6-sol,100,100000,0,10000,{batch}\n")
    };
    let question = "were 110,000 tokens of `gpt-6-sol` all at the standard tier? If not, say which share was in batches or \
                    at the flex tier as `batch_share` of the workloads";
    let draft = sound(&read(&row("")), By::Model);
    assert_eq!(draft.questions, [question]);
    has(&draft.text, &format!("# QUESTION: {question}\n"));
    assert_eq!(sound(&read(&row("default")), By::Model).questions, Vec::<String>::new());
}

#[test]
fn tokens_of_a_tier_without_a_price_are_told_in_the_draft() {
    // no list has a price of the priority tier of this model
    let row = |tier: &str, requests: u32| format!("2026-10,claude-haiku-5-5,{requests},{requests}000,0,0,{tier}\n");
    let head = "time,model,requests,fresh,cached,output,batch\n";
    let draft = sound(&read(&(head.to_owned() + &row("default", 90) + &row("priority", 10))), By::Model);
    has(&draft.text, "model = \"anthropic/claude-haiku-5-5\"\n# the prices are those of the other tiers");
    let question = "10 % of the tokens of `claude-haiku-5-5` (10,000 at the priority tier) have no known price: how much \
                    dearer or cheaper than the others do they make it in all? Write that as `uplift` of its option, such as 0.05 for \
                    5 % dearer";
    assert_eq!(draft.questions, [question]);
    // where all of them are, the price is a blank
    let draft = sound(&read(&(head.to_owned() + &row("priority", 10))), By::Model);
    lacks(&draft.text, "\nmodel = ");
    has(
        &draft.text,
        "\n# input_per_mtok =            # QUESTION: what does a million input tokens of `claude-haiku-5-5` cost",
    );
}

#[test]
fn a_mean_over_its_own_use_is_no_offer_for_other_workloads() {
    // 0.66 for 0.66 million tokens of a model that no list has
    let own = "time,model,requests,fresh,output,batch,cost\n2026-10,mystery-1,500,600000,60000,,0.66\n";
    let draft = sound(&read(&format!("{own}2026-10,gpt-6-sol,1000,2400000,300000,default,7.8\n")), By::Model);
    has(
        &draft.text,
        "# a mean over its own use in `mystery-1`: right for these in `today`, and no offer for the other",
    );
    has(&draft.text, "\nlabel = \"mystery-1, at the mean cost of its own tokens\"\n");
    has(&draft.text, "# Options are compared as ways to serve all workloads: ");
    // alone, it is what it is
    lacks(&sound(&read(own), By::Model).text, "label = ");
}
