//! Puts each piece of Rust in the README into its place in `places.rs`.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

use gen_schemas::{code, ours, readme, write};

/// What stands for a piece: `snippet!("a part of it");`.
const MARK: &str = "snippet!(\"";

fn main() {
    println!("cargo::rerun-if-changed={}", readme::path().display());
    code("photos", &[ours("photos.tl"), "src/wire.tl".into()], |it| {
        it
    });
    code("chats", &["src/chats.tl".into()], |it| it.json(true));

    let mut snippets: Vec<String> = readme::snippets("rust");
    // Paths are from the folder of the package.
    for snippet in &mut snippets {
        *snippet = snippet.replace("\"schemas/", "\"../../../schemas/");
    }
    println!("cargo::rerun-if-changed=src/places.rs");
    let places = std::fs::read_to_string("src/places.rs").expect("there are places");
    let mut filled = String::new();
    let mut rest = places.as_str();
    while let Some((before, marked)) = rest.split_once(MARK) {
        let (part, behind) = marked.split_once("\");").expect("the mark ends");
        let found = snippets.iter().position(|snippet| snippet.contains(part));
        let found = found.unwrap_or_else(|| panic!("no Rust in the README has `{part}`"));
        filled += before;
        filled += &snippets.remove(found);
        rest = behind;
    }
    filled += rest;
    assert!(
        snippets.is_empty(),
        "`places.rs` has no place for this Rust of the README:\n{}",
        snippets.join("\n")
    );
    write("places.rs", &filled);
}
