//! Random numbers as a function of where they stand: no state, so that any draw can be computed
//! on its own and any number of threads gives the same bytes.
#![expect(clippy::inline_always, reason = "lanes are worked out with the instructions of the caller")]

/// The step of [`mix`]'s counter: 2^64 over the golden ratio, made odd.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The `counter`-th output of the generator `SplitMix64` that starts from `key`.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[inline(always)]
pub(super) fn mix(key: u64, counter: u64) -> u64 {
    let mut z = key.wrapping_add(GOLDEN.wrapping_mul(counter.wrapping_add(1)));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The upper 32 bits of [`mix`].
#[inline(always)]
pub(super) fn mix_32(key: u64, counter: u64) -> u32 {
    (mix(key, counter) >> 32) as u32
}

/// The middle of one of 2^52 cells of the unit interval: never 0, never 1.
#[inline(always)]
pub(super) fn unit(random: u64) -> f64 {
    // The bits below the point of a number from 1 to 2; the half cell is exact.
    f64::from_bits((random >> 12) | 1.0_f64.to_bits()) - (1.0 - f64::EPSILON / 2.0)
}

/// The place of `index` in a pseudo-random permutation of `0..length`, one for each `key`.
///
/// Walks cycles of a permutation of the next power of two. Source: Kensler, "Correlated
/// Multi-Jittered Sampling", Pixar Technical Memo 13-01, 2013. `length` is at least 1.
pub(super) fn permuted(index: u32, length: u32, key: u32) -> u32 {
    let mask = u32::MAX.checked_shr((length - 1).leading_zeros()).unwrap_or(0);
    let mut i = index;
    loop {
        i = (i ^ key).wrapping_mul(0xe170_893d);
        i ^= key >> 16;
        i ^= (i & mask) >> 4;
        i = (i ^ (key >> 8)).wrapping_mul(0x0929_eb3f);
        i ^= key >> 23;
        i ^= (i & mask) >> 1;
        i = i.wrapping_mul(1 | (key >> 27)).wrapping_mul(0x6935_fa69);
        i ^= (i & mask) >> 11;
        i = i.wrapping_mul(0x74dc_b303);
        i ^= (i & mask) >> 2;
        i = i.wrapping_mul(0x9e50_1cc3);
        i ^= (i & mask) >> 2;
        i = i.wrapping_mul(0xc860_a3df) & mask;
        i ^= i >> 5;
        if i < length {
            let turned = (u64::from(i) + u64::from(key)) % u64::from(length);
            #[expect(clippy::cast_possible_truncation, reason = "below `length`")]
            return turned as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first outputs for the seed 1234567, as published with several implementations
    /// (Rosetta Code, "Pseudo-random numbers/Splitmix64").
    #[test]
    fn splitmix_gives_its_published_values() {
        let outputs: Vec<u64> = (0..5).map(|counter| mix(1_234_567, counter)).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(outputs, published);
    }

    #[expect(clippy::float_cmp, reason = "both ends are exact")]
    #[test]
    fn a_unit_is_within_the_open_interval() {
        assert_eq!(unit(0), f64::EPSILON / 2.0);
        assert_eq!(unit(u64::MAX), 1.0 - f64::EPSILON / 2.0);
    }

    #[test]
    fn a_permutation_meets_every_place_once() {
        for (length, key) in [(1, 7), (2, 0), (3, 1), (625, 0xdead_beef), (1024, 5), (65_536, 99)] {
            let mut met = vec![false; length as usize];
            for index in 0..length {
                met[permuted(index, length, key) as usize] = true;
            }
            assert!(met.iter().all(|&m| m), "{length} {key}");
        }
    }
}
