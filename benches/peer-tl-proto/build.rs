//! Generates the API for tl-proto from the schema in grammers-tl-types.

use tl_parser::World;
use tl_parser::source::FileId;

#[path = "../src/compile/tl_proto_api.rs"]
mod tl_proto_api;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=../src/compile/tl_proto_api.rs");
    let text = std::fs::read_to_string(gen_schemas::grammers("api.tl"))?;
    let mut findings = Vec::new();
    let programs = [tl_parser::parse(FileId(0), &text, &mut findings)];
    let schema = tl_parser::resolve(&programs, World::Closed, &mut findings);
    gen_schemas::write("api.rs", &tl_proto_api::generate(&schema)?);
    Ok(())
}
