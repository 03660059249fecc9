//! Code generation for build scripts.

use std::path::{Path, PathBuf};

use tl_codegen::Builder;

/// The schemas that the derive does not support: the elements of `n*[ x:int y:int ]` are structs without a
/// declaration of their own, and a single declaration does not tell of other constructors of a builtin.
pub const WITHOUT_DERIVE: &[&str] = &[
    "builtins_of_more",
    "full_tl",
    "masks_nested",
    "repetition",
    "repetition_deep",
];

/// The schemas without JSON, which cannot represent type arguments.
pub const WITHOUT_JSON: &[&str] = &[
    "answers",
    "builtins_of_more",
    "call_in_a_constructor",
    "calls",
    "full_tl",
    "masks_nested",
    "names_lints",
    "params_numbers",
    "params_types",
    "repetition_deep",
];

/// Generates `$OUT_DIR/{name}.rs`, with a registry, from the files of a schema.
pub fn code(name: &str, schemas: &[PathBuf], options: impl FnOnce(Builder) -> Builder) {
    // Ids that differ on purpose; `tlgen check` reports them, Cargo need not.
    let mut builder = Builder::new()
        .allow("id-mismatch")
        .registry(true)
        .file_name(format!("{name}.rs"));
    for schema in schemas {
        builder = builder.schema(schema);
    }
    if let Err(error) = options(builder).compile() {
        panic!("{error}");
    }
}

/// Generates modules, and `$OUT_DIR/modules.rs`, which declares them. A row has the name of a module, its
/// documentation, and the files of its schema in `../shared/schemas`.
///
/// If a file is absent, the module is empty, and the package has the cfg `shared_absent`. `options` adds the
/// options of a module, by its name.
pub fn modules(rows: &[(&str, &str, &[&str])], options: impl Fn(&str, Builder) -> Builder) {
    println!("cargo::rustc-check-cfg=cfg(shared_absent)");
    let mut declared = String::new();
    let mut absent = false;
    for (name, docs, files) in rows {
        let path = |file: &&str| crate::shared(&format!("schemas/{file}"));
        match files.iter().map(path).collect::<Option<Vec<_>>>() {
            Some(schemas) => code(name, &schemas, |builder| options(name, builder)),
            None => {
                absent = true;
                write(&format!("{name}.rs"), "");
            }
        }
        let code = include("include", name);
        declared += &format!("/// {docs}\npub mod {name} {{\n{code};\n}}\n");
    }
    write("modules.rs", &declared);
    if absent {
        println!("cargo::rustc-cfg=shared_absent");
        // Watching an absent folder would run the build script every time, so this file is watched instead.
        println!("cargo::rerun-if-changed=build.rs");
    }
}

/// Returns code that includes `$OUT_DIR/{name}.rs` with a macro: `include` or `include_str`.
#[must_use]
pub fn include(by: &str, name: &str) -> String {
    format!("{by}!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"))")
}

/// Writes a file in `$OUT_DIR`, and returns its path.
pub fn write(file: &str, text: &str) -> PathBuf {
    let folder = std::env::var("OUT_DIR").expect("Cargo says where files go");
    let path = Path::new(&folder).join(file);
    std::fs::write(&path, text).expect("the folder can be written to");
    path
}
