//! What is the declaration of an item that has only an id?
#![allow(missing_docs, reason = "a test")]

use tl_runtime::value::AnyObject;
use tl_runtime::{Function, Identify, Serve, TlObject};

#[derive(Debug, PartialEq, TlObject)]
#[tl(id = 0x13)]
struct Beat {
    n: i32,
}

macro_rules! functions {
    ($($name:ident = $response:ty,)*) => {
        $(
            #[derive(TlObject)]
            #[tl(id = 0x14, name = "get", response = $response)]
            struct $name;
        )*

        fn answers() -> Vec<&'static str> {
            vec![$($name::TL),*]
        }
    };
}

functions! {
    One = Beat,
    Boxed = Box<Beat>,
    List = Vec<Beat>,
    Lists = Vec<Vec<Beat>>,
    Bytes = Vec<u8>,
    Text = String,
    Texts = Vec<String>,
    Numbers = Vec<i32>,
    Truths = Vec<bool>,
    Truth = bool,
    Number = i64,
    Raw = [u8; 16],
    Any = Box<dyn AnyObject>,
}

#[test]
fn an_answer_is_a_boxed_type_without_brackets() {
    let results = [
        "Beat",
        "Beat",
        "Vector<Beat>",
        "Vector<Vector<Beat>>",
        "Bytes",
        "String",
        "Vector<string>",
        "Vector<int>",
        "Vector<Bool>",
        "Bool",
        "Long",
        "Int128",
        "Object",
    ];
    for (tl, result) in answers().into_iter().zip(results) {
        assert_eq!(tl, format!("get#00000014 = {result}"));
    }
}

#[test]
fn a_list_is_answered() -> Result<(), Box<dyn core::error::Error>> {
    let beats = vec![Beat { n: 1 }, Beat { n: 2 }];
    let answer = List.encode_response(&beats)?;
    assert_eq!(answer.len(), 4 + 4 + 2 * 8);
    assert_eq!(List.decode_response(&answer)?, beats);
    Ok(())
}

#[derive(Debug, PartialEq, TlObject)]
enum Event {
    #[tl(id = 0x11)]
    Start {
        at: i64,
    },
    Stop(Stop),
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(id = 0x12, name = "jq.stop", type = "Event")]
struct Stop {
    n: i32,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(type = "jq.State")]
enum State {
    On(On),
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(id = 0x15, name = "jq.on", type = "jq.State")]
struct On;

#[derive(TlObject)]
#[tl(id = 0x16, name = "jq.get", type = "jq.State", function)]
struct Get;

#[test]
fn a_struct_names_its_type() -> Result<(), Box<dyn core::error::Error>> {
    assert_eq!(Stop::TL, "jq.stop#00000012 n:int = Event");
    assert_eq!(On::TL, "jq.on#00000015 = jq.State");
    assert_eq!(Get::TL, "jq.get#00000016 = jq.State");
    let event = Event::Stop(Stop { n: 5 });
    let bytes = tl_runtime::to_bytes(&event)?;
    assert_eq!(bytes, [0x12, 0, 0, 0, 5, 0, 0, 0]);
    assert_eq!(tl_runtime::from_bytes::<Event>(&bytes)?, event);
    assert_eq!(
        tl_runtime::from_bytes::<State>(&[0x15, 0, 0, 0])?,
        State::On(On)
    );
    Ok(())
}
