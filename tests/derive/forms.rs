//! Forms that Rust types can have.

use std::fmt::Debug;
use std::sync::Arc;

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::Secret;
use tl_runtime::{Function, Identify, TlObject};

use crate::derive::round;

#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl(transparent)]
struct UserId(i64);

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("user#00000001 id:long = User;", unchecked_id)]
struct User {
    id: UserId,
}

#[test]
fn a_transparent_struct_is_what_it_wraps() {
    assert_eq!((UserId::ID, UserId::NAME), (i64::ID, "long"));
    round(&User { id: UserId(7) }, &[1, 7, 0]);
    // A type without an id has none in either form, and can be decoded and encoded.
    #[derive(Debug, PartialEq, TlObject)]
    #[tl(transparent)]
    struct Shown {
        maybe: bool,
    }
    round(&Shown { maybe: true }, &[0x9972_75b5]);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("point#00000002 x:int y:int = Point;", unchecked_id)]
pub(super) struct Point(pub i32, pub i32);

#[test]
fn fields_without_names_are_matched_in_order() {
    round(&Point(3, 4), &[2, 3, 4]);
    #[derive(Debug, PartialEq, TlObject)]
    #[tl(
        "masked#00000003 flags:# on:flags.0?true x:flags.1?int y:int = Masked;",
        unchecked_id
    )]
    struct Masked(bool, Option<i32>, i32);
    round(&Masked(true, Some(5), 6), &[3, 3, 5, 6]);
    round(&Masked(false, None, 6), &[3, 0, 6]);
    #[derive(Debug, PartialEq, TlObject)]
    #[tl(
        "masked#00000003 flags:# on:flags.0?true y:int = Masked;",
        unchecked_id
    )]
    struct Stored(#[tl(rename = "flags")] u32, bool, i32);
    round(&Stored(0x80, true, 6), &[3, 0x81, 6]);
}

#[derive(Debug, PartialEq, TlObject)]
enum Shape {
    #[tl("nothing#00000010 = Shape;", unchecked_id)]
    Nothing,
    #[tl(
        "circle#00000011 flags:# at:flags.0?Point r:int = Shape;",
        unchecked_id
    )]
    Circle {
        at: Option<Point>,
        r: i32,
    },
    #[tl(
        "line#00000012 from:point to:point mode:# bold:mode.3?true = Shape;",
        unchecked_id
    )]
    Line(Point, Point, #[tl(rename = "mode")] u32, bool),
    Square(Square),
    #[tl(other)]
    Other {
        id: u32,
        rest: Vec<u8>,
    },
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("square#00000013 side:int = Shape;", unchecked_id)]
struct Square {
    side: i32,
}

#[test]
fn variants_are_units_structs_tuples_or_hold_a_struct() {
    round(&Shape::Nothing, &[0x10]);
    let at = Some(Point(1, 2));
    round(&Shape::Circle { at, r: 3 }, &[0x11, 1, 2, 1, 2, 3]);
    round(&Shape::Circle { at: None, r: 3 }, &[0x11, 0, 3]);
    let line = Shape::Line(Point(1, 2), Point(3, 4), 1, true);
    round(&line, &[0x12, 1, 2, 3, 4, 9]);
    round(&Shape::Square(Square { side: 8 }), &[0x13, 8]);
}

#[test]
fn an_unknown_constructor_is_kept_with_the_rest_of_the_input() {
    let rest = vec![1, 0, 0, 0, 2, 0, 0, 0];
    round(&Shape::Other { id: 0x77, rest }, &[0x77, 1, 2]);
    #[derive(Debug, PartialEq, TlObject)]
    #[tl("shapes#00000014 all:2*[ Shape ] = Shapes;", unchecked_id)]
    struct Shapes([Shape; 2]);
    // It may be the last value of the input, but not an earlier one.
    let last = [0x14u32, 0x10, 0x77, 1].map(u32::to_le_bytes).concat();
    let shapes: Shapes = tl_runtime::from_bytes(&last).unwrap();
    assert_eq!(tl_runtime::to_bytes(&shapes).unwrap(), last);
    let first = [0x14u32, 0x77, 0x10].map(u32::to_le_bytes).concat();
    let error = tl_runtime::from_bytes::<Shapes>(&first).unwrap_err();
    assert!(matches!(error.kind, DecodeErrorKind::UnexpectedEnd { .. }));
}

#[test]
fn a_boxed_builtin_has_the_id_of_its_tl_type() {
    #[derive(Debug, PartialEq, TlObject)]
    #[tl(
        "boxed#00000014 a:Int32 b:Long c:String d:Vector<SecureBytes> e:Int64 = Boxed;",
        unchecked_id
    )]
    struct Boxed {
        a: i32,
        b: Box<i64>,
        c: Vec<u8>,
        d: Vec<Secret<Vec<u8>>>,
        e: UserId,
    }
    let boxed = Boxed {
        a: 5,
        b: Box::new(6),
        c: vec![0xff],
        d: vec![Secret(vec![0xfe])],
        e: UserId(7),
    };
    let words = [
        &[0x14, 0x5cb9_34fa, 5, 0x2207_6cba, 6, 0, 0xb528_6e24, 0xff01][..],
        &[0x1cb5_c415, 1, 0xbad7_1dc7, 0xfe01],
        &[0x5d9e_d744, 7, 0],
    ];
    round(&boxed, &words.concat());
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(
    "tree#00000020 flags:# left:flags.0?Tree right:flags.1?Tree user:User ids:3*[ int ] \
     list:2*[ long ] = Tree;",
    unchecked_id
)]
struct Tree {
    left: Option<Box<Tree>>,
    right: Option<Arc<Tree>>,
    user: Arc<User>,
    ids: [i32; 3],
    list: Vec<UserId>,
}

#[test]
fn boxes_arcs_and_arrays() {
    let leaf = Tree {
        left: None,
        right: None,
        user: Arc::new(User { id: UserId(1) }),
        ids: [1, 2, 3],
        list: vec![UserId(4), UserId(5)],
    };
    let words = [0, 1, 1, 0, 1, 2, 3, 4, 0, 5, 0];
    round(&leaf, &[&[0x20][..], &words].concat());
    let tree = Tree {
        left: Some(Box::new(leaf.clone())),
        right: Some(Arc::new(leaf.clone())),
        ..leaf
    };
    let inner = [&[0x20][..], &words].concat();
    round(
        &tree,
        &[&[0x20, 3][..], &inner, &inner, &words[1..]].concat(),
    );
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("answer#00000030 req:long body:Body = Answer;", unchecked_id)]
struct Answer<T: Debug, const N: usize>
where
    T: PartialEq,
{
    req: i64,
    body: T,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("list#00000031 items:vector<item> = List;", unchecked_id)]
struct List<T> {
    items: Vec<T>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("bare#00000038 item:item maybe:(Maybe item) = Bare;", unchecked_id)]
struct Bare<T> {
    #[tl(nullable)]
    item: Option<T>,
    maybe: Maybe<T>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(type = "Maybe {t:Type}")]
enum Maybe<U> {
    #[tl("nothing#00000032 {t:Type} = Maybe t;", unchecked_id)]
    Nothing,
    Just(Just<U>),
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("just#00000033 {t:Type} value:t = Maybe t;", unchecked_id)]
struct Just<V> {
    value: V,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "both#00000034 one:(Maybe int) two:(Maybe Point) = Both;",
    unchecked_id
)]
struct Both {
    one: Maybe<i32>,
    two: Maybe<Point>,
}

#[test]
fn definitions_may_be_generic() {
    let answer: Answer<Shape, 3> = Answer {
        req: 1,
        body: Shape::Nothing,
    };
    round(&answer, &[0x30, 1, 0, 0x10]);
    let items = vec![Point(1, 2), Point(3, 4)];
    round(&List { items }, &[0x31, 2, 1, 2, 3, 4]);
    let (item, value) = (Some(Point(1, 2)), Point(3, 4));
    let maybe = Maybe::Just(Just { value });
    round(&Bare { item, maybe }, &[0x38, 1, 2, 0x33, 3, 4]);
    let both = Both {
        one: Maybe::Just(Just { value: 5 }),
        two: Maybe::Nothing,
    };
    round(&both, &[0x34, 0x33, 5, 0x32]);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "texts#00000035 one:string two:string all:(Vector string) = Texts;",
    unchecked_id
)]
struct Texts<'a, 'b: 'a> {
    one: &'a str,
    two: &'b str,
    all: Vec<&'b str>,
}

#[test]
fn a_struct_may_have_several_lifetimes() {
    let (one, two) = (String::from("a"), String::from("b"));
    let texts = Texts {
        one: &one,
        two: &two,
        all: vec![&two],
    };
    let bytes = tl_runtime::to_bytes(&texts).unwrap();
    assert_eq!(
        tl_runtime::from_bytes::<Texts<'_, '_>>(&bytes).unwrap(),
        texts
    );
}

#[test]
fn generics_may_be_called_as_those_of_the_impls() {
    #[derive(Debug, PartialEq, TlObject)]
    #[tl("two#00000037 one:string two:string = Two;", unchecked_id)]
    struct Two<'input, 'input_> {
        one: &'input str,
        two: &'input_ str,
    }
    let (one, two) = ("a", "b");
    let bytes = tl_runtime::to_bytes(&Two { one, two }).unwrap();
    let read = tl_runtime::from_bytes::<Two<'_, '_>>(&bytes);
    assert_eq!(read.unwrap(), Two { one, two });
    #[derive(Debug, PartialEq, TlObject)]
    #[tl(transparent)]
    struct Arguments<Args>(Args);
    round(&Arguments(true), &[0x9972_75b5]);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;", function)]
struct Invoke<F: tl_runtime::Function> {
    layer: i32,
    query: F,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("getPoint#00000036 = Point;", unchecked_id, response = Point)]
struct GetPoint {}

#[derive(Debug, PartialEq, TlObject)]
#[tl("invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;", function)]
struct InvokeGetPoint {
    layer: i32,
    query: GetPoint,
}

#[test]
fn a_function_may_call_any_other_or_a_certain_one() {
    let call = Invoke {
        layer: 5,
        query: GetPoint {},
    };
    round(&call, &[0xda9b_0d0d, 5, 0x36]);
    let certain = InvokeGetPoint {
        layer: 5,
        query: GetPoint {},
    };
    round(&certain, &[0xda9b_0d0d, 5, 0x36]);
    let answer = tl_runtime::to_bytes(&Point(1, 2)).unwrap();
    let read = call.decode_response(&answer).unwrap();
    assert_eq!(read, certain.decode_response(&answer).unwrap());
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "mode#00000037 fields_mask:# a:fields_mask.0?int = Mode;",
    unchecked_id
)]
struct Mode {
    fields_mask: u32,
    a: Option<i32>,
}

#[test]
fn a_stored_mask_keeps_the_bits_that_guard_nothing() {
    let mode = Mode {
        fields_mask: 0x30,
        a: Some(1),
    };
    round(&mode, &[0x37, 0x31, 1]);
}

pub(super) mod reversed {
    use tl_runtime::codec::{Decoder, Encoder};

    pub(crate) fn decode(decoder: &mut Decoder<'_>) -> u32 {
        decoder.nat().swap_bytes()
    }

    pub(crate) fn encode(value: &u32, encoder: &mut Encoder) {
        encoder.nat(value.swap_bytes());
    }
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("own#00000038 flags:# one:int two:flags.0?int = Own;", unchecked_id)]
struct Own {
    #[tl(with = "reversed")]
    one: u32,
    #[tl(with = self::reversed)]
    two: Option<u32>,
}

#[test]
fn fields_may_have_an_encoding_of_their_own() {
    round(
        &Own {
            one: 1,
            two: Some(2),
        },
        &[0x38, 1, 0x0100_0000, 0x0200_0000],
    );
    round(&Own { one: 1, two: None }, &[0x38, 0, 0x0100_0000]);
}
