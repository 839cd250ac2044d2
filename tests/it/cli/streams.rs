//! Results on standard output, everything else on standard error, and what a pipe does to them.

use std::fs::File;
use std::process::Stdio;

use super::{Ran, SMALL, command, holding, tco, tco_with};

#[test]
fn results_go_to_standard_output_in_the_format_asked_for() {
    let directory = holding(SMALL);
    let json = tco(directory.path(), &["run", "scenario.toml", "--no-charts", "--format", "json"]);
    let results: serde_json::Value = serde_json::from_str(&json.succeeds().out).unwrap();
    assert_eq!(results["schema"], 1);
    let file = std::fs::read_to_string(directory.path().join("scenario-results/results.json")).unwrap();
    assert_eq!(json.out, file);
    let checked = tco(directory.path(), &["check", "scenario.toml", "--format", "json"]);
    // a check looks for no flip values, and for nothing that would change the verdict; all else is the same
    let mut checked: serde_json::Value = serde_json::from_str(&checked.succeeds().out).unwrap();
    assert!(checked["flips"].is_null() && results["flips"].is_array());
    checked["flips"] = results["flips"].clone();
    assert!(checked["advice"]["changes"].is_null() && results["advice"]["changes"].is_array());
    for found in ["changes", "unmoved", "measure_next"] {
        checked["advice"][found] = results["advice"][found].clone();
    }
    assert_eq!(checked, results);

    let markdown = tco(directory.path(), &["run", "scenario.toml", "--no-charts", "--format", "markdown"]);
    assert!(markdown.succeeds().out.lines().any(|line| line.starts_with("| ")), "{}", markdown.out);
    let text = tco(directory.path(), &["run", "scenario.toml", "--no-charts"]);
    assert!(text.succeeds().out.contains("results.json"));
}

#[test]
fn a_dash_reads_standard_input() {
    let directory = tempfile::tempdir().unwrap();
    let ran = tco_with(directory.path(), &["run", "-", "--no-charts"], SMALL.as_bytes());
    assert!(ran.succeeds().out.contains("Small"));
    assert!(directory.path().join("scenario-results/summary.csv").exists());
    tco_with(directory.path(), &["check", "-"], b"name = 5").fails(2, &["standard input:1:1"]);
    tco_with(directory.path(), &["check", "-"], b"").fails(2, &["no `[scenario]`"]);
    tco_with(directory.path(), &["check", "-"], &vec![b'#'; 5_000_000]).fails(2, &["4 MiB", "standard input"]);
}

#[test]
fn warnings_do_not_mix_with_results() {
    let directory = holding(&SMALL.replace("output_per_mtok = 2", "output_per_mtok = \"€2\""));
    let ran = tco(directory.path(), &["check", "scenario.toml", "--format", "json"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.err.starts_with("warning: "), "{}", ran.err);
    assert!(serde_json::from_str::<serde_json::Value>(&ran.out).is_ok());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_is_reported() {
    let directory = holding(SMALL);
    for args in [&["check", "scenario.toml"][..], &["run", "scenario.toml", "--no-charts"], &["schema"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let ran = Ran::new(&command(directory.path(), args).stdout(full).output().unwrap());
        ran.fails(3, &["standard output"]);
    }
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let directory = holding(SMALL);
    for args in [
        &["check", "scenario.toml"][..],
        &["run", "scenario.toml", "--no-charts"],
        &["schema"],
        &["completions", "bash"],
        &["init", "--list"],
        &["--help"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = Ran::new(&command(directory.path(), args).stdout(writer).output().unwrap());
        ran.succeeds();
    }
    // the files are there though nobody read the summary
    assert!(directory.path().join("scenario-results/results.json").exists());
}

#[test]
fn a_closed_standard_error_changes_no_exit_status() {
    let directory = holding(SMALL);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = command(directory.path(), &["check", "absent.toml"]).stderr(writer).stdout(Stdio::null()).status();
    assert_eq!(status.unwrap().code(), Some(3));
}

#[test]
fn nothing_is_coloured_in_a_pipe_or_against_the_users_wish() {
    let directory = holding(SMALL);
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("TERM", "dumb"), ("TERM", "xterm-256color")] {
        for args in [&["run", "scenario.toml", "--no-charts"][..], &["check", "absent.toml"], &["run"]] {
            let ran = Ran::new(&command(directory.path(), args).env(name, value).output().unwrap());
            assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{name}={value} {args:?}");
        }
    }
}

/// Holds that neither stream carries a control character but the end of a line.
fn is_harmless(ran: &Ran) {
    for (stream, text) in [("out", &ran.out), ("err", &ran.err)] {
        let steering = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(steering, None, "on std{stream}: {text}");
    }
}

#[test]
fn a_hostile_file_cannot_steer_the_terminal() {
    let check = |text: &str| {
        let directory = holding(text);
        for format in ["text", "markdown", "json"] {
            is_harmless(&tco(directory.path(), &["run", "scenario.toml", "--no-charts", "--format", format]));
            is_harmless(&tco(directory.path(), &["check", "scenario.toml", "--format", format]));
        }
    };
    check("[scenario]\nname = \"\u{1b}[2J\"\n");
    check("\u{1b}[2J");
    check("\"\\u001b[2J\" = 1\n");
    check(&SMALL.replace("kind = \"api\"", "kind = \"\\u001b[2Japi\""));
    check(&SMALL.replace("\"Small\"", "\"\\u001b[2J\\rSmall\\u0007\""));
    check(&SMALL.replace("\"Licence\"", "\"\\u001b[2JLicence\""));
    check(&SMALL.replace("kind = \"api\"", "kind = \"api\"\nlabel = \"\\u001b[31mapi\\n\\n\\u0008\""));
}

#[test]
fn a_hostile_check_cannot_steer_the_terminal() {
    let text = "metric = \"\\u001b[2J\"\nequals = \"\\u001b[2J\"\nnote = \"\\u001b[2J\"\nsource = \"\\u001b[2J\"\n";
    let directory = holding(&format!("{SMALL}\n[[expect]]\n{text}"));
    for format in ["text", "markdown", "json"] {
        is_harmless(&tco(directory.path(), &["check", "scenario.toml", "--format", format]));
    }
}

#[cfg(unix)]
#[test]
fn a_hostile_file_name_cannot_steer_the_terminal() {
    let directory = holding(SMALL);
    let name = "\u{1b}[2J.toml";
    is_harmless(&tco(directory.path(), &["check", name]));
    std::fs::write(directory.path().join(name), "x = 1").unwrap();
    is_harmless(&tco(directory.path(), &["check", name]));
    std::fs::write(directory.path().join(name), SMALL).unwrap();
    is_harmless(&tco(directory.path(), &["run", name, "--no-charts"]));
}
