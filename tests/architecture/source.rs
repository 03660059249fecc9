//! The source files of a crate, and the paths that they name.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::tables::FOLDERS;
use crate::support::repository;

/// A file of a crate.
pub(super) struct Source {
    /// Its path, such as `tl-parser/src/ast/print.rs`.
    pub(super) file: String,
    /// Its module, such as `ast::print`; empty for `lib.rs` and `main.rs`.
    pub(super) module: Vec<String>,
    /// The paths and single names in its code outside of tests, with `use` trees expanded: `std::fs::File`. A
    /// macro ends with `!`.
    pub(super) paths: Vec<Vec<String>>,
    /// The public types and traits that it declares outside of tests.
    pub(super) public_types: Vec<String>,
    /// Whether the whole file is a test.
    pub(super) is_test: bool,
}

/// Returns the files of the crate in a folder, sorted by name.
pub(super) fn sources(folder: &str) -> Vec<Source> {
    let root = repository().join(folder).join("src");
    let mut files = Vec::new();
    collect(&root, ".rs", &mut files);
    files.sort();
    files
        .iter()
        .map(|file| source(folder, &root, file))
        .collect()
}

/// Collects all files in a folder whose names have this ending.
pub(super) fn collect(folder: &Path, end: &str, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, end, files);
        } else if path.to_str().is_some_and(|path| path.ends_with(end)) {
            files.push(path);
        }
    }
}

/// Returns the path in the repository and the text of each file of any package whose name has this ending.
pub(super) fn of_all_packages(end: &str) -> Vec<(String, String)> {
    let root = repository();
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(&root.join(folder), end, &mut files);
    }
    let named = |file: &PathBuf| {
        let name = file.strip_prefix(&root).unwrap_or(file);
        (
            name.display().to_string(),
            std::fs::read_to_string(file).unwrap(),
        )
    };
    files.iter().map(named).collect()
}

/// Whether Rust code contains an identifier, also in tests and macros, but not in comments and strings.
pub(super) fn has_word(code: TokenStream, word: &str) -> bool {
    code.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => has_word(group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn source(folder: &str, root: &Path, file: &Path) -> Source {
    let text = std::fs::read_to_string(file).unwrap();
    let relative = file.strip_prefix(root).unwrap();
    let mut module: Vec<String> = relative
        .with_extension("")
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect();
    if module == ["lib"] || module == ["main"] {
        module.clear();
    }
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|_| panic!("{}", file.display()));
    let is_test = module.iter().any(|part| part == "tests");
    let mut public_types = Vec::new();
    if !is_test {
        declared(tokens.clone(), &mut public_types);
    }
    let mut paths = Vec::new();
    walk(tokens, &[], &mut paths);
    Source {
        public_types,
        file: format!("{folder}/src/{}", relative.display()),
        is_test,
        module,
        paths,
    }
}

/// Whether this is `[cfg(test)]`.
fn is_cfg_test(group: &Group) -> bool {
    group.to_string().replace(' ', "") == "[cfg(test)]"
}

/// Collects the names of public types and traits: `pub struct Name`.
fn declared(stream: TokenStream, types: &mut Vec<String>) {
    let (mut is_public, mut is_type, mut is_test) = (false, false, false);
    for tree in stream {
        match &tree {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if is_public && is_type {
                    types.push(name.clone());
                }
                is_type = ["struct", "enum", "union", "trait", "type"].contains(&name.as_str());
                is_public = name == "pub" || (is_public && is_type);
            }
            TokenTree::Group(group) => {
                is_public = false;
                if is_cfg_test(group) {
                    is_test = true;
                } else if group.delimiter() == Delimiter::Brace {
                    if !is_test {
                        declared(group.stream(), types);
                    }
                    is_test = false;
                }
            }
            TokenTree::Punct(punct) => is_test &= punct.as_char() != ';',
            TokenTree::Literal(_) => {}
        }
    }
}

/// Collects the paths in a stream, each with `prefix` in front.
fn walk(stream: TokenStream, prefix: &[String], paths: &mut Vec<Vec<String>>) {
    let mut path = prefix.to_vec();
    // The number of colons of a `::` before the token.
    let mut colons = if prefix.is_empty() { 0 } else { 2 };
    let mut tests = 0;
    let mut renamed = false;
    for tree in stream {
        match tree {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                if colons != 2 {
                    flush(&mut path, prefix, paths);
                }
                match name.as_str() {
                    // `a::{self}` is `a`.
                    "self" if !path.is_empty() => paths.push(path.clone()),
                    "as" => renamed = true,
                    _ if renamed => renamed = false,
                    _ => path.push(name),
                }
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                let is_tree = colons == 2 && group.delimiter() == Delimiter::Brace;
                if is_tree {
                    walk(group.stream(), &path, paths);
                    path = prefix.to_vec();
                } else {
                    flush(&mut path, prefix, paths);
                    // `#[cfg(test)] mod tests { … }`
                    match (tests, group.delimiter()) {
                        (1, Delimiter::Brace) => tests = 0,
                        _ => walk(group.stream(), &[], paths),
                    }
                    if is_cfg_test(&group) {
                        tests = 1;
                    }
                }
                colons = 0;
            }
            TokenTree::Punct(punct) => {
                // A macro, not `!=`.
                let bang = punct.as_char() == '!' && punct.spacing() == Spacing::Alone;
                if let Some(name) = path.last_mut().filter(|_| bang) {
                    name.push('!');
                }
                flush(&mut path, prefix, paths);
                if punct.as_char() == ';' {
                    tests = 0;
                }
                colons = if punct.as_char() == ',' && !prefix.is_empty() {
                    2
                } else {
                    0
                };
            }
            TokenTree::Literal(_) => {
                flush(&mut path, prefix, paths);
                colons = 0;
            }
        }
    }
    flush(&mut path, prefix, paths);
}

/// Ends the current path and begins the next one.
fn flush(path: &mut Vec<String>, prefix: &[String], paths: &mut Vec<Vec<String>>) {
    if path.len() > prefix.len() {
        paths.push(std::mem::replace(path, prefix.to_vec()));
    }
}

#[test]
fn paths_are_seen_in_use_trees_and_bodies_and_not_in_tests() {
    let text = "
        use a::z::{self, b::{c, d as e}, f::*};
        fn g<T: h::I>() -> bool {
            println!(\"std::env\");
            // std::net
            Some::<j::K>(std::fs::read(1) != l)
        }
        #[cfg(test)]
        mod tests {
            use secret::thing;
        }
        use last::one;
    ";
    let mut paths = Vec::new();
    walk(text.parse().unwrap(), &[], &mut paths);
    let found: Vec<String> = paths
        .iter()
        .map(|path| path.join("::"))
        .filter(|path| path.contains("::") || path.ends_with('!'))
        .collect();
    assert_eq!(
        found,
        [
            "a::z",
            "a::z::b::c",
            "a::z::b::d",
            "a::z::f",
            "h::I",
            "println!",
            "j::K",
            "std::fs::read",
            "last::one"
        ]
    );
}

#[test]
fn public_types_are_seen_and_those_of_tests_and_of_the_crate_are_not() {
    let text = "
        pub struct A<T>(pub B); pub(crate) enum C { D } pub trait E { type F; }
        pub mod g { pub type H = u8; struct I { pub r#type: u8 } }
        #[cfg(test)] mod tests { pub struct J; }
        pub enum K {}
    ";
    let mut types = Vec::new();
    declared(text.parse().unwrap(), &mut types);
    assert_eq!(types, ["A", "E", "H", "K"]);
}
