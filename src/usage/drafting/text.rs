//! The text of a drafted scenario, with its questions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::quantity::YearMonth;
use crate::usage::needs::need::{By, Partial};
use crate::usage::pricing::prices::Prices;

/// What a draft is made with.
#[derive(Clone, Debug)]
pub struct Drafting<'a> {
    /// What makes a workload.
    pub by: By,
    /// Whether partial months are stretched.
    pub partial: Partial,
    /// Mean input tokens of a request, where the exports do not count requests.
    pub input_per_request: Option<Decimal>,
    /// Requests in a month that the user states, by workload, where the exports do not count them.
    pub requests: &'a BTreeMap<String, Decimal>,
    /// Prices that are known.
    pub prices: &'a Prices,
    /// The path of the catalog file that these are from, seen from the draft; none of the carried one.
    pub catalog: Option<&'a str>,
}

/// A scenario drafted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The TOML text.
    pub text: String,
    /// Questions that its blanks ask; it is no sound scenario before they are answered.
    pub questions: Vec<String>,
    /// What it takes for granted and no export measures, such as `months = 36`.
    pub assumed: Vec<String>,
    /// Its first month.
    pub(super) start: Option<YearMonth>,
}

/// The months of a drafted scenario.
pub const MONTHS: i32 = 36;

impl Draft {
    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Leaves a blank and asks what belongs there.
    pub(super) fn ask(&mut self, key: &str, question: String) {
        let _ = writeln!(self.text, "# {key} =            # QUESTION: {question}");
        self.questions.push(question);
    }

    /// Asks what no key stands for.
    pub(super) fn question(&mut self, question: String) {
        self.line(&format!("# QUESTION: {question}"));
        self.questions.push(question);
    }
}

/// A text in a comment: on one line.
pub fn comment(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(300).collect()
}
