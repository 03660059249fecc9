//! Generates Rust code for the schema: `$OUT_DIR/photos.rs`.

fn main() -> Result<(), tl_codegen::Error> {
    tl_codegen::Builder::new()
        .schema("../../schemas/photos.tl")
        // The in-memory transport has a server at its other end.
        .role(tl_codegen::Role::Both)
        .compile()?;
    Ok(())
}
