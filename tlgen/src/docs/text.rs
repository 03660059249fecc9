//! Descriptions as parts of a page.

use tl_codegen::facts::{Block, Run, Text};

use super::page::{Content, Inline};
use super::reference::Reference;
use super::words::{shown, shown_lines};

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
            let between = match line.last() {
                None => "",
                Some(Inline::Text(text)) if !text.ends_with(|it: char| it.is_alphanumeric()) => " ",
                Some(_) => ". ",
            };
            line.push(Inline::Text(between.into()));
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
