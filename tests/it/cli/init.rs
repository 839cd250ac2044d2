//! `tco init`.

use std::fs;

use super::{names, tco};

#[test]
fn every_template_is_a_sound_scenario() {
    let directory = tempfile::tempdir().unwrap();
    let list = tco(directory.path(), &["init", "--list"]).succeeds().out.clone();
    assert!(names(directory.path()).is_empty());
    let templates: Vec<&str> = list.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(templates.len() >= 7, "{list}");
    for template in templates {
        let file = format!("{template}.toml");
        let wrote = tco(directory.path(), &["init", &file, "--template", template]);
        assert_eq!((wrote.status, wrote.out.as_str()), (Some(0), ""), "{}", wrote.err);
        assert!(wrote.err.contains(&format!("tco run {file}")), "{}", wrote.err);
        let checked = tco(directory.path(), &["check", &file]);
        assert!(checked.succeeds().out.contains("hold"), "{}", checked.out);
    }
}

/// FOCUS rows have periods, so a plan without dates has none: the first scenario has them, and who took
/// them out is told which line to add where.
#[test]
fn the_first_scenario_has_dates() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(tco(directory.path(), &["init"]).status, Some(0));
    let ran = tco(directory.path(), &["run", "scenario.toml", "--focus", "--no-charts"]);
    assert!(ran.succeeds().out.contains("focus.csv"), "{}", ran.out);
    let file = directory.path().join("scenario.toml");
    let text = fs::read_to_string(&file).unwrap();
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("start = ")).collect();
    fs::write(&file, without.join("\n")).unwrap();
    let line = without.iter().position(|line| line.starts_with("name = ")).unwrap() + 1;
    tco(directory.path(), &["run", "scenario.toml", "--focus"]).fails(
        2,
        &["add the line `start = \"2027-01\"`", &format!("below `[scenario]`, as beside scenario.toml:{line}:")],
    );
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("scenario.toml");
    fs::write(&file, "mine").unwrap();
    tco(directory.path(), &["init"]).fails(3, &["`scenario.toml` is there already", "--force"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(tco(directory.path(), &["init", "--force"]).status, Some(0));
    assert!(fs::read_to_string(&file).unwrap().contains("[scenario]"));
    assert_eq!(names(directory.path()), ["scenario.toml"]);

    fs::create_dir(directory.path().join("folder")).unwrap();
    assert_eq!(tco(directory.path(), &["init", "folder"]).status, Some(3));
    tco(directory.path(), &["init", "folder", "--force"]).fails(3, &["folder"]);
    tco(directory.path(), &["init", "scenario.toml/below.toml"]).fails(3, &["scenario.toml"]);
    assert_eq!(names(directory.path()), ["folder", "scenario.toml"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_written_over() {
    let directory = tempfile::tempdir().unwrap();
    let link = directory.path().join("scenario.toml");
    std::os::unix::fs::symlink("nowhere.toml", &link).unwrap();
    tco(directory.path(), &["init"]).fails(3, &["there already"]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn a_template_that_is_not_there_is_named_with_the_nearest() {
    let directory = tempfile::tempdir().unwrap();
    let run = |name: &str| tco(directory.path(), &["init", "--template", name]);
    run("suport-triage").fails(2, &["`suport-triage`", "did you mean `support-triage`?"]);
    run("zzz").fails(2, &["`zzz`", "starter", "chat-product"]);
    run("").fails(2, &["starter"]);
    assert!(names(directory.path()).is_empty());
}
