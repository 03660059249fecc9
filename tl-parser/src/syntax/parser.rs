//! Parses a whole file to a syntax tree.
//!
//! `grammar` parses one declaration, `recover` decides what a failure costs, and `errors` explains it.

use core::ops::Range;

use super::ast::{Declaration, DeclarationKind, Expr, LayerMark, Program, Section};
use super::errors;
use super::failure::Failure;
use super::grammar::declaration;
use super::lexer::{Chunk, Lexer, SectionMark, layer_of};
use super::recover;
use super::token::{Context, Token, Tokens};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{FileId, Form, Span, Spanned};

/// Parses `text`, a whole file.
///
/// Adds findings to `diagnostics`, in the order of the text. Every valid declaration is in the tree.
#[must_use]
pub fn parse<'s>(file: FileId, text: &'s str, diagnostics: &mut Vec<Diagnostic>) -> Program<'s> {
    let mut sink = Sink::default();
    let mut program = Program {
        file,
        text,
        form: Form::Tl,
        comments: Vec::new(),
        declarations: Vec::new(),
        layer: None,
        first_mark: None,
        layer_comments: Vec::new(),
        layer_marks: Vec::new(),
        skipped: Vec::new(),
    };
    if u32::try_from(text.len()).is_err() {
        sink.push(|| {
            let start = Span {
                file,
                ..Span::default()
            };
            Diagnostic::new(Code::Syntax, "a schema is larger than 4 GiB", start, "")
        });
        diagnostics.append(&mut sink.finish());
        return program;
    }
    // In the known schema with the shortest declarations, each takes 90 bytes.
    program.declarations.reserve(text.len() / 90);
    let mut schema = SchemaParser {
        cx: Context { file, text },
        section: Section::Types,
        first_mark: &mut program.first_mark,
        comment: 0,
        split: false,
        colon: false,
        open: 0,
        declarations: &mut program.declarations,
        sink: &mut sink,
    };
    let mut lexer = Lexer::new(file, text);
    let mut tokens = Vec::new();
    loop {
        tokens.clear();
        match lexer.chunk(&mut tokens, schema.sink) {
            Chunk::Declaration => schema.declarations(&tokens, &mut lexer),
            Chunk::Section(mark) => schema.section(&mark),
            Chunk::Layer(layer) => program.layer_marks.push(LayerMark {
                layer,
                in_comment: false,
            }),
            Chunk::End => break,
        }
    }
    diagnostics.append(&mut sink.finish());
    program.comments = lexer.comments;
    program.skipped = lexer.skipped;
    add_comments(&mut program);
    program
}

/// Adds the layer marks in comments, in the order of the text.
fn add_comments(program: &mut Program<'_>) {
    let mut others = std::mem::take(&mut program.layer_marks)
        .into_iter()
        .peekable();
    for comment in &program.comments {
        let text = comment.text.trim();
        if let Some(value) = layer_of(text) {
            while let Some(other) = others.next_if(|it| it.layer.span < comment.span) {
                program.layer_marks.push(other);
            }
            let span = comment.span;
            program.layer_marks.push(LayerMark {
                layer: Spanned { value, span },
                in_comment: true,
            });
        }
        let number = text.strip_prefix("LAYER ");
        // Another comment may follow: `// LAYER 230 // of tdesktop`.
        let number = number.and_then(|number| number.split("//").next());
        if let Some(value) = number.and_then(|number| number.trim().parse().ok()) {
            let span = comment.span;
            program.layer_comments.push(Spanned { value, span });
        }
    }
    program.layer = program.layer_comments.first().map(|it| it.value);
    program.layer_marks.extend(others);
}

/// `schema = { section | declaration ";" }`
struct SchemaParser<'p, 's> {
    cx: Context<'s>,
    section: Section,
    first_mark: &'p mut Option<Span>,
    /// The first comment that does not belong to a declaration yet.
    comment: usize,
    /// Whether a `;` has split a declaration, whose rest follows.
    split: bool,
    /// Whether it stood for a `:`, so that the rest is not a declaration, whatever it looks like.
    colon: bool,
    /// How many brackets are open after text that could not be parsed.
    open: usize,
    declarations: &'p mut Vec<Declaration<'s>>,
    sink: &'p mut Sink,
}

impl<'s> SchemaParser<'_, 's> {
    /// `section = "---" ("types" | "functions") "---"`
    fn section(&mut self, mark: &SectionMark<'s>) {
        // A name that is nearly right is enough to know where the declarations belong.
        let meant = mark.section().or_else(|| errors::guess(mark.name.value));
        self.section = meant.unwrap_or(self.section);
        self.first_mark.get_or_insert(mark.span);
        if mark.section().is_none() || !mark.complete {
            self.sink.push(|| errors::section(mark, meant));
        }
    }

    /// Parses the declarations in `tokens`: one, or several if a `;` is missing.
    fn declarations(&mut self, mut tokens: &[Token], lexer: &mut Lexer<'s>) {
        let cx = self.cx;
        if std::mem::take(&mut self.colon) {
            self.colon = recover::is_colon(&cx, tokens);
            self.leave_out(tokens, lexer);
            return;
        }
        let mut known = None;
        while !tokens.is_empty() {
            let parsed = match known.take() {
                Some(failure) => Err(failure),
                None => declaration(Tokens::new(tokens, &cx)).map_err(Failure::from),
            };
            match parsed {
                Ok((_, parsed))
                    if parsed.combinator().is_none() && recover::is_colon(&cx, tokens) =>
                {
                    self.semicolon_for_colon(tokens, lexer);
                    return;
                }
                Ok((rest, parsed)) => {
                    let end = lexer.offset();
                    if rest.left() == 0 {
                        self.without_semicolon(parsed, tokens, end, lexer);
                    } else {
                        self.keep(parsed, end, lexer);
                    }
                    return;
                }
                Err(failure) => {
                    let Some(at) = recover::next_declaration(&cx, tokens, failure) else {
                        self.fail(tokens, failure, lexer);
                        return;
                    };
                    let (head, tail) = tokens.split_at_checked(at).unwrap_or((tokens, &[]));
                    self.unfinished(head, lexer);
                    tokens = tail;
                    // A failure after the next declaration would occur again, and a text in which every line
                    // ends too early would be parsed once for each line.
                    let next = recover::next_declaration(&cx, tail, failure);
                    let is_later = |next| next < tail.len().saturating_sub(failure.left);
                    known = next.is_some_and(is_later).then_some(failure);
                }
            }
        }
    }

    /// Parses a declaration after which another begins without a `;` between them.
    fn unfinished(&mut self, tokens: &[Token], lexer: &mut Lexer<'s>) {
        let cx = self.cx;
        match declaration(Tokens::new(tokens, &cx)) {
            Ok((_, parsed)) => {
                let end = parsed.span.end;
                self.without_semicolon(parsed, tokens, end, lexer);
            }
            Err(error) => self.fail(tokens, Failure::from(error), lexer),
        }
    }

    /// Reports a missing `;` and keeps the declaration. If it contains undeclared words, it is most likely a
    /// comment, and is reported as one instead.
    fn without_semicolon(
        &mut self,
        parsed: Declaration<'s>,
        tokens: &[Token],
        end: u32,
        lexer: &mut Lexer<'s>,
    ) {
        let cx = self.cx;
        let words = match &parsed.kind {
            DeclarationKind::Partial(expr) => expr.application(),
            DeclarationKind::Combinator(_) | DeclarationKind::Finality(..) => None,
        };
        let args = words.map_or_else(<&[_]>::default, |(_, args)| args);
        if !lexer.are_declared(args.iter().map(Expr::word)) {
            self.sink.push(|| errors::words(&cx, tokens));
            self.leave_out(tokens, lexer);
        } else {
            self.sink.push(|| errors::missing_semicolon(&cx, tokens));
            self.keep(parsed, end, lexer);
        }
    }

    /// Keeps a declaration, with its section and the comments that belong to it; those inside end before `end`.
    fn keep(&mut self, mut parsed: Declaration<'s>, end: u32, lexer: &Lexer<'s>) {
        parsed.section = self.section;
        self.open = 0;
        parsed.comments = self.comments_until(parsed.span.start, lexer);
        parsed.inner_comments = self.comments_until(end, lexer);
        if self.sink.is_pending() {
            let extent = parsed.extent(&lexer.comments);
            self.sink.settle(parsed.span, extent);
        }
        self.declarations.push(parsed);
    }

    /// Leaves out a declaration that could not be parsed, and the comments before and inside it.
    fn fail(&mut self, tokens: &[Token], failure: Failure, lexer: &Lexer<'s>) {
        let cx = self.cx;
        if recover::is_colon(&cx, tokens) {
            self.semicolon_for_colon(tokens, lexer);
            return;
        }
        let starts_line = |it: &Token| recover::starts_line(&cx, *it, usize::MAX);
        let is_inside = self.open > 0 && !tokens.first().is_some_and(starts_line);
        let (closed, opened) = recover::unpaired(tokens);
        let is_rest = (self.split && recover::is_rest(tokens))
            || (is_inside && (closed > 0 || recover::is_rest(tokens)));
        let still_open = if is_inside {
            self.open.saturating_sub(closed)
        } else {
            0
        };
        self.open = still_open + opened;
        self.split = recover::is_split(&cx, tokens, failure);
        if let Some(array) = recover::array(&cx, tokens) {
            self.split = true;
            self.sink.push(|| errors::array(&cx, tokens, array));
        } else if is_rest || lexer.in_open_comment {
            // It is part of a reported mistake.
        } else if self.split {
            self.sink.push(|| errors::early_semicolon(&cx, tokens));
        } else {
            self.sink.push(|| errors::failure(&cx, tokens, failure));
        }
        self.leave_out(tokens, lexer);
    }

    /// Reports `user id;long = User;`.
    fn semicolon_for_colon(&mut self, tokens: &[Token], lexer: &Lexer<'s>) {
        let cx = self.cx;
        self.colon = true;
        self.sink.push(|| errors::semicolon_for_colon(&cx, tokens));
        self.leave_out(tokens, lexer);
    }

    /// Skips the comments before and inside text that is not a declaration.
    fn leave_out(&mut self, tokens: &[Token], lexer: &Lexer<'s>) {
        if let Some(last) = tokens.last() {
            self.comments_until(last.end, lexer);
        }
    }

    /// Takes the comments up to `end` that do not belong to a declaration yet.
    fn comments_until(&mut self, end: u32, lexer: &Lexer<'s>) -> Range<u32> {
        let start = self.comment;
        let next = |at: usize| lexer.comments.get(at);
        while next(self.comment).is_some_and(|comment| comment.span.start < end) {
            self.comment += 1;
        }
        index(start)..index(self.comment)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "there are fewer comments than bytes, which fit"
)]
fn index(at: usize) -> u32 {
    at as u32
}
