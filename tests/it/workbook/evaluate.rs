//! A small spreadsheet: it works out the formulas that workbooks are written with, in binary
//! floats as spreadsheet programs do.

use std::cell::RefCell;
use std::collections::HashMap;

use tco::report::workbook::{Content, Page};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(f64),
    Text(String),
    Empty,
}

type Key = (usize, u32, u16);

/// Pages whose formulas can be asked for their values.
pub struct Spreadsheet<'a> {
    pages: &'a [Page],
    cells: HashMap<Key, &'a Content>,
    names: HashMap<String, Key>,
    known: RefCell<HashMap<Key, Value>>,
}

impl<'a> Spreadsheet<'a> {
    pub fn new(pages: &'a [Page]) -> Self {
        let placed = pages.iter().enumerate();
        let cells = placed.clone().flat_map(|(page, sheet)| {
            sheet.cells.iter().map(move |cell| ((page, cell.row, cell.column), &cell.content))
        });
        let names = placed.flat_map(|(page, sheet)| {
            sheet.named.iter().map(move |(name, at)| (name.clone(), (page, at.row, at.column)))
        });
        Self { pages, cells: cells.collect(), names: names.collect(), known: RefCell::default() }
    }

    pub fn value(&self, key: Key) -> Value {
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let value = match self.cells.get(&key) {
            None => Value::Empty,
            Some(Content::Text(text) | Content::Date(text)) => Value::Text(text.clone()),
            Some(Content::Number(number)) => Value::Number(number.to_string().parse().unwrap()),
            Some(Content::Formula(formula, _) | Content::Words(formula, _)) => {
                let mut reader = Reader { sheet: self, page: key.0, rest: formula };
                let value = reader.comparison();
                assert_eq!(reader.rest, "", "not read to its end: {formula}");
                value.single(self)
            }
        };
        self.known.borrow_mut().insert(key, value.clone());
        value
    }
}

/// A comparison of two numbers.
type Test = fn(&f64, &f64) -> bool;

/// What an expression comes to: a value or a range of cells.
enum Term {
    Value(Value),
    Range(Vec<Key>),
}

impl Term {
    fn single(self, sheet: &Spreadsheet<'_>) -> Value {
        match self {
            Self::Value(value) => value,
            Self::Range(keys) => {
                assert_eq!(keys.len(), 1, "a range where a value is needed");
                sheet.value(keys[0])
            }
        }
    }

    fn values(self, sheet: &Spreadsheet<'_>) -> Vec<Value> {
        match self {
            Self::Value(value) => vec![value],
            Self::Range(keys) => keys.into_iter().map(|key| sheet.value(key)).collect(),
        }
    }
}

struct Reader<'s, 'a> {
    sheet: &'s Spreadsheet<'a>,
    page: usize,
    rest: &'s str,
}

impl<'s> Reader<'s, '_> {
    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn number(&self, term: Term) -> f64 {
        match term.single(self.sheet) {
            Value::Number(number) => number,
            Value::Empty => 0.0,
            Value::Text(text) => panic!("`{text}` is no number"),
        }
    }

    fn comparison(&mut self) -> Term {
        let left = self.sum();
        let signs: [(&str, Test); 5] =
            [(">=", f64::ge), ("<=", f64::le), (">", f64::gt), ("<", f64::lt), ("=", f64::eq)];
        for (sign, test) in signs {
            if self.take(sign) {
                let (left, right) = (self.number(left), self.sum());
                let holds = test(&left, &self.number(right));
                return Term::Value(Value::Number(f64::from(u8::from(holds))));
            }
        }
        left
    }

    fn sum(&mut self) -> Term {
        let mut left = self.product();
        loop {
            let sign = if self.take("+") {
                1.0
            } else if self.take("-") {
                -1.0
            } else {
                return left;
            };
            let right = self.product();
            left = Term::Value(Value::Number(self.number(left) + sign * self.number(right)));
        }
    }

    fn product(&mut self) -> Term {
        let mut left = self.power();
        loop {
            let times = self.take("*");
            if !times && !self.take("/") {
                return left;
            }
            let right = self.power();
            let (a, b) = (self.number(left), self.number(right));
            assert!(times || b != 0.0, "division by zero");
            left = Term::Value(Value::Number(if times { a * b } else { a / b }));
        }
    }

    fn power(&mut self) -> Term {
        let mut left = self.atom();
        while self.take("^") {
            let right = self.atom();
            left = Term::Value(Value::Number(self.number(left).powf(self.number(right))));
        }
        left
    }

    fn atom(&mut self) -> Term {
        if self.take("-") {
            let inner = self.atom();
            return Term::Value(Value::Number(-self.number(inner)));
        }
        if self.take("(") {
            let inner = self.comparison();
            assert!(self.take(")"));
            return inner;
        }
        if self.take("\"") {
            let (text, rest) = self.rest.split_once('"').unwrap();
            self.rest = rest;
            return Term::Value(Value::Text(text.to_owned()));
        }
        if self.take("'") {
            let (name, rest) = self.rest.split_once("'!").unwrap();
            self.rest = rest;
            let page = self.sheet.pages.iter().position(|page| page.name == name).unwrap();
            let word = self.word();
            return Self::reference(page, word);
        }
        let word = self.word();
        if let Ok(number) = word.parse::<f64>() {
            return Term::Value(Value::Number(number));
        }
        if self.take("(") {
            return self.function(word);
        }
        match self.sheet.names.get(word) {
            Some(key) => Term::Range(vec![*key]),
            None => Self::reference(self.page, word),
        }
    }

    fn word(&mut self) -> &'s str {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || "_.$:".contains(c))).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn reference(page: usize, word: &str) -> Term {
        let place = |text: &str| {
            let plain = text.replace('$', "");
            let digits = plain.find(|c: char| c.is_ascii_digit()).unwrap_or_else(|| panic!("`{text}` is no place"));
            let column = plain[..digits].bytes().fold(0, |n, letter| n * 26 + u16::from(letter - b'A') + 1) - 1;
            (plain[digits..].parse::<u32>().unwrap() - 1, column)
        };
        let (first, last) = word.split_once(':').unwrap_or((word, word));
        let (first, last) = (place(first), place(last));
        let rows = first.0..=last.0;
        Term::Range(rows.flat_map(|row| (first.1..=last.1).map(move |column| (page, row, column))).collect())
    }

    fn function(&mut self, name: &str) -> Term {
        if name == "IF" {
            return self.choice();
        }
        let mut arguments = vec![];
        loop {
            arguments.push(self.comparison().values(self.sheet));
            if !self.take(",") {
                assert!(self.take(")"));
                break;
            }
        }
        let numbers = |values: &[Value]| -> Vec<f64> {
            values.iter().filter_map(|v| if let Value::Number(n) = v { Some(*n) } else { None }).collect()
        };
        let all: Vec<f64> = arguments.iter().flat_map(|values| numbers(values)).collect();
        let number = |n: f64| Term::Value(Value::Number(n));
        match name {
            "SUM" => number(all.iter().sum()),
            "MAX" => number(all.iter().copied().reduce(f64::max).unwrap_or(0.0)),
            "MIN" => number(all.iter().copied().reduce(f64::min).unwrap_or(0.0)),
            // away from zero; these are never below it
            "ROUNDUP" => number(all[0].ceil()),
            "ROUND" => number((all[0] * 10_f64.powf(all[1])).round() / 10_f64.powf(all[1])),
            "NPV" => number(worth(all[0], &all[1..]) / (1.0 + all[0])),
            "IRR" => number(rate_of_return(numbers(&arguments[1])[0], &numbers(&arguments[0]))),
            "MIRR" => number(modified(numbers(&arguments[1])[0], numbers(&arguments[2])[0], &numbers(&arguments[0]))),
            "COUNT" => number(f64::from(u32::try_from(all.len()).unwrap())),
            "SUMIF" => {
                let matching = arguments[0].iter().zip(&arguments[2]).filter(|(key, _)| **key == arguments[1][0]);
                number(matching.filter_map(|(_, v)| if let Value::Number(n) = v { Some(*n) } else { None }).sum())
            }
            "MATCH" => {
                let place = arguments[1].iter().position(|value| *value == arguments[0][0]).unwrap();
                number(f64::from(u32::try_from(place + 1).unwrap()))
            }
            "INDEX" => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a row")]
                let place = numbers(&arguments[2])[0] as usize;
                Term::Value(arguments[0][place - 1].clone())
            }
            other => panic!("no function `{other}`"),
        }
    }

    /// Only the branch that is chosen is worked out.
    fn choice(&mut self) -> Term {
        let test = self.comparison();
        let holds = self.number(test) != 0.0;
        assert!(self.take(","));
        let then = self.branch(holds);
        assert!(self.take(","));
        let otherwise = self.branch(!holds);
        assert!(self.take(")"));
        then.or(otherwise).unwrap()
    }

    fn branch(&mut self, wanted: bool) -> Option<Term> {
        if wanted {
            return Some(self.comparison());
        }
        let (mut depth, mut quoted) = (0, false);
        let end = self.rest.find(|c: char| {
            if c == '"' || c == '\'' {
                quoted = !quoted;
            } else if !quoted {
                if depth == 0 && (c == ',' || c == ')') {
                    return true;
                }
                depth += i32::from(c == '(') - i32::from(c == ')');
            }
            false
        });
        self.rest = &self.rest[end.unwrap()..];
        None
    }
}

/// What flows are worth at the time of the first, at a rate for each period.
fn worth(rate: f64, flows: &[f64]) -> f64 {
    flows.iter().rev().fold(0.0, |sum, flow| sum / (1.0 + rate) + flow)
}

/// The rate at which flows are worth nothing, by Newton's method from a guess as spreadsheets do.
fn rate_of_return(guess: f64, flows: &[f64]) -> f64 {
    let mut rate = guess;
    for _ in 0..100 {
        let slope = flows.iter().zip(0..).map(|(flow, n)| -f64::from(n) * flow * (1.0 + rate).powi(-n - 1));
        let step = worth(rate, flows) / slope.sum::<f64>();
        rate -= step;
        if step.abs() < 1e-13 {
            return rate;
        }
    }
    panic!("no rate of return from {guess}")
}

/// The modified rate of return, as spreadsheets define it.
fn modified(finance: f64, reinvest: f64, flows: &[f64]) -> f64 {
    let periods = i32::try_from(flows.len()).unwrap() - 1;
    let out: Vec<f64> = flows.iter().map(|flow| flow.min(0.0)).collect();
    let back: Vec<f64> = flows.iter().map(|flow| flow.max(0.0)).collect();
    let grown = worth(reinvest, &back) * (1.0 + reinvest).powi(periods);
    (grown / -worth(finance, &out)).powf(1.0 / f64::from(periods)) - 1.0
}
