//! A parser of the pages.

use std::path::{Path, PathBuf};

/// A page of the guide, or another Markdown file.
pub(crate) struct Page {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// A line of a page.
pub(crate) enum Line<'p> {
    /// A line outside of all blocks.
    Text,
    /// The fence that begins a block, with its info string: `rust,no_run`.
    Fence(&'p str),
    /// A line inside of a block.
    Code(&'p str),
    /// The fence that ends a block.
    End,
}

/// A block: its language, attributes and code.
pub(crate) struct Block<'p> {
    pub(crate) language: &'p str,
    pub(crate) attributes: Vec<&'p str>,
    pub(crate) code: String,
}

impl Block<'_> {
    /// Returns the value of an attribute `key:value`.
    pub(crate) fn attribute(&self, key: &str) -> Option<&str> {
        let mut values = self.attributes.iter().filter_map(|it| it.split_once(':'));
        values.find(|(of, _)| *of == key).map(|(_, value)| value)
    }

    pub(crate) fn is(&self, attribute: &str) -> bool {
        self.attributes.contains(&attribute)
    }
}

impl Page {
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut fence = None;
        self.text.lines().map(move |line| {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match fence {
                None if ticks >= 3 => {
                    fence = Some(ticks);
                    Line::Fence(&line[ticks..])
                }
                None => Line::Text,
                Some(open) if ticks >= open => {
                    fence = None;
                    Line::End
                }
                Some(_) => Line::Code(line),
            }
        })
    }

    pub(crate) fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        for line in self.lines() {
            match line {
                Line::Fence(info) => {
                    let mut words = info.split(',');
                    blocks.push(Block {
                        language: words.next().unwrap_or_default(),
                        attributes: words.collect(),
                        code: String::new(),
                    });
                }
                Line::Code(line) => {
                    let block = blocks.last_mut().expect("a fence comes first");
                    block.code += line;
                    block.code += "\n";
                }
                Line::Text | Line::End => {}
            }
        }
        blocks
    }

    pub(crate) fn read(path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).expect("the page can be read");
        Self { path, text }
    }
}

/// Returns the folder of this package.
pub(crate) fn guide() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the pages of the guide.
pub(crate) fn guide_pages() -> Vec<Page> {
    let mut pages = Vec::new();
    add_pages(&guide().join("src"), &mut pages);
    pages
}

/// Returns the pages of the guide, the Markdown files in the root of the repository, and the README of each
/// package.
pub(crate) fn all_pages() -> Vec<Page> {
    let mut pages = guide_pages();
    let root = guide().parent().expect("the guide is in the repository");
    add_pages(root, &mut pages);
    for folder in std::fs::read_dir(root).expect("it can be listed") {
        let readme = folder.expect("it can be listed").path().join("README.md");
        if readme.exists() {
            pages.push(Page::read(readme));
        }
    }
    pages
}

fn add_pages(folder: &Path, pages: &mut Vec<Page>) {
    for file in std::fs::read_dir(folder).expect("it can be listed") {
        let path = file.expect("it can be listed").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(Page::read(path));
        }
    }
}
