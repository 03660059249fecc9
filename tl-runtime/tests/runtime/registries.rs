//! What does a registry find?

use tl_runtime::value::{Entry, EntryKind, Registry};

use crate::hand::{Call, Link, Masked, Pair};

static FIRST: Registry = Registry::new(&[Entry::constructor::<Pair>(), Entry::function::<Call>()]);
static SECOND: Registry =
    Registry::new(&[Entry::constructor::<Link>(), Entry::constructor::<Masked>()]);
static BOTH: Registry = Registry::chain(&FIRST, &SECOND);
static THREE: Registry = Registry::chain(&EMPTY, &BOTH);
static EMPTY: Registry = Registry::new(&[]);

#[test]
fn an_entry_is_found_by_its_id() {
    let found = FIRST
        .find(5)
        .map(|entry| (entry.id, entry.name, entry.kind));
    assert_eq!(found, Some((5, "call", EntryKind::Function)));
    assert!(FIRST.find(3).is_none() && FIRST.find(0).is_none() && FIRST.find(u32::MAX).is_none());
    assert!(EMPTY.find(1).is_none());
}

#[test]
fn a_chain_looks_into_all_of_its_registries_in_order() {
    for registry in [&BOTH, &THREE] {
        for (id, name) in [(1, "pair"), (3, "link"), (4, "masked"), (5, "call")] {
            assert_eq!(registry.find(id).map(|entry| entry.name), Some(name));
        }
        assert!(registry.find(2).is_none());
    }
    assert_eq!(BOTH.entries().len(), 2);
}
