//! Rows of earlier files, to know them again: eight bytes each.

/// Bits of a row's key that say which row it is; the others say what its figures are. Of ten million rows
/// one has another's by chance in about 1 of 1,400 imports.
const IDENTITY: u64 = !0xff;

/// The bit that says whether the row tells its cost.
const COST: u64 = 1;

/// Rows to a stretch of the index, about: a line of the processor's cache.
const STRETCH: usize = 8;

/// Whether a row tells what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// It does.
    Told,
    /// It does not.
    Untold,
}

/// The key of a row by the hashes of its identity and of its figures.
#[must_use]
pub fn key(identity: u64, figures: u64, cost: Cost) -> u64 {
    identity & IDENTITY | (figures << 1) & !IDENTITY | if cost == Cost::Told { COST } else { 0 }
}

/// What an earlier file says of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// None has it.
    New,
    /// One has it with the same figures.
    Same,
    /// One has it with other figures.
    Changed,
}

/// Keys in order, and where the keys of each first bits start.
#[derive(Debug, Default)]
pub struct Seen {
    keys: Vec<u64>,
    /// Of each value of the first bits, the place of its first key.
    index: Vec<u32>,
    /// How far a key is shifted for these bits.
    shift: u32,
}

impl Seen {
    /// Whether no earlier file has a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// What an earlier file says of the row with a key.
    #[must_use]
    pub fn knows(&self, key: u64) -> Known {
        let mut found = Known::New;
        for known in self.same(key) {
            if known | COST == key | COST {
                return Known::Same;
            }
            found = Known::Changed;
        }
        found
    }

    /// Whether an earlier file tells the cost of the row with a key.
    #[must_use]
    pub fn tells_cost(&self, key: u64) -> bool {
        self.same(key).any(|known| known & COST != 0)
    }

    /// The keys of the same row, which may be there several times.
    fn same(&self, key: u64) -> impl Iterator<Item = u64> {
        let identity = key & IDENTITY;
        let keys = self.stretch(key);
        let from = keys.partition_point(|known| *known < identity);
        keys[from..].iter().copied().take_while(move |known| known & IDENTITY == identity)
    }

    /// The keys with the same first bits.
    fn stretch(&self, key: u64) -> &[u64] {
        let bits = key.checked_shr(self.shift).filter(|_| !self.index.is_empty());
        let Some(bits) = bits.and_then(|bits| usize::try_from(bits).ok()) else { return &self.keys };
        let place = |at: usize| self.index.get(at).map_or(self.keys.len(), |place| *place as usize);
        &self.keys[place(bits)..place(bits + 1)]
    }

    /// Adds the keys of a file, in the memory that is there where it suffices.
    pub fn add(&mut self, found: Vec<Keys>) {
        let mut own: Vec<u64> = Vec::new();
        own.reserve_exact(found.iter().map(|keys| keys.len).sum());
        for chunk in found.into_iter().flat_map(|keys| keys.chunks) {
            own.extend(chunk);
        }
        own.sort_unstable();
        let (mut old, mut new) = (self.keys.len(), own.len());
        self.keys.reserve_exact(new);
        self.keys.resize(old + new, 0);
        // from the end: what is written is never before what is still to be read
        while new > 0 {
            let place = old + new - 1;
            if old > 0 && self.keys[old - 1] > own[new - 1] {
                self.keys[place] = self.keys[old - 1];
                old -= 1;
            } else {
                self.keys[place] = own[new - 1];
                new -= 1;
            }
        }
        self.make_index();
    }

    fn make_index(&mut self) {
        self.index.clear();
        let bits = (self.keys.len() / STRETCH).checked_ilog2().unwrap_or(0);
        if bits == 0 || u32::try_from(self.keys.len()).is_err() {
            self.shift = u64::BITS;
            return;
        }
        self.shift = u64::BITS - bits;
        self.index.reserve_exact((1 << bits) + 1);
        for (place, key) in (0_u32..).zip(&self.keys) {
            while self.index.len() as u64 <= key >> self.shift {
                self.index.push(place);
            }
        }
        let end = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.index.resize((1 << bits) + 1, end);
    }
}

/// Keys of rows as they are found, in pieces: a list that grows would need its memory twice.
#[derive(Debug, Default)]
pub struct Keys {
    chunks: Vec<Vec<u64>>,
    len: usize,
}

impl Keys {
    /// Adds a key.
    pub fn push(&mut self, key: u64) {
        const CHUNK: usize = 16 * 1024;
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < chunk.capacity() => chunk.push(key),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(key);
                self.chunks.push(chunk);
            }
        }
        self.len += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern: the generator of `SplitMix64`.
    fn scattered(number: u64) -> u64 {
        let mut bits = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    #[test]
    fn rows_of_several_files_are_known_again() {
        let mut seen = Seen::default();
        assert_eq!(seen.knows(key(scattered(1), 7, Cost::Told)), Known::New);
        for file in 0..4_u64 {
            let mut keys = Keys::default();
            (file * 10_000..(file + 1) * 10_000).for_each(|row| keys.push(key(scattered(row), row, Cost::Untold)));
            seen.add(vec![keys]);
        }
        for row in 0..40_000 {
            assert_eq!(seen.knows(key(scattered(row), row, Cost::Told)), Known::Same, "{row}");
            assert_eq!(seen.knows(key(scattered(row), row + 1, Cost::Untold)), Known::Changed, "{row}");
            assert_eq!(seen.knows(key(scattered(row + 40_000), row, Cost::Untold)), Known::New, "{row}");
        }
        let mut keys = Keys::default();
        keys.push(key(scattered(0), 0, Cost::Told));
        assert!(!seen.tells_cost(key(scattered(0), 0, Cost::Told)));
        seen.add(vec![keys]);
        assert!(
            seen.tells_cost(key(scattered(0), 0, Cost::Untold)) && !seen.tells_cost(key(scattered(1), 1, Cost::Told))
        );
        // eight bytes a row, and half a byte of index
        assert_eq!(seen.keys.len(), 40_001);
        assert!(seen.index.len() <= 40_000 / STRETCH + 1, "{}", seen.index.len());
    }
}
