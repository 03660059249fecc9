//! What a failure means, in the words of TL.

mod brackets;
mod marks;
mod slips;

use super::ast::Section;
use super::failure::{Expected, Failure};
use super::lexer::SectionMark;
use super::token::{Context, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A section mark that is not one of the two.
pub(super) fn section(mark: &SectionMark<'_>, meant: Option<Section>) -> Diagnostic {
    let known = mark.section().is_some();
    let finding = if known {
        let message = "a section mark has three `-` on both sides";
        Diagnostic::new(Code::UnknownSection, message, mark.span, "incomplete mark")
    } else if mark.name.value.is_empty() {
        let message = "a section mark has no name";
        let label = "expected `types` or `functions` behind it";
        Diagnostic::new(Code::UnknownSection, message, mark.span, label)
    } else {
        let message = format!("there is no section `{}`", mark.name.value);
        Diagnostic::new(
            Code::UnknownSection,
            message,
            mark.name.span,
            "unknown section",
        )
    };
    let finding = finding.note("the sections are `---types---` and `---functions---`");
    let replacement = match meant {
        Some(Section::Types) => "---types---",
        Some(Section::Functions) => "---functions---",
        None => return finding,
    };
    let message = if known {
        "complete it"
    } else {
        "did you mean this section?"
    };
    finding.suggest(message, mark.span, replacement)
}

/// A declaration that is not right, in `tokens`.
pub(super) fn failure(cx: &Context<'_>, tokens: &[Token], failure: Failure) -> Diagnostic {
    let at = tokens.len().saturating_sub(failure.left);
    let place = Place {
        cx,
        tokens,
        at,
        expected: failure.expected,
        found: kind_at(tokens, at),
        before: at
            .checked_sub(1)
            .map_or(TokenKind::End, |at| kind_at(tokens, at)),
    };
    place
        .lexical()
        .or_else(|| place.name_of_combinator())
        .or_else(|| place.equals_for_colon())
        .or_else(|| place.bit())
        .or_else(|| place.equals())
        .or_else(|| place.result())
        .or_else(|| place.brackets())
        .or_else(|| place.marks())
        .unwrap_or_else(|| place.other())
}

fn kind_at(tokens: &[Token], at: usize) -> TokenKind {
    tokens.get(at).map_or(TokenKind::End, |token| token.kind)
}

/// The place behind the last token.
fn end_of(cx: &Context<'_>, tokens: &[Token]) -> Span {
    let end = tokens.last().map_or(0, |token| token.end);
    cx.span(end, end)
}

/// Where the grammar failed.
struct Place<'p, 's> {
    cx: &'p Context<'s>,
    tokens: &'p [Token],
    at: usize,
    expected: Expected,
    found: TokenKind,
    before: TokenKind,
}

impl<'s> Place<'_, 's> {
    fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
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

    /// Where something can be inserted before the place: behind the token before it.
    fn gap(&self) -> Span {
        let before = self.tokens.get(..self.at).unwrap_or(self.tokens);
        end_of(self.cx, before)
    }

    fn syntax(&self, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::Syntax, message, self.span(self.at), label)
    }

    /// What is no TL at all.
    fn lexical(&self) -> Option<Diagnostic> {
        match self.found {
            TokenKind::TooDeep => Some(
                Diagnostic::new(
                    Code::TooDeep,
                    "too many brackets are open at once",
                    self.span(self.at),
                    "the 101st bracket",
                )
                .note("brackets may be nested 100 deep; no known schema nests more than 10"),
            ),
            TokenKind::Malformed => Some(self.malformed()),
            _ => None,
        }
    }

    fn malformed(&self) -> Diagnostic {
        let text = self.text(self.at);
        let span = self.span(self.at);
        let first = text.chars().next().unwrap_or_default();
        let slip = self
            .misplaced_id()
            .or_else(|| self.unended_mask())
            .or_else(|| self.dash());
        if let Some(finding) = slip {
            return finding;
        }
        if first == '-' && self.before == TokenKind::Dot {
            let message = "the bit of a mask is a number";
            let label = "expected a number from 0 to 31";
            return Diagnostic::new(Code::Syntax, message, span, label);
        }
        if first.is_ascii_digit() || first == '_' {
            let message = format!("`{text}` is neither a name nor a number");
            let label = "names start with a letter";
            return Diagnostic::new(Code::Syntax, message, span, label);
        }
        let odd = text
            .char_indices()
            .find(|(_, character)| !character.is_ascii_alphanumeric() && *character != '_');
        let (offset, character) = odd.unwrap_or((0, first));
        let start = span.start + u32::try_from(offset).unwrap_or_default();
        let end = start + u32::try_from(character.len_utf8()).unwrap_or_default();
        // Many characters look like a blank, or like nothing at all.
        let name = if character.is_alphanumeric() || character.is_ascii_graphic() {
            format!("`{character}`")
        } else {
            format!("U+{:04X}", u32::from(character))
        };
        let finding = Diagnostic::new(
            Code::UnexpectedCharacter,
            format!("the character {name} is no part of TL"),
            self.cx.span(start, end),
            "unexpected character",
        );
        match character {
            _ if character.is_whitespace() => finding
                .note("it looks like a blank, and is another character")
                .suggest("write a blank", self.cx.span(start, end), " "),
            '-' if self.expected == Expected::Declaration => {
                finding.note("a comment begins with `//`, and a section with `---`")
            }
            '@' => finding.note("an annotation is `@` and a name, before a declaration"),
            _ if !character.is_ascii() && character.is_alphabetic() => {
                finding.note("names consist of the letters a to z and A to Z, digits and `_`")
            }
            _ => finding,
        }
    }

    /// `Photo id:long = Photo;`
    fn name_of_combinator(&self) -> Option<Diagnostic> {
        let first = self
            .tokens
            .iter()
            .position(|token| token.kind != TokenKind::Annotation)?;
        let is_combinator = matches!(
            self.found,
            TokenKind::Colon
                | TokenKind::Equals
                | TokenKind::Arrow
                | TokenKind::Id
                | TokenKind::BraceOpen
                | TokenKind::Question
        );
        if !is_combinator || !kind_at(self.tokens, first).is_upper() {
            return None;
        }
        let message = format!(
            "the name `{}` starts with an upper-case letter",
            self.text(first)
        );
        let label = "expected the name of a constructor or function";
        Some(
            Diagnostic::new(Code::Syntax, message, self.span(first), label)
                .note("constructors and functions start with a lower-case letter, types with an upper-case one")
                .suggest(
                    "write it in lower case",
                    self.span(first),
                    with_initial(self.text(first), |letter| letter.to_ascii_lowercase()),
                ),
        )
    }

    /// `flags.x?true`, `flags.?true`
    fn bit(&self) -> Option<Diagnostic> {
        let message = "the bit of a mask is a number";
        let note =
            "a mask is written `flags.3?Type`: the field is there where bit 3 of `flags` is set";
        if self.expected == Expected::Bit {
            if let Some(finding) = self.dot() {
                return Some(finding);
            }
            let label = format!("expected a number from 0 to 31, found {}", self.describe());
            return Some(self.syntax(message, label).note(note));
        }
        if self.found != TokenKind::Question || self.before == TokenKind::End {
            return None;
        }
        if let Some(finding) = self.mask_without_bit() {
            return Some(finding);
        }
        let name = self.at.checked_sub(1)?;
        if !matches!(self.before, TokenKind::LowerPath | TokenKind::UpperPath) {
            return None;
        }
        let span = self.span(name);
        let bit = self.text(name).rsplit('.').next().unwrap_or_default();
        let start = span.end - u32::try_from(bit.len()).unwrap_or_default();
        let label = format!("`{bit}` is no number");
        Some(
            Diagnostic::new(Code::Syntax, message, self.cx.span(start, span.end), label).note(note),
        )
    }

    /// A combinator without `=`, or with two.
    fn equals(&self) -> Option<Diagnostic> {
        let ended = matches!(self.found, TokenKind::Semicolon | TokenKind::End);
        match self.expected {
            Expected::Declaration if self.found == TokenKind::Semicolon => {
                let finding = self.syntax("nothing is declared before this `;`", "unexpected `;`");
                Some(match self.before {
                    TokenKind::Annotation => {
                        finding.note("an annotation belongs to the declaration behind it")
                    }
                    _ => finding.suggest("remove it", self.span(self.at), ""),
                })
            }
            Expected::Body | Expected::FieldOrEquals if ended => Some(self.missing_equals()),
            Expected::ArgumentOrSemicolon
                if matches!(self.found, TokenKind::Equals | TokenKind::Arrow) =>
            {
                let message = "a declaration has two `=`";
                let finding = self.syntax(message, "the second one");
                Some(finding.note("a declaration ends with `;`; one may be missing before this"))
            }
            _ => None,
        }
    }

    fn missing_equals(&self) -> Diagnostic {
        let gap = self.gap();
        let finding = Diagnostic::new(
            Code::Syntax,
            "a declaration has no `=` and no result type",
            gap,
            "expected `=` and a type",
        )
        .note("a declaration is a name, its fields, `=` and the type that it is of: `ok = Ok;`");
        // The last field is probably the result: `user id:long User;`.
        match self.at.checked_sub(1).and_then(|at| self.token(at)) {
            Some(last) if last.kind.is_upper() => {
                let start = self.cx.span(last.start, last.start);
                match self.at.checked_sub(2).map(|at| kind_at(self.tokens, at)) {
                    None
                    | Some(
                        TokenKind::Colon
                        | TokenKind::Question
                        | TokenKind::Percent
                        | TokenKind::Bang,
                    ) => finding,
                    _ => finding.suggest("is the last type the result?", start, "= "),
                }
            }
            _ => finding,
        }
    }

    /// `= photo;`
    fn result(&self) -> Option<Diagnostic> {
        let message = match self.expected {
            Expected::Result => "the result of a declaration is a type",
            Expected::FinalType => "`Final`, `New` and `Empty` are followed by a type",
            _ => return None,
        };
        if !self.found.is_lower() {
            if let Some(finding) = self.second_equals() {
                return Some(finding);
            }
            let label = format!("expected a type, found {}", self.describe());
            let finding = self.syntax(message, label);
            return Some(match self.found {
                TokenKind::ParenOpen => {
                    finding.note("it has no brackets around it: `= Vector int`")
                }
                _ => finding,
            });
        }
        if let Some(finding) = self.lower_case_result(message) {
            return Some(finding);
        }
        let label = "expected a type, found a name in lower case";
        Some(
            self.syntax(message, label)
                .note("types start with an upper-case letter, behind their namespace")
                .suggest(
                    "write it in upper case",
                    self.span(self.at),
                    with_initial(self.text(self.at), |letter| letter.to_ascii_uppercase()),
                ),
        )
    }

    fn other(&self) -> Diagnostic {
        let expected = describe_expected(self.expected);
        let message = format!("expected {expected}, found {}", self.describe());
        let finding = self.syntax(message, format!("expected {expected}"));
        match (self.expected, self.found) {
            (_, TokenKind::Id) => {
                finding.note("an id stands only behind the name that a declaration begins with")
            }
            (_, TokenKind::Annotation) => finding.note("annotations stand before a declaration"),
            (Expected::Head, _) => finding.note("only a type or constructor takes arguments"),
            (Expected::FewerFields, _) => {
                finding.note("each of the names stands for a field with a type of its own")
            }
            (Expected::ArgumentOrSemicolon, TokenKind::Colon) => finding.note(
                "fields stand before the `=`; or the `;` before the declaration of this one is missing",
            ),
            (Expected::FieldOrEquals, TokenKind::Question) => {
                finding.note("a builtin, `int ? = Int`, has no fields")
            }
            (Expected::ParamKind, _) => self.param_kind(finding),
            (Expected::Token(TokenKind::Colon), TokenKind::BraceClose) if self.blank_colon() => finding
                .suggest("write a `:`", self.before_last(), ":"),
            (Expected::Token(TokenKind::Colon), TokenKind::BraceClose) => finding
                .note("a parameter says what it stands for, `Type` or `#`")
                .suggest("does it stand for a type?", self.gap(), ":Type"),
            (Expected::FieldOrEquals, TokenKind::BraceOpen) => {
                finding.note("parameters stand before the fields")
            }
            _ => finding,
        }
    }

    /// What was found.
    fn describe(&self) -> String {
        match self.found {
            TokenKind::End => "the end of the declaration".to_owned(),
            TokenKind::Id => format!("the id `{}`", self.text(self.at)),
            TokenKind::Number => format!("the number {}", self.text(self.at)),
            _ => format!("`{}`", self.text(self.at)),
        }
    }
}

/// A declaration that is right but for its `;`.
pub(super) fn missing_semicolon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let end = end_of(cx, tokens);
    Diagnostic::new(
        Code::Syntax,
        "a declaration has no `;`",
        end,
        "expected `;`",
    )
    .note("a declaration ends with `;`, not with its line")
    .suggest("end the declaration", end, ";")
}

/// A `;` between two fields, behind `tokens`.
pub(super) fn early_semicolon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let semicolon = tokens.last().map(|token| cx.span_of(*token));
    let semicolon = semicolon.unwrap_or_default();
    let behind = cx.text.as_bytes().get(semicolon.end as usize);
    let replacement = if behind.is_some_and(|byte| *byte > b' ') {
        " "
    } else {
        ""
    };
    Diagnostic::new(
        Code::Syntax,
        "a `;` stands between fields",
        semicolon,
        "a field follows, and no `=` stands before",
    )
    .note("a `;` ends a declaration; blanks stand between its fields")
    .suggest("remove it", semicolon, replacement)
}

/// The section that a misspelled name means.
pub(super) fn guess(name: &str) -> Option<Section> {
    let name = name.to_ascii_lowercase();
    // The first letters tell apart all that people write: `function`, `methods`, `constructors`.
    match name.as_bytes() {
        [b't', b'y' | b'p', ..] | [b'c', b'o', ..] => Some(Section::Types),
        [b'f', b'u' | b'n', ..] | [b'm', b'e', ..] => Some(Section::Functions),
        _ => None,
    }
}

/// The name with another first letter behind its namespace.
fn with_initial(name: &str, change: impl Fn(char) -> char) -> String {
    let (namespace, word) = match name.rfind('.') {
        Some(dot) => name.split_at(dot + 1),
        None => ("", name),
    };
    let mut letters = word.chars();
    let initial = letters.next().map(change);
    let mut changed = namespace.to_owned();
    changed.extend(initial);
    changed.push_str(letters.as_str());
    changed
}

/// What is expected.
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
