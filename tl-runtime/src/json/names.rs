//! The constructors and functions of a registry by their names, since objects in JSON have no ids.

use alloc::vec::Vec;

use crate::value::{Entry, EntryKind, Registry};

/// How many names are searched one by one. Sorting all names takes about as long.
const FEW: u32 = 32;

/// The names that a JSON decoder looks up.
#[derive(Debug, Default)]
pub(super) struct Names {
    searched: u32,
    /// All entries, sorted by name, once there were many searches.
    sorted: Vec<&'static Entry>,
}

impl Names {
    /// Looks up a TL name of this kind, with the same result as
    /// [`find_by_name_and_kind`](Registry::find_by_name_and_kind).
    pub(super) fn find(
        &mut self,
        registry: &'static Registry,
        name: &str,
        kind: Option<EntryKind>,
    ) -> Option<&'static Entry> {
        if self.searched < FEW {
            self.searched += 1;
            return registry.find_by_name_and_kind(name, kind);
        }
        if self.sorted.is_empty() {
            registry.add_to(&mut self.sorted);
            // Of several entries of one name, the first one stays the first.
            self.sorted.sort_by_key(|entry| entry.name());
        }
        let first = self.sorted.partition_point(|entry| entry.name() < name);
        let same = self.sorted.iter().skip(first);
        let mut same = same.take_while(|entry| entry.name() == name);
        let found = same.find(|entry| kind.is_none_or(|kind| kind == entry.kind()));
        found.copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::True;

    static FIRST: Registry = Registry::new(&[
        Entry::function::<True>(),
        Entry::constructor::<True>(),
        Entry::constructor::<i32>(),
    ]);
    static SECOND: Registry = Registry::new(&[
        Entry::constructor::<i64>(),
        Entry::constructor::<f64>(),
        Entry::constructor::<i32>(),
        Entry::constructor::<alloc::string::String>(),
    ]);
    static BOTH: Registry = Registry::chain(&FIRST, &SECOND);
    static NONE: Registry = Registry::new(&[]);

    #[test]
    fn a_name_is_found_in_the_same_entry_however_often_it_is_looked_up() {
        for registry in [&FIRST, &SECOND, &BOTH, &NONE] {
            let mut names = Names::default();
            for _ in 0..FEW {
                for name in ["true", "int", "long", "double", "string", "", "trud", "zz"] {
                    for kind in [
                        None,
                        Some(EntryKind::Constructor),
                        Some(EntryKind::Function),
                    ] {
                        let address = |it: &'static Entry| core::ptr::from_ref(it);
                        let expected = registry.find_by_name_and_kind(name, kind).map(address);
                        let found = names.find(registry, name, kind).map(address);
                        assert_eq!(found, expected, "{name} {kind:?}");
                    }
                }
            }
            assert_eq!(
                !names.sorted.is_empty(),
                registry.find_by_name("int").is_some()
            );
        }
    }
}
