//! How a scenario's own checks decide the exit status.

use super::Status;
use super::output::{err_color, say};
use crate::analysis::{Outcome, Results};
use crate::scenario::{Diagnostic, Severity, Sources};

/// The status of a run by its checks. A check of a metric that there is none of is a mistake of the
/// scenario, told with its place.
pub fn status(results: &Results<'_>, sources: &Sources) -> Status {
    let unknown: Vec<Diagnostic> = (results.verdicts.iter())
        .filter_map(|verdict| match &verdict.outcome {
            Outcome::Unknown(why) => {
                let wrong = Diagnostic::at(verdict.span(), why.clone(), "checks nothing");
                Some(wrong.help("results.json lists every metric by its name"))
            }
            Outcome::Holds | Outcome::Fails(_) => None,
        })
        .collect();
    if !unknown.is_empty() {
        say(&sources.render(Severity::Error, &unknown, err_color()));
        return Status::Wrong;
    }
    let failed = results.verdicts.iter().any(|verdict| !verdict.holds());
    if failed { Status::CheckFailed } else { Status::Done }
}
