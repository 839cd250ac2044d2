//! What a row of sums tells: several files may tell the parts of one, such as a log its tokens and a bill its cost.

use std::hash::Hash;

use crate::usage::entry::row::{Requests, Row};

/// A part of what a row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Its tokens.
    Tokens,
    /// How many requests there were, and how many failed.
    Requests,
    /// What its tokens or requests cost.
    Cost,
    /// A cost by itself: that of a bill, which a log's own is held against rather than taken for the same.
    Bill,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Tokens, Self::Requests, Self::Cost, Self::Bill];

    /// The part of a row as something to tell others from; none where the row does not tell it.
    pub fn of(self, row: &Row<'_>) -> Option<impl Hash + use<>> {
        let tokens = row.tokens.filter(|tokens| self == Self::Tokens && !tokens.is_empty());
        let tokens =
            tokens.map(|tokens| [tokens.fresh, tokens.cached, tokens.written, tokens.written_long, tokens.output]);
        let requests = match row.requests {
            Requests::Counted(requests) if self == Self::Requests => Some((requests, row.failures)),
            _ => None,
        };
        let is_of_use = row.tokens.is_some_and(|tokens| !tokens.is_empty()) || row.requests != Requests::Elsewhere;
        let own = if is_of_use { Self::Cost } else { Self::Bill };
        let cost = row.cost.filter(|_| self == own);
        (tokens.is_some() || requests.is_some() || cost.is_some()).then_some((tokens, requests, cost))
    }

    /// Takes the part out of a row: another file tells it.
    pub fn take_out(self, row: &mut Row<'_>) {
        match self {
            Self::Tokens => {
                row.tokens = None;
                if row.requests == Requests::Unknown {
                    row.requests = Requests::Elsewhere;
                }
            }
            Self::Requests => {
                (row.requests, row.failures) = (Requests::Elsewhere, None);
                row.tokens = row.tokens.filter(|tokens| !tokens.is_empty());
            }
            Self::Cost | Self::Bill => row.cost = None,
        }
    }
}
