//! Modules of code from schemas that not everyone has, for build scripts.

use std::path::{Path, PathBuf};

use tl_codegen::Builder;

/// Generates a file for each module, from files of `../shared/schemas` that are one schema.
///
/// Where one is absent, its module is empty, and the package has the cfg `shared_absent`. What a
/// module needs besides is said by `options`, which is given its name.
pub fn modules(modules: &[(&str, &[&str])], options: impl Fn(&str, Builder) -> Builder) {
    println!("cargo::rustc-check-cfg=cfg(shared_absent)");
    let mut absent = false;
    for (name, files) in modules {
        let path = |file: &&str| crate::shared(&format!("schemas/{file}"));
        let schemas: Option<Vec<PathBuf>> = files.iter().map(path).collect();
        match schemas {
            Some(schemas) => generate(name, &schemas, &options),
            None => {
                absent = true;
                empty(name);
            }
        }
    }
    if absent {
        println!("cargo::rustc-cfg=shared_absent");
        // A folder that is not there would run this anew every time: touch this file instead.
        println!("cargo::rerun-if-changed=build.rs");
    }
}

fn generate(name: &str, schemas: &[PathBuf], options: &impl Fn(&str, Builder) -> Builder) {
    // Ids are kept on purpose; `tlgen check` says so, and Cargo need not.
    let mut builder = Builder::new().allow("id-mismatch").registry(true);
    for schema in schemas {
        builder = builder.schema(schema);
    }
    let builder = options(name, builder.file_name(format!("{name}.rs")));
    if let Err(error) = builder.compile() {
        panic!("{error}");
    }
}

fn empty(name: &str) {
    let folder = std::env::var("OUT_DIR").expect("Cargo says where files go");
    let file = Path::new(&folder).join(name).with_extension("rs");
    std::fs::write(file, "").expect("the folder can be written to");
}
