//! The charts of what is uncertain: distributions, cost over time, the tornado.

use super::chart::{
    self, Chances, Distribution, FanOf, Heading, Paper, Spread, TornadoRow, distribution, fan, tornado,
};
use super::drawing::{Drawing, horizon, input_value, left_out_note, money_format, too_high};
use super::sensitivity::SHOWN;
use super::spread::drawn;
use crate::analysis::Figures;
use crate::analysis::sensitivity::{Assumed, Swing, Tornado};
use crate::analysis::simulate::{Fan, PROBABILITIES, Simulation};

/// How likely each option costs no more than an amount.
#[must_use]
pub fn distribution_drawing(figures: &Figures<'_>, simulation: &Simulation) -> Drawing {
    let scenario = figures.scenario;
    let median = PROBABILITIES.iter().position(|p| *p >= 0.5).unwrap_or(0);
    let middles: Vec<f64> = (simulation.options.iter())
        .map(|option| option.tco.quantiles.get(median).map_or(0.0, |found| found.estimate.value))
        .collect();
    let out = too_high(figures, &middles);
    let kept = (0..simulation.options.len()).filter(|option| !out.contains(option));
    let lines = kept.map(|option| Chances {
        label: scenario.options[option].label.clone(),
        points: simulation.options[option].curve.clone(),
        hue: Some(option),
    });
    let chart = Distribution {
        heading: Heading {
            title: format!("How likely each option costs no more over {} months", scenario.months),
            subtitle: scenario.name.clone(),
            note: format!(
                "{}{}{}.",
                left_out_note(figures, &out, &middles),
                unable_note(figures, simulation),
                drawn(simulation)
            ),
            ..Heading::default()
        },
        money: money_format(figures),
        x_title: format!("Total cost over {} months", scenario.months),
        lines: lines.collect(),
    };
    Drawing::both("distribution", chart, (|chart| chart.heading.paper = Paper::Narrow, distribution))
}

/// The options that cannot serve every request in some draws.
fn unable_note(figures: &Figures<'_>, simulation: &Simulation) -> String {
    let options = simulation.options.iter().zip(&figures.scenario.options);
    options.map(|(option, plan)| unable_words(&plan.label, option.unable.value)).collect()
}

/// In which share of the draws an option cannot serve every request; nothing where it always can.
fn unable_words(label: &str, share: f64) -> String {
    let percent = match share * 100.0 {
        never if never <= 0.0 => return String::new(),
        few if few < 1.0 => "fewer than 1 %".to_owned(),
        // The nearest whole number would say that it never can.
        most if (99.0..100.0).contains(&most) => "more than 99 %".to_owned(),
        some => format!("{some:.0} %"),
    };
    format!("{label} cannot serve every request in {percent} of the draws. ")
}

/// The cumulative cost of each option as a median within its P10 and P90.
#[must_use]
pub fn fan_drawing(figures: &Figures<'_>, fans: &[Fan]) -> Drawing {
    let scenario = figures.scenario;
    let ends: Vec<f64> = fans.iter().map(|fan| fan.middle.last().copied().unwrap_or_default()).collect();
    let out = too_high(figures, &ends);
    let points = |values: &[f64]| (0_u32..).map(f64::from).zip(values.iter().copied()).collect::<Vec<_>>();
    let kept = (0..fans.len()).filter(|option| !out.contains(option));
    let spreads = kept.map(|option| Spread {
        label: scenario.options[option].label.clone(),
        low: points(&fans[option].low),
        middle: points(&fans[option].middle),
        high: points(&fans[option].high),
        hue: Some(option),
    });
    let chart = chart::Fan {
        heading: Heading {
            title: "Cumulative cost, and how far it may stray".to_owned(),
            subtitle: scenario.name.clone(),
            note: format!("{}Lines are medians, bands P10 to P90.", left_out_note(figures, &out, &ends)),
            ..Heading::default()
        },
        money: money_format(figures),
        y_title: "Cumulative cost".to_owned(),
        months: horizon(figures),
        fans: spreads.collect(),
        of: FanOf::Outcomes,
    };
    Drawing::both("cost-fan", chart, (|chart| chart.heading.paper = Paper::Narrow, fan))
}

/// The end at which the option that is cheapest in the base case cannot serve.
fn cannot_serve(swing: &Swing) -> Option<String> {
    let end = swing.leads.iter().position(|lead| *lead == f64::NEG_INFINITY)?;
    Some(input_value(&swing.lever.input, swing.ends[end]))
}

/// By how much the cheapest option leads with each input at its ends.
#[must_use]
pub fn tornado_drawing(figures: &Figures<'_>, found: &Tornado) -> Drawing {
    let label = |option: usize| figures.scenario.options[option].label.as_str();
    let row = |swing: &Swing| {
        let end = |end: usize| chart::Swing {
            value: swing.leads[end],
            text: input_value(&swing.lever.input, swing.ends[end]),
        };
        TornadoRow {
            label: match (swing.assumed, cannot_serve(swing)) {
                (_, Some(end)) => format!("{} (cannot serve at {})", swing.lever.input.path, end),
                (Assumed::One, None) => format!("{} (one less, one more)", swing.lever.input.path),
                (Assumed::Range | Assumed::Fifth, None) => swing.lever.input.path.clone(),
            },
            low: end(0),
            high: end(1),
            assumed: match swing.assumed {
                Assumed::Range | Assumed::One => chart::Assumed::No,
                Assumed::Fifth => chart::Assumed::PlusMinus20Percent,
            },
        }
    };
    let cheapest = label(found.cheapest);
    let chart = chart::Tornado {
        heading: Heading {
            title: format!("What moves the lead of {cheapest}"),
            subtitle: figures.scenario.name.clone(),
            note: "Each input at the 5th and 95th percentile of its range, all others as they are.".to_owned(),
            ..Heading::default()
        },
        money: money_format(figures),
        x_title: "Lead over the next best, in present value".to_owned(),
        base: found.lead,
        // where it is ahead in money but cannot serve, neither side of zero says who is cheapest
        sides: (!found.swings.iter().any(|swing| cannot_serve(swing).is_some()))
            .then(|| ("another one is cheaper".to_owned(), format!("{cheapest} is cheapest"))),
        rows: found.swings.iter().take(SHOWN).map(row).collect(),
    };
    Drawing::both("tornado", chart, (|chart| chart.heading.paper = Paper::Tall, tornado))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_that_cannot_always_serve_is_named() {
        let words = |share: f64| unable_words("Fleet", share);
        assert_eq!(words(0.0), "");
        assert_eq!(words(0.343), "Fleet cannot serve every request in 34 % of the draws. ");
        assert_eq!(words(0.002), "Fleet cannot serve every request in fewer than 1 % of the draws. ");
        assert_eq!(words(0.998), "Fleet cannot serve every request in more than 99 % of the draws. ");
        assert_eq!(words(1.0), "Fleet cannot serve every request in 100 % of the draws. ");
    }
}
