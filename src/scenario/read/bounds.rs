//! Numbers held against what their key allows; shares are clipped and counts rounded.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::quantity::Quantity;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{Form, Key};

use super::marks::Marks;
use super::numbers::Reading;

/// The least and the most that a key's number may be.
pub(super) fn of(key: &Key) -> (Option<Decimal>, Option<Decimal>) {
    match key.form {
        Form::Share | Form::PositiveShare | Form::Shares => (Some(Decimal::ZERO), Some(Decimal::ONE)),
        Form::Rate => (Some(-Decimal::ONE), None),
        Form::Ratio => (Some(Decimal::ONE), None),
        Form::RankCorrelation => (Some(-Decimal::ONE), Some(Decimal::ONE)),
        Form::Whole(least) => (Some(Decimal::from(least)), None),
        Form::Expected => (None, None),
        _ => (Some(Decimal::ZERO), None),
    }
}

/// The number as its key takes it; what its key does not allow is reported.
pub(super) fn hold(reading: &Reading<'_>, quantity: Quantity, marks: Marks) -> Option<Quantity> {
    let low = quantity.low();
    match reading.key.form {
        Form::Share | Form::PositiveShare | Form::Shares => share(reading, quantity, marks),
        Form::Rate => rate(reading, quantity, marks),
        Form::Ratio if quantity.base < Decimal::ONE => outside(reading, "at least 1", "write 1 where there is none"),
        Form::RankCorrelation if quantity.spread.is_some() || quantity.base.abs() > Decimal::ONE => {
            let way_out =
                "1 when both rise together, -1 when one falls as the other rises, 0 when neither tells of the other";
            outside(reading, "one number from -1 to 1", way_out)
        }
        Form::Positive if low <= Decimal::ZERO => {
            let default = reading.key.default;
            let or_default =
                if default.is_empty() { String::new() } else { format!(", or leave the key out for {default}") };
            outside(reading, "above 0", &format!("write a number above 0{or_default}"))
        }
        Form::Whole(min) => whole(reading, quantity, min),
        Form::Price | Form::NamedPrices if low < Decimal::ZERO => {
            outside(reading, "at least 0: a price is never negative", &positive(quantity))
        }
        Form::Number | Form::Numbers(_) | Form::Volume | Form::Team if low < Decimal::ZERO => {
            outside(reading, "at least 0", &positive(quantity))
        }
        _ => Some(quantity),
    }
}

fn outside<T>(reading: &Reading<'_>, allowed: &str, way_out: &str) -> Option<T> {
    reading.refuse(Diagnostic::out_of_range(reading.span, &reading.name(), allowed).help(way_out))
}

/// The way out where a number or its low end is negative.
fn positive(quantity: Quantity) -> String {
    match quantity.spread {
        None => format!("write {} without the sign, or 0 where there is none", quantity.base.abs().normalize()),
        Some(_) => "raise its low end to 0 or more".to_owned(),
    }
}

/// Rates that nobody means to be above 100 %: without a `%` sign the sign was forgotten.
const NEVER_SO_HIGH: [&str; 2] = ["discount_rate", "annual_raise"];

fn rate(reading: &Reading<'_>, quantity: Quantity, marks: Marks) -> Option<Quantity> {
    let high = quantity.high();
    if quantity.low() < -Decimal::ONE {
        return outside(reading, "at least -100%", "nothing falls by more than all of it: write \"-100%\" or more");
    }
    if high > Decimal::ONE && !marks.percent {
        let percent = high.saturating_mul(Decimal::ONE_HUNDRED).normalize();
        let title = format!("`{}` is {percent} %", reading.name());
        let odd = Diagnostic::at(reading.span, title, "a rate above 100 %");
        let odd = odd.help(format!("did you mean \"{}%\"?", high.normalize()));
        if NEVER_SO_HIGH.contains(&reading.key.name) {
            return reading.refuse(odd.alone());
        }
        reading.context.warn(odd);
    }
    Some(quantity)
}

fn share(reading: &Reading<'_>, quantity: Quantity, marks: Marks) -> Option<Quantity> {
    let (low, high) = (quantity.low(), quantity.high());
    let certain = quantity.spread.is_none();
    if high > Decimal::ONE && !marks.percent {
        let title = format!("`{}` is a share and cannot be {}", reading.name(), high.normalize());
        let wrong = Diagnostic::at(reading.span, title, "above 1").alone();
        return reading.refuse(wrong.help(format!("did you mean \"{}%\"?", high.normalize())));
    }
    if certain && high > Decimal::ONE {
        return outside(reading, "from 0% to 100%", "write \"100%\" or less");
    }
    if matches!(reading.key.form, Form::PositiveShare) {
        if low <= Decimal::ZERO {
            let default = reading.key.default;
            return outside(reading, "above 0%, up to 100%", &format!("write a share such as \"{default}\""));
        }
    } else if certain && low < Decimal::ZERO {
        return outside(reading, "from 0% to 100%", "write \"0%\" or more");
    }
    Some(Quantity { base: quantity.base.clamp(Decimal::ZERO, Decimal::ONE), ..quantity })
}

fn whole(reading: &Reading<'_>, quantity: Quantity, min: u32) -> Option<Quantity> {
    let base = quantity.base.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    if quantity.spread.is_none() && base != quantity.base {
        let title = format!("`{}` counts whole things", reading.name());
        let wrong = Diagnostic::at(reading.span, title, "not a whole number").alone();
        return reading.refuse(wrong.help(format!("write {} or {}", quantity.base.floor(), quantity.base.ceil())));
    }
    if base < Decimal::from(min) || quantity.low() < Decimal::ZERO {
        return outside(reading, &format!("at least {min}"), &format!("write {min} or more"));
    }
    Some(Quantity { base, ..quantity })
}
