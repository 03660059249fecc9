//! Descriptions on a page.

use std::borrow::Cow;
use std::fmt;

use tl_codegen::facts::{Block, Paragraph, Run, Text};

use super::{Inline, Target};
use crate::docs::words::{shown, shown_lines};

/// A description in which names of the schema and addresses are links.
///
/// Its parts are produced one by one while a page is written, because a list of them would take fifty times the
/// memory of a long description with short paragraphs.
pub(crate) struct Prose<'r> {
    text: Cow<'r, Text>,
    targets: &'r dyn Targets,
}

/// Resolves names and addresses to pages.
pub(crate) trait Targets {
    /// Returns the page of a name.
    fn named(&self, name: &str) -> Option<Target>;
    /// Returns our page for a web address.
    fn at_address(&self, address: &str) -> Option<Target>;
}

/// A part of a description.
pub(crate) enum Part {
    BeginParagraph,
    Inline(Inline<'static>),
    EndParagraph,
    /// Lines between code fences.
    Preformatted(String),
}

impl<'r> Prose<'r> {
    pub(in crate::docs) fn new(text: Cow<'r, Text>, targets: &'r dyn Targets) -> Self {
        Self { text, targets }
    }

    /// Calls `each` with the parts in order.
    pub(crate) fn parts(&self, each: &mut dyn FnMut(Part)) {
        let mut links = self.links();
        for block in self.text.blocks() {
            match block {
                Block::Paragraph(paragraph) => {
                    each(Part::BeginParagraph);
                    links.inlines(paragraph, &mut |inline| each(Part::Inline(inline)));
                    each(Part::EndParagraph);
                }
                Block::Code(code) => each(Part::Preformatted(shown_lines(code))),
            }
        }
    }

    /// Calls `each` with the parts of the description as a single line.
    pub(crate) fn line(&self, each: &mut dyn FnMut(Inline<'static>)) {
        let mut links = self.links();
        let mut between = "";
        for block in self.text.blocks() {
            each(Inline::Text(between.into()));
            between = " ";
            match block {
                Block::Paragraph(paragraph) => links.inlines(paragraph, &mut |inline| {
                    between = match &inline {
                        Inline::Text(text) if !text.ends_with(char::is_alphanumeric) => " ",
                        _ => ". ",
                    };
                    each(inline);
                }),
                Block::Code(code) => {
                    each(Inline::Code(shown(code).into_owned()));
                    between = ". ";
                }
            }
        }
    }

    fn links(&self) -> Links<'_> {
        Links {
            targets: self.targets,
            left: 100_000 + 4 * self.text.len(),
        }
    }
}

/// Turns names and addresses into links.
struct Links<'r> {
    targets: &'r dyn Targets,
    /// The number of bytes that links may still take: a superscript digit takes two, and a link fifty.
    left: usize,
}

impl Links<'_> {
    fn inlines(&mut self, paragraph: Paragraph<'_>, each: &mut dyn FnMut(Inline<'static>)) {
        paragraph.runs(&mut |run| {
            each(match run {
                Run::Text(text) => return in_pieces(text, each),
                Run::Code(code) => match self
                    .targets
                    .named(code)
                    .filter(|it| self.has_room(&it.path))
                {
                    Some(target) => Inline::Name(code.into(), target),
                    None => Inline::Code(shown(code).into_owned()),
                },
                Run::Link(word, address) => {
                    let word = shown(word).into_owned();
                    match self.targets.at_address(address) {
                        Some(target) if self.has_room(&target.path) => Inline::Name(word, target),
                        None if self.has_room(address) => Inline::Web(word, address.into()),
                        Some(_) | None => Inline::Text(word),
                    }
                }
            });
        });
    }

    fn has_room(&mut self, address: &str) -> bool {
        // Includes the HTML around the address.
        let left = self.left.checked_sub(address.len() + 30);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }
}

/// Passes on a long text in pieces, because it is copied on the way.
fn in_pieces(mut text: &str, each: &mut dyn FnMut(Inline<'static>)) {
    const PIECE: usize = 1 << 16;
    while !text.is_empty() {
        let mut end = text.len().min(PIECE);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let (piece, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        each(Inline::Text(shown(piece).into_owned()));
        text = rest;
    }
}

impl fmt::Debug for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
