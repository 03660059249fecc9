//! What does a registry find?

use tl_runtime::Encode;
use tl_runtime::codec::{Declared, Encoder, HasId, Head};
use tl_runtime::value::{AnyObject, Entry, EntryKind, Registry};

use crate::hand::{Call, Chain, Link, Masked, Pair, Ping};

static FIRST: Registry = Registry::new(&[Entry::constructor::<Pair>(), Entry::function::<Call>()]);
static SECOND: Registry =
    Registry::new(&[Entry::constructor::<Link>(), Entry::constructor::<Masked>()]);
static BOTH: Registry = Registry::chain(&FIRST, &SECOND);
static THREE: Registry = Registry::chain(&EMPTY, &BOTH);
static CHAIN_FIRST: Registry = Registry::chain(&BOTH, &EMPTY);
static ALL: Registry = Registry::chain(&CHAIN_FIRST, &THIRD);
static THIRD: Registry = Registry::new(&[Entry::function::<Ping>()]);
static EMPTY: Registry = Registry::new(&[]);

#[test]
fn an_entry_is_found_by_its_id() {
    let found = FIRST
        .find(5)
        .map(|entry| (entry.id(), entry.name(), entry.kind()));
    assert_eq!(found, Some((5, "call", EntryKind::Function)));
    assert!(FIRST.find(3).is_none() && FIRST.find(0).is_none() && FIRST.find(u32::MAX).is_none());
    assert!(EMPTY.find(1).is_none());
}

#[test]
fn a_chain_looks_into_all_of_its_registries_in_order() {
    for registry in [&BOTH, &THREE, &CHAIN_FIRST, &ALL] {
        for (id, name) in [(1, "pair"), (3, "link"), (4, "masked"), (5, "call")] {
            assert_eq!(registry.find(id).map(|entry| entry.name()), Some(name));
        }
        assert!(registry.find(2).is_none());
        let link = registry.find_by_name("link");
        assert_eq!(link.map(Entry::id), Some(3));
        assert!(registry.find_by_name("end").is_none());
    }
    assert_eq!(ALL.find(8).map(Entry::name), Some("ping"));
    assert_eq!(ALL.find_by_name("ping").map(Entry::id), Some(8));
    assert_eq!(ALL.entries().len(), 2);
    assert_eq!(BOTH.entries().len(), 2);
}

#[test]
fn an_entry_knows_what_an_object_knows() {
    let objects: [Box<dyn AnyObject>; 4] = [
        Box::new(Pair {
            x: 1,
            y: Vec::new(),
        }),
        Box::new(Link {
            next: Box::new(Chain::End),
        }),
        Box::new(Ping),
        Box::new(Call {
            query: Box::new(Ping),
        }),
    ];
    let entries = [
        Entry::constructor::<Pair>(),
        Entry::constructor::<Link>(),
        Entry::function::<Ping>(),
        Entry::function::<Call>(),
    ];
    let types = ["Pair", "Chain", "Bool", "X"];
    for ((object, entry), ty) in objects.iter().zip(entries).zip(types) {
        assert_eq!((object.id(), object.name()), (entry.id(), entry.name()));
        assert_eq!(
            (object.tl(), object.tl_type()),
            (entry.tl(), entry.tl_type())
        );
        assert_eq!(entry.tl_type(), ty);
    }
    assert_eq!(objects[2].tl(), "ping#00000008 = Bool");
}

#[test]
fn the_type_is_all_that_follows_the_last_sign() {
    macro_rules! types {
        ($($name:ident $tl:literal $ty:literal)*) => {
            $(
                #[derive(Debug, Clone, PartialEq)]
                struct $name;
                impl Declared for $name {
                    type Kind = HasId;
                    const HEAD: Head = Head::constructor(9, "name", $tl);
                }
                impl Encode for $name {
                    fn encode_bare(&self, _: &mut Encoder, (): ()) {}
                }
                assert_eq!($name.tl_type(), $ty);
            )*
        };
    }
    types! {
        Users "getUsers#00000009 = Vector<photos.User>" "Vector<photos.User>"
        Tuple "getRow#00000009 n:# = Tuple int n" "Tuple int n"
        Arrow "@read row#00000009 a:int => Bool" "Bool"
        Nothing "" ""
    }
}
