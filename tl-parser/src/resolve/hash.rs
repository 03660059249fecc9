//! Maps by name: half of resolving a schema is looking up names.
//!
//! The standard library's hash withstands whoever chooses all the keys, at several times the cost;
//! this one is seeded too, so that no schema is slow for everyone, and that is enough for texts that
//! people compile.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// A map by name.
pub(crate) type Names<'s, V> = HashMap<&'s str, V, RandomState>;

/// A map by name with room for so many.
pub(crate) fn names<'s, V>(capacity: usize) -> Names<'s, V> {
    Names::with_capacity_and_hasher(capacity, RandomState::default())
}
