//! Generates the API's definitions; the derive does the rest.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

use tl_codegen::Impls;

fn main() {
    let schema = gen_schemas::grammers("api.tl");
    let builder = tl_codegen::Builder::new().schema(schema).registry(true);
    if let Err(error) = builder.impls(Impls::Derive).compile() {
        panic!("{error}");
    }
}
