//! Generates the modules, empty ones where their schemas are absent.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(shared_absent)");
    let mut absent = false;
    for (folder, name) in [("telegram", "td_api"), ("ton", "tonlib_api")] {
        match gen_schemas::shared(&format!("schemas/{folder}/{name}.tl")) {
            Some(schema) => generate(&schema),
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

fn generate(schema: &Path) {
    let builder = tl_codegen::Builder::new().schema(schema);
    let builder = builder.registry(true).serde(true).deny("warnings");
    if let Err(error) = builder.compile() {
        panic!("{error}");
    }
}

fn empty(name: &str) {
    let folder = std::env::var("OUT_DIR").expect("Cargo says where files go");
    let file = Path::new(&folder).join(name).with_extension("rs");
    std::fs::write(file, "").expect("the folder can be written to");
}
