//! Words of text that could not be parsed: each may be declared there. So may any name by a name in HTML.

use super::is_html;
use crate::hasher::Names;
use crate::syntax::ast::{Combinator, Program};
use crate::words::other_initial;

/// The words of text that could not be parsed, which may declare names that are missing elsewhere.
#[derive(Debug, Default)]
pub(super) struct Unparsed<'s> {
    words: Names<'s, ()>,
    /// Whether a declared name is written with HTML.
    has_html: bool,
}

impl<'s> Unparsed<'s> {
    /// Collects the words of all text outside of declarations and comments.
    pub(super) fn new(programs: &'s [Program<'s>]) -> Self {
        let (mut words, mut has_html) = (Names::default(), false);
        for program in programs {
            let mut parts: Vec<(u32, u32)> = Vec::new();
            for declaration in &program.declarations {
                parts.push((declaration.span.start, declaration.span.end));
                has_html |= declaration.combinator().is_some_and(declares_html);
            }
            for comment in &program.comments {
                parts.push((comment.span.start, comment.span.end));
            }
            parts.sort_unstable();
            let end = u32::try_from(program.text.len()).unwrap_or(u32::MAX);
            parts.push((end, end));
            let mut at = 0;
            for (start, end) in parts {
                let gap = program.text.get(at as usize..start as usize);
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
                for word in gap.unwrap_or_default().split(|c| !is_part(c)) {
                    words.insert(word, ());
                }
                at = at.max(end);
            }
        }
        Self { words, has_html }
    }

    /// Whether `name` may be declared there, with its first letter in either case. The mistake may be that
    /// case, or be in the result, which mostly has the name of the constructor.
    pub(super) fn may_declare(&self, name: &str) -> bool {
        let words = &self.words;
        self.has_html
            || (!words.is_empty()
                && (words.contains(name) || words.contains(other_initial(name).as_str())))
    }
}

fn declares_html(combinator: &Combinator<'_>) -> bool {
    let fields = combinator.fields().iter().filter_map(|field| field.name);
    let mut names = fields
        .chain([combinator.name])
        .chain(combinator.result.head());
    names.any(|name| is_html(name.value))
}
