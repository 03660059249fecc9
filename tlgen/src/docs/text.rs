//! Descriptions as parts of a page.

use std::borrow::Cow;

use tl_codegen::facts::Text;
use tl_parser::schema::TypeId;

use super::page::{Content, Inline, Prose};
use super::reference::Reference;

impl<'a> Reference<'a, '_> {
    /// Returns a description, if there is one.
    pub(super) fn prose<'r>(&'r self, text: Cow<'a, Text>) -> Vec<Content<'r>> {
        let is_empty = text.is_empty();
        let prose = Content::Prose(Prose::new(text, self));
        Some(prose).filter(|_| !is_empty).into_iter().collect()
    }

    /// Returns the description of a type for the page of a function; of a long one only a sentence.
    pub(super) fn repeated<'r>(&'r self, ty: TypeId) -> Vec<Content<'r>> {
        self.prose(match self.types_in_short[ty].is_long {
            true => Cow::Owned(Text::new(&self.types_in_short[ty].summary)),
            false => self.type_description(ty),
        })
    }

    /// Returns a description as a single line.
    pub(super) fn line<'r>(&'r self, text: Cow<'a, Text>) -> Vec<Inline<'r>> {
        vec![Inline::Description(Prose::new(text, self))]
    }

    /// Calls `each` with the inline parts of a description, including links.
    pub(super) fn links(&self, text: Cow<'a, Text>, each: &mut dyn FnMut(Inline<'static>)) {
        Prose::new(text, self).line(each);
    }

    /// Returns the description of an error for the list of a function; of a long one only a sentence.
    pub(super) fn repeated_error<'r>(&'r self, name: &str) -> Vec<Inline<'r>> {
        let error = self.facts.errors.get(name);
        let in_short = self.errors_in_short.get(name);
        let Some((error, in_short)) = error.zip(in_short) else {
            return Vec::new();
        };
        self.line(match in_short.is_long {
            true => Cow::Owned(Text::new(&in_short.summary)),
            false => Cow::Borrowed(&error.description),
        })
    }
}
