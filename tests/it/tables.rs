//! The tables of the language by name: what the rows of `keys` and the marks of `docs/scenario.md`
//! call them.

use tco::scenario::language::{self, Key};

/// Every table and its name.
pub const TABLES: [(&str, &[Key]); 26] = [
    ("root", language::ROOT),
    ("scenario", language::SCENARIO),
    ("workload", language::WORKLOAD),
    ("ramp", language::RAMP),
    ("distribution", language::DISTRIBUTION),
    ("people", language::PEOPLE),
    ("option", language::COMMON),
    ("option-workload", language::OPTION_WORKLOAD),
    ("evaluation", language::EVALUATION),
    ("cost-line", language::COST_LINE),
    ("seats", language::SEATS),
    ("api", language::API),
    ("volume-discount", language::VOLUME_DISCOUNT),
    ("self-hosted", language::SELF_HOSTED),
    ("reserved", language::RESERVED),
    ("purchase", language::PURCHASE),
    ("fine-tuned", language::FINE_TUNED),
    ("training", language::TRAINING),
    ("blend", language::BLEND),
    ("overflow", language::OVERFLOW),
    ("custom", language::CUSTOM),
    ("decision", language::DECISION),
    ("requirements", language::REQUIREMENTS),
    ("measured", language::MEASURED),
    ("correlation", language::CORRELATION),
    ("expect", language::EXPECT),
];
