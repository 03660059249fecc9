//! Explains failures of the parser, in the words of TL.

mod applied;
mod arrows;
mod brackets;
mod calls;
mod characters;
mod defaults;
mod marks;
mod masks;
mod pointers;
mod slips;
mod statements;

pub(crate) use marks::type_before_name;

use super::ast::{Finality, Section};
use super::failure::{Expected, Failure};
use super::lexer::{SectionMark, words_alone};
use super::token::{Context, Token, TokenKind};
use crate::diagnostic::{Advice, Code, Diagnostic};
use crate::foreign;
use crate::source::Span;
use crate::words::{last_part, other_initial};

/// Reports a section mark that is not one of the two.
pub(super) fn section(mark: &SectionMark<'_>, meant: Option<Section>) -> Diagnostic {
    let name = mark.name.value;
    let known = mark.section().is_some();
    let (message, span, label) = if known {
        let message = "a section mark has three `-` on both sides".to_owned();
        (message, mark.span, "incomplete mark")
    } else if name.is_empty() {
        let message = "a section mark has no name".to_owned();
        (
            message,
            mark.span,
            "expected `types` or `functions` after it",
        )
    } else {
        let message = format!("there is no section `{name}`");
        (message, mark.name.span, "unknown section")
    };
    let diagnostic = Diagnostic::new(Code::UnknownSection, message, span, label)
        .note("the sections are `---types---` and `---functions---`");
    let Some(meant) = meant else {
        let start = mark.span.at_start();
        return diagnostic.suggest("is it a comment?", start, "// ");
    };
    let message = if known {
        "complete it"
    } else {
        "did you mean this section?"
    };
    diagnostic.suggest(message, mark.span, meant.mark())
}

/// Reports an invalid declaration, in `tokens`.
pub(super) fn failure(cx: &Context<'_>, tokens: &[Token], failure: Failure) -> Diagnostic {
    let mut place = Mistake {
        cx,
        tokens,
        at: tokens.len().saturating_sub(failure.left),
        expected: failure.expected,
        found: TokenKind::End,
        before: TokenKind::End,
    };
    place.found = place.kind(place.at);
    place.before = place.kind_before(place.at);
    // The possible meanings, the surest first.
    let mut found = place
        .statement()
        .or_else(|| place.default_value())
        .or_else(|| place.arrow())
        .or_else(|| place.lexical())
        .or_else(|| place.name_of_combinator())
        .or_else(|| place.equals_for_colon())
        .or_else(|| place.mask())
        .or_else(|| place.optional())
        .or_else(|| place.bit())
        .or_else(|| place.equals())
        .or_else(|| place.result())
        .or_else(|| place.arguments_in_other_brackets())
        .or_else(|| place.parameters())
        .or_else(|| place.pointer())
        .or_else(|| place.call())
        .or_else(|| place.brackets())
        .or_else(|| place.marks())
        .unwrap_or_else(|| place.other());
    found.advice.retain(|advice| place.is_mended_by(advice));
    found
}

/// Returns the place after the last token.
fn end_of(cx: &Context<'_>, tokens: &[Token]) -> Span {
    let end = tokens.last().map_or(0, |token| token.end);
    cx.span(end, end)
}

fn syntax(message: impl Into<String>, span: Span, label: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Syntax, message, span, label)
}

/// The place where the grammar failed.
struct Mistake<'p, 's> {
    cx: &'p Context<'s>,
    tokens: &'p [Token],
    at: usize,
    expected: Expected,
    found: TokenKind,
    before: TokenKind,
}

impl<'s> Mistake<'_, 's> {
    fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    fn kind(&self, at: usize) -> TokenKind {
        self.token(at).map_or(TokenKind::End, |token| token.kind)
    }

    /// Returns the kind of the token before that at `at`.
    fn kind_before(&self, at: usize) -> TokenKind {
        at.checked_sub(1).map_or(TokenKind::End, |at| self.kind(at))
    }

    /// Whether the next token directly follows the one at `at`.
    fn adjoins(&self, at: usize) -> bool {
        self.span(at).end == self.span(at + 1).start
    }

    /// Whether the token is the name of a field, with its `:`.
    fn names_field(&self, at: usize) -> bool {
        self.kind(at).is_ident() && self.kind(at + 1) == TokenKind::Colon
    }

    /// Whether `:#` follows the token.
    fn is_number(&self, at: usize) -> bool {
        self.kind(at + 1) == TokenKind::Colon && self.kind(at + 2) == TokenKind::Hash
    }

    /// Whether a field before the token `end` is a `#` with this name.
    fn declares_number(&self, end: usize, name: &str) -> bool {
        (0..end).any(|at| self.is_number(at) && self.text(at) == name)
    }

    /// Returns the token that is `count` tokens before the place.
    fn back(&self, count: usize) -> Option<Token> {
        self.token(self.at.checked_sub(count)?)
    }

    fn text(&self, at: usize) -> &'s str {
        self.token(at).map_or("", |token| self.cx.text_of(token))
    }

    fn span(&self, at: usize) -> Span {
        match self.token(at) {
            Some(token) => self.cx.span_of(token),
            None => end_of(self.cx, self.tokens),
        }
    }

    /// Returns the span of the place.
    fn here(&self) -> Span {
        self.span(self.at)
    }

    /// Returns where something can be inserted before the place: after the token before it.
    fn gap(&self) -> Span {
        let before = self.tokens.get(..self.at).unwrap_or(self.tokens);
        end_of(self.cx, before)
    }

    fn syntax(&self, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        syntax(message, self.here(), label)
    }

    /// Explains `Photo id:long = Photo;`.
    fn name_of_combinator(&self) -> Option<Diagnostic> {
        let mut tokens = self.tokens.iter();
        let first = tokens.position(|token| token.kind != TokenKind::Annotation)?;
        let is_combinator = matches!(
            self.found,
            TokenKind::Colon
                | TokenKind::Equals
                | TokenKind::Arrow
                | TokenKind::Id
                | TokenKind::BraceOpen
                | TokenKind::Question
        );
        if !is_combinator || !self.kind(first).is_upper() {
            return None;
        }
        let (name, span) = (self.text(first), self.span(first));
        let message = format!("the name `{name}` starts with an upper-case letter");
        let label = "expected the name of a constructor or function";
        let wrong = syntax(message, span, label)
            .note("constructors and functions start with a lower-case letter, types with an upper-case one");
        let last = self.token(self.tokens.len().saturating_sub(2))?;
        if self.kind(first + 1) == TokenKind::Equals && self.kind(first + 2).is_lower() {
            // `User = user id:long`
            let text = self.cx.between(self.span(first + 2).start, last.end)?;
            let is_one = self.kind(first + 3) != TokenKind::Colon;
            let whole = self.cx.span(span.start, last.end);
            let advice = || Advice::replace("is it the result?", whole, format!("{text} = {name}"));
            return Some(wrong.note(DECLARATION).advise(is_one.then(advice)));
        }
        let mut kinds = self.tokens.iter().map(|token| token.kind);
        let is_whole = kinds.any(|kind| kind == TokenKind::Equals);
        let is_field = self.kind(first + 1) == TokenKind::Colon;
        let is_word = Finality::ALL.iter().any(|it| it.name() == name);
        if !is_whole || is_field || is_word {
            return Some(wrong);
        }
        // `User getUser id:long = User`
        let next = first + 1;
        let is_named = self.kind(next + 1) == TokenKind::Id || self.names_field(next + 1);
        if self.kind(next).is_lower() && is_named {
            let message = format!("is the name `{}`?", self.text(next));
            let word = span.to(self.span(next).at_start());
            return Some(wrong.suggest(message, word, ""));
        }
        Some(wrong.suggest("write it in lower case", span, other_initial(name)))
    }

    /// Explains `flags.x?true`, `flags.?true`.
    fn bit(&self) -> Option<Diagnostic> {
        if self.expected == Expected::Bit {
            return Some(self.dot().unwrap_or_else(|| {
                let found = self.describe();
                let label = format!("expected a number from 0 to 31, found {found}");
                self.syntax(BIT, label).note(MASK)
            }));
        }
        if self.found != TokenKind::Question || self.before == TokenKind::End {
            return None;
        }
        if let Some(diagnostic) = self.mask_without_bit() {
            return Some(diagnostic);
        }
        if !matches!(self.before, TokenKind::LowerPath | TokenKind::UpperPath) {
            return None;
        }
        let name = self.back(1)?;
        let bit = last_part(self.cx.text_of(name));
        let start = name.end - u32::try_from(bit.len()).unwrap_or_default();
        let label = format!("`{bit}` is not a number");
        Some(syntax(BIT, self.cx.span(start, name.end), label).note(MASK))
    }

    /// Explains a combinator without `=`, or with two.
    fn equals(&self) -> Option<Diagnostic> {
        let ended = matches!(self.found, TokenKind::Semicolon | TokenKind::End);
        match self.expected {
            Expected::Declaration if self.found == TokenKind::Semicolon => {
                let nothing = self.syntax("nothing is declared before this `;`", "unexpected `;`");
                Some(match self.before {
                    TokenKind::Annotation => {
                        nothing.note("an annotation belongs to the declaration after it")
                    }
                    _ => nothing.suggest("remove it", self.here(), ""),
                })
            }
            Expected::Body | Expected::FieldOrEquals if ended => Some(self.missing_equals()),
            Expected::ArgumentOrSemicolon if self.found.is_equals() => Some(
                self.syntax("a declaration has two `=`", "the second one")
                    .note("a declaration ends with `;`; one may be missing before this")
                    .advise(self.end_before()),
            ),
            _ => None,
        }
    }

    fn missing_equals(&self) -> Diagnostic {
        let message = "a declaration has no `=` and no result type";
        let missing = syntax(message, self.gap(), "expected `=` and a type").note(DECLARATION);
        // The last field is probably the result: `user id:long User;`.
        let Some(last) = self.back(1).filter(|last| last.kind.is_upper()) else {
            return missing;
        };
        let before = self.kind_before(self.at - 1);
        if before == TokenKind::End || before.needs_type() {
            return missing;
        }
        let result = self.cx.span_of(last);
        let returns = self
            .at
            .checked_sub(2)
            .filter(|at| foreign::returns(self.text(*at)));
        let gap = returns.map_or(result, |at| self.span(at)).at_start();
        missing.suggest(
            "is the last type the result?",
            gap.to(result.at_start()),
            "= ",
        )
    }

    /// Explains `= photo;`.
    fn result(&self) -> Option<Diagnostic> {
        let message = match self.expected {
            Expected::Result => "the result of a declaration is a type",
            Expected::FinalType => "`Final`, `New` and `Empty` are followed by a type",
            _ => return None,
        };
        if let Some(list) = self.list_as_result() {
            return Some(list);
        }
        if !self.found.is_lower() {
            return Some(self.second_equals().unwrap_or_else(|| {
                let no_type = self.syntax(
                    message,
                    format!("expected a type, found {}", self.describe()),
                );
                match self.found {
                    TokenKind::ParenOpen => {
                        no_type.note("write it without brackets: `= Vector int`")
                    }
                    TokenKind::Percent | TokenKind::Bang => no_type
                        .note("a result is always boxed")
                        .suggest("remove it", self.here(), ""),
                    _ => no_type,
                }
            }));
        }
        Some(self.lower_case_result(message).unwrap_or_else(|| {
            let text = self.text(self.at);
            let lower = self
                .syntax(message, "expected a type, found a name in lower case")
                .note("types start with an upper-case letter, after their namespace");
            match foreign::boxed(text) {
                Some(tl) => lower.suggest(format!("TL calls it `{tl}`"), self.here(), tl),
                None => {
                    let upper = other_initial(text);
                    lower.suggest("write it in upper case", self.here(), upper)
                }
            }
        }))
    }

    /// Explains `= [User]` and `= user[]`; `= User[]` fails at its `[`.
    fn list_as_result(&self) -> Option<Diagnostic> {
        let kinds = [0, 1, 2].map(|it| self.kind(self.at + it));
        let element = match kinds {
            [TokenKind::SquareOpen, name, TokenKind::SquareClose] if name.is_name() => self.at + 1,
            [name, TokenKind::SquareOpen, TokenKind::SquareClose] if name.is_name() => self.at,
            _ => return None,
        };
        let whole = self.here().to(self.span(self.at + 2));
        Some(result_list(whole, self.text(element)))
    }

    /// Explains `= User[]`.
    fn list_behind_result(&self) -> Option<Diagnostic> {
        let element = self.back(1)?;
        let is_list = self.expected == Expected::ArgumentOrSemicolon
            && self.found == TokenKind::SquareOpen
            && element.kind.is_name()
            && self.kind(self.at + 1) == TokenKind::SquareClose;
        let whole = self.cx.span(element.start, self.span(self.at + 1).end);
        is_list.then(|| result_list(whole, self.cx.text_of(element)))
    }

    fn other(&self) -> Diagnostic {
        if let Some(list) = self.list_behind_result() {
            return list;
        }
        let expected = describe_expected(self.expected);
        let message = format!("expected {expected}, found {}", self.describe());
        let other = self.syntax(message, format!("expected {expected}"));
        let note = match (self.expected, self.found) {
            (_, TokenKind::Id) | (Expected::ArgumentOrSemicolon, TokenKind::Hash) => {
                "an id comes only after the name that a declaration begins with"
            }
            (_, TokenKind::Annotation) => "annotations come before a declaration",
            (Expected::Head, _) => "only a type or constructor takes arguments",
            (Expected::FewerFields, _) => {
                "each of the names stands for a field with a type of its own"
            }
            (Expected::ArgumentOrSemicolon, TokenKind::Colon) => {
                "fields come before the `=`; or a `;` is missing before this declaration"
            }
            (Expected::FieldOrEquals, TokenKind::Question) => {
                "a builtin, `int ? = Int`, has no fields"
            }
            (Expected::ParamKind, _) => return self.param_kind(other),
            (Expected::Token(TokenKind::Colon), TokenKind::BraceClose) => {
                return self.missing_colon(other);
            }
            (Expected::Token(TokenKind::Colon), TokenKind::Comma) => return self.commas(other),
            (Expected::Token(TokenKind::SquareOpen), _) => return self.repeated(other),
            (Expected::Term, TokenKind::ParenClose) if self.before == TokenKind::ParenOpen => {
                return self.empty(other);
            }
            _ => return other,
        };
        other
            .note(note)
            .advise(self.id_behind().or_else(|| self.end_before()))
    }

    /// Describes what was found.
    fn describe(&self) -> String {
        let text = self.text(self.at);
        match self.found {
            TokenKind::End => "the end of the declaration".to_owned(),
            TokenKind::Id => format!("the id `{text}`"),
            TokenKind::Number => format!("the number {text}"),
            _ => format!("`{text}`"),
        }
    }
}

/// Reports a list of such elements as a result, in another notation.
fn result_list(whole: Span, element: &str) -> Diagnostic {
    let element = foreign::find(element)
        .and_then(|it| it.tl)
        .unwrap_or(element);
    let message = "a list is a `Vector`";
    syntax(message, whole, "TL does not have this notation").suggest(
        "write it so",
        whole,
        format!("Vector<{element}>"),
    )
}

const BIT: &str = "the bit of a mask is a number";

const MASK: &str =
    "a mask is written `flags.3?Type`: the field is present if bit 3 of `flags` is set";

const DECLARATION: &str = "a declaration is a name, fields, `=` and a type: `ok = Ok;`";

/// Reports a declaration that only lacks its `;`.
pub(super) fn missing_semicolon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let end = end_of(cx, tokens);
    syntax("a declaration has no `;`", end, "expected `;`")
        .note("a declaration ends with `;`, not with its line")
        .suggest("end the declaration", end, ";")
}

/// Reports words between declarations that are most likely a comment.
pub(super) fn words(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let first = tokens
        .first()
        .map(|token| cx.span_of(*token))
        .unwrap_or_default();
    words_alone(cx, first.to(end_of(cx, tokens)))
}

/// Reports a `;` between two fields, after `tokens`.
pub(super) fn early_semicolon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let semicolon = tokens.last().map(|token| cx.span_of(*token));
    let semicolon = semicolon.unwrap_or_default();
    let behind = cx.rest(semicolon.end);
    let replacement = if behind.starts_with(|c| c > ' ') {
        " "
    } else {
        ""
    };
    let label = match behind.trim_start_matches(|c| c <= ' ').starts_with('=') {
        true => "the `=` follows",
        false => "a field follows, but no `=` came before",
    };
    // Others may follow it, up to the `=`.
    let is_part = |c: char| c.is_ascii_alphanumeric() || c <= ' ' || "_:;.?#%<>,".contains(c);
    let rest = behind.split(|c| !is_part(c)).next().unwrap_or_default();
    let others = rest.rfind(';').filter(|_| rest.len() < behind.len());
    let others = others
        .and_then(|last| rest.get(..=last))
        .unwrap_or_default();
    let end = semicolon.end + u32::try_from(others.len()).unwrap_or_default();
    let whole = cx.span(semicolon.start, end);
    let message = if others.is_empty() {
        "remove it"
    } else {
        "remove them"
    };
    syntax("a `;` is between two fields", semicolon, label)
        .note("a `;` ends a declaration; spaces separate its fields")
        .suggest(
            message,
            whole,
            format!("{replacement}{}", others.replace(';', "")),
        )
}

/// Reports `id;long`, in which the `;` after `tokens` stands for a `:`.
pub(super) fn semicolon_for_colon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let semicolon = tokens.last().map(|token| cx.span_of(*token));
    let semicolon = semicolon.unwrap_or_default();
    syntax(
        "a field has a `;` instead of a `:`",
        semicolon,
        "expected `:`",
    )
    .note("a `;` ends a declaration")
    .suggest("write a `:`", semicolon, ":")
}

/// Reports `[int; 3]`, whose count is after a `;` that ends the declaration.
pub(super) fn array(
    cx: &Context<'_>,
    tokens: &[Token],
    (open, count): (usize, &str),
) -> Diagnostic {
    let text = |at: usize| tokens.get(at).map_or("", |token| cx.text_of(*token));
    let kind = |at: usize| tokens.get(at).map_or(TokenKind::End, |token| token.kind);
    let start = tokens.get(open).map_or(0, |token| token.start);
    let length = cx.rest(start).find(']').map_or(0, |at| at + 1);
    let end = start + u32::try_from(length).unwrap_or_default();
    let whole = cx.span(start, end);
    let element = text(open + 1);
    let right = repeated(element, count);
    let wrong = syntax(
        "the count of a repetition comes first",
        whole,
        match kind(open + 2) {
            TokenKind::Semicolon => "a `;` ends the declaration",
            _ => "commas only separate arguments",
        },
    );
    let is_field = |at: &usize| kind(at + 1) == TokenKind::Colon;
    if foreign::is_byte(element) {
        let message = format!("is it `{right}`?");
        return wrong.note(foreign::BYTES).suggest(message, whole, right);
    }
    let is_number = count.starts_with(|c: char| c.is_ascii_digit());
    if is_number || (0..open).filter(is_field).any(|at| text(at) == count) {
        return wrong.suggest("write it first", whole, right);
    }
    let field = (0..open).rev().find(is_field).and_then(|at| tokens.get(at));
    let first = field.map_or(start, |field| field.start);
    let name = cx.between(first, start).unwrap_or_default();
    let text = format!("{count}:# {name}{right}");
    wrong.suggest("write it first", cx.span(first, end), text)
}

/// Returns the TL for this many elements: `3*[ int ]`, or TL's type for this many bytes.
pub(crate) fn repeated(element: &str, count: &str) -> String {
    match (foreign::is_byte(element), count) {
        (true, "16") => "int128".to_owned(),
        (true, "32") => "int256".to_owned(),
        (true, "64") => "int512".to_owned(),
        (true, _) => "bytes".to_owned(),
        (false, _) => {
            let known = foreign::find(element).and_then(|it| it.tl);
            format!("{count}*[ {} ]", known.unwrap_or(element))
        }
    }
}

/// Guesses the section that a misspelled name means.
pub(super) fn guess(name: &str) -> Option<Section> {
    let name = name.to_ascii_lowercase();
    // The first letters distinguish all names that people write: `function`, `methods`, `constructors`.
    match name.as_bytes() {
        [b't', b'y' | b'p', ..] | [b'c', b'o', ..] => Some(Section::Types),
        [b'f', b'u' | b'n', ..] | [b'm', b'e', ..] => Some(Section::Functions),
        _ => None,
    }
}

/// Describes what is expected.
fn describe_expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Declaration => "the name of a constructor, function or type",
        Expected::Body | Expected::FieldOrEquals => "a field or `=`",
        Expected::Result | Expected::FinalType => "a type",
        Expected::ArgumentOrSemicolon => "`;`",
        Expected::Term => "a type",
        Expected::FieldOrClose => "a field or `]`",
        Expected::ParamKind => "`Type` or `#`",
        Expected::Bit => "a number",
        Expected::Name => "a name without dots",
        Expected::Head => "a type in front of arguments",
        Expected::FewerFields => "fewer fields in one bracket",
        Expected::Other => "a declaration",
        Expected::Token(kind) => describe_kind(kind),
    }
}

fn describe_kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::LowerIdent
        | TokenKind::UpperIdent
        | TokenKind::LowerPath
        | TokenKind::UpperPath => "a name",
        TokenKind::Underscore => "`_`",
        TokenKind::Id => "an id",
        TokenKind::Annotation => "an annotation",
        TokenKind::Number => "a number",
        TokenKind::Hash => "`#`",
        TokenKind::Colon => "`:`",
        TokenKind::Semicolon => "`;`",
        TokenKind::Equals => "`=`",
        TokenKind::Arrow => "`=>`",
        TokenKind::Question => "`?`",
        TokenKind::Percent => "`%`",
        TokenKind::Bang => "`!`",
        TokenKind::Dot => "`.`",
        TokenKind::Comma => "`,`",
        TokenKind::Plus => "`+`",
        TokenKind::Star => "`*`",
        TokenKind::ParenOpen => "`(`",
        TokenKind::ParenClose => "`)`",
        TokenKind::SquareOpen => "`[`",
        TokenKind::SquareClose => "`]`",
        TokenKind::BraceOpen => "`{`",
        TokenKind::BraceClose => "`}`",
        TokenKind::AngleOpen => "`<`",
        TokenKind::AngleClose => "`>`",
        TokenKind::TooDeep | TokenKind::Malformed | TokenKind::End => "a declaration",
    }
}
