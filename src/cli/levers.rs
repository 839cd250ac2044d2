//! Inputs and ranges as the command line names them.

use rust_decimal::Decimal;

use super::Status;
use super::output::wrong;
use crate::analysis::Figures;
use crate::analysis::vary::{Axis, Lever, levers};
use crate::quantity::Literal;
use crate::scenario::nearest;

/// The input of this path.
pub fn find_lever(figures: &Figures<'_>, key: &str) -> Result<Lever, Status> {
    let levers = levers(&figures.model);
    levers.iter().find(|lever| lever.input.path == key).cloned().ok_or_else(|| {
        let paths = || levers.iter().map(|lever| lever.input.path.as_str());
        let months: Vec<String> =
            paths().filter(|path| path.starts_with(&format!("{key}."))).map(|path| format!("`{path}`")).collect();
        if !months.is_empty() {
            return wrong(&format!("`{key}` is more than one number"), &format!("name one of them: {}", months.join(", ")));
        }
        let help = nearest(key, paths()).map_or_else(
            || "`tco break-even FILE --list-inputs` lists the inputs; a default is varied once it is written in the scenario".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        wrong(&format!("no input is called `{key}`"), &help)
    })
}

/// The input and range of `KEY=FROM..TO`; from a tenth to ten times its value for a mere `KEY`.
/// `option` is the argument that it was given with.
pub fn axis(figures: &Figures<'_>, text: &str, option: &str) -> Result<Axis, Status> {
    let Some((key, range)) = text.split_once('=') else {
        let lever = find_lever(figures, text)?;
        let range = own_range(&lever, &format!("give one with `{option} {text}=FROM..TO`"))?;
        return Ok(Axis { lever, range });
    };
    let help = format!("write `{option} KEY=FROM..TO`, for example `{option} options.api.output_per_mtok=1..20`");
    let (from, to) = range.split_once("..").ok_or_else(|| wrong(&format!("`{range}` is no range"), &help))?;
    let number = |text: &str| {
        let literal =
            Literal::parse(text).map_err(|error| wrong(&format!("`{text}`: {}", error.explain().0), &help))?;
        Ok(literal.value)
    };
    let lever = find_lever(figures, key)?;
    let range = between(&lever, (number(from)?, number(to)?))?;
    Ok(Axis { lever, range })
}

/// From a tenth to ten times the value; `help` says how to give another range.
pub fn own_range(lever: &Lever, help: &str) -> Result<(Decimal, Decimal), Status> {
    lever.reach().ok_or_else(|| wrong(&format!("`{}` is 0, so it has no range of its own", lever.input.path), help))
}

/// A range that was asked for, when the input may have every value of it.
pub fn between(lever: &Lever, (from, to): (Decimal, Decimal)) -> Result<(Decimal, Decimal), Status> {
    if from >= to {
        return Err(wrong(
            &format!("the range from {} to {} is empty", from.normalize(), to.normalize()),
            "write the smaller end first, as in 1..5",
        ));
    }
    let (least, most) = lever.input.bounds;
    if least.is_some_and(|least| from < least) || most.is_some_and(|most| to > most) {
        let bound =
            |bound: Option<Decimal>| bound.map_or_else(|| "any".to_owned(), |bound| bound.normalize().to_string());
        let help = format!("it may be from {} to {}", bound(least), bound(most));
        return Err(wrong(&format!("`{}` cannot have every value of that range", lever.input.path), &help));
    }
    Ok((from, to))
}
