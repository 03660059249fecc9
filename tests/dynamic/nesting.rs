//! Is too deep nesting an error, and is the stack sufficient for the allowed depth?

use std::thread;

use tl_dynamic::Codec;
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::schema::Schema;
use tl_parser::source::Sources;
use tl_runtime::codec::DecodeErrorKind;

use crate::support::oracle::{Cheapest, cycles};
use crate::support::schemas::API;

/// The stack of a thread that Rust starts.
const STACK: usize = 2 << 20;

/// Does everything that is possible with the decoded value, or with the part before the error.
fn on_a_small_stack(schema: &'static Schema<'static>, bytes: Vec<u8>) -> Option<DecodeErrorKind> {
    let work = move || {
        let codec = Codec::new(schema);
        let decoded = codec.inspect(&codec.any(), &bytes);
        let value = decoded.value.unwrap();
        let json = codec.to_json(&codec.any(), &value).unwrap();
        let _ = codec.from_json(&codec.any(), json);
        let _ = codec.encode(&codec.any(), &value);
        decoded.error.map(|error| error.error.kind)
    };
    let thread = thread::Builder::new().stack_size(STACK);
    thread.spawn(work).unwrap().join().unwrap()
}

#[test]
fn a_million_levels_of_every_recursive_field_are_too_deep() {
    for cycle in cycles(&API, &Cheapest::new(&API)) {
        let kind = on_a_small_stack(&API, cycle.before.repeat(1_000_000));
        assert_eq!(kind, Some(DecodeErrorKind::TooDeep), "{}", cycle.name);
    }
}

/// No type contains itself, but the chain of types is long.
#[test]
fn a_long_chain_of_types_is_too_deep() {
    let chain = (1..2000).map(|n| format!("c{n} x:c{} = C{n};\n", n - 1));
    let text = format!("c0 x:int = C0;\n{}", chain.collect::<String>());
    let mut sources = Sources::new();
    sources.add("", text);
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let programs = Box::leak(Box::new(check::parse_all(sources, &mut Vec::new())));
    let schema = check::check(programs, &Levels::default(), &mut Vec::new());
    let last = schema.combinators.iter().last().unwrap().id;
    let bytes = [last, 0].map(u32::to_le_bytes).concat();
    let kind = on_a_small_stack(Box::leak(Box::new(schema)), bytes);
    assert_eq!(kind, Some(DecodeErrorKind::TooDeep));
}
