//! What the answer hangs on, for programs.

use serde_json::{Value, json};

use super::names::{assumed, output_name, path};
use crate::analysis::Figures;
use crate::analysis::sensitivity::{Factor, IndexOf, Sensitivity, Swing, Tornado};
use crate::chance::{Estimate, Indices};
use crate::quantity::figures::float;

/// The sensitivity for programs.
#[must_use]
pub fn sensitivity_json(figures: &Figures<'_>, tornado: &Tornado, sensitivity: Option<&Sensitivity>) -> Value {
    let name = |option: Option<usize>| option.map(|option| figures.scenario.options[option].name.as_str());
    let swing = |swing: &Swing| {
        json!({
            "input": path(swing),
            "ends_are": assumed(swing.assumed),
            "low": float(swing.ends[0]),
            "high": float(swing.ends[1]),
            "lead_at_low": swing.leads[0],
            "lead_at_high": swing.leads[1],
            "cheapest_at_low": name(swing.cheapest[0]),
            "cheapest_at_high": name(swing.cheapest[1]),
        })
    };
    let estimate = |estimate: &Estimate| json!({ "value": estimate.value, "standard_error": estimate.standard_error });
    let indices = sensitivity.map(|sensitivity| -> Vec<Value> {
        let every = sensitivity.indices.iter().filter_map(|(output, found)| Some((output, found.as_ref()?)));
        let row = |(output, found): (&IndexOf, &Indices)| -> Vec<Value> {
            let factors = sensitivity.factors.iter().enumerate();
            let one = |(place, factor): (usize, &Factor)| {
                let inputs = factor.inputs.iter().map(|input| &figures.model.sheet.inputs()[*input as usize].path);
                json!({
                    "output": output_name(figures, *output),
                    "inputs": inputs.collect::<Vec<_>>(),
                    "first_order": estimate(&found.first[place]),
                    "total": estimate(&found.total[place]),
                })
            };
            factors.map(one).collect()
        };
        every.flat_map(row).collect()
    });
    json!({
        "schema": 1,
        "cheapest": name(Some(tornado.cheapest)),
        "next": name(Some(tornado.next)),
        "lead": tornado.lead,
        "swings": tornado.swings.iter().map(swing).collect::<Vec<_>>(),
        "indices": indices,
    })
}
