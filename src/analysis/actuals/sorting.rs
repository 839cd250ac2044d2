//! How use is sorted into workloads and requests, as the user says it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::catalog::MeantNames;
use crate::usage::{By, Partial};

/// Which use belongs to which workload: the name of a group, model or project, and the workload's.
pub type Mapping = Vec<(String, String)>;

/// How use is sorted into workloads and requests.
#[derive(Clone, Debug)]
pub struct Sorting<'a> {
    /// What makes a group of what was used.
    pub by: By,
    /// Whether what is told of in part is stretched.
    pub partial: Partial,
    /// Which group belongs to which workload, where names do not say.
    pub mapping: &'a Mapping,
    /// The models that names mean, the same as in the check of costs.
    pub names: &'a MeantNames<'a>,
    /// Requests in a month that the user states, by group, where the exports do not count them.
    pub requests: &'a BTreeMap<String, Decimal>,
    /// Mean input tokens of a request, where the exports do not count requests.
    pub input_per_request: Option<Decimal>,
}
