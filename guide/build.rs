//! Generates the code that the pages use, and the modules and tests for the pages.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tl_codegen::Builder;

/// Packages whose README is tested as a page too; the first one is the repository's.
const PACKAGES: [&str; 7] = [
    "",
    "tl-codegen",
    "tl-derive",
    "tl-dynamic",
    "tl-parser",
    "tl-runtime",
    "tlgen",
];

fn main() -> Result<(), Box<dyn Error>> {
    // Each is a module of this package, declared in `check/lib.rs`.
    schema("photos").registry(true).compile()?;
    schema("chats").json(true).registry(true).compile()?;
    schema("api").compile()?;
    schema("service").registry(true).compile()?;
    schema("photos")
        .file_name("photos_views.rs")
        .views("*")
        .compile()?;
    schema("updates")
        .unknown("*")
        .json(true)
        .views("*")
        .compile()?;
    schema("updates")
        .file_name("updates_views.rs")
        .map_type("string", "Arc<str>")
        .views("*")
        .compile()?;
    schema("telegram_updates")
        .role(tl_codegen::Role::Client)
        .unknown("*")
        .compile()?;
    schema("messages")
        .json(true)
        .binary(false)
        .role(tl_codegen::Role::Client)
        .nullable("message:forward_info")
        .compile()?;
    // The options of the page on customising.
    schema("chat")
        .rename("peerUser", "Person")
        .rename("peerUser:name", "title")
        .attribute("peerChat", "#[derive(Eq, Hash)]")
        .map_type("string", "Box<str>")
        .common_fields("Photo")
        .setters("messages.send")
        .extern_type("Geo", "crate::Place")
        .compile()?;
    // The schema of an example, which the page on clients uses too.
    Builder::new()
        .schema("../examples/mtproto/schemas/api.tl")
        .file_name("telegram.rs")
        .compile()?;
    let layers = Builder::new().file_name("layers.rs");
    let layers = layers
        .layers("schemas/updates.tl")
        .layers("schemas/updates_2.tl");
    layers.compile()?;
    pages()
}

fn schema(name: &str) -> Builder {
    Builder::new().schema(format!("schemas/{name}.tl"))
}

/// Writes a module for each page, with the page as its documentation, so that its Rust is tested; and a test of
/// its commands.
fn pages() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    let guide = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut pages = Vec::new();
    for package in PACKAGES {
        let page = guide.join("..").join(package).join("README.md");
        println!("cargo::rerun-if-changed={}", page.display());
        pages.push((format!("readme_{package}"), page));
    }
    for page in fs::read_dir(guide.join("src"))? {
        let page = page?.path();
        if let (Some(name), Some("md")) = (page.file_stem(), extension(&page)) {
            pages.push((name.to_string_lossy().into_owned(), page));
        }
    }
    let (mut modules, mut tests) = (String::new(), String::new());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (name, page) in pages {
        let name = name.replace('-', "_").to_lowercase();
        let name = name.trim_end_matches('_');
        let own = out.join(name).with_extension("md");
        fs::write(&own, without_examples(&page)?)?;
        writeln!(
            modules,
            "#[doc = include_str!({own:?})] mod page_{name} {{}}"
        )?;
        writeln!(
            tests,
            "#[test] fn {name}() {{ prints_what_it_shows({page:?}); }}"
        )?;
    }
    fs::write(out.join("pages.rs"), modules)?;
    fs::write(out.join("commands.rs"), tests)?;
    Ok(())
}

/// Returns the text of a page in which the code of examples (`rust,example:FILE:ANCHOR`) is marked as text,
/// because it is compiled in the example.
fn without_examples(page: &Path) -> io::Result<String> {
    let text = fs::read_to_string(page)?;
    Ok(text.replace("```rust,example:", "```text,"))
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}
