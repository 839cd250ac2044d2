//! `tco init`.

use std::fmt::Write as _;
use std::path::Path;

use super::Status;
use super::args::InitArgs;
use super::interrupt::store;
use super::output::{print, say, unwritten};
use crate::report::Document;
use crate::scenario::nearest;

/// The templates: name, what it shows, text.
const TEMPLATES: [(&str, &str, &str); 8] = [
    ("starter", "the smallest useful scenario, every line explained", include_str!("../../scenarios/starter.toml")),
    (
        "support-triage",
        "an API against fine-tuning, own GPUs and people",
        include_str!("../../scenarios/support-triage.toml"),
    ),
    (
        "contract-extraction",
        "accuracy in money: when fine-tuning pays",
        include_str!("../../scenarios/contract-extraction.toml"),
    ),
    ("coding-assistant", "seats against an API", include_str!("../../scenarios/coding-assistant.toml")),
    (
        "hospital-notes",
        "data that must stay inside: rented and bought GPUs",
        include_str!("../../scenarios/hospital-notes.toml"),
    ),
    (
        "bulk-classification",
        "very high volume, where own GPUs win",
        include_str!("../../scenarios/bulk-classification.toml"),
    ),
    (
        "open-model",
        "prices from the catalog, throughput estimated: an API or an open model on rented GPUs",
        include_str!("../../scenarios/open-model.toml"),
    ),
    ("chat-product", "blends: shares, routes and overflow", include_str!("../../scenarios/chat-product.toml")),
];

/// Writes a commented scenario to start from.
pub fn init(args: &InitArgs) -> Status {
    if args.list {
        let mut text = String::new();
        for (name, about, _) in TEMPLATES {
            let _ = writeln!(text, "{name:<20}  {about}");
        }
        return print(&text);
    }
    let names = || TEMPLATES.iter().map(|(name, ..)| *name);
    let Some((.., text)) = TEMPLATES.iter().find(|(name, ..)| *name == args.template) else {
        let near = nearest(&args.template, names());
        let help =
            near.map_or_else(|| names().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
        say(&format!("error: no template is called `{}`\n  = help: {help}", args.template));
        return Status::Wrong;
    };
    if args.file.symlink_metadata().is_ok() && !args.force {
        say(&format!(
            "error: `{}` is there already\n  = help: name another file, or write over it with `--force`",
            args.file.display()
        ));
        return Status::File;
    }
    let Some(name) = args.file.file_name().and_then(|name| name.to_str()) else {
        say(&format!("error: `{}` is no file name", args.file.display()));
        return Status::Wrong;
    };
    let parent = args.file.parent().filter(|parent| !parent.as_os_str().is_empty());
    match store(parent.unwrap_or(Path::new(".")), &[Document::text(name, (*text).to_owned())]) {
        Ok(_) => {
            say(&format!("wrote {}; work it out with: tco run {}", args.file.display(), args.file.display()));
            Status::Done
        }
        Err(errors) => unwritten(&errors),
    }
}
