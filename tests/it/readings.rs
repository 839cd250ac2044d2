//! The readings of one sheet agree with each other, on scenarios nobody chose.

use std::fmt::Write as _;

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};
use tco::analysis::break_even::{Basis, break_even_volumes};
use tco::cost::{Model, build};
use tco::scenario::{Severity, load};
use tco::sheet::curve::{CurveRequest, MOST_PIECES, curves, trends};
use tco::sheet::{ExactReading, Id};

/// The figures that a scenario is made of.
#[derive(Clone, Debug)]
struct Draft {
    months: u32,
    requests: u32,
    growth: i32,
    profile: u8,
    tokens: (u32, u32),
    price: (u32, u32),
    batch: u32,
    speed: u32,
    minimum: u32,
    spare: u32,
    maximum: Option<u32>,
    hourly: bool,
    life: u32,
    replicas: u32,
    share: u32,
    seats: u32,
    launch: u32,
}

/// Any draft, from as many numbers as it has figures.
fn draft() -> impl Strategy<Value = Draft> {
    prop::collection::vec(0..1_000_000_u32, 19).prop_map(|n| Draft {
        months: 1 + n[0] % 13,
        requests: 1_000 + n[1] % 900_000,
        growth: -5 + i32::try_from(n[2] % 14).unwrap(),
        profile: u8::try_from(n[3] % 4).unwrap(),
        tokens: (n[4] % 4_000, 1 + n[5] % 900),
        price: (1 + n[6] % 400, 1 + n[7] % 2_000),
        batch: n[8] % 100,
        speed: 200 + n[9] % 6_000,
        minimum: n[10] % 3,
        spare: n[11] % 2,
        maximum: (n[12] % 2 == 0).then_some(4 + n[13] % 40),
        hourly: n[14] % 2 == 0,
        life: 1 + n[15] % 20,
        replicas: n[16] % 4,
        share: n[17] % 101,
        seats: 1 + n[18] % 80,
        launch: 1 + n[0] % 5,
    })
}

impl Draft {
    /// A scenario with every kind of option, with two workloads.
    fn text(&self) -> String {
        let shape = match self.profile {
            0 => "",
            1 => "peak_to_average = 3",
            2 => "hourly_profile = [1,1,1,1,1,2,3,5,8,9,9,9,8,9,9,8,7,6,5,4,3,2,1,1]",
            _ => "hourly_profile = [1,1,1,1,1,2,3,5,8,9,9,9,8,9,9,8,7,6,5,4,3,2,1,1]\nweekly_profile = [5,5,5,5,4,1,1]",
        };
        let maximum = self.maximum.map_or_else(String::new, |most| format!("maximum_replicas = {most}"));
        let mut text = format!(
            "[scenario]\nname = \"draft\"\nmonths = {}\ndiscount_rate = \"8%\"\n\
             [people]\nannual_raise = \"3%\"\nrates = {{ engineer = 90 }}\n\
             [workloads.chat]\nrequests_per_month = {}\ngrowth_per_month = \"{}%\"\ninput_tokens = {}\noutput_tokens = {}\nbatch_share = \"{}%\"\n{shape}\n\
             [workloads.mail]\nrequests_per_month = {}\nusers = {}\ninput_tokens = 300\noutput_tokens = 50\nretry_rate = \"2%\"\npeak_to_average = 2\n",
            self.months,
            self.requests,
            self.growth,
            self.tokens.0,
            self.tokens.1,
            self.batch,
            self.requests / 3,
            self.seats,
        );
        let _ = write!(
            text,
            "[options.api]\nkind = \"api\"\ninput_per_mtok = {}e-2\noutput_per_mtok = {}e-2\nbatch_discount = \"50%\"\nprice_change_per_year = \"-12%\"\nminimum_monthly_spend = 20\n\
             volume_discounts = [{{ above = 300, discount = \"10%\" }}, {{ above = 900, discount = \"20%\" }}]\n\
             [options.seats]\nkind = \"seats\"\nprice_per_seat = 20\nseat_step = 5\nincluded_requests_per_seat = 500\noverage_per_request = 0.01\n\
             [options.gpus]\nkind = \"self-hosted\"\nprice_per_gpu_hour = 2.5\nprefill_tokens_per_second = {}\ndecode_tokens_per_second = {}\nminimum_replicas = {}\nspare_replicas = {}\n{maximum}\nscaling = \"{}\"\nlaunch_month = {}\nrun_per_replica = {{ engineer = 2 }}\n",
            self.price.0,
            self.price.1,
            self.speed * 4,
            self.speed,
            self.minimum,
            self.spare,
            if self.hourly { "hourly" } else { "fixed" },
            self.launch,
        );
        let _ = write!(
            text,
            "[options.owned]\nkind = \"self-hosted\"\ntokens_per_second = {}\n[options.owned.purchase]\nprice_per_gpu = 9000\nlife_months = {}\nresidual = \"10%\"\nmaintenance_per_year = \"6%\"\ncolocation_per_month = 40\n\
             [options.hybrid]\nkind = \"blend\"\noverflow = {{ base = \"gpus\", replicas = {}, to = \"api\" }}\n\
             [options.split]\nkind = \"blend\"\nshares = {{ api = \"{}%\", owned = \"{}%\" }}\n",
            self.speed * 2,
            self.life,
            self.replicas,
            self.share,
            100 - self.share,
        );
        text
    }

    fn model(&self) -> (Model, ExactReading) {
        let loaded = load("draft.toml", &self.text(), &[])
            .unwrap_or_else(|refused| panic!("{}", refused.sources.render(Severity::Error, &refused.errors, false)));
        let model = build(&loaded.scenario);
        let exact = ExactReading::new(&model.sheet, &[]).unwrap();
        (model, exact)
    }
}

/// Every cost and feasibility cell that break-even stands on.
fn outputs(model: &Model) -> Vec<Id> {
    let costs = model.options.iter().flat_map(|option| [option.run_rate.cost, option.present_value]);
    let flags = model.options.iter().flat_map(|option| option.run_rate.infeasible.iter().copied());
    costs.chain(flags).collect()
}

fn near(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (a.abs() + b.abs()) * dec!(1e-18) + dec!(1e-18)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_curve_is_the_exact_reading_at_every_volume(draft in draft(), places in prop::collection::vec(0..4_000_u32, 4)) {
        let (model, exact) = draft.model();
        for option in &model.options {
            // beyond the volume a fleet can serve, a cost need not be a line
            let feasible = option.infeasible.is_empty();
            let ids = if feasible { vec![option.run_rate.cost, option.present_value] } else { vec![] };
            let request = CurveRequest { input: model.scale, range: (dec!(0), dec!(4)), outputs: &ids, most_pieces: MOST_PIECES };
            let found = curves(&model.sheet, &exact, &request).unwrap();
            let mut at: Vec<Decimal> = places.iter().map(|place| Decimal::new(i64::from(*place), 3)).collect();
            // and at breakpoints, where the value of the point itself counts
            at.extend(found.iter().flat_map(|curve| curve.pieces.iter().map(|piece| piece.x)).step_by(7).take(6));
            for x in at {
                let there = ExactReading::new(&model.sheet, &[(model.scale, x)]).unwrap();
                for (id, curve) in ids.iter().zip(&found) {
                    let (expected, value) = (there.get(*id), curve.value(x).unwrap());
                    prop_assert!(near(expected, value), "at {x}: exact {expected}, curve {value} in {}", model.sheet.scope(*id));
                }
            }
        }
    }

    #[test]
    fn cost_never_falls_when_volume_rises(draft in draft(), lower in 1..300_u32, more in 1..300_u32) {
        let (model, _) = draft.model();
        let at = |percent: u32| ExactReading::new(&model.sheet, &[(model.scale, Decimal::new(i64::from(percent), 2))]).unwrap();
        let (low, high) = (at(lower), at(lower + more));
        for option in &model.options {
            prop_assert!(low.get(option.run_rate.cost) <= high.get(option.run_rate.cost), "{}", model.sheet.scope(option.run_rate.cost));
        }
    }

    #[test]
    fn between_events_the_order_does_not_change(draft in draft()) {
        let (model, exact) = draft.model();
        let found = break_even_volumes(&model, &exact, Basis::RunRate, dec!(6)).unwrap();
        for pair in &found.pairs {
            let mut bounds: Vec<Decimal> = pair.events.iter().map(|event| event.x).collect();
            bounds.insert(0, dec!(0));
            bounds.push(pair.end);
            for (index, stretch) in bounds.windows(2).enumerate().filter(|(_, s)| s[1] - s[0] > dec!(1e-9)) {
                let sign = |x: Decimal| {
                    let there = ExactReading::new(&model.sheet, &[(model.scale, x)]).unwrap();
                    let cost = |option: usize| there.get(model.options[option].run_rate.cost);
                    // options that stand in for each other differ by rounding alone
                    if near(cost(pair.a), cost(pair.b)) { std::cmp::Ordering::Equal } else { cost(pair.a).cmp(&cost(pair.b)) }
                };
                let third = (stretch[1] - stretch[0]) / dec!(3);
                let (early, late) = (sign(stretch[0] + third), sign(stretch[1] - third));
                prop_assert_eq!(early, late, "{:?} {}: {:?}", pair.events, index, stretch);
                let stated = pair.events.get(index).map_or(pair.at_end, |event| event.below);
                prop_assert_eq!(early, stated, "{:?} {}: {:?}", pair.events, index, stretch);
            }
        }
    }

    #[test]
    fn far_out_the_cost_rises_as_its_trend_says(draft in draft()) {
        let (model, exact) = draft.model();
        let ids = outputs(&model);
        let far = Decimal::from(100_000);
        let at = |x: Decimal| ExactReading::new(&model.sheet, &[(model.scale, x)]).unwrap();
        let (one, other) = (at(far), at(far * Decimal::TWO));
        for (id, trend) in ids.iter().zip(trends(&model.sheet, &exact, model.scale, &ids)) {
            let Some(trend) = trend else { continue };
            let mean = (other.get(*id) - one.get(*id)) / far;
            // steps and constants fade with the distance
            let off = (mean - trend.slope).abs();
            prop_assert!(off <= trend.slope.abs() * dec!(0.001) + dec!(1), "{}: {mean} against {}", model.sheet.scope(*id), trend.slope);
        }
    }

    #[test]
    fn a_workload_in_two_halves_costs_an_api_the_same(draft in draft()) {
        let whole = draft.text();
        let half = whole.replacen(&format!("requests_per_month = {}\n", draft.requests), &format!("requests_per_month = {}e-1\n", draft.requests * 5), 1);
        let start = half.find("[workloads.chat]").unwrap();
        let end = half.find("[workloads.mail]").unwrap();
        let again = half[start..end].replace("workloads.chat", "workloads.twin");
        let split = format!("{half}{again}");
        let total = |text: &str| {
            let loaded = load("draft.toml", text, &[]).unwrap();
            let model = build(&loaded.scenario);
            let exact = ExactReading::new(&model.sheet, &[]).unwrap();
            // the API and the seats share nothing that is rounded by workload
            exact.get(model.options[0].present_value)
        };
        prop_assert!(near(total(&whole), total(&split)));
    }
}

/// A reading of some other inputs is what the whole sheet read at these inputs is, whichever cells it left as
/// they were.
#[test]
fn a_reading_with_other_inputs_is_the_one_read_from_nothing() {
    for path in crate::scenarios::shipped() {
        let scenario = crate::scenarios::read(&path).scenario;
        let model = build(&scenario);
        let base = ExactReading::new(&model.sheet, &[]).unwrap();
        let inputs = || model.sheet.inputs().iter().zip(0_u32..);
        let halved = |(input, place): (&tco::scenario::Input, u32)| (place, input.base() * dec!(0.5));
        let all: Vec<(u32, Decimal)> = inputs().map(halved).collect();
        let single = all.iter().step_by(1 + all.len() / 25).map(std::slice::from_ref);
        for instead in single.chain([&all[..], &[]]) {
            let (Ok(with), Ok(anew)) = (base.with(&model.sheet, instead), ExactReading::new(&model.sheet, instead))
            else {
                continue; // half of some inputs is nothing they may be
            };
            assert!(with == anew, "{}: {instead:?}", path.display());
        }
    }
}
