//! Figures of one month of the plan. Month 1 is the plan's first, whenever an option launches.

use rust_decimal::Decimal;

use super::cells::Explainer;
use super::derivation::{Derivation, SHARE};
use crate::analysis::Figure;
use crate::cost::FleetUse;
use crate::sheet::Id;

impl Explainer<'_> {
    /// `OPTION.requests.MONTH`, `.successes`, `.value`, `.flow`, `.replicas`, `.replicas_needed`,
    /// `.utilization`, `.idle_seats`, `.peak_requests_per_minute` and `.peak_tokens_per_minute`, and
    /// `versus.A.B.flow.MONTH`.
    pub fn monthly(&mut self, name: &str, left: usize) -> Option<Derivation> {
        let (start, month) = name.rsplit_once('.')?;
        let month: u32 = month.parse().ok().filter(|month| *month <= self.results.scenario.months)?;
        if let Some(pair) = start.strip_prefix("versus.") {
            let (a, rest) = self.option_of(pair)?;
            let (b, what) = self.option_of(rest)?;
            return self.flow_of((a, b), month, left).filter(|_| what == "flow");
        }
        let (option, what) = self.option_of(start)?;
        if what == "flow" {
            return self.flow_of((option, self.results.scenario.reference), month, left);
        }
        let place = month.checked_sub(1)? as usize;
        let ledger = &self.results.model.options[option];
        let found = match what {
            "requests" => self.cell(ledger.requests[place], left),
            "successes" => self.cell(ledger.successes[place], left),
            "value" => self.cell(ledger.value[place], left),
            "replicas" => self.replicas(option, month, left)?,
            "utilization" => self.utilization(option, month, left)?,
            "replicas_needed" => self.replicas_needed(option, month, left)?,
            "idle_seats" => self.idle(option, month, left)?,
            "peak_requests_per_minute" => self.peak_minute((option, "requests_per_minute"), month, left)?,
            "peak_tokens_per_minute" => self.peak_minute((option, "tokens_per_minute"), month, left)?,
            _ => return None,
        };
        Some(self.in_month(found, option, month))
    }

    /// Says which month of the plan it is, and who serves instead of the option.
    pub fn in_month(&self, found: Derivation, option: usize, month: u32) -> Derivation {
        let standing = self.standing(option, month);
        let words = match (standing, found.formula.as_str()) {
            (Some(standing), "") => standing,
            (Some(standing), formula) => format!("{standing}; {formula}"),
            (None, "") => self.month_of_plan(month),
            (None, formula) => format!("{}: {formula}", self.month_of_plan(month)),
        };
        // a number of the scenario itself is shown as the one that the figure comes from
        let parts = if found.source.is_some() { vec![found.clone()] } else { found.parts.clone() };
        Derivation { formula: words, parts, source: None, ..found }
    }

    fn month_of_plan(&self, month: u32) -> String {
        let date = self.results.scenario.calendar(month).map_or_else(String::new, |date| format!(", {date}"));
        format!("month {month} of the plan{date}")
    }

    /// Who serves in a month instead of an option that is not launched yet, or retired.
    fn standing(&self, option: usize, month: u32) -> Option<String> {
        let scenario = self.results.scenario;
        let plan = &scenario.options[option];
        let when = self.month_of_plan(month);
        if let (Some(retires), Some(successor)) = (plan.retires, plan.successor)
            && month >= retires
        {
            let successor = &scenario.options[successor].name;
            return Some(format!("{when}: {} is retired, {successor} serves from month {retires} on", plan.name));
        }
        let interim = plan.interim.filter(|_| month < plan.launch_month)?;
        let (launch, interim) = (plan.launch_month, &scenario.options[interim].name);
        Some(format!("{when}: {} is not launched yet, {interim} serves until month {launch}", plan.name))
    }

    fn flow_of(&mut self, (a, b): (usize, usize), month: u32, left: usize) -> Option<Derivation> {
        let flows = self.results.options[a].flows_against(&self.results.options[b]);
        let amount = *flows.get(month as usize).filter(|_| a != b)?;
        let flow = self.flow((a, b), (month, amount), left);
        Some(if month == 0 { flow } else { self.in_month(flow, a, month) })
    }

    /// The fleets that serve for an option in a month; none where it never has any.
    fn fleets(&self, option: usize, month: u32) -> Option<Vec<FleetUse>> {
        let all = &self.results.model.options[option].fleets;
        let here = all.iter().filter(|fleet| fleet.month == month).copied().collect();
        (!all.is_empty()).then_some(here)
    }

    /// A fleet's cell under its option's name, where that is another one.
    fn of_fleet(&mut self, option: usize, (owner, id): (usize, Id), left: usize) -> Derivation {
        let cell = self.cell(id, left);
        if owner == option {
            return cell;
        }
        let name = format!("{}: {}", self.results.scenario.options[owner].name, cell.name);
        Derivation { name, ..cell }
    }

    /// The largest fleet of a month.
    fn replicas(&mut self, option: usize, month: u32, left: usize) -> Option<Derivation> {
        let fleets = self.fleets(option, month)?;
        if let [only] = fleets.as_slice()
            && only.option == option
        {
            return Some(self.cell(only.peak, left));
        }
        let most = fleets.iter().map(|fleet| self.results.exact.get(fleet.peak)).max();
        let whole = Derivation::new("", Figure::optional(most), "replica");
        if fleets.is_empty() {
            return Some(whole.by("no GPUs serve"));
        }
        let parts =
            fleets.iter().map(|fleet| self.of_fleet(option, (fleet.option, fleet.peak), left.saturating_sub(1)));
        let parts = parts.collect();
        Some(whole.by("the largest fleet that serves").from(parts))
    }

    /// Busy over paid time of a month's fleets.
    fn utilization(&mut self, option: usize, month: u32, left: usize) -> Option<Derivation> {
        let fleets = self.fleets(option, month)?;
        let sum = |ids: Vec<Id>| self.results.exact.sum(&ids);
        let busy = sum(fleets.iter().map(|fleet| fleet.busy).collect());
        let paid = sum(fleets.iter().map(|fleet| fleet.paid).collect());
        let whole = Derivation::new("", Figure::optional(busy.checked_div(paid)), SHARE);
        if fleets.is_empty() {
            return Some(whole.by("no GPUs serve"));
        }
        let cells: Vec<(usize, Id)> =
            fleets.iter().flat_map(|fleet| [(fleet.option, fleet.busy), (fleet.option, fleet.paid)]).collect();
        let parts = cells.into_iter().map(|cell| self.of_fleet(option, cell, left.saturating_sub(1)));
        let parts = parts.collect();
        Some(whole.by("replica-seconds busy / replica-seconds paid for").from(parts))
    }

    /// Seats that nobody uses in a month.
    fn idle(&mut self, option: usize, month: u32, left: usize) -> Option<Derivation> {
        let all = &self.results.model.options[option].idle_seats;
        let here: Vec<(usize, Id)> =
            all.iter().filter(|(at, ..)| *at == month).map(|(_, owner, id)| (*owner, *id)).collect();
        if all.is_empty() {
            return None;
        }
        if here.is_empty() {
            return Some(Derivation::new("", Figure::None, "seat").by("no seats are billed"));
        }
        let sum = here.iter().fold(Decimal::ZERO, |sum, (_, id)| sum.saturating_add(self.results.exact.get(*id)));
        let parts = here.into_iter().map(|cell| self.of_fleet(option, cell, left.saturating_sub(1))).collect();
        Some(Derivation::new("", Figure::Number(sum), "seat").by("seats billed that nobody uses").from(parts))
    }
}
