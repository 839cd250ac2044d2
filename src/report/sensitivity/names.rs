//! What inputs, ends and outputs are called.

use crate::analysis::Figures;
use crate::analysis::sensitivity::{Assumed, Factor, IndexOf, Swing};

/// The path of a swung input.
pub fn path(swing: &Swing) -> &str {
    &swing.lever.input.path
}

/// The paths of a factor's inputs.
pub fn paths(figures: &Figures<'_>, factor: &Factor) -> String {
    let path = |input: &u32| figures.model.sheet.inputs()[*input as usize].path.as_str();
    factor.inputs.iter().map(path).collect::<Vec<_>>().join(" + ")
}

/// Where an input's ends come from; begins with no sign that a spreadsheet would take for a formula.
pub fn assumed(assumed: Assumed) -> &'static str {
    match assumed {
        Assumed::Range => "range",
        Assumed::Fifth => "20 % either way",
        Assumed::One => "1 either way",
    }
}

/// What an index is of.
pub fn output_name(figures: &Figures<'_>, output: IndexOf) -> String {
    match output {
        IndexOf::Cost(option) => format!("{}.present_value", figures.scenario.options[option].name),
        IndexOf::Lead => "lead".to_owned(),
        IndexOf::Choice => "choice".to_owned(),
    }
}
