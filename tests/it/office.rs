//! `LibreOffice`, where it is installed: what it makes of files.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A profile of its own that recalculates every file when it is opened (0 is "always").
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The program; says that a test is skipped where it is not installed.
pub fn program() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let found =
        std::env::split_paths(&paths).map(|directory| directory.join("soffice")).find(|program| program.exists());
    if found.is_none() {
        eprintln!("skipped: LibreOffice (`soffice`) is not installed");
    }
    found
}

/// Files, by name, as the program shows them with an output filter: the text of each sheet by
/// `FILE-SHEET`. Further arguments say how it reads them.
pub fn converted(
    program: &Path,
    (reading, filter): (&[&str], &str),
    files: &[(String, Vec<u8>)],
) -> HashMap<String, String> {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::create_dir_all(at("profile/user")).unwrap();
    fs::write(at("profile/user/registrymodifications.xcu"), SETTINGS).unwrap();
    fs::create_dir(at("in")).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", at("profile").display());
    let mut command = Command::new(program);
    command.args([&profile, "--headless"]).args(reading).args(["--convert-to", filter, "--outdir"]).arg(at("out"));
    for (name, bytes) in files {
        fs::write(at("in").join(name), bytes).unwrap();
        command.arg(at("in").join(name));
    }
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "LibreOffice: {status}");
    let sheets = fs::read_dir(at("out")).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| (path.file_stem().unwrap().to_string_lossy().into_owned(), path);
    sheets.map(named).map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}
