//! Answers for the decision framework, and the checks a scenario carries.

use crate::scenario::input::Input;
use crate::scenario::source::Span;

/// Answers for the decision framework.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the same names say what they are")]
pub struct Decision {
    pub outcome: Option<String>,
    pub success_metric: Option<String>,
    pub rules_would_do: Option<bool>,
    pub core_differentiator: Option<bool>,
    pub product_fits_as_is: Option<bool>,
    pub needs_integration: Option<bool>,
    pub data_must_stay_inside: Option<bool>,
    pub prompting_exhausted: Option<bool>,
    pub retrieval_tried: Option<bool>,
    pub gaps: Option<Vec<String>>,
    pub ml_team: Option<bool>,
    pub infrastructure_team: Option<bool>,
    pub measured_on_real_data: Option<bool>,
    pub requirements: Requirements,
    pub measured: Vec<(usize, Requirements)>,
}

/// What an option must reach, or reached in a trial.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the keys of the same names say what they are")]
pub struct Requirements {
    pub accuracy: Option<Input>,
    pub p95_latency_ms: Option<Input>,
    pub failure_rate: Option<Input>,
    pub cost_per_request: Option<Input>,
}

/// Two uncertain numbers that go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankCorrelation {
    /// The paths of the two.
    pub between: [String; 2],
    /// Spearman's rho, from -1 to 1.
    pub rank: rust_decimal::Decimal,
    /// Where it stands.
    pub span: Span,
}

/// A check the scenario carries.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Where it stands.
    pub span: Span,
    /// A name from the results.
    pub metric: String,
    /// What must hold.
    pub bound: Bound,
    /// Where the figure is from.
    pub source: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What an expectation demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// This number, give or take.
    Equals {
        /// The number.
        value: rust_decimal::Decimal,
        /// How far off it may be.
        within: rust_decimal::Decimal,
    },
    /// This option, or other word.
    Named(String),
    /// No value.
    Never,
    /// At most this.
    AtMost(rust_decimal::Decimal),
    /// At least this.
    AtLeast(rust_decimal::Decimal),
}
