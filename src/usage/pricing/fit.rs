//! Prices of a model that nobody lists, from what its tokens cost.

use rust_decimal::Decimal;

use super::price::{Basis, ModelPrices};
use crate::catalog::Rates;
use crate::usage::entry::class::Class;
use crate::usage::needs::need::decimal;
use crate::usage::sum::sums::Sums;
use crate::usage::sum::usage::Usage;

/// How far a day's cost may lie from the fitted prices, as a share, before these are none.
const MOST_OFF: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// How many more days than prices a fit needs.
const SPARE: usize = 2;

/// The tokens of a day by class, and what they cost.
type Row = ([Decimal; 5], Decimal);

/// The prices of a model from the days that the cost of all its tokens is told of, none of them as 0: those that explain every day to
/// half a percent (least squares of the relative differences), where none were in batches or other tiers, else the mean
/// cost of a token, alike for every class; none where no cost is told.
#[must_use]
pub fn own_prices(usage: &Usage, model: &str) -> Option<ModelPrices> {
    let groups = usage.groups.iter().filter(|((own, _), _)| own == model);
    let is_paid = |sums: &&Sums| sums.is_costed() && sums.free == 0;
    let days: Vec<&Sums> = groups.flat_map(|(_, group)| group.days.values()).filter(is_paid).collect();
    let rows: Vec<Row> =
        days.iter().map(|sums| (Class::ALL.map(|class| decimal(sums.of(class))), sums.cost_of_tokens())).collect();
    // a fit through tokens of several tiers is the price of none of them
    let is_other = |sums: &&Sums| sums.batched_tokens != [0; 5] || sums.tiered_tokens != [0; 2];
    let fit = if days.iter().any(is_other) { None } else { fitted(&rows) };
    let rates = fit.map(|prices| (prices, Basis::Fit)).or_else(|| {
        let whole = mean(&rows)?;
        Some(([whole; 5], Basis::Mean))
    });
    let (prices, basis) = rates?;
    let has = |class: usize| rows.iter().any(|(tokens, _)| !tokens[class].is_zero());
    let part = |class: usize| has(class).then_some(prices[class]).filter(|_| basis == Basis::Fit);
    let rates = Rates {
        input: prices[0],
        cache_read: part(1),
        cache_write: part(2),
        cache_write_1h: part(3),
        output: prices[4],
        ..Rates::default()
    };
    Some(ModelPrices::own(rates, basis))
}

/// The cost of a million tokens, whatever their class.
fn mean(rows: &[Row]) -> Option<Decimal> {
    let sum = |of: &dyn Fn(&Row) -> Decimal| rows.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(of(row)));
    let tokens = sum(&|(tokens, _)| tokens.iter().fold(Decimal::ZERO, |sum, more| sum.saturating_add(*more)))?;
    let price = sum(&|(_, cost)| *cost)?.checked_mul(Decimal::from(1_000_000))?.checked_div(tokens)?;
    (price > Decimal::ZERO).then(|| price.round_dp(6).normalize())
}

/// Prices of a million tokens that explain what each row cost; none when they do not, or the rows are too few or
/// too alike to tell the classes apart.
fn fitted(rows: &[Row]) -> Option<[Decimal; 5]> {
    let classes: Vec<usize> = (0..5).filter(|class| rows.iter().any(|(tokens, _)| !tokens[*class].is_zero())).collect();
    // input and output have a price each; a model that is paid for one of them has none to fit
    if !classes.contains(&0) || !classes.contains(&4) {
        return None;
    }
    // each row over its cost: what its tokens cost together is 1
    let relative = |(tokens, cost): &Row| {
        let share = |class: &usize| tokens[*class].checked_div(cost.checked_mul(Decimal::from(1_000_000))?);
        classes.iter().map(share).collect::<Option<Vec<Decimal>>>()
    };
    let relative: Vec<Vec<Decimal>> =
        rows.iter().filter(|(_, cost)| *cost > Decimal::ZERO).map(relative).collect::<Option<_>>()?;
    if relative.len() < classes.len() + SPARE {
        return None;
    }
    let found = least_squares(&relative)?;
    let rounded: Vec<Decimal> = found.iter().map(|price| price.round_dp(6).normalize()).collect();
    let explains = |row: &Vec<Decimal>| {
        let cost = row.iter().zip(&rounded).map(|(share, price)| share.saturating_mul(*price));
        (cost.fold(Decimal::ZERO, Decimal::saturating_add) - Decimal::ONE).abs() <= MOST_OFF
    };
    if rounded.iter().any(Decimal::is_sign_negative) || !relative.iter().all(explains) {
        return None;
    }
    let mut prices = [Decimal::ZERO; 5];
    classes.iter().zip(rounded).for_each(|(class, price)| prices[*class] = price);
    Some(prices)
}

/// The weights whose sums of each row are nearest to 1: the normal equations, by elimination with the largest
/// pivot; none where rows are too alike.
fn least_squares(rows: &[Vec<Decimal>]) -> Option<Vec<Decimal>> {
    let size = rows.first()?.len();
    let dot = |a: usize, b: Option<usize>| {
        rows.iter().try_fold(Decimal::ZERO, |sum, row| {
            sum.checked_add(b.map_or(Some(row[a]), |b| row[a].checked_mul(row[b]))?)
        })
    };
    let line = |a: usize| (0..size).map(Some).chain([None]).map(|b| dot(a, b)).collect::<Option<Vec<_>>>();
    let mut matrix = (0..size).map(line).collect::<Option<Vec<Vec<Decimal>>>>()?;
    let scales: Vec<Decimal> = (0..size).map(|place| matrix[place][place]).collect();
    for column in 0..size {
        let pivot = (column..size).max_by_key(|row| matrix[*row][column].abs())?;
        matrix.swap(column, pivot);
        let top = matrix[column].clone();
        // what is left of a column that others explain is rounding
        if top[column].abs() <= scales[column].checked_mul(Decimal::new(1, 9))? {
            return None;
        }
        for row in (0..size).filter(|row| *row != column) {
            let factor = matrix[row][column].checked_div(top[column])?;
            for place in column..=size {
                let less = factor.checked_mul(top[place])?;
                matrix[row][place] = matrix[row][place].checked_sub(less)?;
            }
        }
    }
    (0..size).map(|row| matrix[row][size].checked_div(matrix[row][row])).collect()
}
