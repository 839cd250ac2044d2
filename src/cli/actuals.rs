//! `tco actuals`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::args::ScenarioArgs;
use super::args::usage::{ActualsArgs, UsageFormat};
use super::interrupt::store;
use super::output::{print, say, unwritten, wrong};
use super::run::files_line;
use super::usage::{read, warn};
use super::{Status, input};
use crate::analysis::actuals::{ActualsError, Growing, Mapping, Reforecast, Sorting, Used, compare, reforecasts, used};
use crate::analysis::{AnalysisError, Results, Settings, analyse};
use crate::catalog::{Catalog, MeantNames};
use crate::report::{Actuals, Document, actuals_drawing, actuals_json, actuals_tables, actuals_text};
use crate::scenario::{Scenario, nearest};
use crate::usage::{Partial, Usage, needs, stated_requests};

/// Compares a plan with what was used.
pub fn actuals(args: &ActualsArgs) -> Result<Status, Status> {
    let loaded = input::scenario(&ScenarioArgs {
        file: args.scenario.clone(),
        sets: Vec::new(),
        catalog: args.prices.catalog.clone(),
        today: args.prices.today,
    })?;
    let option = option(&loaded.scenario, args.option.as_deref())?;
    let mapping = mapping(&args.maps, &loaded.scenario)?;
    let usage = read(&args.files)?;
    warn(&usage);
    same_currency(&loaded.scenario, &usage)?;
    let plan = input::results(&loaded, Settings::default())?;
    let partial = if args.files.scale_partial { Partial::Scaled } else { Partial::AsCounted };
    let refused = |error: ActualsError| wrong(&error.cause, &error.help);
    let catalog = args.prices.catalog.as_deref().map(input::catalog).transpose()?.unwrap_or_else(Catalog::carried);
    let requests = stated(&usage, args)?;
    let sorting = Sorting {
        by: args.by.into(),
        partial,
        mapping: &mapping,
        names: &MeantNames::of(&catalog),
        requests: &requests,
        input_per_request: args.avg_input_tokens,
    };
    let used = used(&plan.figures, option, &usage, &sorting).map_err(refused)?;
    let variances = compare(&plan.figures, option, &used).map_err(refused)?;
    let too_large = |error: AnalysisError| wrong(&error.to_string(), "is the use of the right scenario?");
    let forecasts = reforecasts(&plan.figures, &used, &variances).map_err(too_large)?;
    let results = analysed(&forecasts, &used).map_err(too_large)?;
    let found = Actuals {
        files: &usage.files,
        plan: &plan,
        used: &used,
        variances: &variances,
        forecasts: &forecasts,
        results: &results,
    };
    let tables = actuals_tables(&found);
    let mut text = match args.format {
        UsageFormat::Text => actuals_text(&found),
        UsageFormat::Json => format!("{:#}\n", actuals_json(&found)),
        UsageFormat::Csv => {
            tables.first().map(|table| String::from_utf8_lossy(&table.bytes).into_owned()).unwrap_or_default()
        }
    };
    let Some(directory) = &args.out else { return Ok(print(&text)) };
    let drawing = actuals_drawing(&found);
    let png = drawing
        .png()
        .map_err(|error| wrong(&format!("cannot draw `{}`: {error}", drawing.name), "report this with the scenario"))?;
    let mut documents = tables;
    documents.push(Document { name: format!("{}.png", drawing.name), bytes: png });
    let written = store(directory, &documents);
    if args.format == UsageFormat::Text {
        for line in files_line(directory, &written) {
            text.extend(["Written      ", &line, "\n"]);
        }
    }
    let printed = print(&text);
    written.map_err(|errors| unwritten(&errors)).map(|_| printed)
}

/// The scenario of each reforecast worked out; none of one whose growth is beyond meaning or exceeds 28 digits, but for
/// the first, which has that of the plan.
fn analysed<'f>(forecasts: &'f [Reforecast], used: &Used) -> Result<Vec<Option<Results<'f>>>, AnalysisError> {
    let one = |by: &'f Reforecast| {
        if by.is_beyond_meaning(used) {
            return Ok(None);
        }
        match (analyse(&by.scenario, Settings::default()), by.growing) {
            (Err(error), Growing::Plan) => Err(error),
            (found, _) => Ok(found.ok()),
        }
    };
    forecasts.iter().map(one).collect()
}

/// The requests that the user states where the exports do not count them.
fn stated(usage: &Usage, args: &ActualsArgs) -> Result<BTreeMap<String, Decimal>, Status> {
    let by = args.by.into();
    if args.avg_input_tokens.is_some() && needs(usage, by).iter().all(|need| need.whole().uncounted == 0) {
        return Err(wrong("`--avg-input-tokens`: the exports count the requests", "leave it out"));
    }
    stated_requests(usage, by, &args.requests)
        .map_err(|(cause, help)| wrong(&format!("`--requests-per-month`: {cause}"), &help))
}

/// The option that was in use: the one named, else the reference.
fn option(scenario: &Scenario, name: Option<&str>) -> Result<usize, Status> {
    let Some(name) = name else { return Ok(scenario.reference) };
    scenario.option_index(name).ok_or_else(|| {
        let known = || scenario.options.iter().map(|plan| plan.name.as_str());
        let help = nearest(name, known())
            .map_or_else(|| known().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
        wrong(&format!("no option is called `{name}`"), &help)
    })
}

/// The use and the workload of each `USED=WORKLOAD`; as names may hold `=`, it is split at the last that leaves the name
/// of a workload.
fn mapping(maps: &[String], scenario: &Scenario) -> Result<Mapping, Status> {
    let is_known = |name: &str| scenario.workloads.iter().any(|workload| workload.name == name.trim());
    let one = |map: &String| {
        let split = |(place, _): (usize, &str)| Some((map.get(..place)?, map.get(place + 1..)?));
        let known = map.rmatch_indices('=').filter_map(split).find(|(_, name)| is_known(name));
        let (used, workload) = known.or_else(|| map.rsplit_once('='))?;
        Some((used.trim().to_owned(), workload.trim().to_owned()))
    };
    let all = maps.iter().map(|map| {
        one(map).ok_or_else(|| {
            wrong(&format!("`--map {map}` names no workload"), "write USED=WORKLOAD, as in `--map gpt-6-sol=tickets`")
        })
    });
    all.collect()
}

/// Costs of another currency than the plan's cannot be compared; those that tell none are taken as in the plan's.
fn same_currency(scenario: &Scenario, usage: &Usage) -> Result<(), Status> {
    let planned = scenario.currency.code;
    match usage.currency.as_deref() {
        Some(code) if code != planned => {
            let cause = format!("the exports are in {code}, the scenario in {planned}");
            return Err(wrong(&cause, "convert one of them"));
        }
        None if usage.is_currency_untold() => say(&format!(
            "warning: no export tells the currency of its costs: {planned} is taken, as in the scenario; say which with \
             `--currency CODE`"
        )),
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_split_where_it_leaves_the_name_of_a_workload() {
        let text = "[scenario]\nname = \"P\"\nmonths = 1\n[workloads.beta]\nrequests_per_month = 1\ninput_tokens = 1\n\
                    output_tokens = 1\n[options.api]\nkind = \"api\"\ninput_per_mtok = 1\noutput_per_mtok = 1\n\
                    [options.other]\nkind = \"api\"\ninput_per_mtok = 2\noutput_per_mtok = 1\n";
        let loaded = crate::scenario::load("plan.toml", text, &[]).unwrap_or_else(|_| panic!("the plan is right"));
        let check = |map: &str, used: &str, workload: &str| {
            let found = mapping(&[map.to_owned()], &loaded.scenario).unwrap_or_default();
            assert_eq!(found, [(used.to_owned(), workload.to_owned())], "{map}");
        };
        check("x=beta", "x", "beta");
        check("x=y=beta", "x=y", "beta");
        // the name of no workload: the error names what stands behind the last
        check("x=y=bata", "x=y", "bata");
    }
}
