//! Rust types that may replace the usual one for a builtin TL type.

use std::sync::Arc;

use tl_runtime::value::AnyObject;
use tl_runtime::{Function, Identify, Serve, TlObject};

use crate::derive::round;

#[derive(Debug, Clone, PartialEq, TlObject)]
enum Answer {
    #[tl("boolFalse#bc799737 = Bool;")]
    No,
    #[tl("boolTrue#997275b5 = Bool;")]
    Yes,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl(transparent)]
struct Checked(bool);

type Flag = bool;

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "bools#00000001 a:Bool b:Bool c:Vector<Bool> d:2*[ Bool ] flags:# e:flags.0?Bool = Bools;",
    unchecked_id
)]
struct Bools {
    a: Answer,
    b: Checked,
    c: Vec<Answer>,
    d: [Flag; 2],
    e: Option<Box<Checked>>,
}

#[test]
fn a_type_of_the_users_may_stand_for_bool() {
    let (no, yes) = (0xbc79_9737, 0x9972_75b5);
    let bools = Bools {
        a: Answer::No,
        b: Checked(true),
        c: vec![Answer::Yes],
        d: [true, false],
        e: Some(Box::new(Checked(false))),
    };
    let words = [1, no, yes, 0x1cb5_c415, 1, yes, yes, no, 1, no];
    round(&bools, &words);
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("photo#00000002 id:long = Photo;", unchecked_id)]
struct Photo {
    id: i64,
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("getPhoto#00000003 id:long = Photo;", response = Photo, unchecked_id)]
struct GetPhoto {
    id: i64,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "message#00000004 body:Object call:Function all:Vector<Object> = Message;",
    unchecked_id
)]
struct Message {
    body: Photo,
    call: Box<GetPhoto>,
    all: Vec<Photo>,
}

#[test]
fn a_certain_type_may_stand_for_object_and_a_certain_function_for_function() {
    let photo = |id| Photo { id };
    let message = Message {
        body: photo(5),
        call: Box::new(GetPhoto { id: 6 }),
        all: vec![photo(7)],
    };
    round(&message, &[4, 2, 5, 0, 3, 6, 0, 0x1cb5_c415, 1, 2, 7, 0]);
}

type Any = Box<dyn AnyObject>;

#[derive(Debug, TlObject)]
#[tl(
    "envelope#00000005 body:Object call:Function = Envelope;",
    unchecked_id
)]
struct Envelope {
    body: Box<dyn AnyObject>,
    call: Any,
}

#[test]
fn any_object_goes_by_another_name_too() {
    let envelope = Envelope {
        body: Box::new(Photo { id: 1 }),
        call: Box::new(GetPhoto { id: 2 }),
    };
    let bytes = tl_runtime::to_bytes(&envelope).unwrap();
    assert_eq!(bytes, crate::support::words(&[5, 2, 1, 0, 3, 2, 0]));
    let read = tl_runtime::from_bytes::<Envelope>(&bytes);
    assert!(read.is_err(), "there is no registry");
}

type Ids = Vec<i64>;
type Pair = [i32; 2];
const SIZE: usize = 2;
const KEY: usize = 32;

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "lists#00000006 ids:vector<long> pair:2*[ int ] two:2*[ long ] key:int256 = Lists;",
    unchecked_id
)]
struct Lists {
    ids: Ids,
    pair: Pair,
    two: [i64; SIZE],
    key: [u8; KEY],
}

#[test]
fn a_list_may_have_another_name_and_an_array_a_constant() {
    let lists = Lists {
        ids: vec![1],
        pair: [2, 3],
        two: [4, 5],
        key: [0; 32],
    };
    let words = [6, 1, 1, 0, 2, 3, 4, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    round(&lists, &words);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("rows#00000007 n:# rows:n*[ x:int y:long ] = Rows;", unchecked_id)]
struct Rows {
    n: u32,
    rows: Vec<Row>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("row#00000008 x:int y:long = Row;", unchecked_id)]
struct Row(i32, i64);

#[test]
fn the_elements_of_a_repetition_are_a_struct_and_a_wrong_number_of_them_names_the_field() {
    let rows = |n| Rows {
        n,
        rows: vec![Row(1, 2)],
    };
    round(&rows(1), &[7, 1, 1, 2, 0]);
    let error = tl_runtime::to_bytes(&rows(2)).unwrap_err().to_string();
    assert_eq!(
        error,
        "rows: rows is a list of 1 elements where there must be 2"
    );
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("info#00000009 name:string = Info;", unchecked_id)]
struct Info<'a> {
    name: &'a str,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("getInfo#0000000a id:long = Info;", function, unchecked_id)]
struct GetInfo {
    id: i64,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("invoke#0000000b {X:Type} query:!X = Bool;", response = bool, unchecked_id)]
struct Invoke<'a> {
    query: Cheap<'a>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("getName#0000000c of:string = String;", function, unchecked_id)]
struct Cheap<'a> {
    of: &'a str,
}

#[test]
fn a_function_may_leave_its_answer_to_the_caller() {
    round(&GetInfo { id: 1 }, &[10, 1, 0]);
    let answer = tl_runtime::to_bytes(&Info { name: "abc" }).unwrap();
    let info: Info<'_> = tl_runtime::from_bytes(&answer).unwrap();
    assert!(answer.as_ptr_range().contains(&info.name.as_ptr()));
    assert_eq!(GetInfo::NAME, "getInfo");
    let invoke = Invoke {
        query: Cheap { of: "abc" },
    };
    let bytes = tl_runtime::to_bytes(&invoke).unwrap();
    assert_eq!(bytes, crate::support::words(&[11, 12, 0x6362_6103]));
    let yes = tl_runtime::to_bytes(&true).unwrap();
    assert!(invoke.decode_response(&yes).unwrap());
}

type Row3 = [i32; 3];
type Rows3 = Vec<Vec<i32>>;
type Numbers = Vec<i32>;

#[derive(Debug, PartialEq, TlObject)]
#[tl("just#0000000d {t:Type} value:t = Maybe t;", unchecked_id)]
struct Just<T> {
    value: T,
}

#[allow(
    clippy::redundant_allocation,
    clippy::vec_box,
    clippy::box_collection,
    reason = "what a user may write"
)]
#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "boxes#0000000e a:int b:int c:Vector<int> d:2*[ int ] e:int128 f:Bool g:string h:# = Boxes;",
    unchecked_id
)]
struct Boxes {
    a: Box<Box<i32>>,
    b: Arc<i32>,
    c: Vec<Box<i32>>,
    d: [Arc<i32>; 2],
    e: Box<[u8; 8 + 8]>,
    f: Arc<bool>,
    g: Box<String>,
    h: Box<u32>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "nested#0000000f a:vector<vector<int>> b:vector<vector<int>> c:2*[ 3*[ int ] ] \
     d:2*[ 3*[ int ] ] e:2*[ 3*[ int ] ] f:(just vector<int>) = Nested;",
    unchecked_id
)]
struct Nested {
    a: Rows3,
    b: Vec<Numbers>,
    c: [Row3; 2],
    d: [Vec<i32>; 2],
    e: Vec<[i32; 3]>,
    f: Just<Numbers>,
}

#[test]
fn boxes_and_nested_lists_are_on_the_wire_what_is_in_them() {
    let boxes = Boxes {
        a: Box::new(Box::new(1)),
        b: Arc::new(2),
        c: vec![Box::new(3)],
        d: [Arc::new(4), Arc::new(5)],
        e: Box::new([0; 16]),
        f: Arc::new(true),
        g: Box::new("abc".into()),
        h: Box::new(6),
    };
    let (yes, vector) = (0x9972_75b5, 0x1cb5_c415);
    let words = [
        14,
        1,
        2,
        vector,
        1,
        3,
        4,
        5,
        0,
        0,
        0,
        0,
        yes,
        0x6362_6103,
        6,
    ];
    round(&boxes, &words);
    let six = [[1, 2, 3], [4, 5, 6]];
    let nested = Nested {
        a: vec![vec![7], vec![]],
        b: vec![vec![8, 9]],
        c: six,
        d: six.map(Vec::from),
        e: six.to_vec(),
        f: Just { value: vec![10] },
    };
    let words = [
        15, 2, 1, 7, 0, 1, 2, 8, 9, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 10,
    ];
    round(&nested, &words);
}

#[derive(Debug, Clone, PartialEq, TlObject)]
enum Truth {
    #[tl("true#3fedd339 = True;")]
    True,
    #[tl("nop = True;")]
    Nop,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "truths#00000010 a:True b:Vector<True> flags:# c:flags.0?True d:true = Truths;",
    unchecked_id
)]
struct Truths {
    a: Truth,
    b: Vec<Truth>,
    c: Option<Box<Truth>>,
    d: tl_runtime::value::True,
}

#[derive(TlObject)]
#[tl("isTrue = True;", response = Truth)]
struct IsTrue;

#[test]
fn true_may_have_more_constructors() {
    let (yes, nop) = (0x3fed_d339, 0xc93c_bd14);
    let truths = Truths {
        a: Truth::Nop,
        b: vec![Truth::True, Truth::Nop],
        c: Some(Box::new(Truth::Nop)),
        d: tl_runtime::value::True,
    };
    round(&truths, &[16, nop, 0x1cb5_c415, 2, yes, nop, 1, nop]);
    let answer = crate::support::words(&[nop]);
    assert_eq!(IsTrue.decode_response(&answer).unwrap(), Truth::Nop);
    assert_eq!(IsTrue.encode_response(&Truth::Nop).unwrap(), answer);
}
