//! `tco break-even`.

use rust_decimal::Decimal;

use super::args::{BreakEvenArgs, Format};
use super::output::{print, wrong};
use super::{Status, input};
use crate::analysis::vary::{Lever, Outcomes, Samples, flips, levers, vary};
use crate::analysis::{Results, Settings};
use crate::report::{break_even_list, flip_line, flips_json, input_list, outcomes_json, outcomes_text, results_json};
use crate::scenario::{Loaded, nearest};

/// Prints break-even volumes, or the values of one input at which options tie.
pub fn break_even(args: &BreakEvenArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let results = input::results(&loaded, Settings { up_to: args.up_to })?;
    let pair = pair(&results, &args.pair)?;
    if args.list_inputs {
        return Ok(print(&list_inputs(&results, &loaded)));
    }
    if args.flips {
        return Ok(print_flips(&results, args.format));
    }
    match &args.vary {
        Some(key) => vary_one(&results, args, key, pair),
        None => Ok(print(&match args.format {
            Format::Json => results_json(&results),
            Format::Text | Format::Markdown => break_even_list(&results, pair),
        })),
    }
}

/// The options that a pair names.
fn pair(results: &Results<'_>, names: &[String]) -> Result<Option<(usize, usize)>, Status> {
    let [a, b] = names else { return Ok(None) };
    let find = |name: &str| {
        let known = || results.scenario.options.iter().map(|plan| plan.name.as_str());
        results.scenario.option_index(name).ok_or_else(|| {
            let help = nearest(name, known())
                .map_or_else(|| known().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
            wrong(&format!("no option is called `{name}`"), &help)
        })
    };
    let (a, b) = (find(a)?, find(b)?);
    if a == b {
        return Err(wrong("a pair is of two options", "name another one"));
    }
    Ok(Some((a, b)))
}

fn print_flips(results: &Results<'_>, format: Format) -> Status {
    let flips = flips(&results.model, &results.exact, |_, _| {});
    if format == Format::Json {
        return print(&format!("{:#}\n", flips_json(results, &flips)));
    }
    if flips.is_empty() {
        return print("no input changes the cheapest option between a tenth and ten times its value\n");
    }
    let lines: Vec<String> = flips.iter().map(|flip| flip_line(results, flip)).collect();
    print(&(lines.join("\n") + "\n"))
}

fn list_inputs(results: &Results<'_>, loaded: &Loaded) -> String {
    let place = |lever: &Lever| lever.input.span().map_or_else(String::new, |span| loaded.sources.place(span));
    input_list(results, &levers(&results.model), place)
}

fn vary_one(
    results: &Results<'_>,
    args: &BreakEvenArgs,
    key: &str,
    pair: Option<(usize, usize)>,
) -> Result<Status, Status> {
    let levers = levers(&results.model);
    let lever = find_lever(&levers, key)?;
    let outcomes = outcomes(results, lever, (&args.between, "narrow the range with `--between`"))?;
    Ok(print(&match args.format {
        Format::Json => format!("{:#}\n", outcomes_json(results, lever, &outcomes, pair)),
        Format::Text | Format::Markdown => outcomes_text(results, lever, &outcomes, pair),
    }))
}

/// What varying an input does between two ends, or over its own reach; `narrow` says how to give
/// other ends.
pub(super) fn outcomes(
    results: &Results<'_>,
    lever: &Lever,
    (between, narrow): (&[Decimal], &str),
) -> Result<Outcomes, Status> {
    let range = range(lever, between)?;
    vary(&results.model, &results.exact, lever, (range, Samples::FINE))
        .map_err(|error| wrong(&error.to_string(), narrow))
}

/// The input of this path.
pub(super) fn find_lever<'a>(levers: &'a [Lever], key: &str) -> Result<&'a Lever, Status> {
    levers.iter().find(|lever| lever.input.path == key).ok_or_else(|| {
        let paths = levers.iter().map(|lever| lever.input.path.as_str());
        let help = nearest(key, paths).map_or_else(
            || "`tco break-even --list-inputs` lists the inputs; a default is varied once it is written in the scenario".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        wrong(&format!("no input is called `{key}`"), &help)
    })
}

/// The range asked for, or from a tenth to ten times the value.
fn range(lever: &Lever, between: &[Decimal]) -> Result<(Decimal, Decimal), Status> {
    let [from, to] = between else {
        return lever.reach().ok_or_else(|| {
            wrong(
                &format!("`{}` is 0, so it has no range of its own", lever.input.path),
                "give one with `--between FROM TO`",
            )
        });
    };
    if from >= to {
        return Err(wrong("the range is empty", "write the smaller end first: `--between 1 5`"));
    }
    let (least, most) = lever.input.bounds;
    let outside = least.is_some_and(|least| *from < least) || most.is_some_and(|most| *to > most);
    if outside {
        let bound =
            |bound: Option<Decimal>| bound.map_or_else(|| "any".to_owned(), |bound| bound.normalize().to_string());
        let help = format!("it may be from {} to {}", bound(least), bound(most));
        return Err(wrong(&format!("`{}` cannot have every value of that range", lever.input.path), &help));
    }
    Ok((*from, *to))
}
