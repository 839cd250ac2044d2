//! The order of the modules, as `ARCHITECTURE.md` states it, holds.

use std::fs;
use std::path::{Path, PathBuf};

/// Lower modules first: each may use only those before it.
const ORDER: [&str; 12] = [
    "quantity", "chance", "catalog", "capacity", "scenario", "usage", "sheet", "cost", "finance", "analysis", "report",
    "cli",
];

/// The parts of `usage`, lower ones first.
const USAGE: [&str; 8] = ["entry", "bytes", "sum", "formats", "read", "needs", "pricing", "drafting"];

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Fails, naming each, where a file of `order`'s folders under `root` names a folder after its own.
fn assert_only_lower_ones(root: &str, prefix: &str, order: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut wrong = Vec::new();
    for (rank, module) in order.iter().enumerate() {
        let mut sources = Vec::new();
        files(&root.join(module), &mut sources);
        assert!(!sources.is_empty(), "no files in {module}");
        for source in sources {
            let text = fs::read_to_string(&source).unwrap();
            for higher in &order[rank + 1..] {
                if text.contains(&format!("{prefix}::{higher}")) {
                    wrong.push(format!("{} uses {higher}", source.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modules_use_only_lower_ones() {
    assert_only_lower_ones("src", "crate", &ORDER);
}

#[test]
fn parts_of_usage_use_only_lower_ones() {
    assert_only_lower_ones("src/usage", "crate::usage", &USAGE);
}

#[test]
fn a_module_file_declares_and_nothing_else() {
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let modules = sources.iter().filter(|path| path.ends_with("mod.rs"));
    // the language's module file defines the key table that all its files are written in, and the
    // command line's dispatches to its commands
    let with_logic = modules.filter(|path| !path.ends_with("language/mod.rs") && !path.ends_with("cli/mod.rs"));
    for path in with_logic {
        let text = fs::read_to_string(path).unwrap();
        assert!(!text.contains("fn "), "{} holds logic", path.display());
    }
}
