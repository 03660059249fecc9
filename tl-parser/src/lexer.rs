//! Bytes to tokens, one declaration at a time.
//!
//! Tokens are cut one declaration after another into a buffer that is used again, so that they
//! stay in the cache however large the file is. That a `;` and a section mark always end a
//! declaration is decided here, which makes them the places where the grammar recovers.

use memchr::{memchr, memmem};

use crate::ast::{Comment, Section};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::Findings;
use crate::span::{FileId, Span, Spanned};
use crate::tokens::{Context, Kind, Token};

/// How many brackets may be open at once. Nothing known needs more than ten; the limit bounds
/// the stack of everything that walks a tree.
const MAX_DEPTH: u32 = 100;

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A blank, which is any byte up to 0x20.
    Blank,
    Lower,
    Upper,
    Underscore,
    Digit,
    /// A mark of its own.
    Mark(Kind),
    /// A bracket.
    Open(Kind),
    Close(Kind),
    Slash,
    Equals,
    Minus,
    At,
    /// The first byte of a character outside of ASCII.
    Wide,
    /// Nothing of TL.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while byte < 256 {
        classes[byte] = match byte as u8 {
            0..=0x20 => Class::Blank,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'_' => Class::Underscore,
            b'0'..=b'9' => Class::Digit,
            b'#' => Class::Mark(Kind::Hash),
            b':' => Class::Mark(Kind::Colon),
            b';' => Class::Mark(Kind::Semicolon),
            b'?' => Class::Mark(Kind::Question),
            b'%' => Class::Mark(Kind::Percent),
            b'!' => Class::Mark(Kind::Bang),
            b'.' => Class::Mark(Kind::Dot),
            b',' => Class::Mark(Kind::Comma),
            b'+' => Class::Mark(Kind::Plus),
            b'*' => Class::Mark(Kind::Star),
            b'(' => Class::Open(Kind::ParenOpen),
            b'[' => Class::Open(Kind::SquareOpen),
            b'{' => Class::Open(Kind::BraceOpen),
            b'<' => Class::Open(Kind::AngleOpen),
            b')' => Class::Close(Kind::ParenClose),
            b']' => Class::Close(Kind::SquareClose),
            b'}' => Class::Close(Kind::BraceClose),
            b'>' => Class::Close(Kind::AngleClose),
            b'/' => Class::Slash,
            b'=' => Class::Equals,
            b'-' => Class::Minus,
            b'@' => Class::At,
            0x80..=0xff => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

#[inline]
#[allow(
    clippy::indexing_slicing,
    reason = "the table has an entry for every byte"
)]
fn class(byte: u8) -> Class {
    CLASSES[byte as usize]
}

const IN_NAME: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while byte < 256 {
        bytes[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    bytes
};

#[inline]
#[allow(
    clippy::indexing_slicing,
    reason = "the table has an entry for every byte"
)]
fn in_name(byte: u8) -> bool {
    IN_NAME[byte as usize]
}

/// What comes next in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chunk<'s> {
    /// The tokens of a declaration, in the buffer: up to its `;`, a section mark or the end.
    Declaration,
    /// `---types---`
    Section(Mark<'s>),
    /// The end of the file.
    End,
}

/// `---types---`, or what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark<'s> {
    /// `types`; empty where no name follows.
    pub(crate) name: Spanned<&'s str>,
    /// Whether there are three `-` on both sides.
    pub(crate) complete: bool,
    /// All of it.
    pub(crate) span: Span,
}

impl Mark<'_> {
    /// The section that the name means.
    pub(crate) fn section(&self) -> Option<Section> {
        match self.name.value {
            "types" => Some(Section::Types),
            "functions" => Some(Section::Functions),
            _ => None,
        }
    }
}

/// Cuts a text.
pub(crate) struct Lexer<'s> {
    cx: Context<'s>,
    at: usize,
    depth: u32,
    /// The comments so far.
    pub(crate) comments: Vec<Comment<'s>>,
}

impl<'s> Lexer<'s> {
    pub(crate) fn new(file: FileId, text: &'s str) -> Self {
        Self {
            cx: Context { file, text },
            // Notepad's byte order mark is three bytes that no grammar should know of.
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            depth: 0,
            comments: Vec::new(),
        }
    }

    /// Where the reading has come to.
    pub(crate) fn offset(&self) -> u32 {
        offset(self.at)
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.cx.text.as_bytes().get(at).copied()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.cx.span(offset(start), offset(end))
    }

    /// Puts the tokens of the next declaration into `tokens`, which is empty.
    pub(crate) fn chunk(
        &mut self,
        tokens: &mut Vec<Token>,
        findings: &mut Findings<'_>,
    ) -> Chunk<'s> {
        self.depth = 0;
        loop {
            let Some(byte) = self.byte(self.at) else {
                return if tokens.is_empty() {
                    Chunk::End
                } else {
                    Chunk::Declaration
                };
            };
            let start = self.at;
            let kind = match class(byte) {
                Class::Blank => {
                    self.at += 1;
                    continue;
                }
                Class::Lower | Class::Upper => {
                    let (kind, end) = self.name(start);
                    push(tokens, kind, start, end);
                    self.at = end;
                    if self.byte(end) == Some(b'#') {
                        self.id(tokens, findings);
                    }
                    continue;
                }
                Class::Mark(kind) => {
                    self.at += 1;
                    kind
                }
                Class::Open(kind) => self.open(kind),
                Class::Close(kind) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.at += 1;
                    kind
                }
                Class::Equals => self.equals(),
                Class::Digit => self.number(findings),
                Class::Slash => match self.slash(findings) {
                    Some(kind) => kind,
                    None => continue,
                },
                Class::Underscore | Class::At => self.prefixed(byte),
                Class::Minus if self.dashes(start) >= 3 => {
                    if !tokens.is_empty() {
                        return Chunk::Declaration;
                    }
                    return Chunk::Section(self.mark());
                }
                Class::Minus | Class::Wide | Class::Other => self.malformed(),
            };
            push(tokens, kind, start, self.at);
            if kind == Kind::Semicolon {
                self.line_end_comments(findings);
                return Chunk::Declaration;
            }
        }
    }

    /// The end of the run of name bytes at `at`.
    #[inline]
    fn run(&self, at: usize) -> usize {
        let rest = self.cx.text.as_bytes().get(at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !in_name(byte));
        at + length.unwrap_or(rest.len())
    }

    /// `ns.sub.Name`: what it is, and its end.
    #[inline]
    fn name(&self, start: usize) -> (Kind, usize) {
        let mut first = start;
        let mut end = self.run(start);
        while self.byte(end) == Some(b'.')
            && self
                .byte(end + 1)
                .is_some_and(|byte| byte.is_ascii_alphabetic())
        {
            first = end + 1;
            end = self.run(first);
        }
        if self.byte(end).is_some_and(|byte| byte >= 0x80) {
            return (Kind::Malformed, self.word(end));
        }
        let lower = self
            .byte(first)
            .is_some_and(|byte| byte.is_ascii_lowercase());
        let kind = match (lower, first == start) {
            (true, true) => Kind::LowerIdent,
            (true, false) => Kind::LowerPath,
            (false, true) => Kind::UpperIdent,
            (false, false) => Kind::UpperPath,
        };
        (kind, end)
    }

    /// `#20212ca8` behind a name.
    fn id(&mut self, tokens: &mut Vec<Token>, findings: &mut Findings<'_>) {
        let start = self.at;
        self.at = self.run(start + 1);
        push(tokens, Kind::Id, start, self.at);
        let digits = self.cx.text.get(start + 1..self.at).unwrap_or_default();
        if (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return;
        }
        let span = self.span(start, self.at);
        findings.push(|| invalid_id(digits, span));
    }

    /// `3`
    fn number(&mut self, findings: &mut Findings<'_>) -> Kind {
        let start = self.at;
        let end = self.word(start);
        self.at = end;
        let text = self.cx.text.get(start..end).unwrap_or_default();
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Kind::Malformed;
        }
        if text.len() >= 10 && text.parse::<u32>().is_err() {
            let span = self.span(start, end);
            findings.push(|| {
                Diagnostic::new(
                    Code::NumberTooLarge,
                    "a number does not fit 32 bits",
                    span,
                    "too large",
                )
                .note("the largest number that TL has is 4294967295")
            });
        }
        Kind::Number
    }

    fn open(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        self.depth += 1;
        // The grammar descends only behind an opening bracket, so that a limit here is a limit
        // of its recursion.
        if self.depth > MAX_DEPTH {
            Kind::TooDeep
        } else {
            kind
        }
    }

    fn equals(&mut self) -> Kind {
        self.at += 1;
        if self.byte(self.at) == Some(b'>') {
            self.at += 1;
            Kind::Arrow
        } else {
            Kind::Equals
        }
    }

    /// `_`, `@read`
    fn prefixed(&mut self, byte: u8) -> Kind {
        let start = self.at;
        self.at = self.word(start + 1);
        match (byte, self.at - start) {
            (b'_', 1) => Kind::Underscore,
            (b'@', 2..)
                if self
                    .byte(start + 1)
                    .is_some_and(|byte| byte.is_ascii_alphabetic()) =>
            {
                Kind::Annotation
            }
            _ => Kind::Malformed,
        }
    }

    /// Skips a comment; a `/` that begins none is no part of TL.
    fn slash(&mut self, findings: &mut Findings<'_>) -> Option<Kind> {
        let start = self.at;
        let rest = self.cx.text.as_bytes().get(start + 2..).unwrap_or_default();
        let (inner, end) = match self.byte(start + 1) {
            Some(b'/') => {
                let length = memchr(b'\n', rest).unwrap_or(rest.len());
                let inner = match rest.get(..length) {
                    Some([.., b'\r']) => length - 1,
                    _ => length,
                };
                (inner, start + 2 + inner)
            }
            Some(b'*') => match memmem::find(rest, b"*/") {
                Some(length) => (length, start + 2 + length + 2),
                None => {
                    let span = self.span(start, start + 2);
                    findings.push(|| unterminated(span));
                    (rest.len(), start + 2 + rest.len())
                }
            },
            _ => return Some(self.malformed()),
        };
        self.comments.push(Comment {
            text: self
                .cx
                .text
                .get(start + 2..start + 2 + inner)
                .unwrap_or_default(),
            span: self.span(start, end),
            own_line: is_first_of_line(self.cx.text, start),
        });
        self.at = end;
        None
    }

    /// Skips the comments that end the line of a `;`, and thereby belong to its declaration.
    fn line_end_comments(&mut self, findings: &mut Findings<'_>) {
        loop {
            let next = self.at + self.spaces(self.at);
            let rest = self.cx.text.as_bytes().get(next..).unwrap_or_default();
            let ends_line = match rest {
                [b'/', b'/', ..] => true,
                [b'/', b'*', inner @ ..] => memmem::find(inner, b"*/").is_some_and(|length| {
                    let end = next + 2 + length + 2;
                    let behind = end + self.spaces(end);
                    matches!(self.byte(behind), None | Some(b'\n' | b'/'))
                }),
                _ => false,
            };
            if !ends_line {
                return;
            }
            self.at = next;
            self.slash(findings);
        }
    }

    /// The end of the name bytes and characters outside of ASCII at `at`.
    fn word(&self, at: usize) -> usize {
        let rest = self.cx.text.as_bytes().get(at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !in_name(byte) && byte < 0x80);
        at + length.unwrap_or(rest.len())
    }

    /// A word of which at least the first character is no part of TL.
    fn malformed(&mut self) -> Kind {
        self.at = self.word(self.at + 1);
        Kind::Malformed
    }

    fn dashes(&self, at: usize) -> usize {
        let rest = self.cx.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().take_while(|&&byte| byte == b'-').count()
    }

    fn spaces(&self, at: usize) -> usize {
        let rest = self.cx.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter()
            .take_while(|&&byte| byte <= 0x20 && byte != b'\n')
            .count()
    }

    /// `---types---`, on one line, so that an unclosed one does not swallow a declaration.
    fn mark(&mut self) -> Mark<'s> {
        let start = self.at;
        let before = self.dashes(start);
        let name_start = start + before + self.spaces(start + before);
        let name_end = self.word(name_start);
        let gap = self.spaces(name_end);
        let after = self.dashes(name_end + gap);
        let end = match (after, name_end - name_start) {
            (0, 0) => start + before,
            (0, _) => name_end,
            _ => name_end + gap + after,
        };
        self.at = end;
        Mark {
            name: Spanned {
                value: self.cx.text.get(name_start..name_end).unwrap_or_default(),
                span: self.span(name_start, name_end),
            },
            complete: before == 3 && after == 3,
            span: self.span(start, end),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "longer texts are refused before the first token is cut"
)]
#[inline]
fn offset(at: usize) -> u32 {
    at as u32
}

#[inline]
fn push(tokens: &mut Vec<Token>, kind: Kind, start: usize, end: usize) {
    tokens.push(Token {
        kind,
        start: offset(start),
        end: offset(end),
    });
}

/// Whether only blanks stand before `at` on its line.
pub(crate) fn is_first_of_line(text: &str, at: usize) -> bool {
    indent(text, at).is_some()
}

/// The number of blanks before `at`, where nothing else stands before it on its line.
pub(crate) fn indent(text: &str, at: usize) -> Option<usize> {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let blanks = before
        .iter()
        .rev()
        .take_while(|&&byte| byte <= 0x20 && byte != b'\n')
        .count();
    match before.len().checked_sub(blanks + 1) {
        None => Some(blanks),
        Some(last) if before.get(last) == Some(&b'\n') => Some(blanks),
        Some(2) if text.starts_with('\u{feff}') => Some(blanks),
        Some(_) => None,
    }
}

fn invalid_id(digits: &str, span: Span) -> Diagnostic {
    let label = match digits.len() {
        0 => "no digits follow".to_owned(),
        length @ 9.. if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            format!("these are {length} digits")
        }
        _ => match digits.chars().find(|digit| !digit.is_ascii_hexdigit()) {
            Some(other) => format!("`{other}` is no hexadecimal digit"),
            None => "no id".to_owned(),
        },
    };
    Diagnostic::new(
        Code::InvalidId,
        "an id is 1 to 8 hexadecimal digits",
        span,
        label,
    )
    .note("a `#` directly behind a name begins an id; a field of type `#` needs a blank or a `:` before it")
}

fn unterminated(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnterminatedComment,
        "a comment is not closed",
        span,
        "the comment begins here",
    )
    .note("everything up to the end of the file belongs to it")
}
