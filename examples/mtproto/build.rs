//! Generates Rust code for two schemas: the protocol, and the part of the API that the example uses.

use tl_codegen::{Builder, Error, Role};

fn main() -> Result<(), Error> {
    code("../../schemas/mtproto.tl").compile()?;
    code("schemas/api.tl")
        .derives("config=+Default")
        .compile()?;
    Ok(())
}

/// Client and server are in the same package, so both sides of each message are needed. The registry finds the
/// type of a message by its id.
fn code(schema: &str) -> Builder {
    Builder::new()
        .schema(schema)
        .role(Role::Both)
        .registry(true)
}
