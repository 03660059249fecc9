//! Maps by name: half of resolving a schema is looking up names.
//!
//! The standard library's hash withstands whoever chooses all the keys, at several times the cost;
//! this one is seeded too, so that no schema is slow for everyone, and that is enough for texts that
//! people compile.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// A map by something short.
pub(crate) type Map<K, V> = HashMap<K, V, RandomState>;

/// A map by name.
pub(crate) type Names<'s, V> = Map<&'s str, V>;

/// A map with room for so many.
pub(crate) fn map<K, V>(capacity: usize) -> Map<K, V> {
    Map::with_capacity_and_hasher(capacity, RandomState::default())
}
