//! Generates Rust code for the lite API.

fn main() -> Result<(), tl_codegen::Error> {
    tl_codegen::Builder::new()
        .schema("schemas/lite_api.tl")
        // Client and server are in one package.
        .role(tl_codegen::Role::Both)
        .registry(true)
        .compile()?;
    Ok(())
}
