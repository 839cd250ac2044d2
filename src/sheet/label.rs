//! What a reader calls a cell.

/// What a reader calls a cell: the thing, which one of its kind, and the month it holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The thing, as in `requests`.
    pub what: &'static str,
    /// Which of its kind, by its place among them: a workload, a role, an hour. What it counts is
    /// the recorder's to know.
    pub of: Option<u32>,
    /// The month; none for what is the same in several.
    pub month: Option<u32>,
}

impl Label {
    /// A thing that is the only one of its kind and belongs to no month.
    #[must_use]
    pub fn new(what: &'static str) -> Self {
        Self { what, of: None, month: None }
    }

    /// Which of its kind.
    #[must_use]
    pub fn of(self, place: usize) -> Self {
        Self { of: u32::try_from(place).ok(), ..self }
    }

    /// The month it holds for.
    #[must_use]
    pub fn in_month(self, month: u32) -> Self {
        Self { month: Some(month), ..self }
    }

    /// What two labels of one cell have in common; the first, where they name different things.
    pub(super) fn shared(self, other: Self) -> Self {
        if self.what != other.what {
            return self;
        }
        let same = |a: Option<u32>, b: Option<u32>| if a == b { a } else { None };
        Self { what: self.what, of: same(self.of, other.of), month: same(self.month, other.month) }
    }
}
