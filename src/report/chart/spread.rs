//! Labels in a column: as close to where they belong as they can be without touching.

/// Returns the places of labels that want to be at `wanted`, in the same order, at least `gap` apart and inside
/// `low..=high` while there is room.
///
/// Labels that would touch form a block centred on the mean of what they want, which is the least total square of
/// displacements (the pool-adjacent-violators solution). Equal wishes keep their order. With more labels than room,
/// they share the room evenly.
pub(super) fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wish(wanted, *a).total_cmp(&wish(wanted, *b)));
    let gaps = count(wanted.len().saturating_sub(1));
    let gap = if gaps > 0.0 { gap.min((high - low).max(0.0) / gaps) } else { gap };

    let mut blocks: Vec<Block> = Vec::new();
    for index in &order {
        let mut block = Block { sum: wish(wanted, *index), size: 1 };
        while let Some(above) = blocks.last().copied() {
            if above.start() + gap * count(above.size) <= block.start() {
                break;
            }
            blocks.pop();
            block = above.joined(block, gap);
        }
        blocks.push(block);
    }

    let mut places = vec![low; wanted.len()];
    let mut order = order.into_iter();
    let starts = inside(&blocks, gap, low, high);
    for (block, start) in blocks.iter().zip(starts) {
        for (rank, index) in order.by_ref().take(block.size).enumerate() {
            if let Some(place) = places.get_mut(index) {
                *place = start + gap * count(rank);
            }
        }
    }
    places
}

/// Labels that touch: `sum` adds up where the first would be if only one label's wish counted.
#[derive(Clone, Copy)]
struct Block {
    sum: f64,
    size: usize,
}

impl Block {
    fn start(self) -> f64 {
        self.sum / count(self.size)
    }

    fn joined(self, below: Self, gap: f64) -> Self {
        let shift = gap * count(self.size) * count(below.size);
        Self { sum: self.sum + below.sum - shift, size: self.size + below.size }
    }
}

/// Moves blocks that stick out back inside, pushing their neighbours on.
fn inside(blocks: &[Block], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut starts: Vec<f64> = blocks.iter().map(|block| block.start()).collect();
    let mut floor = low;
    for (start, block) in starts.iter_mut().zip(blocks) {
        *start = start.max(floor);
        floor = *start + gap * count(block.size);
    }
    let mut ceiling = high + gap;
    for (start, block) in starts.iter_mut().zip(blocks).rev() {
        *start = start.min(ceiling - gap * count(block.size));
        ceiling = *start;
    }
    starts
}

fn wish(wanted: &[f64], index: usize) -> f64 {
    wanted.get(index).copied().filter(|wish| wish.is_finite()).unwrap_or(0.0)
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(wanted: &[f64], want: &[f64]) {
        assert_eq!(spread(wanted, 10.0, 0.0, 100.0), want, "{wanted:?}");
    }

    #[test]
    fn labels_move_as_little_as_they_can() {
        check(&[], &[]);
        check(&[20.0, 60.0], &[20.0, 60.0]);
        check(&[50.0, 50.0], &[45.0, 55.0]);
        check(&[60.0, 52.0, 20.0], &[61.0, 51.0, 20.0]);
        check(&[100.0, 99.0], &[100.0, 90.0]);
        check(&[0.0, 0.0, 0.0], &[0.0, 10.0, 20.0]);
        check(&[f64::NAN, 50.0], &[0.0, 50.0]);
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_never_leave(wanted in prop::collection::vec(any::<f64>(), 0..11)) {
            let mut places = spread(&wanted, 10.0, 0.0, 100.0);
            places.sort_by(f64::total_cmp);
            prop_assert!(places.iter().all(|place| (-1e-6..=100.000_001).contains(place)), "{places:?}");
            prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 9.999_999), "{places:?}");
        }
    }
}
