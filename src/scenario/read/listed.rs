//! A model that is paid per token, as the catalog lists it: its prices in place of those that are not
//! written.

use std::cell::RefCell;

use rust_decimal::Decimal;

use crate::catalog::near::nearest_few;
use crate::catalog::{LlmModel, OffPeak, Rates};
use crate::quantity::figures::exact;
use crate::quantity::{Quantity, YearMonth};
use crate::scenario::diagnostic::{Diagnostic, one_of};
use crate::scenario::input::{Input, Price};
use crate::scenario::resolved::BatchDiscount;

use super::section::Section;
use super::shelf::{self, Named, Retirement};
use super::{bounds, numbers, timeline};

/// What brings the prices of models up to date, beside writing them.
const REFRESH: &str = ", or make a newer catalog with `tco catalog update`";

/// A price of a set of rates.
pub type Part = fn(&Rates<Decimal>) -> Option<Decimal>;

/// The model that a table names, and what was taken of it.
#[derive(Debug)]
pub struct Listed<'s, 'a> {
    section: &'s Section<'a>,
    model: LlmModel,
    named: Named,
    /// Prices by the month from which they hold, ascending; the first at month 1.
    timeline: Vec<(u32, Rates<Decimal>)>,
    taken: RefCell<Vec<&'static str>>,
    steps: RefCell<Vec<&'static str>>,
}

impl<'s, 'a> Listed<'s, 'a> {
    /// The model that `model` names. A name that the catalog does not have is an error where its prices are
    /// needed; where they are written, it is a note of the author's.
    pub fn of(section: &'s Section<'a>) -> Option<Self> {
        let name = section.text("model")?;
        let span = section.value_span("model");
        let shelf = &section.context.shelf;
        let Some(model) = shelf.catalog().model(&name) else {
            let near = nearest_few(&name, shelf.catalog().ids());
            let title = format!("no model in {} is called `{name}`", shelf.name());
            let said = Diagnostic::at(span, title, "not in the catalog");
            let missing = ["input_per_mtok", "output_per_mtok"].iter().any(|key| !section.is_meant(key));
            let said = said.help(if near.is_empty() {
                "write `input_per_mtok` and `output_per_mtok`; `tco catalog models` lists the names".to_owned()
            } else {
                format!("did you mean {}?", one_of(&near))
            });
            match missing {
                true => section.context.error(said),
                false if !near.is_empty() => section.context.warn(said),
                false => {}
            }
            return None;
        };
        warn_of_tuned_prices(section, &model);
        let named = Named { entry: model.id.clone(), span, citation: model.citation.clone(), refresh: REFRESH };
        let timeline = timeline::of(section, &model);
        let (taken, steps) = (RefCell::default(), RefCell::default());
        Some(Self { section, model, named, timeline, taken, steps })
    }

    /// The model's price for a key that is not written; `None` when it has none.
    pub fn price(&self, name: &'static str, part: Part) -> Option<Price> {
        let mut values: Vec<(u32, Decimal)> = Vec::new();
        self.timeline.iter().find_map(|(_, rates)| part(rates))?;
        for (month, rates) in &self.timeline {
            // in a month without a price of its own, a part of the input costs what input does
            let none = if name == "per_request" { Decimal::ZERO } else { rates.input };
            let value = part(rates).unwrap_or(none);
            if values.last().is_none_or(|(_, last)| *last != value) {
                values.push((*month, value));
            }
        }
        let shown: Vec<String> = values.iter().map(|(month, value)| self.shown(*month, *value)).collect();
        self.note(name, &shown.join(", "));
        let path = self.section.path_of(name);
        if let [(_, value)] = values.as_slice() {
            return Some(Price::Flat(self.input(name, &path, *value)));
        }
        self.steps.borrow_mut().push(name);
        let step = |(month, value): &(u32, Decimal)| {
            let path = self.calendar(*month).map_or_else(|| path.clone(), |date| format!("{path}.{date}"));
            (*month, self.input(name, &path, *value))
        };
        Some(Price::Steps(values.iter().map(step).collect()))
    }

    /// The length of a prompt above which the model's long prices hold.
    pub fn long_prompt_over(&self) -> Option<Input> {
        let tiers = &self.tiers()?.tiers;
        let over = tiers.first()?.over;
        if tiers.len() > 1 {
            let title = format!("`{}` has more than one price for long prompts", self.named.entry);
            let odd = Diagnostic::at(self.named.span, title, "the first one is used for all of them");
            self.section.context.warn(odd.help(
                "write `long_prompt_over`, `long_input_per_mtok` and `long_output_per_mtok` for the prompts you have",
            ));
        }
        let name = "long_prompt_over";
        self.note(name, &exact(over));
        Some(self.input(name, &self.section.path_of(name), over))
    }

    /// Whether the model has prices for long prompts.
    pub fn has_tiers(&self) -> bool {
        self.tiers().is_some()
    }

    fn tiers(&self) -> Option<&Rates<Decimal>> {
        self.timeline.iter().rev().map(|(_, rates)| rates).find(|rates| !rates.tiers.is_empty())
    }

    /// What requests that can wait save, part by part; `None` when the model has no batch prices.
    pub fn batch_discount(&self) -> Option<BatchDiscount> {
        self.model.batch.as_ref()?;
        let (normal, batch) = (self.model.current(), self.model.batch_rates());
        let discount = |normal: Decimal, batch: Decimal| {
            let share = batch.checked_div(normal).map_or(Decimal::ZERO, |share| Decimal::ONE - share);
            share.clamp(Decimal::ZERO, Decimal::ONE)
        };
        let or_input = |part: Option<Decimal>, input: Decimal| part.unwrap_or(input);
        let input = discount(normal.input, batch.input);
        let read = discount(or_input(normal.cache_read, normal.input), or_input(batch.cache_read, batch.input));
        let written = discount(or_input(normal.cache_write, normal.input), or_input(batch.cache_write, batch.input));
        let output = discount(normal.output, batch.output);
        let name = "batch_discount";
        let percent = |share: Decimal| format!("{}%", exact((share * Decimal::ONE_HUNDRED).round_dp(2)));
        let parts = [("cached_input", read), ("cache_write", written), ("output", output)];
        let others = parts.iter().filter(|(_, share)| *share != input);
        let others = others.map(|(what, share)| format!(", {} on {what}", percent(*share)));
        self.note(name, &format!("{}{}", percent(input), others.collect::<String>()));
        // one number stands under the key's own path; a part that differs stands beside it
        let share = |part: &str, value: Decimal| {
            let path = self.section.path_of(name);
            let path = if value == input { path } else { format!("{path}.{part}") };
            self.input(name, &path, value)
        };
        Some(BatchDiscount {
            input: share("input", input),
            cached_input: share("cached_input", read),
            cache_write: share("cache_write", written),
            output: share("output", output),
        })
    }

    /// Says what must be known of the prices that were taken, and when the model is shut down.
    pub fn finish(&self) {
        shelf::taken(self.section.context, &self.named, &self.taken.borrow());
        self.undated();
        self.remarked();
        let steps = self.steps.borrow();
        if let (false, Some(span)) = (steps.is_empty(), self.section.key_span("price_change_per_year")) {
            let title = format!(
                "the prices of `{}` change by month, and `price_change_per_year` does not hold for them",
                self.named.entry
            );
            let odd = Diagnostic::at(
                span,
                title,
                format!("not used for {}", crate::scenario::diagnostic::names(&steps, "and")),
            );
            self.section
                .context
                .warn(odd.help("leave it out, or write the prices instead of taking them from the catalog"));
        }
        if let (Some(date), false) = (self.model.retires, self.section.is_meant("retires")) {
            let Named { entry, span, citation, .. } = self.named.clone();
            self.section.context.shelf.retire(Retirement {
                option: self.section.path.clone(),
                model: entry,
                date,
                span,
                citation,
            });
        }
    }

    /// What the catalog remarks on the prices, as that its sources disagree.
    fn remarked(&self) {
        if let (Some(note), false) = (&self.model.note, self.taken.borrow().is_empty()) {
            let title = format!("the prices of `{}` are not certain: {note}", self.named.entry);
            let odd = Diagnostic::at(self.named.span, title, "takes prices that are in doubt");
            self.section.context.warn(odd.help("write the prices that your provider bills"));
        }
    }

    /// Without a first month, a scheduled change has no place in the horizon.
    fn undated(&self) {
        let context = self.section.context;
        if context.start.get().is_some() || context.spoilt("scenario") {
            return;
        }
        let current = self.model.current();
        let later = self.model.periods.iter().rev().take_while(|period| &period.rates != current).last();
        let change = later.filter(|_| !self.taken.borrow().is_empty()).and_then(|period| period.from);
        let (what, used) = match (change, self.model.retires.filter(|_| !self.section.is_meant("retires"))) {
            (Some(date), _) => {
                (format!("changes its prices on {date}"), "its prices of today are used for every month")
            }
            (None, Some(date)) => (format!("is shut down on {date}"), "it is used for every month"),
            (None, None) => return,
        };
        let title = format!("`{}` {what}, and the months of this scenario have no dates", self.named.entry);
        let odd = Diagnostic::at(self.named.span, title, used);
        context.warn(odd.help("add `start = \"YYYY-MM\"` under `[scenario]`"));
    }

    fn note(&self, name: &'static str, value: &str) {
        shelf::note(self.section, name, (value, &self.named));
        self.taken.borrow_mut().push(name);
    }

    fn shown(&self, month: u32, value: Decimal) -> String {
        let from = self.calendar(month).filter(|_| month > 1).map(|date| format!(" from {date}"));
        // earlier prices and scheduled ones hold at all hours
        let rates = self.timeline.iter().find(|(held, _)| *held == month).map(|(_, rates)| rates);
        let is_mean = self.model.off_peak.is_some() && rates.is_some_and(|rates| *rates == self.model.mean_rates());
        let by_hour = if is_mean { OffPeak::MEAN } else { "" };
        format!("{}{}{by_hour}", exact(value), from.unwrap_or_default())
    }

    fn calendar(&self, month: u32) -> Option<YearMonth> {
        let start = self.section.context.start.get()?;
        Some(start.plus(i32::try_from(month).ok()? - 1))
    }

    fn input(&self, name: &str, path: &str, value: Decimal) -> Input {
        let key = self.section.key(name);
        Input {
            quantity: Quantity::certain(value),
            unit: numbers::listed_unit(self.section.context, key),
            bounds: bounds::of(key),
            origin: self.named.origin(),
            ..numbers::default(key, path)
        }
    }
}

/// Some providers ask more for a tuned model than for the one it was made from, and the catalog lists it apart.
fn warn_of_tuned_prices(section: &Section<'_>, model: &LlmModel) {
    let Some((provider, name)) = model.id.split_once('/').filter(|_| section.has_key("training")) else { return };
    let tuned = format!("{provider}/ft:{name}");
    if let Some(listed) = section.context.shelf.catalog().ids().find(|id| id.starts_with(&tuned)) {
        let title = format!("the prices of `{}` are those of the model before it is tuned", model.id);
        let odd = Diagnostic::at(section.value_span("model"), title, "a tuned one has prices of its own");
        section.context.warn(odd.help(format!("write `model = \"{listed}\"`, or the prices")));
    }
}
