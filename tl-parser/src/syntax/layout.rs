//! The canonical layout of a file.
//!
//! Only spaces and line breaks change: tokens and comments stay as they are, in their order, and so does
//! every id. A declaration is on one line, or has a line for each field if it is too long or a comment needs
//! lines. The place of a comment decides what it documents, so a comment on a line of its own keeps one, and
//! the others stay on the line of what is before them.

use super::ast::{Comment, Program, Section};
use super::lexer::{Chunk, Lexer, before_on_line};
use super::parser::parse;
use super::token::{Context, Token, TokenKind};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{FileId, Span};

/// The maximum number of characters of a declaration on one line.
const WIDTH: usize = 100;

/// Returns a file in canonical layout. Adds findings to `diagnostics`, and returns `None` if there are syntax
/// errors.
#[must_use]
pub fn format(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let mut found = Vec::new();
    let program = parse(file, text, &mut found);
    let is_right = !found.iter().any(Diagnostic::is_error);
    diagnostics.append(&mut found);
    is_right.then(|| Layout::new(&program).file())
}

/// The output, and how far the text has been read.
struct Layout<'p, 's> {
    cx: Context<'s>,
    /// The comments that are still to be written.
    comments: &'p [Comment<'s>],
    /// The end, in the text, of the last thing that was written.
    end: u32,
    /// Whether that is a declaration.
    after_declaration: bool,
    /// Whether an empty line has to follow it.
    apart: bool,
    out: String,
}

impl<'p, 's> Layout<'p, 's> {
    fn new(program: &'p Program<'s>) -> Self {
        let Program { file, text, .. } = *program;
        Self {
            cx: Context { file, text },
            comments: &program.comments,
            end: 0,
            after_declaration: false,
            apart: false,
            // Broken lines have more spaces.
            out: String::with_capacity(text.len() + text.len() / 4),
        }
    }

    fn file(mut self) -> String {
        // Mistakes were reported already.
        let mut sink = Sink::default();
        let mut lexer = Lexer::new(self.cx.file, self.cx.text);
        let mut tokens = Vec::new();
        loop {
            tokens.clear();
            match lexer.chunk(&mut tokens, &mut sink) {
                Chunk::Declaration => self.declaration(&tokens, lexer.offset()),
                Chunk::Section(mark) => {
                    let section = mark.section().map(Section::mark);
                    self.mark(mark.span, section.unwrap_or_else(|| self.text(mark.span)));
                }
                Chunk::Layer(layer) => self.mark(layer.span, self.text(layer.span)),
                Chunk::End => break,
            }
        }
        self.comments_before(lexer.offset());
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }

    fn text(&self, span: Span) -> &'s str {
        span.text_in(self.cx.text).unwrap_or_default()
    }

    /// Takes the comments that begin before `end`.
    fn take_comments(&mut self, end: u32) -> &'p [Comment<'s>] {
        let count = self.comments.partition_point(|it| it.span.start < end);
        let (taken, rest) = self.comments.split_at_checked(count).unwrap_or_default();
        self.comments = rest;
        taken
    }

    /// Writes a line break, and an empty line if the text has one or `apart` asks for it.
    fn begin(&mut self, start: u32, apart: bool) {
        let gap = self.cx.between(self.end, start).unwrap_or_default();
        let lines = gap.matches('\n').count();
        if !self.out.is_empty() {
            let is_empty = apart || self.apart || lines > 1;
            self.out.push_str(if is_empty { "\n\n" } else { "\n" });
        }
        self.apart = false;
    }

    /// Writes the comments between declarations, up to `end`.
    fn comments_before(&mut self, end: u32) {
        for comment in self.take_comments(end) {
            if comment.own_line || self.after_declaration {
                self.begin(comment.span.start, false);
                // The comment of a declaration may be before it, and then documents neither.
                self.apart = !comment.own_line
                    && !before_on_line(self.cx.text, comment.span.start).ends_with(';');
            } else {
                self.out.push(' ');
            }
            self.comment(comment);
            self.end = comment.span.end;
            self.after_declaration = false;
        }
    }

    /// Whether it is `// text`.
    fn ends_line(&self, comment: &Comment<'_>) -> bool {
        self.text(comment.span).starts_with("//")
    }

    fn comment(&mut self, comment: &Comment<'_>) {
        for (at, line) in self.text(comment.span).split('\n').enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            self.out.push_str(line.trim_end_matches(|c| c <= ' '));
        }
    }

    /// Writes a mark between empty lines.
    fn mark(&mut self, span: Span, text: &str) {
        self.comments_before(span.start);
        self.begin(span.start, true);
        self.out.push_str(text);
        self.end = span.end;
        self.after_declaration = false;
        self.apart = true;
    }

    /// Writes a declaration with the comments in it, and those at the end of its last line, up to `end`.
    fn declaration(&mut self, tokens: &[Token], end: u32) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        self.comments_before(first.start);
        self.begin(first.start, false);
        let inside = self.take_comments(last.end);
        let start = self.out.len();
        self.lay_out(tokens, inside, false);
        let line = self.out.get(start..).unwrap_or_default();
        if line.contains('\n') || line.chars().count() > WIDTH {
            self.out.truncate(start);
            self.lay_out(tokens, inside, true);
        }
        for comment in self.take_comments(end) {
            self.out.push(' ');
            self.comment(comment);
        }
        self.end = end;
        self.after_declaration = true;
    }

    /// Writes the tokens of a declaration and the comments between them, with a line for each field or only
    /// the lines that comments need.
    fn lay_out(&mut self, tokens: &[Token], comments: &[Comment<'_>], has_lines: bool) {
        let mut comments = comments.iter().peekable();
        let mut part = Part::Annotations;
        let mut depth = 0_usize;
        let mut before = None;
        for token in tokens {
            let kind = token.kind;
            let is_outside = depth == 0;
            depth += usize::from(kind.opens());
            depth = depth.saturating_sub(kind.closes().into());
            let joined = before.is_none_or(|before| are_joined(before, kind));
            let indent = match part {
                Part::Annotations => "\n",
                _ if is_outside && (!joined || kind == TokenKind::Semicolon) => "\n    ",
                // It is in the middle of a field.
                _ => "\n        ",
            };
            if is_outside {
                part = part.behind(kind);
            }
            let breaks = has_lines && is_outside && !joined && part == Part::Fields;
            let mut gap = match (breaks, joined) {
                (true, _) => indent,
                (false, true) => "",
                (false, false) => " ",
            };
            while let Some(comment) = comments.next_if(|it| it.span.start < token.start) {
                self.out
                    .push_str(if comment.own_line { indent } else { " " });
                self.comment(comment);
                if comment.own_line || self.ends_line(comment) {
                    gap = indent;
                } else if gap.is_empty() {
                    gap = " ";
                }
            }
            self.out.push_str(gap);
            self.out.push_str(self.cx.text_of(*token));
            if is_outside && kind.is_equals() {
                part = Part::Result;
            }
            before = Some(kind);
        }
    }
}

/// A part of a declaration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Annotations,
    /// The name, its id and the parameters.
    Head,
    /// The fields, and the `=` after them.
    Fields,
    Result,
}

impl Part {
    /// Returns the part of the next token, which is outside of all brackets or is one of them.
    fn behind(self, token: TokenKind) -> Self {
        use TokenKind::{Annotation, BraceOpen, Id};
        match (self, token) {
            (Part::Annotations, Annotation) => Part::Annotations,
            (Part::Annotations, _) | (Part::Head, Id | BraceOpen) => Part::Head,
            (Part::Head | Part::Fields, _) => Part::Fields,
            (Part::Result, _) => Part::Result,
        }
    }
}

/// Whether two tokens have no space between them.
fn are_joined(before: TokenKind, next: TokenKind) -> bool {
    use TokenKind::{
        AngleClose, AngleOpen, Bang, BraceClose, BraceOpen, Colon, Comma, Dot, Id, Number,
        ParenClose, ParenOpen, Percent, Plus, Question, Semicolon, Star,
    };
    match (before, next) {
        (Colon | Dot | Bang | Percent | Plus | Star | ParenOpen | BraceOpen | AngleOpen, _) => true,
        (
            _,
            Id | Colon | Dot | Comma | Plus | Star | Semicolon | ParenClose | BraceClose
            | AngleOpen | AngleClose,
        ) => true,
        // The `?` of a mask, not that of `int ? = Int`.
        (Number, Question) => true,
        (Question, next) => !next.is_equals(),
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail by a panic")]
mod tests;
