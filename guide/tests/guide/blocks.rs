//! Rules for blocks of other languages than Rust and the console.

use proc_macro2::TokenStream;
use tl_parser::check::parse_all;
use tl_parser::source::Sources;

use crate::page::all_pages;

#[test]
fn no_rust_is_ignored() {
    for page in all_pages() {
        for block in page.blocks() {
            let path = page.path.display();
            assert!(!block.is("ignore"), "{path}:\n{}", block.code);
            assert_ne!(
                block.language, "",
                "{path}: a block has no language:\n{}",
                block.code
            );
        }
    }
}

/// A misspelled attribute, such as `generated=photos`, would leave a block without its test.
#[test]
fn every_attribute_is_known() {
    const KNOWN: [&str; 5] = ["no_run", "compile_fail", "file", "example", "generated"];
    for page in all_pages() {
        for block in page.blocks() {
            for attribute in &block.attributes {
                let name = attribute.split(':').next().unwrap_or_default();
                assert!(
                    KNOWN.contains(&name),
                    "{}: {attribute}",
                    page.path.display()
                );
            }
        }
    }
}

#[test]
fn tl_can_be_parsed() {
    for page in all_pages() {
        for block in page.blocks().iter().filter(|block| block.language == "tl") {
            let mut sources = Sources::default();
            sources.add(page.path.display().to_string(), block.code.clone());
            let mut found = Vec::new();
            let _ = parse_all(&sources, &mut found);
            assert_eq!(found, [], "{}:\n{}", page.path.display(), block.code);
        }
    }
}

/// Rust that is shown as generated: `rust,generated:photos`.
#[test]
fn what_is_shown_as_generated_is_generated() {
    for page in all_pages() {
        for block in page.blocks() {
            let Some(module) = block.attribute("generated") else {
                continue;
            };
            let file = format!("{}/{module}.rs", env!("OUT_DIR"));
            let code = std::fs::read_to_string(file).expect("there is such a module");
            let shown = block.code.lines().filter(|line| !line.starts_with("# "));
            let shown: String = shown.flat_map(|line| [line, "\n"]).collect();
            let (code, shown) = (tokens(&code), tokens(&shown));
            assert!(
                code.contains(&shown),
                "{}: not in {module}:\n{shown}",
                page.path.display()
            );
        }
    }
}

/// Returns the tokens of Rust code, without its layout.
fn tokens(code: &str) -> String {
    let tokens: TokenStream = code.parse().expect("it is Rust");
    tokens.to_string()
}
