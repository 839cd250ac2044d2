//! Exact break-even cases, worked out as fractions outside this program: textbook steps, staircases,
//! all-units and graduated tiers, touches, a tie, and a discounted growing staircase.

use std::rc::Rc;

use rust_decimal::{Decimal, dec};
use serde_json::Value;
use tco::analysis::break_even::{EventKind, cheapest_ranges, events};
use tco::quantity::{Quantity, Unit};
use tco::scenario::{Input, Origin};
use tco::sheet::curve::{Curve, CurveRequest, MOST_PIECES, Outline, curves};
use tco::sheet::{Book, Cell, ExactReading, Test};

const CASES: &str = include_str!("../data/breakeven_cases.json");

fn ceil_units<'s>(book: &'s Book, volume: Cell<'s>, pack: u32, price: u32) -> Cell<'s> {
    volume.units(book.number(pack)) * book.number(price)
}

/// The two costs of a case over the volume: the first named in its `difference`, then the second.
fn costs<'s>(book: &'s Book, name: &str, v: Cell<'s>) -> (Cell<'s>, Cell<'s>) {
    let n = |value: Decimal| book.number(value);
    match name.split([',', ':', '(']).next().unwrap().trim() {
        "amco textbook" => {
            (n(dec!(100_000)) + n(dec!(0.8)) * v + ceil_units(book, v, 50_000, 10_000), n(dec!(1.8)) * v)
        }
        "single proper crossing" => (n(dec!(1000)) + n(dec!(0.2)) * v, n(dec!(0.7)) * v),
        "staircase vs linear" => (n(dec!(1000)) + ceil_units(book, v, 1000, 2000), n(dec!(2.1)) * v),
        "jump-only crossing" => (ceil_units(book, v, 100, 100), n(dec!(150))),
        "touch at step edge" => (ceil_units(book, v, 100, 100), v),
        "all-units discount jumps down" => {
            (n(dec!(900)), v.select(Test::AtLeast, n(dec!(1000)), (n(dec!(0.8)) * v, v)))
        }
        "graduated tiers" => {
            let saved = v.above(n(dec!(500))) * n(dec!(0.2)) + v.above(n(dec!(1000))) * n(dec!(0.3));
            (n(dec!(900)), v - saved)
        }
        "tie interval" => (n(dec!(0)) * v + n(dec!(0)), v.above(n(dec!(100)))),
        "12 months" => discounted(book, v),
        other => panic!("no formulas for `{other}`"),
    }
}

/// Twelve months of growth at 10 % and discounting at 1 % a month.
fn discounted<'s>(book: &'s Book, v: Cell<'s>) -> (Cell<'s>, Cell<'s>) {
    let (growth, discount) = (book.number(dec!(1.1)), book.number(dec!(1.01)));
    let month = |t: i32| {
        let volume = v * growth.power(12 * t);
        let own = book.number(500) + ceil_units(book, volume, 1000, 2000);
        (own / discount.power(12 * (t + 1)), book.number(dec!(2.6)) * volume / discount.power(12 * (t + 1)))
    };
    let months: Vec<_> = (0..12).map(month).collect();
    let own = months.iter().map(|(own, _)| *own);
    (book.sum(own, Unit::ONE), book.sum(months.iter().map(|(_, api)| *api), Unit::ONE))
}

fn fraction(text: &str) -> Decimal {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    // numerator and denominator may have more digits than a decimal holds; their quotient does not
    let short = |text: &str| -> (Decimal, i32) {
        let kept = text.len().min(27);
        (text[..kept].parse().unwrap(), i32::try_from(text.len() - kept).unwrap())
    };
    let ((over, more), (under, less)) = (short(over), short(under));
    let mut value = over / under;
    for _ in 0..(more - less).max(0) {
        value *= dec!(10);
    }
    value
}

/// The curves of a case up to its largest volume.
fn read(case: &Value) -> (Rc<Curve>, Rc<Curve>, Decimal) {
    let book = Book::new();
    let volume = Input {
        path: "v".to_owned(),
        quantity: Quantity::certain(dec!(1)),
        unit: Unit::ONE,
        whole: false,
        bounds: (None, None),
        origin: Origin::Default,
    };
    let v = book.parameter(&volume);
    let (first, second) = costs(&book, case["name"].as_str().unwrap(), v);
    let outputs = [first.id(), second.id()];
    let sheet = book.finish();
    let exact = ExactReading::new(&sheet, &[]).unwrap();
    let end = fraction(case["vmax"].as_str().unwrap());
    let found = curves(
        &sheet,
        &exact,
        &CurveRequest { input: 0, range: (dec!(0), end), outputs: &outputs, most_pieces: MOST_PIECES },
    )
    .unwrap();
    (found[0].clone(), found[1].clone(), end)
}

/// The events a case states, as places and kinds. A tie is stated as one interval and an edge.
fn stated(case: &Value) -> Vec<(Decimal, EventKind)> {
    let mut events = Vec::new();
    for event in case["events"].as_array().unwrap() {
        let at = |value: &Value| fraction(value.as_str().unwrap());
        match event["kind"].as_str().unwrap() {
            "proper" => events.push((at(&event["volume"]), EventKind::Crossing)),
            "jump" => events.push((at(&event["volume"]), EventKind::Jump)),
            "touch" => events.push((at(&event["volume"]), EventKind::Touch)),
            "tie-interval" => {
                let ends = event["volume"].as_array().unwrap();
                events.extend(ends.iter().map(|end| (at(end), EventKind::Tie)));
            }
            "edge" => {} // the tie's upper end, stated a second time
            other => panic!("no kind `{other}`"),
        }
    }
    events
}

#[test]
fn every_event_is_found_and_no_other() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert_eq!(cases.len(), 9);
    for case in &cases {
        let (first, second, end) = read(case);
        let (found, _) = events(&Outline::new(&first), &Outline::new(&second), end).unwrap();
        let expected = stated(case);
        let name = case["name"].as_str().unwrap();
        assert_eq!(found.len(), expected.len(), "{name}: {found:?}");
        for (event, (x, kind)) in found.iter().zip(&expected) {
            assert_eq!(event.kind, *kind, "{name} at {x}");
            assert!((event.x - x).abs() < dec!(1e-15), "{name}: {} is not {x}", event.x);
        }
    }
}

#[test]
fn the_cheapest_ranges_are_those_stated() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    for case in &cases {
        let (first, second, end) = read(case);
        let names: Vec<&str> = case["difference"].as_str().unwrap().split(" - ").collect();
        let (found, _) = events(&Outline::new(&first), &Outline::new(&second), end).unwrap();
        let meetings: Vec<Decimal> = found.iter().map(|event| event.x).collect();
        let ranges = cheapest_ranges(&[Some(&first), Some(&second)], &meetings, end);
        let ranges: Vec<_> = ranges.iter().map(|range| (names[range.option.unwrap()], range.from, range.to)).collect();
        let stated = case["cheapest"].as_array().unwrap();
        assert_eq!(ranges.len(), stated.len(), "{}: {ranges:?}", case["name"]);
        for ((option, from, to), stated) in ranges.iter().zip(stated) {
            assert_eq!(*option, stated["option"].as_str().unwrap());
            for (value, name) in [(from, "from"), (to, "to")] {
                assert!((value - fraction(stated[name].as_str().unwrap())).abs() < dec!(1e-15), "{}", case["name"]);
            }
        }
    }
}
