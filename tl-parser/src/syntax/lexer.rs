//! Splits text into tokens, one declaration at a time.
//!
//! The tokens of each declaration are put into the same buffer, so that they stay in the cache however large
//! the file is. The lexer ends a declaration at every `;` and section mark, which makes these the places
//! where the grammar recovers.

mod block;
mod bytes;
mod comment;
mod conflict;
mod front;
mod heading;
mod html;
mod id;
mod layer;
mod line;
mod markdown;
mod numbered;
mod patch;
mod quoted;
mod remark;
mod reply;
mod section;
mod unseen;

pub(in crate::syntax) use self::block::{BRACES, fields_in_tl};
pub(in crate::syntax) use self::bytes::id_of;
pub(in crate::syntax) use self::layer::layer_of;
pub(crate) use self::line::{before_on_line, indent};
pub(in crate::syntax) use self::quoted::MARKS as QUOTATION_MARKS;
pub(in crate::syntax) use self::remark::{BUILT_IN, words_alone};
pub(in crate::syntax) use self::section::SectionMark;
pub(in crate::syntax) use self::unseen::unseen;

use self::bytes::{Class, class, in_name};
use self::unseen::is_unseen;
use super::token::{Context, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::ast::Comment;

/// The maximum number of open brackets. Nothing known needs more than ten; the limit bounds the stack of
/// everything that walks a tree.
pub(crate) const MAX_DEPTH: u32 = 100;

/// The next part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Chunk<'s> {
    /// The tokens of a declaration, in the buffer: up to its `;`, a section mark or the end.
    Declaration,
    /// `---types---`
    Section(SectionMark<'s>),
    /// `===8===`
    Layer(Spanned<u32>),
    /// The end of the file.
    End,
}

/// Splits a text into tokens.
#[derive(Default)]
pub(in crate::syntax) struct Lexer<'s> {
    cx: Context<'s>,
    at: usize,
    depth: u32,
    conflicts: conflict::Conflicts,
    braces: block::Braces,
    markdown: markdown::Markdown,
    html: html::Seen,
    patch: patch::Patch,
    /// The end of the lines of the last quotation with `>`.
    reply_end: usize,
    numbers: numbered::Numbers,
    quotations: quoted::Quotations,
    lines: line::Lines<'s>,
    /// The names that the text declares, once they are needed.
    names: Option<remark::DeclaredNames<'s>>,
    /// Whether a comment that nothing closes has hidden the rest of the text.
    pub(in crate::syntax) in_open_comment: bool,
    /// Every `*/` that no `/*` opens, once that is needed.
    unopened: Option<Vec<usize>>,
    /// The comments so far.
    pub(in crate::syntax) comments: Vec<Comment<'s>>,
    /// Text that was skipped because of a reported error before it.
    pub(in crate::syntax) skipped: Vec<Span>,
}

impl<'s> Lexer<'s> {
    pub(in crate::syntax) fn new(file: FileId, text: &'s str) -> Self {
        Self {
            cx: Context { file, text },
            // Notepad's byte order mark is three bytes that no grammar should know of.
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            ..Self::default()
        }
    }

    /// Returns the current offset.
    pub(in crate::syntax) fn offset(&self) -> u32 {
        offset(self.at)
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.cx.text.as_bytes().get(at).copied()
    }

    /// Returns the byte before this offset.
    fn byte_before(&self, at: usize) -> Option<u8> {
        self.byte(at.checked_sub(1)?)
    }

    /// Returns the bytes of the text from this offset.
    #[inline]
    fn bytes(&self, at: usize) -> &'s [u8] {
        self.cx.text.as_bytes().get(at..).unwrap_or_default()
    }

    /// Skips blanks, and returns the byte after them.
    #[inline]
    fn next_byte(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte(self.at)?;
            if byte > b' ' {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Returns the text from this offset.
    fn rest(&self, at: usize) -> &'s str {
        self.cx.text.get(at..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &'s str {
        self.cx.text.get(start..end).unwrap_or_default()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.cx.span(offset(start), offset(end))
    }

    /// Puts the tokens of the next declaration into `tokens`, which is empty.
    pub(in crate::syntax) fn chunk(
        &mut self,
        tokens: &mut Vec<Token>,
        sink: &mut Sink,
    ) -> Chunk<'s> {
        self.depth = 0;
        while let Some(byte) = self.next_byte() {
            let class = class(byte);
            // Most tokens are names.
            if tokens.is_empty()
                || !matches!(class, Class::Lower | Class::Upper)
                || self.numbers.are_said
            {
                if self.pasted(class, byte, tokens, sink) {
                    continue;
                }
                if self.is_mark(class, tokens) {
                    return match tokens.is_empty() {
                        true if class == Class::Equals && self.begins_layer_mark(self.at) => {
                            Chunk::Layer(self.layer_mark(sink))
                        }
                        true => Chunk::Section(self.mark()),
                        false => Chunk::Declaration,
                    };
                }
                if self.other_language(class, byte, tokens, sink) {
                    continue;
                }
                let is_other = class == Class::Other && !tokens.is_empty();
                if is_other && self.fence_mark(self.at).is_some() {
                    return Chunk::Declaration;
                }
            }
            self.token(class, byte, tokens, sink);
            let is_end = class == Class::Sign(TokenKind::Semicolon)
                || (byte == b'&' && ends_with_semicolon(tokens));
            if is_end {
                self.line_end_comments(sink);
                return Chunk::Declaration;
            }
        }
        match tokens.is_empty() {
            true => Chunk::End,
            false => Chunk::Declaration,
        }
    }

    /// Skips what was pasted together with a schema: its introduction, the marks of a patch, line numbers,
    /// quotation marks, unseen characters, and braces around declarations or fields.
    #[inline]
    fn pasted(&mut self, class: Class, byte: u8, tokens: &[Token], sink: &mut Sink) -> bool {
        let is_start = tokens.is_empty();
        if (is_start || self.numbers.are_said) && self.line_number(sink) {
            return true;
        }
        match class {
            Class::Lower | Class::Upper => {
                is_start && (self.paragraph(sink) || self.patch_head(byte, sink))
            }
            Class::Minus | Class::Mark(TokenKind::Plus) => {
                self.front_matter(sink) || self.patch(tokens, sink)
            }
            Class::At => self.patch(tokens, sink),
            Class::Open(TokenKind::AngleOpen) => self.patch(tokens, sink),
            Class::Close(TokenKind::AngleClose) => {
                self.reply(is_start, sink) || self.patch(tokens, sink)
            }
            Class::Other => self.patch(tokens, sink) || self.quotation(is_start, sink),
            Class::Digit => self.patch(tokens, sink),
            Class::Open(TokenKind::SquareOpen) => self.quotation(is_start, sink),
            Class::Wide => self.quotation(is_start, sink) || self.unseen(sink),
            Class::Sign(TokenKind::Semicolon)
            | Class::Mark(TokenKind::Comma)
            | Class::Close(TokenKind::BraceClose) => self.is_braced(),
            Class::Underscore | Class::Slash | Class::Equals => false,
            Class::Mark(_) | Class::Sign(_) | Class::Open(_) | Class::Close(_) => false,
        }
    }

    /// Whether the mark of a section or a layer is at the place. Some are marks only between declarations.
    #[inline]
    fn is_mark(&self, class: Class, tokens: &[Token]) -> bool {
        let is_foreign = |it: &Self| tokens.is_empty() && it.foreign_mark().is_some();
        match class {
            Class::Minus => self.dashes(self.at) >= 3 || self.short_mark(tokens),
            Class::Equals => self.begins_layer_mark(self.at) || is_foreign(self),
            Class::Sign(TokenKind::Star) | Class::Wide | Class::Open(_) | Class::Other => {
                is_foreign(self)
            }
            Class::Lower | Class::Upper => self.names_section() && is_foreign(self),
            Class::Underscore
            | Class::Digit
            | Class::Slash
            | Class::At
            | Class::Mark(_)
            | Class::Sign(_)
            | Class::Close(_) => false,
        }
    }

    /// Skips comments and lines as other languages have them: remarks, HTML, blocks, Markdown, and the marks
    /// of merge conflicts.
    #[inline]
    fn other_language(
        &mut self,
        class: Class,
        byte: u8,
        tokens: &mut Vec<Token>,
        sink: &mut Sink,
    ) -> bool {
        let is_start = tokens.is_empty();
        let is_foreign = |it: &mut Self, sink: &mut Sink| {
            let is_doubled = it.byte(it.at + 1) == Some(byte);
            (is_start || is_doubled) && it.foreign(is_start, sink)
        };
        let is_remark = |it: &mut Self, sink: &mut Sink| {
            it.may_begin_remark(tokens) && it.remark(is_start, sink)
        };
        match class {
            Class::Minus => is_remark(self, sink),
            Class::Sign(kind) => {
                let is_semicolon = kind == TokenKind::Semicolon;
                is_remark(self, sink) || (is_semicolon && self.semicolon_comment(tokens, sink))
            }
            Class::Other => {
                is_remark(self, sink)
                    || (self.byte(self.at + 1) == Some(byte) && self.foreign(is_start, sink))
                    || (byte == b'|' && self.headed_table(tokens, sink))
                    || (is_start && self.fence(sink))
            }
            Class::Open(TokenKind::AngleOpen) => {
                is_remark(self, sink) || self.html(sink).is_some() || is_foreign(self, sink)
            }
            Class::Open(TokenKind::BraceOpen) => {
                self.block(tokens, sink)
                    || self.braced_fields(tokens, sink)
                    || is_foreign(self, sink)
            }
            Class::Open(_) | Class::Close(_) | Class::Equals => is_foreign(self, sink),
            Class::Wide | Class::Digit | Class::Mark(_) => is_start && self.foreign(true, sink),
            Class::Lower | Class::Upper | Class::Underscore => false,
            Class::Slash | Class::At => false,
        }
    }

    /// Reads a token, or a name and its id. Skips a comment.
    #[inline]
    fn token(&mut self, class: Class, byte: u8, tokens: &mut Vec<Token>, sink: &mut Sink) {
        let start = self.at;
        let kind = match class {
            Class::Lower | Class::Upper => return self.name_and_id(tokens, sink),
            Class::Slash => match self.slash(sink) {
                Some(kind) => kind,
                None => return,
            },
            Class::Mark(kind) | Class::Sign(kind) => {
                self.at += 1;
                kind
            }
            Class::Open(kind) => {
                self.at += 1;
                self.nested(kind)
            }
            Class::Close(kind) => {
                self.at += 1;
                self.unnested(kind)
            }
            Class::Equals => self.equals(),
            Class::Other if byte == b'&' => match self.entity(tokens, sink) {
                Some(kind) => kind,
                None => return,
            },
            Class::Digit => self.number(sink),
            Class::Underscore | Class::At => self.prefixed(byte),
            Class::Minus | Class::Wide | Class::Other => self.malformed(),
        };
        push(tokens, kind, start, self.at);
        // No schema writes `_#5de33467`, but the canonical notation does. A name that begins
        // with `&#…;` gets here without its id.
        let is_name = kind == TokenKind::Underscore || kind.is_name();
        if is_name && self.byte(self.at) == Some(b'#') {
            self.id(tokens, sink);
        }
    }

    /// Skips a line that is not TL; `is_start` says whether no declaration has begun before it.
    pub(super) fn foreign(&mut self, is_start: bool, sink: &mut Sink) -> bool {
        let is_markdown =
            |it: &mut Self, sink: &mut _| it.fence(sink) || it.table(sink) || it.list_item(sink);
        let is_text =
            |it: &mut Self, sink: &mut _| it.foreign_comment(sink) || it.heading_line(sink);
        self.conflict(sink) || (is_start && (is_markdown(self, sink) || is_text(self, sink)))
    }

    /// Reads `photos.photo#20212ca8`: one token or two.
    #[inline]
    fn name_and_id(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) {
        let (kind, end) = self.name(self.at);
        push(tokens, kind, self.at, end);
        self.after_name(end, tokens, sink);
    }

    /// Reads the id after a name that ends at `end`, if there is one.
    #[inline]
    fn after_name(&mut self, end: usize, tokens: &mut Vec<Token>, sink: &mut Sink) {
        self.at = end;
        while self.is_no_width(self.at) && self.unseen(sink) {}
        if self.byte(self.at) == Some(b'#') {
            self.id(tokens, sink);
        }
    }

    /// Returns the end of the run of name bytes at `at`.
    #[inline]
    fn run(&self, at: usize) -> usize {
        let rest = self.bytes(at);
        let length = rest.iter().position(|&byte| !in_name(byte));
        at + length.unwrap_or(rest.len())
    }

    /// Returns the kind of the name at `start`, `ns.sub.Name`, and its end.
    #[inline]
    fn name(&self, start: usize) -> (TokenKind, usize) {
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
            let word = self.word(end);
            if word > end {
                return (TokenKind::Malformed, word);
            }
        }
        let lower = self.byte(first).is_some_and(|it| it.is_ascii_lowercase());
        let kind = match (lower, first == start) {
            (true, true) => TokenKind::LowerIdent,
            (true, false) => TokenKind::LowerPath,
            (false, true) => TokenKind::UpperIdent,
            (false, false) => TokenKind::UpperPath,
        };
        (kind, end)
    }

    /// Reads `3`.
    fn number(&mut self, sink: &mut Sink) -> TokenKind {
        let start = self.at;
        let end = self.word(start);
        self.at = end;
        let text = self.slice(start, end);
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return TokenKind::Malformed;
        }
        if text.len() >= 10 && text.parse::<u32>().is_err() {
            let span = self.span(start, end);
            sink.push(|| {
                Diagnostic::new(
                    Code::NumberTooLarge,
                    "a number does not fit into 32 bits",
                    span,
                    "too large",
                )
                .note("the largest number that TL has is 4294967295")
            });
        }
        TokenKind::Number
    }

    /// Counts an opening bracket.
    fn nested(&mut self, kind: TokenKind) -> TokenKind {
        self.depth += 1;
        // The grammar descends only after an opening bracket, so this limits its recursion.
        if self.depth > MAX_DEPTH {
            TokenKind::TooDeep
        } else {
            kind
        }
    }

    /// Counts a closing bracket.
    fn unnested(&mut self, kind: TokenKind) -> TokenKind {
        self.depth = self.depth.saturating_sub(1);
        kind
    }

    fn equals(&mut self) -> TokenKind {
        self.at += 1;
        if self.byte(self.at) == Some(b'>') {
            self.at += 1;
            TokenKind::Arrow
        } else {
            TokenKind::Equals
        }
    }

    /// Reads `_` or `@read`.
    fn prefixed(&mut self, byte: u8) -> TokenKind {
        let start = self.at;
        self.at = self.word(start + 1);
        match (byte, self.at - start) {
            (b'_', 1) => TokenKind::Underscore,
            (b'@', 2..)
                if self
                    .byte(start + 1)
                    .is_some_and(|byte| byte.is_ascii_alphabetic()) =>
            {
                TokenKind::Annotation
            }
            _ => TokenKind::Malformed,
        }
    }

    /// Returns the end of the name bytes and characters outside of ASCII at `at`.
    fn word(&self, at: usize) -> usize {
        let rest = self.rest(at);
        // A space that is not ASCII ends a word.
        let is_end = |c: char| match u8::try_from(c) {
            Ok(byte) if byte < 0x80 => !in_name(byte),
            _ => c.is_whitespace(),
        };
        let word = rest.split(is_end).next().unwrap_or(rest);
        at + word.trim_end_matches(is_unseen).len()
    }

    /// Reads a word of which at least the first character is not allowed in TL.
    fn malformed(&mut self) -> TokenKind {
        let first = self.rest(self.at).chars().next();
        let first = first.map_or(1, char::len_utf8);
        self.at = self.word(self.at + first);
        TokenKind::Malformed
    }

    /// Returns the end of the spaces at `at`, on the same line.
    fn after_spaces(&self, at: usize) -> usize {
        let rest = self.bytes(at).iter();
        let spaces = rest.take_while(|&&byte| byte <= 0x20 && byte != b'\n');
        at + spaces.count()
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

/// Whether the last token is a `;`, in whatever notation.
fn ends_with_semicolon(tokens: &[Token]) -> bool {
    tokens
        .last()
        .is_some_and(|last| last.kind == TokenKind::Semicolon)
}

#[inline]
fn push(tokens: &mut Vec<Token>, kind: TokenKind, start: usize, end: usize) {
    tokens.push(Token {
        kind,
        start: offset(start),
        end: offset(end),
    });
}
