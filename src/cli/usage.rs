//! `tco usage`.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use super::args::usage::{Grouping, UsageArgs, UsageFiles, UsageFormat};
use super::interrupt::store;
use super::output::{print, say, unwritten, wrong};
use super::progress::{ByteBar, Counted};
use super::usage_sql::{UsageCommand, sql};
use super::{Status, input};
use crate::catalog::{Catalog, MeantNames};
use crate::quantity::Date;
use crate::report::{Document, usage_json, usage_table, usage_text};
use crate::scenario::printable;
use crate::usage::{
    By, Cause, Columns, Costs, Drafting, Format, OnFault, Partial, Prices, Settings, Source, Usage, draft, import,
    reprice, stale, stated_requests,
};

/// Prints what was used, and drafts a scenario where one is asked for.
pub fn usage(args: &UsageArgs) -> Result<Status, Status> {
    if let Some(UsageCommand::Sql(args)) = &args.command {
        return sql(args);
    }
    let found = read(&args.files)?;
    warn(&found);
    let partial = if args.files.scale_partial { Partial::Scaled } else { Partial::AsCounted };
    let catalog = args.prices.catalog.as_deref().map(input::catalog).transpose()?.unwrap_or_else(Catalog::carried);
    let prices = Prices::known(&found, &MeantNames::of(&catalog));
    warn_of_age(&found, &prices, args.prices.today);
    let repriced = reprice(&found, &prices);
    let text = match args.format {
        UsageFormat::Text => usage_text(&found, &repriced, partial),
        UsageFormat::Json => format!("{:#}\n", usage_json(&found, &repriced)),
        UsageFormat::Csv => String::from_utf8_lossy(&usage_table(&found).bytes).into_owned(),
    };
    let printed = print(&text);
    if let Some(why) = found.unused() {
        let help = "check that it is the right export, of a time with use";
        return Err(wrong(&why, help));
    }
    if let Some(out) = &args.out {
        write_draft(args, (&found, &prices), out)?;
    }
    Ok(printed)
}

/// Reads the exports that the command line names; what is wrong is printed to standard error.
pub fn read(files: &UsageFiles) -> Result<Usage, Status> {
    let columns = files.columns.as_deref().map(Columns::parse).transpose();
    let columns = columns.map_err(|(cause, help)| wrong(&format!("`--columns`: {cause}"), &help))?;
    if files.files.iter().filter(|path| is_standard_input(path)).count() > 1 {
        return Err(wrong("standard input (`-`) is given twice", "give it once: it can be read only once"));
    }
    let settings = Settings {
        threads: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        on_fault: if files.strict { OnFault::Stop } else { OnFault::Count },
        columns,
        costs: if files.count_both { Costs::Both } else { Costs::Once },
        currency: files.currency.clone(),
    };
    let bar = ByteBar::new("reading", total(&files.files));
    let sources = files.files.iter().map(|path| source(path, &bar)).collect::<Result<Vec<_>, _>>()?;
    let found = import(sources, &settings);
    bar.finish();
    if let (Ok(found), Some(_)) = (&found, &settings.columns)
        && found.files.iter().all(|file| file.format != Some(Format::Columns))
    {
        say("warning: `--columns` was not needed: every file is an export that is known by what it holds");
    }
    found.map_err(|error| {
        let status = wrong(&error.to_string(), &error.help);
        if matches!(error.cause, Cause::System(_)) { Status::File } else { status }
    })
}

/// Says on standard error what is worth a word.
pub fn warn(usage: &Usage) {
    for warning in usage.warnings() {
        say(&format!("warning: {}", printable(&warning)));
    }
}

/// Says which prices of the catalog are old.
fn warn_of_age(usage: &Usage, prices: &Prices, today: Option<Date>) {
    let last = || usage.days().and_then(|(_, last)| Date::from_unix_days(u32::try_from(last).ok()?));
    let Some(day) = today.or_else(last) else { return };
    for (model, age) in stale(prices, day) {
        say(&format!(
            "warning: the catalog's prices of `{model}` are {age} days old on {day}; `tco catalog update` makes a newer catalog"
        ));
    }
}

/// The bytes of all files; none when one of them has no length.
fn total(paths: &[PathBuf]) -> Option<u64> {
    let size = |path: &PathBuf| path.metadata().ok().filter(std::fs::Metadata::is_file).map(|data| data.len());
    paths.iter().map(size).sum()
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn source<'b>(path: &Path, bar: &'b ByteBar) -> Result<Source<'b>, Status> {
    if is_standard_input(path) {
        return Ok(Source { name: "standard input".to_owned(), bytes: Box::new(Counted::new(io::stdin(), bar)) });
    }
    let name = printable(&path.display().to_string());
    let unreadable = |error: &io::Error| {
        say(&format!("error: cannot read `{name}`: {error}\n  = help: check its name, and that it is a file"));
        Status::File
    };
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let bytes: Box<dyn Read> = Box::new(Counted::new(file, bar));
    Ok(Source { name, bytes })
}

fn write_draft(args: &UsageArgs, (found, prices): (&Usage, &Prices), out: &Path) -> Result<(), Status> {
    let requests = stated_requests(found, args.by.into(), &args.requests)
        .map_err(|(cause, help)| wrong(&format!("`--requests-per-month`: {cause}"), &help))?;
    let catalog = args.prices.catalog.as_deref().map(|path| beside(path, out)).transpose()?;
    let drafting = Drafting {
        by: args.by.into(),
        partial: if args.files.scale_partial { Partial::Scaled } else { Partial::AsCounted },
        input_per_request: args.avg_input_tokens,
        requests: &requests,
        prices,
        catalog: catalog.as_deref(),
    };
    let Some(draft) = draft(found, &drafting) else {
        return Err(wrong(
            "the exports tell of no tokens and no requests, so there is no workload to draft",
            "give the usage export beside the cost export",
        ));
    };
    if out.symlink_metadata().is_ok() && !args.force {
        let there = format!("`{}` is there already", out.display());
        let _ = wrong(&there, "name another file, or write over it with `--force`");
        return Err(Status::File);
    }
    let Some(name) = out.file_name().and_then(|name| name.to_str()) else {
        return Err(wrong(&format!("`{}` is no file name", out.display()), "name a file, such as scenario.toml"));
    };
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    store(parent.unwrap_or(Path::new(".")), &[Document::text(name, draft.text)])
        .map_err(|errors| unwritten(&errors))?;
    let shown = out.display();
    if draft.questions.is_empty() {
        say(&format!("wrote {shown}; work it out with: tco run {shown}"));
    } else {
        say(&format!("wrote {shown}; answer its questions before you run it:"));
        draft.questions.iter().for_each(|question| say(&format!("  {}", printable(question))));
    }
    say(&format!("assumed, not measured: {}", printable(&draft.assumed.join("; "))));
    Ok(())
}

/// The path of a catalog as a draft in another folder must name it.
fn beside(catalog: &Path, draft: &Path) -> Result<String, Status> {
    let is_here = draft.parent().is_none_or(|parent| parent.as_os_str().is_empty());
    let path = if is_here { Ok(catalog.to_owned()) } else { std::path::absolute(catalog) };
    let path = path.ok().and_then(|path| path.to_str().map(str::to_owned));
    path.ok_or_else(|| wrong(&format!("`{}` has no name in UTF-8", catalog.display()), "rename the catalog file"))
}

impl From<Grouping> for By {
    fn from(grouping: Grouping) -> Self {
        match grouping {
            Grouping::Model => Self::Model,
            Grouping::Project => Self::Project,
            Grouping::ProjectModel => Self::Both,
            Grouping::All => Self::All,
        }
    }
}
