//! The language itself: every table, key, form, unit and default, in one place. The reader takes
//! its rules from here, the JSON Schema and the key tables of `docs/scenario.md` are made from it.

mod decision;
mod general;
mod kinds;
mod options;

pub use decision::{DECISION, EXPECT, MEASURED, REQUIREMENTS};
pub use general::{CORRELATION, DISTRIBUTION, PEOPLE, RAMP, ROOT, SCENARIO, WORKLOAD};
pub use kinds::{
    API, BLEND, CUSTOM, FINE_TUNED, HOSTING, OVERFLOW, PURCHASE, RESERVED, SEATS, SELF_HOSTED, TRAINING,
    VOLUME_DISCOUNT,
};
pub use options::{CATEGORIES, COMMON, COST_LINE, EVALUATION, KINDS, OPTION_WORKLOAD};

use crate::quantity::Unit;

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What may be written there.
    pub form: Form,
    /// The unit of the number.
    pub unit: Unit,
    /// What holds when the key is absent, as one would write it; empty when nothing does.
    pub default: &'static str,
    /// What the key means.
    pub about: &'static str,
    /// Whether its table cannot do without it.
    pub required: bool,
}

/// What may be written for a key.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A calendar month, `"YYYY-MM"`.
    Month,
    /// A certain whole number within these bounds.
    Integer(u32, u32),
    /// A number of at least 0, possibly uncertain.
    Number,
    /// A number above 0, possibly uncertain.
    Positive,
    /// A ratio of at least 1, possibly uncertain.
    Ratio,
    /// A share from 0 to 100 %, possibly uncertain.
    Share,
    /// A share above 0 and up to 100 %, possibly uncertain.
    PositiveShare,
    /// A rate of change above -100 %, possibly uncertain.
    Rate,
    /// A certain number from -1 to 1: how two uncertain ones go together.
    RankCorrelation,
    /// A count of whole things, of at least this many, possibly uncertain.
    Whole(u32),
    /// A price of at least 0, possibly uncertain, or one that steps by month.
    Price,
    /// Hours by role.
    Team,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of an option.
    OptionName,
    /// A list of exactly this many numbers.
    Numbers(usize),
    /// A number, a list by month, or a ramp.
    Volume,
    /// A share of requests for each option.
    Shares,
    /// An option for each workload.
    Route,
    /// A number, `"never"` or an option's name.
    Expected,
    /// A table with these keys.
    Table(&'static [Key]),
    /// Tables with these keys, each under a name of the user's.
    Named(&'static [Key]),
    /// Prices per hour under names of the user's.
    NamedPrices,
    /// A list of tables with these keys.
    List(&'static [Key]),
}

/// The tables that are not options, by name: where a key that stands in the wrong one may belong.
pub const GENERAL: &[(&str, &[Key])] = &[
    ("scenario", SCENARIO),
    ("workloads.NAME", WORKLOAD),
    ("people", PEOPLE),
    ("decision", DECISION),
    ("decision.requirements", REQUIREMENTS),
    ("options.NAME", COMMON),
];

/// The most tables of one sort (options, workloads, cost lines of an option) a scenario may have.
pub const MOST_TABLES: usize = 64;

const fn key(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, unit: Unit::ONE, default: "", about, required: false }
}

impl Key {
    /// The key with a unit.
    const fn unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    /// The key as one its table cannot do without.
    const fn must(mut self) -> Self {
        self.required = true;
        self
    }

    /// The key with a default, as one would write it.
    const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }
}

/// The key of this name in a group of tables.
#[must_use]
pub fn find(tables: &[&'static [Key]], name: &str) -> Option<&'static Key> {
    tables.iter().flat_map(|table| table.iter()).find(|key| key.name == name)
}

/// The tables of an option of this kind, its common keys first.
#[must_use]
pub fn option_tables(kind: &str) -> Vec<&'static [Key]> {
    let own: &[&'static [Key]] = match kind {
        "seats" => &[SEATS],
        "api" => &[API],
        "self-hosted" => &[SELF_HOSTED],
        "fine-tuned" => &[API, FINE_TUNED],
        "blend" => &[BLEND],
        _ => &[CUSTOM],
    };
    std::iter::once(COMMON).chain(own.iter().copied()).collect()
}

/// The tables of options of every kind, for an option whose kind is not known.
#[must_use]
pub fn all_option_tables() -> Vec<&'static [Key]> {
    vec![COMMON, SEATS, API, SELF_HOSTED, FINE_TUNED, BLEND]
}
