//! Correlated inputs: a Gaussian copula from rank correlations.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

use std::f64::consts::PI;
use std::fmt;

use super::cholesky::{Triangle, cholesky};

/// The rank correlation (Spearman's rho) of two variables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// One variable.
    pub first: usize,
    /// The other one.
    pub second: usize,
    /// Their rank correlation, from -1 to 1.
    pub rho: f64,
}

/// Why variables cannot be correlated as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrelationError {
    /// There is no such variable.
    NoSuchVariable(usize),
    /// A variable's correlation with itself is 1, whatever one writes.
    WithItself(usize),
    /// A pair stands twice, in either order.
    Twice(usize, usize),
    /// A correlation is outside -1 to 1, or no number.
    OutOfRange(usize, usize),
    /// No variables can be correlated in this way: the matrix of the Pearson correlations has a
    /// negative eigenvalue. Of these variables none can be left out and the trouble remain.
    CannotExist(Vec<usize>),
}

impl fmt::Display for CorrelationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchVariable(a) => write!(f, "there is no variable {a} to correlate"),
            Self::WithItself(a) => write!(f, "variable {a} is correlated with itself"),
            Self::Twice(a, b) => write!(f, "the correlation of variables {a} and {b} is given twice"),
            Self::OutOfRange(a, b) => write!(f, "the correlation of variables {a} and {b} is not between -1 and 1"),
            Self::CannotExist(all) => write!(f, "the correlations of variables {all:?} cannot exist together"),
        }
    }
}

impl std::error::Error for CorrelationError {}

/// A Gaussian copula over some of a block's columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    /// The correlated variables, ascending.
    variables: Vec<usize>,
    /// The Cholesky factor of their Pearson correlations.
    factor: Triangle,
    /// Groups of variables that are correlated among themselves and with no other.
    groups: Vec<Vec<usize>>,
}

impl Correlation {
    /// The copula of `size` variables with these rank correlations; pairs not named have 0.
    ///
    /// Normal scores with the Pearson correlation `r = 2 sin(pi rho / 6)` have the rank
    /// correlation rho, and so has any pair of increasing functions of them. Source: Pearson,
    /// "Mathematical contributions to the theory of evolution XVI", 1907.
    ///
    /// # Errors
    /// When a pair is amiss, or the correlations cannot exist together.
    pub fn new(size: usize, pairs: &[Pair]) -> Result<Self, CorrelationError> {
        check(size, pairs)?;
        let mut variables: Vec<usize> = pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect();
        variables.sort_unstable();
        variables.dedup();
        let count = variables.len();
        let mut matrix: Vec<Vec<f64>> = (0..count).map(|i| (0..count).map(|j| f64::from(i == j)).collect()).collect();
        for pair in pairs {
            let place = |variable| variables.partition_point(|&v| v < variable);
            let (i, j) = (place(pair.first), place(pair.second));
            let r = pearson(pair.rho);
            matrix[i][j] = r;
            matrix[j][i] = r;
        }
        let factor = cholesky(count, |i, j| matrix[i][j])
            .map_err(|row| CorrelationError::CannotExist(culprits(&matrix, row, &variables)))?;
        let groups = groups(&matrix, &variables);
        Ok(Self { variables, factor, groups })
    }

    /// The correlated variables, ascending.
    #[must_use]
    pub fn variables(&self) -> &[usize] {
        &self.variables
    }

    /// The correlated variables in groups: those of different groups are independent.
    #[must_use]
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// Correlates a block of columns of `lanes` lanes each, in place.
    ///
    /// The columns of the correlated variables hold independent standard normal scores before
    /// and correlated ones after; the other columns are not touched. A column that the block
    /// does not have is left out.
    #[inline(always)]
    pub fn apply(&self, lanes: usize, block: &mut [f64]) {
        // from the last variable down, because each is a sum over those before it
        for (row, &variable) in self.factor.iter().zip(&self.variables).rev() {
            let (before, rest) = block.split_at_mut((variable * lanes).min(block.len()));
            let Some(column) = rest.get_mut(..lanes) else { continue };
            let (own, others) = row.split_last().unwrap_or((&1.0, &[]));
            for score in column.iter_mut() {
                *score *= own;
            }
            for (weight, &other) in others.iter().zip(&self.variables) {
                if *weight != 0.0 {
                    let scores = &before[other * lanes..][..lanes];
                    column.iter_mut().zip(scores).for_each(|(sum, score)| *sum += weight * score);
                }
            }
        }
    }
}

/// The Pearson correlation of normal scores with this rank correlation; exact at -1, 0 and 1.
fn pearson(rho: f64) -> f64 {
    if rho.abs() >= 1.0 { rho } else { 2.0 * libm::sin(PI * rho / 6.0) }
}

fn check(size: usize, pairs: &[Pair]) -> Result<(), CorrelationError> {
    for (place, &Pair { first, second, rho }) in pairs.iter().enumerate() {
        if let Some(absent) = [first, second].into_iter().find(|&variable| variable >= size) {
            return Err(CorrelationError::NoSuchVariable(absent));
        }
        if first == second {
            return Err(CorrelationError::WithItself(first));
        }
        if !(-1.0..=1.0).contains(&rho) {
            return Err(CorrelationError::OutOfRange(first, second));
        }
        let same = |other: &Pair| {
            (other.first, other.second) == (first, second) || (other.second, other.first) == (first, second)
        };
        if pairs[..place].iter().any(same) {
            return Err(CorrelationError::Twice(first, second));
        }
    }
    Ok(())
}

/// The least set of variables whose correlations cannot exist, when those up to `row` cannot.
fn culprits(matrix: &[Vec<f64>], row: usize, variables: &[usize]) -> Vec<usize> {
    let mut set: Vec<usize> = (0..=row).collect();
    for candidate in (0..=row).rev() {
        let rest: Vec<usize> = set.iter().copied().filter(|&place| place != candidate).collect();
        if cholesky(rest.len(), |i, j| matrix[rest[i]][rest[j]]).is_err() {
            set = rest;
        }
    }
    set.into_iter().map(|place| variables[place]).collect()
}

/// The connected parts of the graph of correlations other than 0.
fn groups(matrix: &[Vec<f64>], variables: &[usize]) -> Vec<Vec<usize>> {
    let mut groups = Vec::new();
    let mut met = vec![false; variables.len()];
    for start in 0..variables.len() {
        let mut group = Vec::new();
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            if !std::mem::replace(&mut met[place], true) {
                group.push(variables[place]);
                open.extend((0..variables.len()).filter(|&other| matrix[place][other] != 0.0));
            }
        }
        if !group.is_empty() {
            group.sort_unstable();
            groups.push(group);
        }
    }
    groups
}
