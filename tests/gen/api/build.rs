//! Generates the API.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

fn main() {
    let schema = gen_schemas::grammers("api.tl");
    let builder = tl_codegen::Builder::new().schema(schema).registry(true);
    if let Err(error) = builder.compile() {
        panic!("{error}");
    }
}
