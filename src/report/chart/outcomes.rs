//! What charts of uncertain outcomes are made of: plain data, no drawing.

use super::format::MoneyFormat;
use super::model::{Heading, Months};

/// How likely an option costs no more than an amount, for every amount.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chances {
    /// The option's name; shortened with an ellipsis when it is very long.
    pub label: String,
    /// Amounts with the probability, 0 to 1, that the option costs no more, joined by straight lines.
    ///
    /// A jump is two points of the same amount; up to its first point a curve is 0, so `[(5.0, 1.0)]` is an amount
    /// that is certain. A probability below an earlier one is raised to it; a point that is not finite is left out.
    pub points: Vec<(f64, f64)>,
    /// The number that decides colour and dashes; the place among the chart's curves when there is none.
    pub hue: Option<usize>,
}

/// Cumulative probability of the total cost of options.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// The words around the chart.
    pub heading: Heading,
    /// How money is written.
    pub money: MoneyFormat,
    /// Name of the x axis, such as `Total cost over 36 months`.
    pub x_title: String,
    /// One curve an option; eight can be told apart. Where a few reach much further than the others, the axis ends
    /// where the others do, and the note says so.
    pub lines: Vec<Chances>,
}

/// One option's cumulative cost over time as a median within a range.
///
/// Points have the time in months as x, 0 for what is paid before launch, and are joined by straight lines; one that
/// is not finite is a gap. The band covers the time that both `low` and `high` cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// The option's name, drawn at the line's end; shortened with an ellipsis when it is very long.
    pub label: String,
    /// The lower edge of the band, the 10th percentile.
    pub low: Vec<(f64, f64)>,
    /// The line, the median.
    pub middle: Vec<(f64, f64)>,
    /// The upper edge of the band, the 90th percentile.
    pub high: Vec<(f64, f64)>,
    /// The number that decides colour and dashes; the place among the chart's options when there is none.
    pub hue: Option<usize>,
}

/// What the lines and bands of a fan are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FanOf {
    /// The median, and eight outcomes in ten.
    #[default]
    Outcomes,
    /// What is expected, and the ends of the interval of a growth that was measured.
    Growth,
}

/// Cumulative cost against time with its uncertainty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fan {
    /// The words around the chart.
    pub heading: Heading,
    /// How money is written.
    pub money: MoneyFormat,
    /// Name of the y axis, such as `Cumulative cost`.
    pub y_title: String,
    /// The horizon.
    pub months: Months,
    /// One line and band an option; a line alone where `low` and `high` are empty.
    pub fans: Vec<Spread>,
    /// What they are.
    pub of: FanOf,
}

/// Where the range of an input comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assumed {
    /// The input was given as a range.
    #[default]
    No,
    /// The input was given as one number and varied by 20 % either way; its bar is hollow.
    PlusMinus20Percent,
}

/// The outcome with one input at one end of its range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swing {
    /// The outcome. One that is not finite is not drawn.
    pub value: f64,
    /// The value of the input in words, such as `$2.50` or `1.2M a month`.
    pub text: String,
}

/// One input of a tornado.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TornadoRow {
    /// The input's name or path; a long one is shortened in its middle.
    pub label: String,
    /// The outcome with the input at its low end.
    pub low: Swing,
    /// The outcome with the input at its high end.
    pub high: Swing,
    /// Where the range comes from.
    pub assumed: Assumed,
}

/// How far each input alone moves an outcome.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tornado {
    /// The words around the chart.
    pub heading: Heading,
    /// How money is written.
    pub money: MoneyFormat,
    /// Name of the outcome, such as `Lead of the cheapest option over 36 months`.
    pub x_title: String,
    /// The outcome with every input as it is.
    pub base: f64,
    /// What an outcome below zero and one above zero mean, such as `API cheaper` and `Fine-tuned cheaper`.
    pub sides: Option<(String, String)>,
    /// One bar an input, drawn from the top in this order; those after the twentieth are only counted.
    pub rows: Vec<TornadoRow>,
}
