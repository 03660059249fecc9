//! A page, independent of its output form.

mod prose;

use std::rc::Rc;

pub(crate) use prose::{Part, Prose, Targets};

/// The subject of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Overview,
    Namespace,
    Function,
    Constructor,
    Type,
    Error,
    List,
}

impl Kind {
    /// Returns the word above the title.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Overview => "Reference",
            Kind::Namespace => "Namespace",
            Kind::Function => "Function",
            Kind::Constructor => "Constructor",
            Kind::Type => "Type",
            Kind::Error => "Error",
            Kind::List => "List",
        }
    }
}

/// A page.
#[derive(Debug)]
pub(crate) struct Page<'r> {
    /// The path from the folder of all pages, without extension: `function/photos.updateProfilePhoto`.
    pub(crate) path: Rc<str>,
    pub(crate) kind: Kind,
    /// Whether it continues a list that begins on another page.
    pub(crate) goes_on: bool,
    pub(crate) title: String,
    /// Its parent pages, outermost first.
    pub(crate) above: Vec<(String, Rc<str>)>,
    /// The beginning of the description, as text.
    pub(crate) summary: Rc<str>,
    pub(crate) sections: Vec<Section<'r>>,
    /// Parameters and fields with their descriptions, which the search finds too.
    pub(crate) members: Vec<(String, String)>,
}

/// A part of a page.
#[derive(Debug)]
pub(crate) struct Section<'r> {
    /// Its anchor.
    pub(crate) id: &'static str,
    /// Its heading; the description has none.
    pub(crate) title: &'static str,
    pub(crate) content: Vec<Content<'r>>,
}

/// The content of a section.
#[derive(Debug)]
pub(crate) enum Content<'r> {
    Prose(Prose<'r>),
    Paragraph(Vec<Inline<'r>>),
    Rust(String),
    /// Lines of TL.
    Tl(Vec<Vec<Token>>),
    Table(Table<'r>),
    /// Links with their targets, below a heading.
    Entries(&'static str, Vec<Entry>),
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table<'r> {
    pub(crate) head: [&'static str; 3],
    pub(crate) rows: Vec<[Vec<Inline<'r>>; 3]>,
}

/// A link in a list.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: Rc<str>,
    pub(crate) to: Rc<str>,
    /// A short note: the code of an error, or the returned type.
    pub(crate) note: String,
    pub(crate) summary: Rc<str>,
    /// Further links.
    pub(crate) more: Vec<(Rc<str>, Rc<str>)>,
}

impl Entry {
    /// Creates a link without a note.
    pub(crate) fn new(name: impl Into<Rc<str>>, to: Rc<str>, summary: impl Into<Rc<str>>) -> Self {
        Self {
            name: name.into(),
            to,
            note: String::new(),
            summary: summary.into(),
            more: Vec::new(),
        }
    }
}

/// A part of a paragraph.
#[derive(Debug)]
pub(crate) enum Inline<'r> {
    /// A description, as a line.
    Description(Prose<'r>),
    Text(String),
    Code(String),
    Strong(String),
    /// A name that links to a page, or to an anchor on one.
    Name(String, Target),
    /// A word that links to an address beginning with `http://` or `https://`.
    Web(String, String),
    Tl(Vec<Token>),
}

/// A page, and an anchor on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) path: Rc<str>,
    pub(crate) anchor: Option<Rc<str>>,
}

impl From<&Rc<str>> for Target {
    fn from(path: &Rc<str>) -> Self {
        Self {
            path: path.clone(),
            anchor: None,
        }
    }
}

/// A word or punctuation mark of TL.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) class: Class,
    pub(crate) text: String,
    pub(crate) to: Option<Target>,
}

/// The class of a TL token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// The name of a declaration.
    Name,
    /// `#20212ca8`.
    Id,
    /// `photo` of `photo:Photo`.
    Field,
    /// `flags.3?`.
    Mask,
    Type,
    /// `---functions---`.
    Section,
    Mark,
}
