//! Words of text that could not be parsed: each may be declared there.

use crate::hasher::Names;
use crate::syntax::ast::Program;
use crate::words::other_initial;

/// The words of text that could not be parsed, which may declare names that are missing elsewhere.
#[derive(Debug, Default)]
pub(super) struct Unparsed<'s>(Names<'s, ()>);

impl<'s> Unparsed<'s> {
    /// Collects the words of all text outside of declarations and comments.
    pub(super) fn new(programs: &'s [Program<'s>]) -> Self {
        let mut words = Names::default();
        for program in programs {
            let mut parts: Vec<(u32, u32)> = Vec::new();
            for declaration in &program.declarations {
                parts.push((declaration.span.start, declaration.span.end));
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
        Self(words)
    }

    /// Whether `name` may be declared there, with its first letter in either case. The mistake may be that
    /// case, or be in the result, which mostly has the name of the constructor.
    pub(super) fn may_declare(&self, name: &str) -> bool {
        !self.0.is_empty()
            && (self.0.contains(name) || self.0.contains(other_initial(name).as_str()))
    }
}
