//! Skips invisible characters, and characters that look like a space. Text from web pages and word processors
//! contains them.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Span;

const NOTE: &str = "it looks like a space, but is another character";

impl Lexer<'_> {
    /// Whether a character at `at` cannot be seen, not even as a space.
    #[inline]
    pub(super) fn is_no_width(&self, at: usize) -> bool {
        let is_wide = self.byte(at).is_some_and(|byte| byte > 0x7f);
        is_wide && self.rest(at).starts_with(is_of_no_width)
    }

    /// Skips a character that looks like a space or is invisible. Returns whether there is one.
    pub(super) fn unseen(&mut self, sink: &mut Sink) -> bool {
        let Some(character) = self
            .rest(self.at)
            .chars()
            .next()
            .filter(|it| is_unseen(*it))
        else {
            return false;
        };
        let start = self.at;
        self.at += character.len_utf8();
        let span = self.span(start, self.at);
        sink.push(|| found(character, span));
        true
    }
}

/// Whether the character is not ASCII, and looks like a space or is invisible.
pub(super) fn is_unseen(character: char) -> bool {
    character > '\u{7f}' && (character.is_whitespace() || is_of_no_width(character))
}

fn is_of_no_width(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// Reports the character if it looks like a space or is invisible.
pub(in crate::syntax) fn unseen(character: char, span: Span) -> Option<Diagnostic> {
    is_unseen(character).then(|| found(character, span))
}

fn found(character: char, span: Span) -> Diagnostic {
    let message = format!(
        "the character U+{:04X} is not allowed in TL",
        u32::from(character)
    );
    let label = "unexpected character";
    let found = Diagnostic::new(Code::UnexpectedCharacter, message, span, label);
    if is_of_no_width(character) {
        found
            .note("it cannot be seen")
            .suggest("remove it", span, "")
            .alike(
                "characters cannot be seen",
                "TL does not have them".to_owned(),
            )
    } else {
        found.note(NOTE).suggest("write a space", span, " ").alike(
            "characters look like spaces, but are others",
            NOTE.to_owned(),
        )
    }
}
