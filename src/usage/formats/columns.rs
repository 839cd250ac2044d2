//! Columns of a table that is no export that is known, as the user names them.

use super::role::Role;
use crate::scenario::nearest;

/// Columns that the user names: what each says, its name in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(pub Vec<(Role, String)>);

/// Why `--columns` cannot be used: what is wrong, and the way out.
pub type ColumnsError = (String, String);

impl Columns {
    /// Reads `time=Date,model=Model,input=Prompt Tokens`.
    ///
    /// # Errors
    /// When a role is not known or given twice, or the time or every token count is missing.
    pub fn parse(text: &str) -> Result<Self, ColumnsError> {
        let names = || Role::NAMES.iter().map(|(name, _)| *name);
        let mut roles: Vec<(Role, String)> = Vec::new();
        for part in text.split(',') {
            let (name, column) = part.split_once('=').ok_or_else(|| {
                (format!("`{part}` names no column"), "write ROLE=COLUMN, for example `time=Date`".to_owned())
            })?;
            let name = name.trim();
            let Some((_, role)) = Role::NAMES.iter().find(|(known, _)| *known == name) else {
                let help = nearest(name, names()).map_or_else(
                    || format!("write one of {}", names().collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err((format!("nothing is called `{name}`"), help));
            };
            if roles.iter().any(|(known, _)| known == role) {
                return Err((format!("`{name}` is given twice"), "name one column for it".to_owned()));
            }
            roles.push((*role, column.trim().to_owned()));
        }
        let has = |role| roles.iter().any(|(known, _)| *known == role);
        if !has(Role::Time) || !(has(Role::Input) || has(Role::Fresh) || has(Role::Cost)) {
            let help = "name at least `time`, and one of `input`, `fresh` and `cost`";
            return Err(("the columns do not say enough".to_owned(), help.to_owned()));
        }
        if has(Role::Input) && has(Role::Fresh) {
            let help = "`input` holds the cached tokens, `fresh` does not: name the one that the file has";
            return Err(("`input` and `fresh` are both given".to_owned(), help.to_owned()));
        }
        Ok(Self(roles))
    }
}
