//! Makes Rust code of two schemas: the protocol, and the part of the API that the example speaks.

use tl_codegen::{Builder, Error, Role};

fn main() -> Result<(), Error> {
    code("../../schemas/mtproto.tl").compile()?;
    code("schemas/api.tl")
        .derives("config=+Default")
        .compile()?;
    Ok(())
}

/// Client and server are in one package, so both sides of each message are needed. The registry tells
/// by the id what has arrived.
fn code(schema: &str) -> Builder {
    Builder::new()
        .schema(schema)
        .role(Role::Both)
        .registry(true)
}
