//! The Cholesky factor of a correlation matrix, singular ones included.

/// Pivots this near to 0 are 0: rounding cannot tell.
const ZERO: f64 = 1e-9;

/// A lower triangular matrix, row by row: the row `i` has the columns 0 to `i`.
pub(super) type Triangle = Vec<Vec<f64>>;

/// The lower triangular `L` with `L L^T` equal to the symmetric matrix of which `entry(i, j)`
/// gives the lower half, or the first row at which no such matrix exists.
///
/// A pivot of 0 is allowed where the rest of its column is 0 too: a variable that is a function
/// of those before it.
pub(super) fn cholesky(size: usize, entry: impl Fn(usize, usize) -> f64) -> Result<Triangle, usize> {
    let mut rows: Triangle = Vec::with_capacity(size);
    for i in 0..size {
        let mut row = Vec::with_capacity(i + 1);
        for (j, above) in rows.iter().enumerate() {
            let rest = entry(i, j) - dot(&row, &above[..j]);
            let pivot = above[j];
            if pivot > 0.0 {
                row.push(rest / pivot);
            } else if rest.abs() <= ZERO.sqrt() {
                row.push(0.0);
            } else {
                return Err(i);
            }
        }
        let square = entry(i, i) - dot(&row, &row);
        if square < -ZERO {
            return Err(i);
        }
        row.push(if square <= ZERO { 0.0 } else { square.sqrt() });
        rows.push(row);
    }
    Ok(rows)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(matrix: &[&[f64]]) -> Result<Triangle, usize> {
        cholesky(matrix.len(), |i, j| matrix[i][j])
    }

    /// The example of Wikipedia's "Cholesky decomposition", whose factor has whole numbers.
    #[test]
    fn a_published_factor() {
        let factor = factor(&[&[4.0], &[12.0, 37.0], &[-16.0, -43.0, 98.0]]);
        assert_eq!(factor, Ok(vec![vec![2.0], vec![6.0, 1.0], vec![-8.0, 5.0, 3.0]]));
    }

    #[test]
    fn singular_matrices_have_a_factor_and_indefinite_ones_none() {
        assert_eq!(factor(&[&[1.0], &[-1.0, 1.0]]), Ok(vec![vec![1.0], vec![-1.0, 0.0]]));
        assert!(factor(&[&[1.0], &[1.0, 1.0], &[0.5, 0.5, 1.0]]).is_ok());
        assert_eq!(factor(&[&[1.0], &[1.0, 1.0], &[0.5, 0.6, 1.0]]), Err(2));
        assert_eq!(factor(&[&[1.0], &[0.9, 1.0], &[0.9, -0.9, 1.0]]), Err(2));
    }
}
