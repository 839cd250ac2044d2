//! Fields of a JSON object, with their place for messages.

use serde_json::Value;

use super::BenchmarkError;

/// A JSON value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a> {
    pub value: &'a Value,
    pub place: String,
}

impl<'a> Fields<'a> {
    /// The value at a path of keys with points between them.
    pub(super) fn at(&self, path: &str) -> Option<&'a Value> {
        path.split('.').try_fold(self.value, |value, key| value.get(key))
    }

    /// A number that is finite and not negative; none when it is absent or of another form.
    pub(super) fn number(&self, path: &str) -> Option<f64> {
        self.at(path)?.as_f64().filter(|number| number.is_finite() && *number >= 0.0)
    }

    /// The first of these paths that holds a number.
    pub(super) fn first(&self, paths: &[&str]) -> Option<f64> {
        paths.iter().find_map(|path| self.number(path))
    }

    /// A number that must be there and above 0.
    pub(super) fn needed(&self, path: &str) -> Result<f64, BenchmarkError> {
        let wrong = |cause: String| {
            let help = "is the file whole and written by the tool itself? run the benchmark again if not";
            Err(BenchmarkError::new(self.place.clone(), cause, help))
        };
        match (self.number(path), self.at(path)) {
            (Some(number), _) if number > 0.0 => Ok(number),
            (_, None) => wrong(format!("no field `{path}`")),
            (_, Some(found)) => wrong(format!("`{path}` is {}, which is no number above 0", short(found))),
        }
    }

    /// A text.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.at(path)?.as_str().map(str::to_owned)
    }
}

/// A value as it is quoted in a message.
fn short(value: &Value) -> String {
    let text: String = value.to_string().chars().filter(|c| !c.is_control()).take(40).collect();
    format!("`{text}`")
}
