//! The draws reading is the exact reading, draw by draw, on every scenario that is shipped.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};
use tco::cost::{Model, OptionModel, build};
use tco::quantity::{Quantity, Unit};
use tco::scenario::{Input, Origin};
use tco::sheet::draws::{InstructionSet, LANES, Lanes, Outputs, Program, Run};
use tco::sheet::{Book, Cell, ExactReading, Id, Op, Sheet, Test};

use crate::scenarios::{read, shipped};

/// A scenario's model, and the draws reading of all that is compared when every input varies, so that
/// nothing is folded.
struct Case {
    name: String,
    model: Model,
    exact: ExactReading,
    ids: Vec<Id>,
    varied: Vec<u32>,
    program: Program,
}

/// Every scenario that is shipped.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let case = |path: PathBuf| {
        let model = build(&read(&path).scenario);
        let exact = ExactReading::new(&model.sheet, &[]).unwrap();
        let ids = outputs(&model);
        let varied: Vec<u32> = (0_u32..).zip(model.sheet.inputs()).map(|(place, _)| place).collect();
        let program = Program::new(&model.sheet, &exact, &varied, &ids);
        Case { name: path.display().to_string(), model, exact, ids, varied, program }
    };
    shipped().into_iter().map(case).collect()
});

/// What is compared: every option's costs and value by month, present value and run rate.
fn outputs(model: &Model) -> Vec<Id> {
    let of = |option: &OptionModel| {
        let single = [option.present_value, option.run_rate.cost];
        option.cost.iter().chain(&option.value).copied().chain(single).collect::<Vec<Id>>()
    };
    model.options.iter().flat_map(of).collect()
}

fn float(value: Decimal) -> f64 {
    value.to_string().parse().unwrap()
}

/// One thread, or so many.
fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

/// Copies every output as it is.
fn copy(draws: Range<usize>, outputs: Outputs<'_>, rows: &mut [&mut [f64]]) {
    for (output, row) in rows.iter_mut().enumerate() {
        row.copy_from_slice(&outputs.lanes(output)[..draws.len()]);
    }
}

/// The outputs of draws whose inputs are listed, by output and draw.
fn results(program: &Program, outputs: usize, draws: &[Vec<f64>], set: InstructionSet) -> Vec<Vec<f64>> {
    let mut results = vec![Vec::new(); outputs];
    let sample = |range: Range<usize>, inputs: &mut [Lanes]| {
        for (lane, draw) in range.enumerate() {
            inputs.iter_mut().zip(&draws[draw]).for_each(|(input, value)| input[lane] = *value);
        }
    };
    program.run(Run { draws: 0..draws.len(), threads: threads(1), set, results: &mut results }, sample, copy);
    results
}

fn near(exact: Decimal, draw: f64) -> bool {
    let exact = exact.to_f64().unwrap();
    (exact - draw).abs() <= exact.abs() * 1e-9 + 1e-9
}

#[test]
fn with_nothing_uncertain_the_draws_are_the_exact_reading() {
    for Case { name, model, exact, ids, program, .. } in CASES.iter() {
        let bases = model.sheet.inputs().iter().map(|input| float(input.base())).collect();
        let found = results(program, ids.len(), &[bases], InstructionSet::Best);
        for (id, row) in ids.iter().zip(found) {
            let expected = exact.get(*id);
            assert!(near(expected, row[0]), "{name}: {expected} and {} in {}", row[0], model.sheet.scope(*id));
        }
    }
}

/// Whether a step lies so near that a last digit decides which side a draw falls on. There the exact
/// reading decides, and a binary reading may differ by a whole unit.
fn at_an_edge(sheet: &Sheet, exact: &ExactReading) -> bool {
    let close = |a: Decimal, b: Decimal| (a - b).abs() <= (a.abs() + b.abs()) * dec!(1e-9);
    sheet.ops().iter().any(|op| match op {
        Op::Units(demand, capacity) if exact.get(*capacity) > dec!(0) => {
            let quotient = exact.get(*demand) / exact.get(*capacity);
            quotient > dec!(0) && close(quotient, quotient.round())
        }
        Op::Select { left, right, .. } => close(exact.get(*left), exact.get(*right)),
        Op::Round(value) => close(exact.get(*value) + dec!(0.5), (exact.get(*value) + dec!(0.5)).round()),
        _ => false,
    })
}

/// An input's base case times a factor, within what its key allows.
fn times(input: &Input, permille: u32) -> Decimal {
    let value = input.base() * Decimal::new(i64::from(permille), 3);
    let (least, most) = input.bounds;
    let value = least.map_or(value, |least| value.max(least));
    most.map_or(value, |most| value.min(most))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_draw_is_the_exact_reading_of_its_inputs(factors in prop::collection::vec(500..2_000_u32, 211)) {
        for Case { name, model, ids, varied, program, .. } in CASES.iter() {
            // two draws, from other stretches of the factors
            for start in [0, 100] {
                let factors = factors.iter().cycle().skip(start);
                let values: Vec<Decimal> =
                    model.sheet.inputs().iter().zip(factors).map(|(input, factor)| times(input, *factor)).collect();
                let instead: Vec<(u32, Decimal)> = varied.iter().copied().zip(values.iter().copied()).collect();
                let Ok(there) = ExactReading::new(&model.sheet, &instead) else { continue };
                if at_an_edge(&model.sheet, &there) {
                    continue;
                }
                let draw = values.into_iter().map(float).collect();
                let found = results(program, ids.len(), &[draw], InstructionSet::Best);
                for (id, row) in ids.iter().zip(found) {
                    let expected = there.get(*id);
                    prop_assert!(near(expected, row[0]), "{name}: {expected} and {} in {}", row[0], model.sheet.scope(*id));
                }
            }
        }
    }
}

/// Draws near the base case, from the number of the draw alone.
fn sample(bases: &[f64], draws: Range<usize>, inputs: &mut [Lanes]) {
    for (place, (input, base)) in inputs.iter_mut().zip(bases).enumerate() {
        for (lane, draw) in draws.clone().enumerate() {
            let noise = (draw * 7_919 + place * 104_729) % 1_000;
            input[lane] = base * (0.8 + f64::from(u32::try_from(noise).unwrap()) * 4e-4);
        }
    }
}

fn bits(rows: &[Vec<f64>]) -> Vec<Vec<u64>> {
    // a draw without a value has none, whatever its bits
    let bits = |value: &f64| if value.is_nan() { u64::MAX } else { value.to_bits() };
    rows.iter().map(|row| row.iter().map(bits).collect()).collect()
}

#[test]
fn neither_threads_nor_instructions_nor_rounds_change_a_bit() {
    let mostly = ["support-triage", "coding-assistant", "hospital-notes"];
    for Case { name, model, ids, program, .. } in
        CASES.iter().filter(|case| mostly.iter().any(|m| case.name.contains(m)))
    {
        let bases: Vec<f64> = model.sheet.inputs().iter().map(|input| float(input.base())).collect();
        let run = |draws: Range<usize>, count: usize, set: InstructionSet| {
            let mut results = vec![Vec::new(); ids.len()];
            let run = Run { draws, threads: threads(count), set, results: &mut results };
            program.run(run, |draws, inputs| sample(&bases, draws, inputs), copy);
            bits(&results)
        };
        let draws = 2 * LANES + 77; // the last block is not full
        let once = run(0..draws, 1, InstructionSet::Best);
        assert_eq!(once, run(0..draws, 1, InstructionSet::Portable), "{name}: another instruction set");
        assert_eq!(once, run(0..draws, 5, InstructionSet::Best), "{name}: five threads");
        let later: Vec<Vec<u64>> = once.iter().map(|row| row[100..].to_vec()).collect();
        assert_eq!(later, run(100..draws, 2, InstructionSet::Portable), "{name}: from draw 100");
    }
}

#[test]
fn what_does_not_vary_is_folded_and_still_an_output() {
    let Case { model, exact, ids, .. } = &CASES[0];
    let program = Program::new(&model.sheet, exact, &[], ids);
    assert_eq!((program.instructions(), program.slots()), (0, 0));
    let found = results(&program, ids.len(), &[vec![], vec![]], InstructionSet::Best);
    for (id, row) in ids.iter().zip(found) {
        assert!(near(exact.get(*id), row[1]));
    }
}

/// A number that is varied, with the unit 1.
fn parameter(name: &str) -> Input {
    Input {
        path: name.to_owned(),
        quantity: Quantity::certain(dec!(1)),
        unit: Unit::ONE,
        whole: false,
        bounds: (None, None),
        origin: Origin::Default,
    }
}

/// Figures of three numbers that stand for every operation, as both readings have them: where the
/// exact one has none, neither has the other.
fn check(figure: impl for<'s> Fn(&'s Book, [Cell<'s>; 3]) -> Cell<'s>, values: &[Decimal]) {
    let book = Book::new();
    let id = figure(&book, ["a", "b", "c"].map(|name| book.parameter(&parameter(name)))).id();
    let sheet = book.finish();
    let base = ExactReading::new(&sheet, &[]).unwrap();
    let triples = values.iter().flat_map(|a| values.iter().flat_map(move |b| values.iter().map(move |c| [*a, *b, *c])));
    let triples: Vec<[Decimal; 3]> = triples.collect();
    for varied in [&[0, 1, 2][..], &[2, 0], &[1]] {
        let program = Program::new(&sheet, &base, varied, &[id]);
        let draws: Vec<Vec<f64>> = (triples.iter())
            .map(|triple| varied.iter().map(|place| float(triple[*place as usize])).collect())
            .collect();
        let found = results(&program, 1, &draws, InstructionSet::Best);
        for (triple, draw) in triples.iter().zip(&found[0]) {
            let instead: Vec<(u32, Decimal)> = varied.iter().map(|place| (*place, triple[*place as usize])).collect();
            match ExactReading::new(&sheet, &instead) {
                Ok(exact) => assert!(near(exact.get(id), *draw), "{triple:?}: {} and {draw}", exact.get(id)),
                Err(_) => assert!(!draw.is_finite(), "{triple:?}: none and {draw}"),
            }
        }
    }
}

#[test]
fn every_operation_is_the_exact_one() {
    let values = [dec!(-2.5), dec!(-1), dec!(0), dec!(0.25), dec!(1), dec!(1.5), dec!(6), dec!(7)];
    check(|_, [a, b, c]| a + b - c, &values);
    check(|book, [a, b, c]| a * book.number(dec!(-0.3)) * b + c * c, &values);
    check(|_, [a, b, _]| a / b, &values);
    check(|_, [a, b, c]| (a / b).min(c), &values);
    check(|_, [a, b, c]| c.max(a / b), &values);
    check(|_, [a, b, c]| (a / b).select(Test::Above, c, (a, b)), &values);
    check(|_, [a, b, c]| a.share_of(b) + c, &values);
    check(
        |book, [a, _, c]| a.share_of(book.number(dec!(8))).min(book.number(3)) - c.max(book.number(dec!(0.5))),
        &values,
    );
    check(|_, [a, b, c]| a.units(b) * c, &values);
    check(
        |book, [a, b, _]| {
            (a * book.number(-2)).units(book.number(dec!(0.3))) + (b - book.number(1)).units(book.number(0))
        },
        &values,
    );
    check(|book, [a, b, _]| book.number(7).units(a * b), &values);
    check(|book, [a, b, c]| a.select(Test::Above, b, (c, book.number(3))), &values);
    check(|book, [a, b, c]| a.select(Test::AtLeast, b, (book.number(3), c)), &values);
    check(|book, [a, b, c]| book.number(1).select(Test::AtLeast, b, (c, a)) - c, &values);
    check(|book, [a, b, c]| a.select(Test::AtLeast, book.number(1), (book.number(4), book.number(9))) * b + c, &values);
}

#[test]
fn whole_numbers_are_rounded_as_exactly() {
    let mut whole = parameter("whole");
    whole.whole = true;
    let uncertain =
        CASES.iter().flat_map(|case| case.model.sheet.inputs()).find(|input| input.quantity.spread.is_some());
    whole.quantity = uncertain.unwrap().quantity;
    let book = Book::new();
    let id = book.input(&whole).id();
    let sheet = book.finish();
    let exact = ExactReading::new(&sheet, &[]).unwrap();
    let program = Program::new(&sheet, &exact, &[0], &[id]);
    for (value, expected) in [(0.5, 1.0), (1.5, 2.0), (2.4, 2.0), (-0.5, -1.0), (-2.5, -3.0)] {
        assert_eq!(bits(&results(&program, 1, &[vec![value]], InstructionSet::Best)), bits(&[vec![expected]]));
    }
}

#[test]
fn ten_years_of_powers_are_right_to_the_last_digits() {
    let book = Book::new();
    let base = book.parameter(&parameter("base"));
    let exponents: Vec<i32> = (-120..=120).chain([433]).collect();
    let ids: Vec<Id> = exponents.iter().map(|twelfths| base.power(*twelfths).id()).collect();
    let sheet = book.finish();
    let exact = ExactReading::new(&sheet, &[]).unwrap();
    let program = Program::new(&sheet, &exact, &[0], &ids);
    for base in [dec!(0.7), dec!(0.9), dec!(0.999), dec!(1), dec!(1.03), dec!(1.1), dec!(1.5)] {
        let there = ExactReading::new(&sheet, &[(0, base)]).unwrap();
        let found = results(&program, ids.len(), &[vec![float(base)]], InstructionSet::Best);
        for ((id, twelfths), row) in ids.iter().zip(&exponents).zip(found) {
            let expected = there.get(*id).to_f64().unwrap();
            // beside the steps' own rounding, that of the base grows with the years
            let allowed = 1e-14 + f64::from(twelfths.abs()) / 12.0 * 2e-16;
            assert!((row[0] / expected - 1.0).abs() < allowed, "{base}^({twelfths}/12): {expected} and {}", row[0]);
        }
    }
}
