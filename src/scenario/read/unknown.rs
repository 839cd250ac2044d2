//! Keys that a table does not have: which one was probably meant, or where it belongs.

use crate::catalog::near::nearest;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{self, Form, KINDS};
use crate::scenario::tree::Entry;

use super::section::Section;

/// What is known of a key that the table does not have.
enum Meant {
    /// This key of the table, with another spelling.
    Near(&'static str),
    /// Something else; in words.
    Other(String),
}

impl Section<'_> {
    /// Reports a key that the table does not have; returns the key that was probably meant.
    pub(super) fn refuse_unknown(&self, entry: &Entry) -> Option<&'static str> {
        let meant = self.meant(&entry.key);
        let help = match &meant {
            Meant::Near(near) => format!("did you mean `{near}`?"),
            Meant::Other(help) => help.clone(),
        };
        self.context.error(Diagnostic::unknown_key(entry.key_span, &entry.key, &self.place, &help));
        match meant {
            Meant::Near(near) => Some(near),
            Meant::Other(_) => None,
        }
    }

    fn meant(&self, name: &str) -> Meant {
        let own = || self.keys.iter().flat_map(|table| table.iter());
        let place = self.in_hosting(name).or_else(|| self.of_another_kind(name)).or_else(|| self.in_a_table(name));
        if let Some(help) = place {
            return Meant::Other(help);
        }
        if let Some(near) = nearest(name, own().map(|key| key.name)) {
            return Meant::Near(near);
        }
        if let Some((table, _)) = language::GENERAL.iter().find(|(_, keys)| language::find(&[keys], name).is_some()) {
            return Meant::Other(format!("it is a key of `[{table}]`"));
        }
        let known: Vec<String> = own().map(|key| format!("`{}`", key.name)).collect();
        let few = known.len() <= 16;
        Meant::Other(if few {
            format!("there are {}", known.join(", "))
        } else {
            "leave it out; `tco schema` lists every key".to_owned()
        })
    }

    /// A key of a fleet that belongs under `hosting`.
    fn in_hosting(&self, name: &str) -> Option<String> {
        let has_hosting = language::find(&self.keys, "hosting").is_some();
        let belongs = has_hosting && language::find(&[language::SELF_HOSTED], name).is_some();
        belongs.then(|| format!("write it under `[{}.hosting]`, or choose `kind = \"self-hosted\"`", self.path))
    }

    /// A key of options of another kind.
    fn of_another_kind(&self, name: &str) -> Option<String> {
        language::find(&self.keys, "launch_month")?;
        let has = |kind: &&str| language::find(&language::option_tables(kind), name).is_some();
        let kinds: Vec<&str> = KINDS.iter().copied().filter(has).collect();
        (!kinds.is_empty()).then(|| format!("it is a key of `kind = \"{}\"`", kinds.join("\"` or `\"")))
    }

    /// A key that belongs in a table under this one.
    fn in_a_table(&self, name: &str) -> Option<String> {
        let holds = |keys| language::find(&[keys], name).is_some();
        self.keys.iter().flat_map(|table| table.iter()).find_map(|key| match key.form {
            Form::Table(keys) if holds(keys) => Some(format!("write it under `[{}]`", self.path_of(key.name))),
            Form::List(keys) if holds(keys) => Some(format!("write it under `[[{}]]`", self.path_of(key.name))),
            Form::Named(keys) if holds(keys) => Some(format!("write it under `[{}.NAME]`", self.path_of(key.name))),
            _ => None,
        })
    }
}
