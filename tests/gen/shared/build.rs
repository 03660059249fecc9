//! Generates the modules, empty ones where their schemas are absent.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(shared_absent)");
    let names = [
        "telegram_api",
        "telegram_api_2020",
        "mtproto_api",
        "secret_api",
        "e2e_api",
    ];
    let mut absent = false;
    for name in names {
        match gen_schemas::shared(&format!("schemas/telegram/{name}.tl")) {
            Some(schema) => generate(&schema, name),
            None => {
                absent = true;
                empty(name);
            }
        }
    }
    if absent {
        println!("cargo::rustc-cfg=shared_absent");
        // A folder that is not there would run this anew every time: touch this file instead.
        println!("cargo::rerun-if-changed=build.rs");
    }
}

fn generate(schema: &Path, name: &str) {
    // TDLib keeps ids when it renames; `tlgen check` says so, and Cargo need not.
    let builder = tl_codegen::Builder::new().allow("id-mismatch");
    let mut builder = builder.schema(schema).registry(true);
    if name == "mtproto_api" {
        // It declares keys and numbers of 256 bytes as `string`.
        builder = builder.strings_as_bytes("*");
    }
    if let Err(error) = builder.compile() {
        panic!("{error}");
    }
}

fn empty(name: &str) {
    let folder = std::env::var("OUT_DIR").expect("Cargo says where files go");
    let file = Path::new(&folder).join(name).with_extension("rs");
    std::fs::write(file, "").expect("the folder can be written to");
}
