//! Writes the API for tl-proto from the schema in grammers-tl-types.

use std::path::Path;

use tl_parser::World;
use tl_parser::source::FileId;

include!("../locate.rs");

#[path = "../src/compile/tl_proto_api.rs"]
mod tl_proto_api;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../locate.rs");
    println!("cargo::rerun-if-changed=../src/compile/tl_proto_api.rs");
    let text = std::fs::read_to_string(grammers_package()? + "tl/api.tl")?;
    let mut findings = Vec::new();
    let programs = [tl_parser::parse(FileId(0), &text, &mut findings)];
    let schema = tl_parser::resolve(&programs, World::Closed, &mut findings);
    let api = tl_proto_api::generate(&schema)?;
    std::fs::write(Path::new(&env::var("OUT_DIR")?).join("api.rs"), api)?;
    Ok(())
}
