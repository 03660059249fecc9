//! Maps by name: half of resolving a schema is looking up names.
//!
//! The standard library's hash withstands an attacker who chooses all keys, at several times the cost. This
//! one is seeded too, so no schema is slow for everyone, which is enough for texts that people compile.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

/// A map with short keys.
pub(crate) type Map<K, V> = HashMap<K, V, RandomState>;

/// A set of short values.
pub(crate) type Set<T> = HashSet<T, RandomState>;

/// Returns a map with this capacity.
pub(crate) fn map<K, V>(capacity: usize) -> Map<K, V> {
    Map::with_capacity_and_hasher(capacity, RandomState::default())
}

/// Values by name.
///
/// The inner map contains indices, whatever the values are, since each type of map is compiled separately.
#[derive(Debug, Clone)]
pub(crate) struct Names<'s, V> {
    index: Map<&'s str, usize>,
    values: Vec<V>,
}

impl<V> Default for Names<'_, V> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl<'s, V> Names<'s, V> {
    /// Creates a map with this capacity.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self {
            index: map(capacity),
            values: Vec::with_capacity(capacity),
        }
    }

    /// Returns the value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.values.get(*self.index.get(name)?)
    }

    /// Returns the value of a name, to be changed.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.values.get_mut(*self.index.get(name)?)
    }

    /// Whether a name has a value.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    /// Sets the value of a name; returns whether it had none.
    pub(crate) fn insert(&mut self, name: &'s str, value: V) -> bool {
        if let Some(known) = self.get_mut(name) {
            *known = value;
            return false;
        }
        self.index.insert(name, self.values.len());
        self.values.push(value);
        true
    }

    /// Whether no name has a value.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns all values, in the order in which their names were added.
    pub(crate) fn values(&self) -> &[V] {
        &self.values
    }

    /// Returns all values, to be changed.
    pub(crate) fn values_mut(&mut self) -> &mut [V] {
        &mut self.values
    }
}
