//! Maps and sets in the order of their keys.
//!
//! A build script is compiled before everything that it generates, and each type of `BTreeMap` in it takes
//! 4,700 lines of LLVM in a dev build. Here, the code that keeps the order knows neither keys nor values, so
//! it is compiled once, and a type of map takes a tenth of that.

use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::slice;
use std::vec;

/// Values by key, in the order of the keys.
#[derive(Clone)]
pub struct Map<K, V> {
    /// In the order of insertion.
    entries: Vec<(K, V)>,
    order: Order,
}

impl<K: Ord, V> Map<K, V> {
    /// Returns the value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.get(at).map(|entry| &entry.1)
    }

    /// Returns the value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.get_mut(at).map(|entry| &mut entry.1)
    }

    /// Whether a key has a value.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets the value of a key, and returns the previous one.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => Some(core::mem::replace(&mut self.entry(at).1, value)),
            Err(place) => {
                self.add(place, key, value);
                None
            }
        }
    }

    /// Returns the value of a key; if it has none, inserts this one.
    pub fn or_insert(&mut self, key: K, value: V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(place) => {
                self.add(place, key, value);
                self.entries.len() - 1
            }
        };
        &mut self.entry(at).1
    }

    /// Returns the value of a key; if it has none, inserts the default one.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert(key, V::default())
    }

    /// Keeps the entries for which `keep` returns true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for (key, mut value) in core::mem::take(self).entries {
            if keep(&key, &mut value) {
                self.insert(key, value);
            }
        }
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, Place>
    where
        K: Borrow<Q>,
    {
        self.order.find(&mut |at| match self.entries.get(at) {
            Some(entry) => entry.0.borrow().cmp(key),
            None => Ordering::Greater,
        })
    }

    fn add(&mut self, place: Place, key: K, value: V) {
        self.order.insert(place, self.entries.len());
        self.entries.push((key, value));
    }

    #[allow(
        clippy::indexing_slicing,
        reason = "the order has the indices of the entries"
    )]
    fn entry(&mut self, at: usize) -> &mut (K, V) {
        &mut self.entries[at]
    }
}

impl<K, V> Map<K, V> {
    /// Returns the keys and their values.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            entries: &self.entries,
            order: self.order.iter(),
        }
    }

    /// Returns the keys and their values, to be changed, in the order of insertion.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// Returns the keys.
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys(self.iter())
    }

    /// Returns the values, in the order of the keys.
    pub fn values(&self) -> Values<'_, K, V> {
        Values(self.iter())
    }

    /// Returns the values, to be changed, in the order of insertion.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|entry| &mut entry.1)
    }

    /// Returns the number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the map is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            order: Order::default(),
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other)
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Iter<'m, K, V> {
        self.iter()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        let mut entries: Vec<_> = self.entries.into_iter().map(Some).collect();
        let mut sorted = Vec::with_capacity(entries.len());
        for at in self.order.iter() {
            sorted.extend(entries.get_mut(at).and_then(Option::take));
        }
        sorted.into_iter()
    }
}

/// The keys of a [`Map`] and their values, in order.
#[derive(Clone)]
pub struct Iter<'m, K, V> {
    entries: &'m [(K, V)],
    order: Indices<'m>,
}

impl<'m, K, V> Iterator for Iter<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.entries.get(self.order.next()?)?;
        Some((key, value))
    }
}

/// The values of a [`Map`], in the order of their keys.
#[derive(Clone)]
pub struct Values<'m, K, V>(Iter<'m, K, V>);

impl<'m, K, V> Iterator for Values<'m, K, V> {
    type Item = &'m V;

    fn next(&mut self) -> Option<&'m V> {
        Some(self.0.next()?.1)
    }
}

/// The keys of a [`Map`] or [`Set`], in order.
#[derive(Clone)]
pub struct Keys<'m, K, V>(Iter<'m, K, V>);

impl<'m, K, V> Iterator for Keys<'m, K, V> {
    type Item = &'m K;

    fn next(&mut self) -> Option<&'m K> {
        Some(self.0.next()?.0)
    }
}

/// Keys without values, in order.
#[derive(Clone)]
pub struct Set<K>(Map<K, ()>);

impl<K: Ord> Set<K> {
    /// Adds a key, and returns whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        let place = self.0.find(&key);
        place.map_err(|place| self.0.add(place, key, ())).is_err()
    }

    /// Adds keys.
    pub fn extend(&mut self, keys: impl IntoIterator<Item = K>) {
        for key in keys {
            self.insert(key);
        }
    }

    /// Whether the set contains a key.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }
}

impl<K> Set<K> {
    /// Returns the keys.
    pub fn iter(&self) -> Keys<'_, K, ()> {
        self.0.keys()
    }

    /// Returns the number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self(Map::default())
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::default();
        set.extend(keys);
        set
    }
}

impl<'s, K> IntoIterator for &'s Set<K> {
    type Item = &'s K;
    type IntoIter = Keys<'s, K, ()>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: PartialEq> PartialEq for Set<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K: Eq> Eq for Set<K> {}

impl<K: fmt::Debug> fmt::Debug for Set<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The indices of entries in the order of their keys, in lists that are short enough to insert into.
#[derive(Debug, Clone, Default)]
struct Order(Vec<Vec<usize>>);

/// The place of a new key: the index of a list, and an index in the list.
type Place = (usize, usize);

/// The maximum number of indices in a list.
const MOST: usize = 512;

impl Order {
    /// Returns the entry that is equal to the wanted one, with which `compare` compares each, or its place.
    fn find(&self, compare: &mut dyn FnMut(usize) -> Ordering) -> Result<usize, Place> {
        // Most maps stay empty; asking them took 1 % of the instructions of a run in dev.
        if self.0.is_empty() {
            return Err((0, 0));
        }
        let begins_before = |list: &Vec<usize>| list.first().is_some_and(|&it| compare(it).is_le());
        let list = self.0.partition_point(begins_before).saturating_sub(1);
        let indices = self.0.get(list).map_or(&[][..], Vec::as_slice);
        match indices.binary_search_by(|&it| compare(it)) {
            Ok(at) => indices.get(at).copied().ok_or((list, at)),
            Err(at) => Err((list, at)),
        }
    }

    fn insert(&mut self, (list, at): Place, index: usize) {
        let Some(indices) = self.0.get_mut(list) else {
            return self.0.push(vec![index]);
        };
        indices.insert(at, index);
        if indices.len() > MOST {
            let rest = indices.split_off(MOST / 2);
            self.0.insert(list + 1, rest);
        }
    }

    fn iter(&self) -> Indices<'_> {
        Indices {
            lists: self.0.iter(),
            list: [].iter(),
        }
    }
}

/// All indices of an [`Order`].
#[derive(Clone)]
struct Indices<'o> {
    lists: slice::Iter<'o, Vec<usize>>,
    list: slice::Iter<'o, usize>,
}

impl Iterator for Indices<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            match self.list.next() {
                Some(&index) => return Some(index),
                None => self.list = self.lists.next()?.iter(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_order_however_they_came() {
        let last = 3 * MOST;
        // 7 has no divisor in common with the number of keys.
        let keys = (0..=last).map(|it| it * 7 % (last + 1));
        let mut map: Map<usize, String> = keys.map(|key| (key, key.to_string())).collect();
        assert!(map.keys().copied().eq(0..=last));
        assert_eq!(map.get(&last), Some(&last.to_string()));
        assert_eq!(map.get(&(last + 1)), None);

        map.retain(|key, _| key % 2 == 1);
        assert!(map.keys().copied().eq((1..=last).step_by(2)));
        assert!(!map.contains_key(&2));
    }

    #[test]
    fn a_key_has_one_value() {
        let mut map = Map::default();
        map.insert("a", 1);
        map.insert("a", 2);
        *map.or_insert("a", 5) += 1;
        *map.or_default("b") += 7;
        assert_eq!(map.iter().collect::<Vec<_>>(), [(&"a", &3), (&"b", &7)]);
        assert_eq!(map, [("b", 7), ("a", 3)].into_iter().collect());
    }

    #[test]
    fn a_set_says_what_is_new() {
        let mut set = Set::default();
        assert!(set.insert(2) && set.insert(1) && !set.insert(2));
        assert!(set.iter().eq(&[1, 2]));
    }
}
