//! Generates the code whose decoders are fuzzed, in all forms: from the schemas of this repository, and from
//! shared ones if they are present.

use std::path::{Path, PathBuf};

use tl_codegen::{Builder, Role};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let ours = |name: &str| root.join("schemas").join(name);
    // If Telegram's and TON's schemas are absent, ours replace them.
    let shared = |name: &str, stand_in: &str| {
        let path = root.join("../shared/schemas").join(name);
        if path.exists() { path } else { ours(stand_in) }
    };
    let telegram = shared("telegram/telegram_api.tl", "photos.tl");
    let with_json = |builder: Builder| builder.registry(true).json(true).serde(true);
    let flat = |builder: Builder| builder.role(Role::Both).keep_enums("*").flat("*");
    write("telegram", &telegram, with_json);
    write("photos", &ours("photos.tl"), |builder| {
        builder.role(Role::Both).json(true)
    });
    write("photos_flat", &ours("photos.tl"), |builder| {
        flat(builder).json(true)
    });
    write(
        "ton_api",
        &shared("ton/ton_api.tl", "mtproto.tl"),
        with_json,
    );
    write(
        "lite_api",
        &shared("ton/lite_api.tl", "photos.tl"),
        with_json,
    );
    write("full_tl", &ours("full_tl.tl"), |builder| {
        builder.registry(true)
    });
    write("full_tl_flat", &ours("full_tl.tl"), flat);
    for name in ["photos", "full_tl"] {
        let schema = ours(&format!("{name}.tl"));
        write(&format!("{name}_views"), &schema, |builder| {
            builder.views("*")
        });
        write(&format!("{name}_unknown"), &schema, |builder| {
            builder.role(Role::Both).keep_enums("*").unknown("*")
        });
    }
    write("photos_json", &ours("photos.tl"), |builder| {
        builder.json(true).binary(false)
    });
}

fn write(name: &str, schema: &PathBuf, options: impl FnOnce(Builder) -> Builder) {
    println!(
        "cargo::rustc-env=SCHEMA_{}={}",
        name.to_uppercase(),
        schema.display()
    );
    let builder = Builder::new()
        .schema(schema)
        .allow("warnings")
        .file_name(format!("{name}.rs"));
    if let Err(error) = options(builder).compile() {
        panic!("{name}: {error}");
    }
}
