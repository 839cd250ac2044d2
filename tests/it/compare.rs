//! Two scenarios held against each other.

use rust_decimal::dec;
use tco::analysis::compare::{ChangedKey, Comparison, Condition, compare};
use tco::analysis::{Results, Settings, analyse};
use tco::report::{Compared, comparison_json, comparison_markdown, comparison_text};
use tco::scenario::{Scenario, load};

use crate::fixtures::metered_or_flat;

/// A thousand requests at 2 cents, and a flat fee of 30.
fn before() -> String {
    metered_or_flat("1_000", "0.02", "30")
}

fn held<T>(changes: &[(&str, &str)], look: impl Fn(&Results<'_>, &Results<'_>) -> T) -> T {
    let after = changes.iter().fold(before(), |text, (old, new)| text.replace(old, new));
    let (before, after) = (load("a.toml", &before(), &[]).unwrap(), load("b.toml", &after, &[]).unwrap());
    let results = |loaded| analyse(loaded, Settings::default()).unwrap();
    look(&results(&before.scenario), &results(&after.scenario))
}

/// Holds the second against the first, in which no number follows another key.
fn plainly(before: &Results<'_>, after: &Results<'_>) -> Comparison {
    compare(before, after, &|_| None)
}

#[test]
fn a_difference_is_split_over_what_changed() {
    // volume 1.5 times, price twice: 20 becomes 60; alone they add 10 and 20, together 10 more
    let changes = [("requests_per_month = 1_000", "requests_per_month = 1_500"), ("0.02", "0.04")];
    held(&changes, |before, after| {
        let found = plainly(before, after);
        let paths: Vec<&str> = found.changed.iter().map(|changed| changed.path.as_str()).collect();
        assert_eq!(paths, ["workloads.w.requests_per_month", "options.metered.costs.0.per_request"]);
        let metered = &found.options[0];
        assert_eq!((metered.before.tco, metered.after.tco), (dec!(20), dec!(60)));
        let effects: Vec<_> = metered.effects.iter().map(|effect| effect.amounts.tco).collect();
        assert_eq!(effects, [dec!(10), dec!(20)]);
        assert_eq!((metered.interaction.tco, metered.shape.tco), (dec!(10), dec!(0)));
        // all of it is of one category
        assert_eq!(metered.effects[1].amounts.categories, [("other", dec!(20))]);
        assert_eq!((found.options[1].before.tco, found.options[1].after.tco), (dec!(30), dec!(30)));
        assert!(found.options[1].effects.is_empty());
    });
}

#[test]
fn what_no_input_accounts_for_is_named() {
    // two months instead of one: no input changed, and all doubles
    held(&[("months = 1", "months = 2")], |before, after| {
        let found = plainly(before, after);
        assert!(found.changed.is_empty());
        assert_eq!((found.options[0].interaction.tco, found.options[0].shape.tco), (dec!(0), dec!(20)));
        let keys: Vec<_> = found.keys.iter().map(|key| (key.path.as_str(), key.values.clone())).collect();
        assert_eq!(keys, [("scenario.months", (Some("1".to_owned()), Some("2".to_owned())))]);
        assert_eq!(found.options[0].shape_keys, ["scenario.months"]);
    });
    held(&[("options.flat", "options.other")], |before, after| {
        let found = plainly(before, after);
        assert_eq!(found.removed, ["flat"]);
        let added: Vec<_> = found.added.iter().map(|(name, amounts)| (name.as_str(), amounts.tco)).collect();
        assert_eq!(added, [("other", dec!(30))]);
    });
}

#[test]
fn a_key_without_a_number_is_listed_but_counts_for_nothing() {
    held(&[("name = \"fee\"", "name = \"flat fee\""), ("name = \"before\"", "name = \"after\"")], |before, after| {
        let found = plainly(before, after);
        let paths: Vec<&str> = found.keys.iter().map(|key| key.path.as_str()).collect();
        assert_eq!(paths, ["scenario.name", "options.flat.costs.0.name"]);
        assert!(found.options.iter().all(|option| option.shape.is_zero()));
        // the name of a scenario has no effect on anything, that of a line may have
        assert_eq!(found.options[1].shape_keys, ["options.flat.costs.0.name"]);
    });
}

/// A year at a fee of 30 a month, discounted at a rate that is written.
#[test]
fn a_rate_moves_the_present_value_alone() {
    let year = ("months = 1", "months = 12\ndiscount_rate = 0.1");
    let after = before().replace(year.0, "months = 12\ndiscount_rate = 0.21");
    let (before, after) =
        (load("a.toml", &before().replace(year.0, year.1), &[]).unwrap(), load("b.toml", &after, &[]).unwrap());
    let results = |loaded| analyse(loaded, Settings::default()).unwrap();
    let pair = (&results(&before.scenario), &results(&after.scenario));
    let comparison = plainly(pair.0, pair.1);
    let fee = &comparison.options[1];
    assert_eq!((fee.before.tco, fee.after.tco), (dec!(360), dec!(360)));
    // 30 x the sum of v^k for k from 1 to 12: v = 1.1^(-1/12) gives 342.0146, v = 1.21^(-1/12) 325.1720
    let moved = fee.effects[0].amounts.present_value.round_dp(2);
    assert_eq!((fee.effects[0].path.as_str(), moved), ("scenario.discount_rate", dec!(-16.84)));
    let text = comparison_text(&Compared { results: pair, names: ("a.toml", "b.toml"), comparison: &comparison });
    assert!(text.contains("total cost: $360.00 as before"), "{text}");
    let split = "  present value: $342.01 -> $325.17 (-$16.84, -4.9 %)\n    -$16.84 by scenario.discount_rate\n";
    assert!(text.contains(split), "{text}");
}

/// 1,000 requests at 0.02, each worth 0.03: twice the requests cost 20 more, and are worth 30 more. The fee of 30
/// stays. What moved a figure stands beneath that figure.
#[test]
fn each_split_stands_beneath_what_it_splits() {
    let worth = before().replace("[options.metered]", "value_per_success = 0.03\n[options.metered]");
    let after = worth.replace("requests_per_month = 1_000", "requests_per_month = 2_000");
    assert_ne!(worth, after);
    let (worth, after) = (load("a.toml", &worth, &[]).unwrap(), load("b.toml", &after, &[]).unwrap());
    let results = |loaded| analyse(loaded, Settings::default()).unwrap();
    let pair = (&results(&worth.scenario), &results(&after.scenario));
    let comparison = plainly(pair.0, pair.1);
    let compared = Compared { results: pair, names: ("a.toml", "b.toml"), comparison: &comparison };
    let text = comparison_text(&compared);
    let metered = "
metered
  total cost: $20.00 -> $40.00 (+$20.00, +100 %)
    +$20.00 by workloads.w.requests_per_month: other +$20.00
    by category
      other: $20.00 -> $40.00 (+$20.00, +100 %)
  present value: $20.00 -> $40.00 (+$20.00, +100 %)
    +$20.00 by workloads.w.requests_per_month
  value less cost: $10.00 -> $20.00 (+$10.00, +100 %)
    +$10.00 by workloads.w.requests_per_month
";
    assert!(text.contains(metered), "{text}");
    let flat = "
flat
  total cost: $30.00 as before
  present value: $30.00 as before
  value less cost: $0.00 -> $30.00 (+$30.00)
    +$30.00 by workloads.w.requests_per_month
";
    assert!(text.contains(flat), "{text}");
    let markdown = comparison_markdown(&compared);
    let row = "| by | total cost | present value | value less cost | categories |\n|---|---:|---:|---:|---|\n| workloads.w.requests_per_month | +$20.00 | +$20.00 | +$10.00 | other +$20.00 |";
    assert!(markdown.contains(row), "{markdown}");
}

/// At 0 a request no volume is so large that a fee of 30 would be the cheaper one.
#[test]
fn a_volume_of_nothing_is_every_volume_and_none_is_no_volume() {
    held(&[("0.02", "0")], |before, after| {
        let comparison = plainly(before, after);
        let text = comparison_text(&Compared { results: (before, after), names: ("a", "b"), comparison: &comparison });
        let (flat, metered) = ("flat.metered", "metered.flat");
        for line in [
            format!("break_even.horizon.{flat}.stays_cheaper_from: 1,500 requests a month -> no volume\n"),
            format!("break_even.horizon.{metered}.stays_cheaper_from: no volume -> every volume\n"),
        ] {
            assert!(text.contains(&line), "{text}");
        }
    });
}

#[test]
fn what_is_shown_says_all() {
    // 0.02 for each request meets the fee of 30 at 1,500 requests a month; 0.04 at 750
    held(&[("0.02", "0.04")], |before, after| {
        let comparison = plainly(before, after);
        let compared = Compared { results: (before, after), names: ("a.toml", "b.toml"), comparison: &comparison };
        let text = comparison_text(&compared);
        for basis in ["run_rate", "horizon"] {
            let line = format!("break_even.{basis}.flat.metered.stays_cheaper_from: 1,500 -> 750 requests a month");
            assert!(text.contains(&line), "{text}");
        }
        assert!(text.contains("+$20.00 by options.metered.costs.0.per_request: other +$20.00"), "{text}");
        let markdown = comparison_markdown(&compared);
        assert!(markdown.starts_with("### `a.toml` -> `b.toml`\n"), "{markdown}");
        assert!(markdown.contains("| metered | $20.00 | $40.00 | +$20.00, +100 % |"), "{markdown}");
        let volume = &comparison_json(&compared)["break_evens"][0];
        assert_eq!((&volume["before"], &volume["after"]), (&"1500".into(), &"750".into()));
    });
}

/// The text of a shipped scenario, with what is to change, held against it as it is.
fn shipped<T>(file: &str, changes: &[(&str, &str)], look: impl Fn(&Results<'_>, &Results<'_>, &Comparison) -> T) -> T {
    let text = std::fs::read_to_string(format!("scenarios/{file}")).unwrap();
    let text_after = changes.iter().fold(text.clone(), |text, (old, new)| {
        assert!(text.contains(old), "{file} has no `{old}`");
        text.replacen(old, new, 1)
    });
    let (before, after) = (load(file, &text, &[]).unwrap(), load(file, &text_after, &[]).unwrap());
    let results = |loaded| analyse(loaded, Settings::default()).unwrap();
    let again = |key: &ChangedKey| -> Option<Scenario> {
        Some(load(file, &text, &[format!("{}={}", key.path, key.values.1.as_ref()?)]).ok()?.scenario)
    };
    let pair = (results(&before.scenario), results(&after.scenario));
    look(&pair.0, &pair.1, &compare(&pair.0, &pair.1, &again))
}

/// Nobody wrote the speeds of this scenario's fleets: they are estimated for its one workload of 3,000
/// tokens in and 300 out, and so for 6,000 when that is what is edited.
#[test]
fn what_follows_a_key_is_credited_to_it() {
    let longer = ("input_tokens = 3_000", "input_tokens = 6_000");
    shipped("open-model.toml", &[longer], |before, after, found| {
        let of = |path: &str| found.changed.iter().find(|changed| changed.path.ends_with(path)).unwrap();
        assert_eq!(of(".input_tokens").worked_out, None);
        for speed in [".prefill_tokens_per_second", ".decode_tokens_per_second"] {
            assert_eq!(of(speed).worked_out.as_deref(), Some("estimated for 6,000/300 tokens a request"));
            assert_eq!(of(speed).follows, ["workloads.answers.input_tokens"]);
        }
        // all of every difference is by the one key that was edited
        for option in found.options.iter().filter(|option| option.before != option.after) {
            let paths: Vec<&str> = option.effects.iter().map(|effect| effect.path.as_str()).collect();
            assert_eq!(paths, ["workloads.answers.input_tokens"], "{}", option.name);
            // of the speeds only an option's own are named
            let own = format!("options.{}.", option.name);
            let with = &option.effects[0].with;
            assert!(with.len() <= 2 && with.iter().all(|path| path.starts_with(&own)), "{}: {with:?}", option.name);
            assert_eq!(option.effects[0].amounts.tco, option.after.tco - option.before.tco);
            assert!(option.interaction.is_zero() && option.shape.is_zero(), "{}", option.name);
        }
        let compared = Compared { results: (before, after), names: ("a.toml", "b.toml"), comparison: found };
        let text = comparison_text(&compared);
        let follows = "(estimated for 6,000/300 tokens a request; follows workloads.answers.input_tokens)";
        assert!(text.contains(follows), "{text}");
        assert!(text.contains("workloads.answers.input_tokens (with options.open.prefill"), "{text}");
        assert_eq!(comparison_json(&compared)["options"][1]["effects"][0]["input"], "workloads.answers.input_tokens");
    });
    // a GPU is a name: the speeds come from the catalog, and the edit is of the name
    shipped("open-model.toml", &[("gpu = \"L40S\"", "gpu = \"H100-SXM\"")], |_, _, found| {
        let small = found.options.iter().find(|option| option.name == "small").unwrap();
        let paths: Vec<&str> = small.effects.iter().map(|effect| effect.path.as_str()).collect();
        assert_eq!(paths, ["options.small.gpu"]);
        assert_eq!(small.effects[0].with.len(), 2, "both speeds: {:?}", small.effects);
        assert_eq!(small.effects[0].amounts.tco, small.after.tco - small.before.tco);
    });
    // each of two keys by itself moves the speeds another way; what they do together is the rest
    shipped("open-model.toml", &[longer, ("output_tokens = 300", "output_tokens = 600")], |_, _, found| {
        let open = found.options.iter().find(|option| option.name == "open").unwrap();
        let alone = [("input_tokens", longer), ("output_tokens", ("output_tokens = 300", "output_tokens = 600"))];
        for (key, change) in alone {
            shipped("open-model.toml", &[change], |_, only, _| {
                let place = only.scenario.option_index("open").unwrap();
                let effect = open.effects.iter().find(|effect| effect.path.ends_with(key));
                let effect = effect.map(|effect| effect.amounts.tco).unwrap_or_default();
                assert_eq!(effect, only.options[place].tco - open.before.tco, "{key}");
            });
        }
        assert!(open.effects.iter().all(|effect| effect.path.starts_with("workloads.answers.")), "{:?}", open.effects);
    });
}

#[test]
fn a_condition_is_met_or_not() {
    let met = |changes: &[(&str, &str)], text: &str| {
        held(changes, |before, after| {
            let condition = Condition::parse(text).unwrap();
            condition.hold(&before.metrics, &after.metrics).unwrap().is_met
        })
    };
    let dearer = [("0.02", "0.04")];
    assert!(met(&dearer, "cheapest changes")); // 20 against 30, then 40 against 30
    assert!(!met(&[], "cheapest changes"));
    assert!(met(&dearer, "metered.tco grows 99%"));
    assert!(!met(&dearer, "metered.tco grows 100%")); // it grows by just that
    assert!(!met(&dearer, "flat.tco changes"));
}

#[test]
fn a_condition_that_is_none_says_why() {
    for text in ["", "cheapest", "cheapest grows", "api.tco grows 5", "api.tco grows -5%", "api.tco shrinks 5%"] {
        let error = Condition::parse(text).unwrap_err();
        assert!(error.help.contains("METRIC grows N%"), "{text}: {error:?}");
    }
    held(&[], |before, after| {
        let unknown = Condition::parse("metred.tco changes").unwrap();
        assert!(unknown.hold(&before.metrics, &after.metrics).unwrap_err().help.contains("metered.tco"));
        let name = Condition::parse("cheapest grows 5%").unwrap();
        assert!(name.hold(&before.metrics, &after.metrics).unwrap_err().cause.contains("not one number"));
    });
}
