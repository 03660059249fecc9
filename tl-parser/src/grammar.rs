//! The grammar of TL: text to a syntax tree.
//!
//! One function stands for one production of the specification
//! (<https://core.telegram.org/mtproto/TL-formal>), in its order. Every choice is made by looking
//! at the next token or two, so nothing is read twice, and a failure is where the text is wrong.
//! `recover` decides what a failure costs, and `report` says what it means.

mod declaration;
mod expr;
mod field;
mod recover;
mod report;

use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult};

use crate::ast::{Declaration, Program, Section};
use crate::diagnostic::{Code, Diagnostic};
use crate::findings::Findings;
use crate::lexer::{Chunk, Lexer, Mark};
use crate::span::{FileId, Span};
use crate::tokens::{Context, Kind, Token, Tokens};

/// Parses `text`, a whole file.
///
/// Whatever is wrong with it goes to `diagnostics`, in the order of the text; every declaration
/// that is right is in the tree.
#[must_use]
pub fn parse<'s>(file: FileId, text: &'s str, diagnostics: &mut Vec<Diagnostic>) -> Program<'s> {
    let mut findings = Findings::new(diagnostics);
    let mut program = Program {
        file,
        text,
        comments: Vec::new(),
        declarations: Vec::new(),
        layer: None,
    };
    if u32::try_from(text.len()).is_err() {
        findings.push(|| {
            let start = Span {
                file,
                ..Span::default()
            };
            Diagnostic::new(Code::Syntax, "a schema is larger than 4 GiB", start, "")
        });
        return program;
    }
    // Of all known schemas the one of the shortest declarations has 90 bytes to each.
    program.declarations.reserve(text.len() / 90);
    let mut schema = SchemaParser {
        cx: Context { file, text },
        section: Section::Types,
        comment: 0,
        split: false,
        declarations: &mut program.declarations,
        findings: &mut findings,
    };
    let mut lexer = Lexer::new(file, text);
    let mut tokens = Vec::new();
    loop {
        tokens.clear();
        match lexer.chunk(&mut tokens, schema.findings) {
            Chunk::Declaration => schema.declarations(&tokens, &lexer),
            Chunk::Section(mark) => schema.section(&mark),
            Chunk::End => break,
        }
    }
    findings.finish();
    program.comments = lexer.comments;
    program.layer = program.comments.iter().find_map(|comment| {
        comment
            .text
            .trim()
            .strip_prefix("LAYER ")?
            .trim()
            .parse()
            .ok()
    });
    program
}

/// `schema = { section | declaration ";" }`
struct SchemaParser<'p, 'd, 's> {
    cx: Context<'s>,
    section: Section,
    /// The first comment that belongs to no declaration yet.
    comment: usize,
    /// Whether a `;` has split a declaration, of which the rest follows.
    split: bool,
    declarations: &'p mut Vec<Declaration<'s>>,
    findings: &'p mut Findings<'d>,
}

impl<'s> SchemaParser<'_, '_, 's> {
    /// `section = "---" ("types" | "functions") "---"`
    fn section(&mut self, mark: &Mark<'s>) {
        // A name that is nearly right is enough to know where the declarations belong.
        let meant = mark.section().or_else(|| report::guess(mark.name.value));
        self.section = meant.unwrap_or(self.section);
        if mark.section().is_none() || !mark.complete {
            self.findings.push(|| report::section(mark, meant));
        }
    }

    /// The declarations in `tokens`: one, or several where a `;` is missing.
    fn declarations(&mut self, mut tokens: &[Token], lexer: &Lexer<'s>) {
        let cx = self.cx;
        while !tokens.is_empty() {
            match declaration::declaration(Tokens::new(tokens, &cx)) {
                Ok((rest, parsed)) => {
                    if rest.left() == 0 {
                        self.findings
                            .push(|| report::missing_semicolon(&cx, tokens));
                    }
                    self.keep(parsed, lexer.offset(), lexer);
                    return;
                }
                Err(error) => {
                    let failure = Failure::from(error);
                    let Some(at) = recover::next_declaration(&cx, tokens, failure) else {
                        self.fail(tokens, failure, lexer);
                        return;
                    };
                    let (head, tail) = tokens.split_at_checked(at).unwrap_or((tokens, &[]));
                    self.unfinished(head, lexer);
                    tokens = tail;
                }
            }
        }
    }

    /// A declaration behind which another begins without a `;` between them.
    fn unfinished(&mut self, tokens: &[Token], lexer: &Lexer<'s>) {
        let cx = self.cx;
        match declaration::declaration(Tokens::new(tokens, &cx)) {
            Ok((_, parsed)) => {
                self.findings
                    .push(|| report::missing_semicolon(&cx, tokens));
                let end = parsed.span.end;
                self.keep(parsed, end, lexer);
            }
            Err(error) => {
                self.fail(tokens, Failure::from(error), lexer);
            }
        }
    }

    /// A declaration that could not be read.
    fn fail(&mut self, tokens: &[Token], failure: Failure, lexer: &Lexer<'s>) {
        let cx = self.cx;
        let is_rest = self.split && recover::is_rest(tokens);
        self.split = recover::is_split(&cx, tokens, failure);
        if self.split {
            self.findings.push(|| report::early_semicolon(&cx, tokens));
        } else if !is_rest {
            self.findings.push(|| report::failure(&cx, tokens, failure));
        }
        self.skip_comments(tokens, lexer);
    }
}

/// What a production gives, and the input behind it.
type Parsed<'t, 's, O> = IResult<Tokens<'t, 's>, O, Failure>;

/// Where the text is not what the grammar allows, and what it allows there.
///
/// It is small and allocates nothing, since nom makes one wherever a repetition ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Failure {
    /// How many tokens are left there.
    left: usize,
    /// What is allowed.
    expected: Expected,
}

/// What the grammar allows at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// The name of a combinator, or a type for a partial application.
    Declaration,
    /// A parameter, a field, `?` or `=`.
    Body,
    /// A field or `=`.
    FieldOrEquals,
    /// A type behind `=`.
    Result,
    /// An argument of the result, or `;`.
    ArgumentOrSemicolon,
    /// A type, or a number in its place.
    Term,
    /// A field, or `]`.
    FieldOrClose,
    /// A `Type` or a `#`.
    ParamKind,
    /// The number of a bit.
    Bit,
    /// A name.
    Name,
    /// A type behind `Final`, `New` or `Empty`.
    FinalType,
    /// A type that takes arguments, in front of them.
    Head,
    /// So many fields of one type that the tree would be much larger than the text.
    FewerFields,
    /// This very token.
    Token(Kind),
    /// Something of nom's own.
    Other,
}

impl Failure {
    fn at(input: Tokens<'_, '_>, expected: Expected) -> Err<Self> {
        Err::Error(Self {
            left: input.left(),
            expected,
        })
    }
}

impl From<Err<Failure>> for Failure {
    fn from(error: Err<Failure>) -> Self {
        match error {
            Err::Error(failure) | Err::Failure(failure) => failure,
            Err::Incomplete(_) => Self {
                left: 0,
                expected: Expected::Other,
            },
        }
    }
}

impl<'t, 's> ParseError<Tokens<'t, 's>> for Failure {
    fn from_error_kind(input: Tokens<'t, 's>, _: ErrorKind) -> Self {
        Self {
            left: input.left(),
            expected: Expected::Other,
        }
    }

    fn append(_: Tokens<'t, 's>, _: ErrorKind, other: Self) -> Self {
        other
    }

    /// Of two alternatives the one that came further knows more.
    fn or(self, other: Self) -> Self {
        if self.left < other.left { self } else { other }
    }
}

/// A token of this kind.
#[inline]
fn token<'t, 's: 't>(kind: Kind) -> impl Fn(Tokens<'t, 's>) -> Parsed<'t, 's, Token> {
    token_if(move |found| found == kind, Expected::Token(kind))
}

/// A token of which `allowed` holds.
#[inline]
fn token_if<'t, 's: 't>(
    allowed: impl Fn(Kind) -> bool,
    expected: Expected,
) -> impl Fn(Tokens<'t, 's>) -> Parsed<'t, 's, Token> {
    move |input| match input.split() {
        Some((rest, token)) if allowed(token.kind) => Ok((rest, token)),
        _ => Err(Failure::at(input, expected)),
    }
}

#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by a panic"
)]
mod tests;
