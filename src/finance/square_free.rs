//! The polynomial with the same roots, each of them once.
//!
//! `p / gcd(p, p')`. Remainders over the integers swell to thousands of digits, so the greatest
//! common divisor is put together from its images modulo small primes and then checked by division.
//! Source: Brown, "On Euclid's Algorithm and the Computation of Polynomial Greatest Common
//! Divisors", Journal of the ACM 18(4), 1971.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

use super::polynomial::Polynomial;

/// The polynomial with the same roots as `p`, all simple.
pub(super) fn square_free(p: &Polynomial) -> Polynomial {
    let p = p.primitive();
    let Some(derivative) = p.derivative().map(|derivative| derivative.primitive()) else {
        return p;
    };
    let mut found: Option<Images> = None;
    for prime in primes() {
        let Some(image) = image_of_gcd(&p, &derivative, prime) else {
            continue;
        };
        if image.len() == 1 {
            return p;
        }
        let images = match found.take() {
            // A prime can only make the degree too high; the images before this one were.
            Some(images) if images.values.len() > image.len() => Images::new(&image, prime),
            Some(images) if images.values.len() < image.len() => images,
            Some(images) => images.with(&image, prime),
            None => Images::new(&image, prime),
        };
        if let Some(simple) = images.settled_divisor(&p, &derivative) {
            return simple;
        }
        found = Some(images);
    }
    p
}

/// A polynomial known modulo a product of primes.
struct Images {
    values: Vec<BigInt>,
    modulus: BigInt,
    /// Whether the last prime changed no coefficient, so that they may be the true ones.
    settled: bool,
}

impl Images {
    fn new(image: &[u64], prime: u64) -> Self {
        let zeros = vec![BigInt::zero(); image.len()];
        Self { values: zeros, modulus: BigInt::one(), settled: false }.with(image, prime)
    }

    /// Adds an image by the Chinese remainder theorem, values kept nearest to 0.
    fn with(mut self, image: &[u64], prime: u64) -> Self {
        let inverse = inverse(residue(&self.modulus, prime), prime);
        let modulus = &self.modulus * prime;
        self.settled = true;
        for (value, wanted) in self.values.iter_mut().zip(image) {
            let missing = (wanted + prime - residue(value, prime)) % prime * inverse % prime;
            if missing != 0 {
                self.settled = false;
                *value += &self.modulus * missing;
                if &*value * 2_u8 > modulus {
                    *value -= &modulus;
                }
            }
        }
        self.modulus = modulus;
        self
    }

    /// `p` over these values, if they are a common divisor of `p` and its derivative.
    ///
    /// No common divisor has a higher degree than an image of the greatest one, so it is that.
    fn settled_divisor(&self, p: &Polynomial, derivative: &Polynomial) -> Option<Polynomial> {
        if !self.settled {
            return None;
        }
        let divisor = Polynomial::new(self.values.clone())?.primitive();
        derivative.quotient(&divisor)?;
        p.quotient(&divisor)
    }
}

/// The greatest common divisor modulo `prime`, times the leading coefficient of `p`, of which the
/// true one's leading coefficient is a divisor.
///
/// `None` when the prime divides a leading coefficient.
fn image_of_gcd(p: &Polynomial, derivative: &Polynomial, prime: u64) -> Option<Vec<u64>> {
    let mut a = residues(p, prime)?;
    let leading = *a.last()?;
    let mut b = residues(derivative, prime)?;
    while !b.is_empty() {
        reduce(&mut a, &b, prime);
        std::mem::swap(&mut a, &mut b);
    }
    let factor = leading * inverse(*a.last()?, prime) % prime;
    Some(a.iter().map(|value| value * factor % prime).collect())
}

/// Replaces `a` by its remainder when divided by `b`, without leading zeros.
fn reduce(a: &mut Vec<u64>, b: &[u64], prime: u64) {
    let Some((leading, rest)) = b.split_last() else {
        return;
    };
    let inverse = inverse(*leading, prime);
    while a.len() >= b.len() {
        let factor = a.pop().map_or(0, |top| prime - top * inverse % prime);
        let start = a.len() - rest.len();
        for (value, below) in a[start..].iter_mut().zip(rest) {
            *value = (*value + factor * below) % prime;
        }
    }
    while a.last() == Some(&0) {
        a.pop();
    }
}

fn residues(p: &Polynomial, prime: u64) -> Option<Vec<u64>> {
    let values: Vec<u64> = p.coefficients().iter().map(|value| residue(value, prime)).collect();
    (values.last() != Some(&0)).then_some(values)
}

fn residue(value: &BigInt, prime: u64) -> u64 {
    value.mod_floor(&BigInt::from(prime)).to_u64().unwrap_or(0)
}

/// The inverse by Fermat's little theorem, `value^(prime - 2)`.
fn inverse(mut value: u64, prime: u64) -> u64 {
    let mut exponent = prime - 2;
    let mut power = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * value % prime;
        }
        value = value * value % prime;
        exponent >>= 1;
    }
    power
}

/// The primes below 2^31, downwards: products of two residues fit in 64 bits.
fn primes() -> impl Iterator<Item = u64> {
    (1 << 30..1 << 31).rev().filter(|candidate| {
        (2..46_341).take_while(|divisor| divisor * divisor <= *candidate).all(|d| candidate % d != 0)
    })
}
