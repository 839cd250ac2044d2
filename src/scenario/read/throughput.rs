//! What one replica does in a second: written, measured or estimated.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use crate::capacity::{Engine, Latency, Load, Precision, Spread};
use crate::quantity::figures::{float, grouped};
use crate::quantity::{Distribution, Quantity};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::{Input, Origin};
use crate::scenario::resolved::{Assumption, Throughput};

use super::graphics::Graphics;
use super::section::Section;
use super::{bounds, measured, numbers, sized};

const TOTAL: &str = "tokens_per_second";
const PHASES: [&str; 2] = ["prefill_tokens_per_second", "decode_tokens_per_second"];

/// Figures of the estimate that are kept: it has no more, and they read well.
const DIGITS: u32 = 6;

/// Keys that a throughput which is not written follows from.
#[derive(Debug)]
pub struct Asked<'s, 'a> {
    pub section: &'s Section<'a>,
    pub graphics: &'s Graphics,
    /// The name of the model.
    pub model: Option<String>,
    /// GPUs of a replica.
    pub gpus: u32,
    pub precision: Option<Precision>,
    pub engine: Engine,
    pub latency: Latency,
    /// The mean request; `None` where a workload does not say its tokens, which is reported elsewhere.
    pub load: Option<Load>,
}

/// Speeds of a replica that nobody wrote.
#[derive(Debug)]
pub struct Speeds {
    /// Input tokens a second, then output tokens a second.
    pub phases: [Quantity; 2],
    /// Where they come from.
    pub origin: Origin,
    /// What is said of them beside their values, and what is cited for that.
    pub assumption: Assumption,
}

impl<'s, 'a> Asked<'s, 'a> {
    /// What a fleet's table asks.
    pub fn of(section: &'s Section<'a>, graphics: &'s Graphics, (gpus, load): (&Input, Option<Load>)) -> Self {
        let precision = section.choice("precision").filter(|_| section.entry("precision").is_some());
        let target = |name: &str| section.input(name).map(|target| float(target.base()));
        Self {
            section,
            graphics,
            model: section.text("model"),
            gpus: gpus.base().round().to_u32().unwrap_or(u32::MAX),
            precision: precision.and_then(Precision::parse),
            engine: section.choice("engine").and_then(Engine::parse).unwrap_or_default(),
            latency: Latency { ttft_ms: target("ttft_ms"), tpot_ms: target("tpot_ms") },
            load,
        }
    }

    /// The throughput: what is written, else what was measured, else what is estimated.
    pub fn throughput(&self) -> Throughput {
        let section = self.section;
        let instead = "keep `tokens_per_second`, or prefill and decode apart";
        for phase in PHASES {
            section.exclusive(TOTAL, phase, instead);
        }
        let nothing = || Throughput::Total(section.default(TOTAL));
        let written = PHASES.iter().filter(|name| section.entry(name).is_some()).count();
        if section.is_meant(TOTAL) || written == PHASES.len() {
            self.unused(&["benchmark", "engine", "ttft_ms", "tpot_ms"], "written");
            return match section.input(TOTAL) {
                Some(total) => Throughput::Total(total),
                None if written == PHASES.len() => self.phases(None),
                None => nothing(),
            };
        }
        let named = ["model", "gpu"].map(|name| section.entry(name).is_some());
        if section.entry("benchmark").is_some() {
            self.unused(&["engine"], "measured");
            return measured::measured(self).map_or_else(nothing, |speeds| self.phases(Some(&speeds)));
        }
        if written > 0 && named != [true; 2] {
            return self.phases(None);
        }
        if written == 0 && PHASES.iter().any(|name| section.is_meant(name)) {
            return nothing();
        }
        if named.contains(&true) {
            return sized::estimated(self).map_or_else(nothing, |speeds| self.phases(Some(&speeds)));
        }
        section.missing_or(TOTAL, "add `tokens_per_second = ...` for input and output together, or `prefill_tokens_per_second = ...` and `decode_tokens_per_second = ...`");
        nothing()
    }

    /// The first speed that is not written: the one that a message asks for.
    pub fn wanted(&self) -> &'static str {
        PHASES.into_iter().find(|name| self.section.entry(name).is_none()).unwrap_or(PHASES[0])
    }

    /// The two speeds: each as written, else as worked out.
    fn phases(&self, speeds: Option<&Speeds>) -> Throughput {
        let section = self.section;
        let phase = |place: usize| match speeds {
            Some(speeds) if section.entry(PHASES[place]).is_none() => self.filled(PHASES[place], place, speeds),
            _ => section.required(PHASES[place]),
        };
        let (prefill, decode) = (phase(0), phase(1));
        if speeds.is_some() && PHASES.iter().all(|name| section.entry(name).is_none()) {
            // the band is of one factor that both have in common
            let pair = [prefill.path.clone(), decode.path.clone()];
            section.context.pairs.borrow_mut().push((pair, section.key_span("model").unwrap_or(section.span)));
        }
        Throughput::Phases { prefill, decode }
    }

    fn filled(&self, name: &'static str, place: usize, speeds: &Speeds) -> Input {
        let (section, key) = (self.section, self.section.key(name));
        let path = section.path_of(name);
        let quantity = speeds.phases[place];
        let places = |figure: Decimal| grouped(figure, if figure < Decimal::ONE_HUNDRED { 2 } else { 0 });
        let said = [quantity.base, quantity.low(), quantity.high()].map(places);
        let Assumption { value, grounds, .. } = speeds.assumption.clone();
        let value = format!("{} ({} to {}){value}", said[0], said[1], said[2]);
        let assumption = Assumption { path: path.clone(), value, about: key.about, grounds };
        section.context.defaults.borrow_mut().push(assumption);
        section.context.ranges.borrow_mut().push(path.clone());
        Input { quantity, bounds: bounds::of(key), origin: speeds.origin.clone(), ..numbers::default(key, &path) }
    }

    /// Warns of keys that change nothing.
    fn unused(&self, names: &[&str], how: &str) {
        for name in names {
            if let Some(span) = self.section.key_span(name) {
                let title = format!("`{name}` has no effect, because the throughput is {how}");
                let odd = Diagnostic::at(span, title, "not used");
                self.section.context.warn(odd.help(format!("leave `{name}` out")));
            }
        }
    }
}

/// A speed with its band as a 90 % interval around its base; `None` when it is no speed.
pub fn quantity(speed: Spread) -> Option<Quantity> {
    let number = |figure: f64| Decimal::from_f64(figure)?.round_sf(DIGITS);
    let (low, base, high) = (number(speed.low)?, number(speed.base)?, number(speed.high)?);
    let spread = Quantity::spread(Distribution::Lognormal { low, high }).ok()?;
    Some(Quantity { base, ..spread })
}
