//! What a change of the verdict is looked for in: inputs, and those that move in step.

use rust_decimal::Decimal;

use super::candidates::{Class, class};
use super::distance;
use super::grounds::Grounds;
use super::sentence::Sentence;
use super::words::valued;
use crate::analysis::vary::Lever;
use crate::quantity::Currency;
use crate::quantity::figures::{unit_price, volume};
use crate::scenario::{Input, Scenario};

/// Inputs that are varied together, each by the same factor.
#[derive(Clone, Debug)]
pub(super) struct Knob {
    /// The inputs, with their places in the sheet.
    pub inputs: Vec<(u32, Input)>,
    /// What it is.
    pub what: What,
}

/// What a knob is to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// One input.
    Input,
    /// An accuracy, and the key of what a trial measured of it.
    Tried(String),
    /// All volumes: today's requests, and the keys.
    Volume(Decimal, Vec<String>),
    /// An option's token prices.
    Prices(String),
}

impl Knob {
    /// One input by itself; an accuracy that a trial measured moves with what the trial says.
    pub fn single(grounds: &Grounds<'_>, lever: &Lever) -> Self {
        let tried = tried(grounds.figures.scenario, &lever.input.path);
        let key = |option: usize| format!("decision.measured.{}.accuracy", grounds.name(option));
        let what = tried.map_or(What::Input, |option| What::Tried(key(option)));
        Self { inputs: vec![(lever.index, lever.input.clone())], what }
    }

    /// The inputs at a factor of today's values, within what their keys allow.
    pub fn at(&self, factor: Decimal) -> Option<Vec<(u32, Decimal)>> {
        let value = |(place, input): &(u32, Input)| {
            let value = distance::at(input, input.base(), factor)?;
            let value = Lever { index: *place, input: input.clone() }.allowed(value);
            Some((*place, if input.whole { value.round() } else { value }))
        };
        self.inputs.iter().map(value).collect()
    }

    /// The factor that is reached where the key allows less than the one asked for.
    pub fn reached(&self, factor: Decimal) -> Option<Decimal> {
        let (_, input) = self.inputs.first()?;
        let (_, value) = *self.at(factor)?.first()?;
        distance::factor(input, input.base(), value)
    }

    /// The value that readers see: of the first input, of output tokens where there are any.
    pub fn shown(&self) -> Option<&Input> {
        let output = self.inputs.iter().find(|(_, input)| input.path.contains(".output_per_mtok"));
        output.or(self.inputs.first()).map(|(_, input)| input)
    }

    /// What readers see moved to a factor of today's, which is said in words of the caller's.
    pub fn moved(&self, (factor, said): (Decimal, &str), currency: Currency) -> Sentence {
        let value = |input: &Input| {
            let all = self.at(factor)?;
            all.get(self.inputs.iter().position(|(_, own)| own.path == input.path)?).map(|(_, value)| *value)
        };
        let Some(input) = self.shown() else { return Sentence::plain(String::new()) };
        let there = value(input).unwrap_or_default();
        match &self.what {
            What::Volume(today, keys) => {
                let there = volume(today.saturating_mul(factor));
                let text = format!("at {there} requests a month instead of {} ({said})", volume(*today));
                Sentence::of(text, keys.clone())
            }
            What::Prices(name) => {
                let key = input.path.strip_prefix(&format!("options.{name}.")).unwrap_or(&input.path);
                let (from, to) = (unit_price(input.base(), currency), unit_price(there, currency));
                let others = if self.inputs.len() > 1 { ", and its other token prices in step" } else { "" };
                let text = format!("at {to} instead of {from} for `{name}`'s `{key}`{others} ({said})");
                Sentence::new(text, &[&input.path])
            }
            What::Input => {
                let of = if distance::counts_errors(input, input.base()) { " the errors" } else { "" };
                let (from, to) = (valued(input, input.base(), currency), valued(input, there, currency));
                Sentence::new(format!("{} at {to} instead of {from} ({said}{of})", input.path), &[&input.path])
            }
            What::Tried(trial) => {
                let (from, to) = (valued(input, input.base(), currency), valued(input, there, currency));
                let text = format!("{} and {trial} at {to} instead of {from} ({said} the errors)", input.path);
                Sentence::new(text, &[&input.path, trial])
            }
        }
    }
}

/// The option whose accuracy an input is.
pub(super) fn accuracy_of(scenario: &Scenario, path: &str) -> Option<usize> {
    let name = path.strip_prefix("options.")?.strip_suffix(".accuracy")?;
    scenario.options.iter().position(|plan| plan.name == name)
}

/// The same, where a trial measured what the option states.
pub(super) fn tried(scenario: &Scenario, path: &str) -> Option<usize> {
    let option = accuracy_of(scenario, path)?;
    let (_, found) = scenario.decision.measured.iter().find(|(measured, _)| *measured == option)?;
    let trial = found.accuracy.as_ref()?.base();
    (trial == scenario.options[option].accuracy.base()).then_some(option)
}

/// Inputs that move in step: all volumes, and every API's token prices.
pub(super) fn in_step(grounds: &Grounds<'_>) -> Vec<Knob> {
    let inputs = grounds.figures.model.sheet.inputs();
    let apis = grounds.all().filter(|option| class(grounds.figures.scenario, *option) == Class::Api);
    let prices = |option: usize| {
        let prefix = format!("options.{}.", grounds.name(option));
        let is_price = |input: &Input| input.path.strip_prefix(&prefix).is_some_and(|key| key.contains("_per_mtok"));
        let own = inputs.iter().zip(0_u32..).filter(|(input, _)| is_price(input));
        let inputs = own.map(|(input, place)| (place, input.clone())).collect();
        Knob { inputs, what: What::Prices(grounds.name(option).to_owned()) }
    };
    let prices = apis.map(prices).filter(|knob| !knob.inputs.is_empty());
    all_volumes(grounds).into_iter().chain(prices).collect()
}

fn all_volumes(grounds: &Grounds<'_>) -> Option<Knob> {
    let (inputs, scale) = (grounds.figures.model.sheet.inputs(), grounds.figures.model.scale);
    let is_volume = |input: &&Input| {
        let key = input.path.strip_prefix("workloads.").and_then(|rest| rest.split('.').nth(1));
        key.is_some_and(|key| key.starts_with("requests_per_"))
    };
    // a volume that is a list or grows to another is one key
    let mut keys: Vec<String> = Vec::new();
    for input in inputs.iter().filter(is_volume) {
        let key = input.path.split('.').take(3).collect::<Vec<_>>().join(".");
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let input = inputs.get(scale as usize)?;
    Some(Knob { inputs: vec![(scale, input.clone())], what: What::Volume(grounds.figures.today.0, keys) })
}

/// Whether a knob moves an input already, alone or with others.
pub(super) fn moves(knobs: &[Knob], lever: &Lever) -> bool {
    knobs.iter().any(|knob| match &knob.what {
        What::Volume(_, keys) => keys.len() == 1 && keys.contains(&lever.input.path),
        What::Prices(_) | What::Input | What::Tried(_) => knob.inputs.iter().any(|(place, _)| *place == lever.index),
    })
}
