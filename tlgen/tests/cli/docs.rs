//! `tlgen docs`: the pages of a schema.

mod browser;
mod data;
mod errors;
mod examples;
mod folder;
mod hostile;
mod layer;
mod memory;
mod pages;
mod photos;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Folder, Run};

/// A schema with functions, a type with one constructor, and a type with two.
const SCHEMA: &str = "\
// LAYER 7
// A photo that is `big`.
photo#fb197a65 flags:# id:long sizes:flags.1?Vector<PhotoSize> = Photo;
photoSizeEmpty#e17e23c type:string = PhotoSize;
photoSize#75c78e60 type:string w:int h:int size:int = PhotoSize;
---functions---
// Gets a photo.
photos.getPhoto#12345678 id:long size:PhotoSize = Photo;
photos.getSizes id:long = Vector<PhotoSize>;
";

/// Returns the text of all files below a folder, by relative path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(folder.join(&inner)).unwrap() {
            let entry = entry.unwrap();
            let path = inner.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                open.push(path);
            } else {
                let text = fs::read_to_string(folder.join(&path)).unwrap();
                files.insert(path.to_str().unwrap().replace('\\', "/"), text);
            }
        }
    }
    files
}

/// Returns the files of a schema's site.
fn site(schema: &str, arguments: &[&str]) -> BTreeMap<String, String> {
    pages(schema, &[&["--form", "site"], arguments].concat())
}

fn book(schema: &str, arguments: &[&str]) -> BTreeMap<String, String> {
    pages(schema, &[&["--form", "book"], arguments].concat())
}

fn pages(schema: &str, arguments: &[&str]) -> BTreeMap<String, String> {
    let folder = Folder::new(&[("a.tl", schema)]);
    let run = docs(&folder, arguments);
    assert_eq!(run.code, 0, "{}", run.err);
    files(&folder.path("out"))
}

fn docs(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(
        &[
            &["docs", "a.tl", "-o", "out", "--allow", "warnings"],
            arguments,
        ]
        .concat(),
    )
}
