//! Two scenarios held against each other.

use rust_decimal::dec;
use tco::analysis::compare::{Condition, compare};
use tco::analysis::{Results, Settings, analyse};
use tco::scenario::load;

/// A thousand requests at 2 cents, and a flat fee of 30.
const BEFORE: &str = r#"
[scenario]
name = "before"
months = 1
[workloads.w]
requests_per_month = 1_000
[options.metered]
kind = "custom"
costs = [{ name = "use", per_request = 0.02 }]
[options.flat]
kind = "custom"
costs = [{ name = "fee", monthly = 30 }]
"#;

fn held<T>(changes: &[(&str, &str)], look: impl Fn(&Results<'_>, &Results<'_>) -> T) -> T {
    let after = changes.iter().fold(BEFORE.to_owned(), |text, (old, new)| text.replace(old, new));
    let (before, after) = (load("a.toml", BEFORE, &[]).unwrap(), load("b.toml", &after, &[]).unwrap());
    let results = |loaded| analyse(loaded, Settings::default()).unwrap();
    look(&results(&before.scenario), &results(&after.scenario))
}

#[test]
fn a_difference_is_split_over_what_changed() {
    // volume 1.5 times, price twice: 20 becomes 60; alone they add 10 and 20, together 10 more
    let changes = [("requests_per_month = 1_000", "requests_per_month = 1_500"), ("0.02", "0.04")];
    held(&changes, |before, after| {
        let found = compare(before, after);
        let paths: Vec<&str> = found.changed.iter().map(|changed| changed.path.as_str()).collect();
        assert_eq!(paths, ["workloads.w.requests_per_month", "options.metered.costs.0.per_request"]);
        let metered = &found.options[0];
        assert_eq!(metered.tco, (dec!(20), dec!(60)));
        let effects: Vec<_> = metered.effects.iter().map(|effect| effect.amount).collect();
        assert_eq!(effects, [dec!(10), dec!(20)]);
        assert_eq!((metered.interaction, metered.shape), (dec!(10), dec!(0)));
        assert_eq!(found.options[1].tco, (dec!(30), dec!(30)));
        assert!(found.options[1].effects.is_empty());
    });
}

#[test]
fn what_no_input_accounts_for_is_named() {
    // two months instead of one: no input changed, and all doubles
    held(&[("months = 1", "months = 2")], |before, after| {
        let found = compare(before, after);
        assert!(found.changed.is_empty());
        assert_eq!((found.options[0].interaction, found.options[0].shape), (dec!(0), dec!(20)));
    });
    held(&[("options.flat", "options.other")], |before, after| {
        let found = compare(before, after);
        assert_eq!((found.removed, found.added), (vec!["flat".to_owned()], vec!["other".to_owned()]));
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
