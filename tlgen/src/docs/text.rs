//! Descriptions as parts of a page.

use std::borrow::Cow;

use tl_codegen::facts::{Block, Run, Text};
use tl_parser::source::is_bidirectional;

use super::page::{Content, Inline};
use super::reference::Reference;

impl Reference<'_, '_> {
    /// A description, with names of the schema and addresses as links.
    pub(super) fn prose(&self, text: &Text) -> Vec<Content> {
        let blocks = text.blocks().into_iter();
        let contents = blocks.map(|block| match block {
            Block::Paragraph(runs) => Content::Paragraph(self.inlines(runs)),
            Block::Code(code) => Content::Preformatted(shown_lines(&code)),
        });
        contents.collect()
    }

    /// A description where there is no room for paragraphs.
    pub(super) fn line(&self, text: &Text) -> Vec<Inline> {
        let mut line = Vec::new();
        for block in text.blocks() {
            if !line.is_empty() {
                line.push(Inline::Text(" ".into()));
            }
            match block {
                Block::Paragraph(runs) => line.extend(self.inlines(runs)),
                Block::Code(code) => line.push(Inline::Code(shown(&code).into_owned())),
            }
        }
        line
    }

    fn inlines(&self, runs: Vec<Run>) -> Vec<Inline> {
        let inlines = runs.into_iter().map(|run| match run {
            Run::Text(text) => Inline::Text(shown(&text).into_owned()),
            Run::Code(code) => match self.named(&code) {
                Some(target) => Inline::Name(code, target),
                None => Inline::Code(shown(&code).into_owned()),
            },
            Run::Link(word, address) => {
                let word = shown(&word).into_owned();
                match self.at_address(&address) {
                    Some(target) => Inline::Name(word, target),
                    None => Inline::Web(word, address),
                }
            }
        });
        inlines.collect()
    }
}

/// The first words of a description, as text.
pub(super) fn summary(text: &Text) -> String {
    const LENGTH: usize = 160;
    // The mark of links on Telegram's pages.
    let words = shown(&text.words()).replace(" »", "");
    let sentence = words.find(". ").map_or(words.as_str(), |end| words.get(..=end).unwrap_or(&words));
    let Some((end, _)) = sentence.char_indices().nth(LENGTH) else {
        return sentence.into();
    };
    let cut = sentence.get(..end).unwrap_or_default();
    let cut = cut.rfind(' ').and_then(|end| cut.get(..end)).unwrap_or(cut);
    format!("{cut}…")
}

/// A text of one line, with nothing in it that changes how the rest is shown.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(|it: char| it.is_control() || is_bidirectional(it)) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            it if is_bidirectional(it) => shown.extend(it.escape_unicode()),
            it if it.is_whitespace() => shown.push(' '),
            it if it.is_control() => {}
            it => shown.push(it),
        }
    }
    shown.into()
}

fn shown_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(shown).collect();
    lines.join("\n")
}
