//! What a chart is made of: plain data, no drawing.

use super::format::MoneyFormat;

/// The words around a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// What the chart says, in one line; two are drawn at most.
    pub title: String,
    /// The scenario and its date.
    pub subtitle: String,
    /// The line at the foot: basis, sources, caveats. Empty for none.
    pub note: String,
    /// The page that it is drawn on.
    pub paper: Paper,
}

/// The page that a chart is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 1200 x 700 pixels, for screens, documents and print.
    #[default]
    Wide,
    /// 460 x 640 pixels with the same letters, for a phone: names are shorter or stand above what they name.
    Narrow,
    /// A narrow page of 960 pixels, for many rows.
    Tall,
}

/// How much a line stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Thin: context.
    Muted,
    /// As wide as the others.
    #[default]
    Normal,
    /// Wide and on top: the option the report is about.
    Strong,
}

/// One option's cost as points joined by straight lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The option's name, drawn at the line's end; shortened with an ellipsis when it is very long.
    pub label: String,
    /// Points in the order of their x. A riser is two points of the same x, a gap a point that is not finite.
    pub points: Vec<(f64, f64)>,
    /// How much the line stands out.
    pub emphasis: Emphasis,
    /// The number that decides colour and dashes, the same in every chart that shows the option; the place among the
    /// chart's lines when there is none.
    pub hue: Option<usize>,
}

impl Line {
    /// Makes a line of normal width in the colour of its place.
    #[must_use]
    pub fn new(label: impl Into<String>, points: Vec<(f64, f64)>) -> Self {
        Self { label: label.into(), points, emphasis: Emphasis::Normal, hue: None }
    }

    /// Gives the line the colour of an option.
    #[must_use]
    pub fn hued(self, hue: usize) -> Self {
        Self { hue: Some(hue), ..self }
    }
}

/// A break-even point, drawn as a dot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Place on the x axis, in its unit.
    pub x: f64,
    /// Cost at that place.
    pub y: f64,
    /// The value in words, such as `669,643 requests`. Empty for a small dot alone.
    pub label: String,
}

/// A range of volume in which one option is the cheapest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band {
    /// Lower end on the x axis.
    pub from: f64,
    /// Upper end on the x axis.
    pub to: f64,
    /// Index of the option in the chart's lines.
    pub line: usize,
}

/// Cost against volume, with the break-even points and the cheapest option of every range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostCurve {
    /// The words around the chart.
    pub heading: Heading,
    /// How money is written.
    pub money: MoneyFormat,
    /// Name of the x axis, such as `Requests per month`.
    pub x_title: String,
    /// Name of the y axis, such as `Cost per month`.
    pub y_title: String,
    /// One line an option.
    pub lines: Vec<Line>,
    /// Today's volume; outside the axis it is announced at its edge.
    pub today: Option<f64>,
    /// Break-even points. Of more than six with words, the first and the last are labelled.
    pub marks: Vec<Mark>,
    /// The cheapest option of each range, drawn under the x axis. Empty for no band.
    pub cheapest: Vec<Band>,
    /// Left end of the x axis.
    pub x_min: f64,
    /// Right end of the x axis; the largest x of the lines when it is not above `x_min`.
    pub x_max: f64,
    /// How values are spread along the x axis.
    pub x_spacing: Spacing,
}

/// The calendar month a scenario starts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartMonth {
    /// Year, such as 2027.
    pub year: i32,
    /// Month of the year, 1 to 12.
    pub month: u8,
}

/// The months of a horizon. On the axis, 0 is the start and m is the end of month m.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// Number of months.
    pub count: u32,
    /// Calendar month of month 1; the axis counts months when there is none.
    pub start: Option<StartMonth>,
}

/// Cumulative cost against time, with the months in which lines cross.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cumulative {
    /// The words around the chart.
    pub heading: Heading,
    /// How money is written.
    pub money: MoneyFormat,
    /// Name of the y axis, such as `Cumulative cost`.
    pub y_title: String,
    /// The horizon.
    pub months: Months,
    /// One line an option; x is the time in months, 0 for what is paid before launch.
    pub lines: Vec<Line>,
    /// Times at which cumulative costs cross.
    pub marks: Vec<Mark>,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// Index in the chart's categories.
    pub category: usize,
    /// Amount; a credit is negative and drawn left of zero.
    pub amount: f64,
}

/// One option's cost by category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// The option's name.
    pub label: String,
    /// Amounts, stacked in this order.
    pub parts: Vec<Part>,
}

/// Cost by category, one stacked bar an option.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakdown {
    /// The words around the chart.
    pub heading: Heading,
    /// How money is written.
    pub money: MoneyFormat,
    /// Name of the axis, such as `Total cost over 36 months`.
    pub x_title: String,
    /// One bar an option, drawn from the top.
    pub bars: Vec<Bar>,
    /// Names of the categories; those that no bar uses are left out of the legend.
    pub categories: Vec<String>,
}

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spacing {
    /// Equal differences are equally long.
    #[default]
    Linear,
    /// Equal ratios are equally long. An axis that reaches 0 or below is drawn linear all the same.
    Logarithmic,
}

/// An axis from one value to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// Name and unit, such as `Output price ($ per Mtok)`; shortened with an ellipsis when it is very long.
    pub title: String,
    /// Value at the left or lower end.
    pub from: f64,
    /// Value at the right or upper end.
    pub to: f64,
    /// How values are spread between the ends.
    pub spacing: Spacing,
}

/// A range of x in which one option is the cheapest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FrontierSpan {
    /// Lower end, in the unit of the x axis.
    pub from: f64,
    /// Upper end, in the unit of the x axis.
    pub to: f64,
    /// Index of the option in the map's options; none where no option can serve.
    pub option: Option<usize>,
}

/// The cheapest options along x, at one y.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontierRow {
    /// Place on the y axis, in its unit.
    pub y: f64,
    /// Ranges in ascending order that cover the x axis; a hole goes to the range before it.
    pub spans: Vec<FrontierSpan>,
}

/// The cheapest option over two inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontierMap {
    /// The words around the chart.
    pub heading: Heading,
    /// The input along the page.
    pub x: Scale,
    /// The input up the page.
    pub y: Scale,
    /// Names of the options, in the order that gives the lines of other charts their colours.
    pub options: Vec<String>,
    /// Rows in ascending y; the first and the last are carried on to the ends of the y axis.
    pub rows: Vec<FrontierRow>,
    /// Today's x and y; outside the map they are announced at its edge.
    pub today: Option<(f64, f64)>,
}
