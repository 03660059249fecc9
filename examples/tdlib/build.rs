//! Generates Rust code for TDLib's schema, without the binary form: for the whole schema if it is available,
//! otherwise for the part that the program needs.

use std::path::Path;

use tl_codegen::{Builder, Error, Role};

/// The schema of TDLib 1.8.65, which is not part of this repository.
const WHOLE: &str = "../../../shared/schemas/telegram/tdlib-1.8.65/td_api.tl";

fn main() -> Result<(), Error> {
    println!("cargo::rustc-check-cfg=cfg(whole_schema)");
    let schema = if Path::new(WHOLE).exists() {
        println!("cargo::rustc-cfg=whole_schema");
        WHOLE
    } else {
        "schemas/td_api.tl"
    };
    Builder::new()
        .schema(schema)
        .json(true)
        .binary(false)
        // The tests encode again what TDLib has sent.
        .role(Role::Both)
        .compile()?;
    Ok(())
}
