//! What the parts of a difference hold, which days costs are told of, and why nothing can be compared; by hand.

use rust_decimal::{Decimal, dec};
use tco::analysis::actuals::{reforecasts, token_costs};
use tco::analysis::{Figures, Settings, analyse};
use tco::report::{Actuals, actuals_drawing, actuals_json, actuals_text};

use super::plans::{PLAIN, PLAN, Sorted, USED, found, loaded, sorted, unused};
use super::read;

#[test]
fn caching_that_was_not_planned_is_shape_at_the_price_of_the_option() {
    // of `long` 1,000 requests as planned, half of whose input was cached
    let used = |cost: &str| {
        format!(
            "time,model,requests,fresh,cached,output,cost,currency\n2026-11,long,1000,500000,500000,100000,{cost},USD\n\
             2026-11,short,3000,600000,0,300000,4.20,USD\n"
        )
    };
    let check = |option: &str, exports: &str, shape: Decimal, price: Decimal| {
        let loaded = loaded(&PLAN.replace("output_per_mtok = 10\n", &format!("output_per_mtok = 10\n{option}")));
        let figures = Figures::new(&loaded.scenario).unwrap();
        let (_, variances) = found(&figures, exports, &PLAIN);
        let long = variances.workloads[0][0];
        let (shape_found, price_found) = (long.shape.round_dp(12), long.price.unwrap().round_dp(12));
        assert_eq!((shape_found, price_found), (shape, price), "{option}: {long:?}");
    };
    // 0.5 x 2 + 0.5 x 0.2 + 0.1 x 10 = 2.10, where 3.00 was planned
    let cached = "cached_input_per_mtok = 0.2\n";
    check(cached, &used("2.10"), dec!(-0.9), dec!(0));
    check(cached, &used("2.30"), dec!(-0.9), dec!(0.2));
    // a discount on batches that are none, and a minimum of twice the 7.20 of the tokens: all prices are twice as high
    let minimum = format!("{cached}batch_discount = \"50%\"\nminimum_monthly_spend = 14.4\n");
    check(&minimum, &used("4.20"), dec!(-1.8), dec!(0));
    // without a price of its own cached input costs what fresh input does
    check("", &used("2.10"), dec!(0), dec!(-0.9));
    // tokens written to a cache have the option's price, too: 0.5 x 2 + 0.5 x 2.5 + 1 = 3.25
    let written = used("3.25").replace(",cached,", ",written,");
    check("cache_write_per_mtok = 2.5\n", &written, dec!(0.25), dec!(0));
}

#[test]
fn days_of_several_models_of_a_workload_count_once() {
    let loaded = loaded(PLAN);
    let figures = Figures::new(&loaded.scenario).unwrap();
    let exports = format!(
        "time,model,requests,fresh,output,cost,currency\n2026-11-01,a,500,600000,50000,1.75,USD\n\
         2026-11-01,b,500,600000,50000,1.75,USD\n2026-11-30,a,500,600000,50000,1.75,USD\n\
         2026-11-30,b,500,600000,50000,,USD\n{}",
        unused("2026-11", 30)
    );
    let mapping = vec![("a".to_owned(), "long".to_owned()), ("b".to_owned(), "long".to_owned())];
    let (_, variances) = found(&figures, &exports, &Sorted { mapping, ..PLAIN });
    let part = variances.paid_in_part[0];
    // on the first day both are paid: 3.50 for 1.2 million at 2 and 0.1 million at 10
    assert_eq!((part.workload, part.days, part.of, part.paid, part.planned), (0, 1, 2, dec!(3.5), dec!(3.4)));
    assert_eq!((variances.paid_in_part.len(), variances.months[0].actual), (1, None));
}

#[test]
fn whole_months_beside_the_horizon_are_named_with_the_way_out() {
    let check = |exports: &str, words: &str| {
        let loaded = loaded(PLAN);
        let figures = Figures::new(&loaded.scenario).unwrap();
        let error = sorted(&figures, 0, &read(exports), &PLAIN).unwrap_err();
        let told = format!("{error}; {}", error.help);
        assert!(told.contains(words) && !told.contains("--scale-partial"), "no `{words}` in {told}");
    };
    let before = USED.replace("2026-11,long", "2026-09,long").replace("2026-11,short", "2026-10,short");
    let words = "the whole months that the exports tell of are 2026-09 to 2026-10, and the plan begins with 2026-11; set \
                 `start = \"2026-09\"` in [scenario] if the plan is to begin there, or give exports of 2026-11 and later";
    check(&before, words);
    // the first days of the plan's first month change nothing
    check(&format!("{before}2026-11-01,long,1,1,1,0,USD\n"), words);
    check(
        &USED.replace("2026-11", "2027-11"),
        "the only whole month that the exports tell of is 2027-11, and the plan ends with 2027-10",
    );
}

#[test]
fn the_doubt_of_measured_growth_is_a_band_of_the_chart() {
    let loaded = loaded(PLAN);
    let plan = analyse(&loaded.scenario, Settings::default()).unwrap();
    let drawn = |exports: &str| {
        let (used, variances) = found(&plan.figures, exports, &PLAIN);
        let forecasts = reforecasts(&plan.figures, &used, &variances).unwrap();
        let results: Vec<_> = forecasts.iter().map(|by| analyse(&by.scenario, Settings::default()).ok()).collect();
        let (used, variances) = (&used, &variances);
        let actuals = Actuals { files: &[], plan: &plan, used, variances, forecasts: &forecasts, results: &results };
        actuals_drawing(&actuals).svg
    };
    // one month measures no growth
    assert!(!drawn(USED).contains("90 % interval"));
    let months = ["2026-12,long,2400,2400000,200000", "2027-01,long,2600,2400000,200000"];
    let svg = drawn(&format!("{USED}{},7,USD\n{},7,USD\n", months[0], months[1]));
    for words in ["90 % interval of the growth", "With measured growth"] {
        assert!(svg.contains(words), "no `{words}`");
    }
}

#[test]
fn retries_of_a_plan_are_not_added_to_what_was_used() {
    // the plan asks every tenth request again; what was used is what is billed
    let retried = PLAN.replacen("output_tokens = 100", "output_tokens = 100\nretry_rate = \"10%\"", 1);
    let loaded = loaded(&retried);
    let plan = analyse(&loaded.scenario, Settings::default()).unwrap();
    let (used, variances) = found(&plan.figures, USED, &PLAIN);
    let forecasts = reforecasts(&plan.figures, &used, &variances).unwrap();
    let results: Vec<_> = forecasts.iter().map(|by| analyse(&by.scenario, Settings::default()).ok()).collect();
    // in 2026-12 as in 2026-11: 2.4 million tokens of `long` in and 0.2 million out are 6.80, and 4.20 of `short`,
    // times the 365 / 12 days of a mean month over the 30 of November
    let costs = token_costs(&results[0].as_ref().unwrap().figures, 0);
    assert_eq!(costs[1].round_dp(9), dec!(11.152777778));
    // 11.20 was paid for them: 0.20 / 11.00 = 1.8 % more
    let actuals = Actuals {
        files: &[],
        plan: &plan,
        used: &used,
        variances: &variances,
        forecasts: &forecasts,
        results: &results,
    };
    let text = actuals_text(&actuals);
    assert!(text.contains("at the plan's prices; what was paid in these months is 1.8 % above them"), "{text}");
}

#[test]
fn a_cost_of_0_is_no_saving() {
    // the variances of 2026-11, and what is said of it
    let told = |plan: &str, exports: &str| {
        let loaded = loaded(plan);
        let plan = analyse(&loaded.scenario, Settings::default()).unwrap();
        let (used, variances) = found(&plan.figures, exports, &PLAIN);
        let actuals =
            Actuals { files: &[], plan: &plan, used: &used, variances: &variances, forecasts: &[], results: &[] };
        (variances.months[0], variances.workloads[0][0], actuals_text(&actuals), actuals_json(&actuals))
    };
    let (month, long, text, json) = told(PLAN, &USED.replace("7.00", "0"));
    assert_eq!((month.actual, month.price, long.price), (None, None, None));
    let words = "Costs of 0   long: the exports say 0 for its tokens: does the gateway know its price?";
    assert!(text.contains(words), "{text}");
    assert_eq!(json["costs_of_0"][0]["rows_at_0"], 1);
    // the tokens cost 11.00 at planned prices, and 11.20 was paid, of which 0 of a second row of the day
    let both = format!("{USED}2026-11,long,0,0,0,0,USD\n2026-11,long,1,2,3,0,USD\n");
    let (month, _, text, _) = told(PLAN, &both);
    assert_eq!(month.actual, Some(dec!(11.2)));
    let words = "Costs of 0   long: 1 of its 3 rows with a cost say 0 for tokens: does the gateway know its price?";
    assert!(text.contains(words), "{text}");
    // unplanned use at 0 is not known either
    let (month, ..) = told(PLAN, &format!("{USED}2026-11,another,1,2,3,0,USD\n"));
    assert_eq!((month.actual, month.unplanned), (None, None));
    // requests that failed cost nothing, and neither do workloads that are free by the plan
    let failed = USED.replace("currency\n", "currency,failures\n").replace("USD\n", "USD,0\n");
    let (month, _, text, _) = told(PLAN, &format!("{failed}2026-11,long,0,0,0,0,USD,9\n"));
    assert!(month.actual == Some(dec!(11.2)) && !text.contains("Costs of 0"), "{text}");
    let free = PLAN.replacen("output_tokens = 100", "output_tokens = 0", 1).replace("per_mtok = 2", "per_mtok = 0");
    let (month, _, text, _) = told(&free, &USED.replace("200000,7.00", "0,0"));
    assert!(month.actual == Some(dec!(4.2)) && !text.contains("Costs of 0"), "{text}");
}
