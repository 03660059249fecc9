//! Characters that TL does not have, and words that are neither names nor numbers.

use super::{BIT, Mistake};
use crate::diagnostic::{Code, Diagnostic};
use crate::foreign;
use crate::source::Span;
use crate::syntax::failure::Expected;
use crate::syntax::lexer::{QUOTATION_MARKS, unseen};
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains text that is not TL at all.
    pub(super) fn lexical(&self) -> Option<Diagnostic> {
        match self.found {
            TokenKind::TooDeep => {
                let message = "too many brackets are open at once";
                let label = "the 101st bracket";
                Some(
                    Diagnostic::new(Code::TooDeep, message, self.here(), label).note(
                        "brackets may be nested 100 deep; no known schema nests more than 10",
                    ),
                )
            }
            TokenKind::Malformed => Some(
                self.misplaced_id()
                    .or_else(|| self.unended_mask())
                    .or_else(|| self.dash())
                    .or_else(|| self.comment_end(self.at.checked_sub(1)?))
                    .or_else(|| self.pointer())
                    .unwrap_or_else(|| self.malformed()),
            ),
            _ => None,
        }
    }

    fn malformed(&self) -> Diagnostic {
        let text = self.text(self.at);
        let span = self.here();
        let first = text.chars().next().unwrap_or_default();
        if first == '-' && self.before == TokenKind::Dot {
            return self.syntax(BIT, "expected a number from 0 to 31");
        }
        if first.is_ascii_digit() || first == '_' {
            let message = format!("`{text}` is neither a name nor a number");
            return self.syntax(message, "names start with a letter");
        }
        let odd = text
            .char_indices()
            .find(|(_, character)| !character.is_ascii_alphanumeric() && *character != '_');
        let (offset, character) = odd.unwrap_or((0, first));
        let start = span.start + u32::try_from(offset).unwrap_or_default();
        let end = start + u32::try_from(character.len_utf8()).unwrap_or_default();
        let span = self.cx.span(start, end);
        if let Some(unseen) = unseen(character, span) {
            return unseen;
        }
        // Many characters look like a space, or like nothing at all.
        let name = if character.is_ascii_graphic() {
            format!("`{character}`")
        } else if character.is_alphanumeric() {
            format!("`{character}` (U+{:04X})", u32::from(character))
        } else {
            format!("U+{:04X}", u32::from(character))
        };
        if let Some(quoted) = self.quoted(character, span) {
            return quoted;
        }
        let diagnostic = no_part_of_tl(&name, span);
        let plain = "＝=：:∶:；;，,＃#？?（(）)＜<＞>［[］]｛{｝}％%！!．.⇒=→=";
        let mut plain = plain.chars().skip_while(|it| *it != character).skip(1);
        match character {
            _ if plain.clone().next().is_some()
                && !character.is_ascii()
                && (self.expected != Expected::Declaration || offset > 0) =>
            {
                let right = plain.next().unwrap_or_default().to_string();
                diagnostic
                    .note("it looks like a mark of TL, but is another character")
                    .suggest(format!("write `{right}`"), span, right)
            }
            _ if self.is_of_layout(character, end) => diagnostic.suggest("remove it", span, ""),
            '-' if self.expected == Expected::Declaration => {
                diagnostic.note("a comment begins with `//`, and a section with `---`")
            }
            '|' if is_nothing(self.cx.rest(end)) => diagnostic.note(foreign::OPTION),
            '|' => diagnostic.note(
                "each constructor of a type is a declaration of its own: `circle = Shape; square = Shape;`",
            ),
            '@' => diagnostic.note("an annotation is `@` and a name, before a declaration"),
            _ if !character.is_ascii() && character.is_alphabetic() => {
                diagnostic.note("names consist of the letters a to z and A to Z, digits and `_`")
            }
            _ => diagnostic,
        }
    }

    /// Explains `user "id":int = User`; the first quotation mark is at `mark`.
    fn quoted(&self, open: char, mark: Span) -> Option<Diagnostic> {
        let (_, close) = QUOTATION_MARKS.iter().find(|(it, _)| *it == open)?;
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let rest = self.cx.rest(mark.end);
        let behind = rest.trim_start_matches(is_part);
        let (word, _) = rest.split_at_checked(rest.len() - behind.len())?;
        let is_name = word.starts_with(|c: char| c.is_ascii_alphabetic());
        let length = word.len() + close.len_utf8();
        let end = mark.end + u32::try_from(length).ok()?;
        let whole = self.cx.span(mark.start, end);
        let message = "a name is in quotation marks";
        let label = "TL does not have these";
        let wrong = Diagnostic::new(Code::UnexpectedCharacter, message, whole, label);
        (is_name && behind.starts_with(*close)).then(|| wrong.suggest("remove both", whole, word))
    }

    /// Whether a character that ends at `end` belongs to the layout of the text: the backslash before a mark in
    /// Markdown, or a mark at the end of a line, where a shell has a backslash and some editors show a `$`.
    fn is_of_layout(&self, character: char, end: u32) -> bool {
        let rest = self.cx.rest(end);
        let behind = rest.trim_start_matches([' ', '\t', '\r']);
        let ends_line = behind.is_empty() || behind.starts_with('\n');
        let is_mark = !character.is_alphanumeric();
        let escapes = character == '\\' && rest.starts_with(|c: char| c.is_ascii_punctuation());
        escapes || (ends_line && is_mark && !matches!(character, '-' | '@' | '"' | '\'' | '`'))
    }
}

/// Whether the text begins with the `null` of `string|null`.
fn is_nothing(text: &str) -> bool {
    let word = text.trim_start_matches([' ', '|']);
    let mut words = word.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    matches!(words.next(), Some("null" | "undefined" | "None" | "nil"))
}

/// Reports `-` or another character.
pub(super) fn no_part_of_tl(character: &str, span: Span) -> Diagnostic {
    let message = format!("the character {character} is not allowed in TL");
    Diagnostic::new(
        Code::UnexpectedCharacter,
        message,
        span,
        "unexpected character",
    )
}
