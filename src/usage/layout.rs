//! Which column of a CSV export says what.

use super::columns::{Columns, ColumnsError};
use super::format::Format;
use super::known::{KNOWN, Known};
use super::role::{Role, RowIs};
use crate::scenario::nearest;

/// How many roles there are.
const ROLES: usize = Role::Window as usize + 1;

/// A table of an export: its columns by what they say.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The format.
    pub format: Format,
    /// What stands between fields.
    pub delimiter: u8,
    /// How many fields a row has.
    pub width: usize,
    /// What a row stands for.
    pub row_is: RowIs,
    places: [Option<usize>; ROLES],
}

impl Layout {
    /// The column that says this.
    #[must_use]
    pub fn place(&self, role: Role) -> Option<usize> {
        self.places[role as usize]
    }
}

/// The layout of a table by its header; columns that the user named come first.
///
/// # Errors
/// When the header is of no export that is known, or lacks a column: what is wrong, and the way out.
pub fn layout(header: &[String], delimiter: u8, columns: Option<&Columns>) -> Result<Layout, ColumnsError> {
    let find = |name: &str| header.iter().position(|column| column == name);
    let mut found =
        Layout { format: Format::Columns, delimiter, width: header.len(), row_is: RowIs::Sum, places: [None; ROLES] };
    if let Some(Columns(columns)) = columns {
        for (role, name) in columns {
            found.places[*role as usize] = match name.as_str() {
                "each" if *role == Role::Requests => {
                    found.row_is = RowIs::Request;
                    None
                }
                name => Some(find(name).ok_or_else(|| no_column(name, header))?),
            };
        }
        return Ok(found);
    }
    let known = KNOWN.iter().find(|known| known.signature.iter().all(|name| find(name).is_some()));
    let known = known.or_else(|| unused_openai(header)).ok_or_else(|| foreign(header))?;
    (found.format, found.row_is) = (known.format, known.row_is);
    for (role, name) in known.roles {
        found.places[*role as usize] = find(name);
    }
    let missing = known.roles.iter().find(|(role, _)| needed(known, *role) && found.place(*role).is_none());
    match missing.filter(|_| unused_openai(header).is_none()) {
        Some((_, name)) => Err(no_column(name, header)),
        None => Ok(found),
    }
}

/// Whether every export of a format has the column of a role: without it, something would count as 0.
fn needed(known: &Known, role: Role) -> bool {
    let providers = [Format::OpenAiUsageCsv, Format::AnthropicTokensCsv];
    match role {
        Role::Model | Role::Requests | Role::Input | Role::Fresh | Role::Output | Role::Quantity => {
            // `--columns` and `tco usage sql` name what there is
            known.format != Format::Aggregated && known.format != Format::Focus
        }
        Role::Cached => providers.contains(&known.format),
        _ => false,
    }
}

/// An `OpenAI` export of a time without use has the four columns of its buckets and no other.
fn unused_openai(header: &[String]) -> Option<&'static Known> {
    let blank = ["start_time", "end_time", "start_time_iso", "end_time_iso"];
    (header.len() == blank.len() && header.iter().zip(blank).all(|(column, name)| column == name)).then_some(&KNOWN[0])
}

fn no_column(name: &str, header: &[String]) -> ColumnsError {
    let help = nearest(name, header.iter().map(String::as_str)).map_or_else(
        || format!("its columns are {}", listed(header)),
        |near| format!("did you mean `{near}`? Its columns are {}", listed(header)),
    );
    (format!("there is no column `{name}`"), help)
}

fn foreign(header: &[String]) -> ColumnsError {
    (
        "the table is no usage export that is known".to_owned(),
        format!(
            "its columns are {}; say which is which, as in `--columns time=Date,model=Model,requests=Calls,input=Prompt,output=Completion`",
            listed(header)
        ),
    )
}

fn listed(header: &[String]) -> String {
    const SHOWN: usize = 12;
    let names: Vec<String> =
        header.iter().take(SHOWN).map(|name| format!("`{}`", name.chars().take(40).collect::<String>())).collect();
    let more = if header.len() > SHOWN { ", ..." } else { "" };
    names.join(", ") + more
}
