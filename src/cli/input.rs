//! Reading a scenario from a file or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Status;
use super::args::ScenarioArgs;
use super::output::{err_color, say, wrong};
use crate::analysis::{AnalysisError, Figures, Results, Settings, analyse};
use crate::scenario::{Loaded, Severity, load, printable};

/// The largest scenario read; one of a thousand lines is a hundredth of it.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// Reads and checks a scenario; what is wrong is printed to standard error.
pub fn scenario(args: &ScenarioArgs) -> Result<Loaded, Status> {
    let name = if args.file.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        printable(&args.file.display().to_string())
    };
    let text = text(&args.file, &name)?;
    match load(&name, &text, &args.sets) {
        Ok(loaded) => {
            if !loaded.warnings.is_empty() {
                say(&loaded.sources.render(Severity::Warning, &loaded.warnings, err_color()));
            }
            Ok(loaded)
        }
        Err(refused) => {
            say(&refused.sources.render(Severity::Error, &refused.errors, err_color()));
            Err(Status::Wrong)
        }
    }
}

fn text(path: &Path, name: &str) -> Result<String, Status> {
    let unreadable = |error: io::Error| {
        say(&format!("error: cannot read `{name}`: {error}"));
        if error.kind() == io::ErrorKind::NotFound {
            say("  = help: `tco init` writes a scenario to start from");
        }
        Status::File
    };
    let bytes = if path.as_os_str() == "-" { limited(io::stdin().lock()) } else { File::open(path).and_then(limited) };
    let bytes = bytes.map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        say(&format!(
            "error: `{name}` is larger than 4 MiB\n  = help: a scenario is a few kilobytes of text; is this the right file?"
        ));
        return Err(Status::Wrong);
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].split(|b| *b == b'\n').count();
        say(&format!("error: `{name}` is no UTF-8 text: byte {valid}, line {line}\n  = help: save it as UTF-8; a scenario is a TOML text"));
        Status::Wrong
    })
}

fn limited(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Works out the figures of the base case; when that fails, why is printed to standard error.
pub fn figures(loaded: &Loaded) -> Result<Figures<'_>, Status> {
    Figures::new(&loaded.scenario).map_err(refused)
}

/// Works a scenario out; when that fails, why is printed to standard error.
pub fn results(loaded: &Loaded, settings: Settings) -> Result<Results<'_>, Status> {
    analyse(&loaded.scenario, settings).map_err(refused)
}

#[expect(clippy::needless_pass_by_value, reason = "an error handed on")]
fn refused(error: AnalysisError) -> Status {
    wrong(&error.to_string(), "use smaller numbers, or fewer months")
}
