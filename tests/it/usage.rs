//! Usage exports: every format, and what goes wrong in them. The files of `tests/data/usage` have
//! made-up rows in the shapes that providers document; expected values are summed from them by hand.

mod bills;
mod blank;
mod checks;
mod columns;
mod compared;
mod currencies;
mod drafts;
mod failed;
mod mended;
mod overlaps;
mod paid;
mod parts;
mod plans;
mod remarks;
mod rows;
mod shares;
mod told;
mod traps;
mod twice;
mod untold;
mod warehouse;

use std::num::NonZeroUsize;
use std::path::Path;

use tco::quantity::YearMonth;
use tco::usage::{Costs, ImportError, OnFault, Reason, Settings, Source, Usage, import};

fn settings() -> Settings {
    let threads = NonZeroUsize::new(2).unwrap();
    Settings { threads, on_fault: OnFault::Count, columns: None, costs: Costs::Once, currency: None }
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/usage").join(name)).unwrap()
}

fn read_with(files: &[(&str, &[u8])], settings: &Settings) -> Result<Usage, ImportError> {
    let source = |(name, bytes): &(&str, &'_ [u8])| Source {
        name: (*name).to_owned(),
        bytes: Box::new(std::io::Cursor::new(bytes.to_vec())),
    };
    import(files.iter().map(source).collect(), settings)
}

fn read(text: &str) -> Usage {
    read_with(&[("export", text.as_bytes())], &settings()).unwrap()
}

/// Every month as `month model project: requests fresh cached written output failures cost`; `?`
/// where rows do not say.
fn table(usage: &Usage) -> Vec<String> {
    let months = usage.months();
    let line = |((month, model, project), sums): (&(YearMonth, &str, &str), &tco::usage::Sums)| {
        let requests = if sums.uncounted > 0 { "?".to_owned() } else { sums.requests.to_string() };
        let cost = if sums.costed == 0 { "?".to_owned() } else { sums.cost.decimal().normalize().to_string() };
        let written = sums.written + sums.written_long;
        format!(
            "{month} {model} {project}: {requests} {} {} {written} {} {} {cost}",
            sums.fresh, sums.cached, sums.output, sums.failures
        )
    };
    months.iter().map(line).collect()
}

fn check(name: &str, expected: &[&str]) {
    let usage = read_with(&[(name, &sample(name))], &settings()).unwrap();
    assert_eq!(table(&usage), expected, "{name}: {:?}", usage.warnings());
    let rows = &usage.files[0].rows;
    assert_eq!(rows.faulty, 0, "{name}: {:?}", rows.faults);
}

#[test]
fn every_export_says_month_model_project_and_counts() {
    // after the colon: requests, fresh, cached, written, output, failures, cost
    check(
        "openai_usage_completions.json",
        &[
            "2026-11 gpt-6-luna proj_support: 7000 9100000 0 0 880000 0 ?",
            "2026-11 gpt-6-sol proj_support: 31650 52400000 45400000 2100000 12500000 0 ?",
        ],
    );
    check(
        "openai_completions_usage.csv",
        &[
            "2026-11 gpt-6-luna proj_support: 7000 9100000 0 0 880000 0 ?",
            "2026-11 gpt-6-sol proj_support: 31650 54500000 45400000 0 12500000 0 ?",
        ],
    );
    check("openai_costs.json", &["2026-11 gpt-6-sol proj_support: 0 0 0 0 0 0 116.3"]);
    check("openai_cost.csv", &["2026-11 gpt-6-sol proj_support: 0 0 0 0 0 0 112"]);
    // the exports of Anthropic say nothing of requests
    check(
        "anthropic_usage_report.json",
        &[
            "2026-11 claude-haiku-5-5 wrkspc_demo: ? 5200000 0 0 410000 0 ?",
            "2026-11 claude-sonnet-5-5 wrkspc_demo: ? 25500000 62900000 2100000 9850000 0 ?",
        ],
    );
    check(
        "anthropic_console_tokens.csv",
        &[
            "2026-11 claude-haiku-5-5 Default: ? 5200000 0 0 410000 0 ?",
            "2026-11 claude-sonnet-5-5 Default: ? 25500000 62900000 2100000 9850000 0 ?",
        ],
    );
    // amounts are cents: 2480.00 + 225.00 + 301.00 + 4800.00
    check("anthropic_cost_report.json", &["2026-11 claude-sonnet-5-5 wrkspc_demo: 0 0 0 0 0 0 78.06"]);
    check("anthropic_console_cost.csv", &["2026-11 claude-sonnet-5-5 Default: 0 0 0 0 0 0 75.81"]);
    // one failed, one was answered by the gateway
    check(
        "litellm_spend_logs.json",
        &[
            "2026-11 claude-sonnet-5-5 team-1: 1 1100 2000 0 320 0 0.00552",
            "2026-11 gpt-6-sol team-1: 1 2900 0 0 410 1 0.0099",
        ],
    );
    check(
        "openrouter_activity_daily.csv",
        &[
            "2026-11 anthropic/claude-sonnet-5.5 : 4115 70965665 0 0 3009973 0 430.07",
            "2026-11 openai/gpt-6-luna : 9254 87199493 0 0 6795119 0 12.4",
        ],
    );
    check(
        "openrouter_activity_log.csv",
        &[
            "2026-11 anthropic/claude-5.5-sonnet-20260901 support-bot: 1 1100 2000 0 320 0 0.00552",
            "2026-11 openai/gpt-6-luna-20260815 support-bot: 1 2900 0 0 360 0 0.00047",
        ],
    );
    check(
        "langfuse_observations.json",
        &[
            "2026-11 claude-sonnet-5-5 production: 1 1100 2000 0 320 0 0.0056",
            "2026-11 gpt-6-sol production: 1 2500 400 0 410 0 0.00918",
        ],
    );
    check(
        "helicone_requests.jsonl",
        &["2026-11 claude-sonnet-5-5 support: 1 1100 2000 0 320 0 ?", "2026-11 gpt-6-sol : 0 0 0 0 0 1 ?"],
    );
    check(
        "otel_genai_spans.jsonl",
        &[
            "2026-11 claude-sonnet-5-5-20260901 support-bot: 1 1100 2000 0 320 0 ?",
            "2026-11 gpt-6-sol-2026-08-20 support-bot: 1 2500 400 0 410 0 ?",
        ],
    );
    check("focus_1_2.csv", &["2026-11 claude-sonnet-5-5 wrkspc_demo: 0 0 0 0 0 0 75.81"]);
    // days of Beijing: the first one is of November there; 0.085452288 + 1.53 + 1.056
    check("deepseek_amount.csv", &["2026-11 deepseek-v4-flash support: 3545 5100000 14242048 0 880000 0 2.671452288"]);
}

#[test]
fn what_is_left_out_is_counted_with_its_reason() {
    let left = |name: &str| {
        let usage = read_with(&[(name, &sample(name))], &settings()).unwrap();
        let rows = usage.files[0].rows.clone();
        let reasons = Reason::ALL.into_iter().filter(|reason| rows.left(*reason) > 0);
        (rows.read(), rows.used, reasons.map(|reason| (reason, rows.left(reason))).collect::<Vec<_>>())
    };
    assert_eq!(left("openai_completions_usage.csv"), (4, 3, vec![(Reason::Blank, 1)]));
    assert_eq!(left("openai_cost.csv"), (3, 2, vec![(Reason::Blank, 1)]));
    assert_eq!(left("litellm_spend_logs.json"), (4, 3, vec![(Reason::GatewayHit, 1)]));
}
