//! Names that were probably meant.

/// "did you mean" when a name is near, other words when none is.
pub fn near_or<'a>(name: &str, known: impl Iterator<Item = &'a str>, otherwise: impl FnOnce() -> String) -> String {
    nearest(name, known).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

/// The known name nearest to `name`, when one is near enough to be a slip of the keys.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearby(name, known, 1).first().copied()
}

/// Up to three of the known names that are near: for a long list of names of models, in which many differ
/// by a version.
pub fn nearest_few<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    nearby(name, known, 3)
}

/// The known names near to `name`, the nearest first, each once and at most so many; of names that are
/// as near the shortest comes first. Those that are much less near than the first are left out.
pub fn nearby<'a>(name: &str, known: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let name = name.trim().to_lowercase();
    let scored = known.map(|candidate| (score(&name, candidate), candidate));
    let mut near: Vec<(f64, &str)> = scored.filter(|(score, _)| *score >= NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.len().cmp(&b.1.len())).then_with(|| a.1.cmp(b.1)));
    near.dedup_by_key(|(_, candidate)| *candidate);
    let best = near.first().map_or(0.0, |(score, _)| *score);
    near.into_iter().take_while(|(score, _)| *score > best - APART).take(most).map(|(_, candidate)| candidate).collect()
}

/// How alike a name must be to be given: 1 is the same.
const NEAR: f64 = 0.62;
/// How much less alike than the nearest another name may be.
const APART: f64 = 0.2;
/// The fewest letters that tell that one name goes on as another.
const START: usize = 3;

/// How alike a candidate is to a name in small letters: by its letters, by its words, and by what stands behind
/// the last slash, as in `meta-llama/Llama-3.1-8B`.
fn score(name: &str, candidate: &str) -> f64 {
    let candidate = candidate.to_lowercase();
    let own = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let (own_name, own_candidate) = (own(name), own(&candidate));
    let letters = strsim::normalized_damerau_levenshtein(name, &candidate)
        .max(strsim::normalized_damerau_levenshtein(&own_name, &own_candidate) - 0.05)
        .max(strsim::jaro_winkler(name, &candidate) - 0.12);
    // a name that goes on, as `H100` in `H100-SXM`, is nearer than one with other letters
    let shorter = own_name.len().min(own_candidate.len());
    let goes_on = shorter >= START && (own_candidate.starts_with(&own_name) || own_name.starts_with(&own_candidate));
    let start = if own_name == own_candidate {
        0.95
    } else if goes_on {
        0.8
    } else {
        0.0
    };
    letters.max(shared_words(name, &candidate)).max(start)
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
    use super::{nearby, nearest};

    #[test]
    fn a_slip_of_the_keys_finds_the_name_that_was_meant() {
        let keys = ["input_per_mtok", "output_per_mtok", "cached_input_per_mtok", "seats"];
        let near = |name| nearest(name, keys.iter().copied());
        assert_eq!(near("outptu_per_mtok"), Some("output_per_mtok"));
        assert_eq!(near("cached_input_prcie"), Some("cached_input_per_mtok"));
        assert_eq!(near("seat"), Some("seats"));
        assert_eq!(near("colour"), None);
    }

    #[test]
    fn names_are_given_once_and_the_ones_that_go_on_first() {
        let few = |name, known: &[&'static str]| nearby(name, known.iter().copied(), 4);
        let gpus = ["H100-SXM", "H100-PCIe", "H200-SXM", "A100-80GB"];
        assert_eq!(few("h100", &gpus), ["H100-SXM", "H100-PCIe"]);
        assert_eq!(few("growth_per_moth", &["growth_per_month", "growth_per_month"]), ["growth_per_month"]);
        assert_eq!(few("llama-3.1-8b", &["meta-llama/Llama-3.1-8B", "mistral-7b"]), ["meta-llama/Llama-3.1-8B"]);
    }
}
