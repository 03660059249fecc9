//! Makes Rust code of the golden pair.

fn main() -> Result<(), tl_codegen::Error> {
    tl_codegen::Builder::new()
        .schema("../../../schemas/photos.tl")
        .registry(true)
        .deny("warnings")
        .compile()?;
    Ok(())
}
