//! Names that were probably meant.

/// "did you mean" when a name is near, other words when none is.
pub fn near_or<'a>(name: &str, known: impl Iterator<Item = &'a str>, otherwise: impl FnOnce() -> String) -> String {
    nearest(name, known).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

/// The known name nearest to `name`, when one is near enough to be a slip of the keys.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let scored = known.map(|candidate| (score(&name, candidate), candidate));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= NEAR).then_some(best.1)
}

/// The known names near to `name`, the nearest first, at most so many.
pub fn nearby<'a>(name: &str, known: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let name = name.to_lowercase();
    let scored = known.map(|candidate| (score(&name, candidate), candidate));
    let mut near: Vec<(f64, &str)> = scored.filter(|(score, _)| *score >= NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// How alike a name must be to be given: 1 is the same.
const NEAR: f64 = 0.62;

/// How alike a candidate is to a name in small letters.
fn score(name: &str, candidate: &str) -> f64 {
    let likeness = strsim::normalized_damerau_levenshtein(name, &candidate.to_lowercase());
    let same_words = shared_words(name, candidate);
    likeness.max(strsim::jaro_winkler(name, candidate) - 0.12).max(same_words)
}

/// Up to three of the known names that hold every word of `name`, or are near it: for a long list of names
/// of models, in which many differ by a version.
pub fn nearest_few<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name.trim().to_lowercase();
    let own = |name: &str| name.rsplit('/').next().unwrap_or_default().to_lowercase();
    let wanted_own = own(&wanted);
    let score = |candidate: &str| {
        let (whole, part) = (candidate.to_lowercase(), own(candidate));
        let likeness = strsim::normalized_damerau_levenshtein(&wanted, &whole)
            .max(strsim::normalized_damerau_levenshtein(&wanted_own, &part) - 0.05);
        // a name that goes on, as `H100` in `H100-SXM`, is nearer than one with other letters
        let goes_on = !wanted_own.is_empty() && (part.starts_with(&wanted_own) || wanted_own.starts_with(&part));
        if part == wanted_own {
            likeness.max(0.95)
        } else if goes_on {
            likeness.max(0.8)
        } else {
            likeness
        }
    };
    let mut scored: Vec<(f64, &str)> = known.map(|candidate| (score(candidate), candidate)).collect();
    scored.retain(|(score, _)| *score >= 0.6);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.len().cmp(&b.1.len())).then_with(|| a.1.cmp(b.1)));
    let best = scored.first().map_or(0.0, |(score, _)| *score);
    scored.iter().take_while(|(score, _)| *score > best - 0.2).take(3).map(|(_, name)| *name).collect()
}

/// How many of the words two snake-case names share: `price_input` is near `input_price`.
fn shared_words(a: &str, b: &str) -> f64 {
    let words = |s: &str| s.split(['_', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let share = 2.0 * shared as f64 / (a.len() + b.len()) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_keys_finds_the_name_that_was_meant() {
        let keys = ["input_per_mtok", "output_per_mtok", "cached_input_per_mtok", "seats"];
        let near = |name| nearest(name, keys.iter().copied());
        assert_eq!(near("outptu_per_mtok"), Some("output_per_mtok"));
        assert_eq!(near("cached_input_prcie"), Some("cached_input_per_mtok"));
        assert_eq!(near("seat"), Some("seats"));
        assert_eq!(near("colour"), None);
    }
}
