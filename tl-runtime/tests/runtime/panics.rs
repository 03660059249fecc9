//! What does a panic in a hand-written impl do?
//!
//! The methods that generated code calls to decode cannot unwind, so such a panic ends the process. Each case
//! runs in a process of its own: this program, with the name of the case.

use std::process::Command;

use tl_runtime::codec::{Bare, Decoder, Encoder};
use tl_runtime::{Decode, Encode};

use crate::hand::declare;

declare!(Bomb = 1 "bomb" "bomb#00000001 fuse:int = Bomb");

/// A type that panics where it should report an error.
#[derive(Debug)]
struct Bomb;

impl<'a> Decode<'a> for Bomb {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        assert_eq!(decoder.int(), 0, "boom");
        Bomb
    }
}

impl Encode for Bomb {
    fn encode_bare(&self, _: &mut Encoder, _: ()) {
        panic!("boom")
    }
}

declare!(Dropped = 2 "dropped" "dropped#00000002 = Dropped");

/// A value whose destructor panics.
struct Dropped;

impl Drop for Dropped {
    fn drop(&mut self) {
        panic!("boom");
    }
}

impl<'a> Decode<'a> for Dropped {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        decoder.int();
        Dropped
    }
}

/// Runs a case, in the process that a test has started for it.
fn case(name: &str) {
    let bytes = [1, 0, 0, 0, 1, 0, 0, 0];
    let caught = std::panic::catch_unwind(|| match name {
        "decode" => drop(tl_runtime::from_bytes::<Bomb>(&bytes).map(drop)),
        "list" => {
            let mut decoder = Decoder::new(&bytes);
            drop(decoder.list::<Bomb, _>(Bare));
        }
        "encode" => {
            let mut buffer = vec![7];
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                tl_runtime::codec::append_to(&mut buffer, &Bomb)
            }));
            assert!(caught.is_err());
            // The contents of the buffer are lost, and it does not contain what was appended.
            assert!(buffer.is_empty(), "{buffer:?}");
            panic!("boom")
        }
        "drop" => {
            let bytes = [2, 0, 0, 0, 0, 0, 0, 0];
            drop(tl_runtime::from_bytes::<Dropped>(&bytes));
        }
        _ => panic!("no such case"),
    });
    assert!(caught.is_err());
    println!("caught");
}

/// Runs a case, and returns whether the panic was caught; otherwise the process ended.
fn is_caught(name: &str) -> bool {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command.args(["--exact", "panics::a_case", "--ignored", "--nocapture"]);
    let output = command.env("TL_PANICS", name).output().unwrap();
    let caught = String::from_utf8_lossy(&output.stdout).contains("caught");
    assert_eq!(caught, output.status.success(), "{output:?}");
    caught
}

#[test]
#[ignore = "the other tests run it, in a process of its own"]
fn a_case() {
    if let Ok(name) = std::env::var("TL_PANICS") {
        case(&name);
    }
}

#[test]
fn a_panic_while_decoding_ends_the_process() {
    assert!(!is_caught("decode"));
    assert!(!is_caught("list"));
}

#[test]
fn a_panic_while_encoding_unwinds() {
    assert!(is_caught("encode"));
}

#[test]
fn a_panic_in_the_drop_of_a_value_unwinds() {
    assert!(is_caught("drop"));
}
