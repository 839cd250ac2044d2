//! Requests that the user states, where exports do not count them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::need::{By, needs};
use crate::quantity::figures::exact;
use crate::scenario::nearest;
use crate::usage::formats::columns::ColumnsError;
use crate::usage::sum::usage::Usage;

/// Requests in a month by workload, from statements that name a workload or mean the only one whose
/// requests are not counted.
///
/// # Errors
/// When a workload does not exist, the exports count its requests, a statement is given twice, or one
/// without a name could mean several workloads: what is wrong, and the way out.
pub fn stated_requests(
    usage: &Usage,
    by: By,
    statements: &[(Option<String>, Decimal)],
) -> Result<BTreeMap<String, Decimal>, ColumnsError> {
    let needs = needs(usage, by);
    let open: Vec<&str> =
        needs.iter().filter(|need| need.whole().uncounted > 0).map(|need| need.name.as_str()).collect();
    let mut stated = BTreeMap::new();
    for (name, requests) in statements {
        let name = match (name, open.as_slice()) {
            (Some(name), _) => name.as_str(),
            (None, [only]) => only,
            (None, []) => {
                let help = "leave it out: those that were counted hold";
                return Err(("the exports count the requests".to_owned(), help.to_owned()));
            }
            (None, several) => {
                let cause = format!("{} workloads have no count of requests", several.len());
                return Err((
                    cause,
                    format!("name each, as in `--requests-per-month {}={}`", several[0], exact(*requests)),
                ));
            }
        };
        let Some(need) = needs.iter().find(|need| need.name == name) else {
            let names = || needs.iter().map(|need| need.name.as_str());
            let help = nearest(name, names())
                .map_or_else(|| names().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
            return Err((format!("no workload is called `{name}`"), help));
        };
        let whole = need.whole();
        if whole.uncounted == 0 {
            let help = "leave it out; a draft is changed in its file";
            return Err((format!("the exports count the requests of `{name}`: {}", whole.requests), help.to_owned()));
        }
        if stated.insert(need.name.clone(), *requests).is_some() {
            return Err((format!("the requests of `{name}` are given twice"), "give them once".to_owned()));
        }
    }
    Ok(stated)
}
