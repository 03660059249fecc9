//! A page, whatever it is written as.

mod prose;

use std::rc::Rc;

pub(crate) use prose::{Part, Prose, Targets};

/// What a page is about.
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
    /// What stands above the title.
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
    /// From the folder of all pages, without its extension: `function/photos.updateProfilePhoto`.
    pub(crate) path: Rc<str>,
    pub(crate) kind: Kind,
    /// Whether it goes on with a list that another page begins.
    pub(crate) goes_on: bool,
    pub(crate) title: String,
    /// The pages above it, outermost first.
    pub(crate) above: Vec<(String, Rc<str>)>,
    /// The description in short, as text.
    pub(crate) summary: Rc<str>,
    pub(crate) sections: Vec<Section<'r>>,
    /// Parameters and fields with their descriptions, by which it is found too.
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

/// What a section holds.
#[derive(Debug)]
pub(crate) enum Content<'r> {
    Prose(Prose<'r>),
    Paragraph(Vec<Inline<'r>>),
    Rust(String),
    /// Lines of TL.
    Tl(Vec<Vec<Token>>),
    Table(Table<'r>),
    /// Links, each with what it leads to.
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
    /// A word on it: the code of an error, what is returned.
    pub(crate) note: String,
    pub(crate) summary: Rc<str>,
    /// Where it leads on to.
    pub(crate) more: Vec<(Rc<str>, Rc<str>)>,
}

/// A part of a paragraph.
#[derive(Debug)]
pub(crate) enum Inline<'r> {
    /// A description, as a line.
    Description(Prose<'r>),
    Text(String),
    Code(String),
    Strong(String),
    /// A name that leads to a page, or to an anchor of one.
    Name(String, Target),
    /// A word that leads to an address, which begins with `http://` or `https://`.
    Web(String, String),
    Tl(Vec<Token>),
}

/// A page, and the anchor on it.
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

/// A word or mark of TL.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) class: Class,
    pub(crate) text: String,
    pub(crate) to: Option<Target>,
}

/// What a token of TL is.
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
