//! Every shipped scenario reads, works out and holds its own checks.

use std::fs;
use std::path::{Path, PathBuf};

use tco::analysis::{Settings, analyse};
use tco::scenario::{Loaded, Severity, load};

/// Every scenario that is shipped and sound.
pub fn shipped() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut found = Vec::new();
    for directory in [root.clone(), root.join("published")] {
        let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        found.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    found.sort();
    found
}

/// A shipped scenario, read.
pub fn read(path: &Path) -> Loaded {
    read_with(path, &[])
}

/// A shipped scenario, read with some keys set.
pub fn read_with(path: &Path, sets: &[String]) -> Loaded {
    let text = fs::read_to_string(path).unwrap();
    load(&path.file_name().unwrap().to_string_lossy(), &text, sets)
        .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)))
}

#[test]
fn every_shipped_scenario_holds_its_checks() {
    let paths = shipped();
    assert!(paths.len() >= 20, "{} scenarios", paths.len());
    for path in paths {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        assert!(!results.verdicts.is_empty(), "{} checks nothing", path.display());
        for verdict in &results.verdicts {
            assert!(verdict.holds(), "{}: {}: {:?}", path.display(), verdict.expect.metric, verdict.outcome);
        }
    }
}

#[test]
fn the_formulas_add_like_to_like() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        assert_eq!(results.model.sheet.faults(), &[] as &[String], "{}", path.display());
    }
}

#[test]
fn categories_and_months_sum_to_the_total() {
    for path in shipped() {
        let loaded = read(&path);
        let results = analyse(&loaded.scenario, Settings::default()).unwrap();
        for (plan, option) in loaded.scenario.options.iter().zip(&results.options) {
            let by_category: rust_decimal::Decimal = option.categories.iter().map(|(_, amount)| amount).sum();
            let by_month: rust_decimal::Decimal = option.cost.iter().sum();
            let off = (by_category - by_month).abs().max((option.tco - by_month).abs());
            assert!(off < rust_decimal::dec!(1e-12), "{}: {}: off by {off}", path.display(), plan.name);
        }
    }
}
