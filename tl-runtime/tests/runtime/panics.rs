//! What does a panic in an impl by hand do?
//!
//! It unwinds, and what was decoded before it is dropped. Each case is a process of its own, this program,
//! asked to do it: a panic that could not unwind would end the process.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use tl_runtime::codec::{Bare, Boxed, Declared, Decoder, Encoder, HasId, Head, VectorOf};
use tl_runtime::{Decode, Encode};

/// `bomb#00000001 fuse:int = Bomb`: a type that panics where it should say what is wrong.
#[derive(Debug)]
struct Bomb;

impl Declared for Bomb {
    type Kind = HasId;
    const HEAD: Head = Head::constructor(1, "bomb", "bomb#00000001 fuse:int = Bomb");
}

impl<'a> Decode<'a> for Bomb {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        assert_eq!(decoder.int(), 0, "boom");
        Bomb::new()
    }
}

impl Bomb {
    fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

/// How many bombs there are.
static ALIVE: AtomicUsize = AtomicUsize::new(0);

impl Drop for Bomb {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(feature = "json")]
impl tl_runtime::json::FromJson for Bomb {
    fn from_json(_: &mut tl_runtime::json::Decoder) -> Self {
        panic!("boom")
    }
}

impl Encode for Bomb {
    fn encode_bare(&self, _: &mut Encoder, _: ()) {
        panic!("boom")
    }
}

/// A value whose destructor panics.
struct Dropped;

impl Drop for Dropped {
    fn drop(&mut self) {
        panic!("boom");
    }
}

impl Declared for Dropped {
    type Kind = HasId;
    const HEAD: Head = Head::constructor(2, "dropped", "dropped#00000002 = Dropped");
}

impl<'a> Decode<'a> for Dropped {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        decoder.int();
        Dropped
    }
}

/// Does it, where this process was asked to; the test that asks runs it.
fn case(name: &str) {
    let bytes = [1, 0, 0, 0, 1, 0, 0, 0];
    let caught = std::panic::catch_unwind(|| match name {
        "decode" => drop(tl_runtime::from_bytes::<Bomb>(&bytes).map(drop)),
        "list" => {
            // Two that do not panic, and one that does.
            let bytes: Vec<u8> = [3, 0, 0, 1]
                .iter()
                .flat_map(|it: &u32| it.to_le_bytes())
                .collect();
            let mut decoder = Decoder::new(&bytes);
            drop(decoder.list::<Bomb, _>(Bare));
        }
        "list of lists" => {
            let bytes: Vec<u8> = [1, 0x1cb5_c415, 2, 1, 0, 1, 1]
                .iter()
                .flat_map(|it: &u32| it.to_le_bytes())
                .collect();
            let mut decoder = Decoder::new(&bytes);
            drop(decoder.list::<Vec<Bomb>, _>(VectorOf(Boxed)));
        }
        "optional" => drop(Decoder::new(&bytes).optional::<Bomb, _>(true, Boxed)),
        "value" => drop(Decoder::new(&bytes).value::<Box<Bomb>, _>(Boxed)),
        #[cfg(feature = "json")]
        "json" => drop(tl_runtime::json::from_str::<Bomb>("1").map(drop)),
        "encode" => {
            let mut buffer = vec![7];
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                tl_runtime::codec::append_to(&mut buffer, &Bomb::new())
            }));
            assert!(caught.is_err());
            // What was in it is lost, and what was appended is not in it.
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
    assert_eq!(ALIVE.load(Ordering::Relaxed), 0, "all are dropped");
    println!("caught");
}

/// Says whether the panic was caught, and else that the process ended.
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
fn a_panic_while_decoding_unwinds() {
    for case in ["decode", "list", "list of lists", "optional", "value"] {
        assert!(is_caught(case), "{case}");
    }
    #[cfg(feature = "json")]
    assert!(is_caught("json"));
}

#[test]
fn a_panic_while_encoding_unwinds() {
    assert!(is_caught("encode"));
}

#[test]
fn a_panic_in_the_drop_of_a_value_unwinds() {
    assert!(is_caught("drop"));
}
