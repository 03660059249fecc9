//! Does the code of the derive keep its own names apart from those of the user?
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    reason = "a test may fail by a panic"
)]

use std::fmt::Debug;

use tl_runtime::{Decode, Encode, TlObject, from_bytes, to_bytes};

/// Asserts that a value has these words after its id, and is decoded from them.
#[track_caller]
fn assert_words<T: Encode + for<'a> Decode<'a> + PartialEq + Debug>(value: &T, words: &[u32]) {
    let bytes = to_bytes(value).unwrap();
    let written = bytes.chunks(4).skip(1);
    let written: Vec<u32> = written
        .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
        .collect();
    assert_eq!(written, words);
    assert_eq!(&from_bytes::<T>(&bytes).unwrap(), value);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("p {n:#} x:# z:int xs:n*[ int ] = P n;")]
struct P {
    #[tl(rename = "x")]
    n: u32,
    z: i32,
    xs: Vec<i32>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("type {type:#} x:# z:x.0?int y:int w:type.1?int = Type type;")]
struct Keyword {
    #[tl(rename = "x")]
    r#type: u32,
    z: Option<i32>,
    y: i32,
    w: Option<i32>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("two {n:#} {m:#} x:# y:# z:int xs:n*[ int ] ys:m*[ int ] = Two n m;")]
struct Swapped {
    #[tl(rename = "x")]
    m: u32,
    #[tl(rename = "y")]
    n: u32,
    z: i32,
    xs: Vec<i32>,
    ys: Vec<i32>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("of {t:Type} x:# v:t xs:x*[ t ] = Of t;")]
struct Of<T> {
    #[tl(rename = "x")]
    t: u32,
    v: T,
    xs: Vec<T>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("all n:# m:# p:(p n) type:(type n) two:(two n m) of:(of int) = All;")]
struct All {
    n: u32,
    m: u32,
    p: P,
    r#type: Keyword,
    two: Swapped,
    of: Of<i32>,
}

#[test]
fn a_parameter_is_not_hidden_by_a_field() {
    let all = All {
        n: 2,
        m: 1,
        p: P {
            n: 7,
            z: 3,
            xs: vec![5, 6],
        },
        r#type: Keyword {
            r#type: 4,
            z: Some(4),
            y: 8,
            w: Some(9),
        },
        two: Swapped {
            m: 10,
            n: 11,
            z: 12,
            xs: vec![13, 14],
            ys: vec![15],
        },
        of: Of {
            t: 1,
            v: 16,
            xs: vec![17],
        },
    };
    let words = [
        2, 1, 7, 3, 5, 6, 5, 4, 8, 9, 10, 11, 12, 13, 14, 15, 1, 16, 17,
    ];
    assert_words(&all, &words);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("foo = Foo;")]
struct Foo;

/// Has the name that the codec of `T` would have.
#[derive(Debug, PartialEq, TlObject)]
#[tl("ct x:int = CT;")]
struct CT {
    x: i32,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("gct {t:Type} a:t b:Foo = Gct t;")]
struct OfParameter<T, CT> {
    a: T,
    b: CT,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("own {t:Type} a:t b:CT = Own t;")]
struct OfField<T> {
    a: T,
    b: CT,
}

mod own {
    #[derive(Debug, PartialEq, tl_runtime::TlObject)]
    #[tl("box {t:Type} v:t = Box t;")]
    pub(crate) struct CT<T> {
        pub(crate) v: T,
    }

    #[derive(Debug, PartialEq, tl_runtime::TlObject)]
    #[tl(type = "Maybe {t:Type}")]
    pub(crate) enum CU<U> {
        #[tl("nothing {t:Type} = Maybe t;")]
        Nothing,
        Just(CV<U>),
    }

    #[derive(Debug, PartialEq, tl_runtime::TlObject)]
    #[tl("just {t:Type} v:t = Maybe t;")]
    pub(crate) struct CV<V> {
        pub(crate) v: V,
    }
}

#[test]
fn a_codec_has_no_name_of_the_user() {
    #[derive(Debug, PartialEq, TlObject)]
    #[tl("item a:(Gct int) b:(Own int) c:(Box int) d:(Maybe int) = Item;")]
    struct Item {
        a: OfParameter<i32, Foo>,
        b: OfField<i32>,
        c: own::CT<i32>,
        d: own::CU<i32>,
    }
    let item = Item {
        a: OfParameter { a: 1, b: Foo },
        b: OfField {
            a: 2,
            b: CT { x: 3 },
        },
        c: own::CT { v: 4 },
        d: own::CU::Just(own::CV { v: 5 }),
    };
    let bytes = to_bytes(&item).unwrap();
    assert_eq!(from_bytes::<Item>(&bytes).unwrap(), item);
}

#[derive(Debug, PartialEq, TlObject)]
enum V {
    #[tl("v3 = V;")]
    A,
    #[tl(other)]
    Other { r#type: u32, r#fn: Vec<u8> },
}

#[derive(Debug, PartialEq, TlObject)]
enum W {
    #[tl("w = W;")]
    A,
    #[tl(other)]
    Other { id: u32, r#fn: Vec<u8> },
}

#[derive(Debug, PartialEq, TlObject)]
enum X {
    #[tl("x = X;")]
    A,
    #[tl(other)]
    r#Other { r#in: u32, rest: Vec<u8> },
}

#[test]
fn the_fields_of_other_constructors_can_be_keywords() {
    let rest = vec![1, 0, 0, 0];
    let v = V::Other {
        r#type: 7,
        r#fn: rest.clone(),
    };
    assert_words(&v, &[1]);
    let w = W::Other {
        id: 7,
        r#fn: rest.clone(),
    };
    assert_words(&w, &[1]);
    assert_words(&X::Other { r#in: 7, rest }, &[1]);
}

#[derive(Debug, PartialEq, TlObject)]
enum Masked {
    #[tl("m1 = M;")]
    A,
    #[tl("m2 flags:# self_flags:int a:flags.0?int = M;")]
    B {
        flags: u32,
        self_flags: i32,
        a: Option<i32>,
    },
    #[tl("m3 flags:# self_flags:int b:int a:flags.0?int = M;")]
    C {
        flags: u32,
        self_flags: i32,
        #[tl(rename = "b")]
        self_flags_: i32,
        a: Option<i32>,
    },
    #[tl("m4 type:# self_type:int a:type.0?int = M;")]
    D {
        r#type: u32,
        self_type: i32,
        a: Option<i32>,
    },
}

#[test]
fn a_field_of_a_variant_can_be_called_like_the_reference_to_a_mask() {
    let (flags, a) = (8, Some(3));
    let b = Masked::B {
        flags,
        self_flags: 1,
        a,
    };
    assert_words(&b, &[9, 1, 3]);
    let c = Masked::C {
        flags,
        self_flags: 1,
        self_flags_: 2,
        a,
    };
    assert_words(&c, &[9, 1, 2, 3]);
    let d = Masked::D {
        r#type: flags,
        self_type: 1,
        a,
    };
    assert_words(&d, &[9, 1, 3]);
}

mod wrapping {
    use tl_runtime::TlObject;

    #[derive(Debug, PartialEq, TlObject)]
    #[tl("args x:int = Args;")]
    pub(crate) struct Args {
        pub(crate) x: i32,
    }

    #[derive(Debug, PartialEq, TlObject)]
    #[tl(transparent)]
    pub(crate) struct OfArgs(pub(crate) Args);

    pub(crate) mod own {
        #[derive(Debug, PartialEq, tl_runtime::TlObject)]
        #[tl(transparent)]
        pub(crate) struct Args(pub(crate) super::OfArgs);

        #[derive(Debug, PartialEq, tl_runtime::TlObject)]
        #[tl(transparent)]
        pub(crate) struct Args_<Args>(pub(crate) Args);
    }
}

#[test]
fn a_wrapped_type_and_its_wrapper_can_have_any_name() {
    use wrapping::{Args, OfArgs, own};
    let value = own::Args_(own::Args(OfArgs(Args { x: 1 })));
    assert_words(&value, &[1]);
}
