//! Can a type have any other name, although it borrows or is called like a type of Rust?
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a test may fail by a panic"
)]

use tl_runtime::{TlObject, from_bytes, to_bytes};

#[derive(Debug, PartialEq, TlObject)]
#[tl("item name:string = Item;")]
struct Item<'a> {
    name: &'a str,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("pair {a:Type} {b:Type} x:a y:b = Pair a b;")]
struct Pair<A, B> {
    x: A,
    y: B,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("just {t:Type} v:t = Just t;")]
struct Just<T> {
    v: T,
}

type Texts<'a> = Vec<&'a str>;
type Items<'a> = Vec<Item<'a>>;
type Two<'a> = [&'a str; 2];
type OfInt<T> = Pair<i32, T>;
type Swap<A, B> = Pair<B, A>;
type OfItem<'a> = Just<Item<'a>>;
type OfTexts<'a> = Just<Vec<&'a str>>;
type Deep<'a, T> = Just<Vec<Pair<T, Just<&'a [u8]>>>>;

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "all texts:(Vector string) items:(Vector Item) two:2*[ string ] of_int:(Pair int string) \
      swap:(Pair int string) of_item:(Just Item) of_texts:(Just (Vector string)) \
      deep:(Just (Vector (Pair string (Just bytes)))) flags:# last:flags.0?(Vector (Pair int string)) = All;"
)]
struct All<'a> {
    texts: Texts<'a>,
    items: Items<'a>,
    two: Two<'a>,
    of_int: OfInt<&'a str>,
    swap: Swap<&'a str, i32>,
    of_item: OfItem<'a>,
    of_texts: OfTexts<'a>,
    deep: Deep<'a, &'a str>,
    last: Option<Vec<OfInt<&'a str>>>,
}

#[test]
fn a_type_that_borrows_can_have_another_name() {
    let all = All {
        texts: vec!["a", "b"],
        items: vec![Item { name: "c" }],
        two: ["d", "e"],
        of_int: Pair { x: 1, y: "f" },
        swap: Pair { x: 2, y: "g" },
        of_item: Just {
            v: Item { name: "h" },
        },
        of_texts: Just { v: vec!["i"] },
        deep: Just {
            v: vec![Pair {
                x: "j",
                y: Just { v: b"k" },
            }],
        },
        last: Some(vec![Pair { x: 3, y: "l" }]),
    };
    let bytes = to_bytes(&all).unwrap();
    assert_eq!(from_bytes::<All<'_>>(&bytes).unwrap(), all);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("u x:int = U;")]
struct U {
    x: i32,
}

mod types {
    pub(crate) type String = super::U;
    pub(crate) type Box<T> = super::Just<T>;
    pub(crate) type Option = super::U;
    pub(crate) type Vec<T> = super::Just<T>;
    pub(crate) mod inner {
        pub(crate) type String = super::super::U;
    }
}

mod enums {
    pub(crate) use super::types::{Box, String};
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("named a:U b:(Just int) c:U d:(Just int) e:U f:(Just U) g:U h:(Just U) = Named;")]
struct Named {
    a: types::String,
    b: types::Box<i32>,
    c: types::Option,
    d: types::Vec<i32>,
    e: types::inner::String,
    f: enums::Box<enums::String>,
    g: self::types::String,
    h: crate::enums::Box<crate::types::String>,
}

#[test]
fn a_type_in_a_generated_module_is_not_that_of_rust() {
    let named = Named {
        a: U { x: 1 },
        b: Just { v: 2 },
        c: U { x: 3 },
        d: Just { v: 4 },
        e: U { x: 5 },
        f: Just { v: U { x: 6 } },
        g: U { x: 7 },
        h: Just { v: U { x: 8 } },
    };
    let bytes = to_bytes(&named).unwrap();
    assert_eq!(from_bytes::<Named>(&bytes).unwrap(), named);
}
