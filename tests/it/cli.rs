//! The binary as a person or a script meets it: exit status, streams, files and messages.

mod break_even;
mod catalog;
mod compare;
mod explain;
mod files;
mod init;
mod map;
mod schema;
mod sets;
mod simulate;
mod size;
mod streams;
mod sweep;
mod usage;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::fixtures::SMALL;

/// How a run of the binary ended.
struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the binary prints UTF-8");
        let ran = Self { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        assert!(!ran.err.contains("overflowed its stack"), "{}", ran.err);
        ran
    }

    /// Holds the exit status and that every one of `words` is said on standard error.
    fn fails(&self, status: i32, words: &[&str]) -> &Self {
        assert_eq!(self.status, Some(status), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in:\n{}", self.err);
        }
        assert!(self.err.starts_with("error: "), "{}", self.err);
        self
    }

    /// Holds that it was a success without a word on standard error.
    fn succeeds(&self) -> &Self {
        assert_eq!((self.status, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self
    }
}

/// The binary, to be run in `directory` without the colour wishes of whoever runs the tests.
fn command(directory: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tco"));
    command.current_dir(directory).args(args).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

/// Runs the binary in `directory`.
fn tco(directory: &Path, args: &[&str]) -> Ran {
    Ran::new(&command(directory, args).output().unwrap())
}

/// Runs the binary in `directory` with a text on its standard input.
fn tco_with(directory: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut command = command(directory, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // whoever refuses a text that is too long need not read all of it
    let _ = stdin.write_all(input);
    drop(stdin);
    Ran::new(&child.wait_with_output().unwrap())
}

/// A directory that holds one file, `scenario.toml`.
fn holding(text: &str) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("scenario.toml"), text).unwrap();
    directory
}

/// The small scenario with some text replaced.
fn small_with(old: &str, new: &str) -> TempDir {
    assert!(SMALL.contains(old));
    holding(&SMALL.replace(old, new))
}

/// The names in a directory, in order, with those of hidden files.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn expecting(bound: &str) -> String {
    format!("{SMALL}\n[[expect]]\nmetric = \"api.tco\"\n{bound}\n")
}

#[test]
fn the_exit_status_tells_how_it_went() {
    let fine = holding(SMALL);
    tco(fine.path(), &["check", "scenario.toml"]).succeeds();
    tco(fine.path(), &["run", "scenario.toml", "--no-charts"]).succeeds();

    // 6,000 requests of 100 and 10 tokens at 1 and 2 per million are 0.72; three months at 5 are 15
    let holds = holding(&expecting("equals = 15.72"));
    assert!(tco(holds.path(), &["check", "scenario.toml"]).succeeds().out.contains("all 1 check hold"));
    let fails = holding(&expecting("at_most = 15"));
    for args in [&["check", "scenario.toml"][..], &["run", "scenario.toml", "--no-charts"]] {
        let ran = tco(fails.path(), args);
        assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
        assert!(ran.out.contains("15.72"), "{}", ran.out);
    }
    assert!(fails.path().join("scenario-results/results.json").exists());

    let wrong = small_with("monthly", "montly");
    tco(wrong.path(), &["check", "scenario.toml"]).fails(2, &["unknown key `montly`", "scenario.toml:18:1"]);
    let ran = tco(wrong.path(), &["run", "scenario.toml"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert_eq!(names(wrong.path()), ["scenario.toml"]);

    tco(fine.path(), &["run", "absent.toml"]).fails(3, &["absent.toml", "tco init"]);
}

#[test]
fn a_wrong_command_line_is_told_from_a_wrong_file() {
    let directory = holding(SMALL);
    let run = |args: &[&str]| tco(directory.path(), args);
    assert_eq!(run(&[]).status, Some(2));
    run(&["rum", "scenario.toml"]).fails(2, &["rum", "run"]);
    run(&["run"]).fails(2, &["<FILE>"]);
    run(&["run", "scenario.toml", "--format", "xml"]).fails(2, &["xml", "markdown"]);
    run(&["run", "scenario.toml", "--svg", "--no-charts"]).fails(2, &["--svg", "--no-charts"]);
    run(&["run", "scenario.toml", "--set"]).fails(2, &["--set"]);
    for up_to in ["0", "0.5", "-3", "many", "1e7", "1e40", "inf", ""] {
        run(&["run", "scenario.toml", &format!("--up-to={up_to}")]).fails(2, &["--up-to"]);
    }
    run(&["completions", "cmd"]).fails(2, &["bash"]);
    assert_eq!(run(&["--version"]).succeeds().out, concat!("tco ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(run(&["--help"]).succeeds().out.contains("completions"));
}

#[test]
fn a_figure_beyond_28_digits_is_refused_in_words() {
    let check = |old, new, words: &[&str]| {
        let directory = small_with(old, new);
        tco(directory.path(), &["check", "scenario.toml"]).fails(2, words);
        tco(directory.path(), &["run", "scenario.toml"]).fails(2, words);
        assert_eq!(names(directory.path()), ["scenario.toml"]);
    };
    check("months = 3", "months = 121", &["`months` must be", "120", "scenario.toml:4"]);
    check("monthly = 5", "monthly = 1e29", &["28 digits", "scenario.toml:18"]);
    check("monthly = 5", "monthly = 12345678901234567890123456789", &["28 digits"]);
    check("monthly = 5", "monthly = 0.00000000000000000000000000001", &["28 digits"]);
    // each figure is held exactly, their product is not
    let many = "requests_per_month = 1e27\nretry_rate = 0 #";
    let directory = holding(&SMALL.replace("requests_per_month =", many).replace("= 100\n", "= 1e20\n"));
    tco(directory.path(), &["check", "scenario.toml"]).fails(2, &["too large", "28 digits", "`api`"]);
    check("monthly = 5", "monthly = 7e28", &["too large", "28 digits"]);
    // an empty month of the smallest figures is no reason to stop
    for small in ["0e-29", "1.0e-28", "0e-2147483648", "1e-28"] {
        let directory = small_with("monthly = 5", &format!("monthly = {small}"));
        let ran = tco(directory.path(), &["check", "scenario.toml"]);
        assert!(matches!(ran.status, Some(0 | 2)), "{small}: {}", ran.err);
    }
    for (key, value) in [("growth_per_year", "7e28"), ("users", "7e28"), ("retry_rate", "\"7e28%\"")] {
        let line = format!("{key} = {value}\ninput_tokens = 100");
        let directory = small_with("input_tokens = 100", &line);
        let ran = tco(directory.path(), &["check", "scenario.toml"]);
        assert!(matches!(ran.status, Some(0 | 2)), "{key}: {}", ran.err);
    }
}

#[test]
fn options_that_wait_for_each_other_are_refused() {
    let circle = "[options.api]\nlaunch_month = 2\ninterim = \"app\"";
    let app = "\n[options.app]\nkind = \"custom\"\nlaunch_month = 3\ninterim = \"api\"\n";
    let directory = holding(&(SMALL.replace("[options.api]", circle) + app));
    tco(directory.path(), &["check", "scenario.toml"]).fails(2, &["circle", "api -> app -> api"]);
}

#[test]
fn blends_of_blends_of_blends_come_to_an_end() {
    let blend = |side: &str, level: i32| {
        let below = level - 1;
        let shares = format!("{{ a{below} = \"50%\", b{below} = \"50%\" }}");
        format!("[options.{side}{level}]\nkind = \"blend\"\nshares = {shares}\n")
    };
    let lowest = "[options.a0]\nkind = \"custom\"\n[options.b0]\nkind = \"custom\"\n".to_owned();
    let blends = (1..30).flat_map(|level| [blend("a", level), blend("b", level)]);
    let text: String = [SMALL.to_owned(), lowest].into_iter().chain(blends).collect();
    let directory = holding(&text);
    let mut child = command(directory.path(), &["check", "scenario.toml"]);
    let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // 2^30 ways lead down; who follows each of them is not done within a minute
    for _ in 0..600 {
        if child.try_wait().unwrap().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("still working after a minute");
}
