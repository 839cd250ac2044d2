//! `tco catalog`.

use super::args::catalog::{CatalogArgs, CatalogCommand, ListArgs, ListFormat};
use super::output::{print, wrong};
use super::{Status, input};
use crate::catalog::{Catalog, LICENSES};
use crate::report::catalog::{Subject, listing};

/// Shows the catalog, or makes a file of it anew.
pub fn catalog(args: &CatalogArgs) -> Result<Status, Status> {
    if args.licenses {
        return Ok(print(LICENSES));
    }
    match &args.command {
        None => Err(wrong("nothing was asked of the catalog", "`tco catalog --help` lists what it has")),
        Some(CatalogCommand::Models(args)) => show(Subject::Models, args),
        Some(CatalogCommand::Gpus(args)) => show(Subject::Gpus, args),
        Some(CatalogCommand::GpuPrices(args)) => show(Subject::GpuPrices, args),
        Some(CatalogCommand::FineTuning(args)) => show(Subject::FineTuning, args),
        Some(CatalogCommand::Labeling(args)) => show(Subject::Labeling, args),
        Some(CatalogCommand::Architectures(args)) => show(Subject::Architectures, args),
        Some(CatalogCommand::Update(args)) => super::update::update(args),
    }
}

fn show(subject: Subject, args: &ListArgs) -> Result<Status, Status> {
    let catalog = match &args.catalog {
        Some(path) => input::catalog(path)?,
        None => Catalog::carried(),
    };
    let all = listing(subject, &catalog);
    let search = args.search.join(" ");
    let found = all.matching(&search);
    if found.is_empty() {
        let near = all.near(&search);
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        let help = if near.is_empty() {
            format!("leave the search out to see all {}", all.len())
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        return Err(wrong(&format!("no {} of the catalog matches `{search}`", subject.one()), &help));
    }
    Ok(print(&match args.format {
        ListFormat::Text => found.text(),
        ListFormat::Json => found.json(),
        ListFormat::Csv => found.csv(),
    }))
}
