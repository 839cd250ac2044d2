//! What is paid ahead, spread by hand.

use rust_decimal::{Decimal, dec};

use super::{Charge, MIXED, check, number, sum};

#[test]
fn a_commitment_is_used_for_what_it_was_bought_for() {
    check(MIXED, |_, rows| {
        let committed = rows.iter().filter(|row| !row["CommitmentDiscountId"].is_empty());
        let (used, bought): (Vec<_>, Vec<_>) = committed.partition(|row| row["ChargeCategory"] == "Usage");
        // one GPU at 2 an hour for 730 hours in 30 months, as Purchase and as Usage
        assert_eq!((used.len(), bought.len()), (30, 30));
        assert_eq!(sum(bought.iter().copied(), "BilledCost"), dec!(43_800));
        assert_eq!(sum(bought, "EffectiveCost"), dec!(0));
        assert_eq!(sum(used.iter().copied(), "EffectiveCost"), dec!(43_800));
        assert_eq!(sum(used, "BilledCost"), dec!(0));
    });
}

/// The costs of the rows of a line, as month, category, billed and effective.
fn told(rows: &[Charge], option: &str, line: &str) -> Vec<(u32, String, Decimal, Decimal)> {
    let of = rows.iter().filter(|row| row["x_Option"] == option && row["x_Line"] == line);
    let tell = |row: &Charge| {
        let costs = [number(row, "BilledCost"), number(row, "EffectiveCost")];
        (row["x_Month"].parse().unwrap(), row["ChargeCategory"].clone(), costs[0], costs[1])
    };
    of.map(tell).collect()
}

#[test]
fn hardware_wears_off_from_its_price_to_what_it_is_sold_for() {
    let text = r#"
[scenario]
name = "Server"
months = 3
start = "2027-01"
[workloads.chat]
requests_per_month = 1
input_tokens = 1
output_tokens = 1
[options.own]
kind = "self-hosted"
tokens_per_second = 1
[options.own.purchase]
price_per_gpu = 1_000
life_months = 10
residual = "10%"
watts_per_gpu = 0
price_per_kwh = 0
"#;
    check(text, |_, rows| {
        // 1,000 is paid; 90 % of it wear off in ten months, so 1,000 - 3 x 90 = 730 are left after three
        let bought = told(rows, "own", "hardware bought");
        let third = dec!(333.333333);
        assert_eq!(
            bought,
            [
                (0, "Purchase".to_owned(), dec!(1_000), dec!(0)),
                (1, "Usage".to_owned(), dec!(0), third),
                (2, "Usage".to_owned(), dec!(0), third),
                (3, "Usage".to_owned(), dec!(0), dec!(333.333334)),
            ]
        );
        let left = told(rows, "own", "book value left");
        assert_eq!(left.len(), 4);
        assert!(left.contains(&(3, "Credit".to_owned(), dec!(-730), dec!(0))), "{left:?}");
        for month in 1..=3 {
            let of = rows.iter().filter(|row| row["x_Month"] == month.to_string());
            let off = (sum(of, "EffectiveCost") - dec!(90)).abs();
            assert!(off <= dec!(0.000002), "month {month}: off by {off}");
        }
    });
}

#[test]
fn a_year_of_seats_costs_a_twelfth_in_each_month_even_after_the_plan() {
    let text = r#"
[scenario]
name = "Seats"
months = 2
start = "2027-12"
[workloads.chat]
requests_per_month = 1
[options.product]
kind = "seats"
seats = 5
price_per_seat = 20
billing = "annual"
"#;
    check(text, |_, rows| {
        // 5 seats x 20 x 12 months
        let mut expected = vec![(1, "Purchase".to_owned(), dec!(1_200), dec!(0))];
        expected.extend((1..=12).map(|month| (month, "Usage".to_owned(), dec!(0), dec!(100))));
        assert_eq!(told(rows, "product", "seats"), expected);
        assert_eq!(rows.last().unwrap()["ChargePeriodEnd"], "2028-12-01T00:00:00Z");
    });
}
