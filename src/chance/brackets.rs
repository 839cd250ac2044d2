//! Exact quantiles of a stream of any length in bounded memory.
//!
//! At first all values are kept. After the first large sample, and whenever these are too many,
//! each wanted quantile gets a bracket from the values so far, eight standard errors of its rank to
//! either side, and what lies outside of all brackets is only counted from then on. At the end the rank of a quantile says where it
//! lies, and if the values there were kept it is exact.

use super::line::{Bracket, Line};
use super::quantile::{Place, ranks};

/// Values that are kept before brackets are drawn, and drawn narrower.
const MOST_KEPT: usize = 1 << 18;
/// Half the width of a bracket in standard errors of the rank: outside with probability 1e-15.
const STANDARD_ERRORS: f64 = 8.0;

/// Values of a sample from which its brackets hold but a part of them.
const LEAST_SAMPLE: usize = 8_192;

/// The quantiles of a stream.
#[derive(Clone, Debug)]
pub(super) struct Brackets {
    probabilities: Vec<f64>,
    line: Line,
    /// The brackets that the first large sample drew.
    pattern: Option<Line>,
    /// Values that are kept before brackets are drawn, whatever their number.
    least_room: usize,
    /// Values that are kept before brackets are drawn again.
    room: usize,
}

impl Brackets {
    pub(super) fn new(probabilities: Vec<f64>) -> Self {
        Self::with_room(probabilities, MOST_KEPT)
    }

    fn with_room(probabilities: Vec<f64>, room: usize) -> Self {
        Self { probabilities, line: Line::new(), pattern: None, least_room: room, room }
    }

    /// Takes values but for those that are NaN.
    pub(super) fn push(&mut self, values: &[f64]) {
        for part in values.chunks(self.least_room) {
            self.line.push(part);
            self.narrow();
        }
    }

    /// Takes all values of a sample like those before and after it, and gives the sample's own
    /// quantiles; none when all values are NaN.
    ///
    /// A large sample draws brackets for those that follow. Where their quantiles lie within, only
    /// the values in the brackets are looked at.
    pub(super) fn push_sample(&mut self, values: &[f64]) -> Option<Vec<f64>> {
        if let Some(pattern) = &self.pattern {
            let mut line = pattern.clone();
            line.push(values);
            let found = at(&mut line, &self.probabilities);
            if found.iter().all(|(_, exact)| *exact) {
                self.line.merge(&line);
                self.narrow();
                return (line.count() > 0).then(|| found.into_iter().map(|(value, _)| value).collect());
            }
        }
        self.push(values);
        let mut sample = Line::new();
        sample.push(values);
        let found = at(&mut sample, &self.probabilities);
        if self.pattern.is_none() && sample.count() >= LEAST_SAMPLE {
            let brackets = brackets(&mut sample, &self.probabilities);
            self.line.cut(&brackets);
            sample.cut(&brackets);
            self.pattern = Some(sample.emptied());
        }
        (sample.count() > 0).then(|| found.into_iter().map(|(value, _)| value).collect())
    }

    /// The quantiles, each with whether it is exact.
    pub(super) fn finish(mut self) -> Vec<(f64, bool)> {
        at(&mut self.line, &self.probabilities)
    }

    /// Draws brackets where too many values are kept.
    fn narrow(&mut self) {
        if self.line.kept() > self.room {
            let brackets = brackets(&mut self.line, &self.probabilities);
            self.line.cut(&brackets);
            // more only where so many quantiles are wanted that their brackets hold more
            self.room = self.least_room.max(2 * self.line.kept());
        }
    }
}

/// The quantiles of the values on a line, each with whether it is exact; NaN without values.
fn at(line: &mut Line, probabilities: &[f64]) -> Vec<(f64, bool)> {
    let count = line.count();
    if count == 0 {
        return vec![(f64::NAN, true); probabilities.len()];
    }
    let places: Vec<Place> = probabilities.iter().map(|&p| Place::new(p, count)).collect();
    let wanted = ranks(&places);
    let found = line.values_at(&wanted);
    let at = |rank: usize| found[wanted.partition_point(|&r| r < rank)];
    let quantile = |place: &Place| {
        let ((low, low_exact), (high, high_exact)) = (at(place.rank), at(place.next));
        (place.between(low, high), low_exact && high_exact)
    };
    places.iter().map(quantile).collect()
}

/// A bracket for each quantile, those that overlap in one. The line holds a value or more.
#[expect(clippy::cast_precision_loss, reason = "counts are below 2^52")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and below the count")]
fn brackets(line: &mut Line, probabilities: &[f64]) -> Vec<Bracket> {
    let count = line.count();
    let reach = |p: f64| (STANDARD_ERRORS * (count as f64 * p * (1.0 - p)).sqrt()) as usize + 64;
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    let mut sorted = probabilities.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    for p in sorted {
        let (place, reach) = (Place::new(p, count), reach(p.clamp(0.0, 1.0)));
        let (low, high) = (place.rank.saturating_sub(reach), (place.next + reach).min(count - 1));
        match stretches.last_mut() {
            Some((_, end)) if low <= *end => *end = high.max(*end),
            _ => stretches.push((low, high)),
        }
    }
    let mut wanted: Vec<usize> = stretches.iter().flat_map(|&(low, high)| [low, high]).collect();
    wanted.dedup();
    let values = line.values_at(&wanted);
    let at = |rank: usize| values[wanted.partition_point(|&r| r < rank)].0;
    let open = |&(low, high): &(usize, usize)| ((low > 0).then(|| at(low)), (high < count - 1).then(|| at(high)));
    stretches.iter().map(open).collect()
}

#[cfg(test)]
mod tests {
    use super::super::hash::{mix, unit};
    use super::super::quantile::quantiles;
    use super::*;

    const PROBABILITIES: [f64; 8] = [0.5, 0.05, 0.25, 0.0, 0.95, 0.999, 1.0, 0.951];

    /// Takes a stream in parts with little room, so that brackets are drawn often.
    fn check(stream: &[f64]) {
        let mut brackets = Brackets::with_room(PROBABILITIES.to_vec(), 4096);
        let mut most = 0;
        for part in stream.chunks(1000) {
            brackets.push(part);
            most = most.max(brackets.line.kept());
        }
        assert!(most < 20_000, "{most} kept");
        let expected = quantiles(&mut stream.to_vec(), &PROBABILITIES);
        for ((found, exact), expected) in brackets.finish().into_iter().zip(expected) {
            assert!(exact && found.total_cmp(&expected).is_eq(), "{found} is not {expected}");
        }
    }

    /// The reference is the quantile of all values at once.
    #[test]
    fn quantiles_are_those_of_all_values() {
        let random = |key| (0..200_000).map(move |draw| unit(mix(key, draw)));
        for key in 0..5 {
            check(&random(key).collect::<Vec<f64>>());
            check(&random(key).map(|x| 1.0 / (1.0 - x)).collect::<Vec<f64>>());
            // few values, each met often; the last of them infinite
            check(&random(key).map(|x| if x > 0.6 { f64::INFINITY } else { (x * 10.0).floor() }).collect::<Vec<f64>>());
            check(&random(key).map(|x| if x > 0.3 { 7.0 } else { x }).collect::<Vec<f64>>());
        }
        check(&vec![7.0; 50_000]);
        check(&vec![f64::NEG_INFINITY; 5000]);
        let mut none = Brackets::with_room(Vec::new(), 16);
        none.push(&[1.0; 100]);
        assert_eq!((none.line.kept(), none.finish()), (0, Vec::new()));
    }
}
