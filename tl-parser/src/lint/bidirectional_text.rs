//! Comments that are not shown in the order in which they are read.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, is_bidirectional};
use crate::syntax::ast::{Comment, Program};

/// The first byte of all these characters.
const FIRST: u8 = 0xe2;

pub(super) fn lint(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for program in programs {
        if memchr::memchr(FIRST, program.text.as_bytes()).is_none() {
            continue;
        }
        let mut rest = 0;
        for declaration in &program.declarations {
            let end = declaration.inner_comments.end;
            let found = program.comments(&(rest..end)).iter().filter_map(of_comment);
            diagnostics.extend(found.map(|it| it.about(declaration.span)));
            rest = end;
        }
        let behind = program.comments.iter().skip(rest as usize);
        diagnostics.extend(behind.filter_map(of_comment));
    }
}

/// Reports one finding, since such characters come in pairs.
fn of_comment(comment: &Comment<'_>) -> Option<Diagnostic> {
    let text = comment.text;
    let (first, character) = text.char_indices().find(|(_, it)| is_bidirectional(*it))?;
    let last = text.rfind(is_bidirectional)?;
    // All of them have the same length, and the text follows the two characters that begin the comment.
    let at = |offset: usize| Some(comment.span.start + 2 + u32::try_from(offset).ok()?);
    let span = |end: usize| {
        Some(Span {
            file: comment.span.file,
            start: at(first)?,
            end: at(end + character.len_utf8())?,
        })
    };
    let code = u32::from(character);
    let between = text.get(first..last)?.replace(is_bidirectional, "");
    Some(
        Diagnostic::new(
            Code::BidirectionalText,
            format!("the character U+{code:04X} changes the direction of the text"),
            span(first)?,
            "an editor may show what follows in another order",
        )
        .note(format!(
            "generated documentation shows it as `{}`, because rustc rejects it",
            character.escape_unicode()
        ))
        .suggest("remove it", span(last)?, between),
    )
}
