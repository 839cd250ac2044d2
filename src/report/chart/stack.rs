//! Stacked bars: where each part starts and ends.

use super::axis::is_drawable;
use super::model::Bar;

/// A part in its place on the money axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stacked {
    pub(super) category: usize,
    pub(super) amount: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A bar with its parts in place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stack<'a> {
    pub(super) bar: &'a Bar,
    pub(super) parts: Vec<Stacked>,
    /// Sum of the credits, 0 or less.
    pub(super) low: f64,
    /// Sum of the costs, 0 or more.
    pub(super) high: f64,
}

impl<'a> Stack<'a> {
    /// Stacks costs to the right of zero and credits to the left; amounts of zero or not finite are left out.
    pub(super) fn of(bar: &'a Bar) -> Self {
        let mut stack = Self { bar, parts: Vec::new(), low: 0.0, high: 0.0 };
        for part in bar.parts.iter().filter(|part| is_drawable(part.amount) && part.amount != 0.0) {
            let end = if part.amount < 0.0 { &mut stack.low } else { &mut stack.high };
            let from = *end;
            *end += part.amount;
            let to = *end;
            stack.parts.push(Stacked { category: part.category, amount: part.amount, from, to });
        }
        stack
    }

    pub(super) fn total(&self) -> f64 {
        self.low + self.high
    }

    /// Says whether the bar has credits and nothing else.
    pub(super) fn is_credit(&self) -> bool {
        self.low < 0.0 && self.high <= 0.0
    }

    /// Says whether the bar has costs and credits.
    pub(super) fn has_both(&self) -> bool {
        self.low < 0.0 && self.high > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Part;
    use super::*;

    #[test]
    fn credits_stack_to_the_left_and_costs_to_the_right() {
        let part = |amount| Part { category: 0, amount };
        let parts = vec![part(3.0), part(-1.0), part(f64::NAN), part(0.0), part(2.0), part(-4.0)];
        let bar = Bar { label: String::new(), parts };
        let stack = Stack::of(&bar);
        let spans: Vec<(f64, f64)> = stack.parts.iter().map(|part| (part.from, part.to)).collect();
        assert_eq!(spans, [(0.0, 3.0), (0.0, -1.0), (3.0, 5.0), (-1.0, -5.0)]);
        assert_eq!((stack.low, stack.high, stack.total()), (-5.0, 5.0, 0.0));
    }
}
