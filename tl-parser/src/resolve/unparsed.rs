//! Text that could not be parsed, which may declare what is missed elsewhere.

use std::collections::HashSet;

use crate::ast::Program;
use crate::span::Span;

/// The words of such text.
#[derive(Debug, Default)]
pub(super) struct Unparsed<'s>(HashSet<&'s str>);

impl<'s> Unparsed<'s> {
    /// Those of the text that is part of no declaration and no comment.
    pub(super) fn new(programs: &'s [Program<'s>]) -> Self {
        let mut words = HashSet::new();
        for program in programs {
            let declarations = program.declarations.iter().map(|it| it.span);
            let comments = program.comments.iter().map(|it| it.span);
            let mut spans: Vec<Span> = declarations.chain(comments).collect();
            spans.sort_unstable();
            let mut at = 0;
            let end = Span {
                start: u32::try_from(program.text.len()).unwrap_or(u32::MAX),
                ..Span::default()
            };
            for span in spans.into_iter().chain([end]) {
                let gap = program.text.get(at as usize..span.start as usize);
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
                words.extend(gap.unwrap_or_default().split(|c| !is_part(c)));
                at = at.max(span.end);
            }
        }
        Self(words)
    }

    /// Whether `name` may be declared there. What is wrong may be the case of its first letter, or
    /// the result, which mostly has the name of the constructor.
    pub(super) fn may_declare(&self, name: &str) -> bool {
        !self.0.is_empty()
            && (self.0.contains(name) || self.0.contains(other_initial(name).as_str()))
    }
}

/// `photos.Photo` for `photos.photo`, and the other way round.
fn other_initial(name: &str) -> String {
    let start = name.rfind('.').map_or(0, |dot| dot + 1);
    let (namespace, word) = name.split_at_checked(start).unwrap_or(("", name));
    let mut letters = word.chars();
    let initial = letters.next().map(|letter| {
        if letter.is_ascii_lowercase() {
            letter.to_ascii_uppercase()
        } else {
            letter.to_ascii_lowercase()
        }
    });
    let mut other = namespace.to_owned();
    other.extend(initial);
    other.push_str(letters.as_str());
    other
}
