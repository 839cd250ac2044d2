//! `tco break-even`.

use super::args::{BreakEvenArgs, Format};
use super::levers::{between, find_lever, own_range};
use super::output::{fenced, print, wrong};
use super::progress::with_progress;
use super::{Status, input};
use crate::analysis::vary::{Closeness, Lever, flips, levers, vary};
use crate::analysis::{Figures, Settings};
use crate::report::{
    break_even_list, flip_line_in_full, flips_json, input_list, outcomes_json, outcomes_text, results_json,
};
use crate::scenario::{Loaded, Scenario, nearest};

/// Prints break-even volumes, or the values of one input at which options tie.
pub fn break_even(args: &BreakEvenArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&args.scenario)?;
    let pair = pair(&loaded.scenario, &args.pair)?;
    if args.list_inputs {
        return Ok(print(&list_inputs(&input::figures(&loaded)?, &loaded)));
    }
    if args.flips {
        return Ok(print_flips(&input::figures(&loaded)?, args.format));
    }
    if let Some(key) = &args.vary {
        return vary_one(&input::figures(&loaded)?, (args, key), pair);
    }
    let results = input::results(&loaded, Settings { up_to: args.up_to })?;
    Ok(print(&match args.format {
        Format::Json => results_json(&results),
        Format::Text => break_even_list(&results, pair),
        Format::Markdown => fenced(&break_even_list(&results, pair)),
    }))
}

/// The options that a pair names.
fn pair(scenario: &Scenario, names: &[String]) -> Result<Option<(usize, usize)>, Status> {
    let [a, b] = names else { return Ok(None) };
    let find = |name: &str| {
        let known = || scenario.options.iter().map(|plan| plan.name.as_str());
        scenario.option_index(name).ok_or_else(|| {
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

fn print_flips(figures: &Figures<'_>, format: Format) -> Status {
    let flips = with_progress("flip values", |workers| flips(&figures.model, &figures.exact, workers));
    if format == Format::Json {
        return print(&format!("{:#}\n", flips_json(figures, &flips)));
    }
    if flips.is_empty() {
        return print("no input changes the cheapest option between a tenth and ten times its value\n");
    }
    let lines: Vec<String> = flips.iter().map(|flip| flip_line_in_full(figures, flip)).collect();
    let text = lines.join("\n") + "\n";
    print(&if format == Format::Markdown { fenced(&text) } else { text })
}

fn list_inputs(figures: &Figures<'_>, loaded: &Loaded) -> String {
    let place = |lever: &Lever| lever.input.span().map_or_else(String::new, |span| loaded.sources.place(span));
    input_list(figures, &levers(&figures.model), place)
}

fn vary_one(
    figures: &Figures<'_>,
    (args, key): (&BreakEvenArgs, &str),
    pair: Option<(usize, usize)>,
) -> Result<Status, Status> {
    let lever = find_lever(figures, key)?;
    let range = match args.between.as_slice() {
        [from, to] => between(&lever, (*from, *to))?,
        _ => own_range(&lever, "give one with `--between FROM TO`")?,
    };
    let outcomes = vary(&figures.model, &figures.exact, &lever, (range, Closeness::FINE))
        .map_err(|error| wrong(&error.to_string(), "narrow the range with `--between`"))?;
    Ok(print(&match args.format {
        Format::Json => format!("{:#}\n", outcomes_json(figures, &lever, &outcomes, pair)),
        Format::Text => outcomes_text(figures, &lever, &outcomes, pair),
        Format::Markdown => fenced(&outcomes_text(figures, &lever, &outcomes, pair)),
    }))
}
