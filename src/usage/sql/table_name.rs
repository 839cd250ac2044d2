//! Names of tables as users write them.

use super::dialect::Dialect;

/// Why a name cannot be used: what is wrong, and the way out.
pub type TableNameError = (String, String);

/// The name of a table: up to four parts with points between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableName(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Bare(String),
    Quoted(String),
}

/// How many parts a name may have.
const MOST_PARTS: usize = 4;

impl TableName {
    /// Reads `logs`, `analytics.public.logs`, `my-project.data.logs` or `public."LiteLLM_SpendLogs"`;
    /// quotes may be `"` or a backtick, whichever the database has.
    ///
    /// # Errors
    /// When it is no name: the character that cannot be, and the way out.
    pub fn parse(text: &str) -> Result<Self, TableNameError> {
        let help = || {
            "write a plain name with points between its parts, as in `analytics.public.logs`; put other names into double quotes".to_owned()
        };
        let wrong = |cause: String| (cause, help());
        let (mut parts, mut rest) = (Vec::new(), text);
        loop {
            let at = text.len() - rest.len();
            let (part, after) = first_part(rest).map_err(|Stray { offset, what }| {
                let place = text[..at + offset].chars().count() + 1;
                wrong(format!("`{}` is no table: {what} at its character {place}", shown(text)))
            })?;
            parts.push(part);
            match after.strip_prefix('.') {
                Some(later) => rest = later,
                None if after.is_empty() => break,
                None => {
                    let place = text.chars().count() - after.chars().count() + 1;
                    let stray: String = after.chars().take(1).collect();
                    return Err(wrong(format!(
                        "`{}` is no table: `{}` at its character {place}",
                        shown(text),
                        stray.escape_debug()
                    )));
                }
            }
        }
        if parts.len() > MOST_PARTS {
            return Err(wrong(format!("`{}` has {} parts, more than {MOST_PARTS}", shown(text), parts.len())));
        }
        Ok(Self(parts))
    }

    /// The name as a database spells it: what was quoted stays so, in its quotes.
    #[must_use]
    pub fn spelled(&self, dialect: Dialect) -> String {
        let spelled = |part: &Part| match part {
            Part::Bare(name) if name.contains('-') => dialect.quoted(name),
            Part::Bare(name) => name.clone(),
            Part::Quoted(name) => dialect.quoted(name),
        };
        self.0.iter().map(spelled).collect::<Vec<_>>().join(".")
    }
}

/// What cannot be in a name, and how many bytes before it.
struct Stray {
    offset: usize,
    what: String,
}

fn first_part(text: &str) -> Result<(Part, &str), Stray> {
    let Some(quote) = text.chars().next().filter(|first| ['"', '`'].contains(first)) else {
        let end = text.find(|letter: char| !(letter.is_alphanumeric() || "_$-".contains(letter)));
        let (name, after) = text.split_at(end.unwrap_or(text.len()));
        return match (name.chars().next(), after.chars().next()) {
            (Some(first), _) if first.is_alphabetic() || first == '_' => Ok((Part::Bare(name.to_owned()), after)),
            (Some(first), _) => Err(Stray { offset: 0, what: format!("a part begins with `{first}`") }),
            (None, Some(stray)) => Err(Stray { offset: 0, what: format!("`{}`", stray.escape_debug()) }),
            (None, None) => Err(Stray { offset: 0, what: "a name is missing".to_owned() }),
        };
    };
    let inner = &text[1..];
    let Some(end) = inner.find(quote) else {
        return Err(Stray { offset: 0, what: "a quote that is never closed".to_owned() });
    };
    let name = &inner[..end];
    let stray = name.char_indices().find(|(_, letter)| letter.is_control() || "\"`\\".contains(*letter));
    match stray {
        Some((at, stray)) => Err(Stray { offset: 1 + at, what: format!("`{}`", stray.escape_debug()) }),
        None if name.is_empty() => Err(Stray { offset: 0, what: "an empty name".to_owned() }),
        None => Ok((Part::Quoted(name.to_owned()), &inner[end + 1..])),
    }
}

fn shown(text: &str) -> String {
    text.chars().take(60).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_the_database_quotes() {
        let check = |text, dialect, spelled| {
            assert_eq!(TableName::parse(text).map(|name| name.spelled(dialect)), Ok(String::from(spelled)), "{text}");
        };
        check("logs", Dialect::Postgres, "logs");
        check("public.\"LiteLLM_SpendLogs\"", Dialect::Postgres, "public.\"LiteLLM_SpendLogs\"");
        check("public.`Spend Logs`", Dialect::Snowflake, "public.\"Spend Logs\"");
        check("my-project.data.logs", Dialect::BigQuery, "`my-project`.data.logs");
        check("\"my-project.data.logs\"", Dialect::BigQuery, "`my-project.data.logs`");
        check("lake.\"logs\"", Dialect::Spark, "lake.`logs`");
    }

    #[test]
    fn what_is_no_name_is_refused_with_its_place() {
        let check = |text, words| {
            let (cause, help) = TableName::parse(text).expect_err(text);
            assert!(cause.contains(words), "{text}: {cause}");
            assert!(help.contains("double quotes"), "{help}");
        };
        check("logs; DROP TABLE logs", "`;` at its character 5");
        check("", "a name is missing at its character 1");
        check("a..b", "`.` at its character 3");
        check("a.", "a name is missing at its character 3");
        check("1logs", "a part begins with `1`");
        check("\"logs", "never closed");
        check("\"a`b\"", "``` at its character 3");
        check("\"\"", "an empty name");
        check("a.b.c.d.e", "5 parts");
    }
}
