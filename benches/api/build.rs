//! Generates the API from the schema in grammers-tl-types.

include!("../locate.rs");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../locate.rs");
    println!("cargo::rerun-if-changed=../Cargo.toml");
    tl_codegen::Builder::new()
        .schema(grammers_package()? + "tl/api.tl")
        .compile()?;
    Ok(())
}
