//! `tco catalog update`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::Status;
use super::args::catalog::UpdateArgs;
use super::interrupt::store;
use super::output::{print, unwritten, wrong};
use crate::catalog::Catalog;
use crate::catalog::update::{Change, Update, update as lay_over};
use crate::quantity::Date;
use crate::quantity::figures::exact;
use crate::report::Document;
use crate::scenario::printable;

use super::input;

/// The most changes that are listed one by one.
const SHOWN: usize = 40;

/// Makes a catalog file from a price list, and says what changed.
pub fn update(args: &UpdateArgs) -> Result<Status, Status> {
    let (name, text) = input::listed(&args.file)?;
    let base = match &args.catalog {
        Some(path) => input::catalog(path)?,
        None => Catalog::carried(),
    };
    let as_of = args.as_of.or_else(|| last_changed(&args.file));
    let as_of =
        as_of.ok_or_else(|| wrong("the day of the price list is not known", "give it with `--as-of YYYY-MM-DD`"))?;
    if std::fs::canonicalize(&args.file).ok() == std::fs::canonicalize(&args.out).ok() {
        let what = format!("`{name}` is the price list, and the catalog would take its place");
        return Err(wrong(&what, "give another file with `--out FILE`"));
    }
    let updated = lay_over(&base, &text, as_of)
        .map_err(|error| wrong(&format!("`{name}` is no price list: {error}"), error.help))?;
    let no_file = || wrong(&format!("`{}` names no file", args.out.display()), "give one with `--out FILE`");
    let file = args.out.file_name().and_then(|name| name.to_str()).ok_or_else(no_file)?;
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    store(folder, &[Document::text(file, updated.text.clone())]).map_err(|errors| unwritten(&errors))?;
    Ok(print(&said(args, &updated, as_of)))
}

/// The day on which a file was last changed, in UTC.
fn last_changed(path: &Path) -> Option<Date> {
    let changed = std::fs::metadata(path).and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now());
    let seconds = changed.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Date::from_unix_days(u32::try_from(seconds / 86_400).ok()?)
}

fn said(args: &UpdateArgs, update: &Update, as_of: Date) -> String {
    let out = printable(&args.out.display().to_string());
    let most = if args.all { usize::MAX } else { SHOWN };
    let mut text = String::new();
    for change in update.changes.iter().take(most) {
        let _ = writeln!(text, "{}", line(change));
    }
    if let Some(more @ 1..) = update.changes.len().checked_sub(most) {
        let _ = writeln!(text, "and {more} more: `--all` says them");
    }
    for id in update.added.iter().filter(|_| args.all) {
        let _ = writeln!(text, "{id}: new");
    }
    let Update { list, changes, added, unchanged, kept, left_out, .. } = update;
    let _ = writeln!(
        text,
        "{list}, as of {as_of}: {} changed, {} new, {unchanged} as before; {kept} that it does not have are kept",
        changes.len(),
        added.len(),
    );
    if *left_out > 0 {
        let _ = writeln!(
            text,
            "{left_out} of its entries are left out: free, not for text, or without one price for input and one for output"
        );
    }
    if let Some((dearest, price)) = &update.dearest {
        let _ = writeln!(
            text,
            "the dearest is {dearest} at {} US dollars a million tokens: look whether that is a slip",
            exact(*price)
        );
    }
    let _ =
        writeln!(text, "written to {out}: use it with `--catalog {out}`, or `catalog = \"...\"` under `[scenario]`");
    text
}

fn line(change: &Change) -> String {
    let parts = change.parts.iter().map(|(what, before, after)| format!("{what} {before} -> {after}"));
    format!("{}: {}", change.id, parts.collect::<Vec<_>>().join(", "))
}
