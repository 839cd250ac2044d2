//! Which column of a CSV export says what.

use super::columns::{Columns, ColumnsError};
use super::known::{KNOWN, Known};
use super::role::{Role, RowIs};
use crate::scenario::nearest;
use crate::usage::entry::format::Format;

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
    /// Its columns, where the user names what they say.
    pub header: Vec<String>,
    places: [Option<usize>; ROLES],
}

impl Layout {
    fn new(format: Format, row_is: RowIs, (header, delimiter): (&[String], u8)) -> Self {
        Self { format, delimiter, width: header.len(), row_is, header: Vec::new(), places: [None; ROLES] }
    }

    /// The column that says this.
    #[must_use]
    pub fn place(&self, role: Role) -> Option<usize> {
        self.places[role as usize]
    }

    /// Whether a row says anything of tokens or requests; else the table is about costs only.
    #[must_use]
    pub fn tells_use(&self) -> bool {
        self.row_is == RowIs::Request || Role::OF_USE.into_iter().any(|role| self.place(role).is_some())
    }

    /// The columns that say anything.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().flatten().copied()
    }
}

/// The layout of a table by its header: that of the export that it is, else of the columns that the user names, else
/// of columns that are called what they say. Of an export that lacks a column the user's columns count, too.
///
/// # Errors
/// When the header is of no export that is known, or lacks a column: what is wrong, and the way out.
pub fn layout(header: &[String], delimiter: u8, columns: Option<&Columns>) -> Result<Layout, ColumnsError> {
    let known = KNOWN.iter().find(|known| known.signature.iter().all(|name| place(header, name).is_some()));
    let known = known.or_else(|| unused_openai(header));
    let export = known.map(|known| of_export(known, header, delimiter));
    match (export, columns) {
        (Some(Ok(export)), None) => Ok(export),
        (Some(Ok(export)), Some(_)) if export.format != Format::Aggregated => Ok(export),
        (_, Some(columns)) => of_columns(columns, header, delimiter),
        (Some(Err(wrong)), None) => Err(wrong),
        (None, None) => own_names(header, delimiter).ok_or_else(|| foreign(header)),
    }
}

fn place(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|column| column == name)
}

fn of_export(known: &Known, header: &[String], delimiter: u8) -> Result<Layout, ColumnsError> {
    let mut found = Layout::new(known.format, known.row_is, (header, delimiter));
    for (role, name) in known.roles {
        found.places[*role as usize] = place(header, name);
    }
    let missing = known.roles.iter().find(|(role, _)| known.needs(*role) && found.place(*role).is_none());
    match missing.filter(|_| unused_openai(header).is_none()) {
        Some((_, name)) => Err(no_export_column(known, name, header)),
        None => Ok(found),
    }
}

/// The layout of a table by the columns that the user names, as far as it has them: another file may have the others.
/// It must tell the time and what was used or paid.
fn of_columns(Columns(columns): &Columns, header: &[String], delimiter: u8) -> Result<Layout, ColumnsError> {
    let mut found = Layout::new(Format::Columns, RowIs::Sum, (header, delimiter));
    found.header = header.to_vec();
    for (role, name) in columns {
        match name.as_str() {
            "each" if *role == Role::Requests => found.row_is = RowIs::Request,
            name => found.places[*role as usize] = place(header, name),
        }
    }
    // of several that are not there, the one that is nearly
    let lacks = |roles: &[Role]| {
        let named = || columns.iter().filter(|(role, _)| roles.contains(role)).map(|(_, name)| name.as_str());
        let is_near = |name: &&str| nearest(name, header.iter().map(String::as_str)).is_some();
        let has = roles.iter().any(|role| found.place(*role).is_some());
        let name = named().find(is_near).or_else(|| named().next());
        name.filter(|_| !has).map(|name| no_column(name, header))
    };
    match lacks(&[Role::Time]).or_else(|| lacks(&[Role::Input, Role::Fresh, Role::Cost])) {
        Some(error) => own_names(header, delimiter).ok_or(error),
        // each row of a log is a request; a bill beside it has no column of tokens
        None if found.place(Role::Input).or(found.place(Role::Fresh)).is_none() => {
            let is_log = columns.iter().any(|(role, _)| matches!(role, Role::Input | Role::Fresh));
            let is_bill = is_log && found.row_is == RowIs::Request;
            found.row_is = if is_bill { RowIs::Sum } else { found.row_is };
            Ok(found)
        }
        None => Ok(found),
    }
}

/// The first of the columns that the user names which none of the files has, each given by its name and its columns:
/// what is wrong, and the way out.
#[must_use]
pub fn unknown_column(Columns(columns): &Columns, files: &[(String, Vec<String>)]) -> Option<ColumnsError> {
    let is_known = |role: Role, name: &str| {
        name == "each" && role == Role::Requests || files.iter().any(|(_, header)| place(header, name).is_some())
    };
    let (_, name) = columns.iter().find(|(role, name)| !is_known(*role, name))?;
    let [(_, header)] = files else {
        let names = files.iter().flat_map(|(_, header)| header).map(String::as_str);
        let near = nearest(name, names).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let each: Vec<String> = files.iter().map(|(file, header)| format!("`{file}` has {}", listed(header))).collect();
        return Some((format!("there is no column `{name}` in any of the files"), near + &each.join("; ")));
    };
    Some(no_column(name, header))
}

/// The layout of a table whose columns are called what they say; none of one that says too little so.
fn own_names(header: &[String], delimiter: u8) -> Option<Layout> {
    let mut found = Layout::new(Format::Aggregated, RowIs::Sum, (header, delimiter));
    for (name, role) in Role::NAMES {
        found.places[role as usize] = place(header, name);
    }
    let has = |role| found.place(role).is_some();
    let tells = has(Role::Input) || has(Role::Fresh) || has(Role::Cost);
    let is_clear = !(has(Role::Input) && has(Role::Fresh));
    (has(Role::Time) && has(Role::Model) && tells && is_clear).then_some(found)
}

/// An `OpenAI` export of a time without use has the four columns of its buckets and no other.
fn unused_openai(header: &[String]) -> Option<&'static Known> {
    let blank = ["start_time", "end_time", "start_time_iso", "end_time_iso"];
    (header.len() == blank.len() && header.iter().zip(blank).all(|(column, name)| column == name)).then_some(&KNOWN[0])
}

fn no_column(name: &str, header: &[String]) -> ColumnsError {
    lacking(name, nearest(name, header.iter().map(String::as_str)), header)
}

/// An export lacks a column: one that it has by right is not what was meant.
fn no_export_column(known: &Known, name: &str, header: &[String]) -> ColumnsError {
    lacking(name, known.meant(name, header), header)
}

fn lacking(name: &str, near: Option<&str>, header: &[String]) -> ColumnsError {
    let help = near.map_or_else(
        || format!("its columns are {}", listed(header)),
        |near| format!("did you mean `{near}`? Its columns are {}", listed(header)),
    );
    (format!("there is no column `{name}`"), help)
}

fn foreign(header: &[String]) -> ColumnsError {
    if let Some((known, name)) = KNOWN.iter().find_map(|known| Some((known, known.nearly(header)?))) {
        return no_export_column(known, name, header);
    }
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
