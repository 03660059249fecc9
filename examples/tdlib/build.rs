//! Makes Rust code of TDLib's schema, without the binary form: of the whole one where it is at hand,
//! of what the program needs otherwise.

use std::path::Path;

use tl_codegen::{Builder, Error, Role};

/// The schema of TDLib 1.8.65, which not everyone has.
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
        // The tests write again what TDLib has written.
        .role(Role::Both)
        .compile()?;
    Ok(())
}
