//! Can values that disagree with a count or a mask be encoded? They must be errors, never bytes that decode to
//! something else.

use std::fmt::Debug;

use gen_zoo::a::b::full_tl::types::Tuple;
use gen_zoo::a::b::full_tl::types::tour::{
    Counted, DeepMask, Fence, Long, Masked, MaskedBoth, MaskedUser, Matrix, NamedPath,
    NamedPathPoints, Ragged, RaggedRows, Row, Shared, Table, TwoMasks, TwoMasksUser,
};
use tl_runtime::codec::EncodeErrorKind;
use tl_runtime::codec::append_to;
use tl_runtime::{Decode, Encode, Identify, from_bytes, to_bytes};

fn error(value: &impl Encode) -> EncodeErrorKind {
    let mut buffer = b"before".to_vec();
    let error = append_to(&mut buffer, value).unwrap_err();
    assert_eq!(buffer, b"before");
    *error.kind
}

fn wrong(
    (constructor, field): (&'static str, &'static str),
    expected: usize,
    found: usize,
) -> EncodeErrorKind {
    EncodeErrorKind::WrongLength {
        constructor,
        field,
        expected,
        found,
    }
}

/// Whether a value can be encoded. If so, asserts that its bytes decode to the value.
fn comes_back<T: Encode + Identify + PartialEq + Debug + for<'a> Decode<'a>>(value: &T) -> bool {
    let Ok(bytes) = to_bytes(value) else {
        return false;
    };
    let read: T = from_bytes(&bytes).unwrap_or_else(|error| panic!("{value:?}: {error}"));
    assert_eq!(read, *value, "{bytes:02x?}");
    true
}

#[test]
fn a_list_of_another_length_than_its_count_is_an_error() {
    let counted = |n, count| Counted {
        n,
        xs: vec![5; count],
    };
    let list = ("tour.counted", "xs");
    assert!(comes_back(&counted(0, 0)) && comes_back(&counted(2, 2)));
    assert_eq!(error(&counted(2, 1)), wrong(list, 2, 1));
    assert_eq!(error(&counted(0, 1)), wrong(list, 0, 1));
    assert_eq!(
        error(&counted(u32::MAX, 0)),
        wrong(list, u32::MAX as usize, 0)
    );
    let point = NamedPathPoints { x: 1, y: 2 };
    assert!(comes_back(&NamedPath {
        n: 1,
        points: vec![point.clone()]
    }));
    assert_eq!(
        error(&NamedPath {
            n: 1,
            points: vec![point.clone(), point]
        }),
        wrong(("tour.namedPath", "points"), 1, 2)
    );
    // A literal that is too long for an array.
    assert!(comes_back(&Long {
        a: vec![7; 40],
        b: []
    }));
    assert_eq!(
        error(&Long {
            a: vec![7; 39],
            b: []
        }),
        wrong(("tour.long", "a"), 40, 39)
    );
}

#[test]
fn a_sum_counts_one_more_and_does_not_overflow() {
    let fence = |n, posts, rails| Fence {
        n,
        posts: vec![0; posts],
        rails: vec![String::new(); rails],
    };
    let (posts, rails) = (("tour.fence", "posts"), ("tour.fence", "rails"));
    assert!(comes_back(&fence(2, 3, 2)) && comes_back(&fence(0, 1, 0)));
    assert_eq!(error(&fence(2, 2, 2)), wrong(posts, 3, 2));
    assert_eq!(error(&fence(2, 3, 3)), wrong(rails, 2, 3));
    assert_eq!(
        error(&fence(u32::MAX, 0, 0)),
        wrong(posts, u32::MAX as usize, 0)
    );
}

#[test]
fn counts_reach_into_what_is_inside() {
    let row = |count| Row {
        cells: vec![1; count],
    };
    assert!(comes_back(&Table {
        rows: 2,
        cols: 3,
        body: vec![row(3), row(3)],
        last: row(4)
    }));
    assert_eq!(
        error(&Table {
            rows: 2,
            cols: 3,
            body: vec![row(3), row(2)],
            last: row(4)
        }),
        wrong(("tour.row", "cells"), 3, 2)
    );
    assert_eq!(
        error(&Table {
            rows: 2,
            cols: 3,
            body: vec![row(3), row(3)],
            last: row(3)
        }),
        wrong(("tour.row", "cells"), 4, 3)
    );
    let ragged = |m, cells| RaggedRows {
        m,
        cells: vec![0; cells],
    };
    assert!(comes_back(&Ragged {
        n: 2,
        rows: vec![ragged(0, 0), ragged(3, 3)]
    }));
    assert_eq!(
        error(&Ragged {
            n: 2,
            rows: vec![ragged(0, 0), ragged(3, 4)]
        }),
        wrong(("tour.ragged.rows", "cells"), 3, 4)
    );
    let matrix = |w, cells: &[usize]| {
        let cells = cells.iter().map(|&count| vec![1; count]).collect();
        Matrix {
            m: [[0.5; 3]; 2],
            w,
            h: 2,
            cells,
        }
    };
    let cells = ("tour.matrix", "cells");
    assert!(comes_back(&matrix(3, &[3, 3])));
    assert_eq!(error(&matrix(3, &[3])), wrong(cells, 2, 1));
    assert_eq!(error(&matrix(3, &[3, 1])), wrong(cells, 3, 1));
}

#[test]
fn a_field_that_a_given_mask_says_is_there_must_be_there_and_no_other() {
    let masked = |x: Option<i32>, y: Option<&str>| Masked {
        x,
        y: y.map(Into::into),
    };
    let always = masked(Some(1), Some("y"));
    let never = masked(None, None);
    let user = |mask: u32, bare: &Masked, boxed: &Masked, all: &[&Masked]| {
        let all = all.iter().map(|&it| it.clone()).collect();
        MaskedUser {
            fields_mask: mask,
            bare: bare.clone(),
            boxed: boxed.clone(),
            all,
            always: always.clone(),
            never: never.clone(),
        }
    };
    let disagrees = |field, expected| EncodeErrorKind::MaskDisagrees {
        constructor: "tour.masked",
        field,
        expected,
    };
    let x = masked(Some(7), None);
    assert!(comes_back(&user(1, &x, &x, &[&x, &x])));
    // All bits of the mask survive, including those that guard nothing.
    assert!(comes_back(&user(0xffff_fffd, &x, &x, &[])));
    assert_eq!(error(&user(0, &x, &never, &[])), disagrees("x", false));
    assert_eq!(error(&user(1, &x, &never, &[])), disagrees("x", true));
    assert_eq!(
        error(&user(3, &always, &always, &[&x])),
        disagrees("y", true)
    );
    let text = to_bytes(&user(3, &always, &x, &[]))
        .unwrap_err()
        .to_string();
    assert!(text.contains("tour.masked") && text.contains('y'), "{text}");
    // A struct literal instead of `new`.
    let mut literal = user(1, &x, &x, &[]);
    literal.always = x.clone();
    assert_eq!(error(&literal), disagrees("y", true));
    literal = user(1, &x, &x, &[]);
    literal.never = x;
    assert_eq!(error(&literal), disagrees("x", false));
}

/// `mode.8?int` and `(tour.masked mode)`: the mask that is passed on includes the computed bits.
#[test]
fn a_mask_that_guards_and_is_passed_on_is_one_word() {
    let inner = Masked {
        x: Some(1),
        y: None,
    };
    for extra in [None, Some(5)] {
        let inner = inner.clone();
        let value = MaskedBoth {
            mode: 1,
            extra,
            inner,
        };
        assert!(comes_back(&value));
        let word = u32::from(extra.is_some()) << 8 | 1;
        assert_eq!(to_bytes(&value).unwrap()[4..8], word.to_le_bytes());
    }
    assert!(!comes_back(&MaskedBoth::new(inner)));
}

/// All combinations of present and absent fields, and of masks.
#[test]
fn no_combination_of_fields_is_written_as_another() {
    let (mut written, mut refused) = (0, 0);
    let mut count = |comes_back| {
        if comes_back {
            written += 1
        } else {
            refused += 1
        }
    };
    for bits in 0..1_u32 << 10 {
        let bit = |index: u32| bits >> index & 1 == 1;
        let small = |index: u32| bits >> index & 3;
        count(comes_back(&DeepMask {
            f0: small(0) << 2,
            f1: bit(2).then_some(small(3) << 2),
            f2: bit(5).then_some(small(6)),
            a: bit(8).then_some(-1),
            b: bit(9),
            c: bit(3).then_some(2),
        }));
        count(comes_back(&Shared {
            bot: bit(0),
            bot_version: bit(1).then_some(1),
            width: bit(2).then_some(2),
            height: bit(3).then_some(3),
        }));
        let masked = |index| Masked {
            x: bit(index).then_some(1),
            y: bit(index + 1).then(String::new),
        };
        let two = |index| TwoMasks {
            a: masked(index),
            b: masked(index + 2),
            c: bit(index).then_some(4),
        };
        count(comes_back(&TwoMasksUser {
            p: small(8),
            q: 1,
            a: two(0),
            b: two(4),
        }));
    }
    assert!(
        written > 100 && refused > 1_000,
        "{written} written, {refused} refused"
    );
}

#[test]
fn a_tuple_of_another_length_is_an_error() {
    use gen_zoo::a::b::full_tl::types::tour::{Wrap, Wraps};
    let tuple = |count| Tuple {
        value: vec![5; count],
    };
    let wraps = |first, n, second| {
        let second = Wrap {
            value: tuple(second),
        };
        let second = gen_zoo::a::b::full_tl::types::ResultTrue { result: second };
        Wraps {
            a: Wrap {
                value: tuple(first),
            },
            n,
            b: second.into(),
        }
    };
    let value = ("tuple", "value");
    assert!(comes_back(&wraps(10, 3, 3)));
    assert_eq!(error(&wraps(9, 3, 3)), wrong(value, 10, 9));
    assert_eq!(error(&wraps(10, 3, 0)), wrong(value, 3, 0));
}
