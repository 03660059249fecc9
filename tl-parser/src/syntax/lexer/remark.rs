//! Comments that do not begin as in TL: `# a comment`, `-- a comment`, or only words at the end of a line.

use memchr::memmem;

use super::Lexer;
use super::bytes::in_name;
use super::line::indent;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::foreign;
use crate::hasher::Set;
use crate::source::Span;
use crate::syntax::token::{Context, Token, TokenKind};

/// Marks that begin a comment in other languages, the longer ones first.
const MARKS: [&str; 10] = ["<!--", "\"\"\"", "'''", "--", "#", ";", "%", "*", "'", "-"];

/// Returns the mark that ends a comment of several lines, if `mark` begins one.
fn end_of(mark: &str) -> Option<&str> {
    match mark {
        "<!--" => Some("-->"),
        "\"\"\"" | "'''" => Some(mark),
        _ => None,
    }
}

/// Types that a field can have although no schema declares them.
pub(in crate::syntax) const BUILT_IN: [&str; 6] =
    ["int", "long", "double", "string", "bytes", "true"];

/// No declaration has this many tokens, so no more of them are looked at again and again.
const MANY: usize = 1000;

pub(super) const NOTE: &str = "a comment begins with `//`, or is in `/*` and `*/`";

impl<'s> Lexer<'s> {
    /// Whether a sign at the place may begin a comment: after a space, but not in brackets, and not where a
    /// type has to follow, such as the `#` of `flags: #`.
    #[inline]
    pub(super) fn may_begin_remark(&self, tokens: &[Token]) -> bool {
        let Some(last) = tokens.last() else {
            return true;
        };
        let before = self.byte_before(self.at);
        before.is_none_or(|byte| byte <= b' ') && self.depth == 0 && !last.kind.needs_type()
    }

    /// Skips a comment that begins with a sign of another language.
    pub(super) fn remark(&mut self, is_start: bool, sink: &mut Sink) -> bool {
        if is_start {
            self.foreign(true, sink)
        } else {
            self.inner_comment(sink)
        }
    }

    /// Skips `# a comment` where a declaration can begin.
    pub(super) fn foreign_comment(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let Some((mark, words)) = self.marked(start) else {
            return false;
        };
        // `##`, `;;`
        let text = words.trim_start_matches(last(mark));
        let is_comment = match mark {
            mark if end_of(mark).is_some() => true,
            "*" => text.starts_with(' ') && self.starts_line(start),
            // It may be an id without a name, or one `;` too many.
            "#" | ";" => {
                let is_text = text.starts_with(|c: char| c.is_alphabetic() || c <= ' ' || c == '!');
                (is_text || text.is_empty())
                    && (words.len() > text.len()
                        || text.starts_with([' ', '!'])
                        || !text.contains('='))
            }
            _ => text.starts_with(' ') || !text.contains('='),
        };
        let is_empty = (text.trim().is_empty() && mark != "#" && end_of(mark).is_none())
            || text.trim_start().starts_with("//");
        let runs_on = mark == ";" && (text.contains('=') || text.trim_start().starts_with("/*"));
        if !is_comment || is_empty || runs_on {
            return false;
        }
        self.skip_marked(mark, sink);
        true
    }

    /// Skips `# a comment` in the middle of a declaration.
    fn inner_comment(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        if self.distant_id(start + 1).is_some() || self.is_id(start) {
            return false;
        }
        let Some((mark, words)) = self.marked(start) else {
            return false;
        };
        let text = words.trim_start_matches(last(mark)).trim_start();
        // A comment of TL follows it, or its last word is the name of a field.
        if text.starts_with('/') || self.goes_on(text, start + self.line(start).len()) {
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

    /// Skips `; the id` in the middle of a declaration.
    #[inline]
    pub(super) fn semicolon_comment(&mut self, tokens: &[Token], sink: &mut Sink) -> bool {
        let start = self.at;
        let words = self
            .byte(start + 1)
            .is_some_and(|byte| byte == b' ' || byte == b'\t');
        words && self.line_goes_on(tokens) && {
            self.skip_marked(";", sink);
            true
        }
    }

    /// Whether words follow the `;` at the place, and the next line belongs to the declaration.
    fn line_goes_on(&mut self, tokens: &[Token]) -> bool {
        // Tokens without an id and without a field can end without a `=`: `Vector int;`.
        let is_begun = |token: &Token| matches!(token.kind, TokenKind::Id | TokenKind::Colon);
        let words = self.glance(self.at).trim_start_matches(';').trim();
        let words = before_comment(words);
        let before = self.byte_before(self.at);
        let is_comment = words.contains(' ') || before.is_some_and(|byte| byte <= b' ');
        let next = self.next_line(self.at);
        let (_, behind) = first_word(next);
        is_comment
            && is_plain(words)
            && (next.starts_with(['=', '{']) || behind.starts_with(':'))
            && tokens.len() < MANY
            && (tokens.iter().any(is_begun) || matches!(tokens, [only] if only.kind.is_lower()))
            && !tokens.iter().any(|token| token.kind.is_equals())
    }

    /// Whether the `text` that ends at `end` ends with the name of a field, whose type follows.
    fn goes_on(&mut self, text: &str, end: usize) -> bool {
        let next = self.next_line(end);
        if !before_comment(text).trim_end().ends_with(':') {
            return next.starts_with(':');
        }
        let (word, behind) = first_word(next);
        let begins_type = !word.is_empty() || next.starts_with(['#', '%', '(', '[', '!']);
        begins_type && !behind.starts_with(':')
    }

    /// Skips `the old one` of `user = User; the old one`; the place is after the `;`.
    pub(super) fn unmarked_comment(&mut self, sink: &mut Sink) {
        let start = self.after_spaces(self.at);
        let seen = before_comment(self.glance(start)).trim_end();
        let is_word =
            |c: char| c.is_alphanumeric() || matches!(c, '(' | '"' | '`') || !c.is_ascii();
        let is_words = if seen.starts_with('<') {
            is_plain(&self.without_html(start, start + seen.len()))
        } else {
            seen.starts_with(is_word) && is_plain(seen) && !self.has_mark(start)
        };
        if !is_words || !self.is_over(seen, start + seen.len(), 0) {
            return;
        }
        let text = before_comment(self.line(start)).trim_end();
        self.at = start + text.len();
        let span = self.span(start, self.at);
        let start = self.span(start, start);
        sink.push(|| without_mark(span, start, "// "));
    }

    /// Whether the words at the place end at a mark of a declaration, before a comment.
    fn has_mark(&self, at: usize) -> bool {
        let end = self.words_end(at);
        let is_mark = match self.bytes(end) {
            [b':', next, ..] => *next > b' ' && *next != b'/',
            rest => rest.starts_with(b"="),
        };
        is_mark && !self.slice(at, end).contains("//")
    }

    /// Returns the mark at the place, and the rest of its line.
    fn marked(&self, at: usize) -> Option<(&'static str, &'s str)> {
        let line = self.glance(at);
        MARKS
            .into_iter()
            .find_map(|mark| Some((mark, line.strip_prefix(mark)?)))
    }

    /// Skips a comment that begins with `mark`.
    fn skip_marked(&mut self, mark: &'static str, sink: &mut Sink) {
        let start = self.at;
        let rest = self.rest(start);
        let words = rest.strip_prefix(mark).unwrap_or(rest);
        let end = end_of(mark).and_then(|end| {
            let inside = memmem::find(words.as_bytes(), end.as_bytes())?;
            Some((words.get(..inside)?, mark.len() + inside + end.len()))
        });
        let length = match (mark, end) {
            (_, Some((_, length))) => length,
            ("<!--", None) => rest.len(),
            (_, None) => self.line(start).len(),
        };
        self.at = start + length;
        let text = self.slice(start + mark.len(), self.at);
        let text = text.trim_start_matches(last(mark));
        let run = self.span(start, self.at - text.len());
        let whole = self.span(start, self.at);
        self.skipped.push(whole);
        sink.push(|| {
            let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next();
            let statement = word.filter(|_| mark == "#").and_then(foreign::statement);
            if let Some(note) = statement.filter(|_| end.is_none()) {
                let message = format!(
                    "this `#{}` is of another language, not of TL",
                    word.unwrap_or_default()
                );
                return Diagnostic::new(Code::Syntax, message, whole, "this is not TL").note(note);
            }
            let message = format!("a comment begins with `{mark}`");
            let (label, way_out, place, right) = match end {
                Some((inside, _)) => {
                    let right = format!("/*{}*/", inside.replace("*/", ""));
                    ("this is not TL", "write `/*` and `*/`", whole, right)
                }
                None => (
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

    /// Whether the line of `text`, which ends at `at`, cannot be part of the next line: that begins a
    /// declaration, or is not TL either, and is indented no more than `margin`.
    pub(super) fn is_over(&mut self, text: &str, at: usize, margin: usize) -> bool {
        let next = self.next_line(at);
        if next.is_empty() {
            return true;
        }
        // `user Vector<`, and its argument on the next line
        let is_open = |open, close| text.matches(open).count() > text.matches(close).count();
        if is_open('<', '>') || is_open('(', ')') || is_open('[', ']') {
            return false;
        }
        let (word, behind) = first_word(next);
        let begins = (!word.is_empty() && !behind.starts_with(':'))
            || next.starts_with(['@', '-', '#', '|', '`', '~', '<', '>'])
            || next.starts_with("===")
            || next.starts_with("**");
        begins
            && indent(self.cx.text, self.offset_of(next)).is_some_and(|indent| indent <= margin)
            && !(is_name(text) && begins_with_type(next))
    }

    /// Whether one of the words is not a declared name.
    fn has_unknown_word(&mut self, text: &str) -> bool {
        let names = self.declared();
        text.split_whitespace().any(|word| !names.contains(word))
    }

    /// Whether all of `words` are declared in the text or are builtins. `None` counts as declared.
    pub(in crate::syntax) fn are_declared<'w>(
        &mut self,
        mut words: impl Iterator<Item = Option<&'w str>>,
    ) -> bool {
        let names = self.declared();
        words.all(|word| word.is_none_or(|word| names.contains(word)))
    }

    /// Returns the names that the text declares, and those of builtins.
    pub(super) fn declared(&mut self) -> &DeclaredNames<'s> {
        let whole = self.cx.text;
        self.names.get_or_insert_with(|| {
            let starts = whole.split(['\n', ';', '=']).map(str::trim_start);
            let name = |part: &'s str| part.split(|c: char| c <= ' ' || c == '#').next();
            starts.filter_map(name).chain(BUILT_IN).collect()
        })
    }
}

/// Reports words that do not begin as a comment, and suggests `comment` at `place` to make them one.
pub(super) fn without_mark(words: Span, place: Span, comment: impl Into<String>) -> Diagnostic {
    let message = "a comment begins without `//`";
    Diagnostic::new(Code::UnexpectedCharacter, message, words, "this is not TL")
        .note(NOTE)
        .suggest("is it a comment?", place, comment)
        .alike("comments begin without `//`", NOTE.to_owned())
}

/// Reports lines of words without the `//` of a comment.
pub(in crate::syntax) fn words_alone(cx: &Context<'_>, words: Span) -> Diagnostic {
    let text = words.text_in(cx.text);
    let comment = format!("// {}", text.unwrap_or_default().replace('\n', "\n// "));
    without_mark(words, words, comment)
}

/// Returns a line up to its comment.
fn before_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or(line)
}

/// Splits the name that `text` begins with from the rest.
pub(super) fn first_word(text: &str) -> (&str, &str) {
    let word = text.bytes().take_while(|byte| in_name(*byte)).count();
    let (word, behind) = text.split_at_checked(word).unwrap_or_default();
    (word, behind.trim_start())
}

/// Whether `text` is the name of a constructor, perhaps with its id, but no more.
fn is_name(text: &str) -> bool {
    let (word, behind) = first_word(text);
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && behind.trim_start_matches(['.', '#']).bytes().all(in_name)
}

/// Whether the line begins with a type, as no combinator does: `int = User;`, but not `int ? = Int;`.
fn begins_with_type(line: &str) -> bool {
    let (word, behind) = first_word(line);
    let is_type = word.is_empty() && line.starts_with('#')
        || word.starts_with(|c: char| c.is_ascii_uppercase())
        || BUILT_IN.contains(&word);
    let result = line.rsplit('=').next().unwrap_or_default().trim();
    is_type
        && line.contains('=')
        && !behind.starts_with('?')
        && !result.trim_end_matches(';').eq_ignore_ascii_case(word)
}

/// The names with which declarations begin, and those of their results.
pub(super) type DeclaredNames<'s> = Set<&'s str>;

/// Returns the character of a mark that may be repeated.
fn last(mark: &str) -> char {
    mark.chars().next_back().unwrap_or_default()
}

/// Whether the text has words, and none of the marks that declarations consist of.
pub(super) fn is_plain(text: &str) -> bool {
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
