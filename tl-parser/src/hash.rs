//! Maps by name, with a hash for what names are: short, and tens of thousands.
//!
//! Half of resolving a schema is looking up names. The standard library's hash withstands whoever
//! chooses all the keys, at several times the cost; this one is seeded too, so that no schema is
//! slow for everyone, and that is enough for texts that people compile.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A map by name.
pub(crate) type Names<'s, V> = HashMap<&'s str, V, Seed>;

/// A map by name with room for so many.
pub(crate) fn names<'s, V>(capacity: usize) -> Names<'s, V> {
    Names::with_capacity_and_hasher(capacity, Seed::default())
}

/// Where the hash of a map begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed(u64);

impl Default for Seed {
    fn default() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }
}

impl BuildHasher for Seed {
    type Hasher = NameHasher;

    #[inline]
    fn build_hasher(&self) -> NameHasher {
        NameHasher(self.0)
    }
}

/// Eight bytes at a time, each time a multiplication whose two halves are folded.
#[derive(Debug)]
pub(crate) struct NameHasher(u64);

impl NameHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        #[allow(clippy::cast_possible_truncation, reason = "the two halves")]
        let (low, high) = (product as u64, (product >> 64) as u64);
        self.0 = low ^ high;
    }
}

impl Hasher for NameHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.add(word.try_into().map_or(0, u64::from_le_bytes));
        }
        let mut last = bytes.len() as u64;
        for &byte in words.remainder() {
            last = last << 8 | u64::from(byte);
        }
        self.add(last);
    }

    /// The end of a text, whose length is in its hash already.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_that_are_alike_have_different_hashes() {
        let seed = Seed::default();
        let names = (0..50_000).flat_map(|n| [format!("a{n}"), format!("namespace.name{n}")]);
        let hashes: Vec<u64> = names.map(|name| seed.hash_one(name.as_str())).collect();
        let different: HashSet<&u64> = hashes.iter().collect();
        assert_eq!(different.len(), hashes.len());
        // A map takes the place from the low bits, and tells neighbours apart by the high ones.
        for bits in [0, 57] {
            let mut counts = [0_u32; 128];
            for hash in &hashes {
                counts[(hash >> bits & 127) as usize] += 1;
            }
            assert!(
                counts.iter().all(|count| (600..1000).contains(count)),
                "{counts:?}"
            );
        }
    }
}
