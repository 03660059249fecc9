//! Generates the code that the pages use, and lists the pages for `check/lib.rs`.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use tl_codegen::Builder;

fn main() -> Result<(), Box<dyn Error>> {
    // Each is a module of this package, by a line in `check/lib.rs`.
    schema("photos").registry(true).compile()?;
    schema("chats").json(true).registry(true).compile()?;
    pages()
}

fn schema(name: &str) -> Builder {
    Builder::new().schema(format!("schemas/{name}.tl"))
}

/// Writes for each page a module, whose documentation the page is, so that its Rust is tested; and a
/// test of its commands.
fn pages() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    let source = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src");
    let (mut modules, mut tests) = (String::new(), String::new());
    for page in fs::read_dir(source)? {
        let page = page?.path();
        if page.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        let name = name.replace('-', "_").to_lowercase();
        writeln!(
            modules,
            "#[doc = include_str!({page:?})] mod {name}_page {{}}"
        )?;
        writeln!(
            tests,
            "#[test] fn {name}() {{ prints_what_it_shows({page:?}); }}"
        )?;
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("pages.rs"), modules)?;
    fs::write(Path::new(&out).join("commands.rs"), tests)?;
    Ok(())
}
