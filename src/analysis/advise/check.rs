//! One thing that must hold before something more complex is recommended.

use rust_decimal::Decimal;

use super::questions::Question;
use super::sentence::Sentence;

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What is checked, for programs.
    pub name: &'static str,
    /// The question that `[decision]` answers; none for a check of figures.
    pub question: Option<Question>,
    /// Whether it holds; none when nobody answered.
    pub holds: Option<bool>,
    /// What was found, in words: a doubt where it does not hold.
    pub why: Sentence,
    /// The figure that was found.
    pub found: Option<Decimal>,
    /// The least, or for a payback the most, that is asked.
    pub needed: Option<Decimal>,
}
