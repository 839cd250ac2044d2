//! The tokens of month 1 of a drafted scenario, where requests are stated by the month.

use rust_decimal::Decimal;

use super::text::{Draft, Drafting};
use super::volume::growth_of;
use crate::quantity::figures::{exact, grouped};
use crate::usage::needs::growth::{Growth, of_mean_month};
use crate::usage::needs::need::{Need, decimal};
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// What tokens are counted.
type Kind = fn(&Sums) -> u128;

/// Mean lengths that follow from requests that the user states for a month: the tokens of month 1 over these. The
/// growth that is measured in tokens multiplies the requests from month 1 on, so that a mean of all months would begin
/// too low (or, with use that falls, too high).
pub fn stated(draft: &mut Draft, (usage, drafting): (&Usage, &Drafting<'_>), (need, requests): (&Need, Decimal)) {
    let kinds: [(&str, &str, Kind); 2] =
        [("input_tokens", "input", Sums::input), ("output_tokens", "output", |sums| sums.output)];
    for (key, what, of) in kinds {
        let (tokens, when) = month_1((usage, drafting), (need, of), draft).unwrap_or_else(|| {
            // without a whole month: as many a month as on the days told of
            let all = decimal(of(&need.whole()));
            let a_month = all.checked_div(usage.months_told()).unwrap_or_default();
            let months = exact(usage.months_told().round_dp(2));
            (a_month, format!(" a month ({} in {months} months)", grouped(all, 0)))
        });
        let mean = tokens.checked_div(requests).unwrap_or_default().round_dp(2);
        draft.line(&format!(
            "{key} = {}   # {} {what} tokens{when}, over {} requests",
            exact(mean),
            grouped(tokens.round(), 0),
            grouped(requests, 0)
        ));
    }
}

/// Tokens of a kind in month 1, and where they are from: the line through the months where growth is planned, else the
/// last whole month, a day. None without a whole month.
fn month_1(
    (usage, drafting): (&Usage, &Drafting<'_>),
    (need, of): (&Need, Kind),
    draft: &Draft,
) -> Option<(Decimal, String)> {
    let months = need.volumes((usage, drafting.partial), of);
    let (last, latest) = months.last().copied()?;
    if let Some(Growth { deviation: Some(_), next, .. }) = growth_of(&months, draft.start)
        && let Ok(next) = Decimal::try_from(next)
    {
        return Some((next, " of month 1, on the line through the months".to_owned()));
    }
    Some((of_mean_month(latest, last), format!(", as many a day as in {last}, the last month")))
}
