//! Do generated code, the derive and `tl-dynamic` agree on bytes, JSON and errors?
//!
//! With `TL_DYNAMIC_ROUNDS=100 cargo test -p tlgen-tests dynamic`, the tests use a hundred times as many
//! values.

mod agreement;
mod json;
mod memory;
mod nesting;
mod random;
mod vectors;

use tl_dynamic::Codec;
use tl_parser::schema::Schema;
use tl_runtime::value::Registry;

/// A schema, and everything that decodes it.
struct Peers<'s> {
    name: &'s str,
    codec: Codec<'s>,
    ways: &'s [(&'s str, &'static Registry)],
}

impl<'s> Peers<'s> {
    fn new(
        name: &'s str,
        schema: &'s Schema<'s>,
        ways: &'s [(&'s str, &'static Registry)],
    ) -> Self {
        let codec = Codec::new(schema);
        Self { name, codec, ways }
    }
}

/// The factor for the number of values.
fn rounds() -> u64 {
    let rounds = std::env::var("TL_DYNAMIC_ROUNDS");
    rounds.map_or(1, |rounds| rounds.parse().expect("a number"))
}
