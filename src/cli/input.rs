//! Reading a scenario from a file or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use super::Status;
use super::args::ScenarioArgs;
use super::output::{err_color, say, wrong};
use crate::analysis::{AnalysisError, Figures, Results, Settings, analyse};
use crate::catalog::Catalog;
use crate::scenario::{Around, Files, Loaded, Severity, load_in, printable};

/// The largest scenario read; one of a thousand lines is a hundredth of it.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// The largest catalog or price list read; published ones are some megabytes.
const MOST_LISTED: u64 = 64 * 1024 * 1024;

/// Reads and checks a scenario; what is wrong is printed to standard error.
pub fn scenario(args: &ScenarioArgs) -> Result<Loaded, Status> {
    let name = if args.file.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        printable(&args.file.display().to_string())
    };
    let text = text(&args.file, &name)?;
    match load_in(&around(args)?, (&name, &text), &args.sets) {
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

/// What a scenario is read in: the day, the catalog and the files beside it.
pub fn around(args: &ScenarioArgs) -> Result<Around, Status> {
    let catalog = args.catalog.as_deref().map(catalog).transpose()?;
    Ok(Around { today: args.today, catalog, files: beside(&args.file) })
}

/// The files beside a scenario: paths in it are seen from its folder.
fn beside(scenario: &Path) -> Files {
    let folder = scenario.parent().map(Path::to_owned).unwrap_or_default();
    Files(Rc::new(move |path| {
        let bytes = File::open(folder.join(path)).and_then(|file| limited(file, MOST_LISTED));
        let bytes = bytes.map_err(|error| error.to_string())?;
        if bytes.len() as u64 > MOST_LISTED {
            return Err("it is larger than 64 MiB".to_owned());
        }
        String::from_utf8(bytes).map_err(|_| "it is no UTF-8 text".to_owned())
    }))
}

/// Reads a catalog file; what is wrong is printed to standard error.
pub fn catalog(path: &Path) -> Result<Catalog, Status> {
    let (name, text) = listed(path)?;
    Catalog::of_text(&name, &text).map_err(|why| {
        wrong(
            &format!("`{name}` is no catalog: {why}"),
            "`tco catalog update FILE` makes one of a published price list",
        )
    })
}

/// The shown name and the text of a catalog file or price list; why it cannot be read is printed to standard error.
pub fn listed(path: &Path) -> Result<(String, String), Status> {
    let name = printable(&path.display().to_string());
    let bytes = File::open(path).and_then(|file| limited(file, MOST_LISTED)).map_err(|error| {
        say(&format!("error: cannot read `{name}`: {error}"));
        Status::File
    })?;
    if bytes.len() as u64 > MOST_LISTED {
        return Err(wrong(
            &format!("`{name}` is larger than 64 MiB"),
            "a price list is a few megabytes; is this the right file?",
        ));
    }
    let text = String::from_utf8(bytes);
    let text = text
        .map_err(|_| wrong(&format!("`{name}` is no UTF-8 text"), "a price list is JSON; is this the right file?"))?;
    Ok((name, text))
}

fn text(path: &Path, name: &str) -> Result<String, Status> {
    let unreadable = |error: io::Error| {
        say(&format!("error: cannot read `{name}`: {error}"));
        if error.kind() == io::ErrorKind::NotFound {
            say("  = help: `tco init` writes a scenario to start from");
        }
        Status::File
    };
    let bytes = if path.as_os_str() == "-" {
        limited(io::stdin().lock(), MOST_BYTES)
    } else {
        File::open(path).and_then(|file| limited(file, MOST_BYTES))
    };
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

fn limited(source: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes)?;
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
