//! Which options cost so much a month and so much a request at the run rate, whatever the volume.

use crate::analysis::Results;
use crate::cost::Entry;
use crate::sheet::{Id, Op, Sheet};

/// The charges of an option's run rate, where each is fixed or in proportion to the volume.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    /// Charges that the volume does not change.
    pub fixed: Vec<Entry>,
    /// Charges in proportion to it.
    pub proportional: Vec<Entry>,
}

/// How a cell follows the volume, by its formula and not by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    /// Not at all.
    Not,
    /// In proportion.
    Proportion,
    /// In another way, with steps or tiers perhaps.
    Otherwise,
}

/// The run rates of all options; none where a charge has steps, tiers or a part that is fixed.
pub fn linear(results: &Results<'_>) -> Vec<Option<Linear>> {
    let all = follow(&results.model.sheet, results.model.scale);
    let one = |lines: &[crate::cost::Line]| {
        let mut found = Linear::default();
        for entry in lines.iter().flat_map(|line| &line.entries) {
            match all[entry.amount.index()] {
                Follows::Not => found.fixed.push(*entry),
                Follows::Proportion => found.proportional.push(*entry),
                Follows::Otherwise => return None,
            }
        }
        Some(found)
    };
    results.model.options.iter().map(|option| one(&option.run_rate.lines)).collect()
}

/// How every cell follows an input; operands stand before what is made of them.
fn follow(sheet: &Sheet, scale: u32) -> Vec<Follows> {
    let mut all: Vec<Follows> = Vec::with_capacity(sheet.ops().len());
    for op in sheet.ops() {
        let of = |id: &Id| all[id.index()];
        let is_zero = |id: &Id| matches!(&sheet.ops()[id.index()], Op::Constant(value) if value.is_zero());
        let alike = |terms: &[Id]| {
            let mut terms = terms.iter().filter(|term| !is_zero(term)).map(of);
            let first = terms.next().unwrap_or(Follows::Not);
            if terms.all(|term| term == first) { first } else { Follows::Otherwise }
        };
        let follows = match op {
            Op::Input(index) if *index == scale => Follows::Proportion,
            Op::Constant(_) | Op::Input(_) => Follows::Not,
            Op::Sum(terms) => alike(terms),
            Op::Subtract(a, b) => alike(&[*a, *b]),
            Op::Multiply(a, b) => match (of(a), of(b)) {
                (Follows::Not, other) | (other, Follows::Not) => other,
                _ => Follows::Otherwise,
            },
            Op::Divide(a, b) | Op::Share(a, b) => match (of(a), of(b)) {
                (other, Follows::Not) => other,
                (Follows::Proportion, Follows::Proportion) => Follows::Not,
                _ => Follows::Otherwise,
            },
            op if op.operands().all(|id| of(&id) == Follows::Not) => Follows::Not,
            _ => Follows::Otherwise,
        };
        all.push(follows);
    }
    all
}
