//! `tco compare` as a person meets it.

use super::tco;
use crate::fixtures::metered_or_flat;

#[test]
fn a_condition_may_speak_of_the_draws() {
    let directory = tempfile::tempdir().unwrap();
    let before = metered_or_flat("1_000", "\"0.02 to 0.04\"", "25");
    std::fs::write(directory.path().join("a.toml"), &before).unwrap();
    // both ends of the range are twice what they were, and so is every draw
    let after = before.replace("0.02 to 0.04", "0.04 to 0.08");
    std::fs::write(directory.path().join("b.toml"), after).unwrap();
    let fails = |condition: &str| tco(directory.path(), &["compare", "a.toml", "b.toml", "--fail-if", condition]);
    let ran = fails("metered.tco.p90 grows 99%");
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.contains("failed: metered.tco.p90 grows 99%"), "{}", ran.err);
    assert!(ran.out.starts_with("a.toml -> b.toml\n"), "{}", ran.out);
    assert_eq!(fails("metered.tco.p90 grows 101%").status, Some(0));
    assert_eq!(fails("evpi changes").status, Some(1));
    assert_eq!(fails("metered.tco.p33 changes").status, Some(2));
}
