//! Names that a workbook allows: of its sheets, and of cells.

/// The longest name of a sheet that the file format allows.
const LONGEST: usize = 31;

/// A sheet's name that is not taken yet: 31 characters without `[ ] : * ? / \` and quotes at the ends.
pub fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let allowed = |c: char| if c.is_control() || "[]:*?/\\'".contains(c) { '_' } else { c };
    let plain: String = wanted.chars().map(allowed).collect();
    let plain = if plain.trim().is_empty() { "option".to_owned() } else { plain };
    unused(&plain, LONGEST, |name| taken.iter().any(|known| known.to_lowercase() == name.to_lowercase()))
}

/// A cell's name that is not taken yet: the scenario's key, with `_` for what a name may not have.
pub fn cell_name(path: &str, taken: &[String]) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
    let plain: String = path.chars().map(allowed).collect();
    unused(&plain, 200, |name| taken.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The name, cut to `longest` characters, with a number where it is taken.
fn unused(name: &str, longest: usize, taken: impl Fn(&str) -> bool) -> String {
    let cut = |length: usize| name.chars().take(length).collect::<String>();
    let numbered = (1_u32..).map(|n| match n {
        1 => cut(longest),
        n => {
            let number = format!("_{n}");
            cut(longest - number.len()) + &number
        }
    });
    numbered.into_iter().find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_allowed_and_different() {
        let taken = vec!["Inputs".to_owned(), "api".to_owned()];
        assert_eq!(sheet_name("api", &taken), "api_2");
        assert_eq!(sheet_name("inputs", &taken), "inputs_2");
        assert_eq!(sheet_name("a/b[c]:d*?", &taken), "a_b_c__d__");
        assert_eq!(sheet_name(&"x".repeat(40), &taken).len(), 31);
        assert_eq!(cell_name("options.self-hosted.costs.0.monthly", &taken), "options.self_hosted.costs.0.monthly");
        assert_eq!(cell_name("options.a-b", &["options.a_b".to_owned()]), "options.a_b_2");
    }
}
