//! Cash-flow measures against published tables, hand calculations and their own definitions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::Value;
use tco::finance::{
    Payback, discounted_payback, equivalent_monthly_cost, irr, mirr, npv, payback, payback_last, periodic_irr,
    periodic_mirr, roi,
};
use tco::quantity::power;

fn dec(text: &str) -> Decimal {
    text.parse().or_else(|_| Decimal::from_scientific(text)).expect(text)
}

fn flows(flows: &[i64]) -> Vec<Decimal> {
    flows.iter().copied().map(Decimal::from).collect()
}

/// Yearly flows as monthly ones.
fn yearly(flows: &[Decimal]) -> Vec<Decimal> {
    let mut monthly = vec![Decimal::ZERO; flows.len() * 12 - 11];
    for (year, flow) in flows.iter().enumerate() {
        monthly[year * 12] = *flow;
    }
    monthly
}

#[track_caller]
fn assert_near(found: Option<Decimal>, expected: Decimal, tolerance: Decimal, name: &str) {
    let found = found.unwrap_or_else(|| panic!("{name}: no value, expected {expected}"));
    let distance = (found - expected).abs();
    assert!(distance <= tolerance, "{name}: {found} is {distance} from {expected}");
}

/// 20 digits, or 20 decimals below 1: what the functions promise at least.
fn twenty_digits(of: Decimal) -> Decimal {
    dec("1e-20") * of.abs().max(Decimal::ONE)
}

mod table {
    use super::*;

    /// A row of `finance_cases.csv`: facts from the tests of the named projects.
    struct Case {
        id: String,
        function: String,
        inputs: Value,
        expected: String,
        tolerance: String,
        /// The same to 25 digits, computed independently; all roots for an IRR.
        reference: Vec<Decimal>,
    }

    fn cases() -> Vec<Case> {
        let text = include_str!("../data/finance_cases.csv");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.expect("a row");
            Case {
                id: row[0].to_owned(),
                function: row[1].to_owned(),
                inputs: literal_numbers(&row[2]),
                expected: row[3].to_owned(),
                tolerance: row[4].to_owned(),
                reference: row[5].split_terminator(';').map(dec).collect(),
            }
        });
        rows.collect()
    }

    /// JSON with its numbers as strings: as floats they lose digits, and the last bit at times.
    fn literal_numbers(json: &str) -> Value {
        let mut quoted = String::new();
        let (mut in_string, mut in_number) = (false, false);
        for character in json.chars() {
            in_string ^= character == '"';
            let number = !in_string && matches!(character, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
            if number != in_number {
                quoted.push('"');
                in_number = number;
            }
            quoted.push(character);
        }
        serde_json::from_str(&quoted).expect(json)
    }

    /// Why the product has nothing to hold against a row, if so.
    fn not_applicable(case: &Case) -> Option<&'static str> {
        let text = |name: &str| case.inputs[name].as_str().unwrap_or_default();
        Some(match case.function.as_str() {
            "xnpv" | "xirr" | "xirr_days" => "flows are monthly, without dates",
            "db" | "ddb" | "syd" | "sln" | "sln_schedule" | "declining_balance_double" => {
                "no depreciation schedule: book value belongs to the cost model"
            }
            "fv" | "nper" | "pduration" => "no future value and no number of periods is reported",
            "nominal" | "irr_annual_nominal" => "rates are effective",
            "npv_differing_rates" => "one discount rate a scenario",
            "real_rate" => "no inflation",
            "roi_annualised_cagr" => "ROI is over the horizon",
            "pmt" if text("when") == "begin" => "a month's costs fall at its end",
            "npv_monthly" if text("timing") == "mid" => "a month's costs fall at its end",
            "irr" if case.id == "42" => "flows down to 1e-91 do not fit in a decimal",
            _ => return None,
        })
    }

    impl Case {
        fn number(&self, name: &str) -> Decimal {
            let text = self.inputs[name].as_str().expect(name);
            let text = text.trim_start_matches("Decimal ").split(' ').next().expect(name);
            match text.split_once('/') {
                Some((over, under)) => dec(over) / dec(under),
                None => dec(text),
            }
        }

        fn count(&self, name: &str) -> usize {
            self.inputs[name].as_str().and_then(|count| count.parse().ok()).expect(name)
        }

        fn values(&self) -> Vec<Decimal> {
            let values = self.inputs["values"].as_array().expect("values");
            values.iter().map(|value| dec(value.as_str().expect("a number"))).collect()
        }

        /// The level payments of an annuity, in their periods.
        fn payments(&self) -> Vec<Decimal> {
            let mut flows = vec![self.number("pmt"); self.count("nper") + 1];
            let unpaid = if self.inputs["when"] == "begin" { flows.len() - 1 } else { 0 };
            flows[unpaid] = Decimal::ZERO;
            *flows.last_mut().expect("a flow") += self.number("fv");
            flows
        }

        /// A purchase and its even monthly returns.
        fn monthly(&self) -> Vec<Decimal> {
            let mut flows = vec![self.number("monthly"); self.count("months") + 1];
            flows[0] = self.number("flow0");
            if self.inputs["timing"] == "start" {
                flows[0] += self.number("monthly");
                *flows.last_mut().expect("a flow") = Decimal::ZERO;
            }
            flows
        }

        fn annual_rate(&self) -> Decimal {
            let rate = self.number("annual_rate");
            if self.inputs["rate_convention"] == "nominal/12" {
                return compounded(rate / Decimal::from(12));
            }
            rate
        }

        /// How far a value may be from the expected one.
        fn allowed(&self, expected: Decimal) -> Decimal {
            let of_expected = |share: &str| dec(share) * expected.abs();
            match self.tolerance.as_str() {
                // As many digits as are written.
                "" => Decimal::new(5, expected.scale() + 1),
                // The 28-digit arithmetic of numpy-financial, whose last digits are its own.
                "exact in 28-digit decimal" => of_expected("1e-25"),
                text => match (text.strip_prefix("rtol "), text.strip_suffix(" rel")) {
                    (Some(share), _) | (_, Some(share)) => of_expected(share),
                    _ => dec(text),
                },
            }
        }

        /// The only value against the expected one and the reference, or no value against an error.
        ///
        /// Row 205, at a rate of -100 %, is -1 in one program and an error in Excel: none here.
        fn check(&self, found: Option<Decimal>) {
            let name = format!("row {} {}", self.id, self.function);
            let Ok(expected) = self.expected.parse::<Decimal>() else {
                assert_eq!(found, None, "{name}: {}", self.expected);
                return;
            };
            assert_near(found, expected, self.allowed(expected), &name);
            for reference in &self.reference {
                assert_near(found, *reference, twenty_digits(*reference), &name);
            }
        }

        /// All roots against the references, and the expected one among them.
        ///
        /// Excel finds none (`#NUM!`) in rows 118, 121, 127 and 136, which have one or two.
        fn check_roots(&self, found: &[Decimal]) {
            let name = format!("row {} {}", self.id, self.function);
            assert_eq!(found.len(), self.reference.len(), "{name}: {found:?}");
            for (root, reference) in found.iter().zip(&self.reference) {
                assert_near(Some(*root), *reference, twenty_digits(*reference), &name);
            }
            if let Ok(expected) = self.expected.parse::<Decimal>() {
                let near = |root: &&Decimal| (**root - expected).abs() <= self.allowed(expected);
                assert!(found.iter().any(|root| near(&root)), "{name}: {expected} in {found:?}");
            }
        }

        fn run(&self) {
            match self.function.as_str() {
                "npv" => {
                    let mut values = self.values();
                    if self.inputs["first_period"] == "1" {
                        values.insert(0, Decimal::ZERO);
                    }
                    self.check(npv(self.number("rate"), &yearly(&values)));
                }
                "irr" => {
                    let values = self.values();
                    self.check_roots(&periodic_irr(&values));
                    if values.len() <= 31 {
                        self.check_roots(&irr(&yearly(&values)));
                    }
                }
                "mirr" => {
                    let (finance, reinvest) = (self.number("finance_rate"), self.number("reinvest_rate"));
                    self.check(periodic_mirr(finance, reinvest, &self.values()));
                    if finance == reinvest {
                        self.check(mirr(finance, &yearly(&self.values())));
                    }
                }
                "pmt" => {
                    let rate = compounded(self.number("rate"));
                    let periods = self.count("nper");
                    let mut value = vec![Decimal::ZERO; periods + 1];
                    value[0] = self.number("pv");
                    value[periods] = self.number("fv");
                    let months = u32::try_from(periods).expect("months");
                    let value = npv(rate, &value).expect("a present value");
                    self.check(equivalent_monthly_cost(rate, months, -value));
                }
                "pv" => {
                    let rate = compounded(self.number("rate"));
                    self.check(npv(rate, &self.payments()).map(|value| -value));
                }
                "npv_monthly" => self.check(npv(self.annual_rate(), &self.monthly())),
                "irr_monthly" => self.check_roots(&periodic_irr(&self.monthly())),
                "irr_annual_effective" => self.check_roots(&irr(&self.monthly())),
                "roi" => self.check(roi(&self.monthly())),
                "payback_simple_months" => self.check(months(payback(&self.monthly()))),
                "payback_discounted_months" => {
                    self.check(months(discounted_payback(self.annual_rate(), &self.monthly())));
                }
                "equivalent_monthly_cost" => {
                    let months = u32::try_from(self.count("months")).expect("months");
                    let rate = self.annual_rate();
                    self.check(equivalent_monthly_cost(rate, months, self.number("pv")));
                }
                "rri" => {
                    let mut ends = vec![Decimal::ZERO; self.count("nper") + 1];
                    ends[0] = -self.number("pv");
                    *ends.last_mut().expect("a flow") = self.number("fv");
                    self.check_roots(&periodic_irr(&ends));
                }
                "effect" => {
                    let periods = self.count("npery");
                    let rate = self.number("nominal") / Decimal::from(periods);
                    let twelfths = i32::try_from(periods * 12).expect("twelfths");
                    let growth = power(Decimal::ONE + rate, twelfths);
                    self.check(growth.map(|growth| growth - Decimal::ONE));
                }
                "monthly_rate_effective" => {
                    let growth = power(Decimal::ONE + self.number("annual"), 1);
                    self.check(growth.map(|growth| growth - Decimal::ONE));
                }
                other => panic!("row {}: nothing runs {other}", self.id),
            }
        }
    }

    /// The effective rate per year of a rate per month.
    fn compounded(rate_per_month: Decimal) -> Decimal {
        power(Decimal::ONE + rate_per_month, 12 * 12).expect("a rate") - Decimal::ONE
    }

    fn months(payback: Option<Payback>) -> Option<Decimal> {
        match payback? {
            Payback::Immediate => Some(Decimal::ZERO),
            Payback::Months(months) => Some(months),
            Payback::Never => None,
        }
    }

    #[test]
    fn published_cases_agree() {
        let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
        let mut run = 0;
        for case in cases() {
            if let Some(reason) = not_applicable(&case) {
                *left_out.entry(reason).or_default() += 1;
            } else {
                case.run();
                run += 1;
            }
        }
        assert_eq!(run, 143);
        let reasons = [
            ("ROI is over the horizon", 1),
            ("a month's costs fall at its end", 3),
            ("flows are monthly, without dates", 42),
            ("flows down to 1e-91 do not fit in a decimal", 1),
            ("no depreciation schedule: book value belongs to the cost model", 43),
            ("no future value and no number of periods is reported", 15),
            ("no inflation", 1),
            ("one discount rate a scenario", 1),
            ("rates are effective", 2),
        ];
        assert_eq!(left_out, BTreeMap::from(reasons));
    }

    /// `irr_differential.csv`: all roots to 15 digits, and what a spreadsheet shows for MIRR at
    /// 10 % and 12 % and for NPV at 10 % with the first flow a period away. The tools in its other
    /// columns report one root each, or none, where this lists all.
    #[test]
    fn roots_that_other_tools_miss_are_found() {
        let text = include_str!("../data/irr_differential.csv");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut rows = 0;
        for row in reader.records() {
            let row = row.expect("a row");
            let name = &row[0];
            let values: Vec<Decimal> =
                row[1].trim_matches(['[', ']']).split(',').map(|value| dec(value.trim())).collect();

            let mut expected: Vec<Decimal> = row[2].split_terminator(';').map(dec).collect();
            expected.dedup(); // A double root is one rate.
            let found = periodic_irr(&values);
            assert_eq!(found.len(), expected.len(), "{name}: {found:?}");
            for (root, expected) in found.iter().zip(expected) {
                assert_near(Some(*root), expected, dec("1e-14") * expected.abs(), name);
            }

            let shown = periodic_mirr(dec("0.1"), dec("0.12"), &values);
            match row[6].strip_suffix('%') {
                Some(percent) => {
                    assert_near(shown, dec(percent) / dec("100"), dec("0.00005"), name);
                }
                None => assert_eq!(shown, None, "{name}: {}", &row[6]),
            }

            let mut later = vec![Decimal::ZERO];
            later.extend(values);
            let shown = dec(&row[7].replace(['$', ','], ""));
            // To the cent, from floating point shown to 15 digits.
            let tolerance = dec("0.005") + shown.abs() * dec("5e-15");
            assert_near(npv(dec("0.1"), &yearly(&later)), shown, tolerance, name);
            rows += 1;
        }
        assert_eq!(rows, 33);
    }
}

mod paybacks {
    use super::*;

    #[track_caller]
    fn check(amounts: &[i64], first: Payback, last: Payback) {
        assert_eq!(payback(&flows(amounts)), Some(first), "the first return of {amounts:?}");
        assert_eq!(payback_last(&flows(amounts)), Some(last), "the last return of {amounts:?}");
    }

    fn at(months: &str) -> Payback {
        Payback::Months(dec(months))
    }

    #[test]
    fn payback_is_when_the_running_sum_turns() {
        check(&[-100, 50, 50], at("2"), at("2"));
        check(&[-100, 50, 49], Payback::Never, Payback::Never);
        check(&[-100, 50, 40, 20], at("2.5"), at("2.5")); // 10 of the third month's 20
        check(&[-100, 400], at("0.25"), at("0.25"));
        check(&[-100, 0, 0, 100], at("3"), at("3"));
    }

    #[test]
    fn nothing_owed_is_paid_back_at_once() {
        check(&[], Payback::Immediate, Payback::Immediate);
        check(&[0, 0], Payback::Immediate, Payback::Immediate);
        check(&[100, -50], Payback::Immediate, Payback::Immediate);
        check(&[100, -100], Payback::Immediate, Payback::Immediate);
    }

    #[test]
    fn a_debt_may_come_late_and_come_back() {
        check(&[100, -150, 100], at("1.5"), at("1.5"));
        check(&[100, -150], Payback::Never, Payback::Never);
        check(&[-100, 200, -150, 100], at("0.5"), at("2.5"));
        check(&[-100, 200, -150, 40], at("0.5"), Payback::Never);
        check(&[-100, 100, -100, 100], at("1"), at("3"));
        check(&[-100, 100, 0, 0], at("1"), at("1"));
    }

    /// At 21 % a year, 121 after a year is worth 100, and half of 242 is back in half a month.
    #[test]
    fn discounting_makes_payback_later() {
        let at_21_percent = |values: &[i64]| discounted_payback(dec("0.21"), &yearly(&flows(values)));
        assert_eq!(at_21_percent(&[-100, 121]), Some(at("12")));
        assert_eq!(at_21_percent(&[-200, 242]), Some(at("12")));
        assert_eq!(at_21_percent(&[-100, 242]), Some(at("11.5")));
        assert_eq!(at_21_percent(&[-100, 120]), Some(Payback::Never));
        assert_eq!(at_21_percent(&[100, -121]), Some(Payback::Immediate));
        assert_eq!(discounted_payback(dec("-1"), &flows(&[-100, 121])), None);
        assert_eq!(discounted_payback(dec("0.1"), &[]), Some(Payback::Immediate));
    }

    /// At 10 %, 1 / 1.1 + 0.11 / 1.21 is 1, though neither term ends; so for any multiple.
    #[test]
    fn a_rounded_discount_does_not_turn_a_payback_into_never() {
        for times in 1..=99 {
            let values = [-100, 100, 11].map(|value| Decimal::new(value * times, 2));
            let found = discounted_payback(dec("0.1"), &yearly(&values));
            assert_eq!(found, Some(at("24")), "{values:?}");
        }
    }

    #[test]
    fn a_sum_too_large_has_no_payback() {
        assert_eq!(payback(&[Decimal::MIN, Decimal::MIN]), None);
        assert_eq!(payback_last(&[Decimal::MAX, Decimal::MAX]), None);
    }
}

mod rates_of_return {
    use super::*;

    /// Flows that balance at exactly these growths per period (1.1 is 10 %), each as often as it is
    /// listed: the coefficients of the product of `growth - g`, from the highest power down.
    fn balanced_at(growths: &[&str]) -> Vec<Decimal> {
        growths.iter().fold(vec![Decimal::ONE], |product, growth| times(&product, &["1", &format!("-{growth}")]))
    }

    fn times(flows: &[Decimal], factor: &[&str]) -> Vec<Decimal> {
        let mut product = vec![Decimal::ZERO; flows.len() + factor.len() - 1];
        for (i, flow) in flows.iter().enumerate() {
            for (j, by) in factor.iter().enumerate() {
                product[i + j] += flow * dec(by);
            }
        }
        product
    }

    /// Checks that the rates are those of the growths, ascending and without repeats.
    #[track_caller]
    fn check(growths: &[&str]) {
        let mut expected: Vec<Decimal> = growths.iter().map(|g| dec(g) - Decimal::ONE).collect();
        expected.dedup();
        assert_eq!(periodic_irr(&balanced_at(growths)), expected);
        // No discounting makes 1, -2, 2 or 1, 0, 1 come to 0.
        let more = times(&times(&balanced_at(growths), &["1", "-2", "2"]), &["1", "0", "1"]);
        assert_eq!(periodic_irr(&more), expected, "among complex roots");
    }

    #[test]
    fn every_rate_put_in_comes_out() {
        check(&["1.1"]);
        check(&["1.25", "5"]);
        check(&["0.01", "0.5", "1", "1.5", "2"]);
        check(&["1", "1", "1"]);
        check(&["0.9", "0.9", "1.2", "1.2", "1.2", "3", "3", "3", "3"]);
        check(&["1.000000000001", "1.000000000002"]);
        check(&["0.0000001", "10000000"]);
        check(&[]);
    }

    /// By hand: (3g - 1)^2 (g + 1), (3g - 4)^2 and (7g - 8)^3 of the growth g.
    #[test]
    fn a_repeated_rate_that_no_decimal_holds_is_one_rate() {
        let third = "0.3333333333333333333333333333";
        assert_eq!(periodic_irr(&flows(&[9, 3, -5, 1])), [dec("-0.6666666666666666666666666667")]);
        assert_eq!(periodic_irr(&flows(&[9, -24, 16])), [dec(third)]);
        assert_eq!(periodic_irr(&flows(&[343, -1176, 1344, -512])), [dec("0.1428571428571428571428571429")]);
    }

    /// Bisection would land on these, growths and their inverses, one after the other.
    #[test]
    fn rates_where_the_search_cuts_are_not_lost() {
        check(&["0.25", "0.375", "0.4375", "0.5", "0.5625", "0.625", "0.75"]);
        check(&["0.5", "1", "1", "1", "2", "4", "8", "16"]);
        check(&["0.5", "0.5", "2", "2"]);
    }

    /// By hand: with g the growth, these flows are `1 - 2 g^58 (g - 10)^2`, which is 0 where g is
    /// 10 plus or minus `10^-29 / sqrt(2)`, and once near 0.91; with -1 at the end it never is.
    #[test]
    fn rates_equal_to_all_digits_shown_are_still_two() {
        let mut values = vec![Decimal::ZERO; 61];
        values[0] = dec("-2");
        values[1] = dec("40");
        values[2] = dec("-200");
        values[60] = dec("1");
        let found = periodic_irr(&values);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[1..], [dec("9"), dec("9")]);
        values[60] = dec("-1");
        assert_eq!(periodic_irr(&values), []);
    }

    #[test]
    fn a_year_compounds_twelve_months() {
        assert_eq!(irr(&yearly(&flows(&[-100, 110]))), [dec("0.1")]);
        assert_eq!(irr(&yearly(&flows(&[-1600, 10_000, -10_000]))), [dec("0.25"), dec("4")]);
        assert_eq!(irr(&flows(&[-100, 200])), [dec("4095")]); // 2^12 - 1
        assert_eq!(irr(&flows(&[-200, 100])), [dec("-0.999755859375")]); // 2^-12 - 1
    }

    #[test]
    fn no_rate_is_an_empty_list() {
        for amounts in [&[][..], &[0, 0], &[-5], &[0, 5, 0], &[1, 2, 3], &[-100, 200, -101]] {
            assert_eq!(irr(&flows(amounts)), [], "{amounts:?}");
        }
    }

    #[test]
    fn a_rate_beyond_a_decimal_is_left_out() {
        assert_eq!(periodic_irr(&flows(&[-1, 300])), [dec("299")]);
        assert_eq!(irr(&flows(&[-1, 300])), []); // 300^12 > 7.9e28
        assert_eq!(irr(&flows(&[-1000, 1])), [dec("-1")]); // to 28 decimals
        let extremes = [Decimal::MIN, dec("0.0000000000000000000000000001"), Decimal::MAX];
        assert_eq!(periodic_irr(&extremes), [Decimal::ZERO]);
    }

    /// Flows from a fixed congruence, so that every run is the same.
    fn arbitrary_flows(seed: u32) -> Vec<Decimal> {
        let mut state = seed;
        let flow = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Decimal::new(i64::from(state >> 8) - (1 << 23), 2)
        };
        (0..5 + seed % 32).map(flow).collect()
    }

    #[test]
    fn rates_balance_the_flows() {
        for seed in 0..64 {
            let monthly = arbitrary_flows(seed);
            let sizes: Vec<Decimal> = monthly.iter().map(Decimal::abs).collect();
            for rate in irr(&monthly) {
                // Near a total loss or a gain beyond words, 28 decimals of the rate say too little.
                if let (Some(rest), Some(size)) = (npv(rate, &monthly), npv(rate, &sizes))
                    && rate > dec("-0.9999")
                {
                    assert!(rest.abs() <= size * dec("1e-20"), "{seed}: {rest} at {rate}");
                }
            }
        }
    }

    /// Descartes' rule, and a scan in floating point: an odd number of rates where the sign turns.
    #[test]
    fn no_rate_is_missed() {
        for seed in 0..64 {
            let values = arbitrary_flows(seed);
            let found = periodic_irr(&values);
            let turns = |pair: &[Decimal]| (pair[0] < Decimal::ZERO) != (pair[1] < Decimal::ZERO);
            let changes = values.windows(2).filter(|pair| turns(pair)).count();
            assert!(found.len() <= changes, "{seed}: {found:?}");
            assert_eq!(found.len() % 2, changes % 2, "{seed}: {found:?}");

            let floats = |values: &[Decimal]| -> Vec<f64> {
                values.iter().map(|value| (*value).try_into().expect("a float")).collect()
            };
            let (flows, found) = (floats(&values), floats(&found));
            let is_negative = |rate: f64| flows.iter().fold(0.0, |sum, flow| sum * (1.0 + rate) + flow) < 0.0;
            for step in -99..400 {
                let (from, to) = (f64::from(step) / 100.0, f64::from(step + 1) / 100.0);
                let between = found.iter().filter(|rate| (from..to).contains(*rate)).count();
                assert_eq!(between % 2 == 1, is_negative(from) != is_negative(to), "{seed}: {from}");
            }
        }
    }

    /// By hand: 100 becomes 121 in two periods; with 10 on the way, 10 x 1.1 + 110.
    #[test]
    fn mirr_lends_and_borrows_at_the_rate() {
        assert_eq!(periodic_mirr(dec("0.1"), dec("0.1"), &flows(&[-100, 0, 121])), Some(dec("0.1")));
        assert_eq!(periodic_mirr(dec("0.1"), dec("0.1"), &flows(&[-100, 10, 110])), Some(dec("0.1")));
        assert_eq!(periodic_mirr(dec("0.25"), dec("0"), &flows(&[-4, -5, 18])), Some(dec("0.5")));
        assert_eq!(mirr(dec("0.1"), &yearly(&flows(&[-100, 10, 110]))), Some(dec("0.1")));
        // One figure where there are two internal rates: (11000 / (1600 + 10000 / 1.21))^(1/2) - 1.
        let pump = mirr(dec("0.1"), &yearly(&flows(&[-1600, 10_000, -10_000])));
        assert_near(pump, dec("0.05599"), dec("0.000001"), "the pump");
        assert_eq!(mirr(dec("0.1"), &flows(&[1, 2])), None);
        assert_eq!(mirr(dec("0.1"), &flows(&[-1, 0])), None);
        assert_eq!(mirr(dec("-1"), &flows(&[-1, 2])), None);
        assert_eq!(mirr(dec("0.1"), &[]), None);
    }
}

mod values {
    use super::*;

    #[test]
    fn npv_needs_a_rate_above_minus_100_percent_and_room() {
        assert_eq!(npv(dec("0.1"), &[]), Some(Decimal::ZERO));
        assert_eq!(npv(dec("-1"), &flows(&[1])), None);
        assert_eq!(npv(dec("-1.5"), &flows(&[1])), None);
        assert_eq!(npv(Decimal::MAX, &flows(&[1])), None);
        assert_eq!(npv(dec("0.1"), &[Decimal::MAX, Decimal::MAX]), None);
        assert_eq!(npv(dec("1000"), &yearly(&flows(&[1; 30]))).map(|value| value.round_dp(3)), Some(dec("1.001")));
    }

    #[test]
    fn roi_is_earned_over_invested() {
        assert_eq!(roi(&flows(&[-100, 60, 60])), Some(dec("0.2")));
        assert_eq!(roi(&flows(&[-100, 60, -10])), Some(dec("-0.5")));
        assert_eq!(roi(&flows(&[0, 60])), None);
        assert_eq!(roi(&flows(&[100, -60])), None);
        assert_eq!(roi(&[]), None);
        assert_eq!(roi(&[Decimal::MIN, Decimal::MIN]), None);
    }

    #[test]
    fn the_equivalent_cost_has_the_same_present_value() {
        assert_eq!(equivalent_monthly_cost(Decimal::ZERO, 36, dec("90000")), Some(dec("2500")));
        assert_eq!(equivalent_monthly_cost(dec("0.1"), 0, dec("90000")), None);
        assert_eq!(equivalent_monthly_cost(dec("-1"), 36, dec("90000")), None);
        let rate = dec("0.08");
        let cost = equivalent_monthly_cost(rate, 48, dec("12345.67")).expect("a cost");
        let mut payments = vec![cost; 49];
        payments[0] = Decimal::ZERO;
        assert_near(npv(rate, &payments), dec("12345.67"), dec("1e-20"), "48 payments");
    }
}
