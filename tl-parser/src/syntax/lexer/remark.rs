//! Comments that do not begin as those of TL: `# a comment`, `-- a comment`, or words alone at the end
//! of a line.

use memchr::memmem;

use super::Lexer;
use super::bytes::in_name;
use super::comment::{indent, is_first_of_line};
use super::foreign::GLANCE;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::hasher::Set;
use crate::syntax::token::{Token, TokenKind};

/// What begins a comment elsewhere, the longer ones first.
const MARKS: [&str; 8] = ["<!--", "--", "#", ";", "%", "*", "'", "-"];

/// What a field can have as its type although no schema declares it.
const BUILT_IN: [&str; 6] = ["int", "long", "double", "string", "bytes", "true"];

const NOTE: &str = "a comment begins with `//`, or is in `/*` and `*/`";

impl<'s> Lexer<'s> {
    /// Whether a sign at the place may begin a comment: after a blank, but not in brackets, and not
    /// where a type has to follow, such as the `#` of `flags: #`.
    #[inline]
    pub(super) fn may_begin_remark(&self, tokens: &[Token]) -> bool {
        let Some(last) = tokens.last() else {
            return true;
        };
        let before = self.at.checked_sub(1).and_then(|at| self.byte(at));
        before.is_none_or(|byte| byte <= b' ') && self.depth == 0 && !needs_type(last.kind)
    }

    /// Skips a comment that begins with a sign of another language.
    pub(super) fn remark(&mut self, is_start: bool, sink: &mut Sink<'_>) -> bool {
        if is_start {
            self.foreign(true, sink)
        } else {
            self.inner_comment(sink)
        }
    }

    /// Skips `# a comment` where a declaration can begin.
    pub(super) fn foreign_comment(&mut self, sink: &mut Sink<'_>) -> bool {
        let start = self.at;
        let Some((mark, words)) = self.marked(start) else {
            return false;
        };
        // `##`, `;;`
        let text = words.trim_start_matches(last(mark));
        let is_comment = match mark {
            "<!--" => true,
            "*" => text.starts_with(' ') && is_first_of_line(self.cx.text, start),
            // An id without a name, and a `;` too many.
            "#" | ";" => {
                let is_text = text.starts_with(|c: char| c.is_alphabetic() || c <= ' ' || c == '!');
                (is_text || text.is_empty())
                    && (words.len() > text.len()
                        || text.starts_with([' ', '!'])
                        || !text.contains('='))
            }
            _ => text.starts_with(' ') || !text.contains('='),
        };
        let is_empty =
            (text.trim().is_empty() && mark != "#") || text.trim_start().starts_with("//");
        let runs_on = mark == ";" && (text.contains('=') || text.trim_start().starts_with("/*"));
        if !is_comment || is_empty || runs_on {
            return false;
        }
        self.skip_marked(mark, sink);
        true
    }

    /// Skips `# a comment` in the middle of a declaration.
    fn inner_comment(&mut self, sink: &mut Sink<'_>) -> bool {
        let start = self.at;
        if self.distant_id(start + 1).is_some() {
            return false;
        }
        let Some((mark, words)) = self.marked(start) else {
            return false;
        };
        let text = words.trim_start_matches(last(mark)).trim_start();
        let end = start + self.line(start).len();
        let behind = self.cx.text.get(end..).unwrap_or_default().trim_start();
        // A comment of TL follows it, or its last word is the name of a field.
        if text.starts_with('/') || behind.starts_with(':') {
            return false;
        }
        let is_plain = |text: &str| is_plain(text) && !text.contains(['[', '<']);
        let is_comment = match mark {
            "<!--" => true,
            // `# int` can be two fields.
            "#" => is_plain(text) && self.has_unknown_word(text),
            // Other fields may follow `n * [ int ]`, and a `;` ends the declaration.
            "*" | ";" => false,
            _ => words.starts_with(' ') && is_plain(text) && self.has_unknown_word(text),
        };
        if is_comment {
            self.skip_marked(mark, sink);
        }
        is_comment
    }

    /// Skips `the old one` of `user = User; the old one`, which is after the `;`.
    pub(super) fn unmarked_comment(&mut self, sink: &mut Sink<'_>) {
        let start = self.at + self.spaces(self.at);
        let glance = self.glance(start);
        let text = glance.split("//").next().unwrap_or(glance).trim_end();
        let is_word =
            |c: char| c.is_alphanumeric() || matches!(c, '(' | '"' | '`') || !c.is_ascii();
        if !text.starts_with(is_word) || !is_plain(text) {
            return;
        }
        // Nothing of TL has so many words without a mark.
        let is_long = text.len() + 4 > GLANCE;
        if !is_long && !self.is_over(start + text.len()) {
            return;
        }
        self.at = start
            + if is_long {
                self.line(start).len()
            } else {
                text.len()
            };
        let span = self.span(start, self.at);
        let start = self.span(start, start);
        sink.push(|| {
            let message = "a comment begins without `//`";
            Diagnostic::new(Code::UnexpectedCharacter, message, span, "this is not TL")
                .note(NOTE)
                .suggest("is it a comment?", start, "// ")
                .alike("comments begin without `//`", NOTE.to_owned())
        });
    }

    /// The mark at the place, and the rest of its line.
    fn marked(&self, at: usize) -> Option<(&'static str, &'s str)> {
        let line = self.glance(at);
        MARKS
            .into_iter()
            .find_map(|mark| Some((mark, line.strip_prefix(mark)?)))
    }

    /// Skips a comment that begins with `mark`.
    fn skip_marked(&mut self, mark: &'static str, sink: &mut Sink<'_>) {
        let start = self.at;
        let rest = self.cx.text.get(start..).unwrap_or_default();
        let length = match mark {
            "<!--" => memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |at| at + 3),
            _ => self.line(start).len(),
        };
        self.at = start + length;
        let words = rest.strip_prefix(mark).unwrap_or(rest);
        let text = words.trim_start_matches(last(mark));
        let run = self.span(start, start + rest.len() - text.len());
        let whole = self.span(start, self.at);
        sink.push(|| {
            let message = format!("a comment begins with `{mark}`");
            let (label, way_out, place, right) = match mark {
                "<!--" => {
                    let text = rest.get(..length).unwrap_or_default();
                    let right = text.replace("<!--", "/*").replace("-->", "*/");
                    ("this is not TL", "write `/*` and `*/`", whole, right)
                }
                _ => (
                    "the rest of the line is not TL",
                    "write `//`",
                    run,
                    "//".into(),
                ),
            };
            Diagnostic::new(Code::UnexpectedCharacter, message, run, label)
                .note(NOTE)
                .suggest(way_out, place, right)
                .alike(
                    "comments begin otherwise than with `//`",
                    format!("they begin with `{mark}`; {NOTE}"),
                )
        });
    }

    /// Whether the line that ends at `at` cannot be part of what follows: that begins a declaration,
    /// or is not TL either.
    fn is_over(&self, at: usize) -> bool {
        let rest = self.cx.text.get(at..).unwrap_or_default();
        let mut lines = rest.lines().skip(1).map(str::trim);
        let next = lines.find(|line| !line.is_empty() && !line.starts_with("//"));
        let Some(next) = next else {
            return true;
        };
        let word = next.bytes().take_while(|byte| in_name(*byte)).count();
        let behind = next.get(word..).unwrap_or_default().trim_start();
        let start = next.as_ptr().addr() - self.cx.text.as_ptr().addr();
        let begins = (word > 0 && !behind.starts_with(':'))
            || next.starts_with(['@', '-', '#'])
            || next.starts_with("===");
        begins && indent(self.cx.text, start) == Some(0)
    }

    /// Whether one of the words is not the name of a field's type.
    fn has_unknown_word(&mut self, text: &str) -> bool {
        let whole = self.cx.text;
        let names = self.names.get_or_insert_with(|| {
            let starts = whole.split(['\n', ';', '=']).map(str::trim_start);
            let name = |part: &'s str| part.split(|c: char| c <= ' ' || c == '#').next();
            starts.filter_map(name).chain(BUILT_IN).collect()
        });
        text.split_whitespace().any(|word| !names.contains(word))
    }
}

/// Whether a type has to follow this token.
fn needs_type(token: TokenKind) -> bool {
    use TokenKind::{Bang, Colon, Percent, Question};
    matches!(token, Bang | Colon | Percent | Question)
}

/// The names that declarations begin with, and those of their results.
pub(super) type DeclaredNames<'s> = Set<&'s str>;

/// What may be repeated of a mark.
fn last(mark: &str) -> char {
    mark.chars().next_back().unwrap_or_default()
}

/// Whether it has words, and none of the marks that declarations consist of.
fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes().peekable();
    let mut before = b' ';
    while let Some(byte) = bytes.next() {
        let ends_word = bytes
            .peek()
            .is_none_or(|next| *next <= b' ' || *next == b'/');
        let is_mark = match byte {
            b'=' | b';' | b'{' => true,
            b':' | b'?' | b'!' | b'%' => !ends_word,
            b'#' => before > b' ',
            _ => false,
        };
        if is_mark {
            return false;
        }
        before = byte;
    }
    text.contains(char::is_alphabetic)
}
