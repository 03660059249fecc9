//! Generates the modules.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

fn main() {
    let schemas = [
        (gen_schemas::grammers("mtproto.tl"), "grammers.rs"),
        (gen_schemas::ours("mtproto.tl"), "ours.rs"),
    ];
    for (schema, file) in schemas {
        let builder = tl_codegen::Builder::new().schema(schema).registry(true);
        if let Err(error) = builder.file_name(file).compile() {
            panic!("{error}");
        }
    }
}
