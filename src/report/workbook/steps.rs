//! How an option does against the reference, month by month: what returns and break-even stand on.

use rust_decimal::Decimal;

use super::layout::{OPTIONS, column};
use super::option::{Row, result_row};
use super::page::{Content, Style};
use super::writer::{Writer, running};
use crate::analysis::break_even;
use crate::finance;
use crate::sheet::workbook::column_name;

/// The rows, by what they are called; the unit `money` is the scenario's currency.
const STEPS: [(&str, &str); 9] = [
    ("First flow that is not 0", "money"),
    ("Last flow that was not 0", "money"),
    ("Running sum of the flow's present value", "money"),
    ("The running sum is back at 0 (month)", "month"),
    ("The discounted sum is back at 0 (month)", "month"),
    ("Cumulative cost less the reference's", "money"),
    ("The same, or the last that was not 0", "money"),
    ("Month of that", "month"),
    ("Cumulative costs cross (month)", "month"),
];

/// How many rows there are.
pub const COUNT: u32 = 9;

/// A row of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    First,
    Last,
    Discounted,
    Back,
    BackDiscounted,
    Gap,
    Lead,
    Since,
    Crossing,
}

/// Less than this is no debt: half of what flows are rounded to.
const SLACK: &str = "0.0000005";

impl Writer<'_> {
    /// The row of a step, counted from 1 as formulas do.
    fn step(&self, step: Step) -> u32 {
        self.rows.step_row(step) + 1
    }

    /// The steps; the reference has none.
    pub(super) fn steps(&mut self) {
        let results = self.results;
        if self.rows.option == results.scenario.reference {
            return;
        }
        self.page.text((self.rows.steps - 1, 0), "Against the reference, step by step", Style::Section);
        for ((name, unit), row) in STEPS.into_iter().zip(self.rows.steps..) {
            self.page.text((row, 0), name, Style::Text);
            let unit = if unit == "money" { results.scenario.currency.code } else { unit };
            self.page.text((row, 2), unit, Style::Text);
        }
        self.paying_back();
        self.crossing();
    }

    /// What payback and the kind of a return stand on.
    fn paying_back(&mut self) {
        let results = self.results;
        let option = &results.options[self.rows.option];
        let flows = option.flows_against(&results.options[results.scenario.reference]);
        let rate = results.scenario.discount_rate.base();
        let discounted = finance::discounted(rate, &flows).unwrap_or_default();
        let flow = result_row(Row::Flow) + 1;
        let first = carried(&flows, |first, flow| if first.is_zero() { flow } else { first });
        let own = self.step(Step::First);
        let formula = move |at: &str, month: u32| match before(month) {
            None => format!("{at}{flow}"),
            Some(before) => format!("IF({before}{own}=0,{at}{flow},{before}{own})"),
        };
        self.row(own - 1, formula, &first, Style::Money);
        let last = carried(&flows, |last, flow| if flow.is_zero() { last } else { flow });
        let own = self.step(Step::Last);
        let formula = move |at: &str, month: u32| match before(month) {
            None => format!("{at}{flow}"),
            Some(before) => format!("IF({at}{flow}=0,{before}{own},{at}{flow})"),
        };
        self.row(own - 1, formula, &last, Style::Money);
        let (own, present) = (self.step(Step::Discounted), result_row(Row::PresentFlow) + 1);
        let formula = move |at: &str, month: u32| match before(month) {
            None => format!("{at}{present}"),
            Some(before) => format!("{before}{own}+{at}{present}"),
        };
        self.row(own - 1, formula, &running(&discounted), Style::Money);
        self.back(Step::Back, (result_row(Row::CumulativeFlow) + 1, flow), &flows);
        self.back(Step::BackDiscounted, (own, present), &discounted);
    }

    /// The months in which a running sum that was below 0 comes back to it, linear inside a month.
    fn back(&mut self, step: Step, (sum, flow): (u32, u32), flows: &[Decimal]) {
        let row = self.rows.step_row(step);
        let sums = running(flows);
        for (pair, month) in sums.windows(2).zip(1_u32..) {
            let (last, at) = (column_name(column(month - 1)), column_name(column(month)));
            let formula = format!(
                "IF({last}{sum}<-{SLACK},IF({at}{sum}>=-{SLACK},{at}$4-1+IF({at}{sum}<={SLACK},1,-{last}{sum}/{at}{flow}),\"\"),\"\")"
            );
            let is_back = pair[0] < Decimal::ZERO && pair[1] >= Decimal::ZERO;
            let time = is_back.then(|| {
                let share = (-pair[0]).checked_div(flows[month as usize]).unwrap_or(Decimal::ONE);
                Decimal::from(month - 1) + share
            });
            self.page.set((row, column(month)), Content::maybe(formula, time), Style::Months);
        }
    }

    /// Where the cumulative cost passes the reference's.
    fn crossing(&mut self) {
        let results = self.results;
        let reference = results.scenario.reference;
        let [own, other] = [self.rows.option, reference].map(|option| &results.options[option].cumulative);
        let gaps: Vec<Decimal> = own.iter().zip(other).map(|(own, other)| own.saturating_sub(*other)).collect();
        let table = self.layout.quoted[OPTIONS + reference].clone();
        let cost = result_row(Row::Cumulative) + 1;
        let [gap, lead, since] = [Step::Gap, Step::Lead, Step::Since].map(|step| self.step(step));
        let formula = move |at: &str, _| format!("ROUND({at}{cost}-{table}!{at}{cost},6)");
        self.row(gap - 1, formula, &gaps, Style::Money);
        let mut last = (Decimal::ZERO, 0_u32);
        let different = gaps.iter().zip(0..).map(|(gap, month)| {
            last = if gap.is_zero() { last } else { (*gap, month) };
            last
        });
        let (leads, months): (Vec<Decimal>, Vec<Decimal>) =
            different.map(|(gap, month)| (gap, Decimal::from(month))).unzip();
        let formula = move |at: &str, month: u32| match before(month) {
            None => format!("{at}{gap}"),
            Some(before) => format!("IF({at}{gap}=0,{before}{lead},{at}{gap})"),
        };
        self.row(lead - 1, formula, &leads, Style::Money);
        let formula = move |at: &str, month: u32| match before(month) {
            None => "0".to_owned(),
            Some(before) => format!("IF({at}{gap}=0,{before}{since},{at}$4)"),
        };
        self.row(since - 1, formula, &months, Style::Number);
        let mut found = break_even::months(own, other).into_iter();
        for month in 1..=results.scenario.months {
            let (last, at) = (column_name(column(month - 1)), column_name(column(month)));
            let formula = format!(
                "IF({last}{lead}*{at}{lead}<0,IF({last}{gap}=0,{last}{since}+1,{at}$4-1+{last}{gap}/({last}{gap}-{at}{gap})),\"\")"
            );
            let turns = opposite(leads[month as usize - 1], leads[month as usize]);
            let time = if turns { found.next() } else { None };
            let row = self.rows.step_row(Step::Crossing);
            self.page.set((row, column(month)), Content::maybe(formula, time), Style::Months);
        }
    }
}

/// What is kept of the flows so far, month by month.
fn carried(flows: &[Decimal], keep: fn(Decimal, Decimal) -> Decimal) -> Vec<Decimal> {
    let mut kept = Decimal::ZERO;
    let next = |flow: &Decimal| {
        kept = keep(kept, *flow);
        kept
    };
    flows.iter().map(next).collect()
}

/// The column of the month before.
fn before(month: u32) -> Option<String> {
    Some(column_name(column(month.checked_sub(1)?)))
}

/// Whether one is above 0 and the other below.
fn opposite(a: Decimal, b: Decimal) -> bool {
    !a.is_zero() && !b.is_zero() && a.is_sign_negative() != b.is_sign_negative()
}
