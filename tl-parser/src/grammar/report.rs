//! What a failure means, in the words of TL.

mod brackets;
mod marks;
mod semicolons;
mod slips;
mod words;

pub(super) use self::semicolons::{early_semicolon, missing_semicolon};
pub(super) use self::words::guess;

use self::words::{describe_expected, with_initial};
use super::{Expected, Failure};
use crate::ast::Section;
use crate::diagnostic::{Code, Diagnostic};
use crate::lexer::Mark;
use crate::span::Span;
use crate::tokens::{Context, Kind, Token};

/// A section mark that is not one of the two.
pub(super) fn section(mark: &Mark<'_>, meant: Option<Section>) -> Diagnostic {
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
            .map_or(Kind::End, |at| kind_at(tokens, at)),
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

fn kind_at(tokens: &[Token], at: usize) -> Kind {
    tokens.get(at).map_or(Kind::End, |token| token.kind)
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
    found: Kind,
    before: Kind,
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
            Kind::TooDeep => Some(
                Diagnostic::new(
                    Code::TooDeep,
                    "too many brackets are open at once",
                    self.span(self.at),
                    "the 101st bracket",
                )
                .note("brackets may be nested 100 deep; no known schema nests more than 10"),
            ),
            Kind::Malformed => Some(self.malformed()),
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
        if first == '-' && self.before == Kind::Dot {
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
            .position(|token| token.kind != Kind::Annotation)?;
        let is_combinator = matches!(
            self.found,
            Kind::Colon | Kind::Equals | Kind::Arrow | Kind::Id | Kind::BraceOpen | Kind::Question
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
        if self.found != Kind::Question || self.before == Kind::End {
            return None;
        }
        if let Some(finding) = self.mask_without_bit() {
            return Some(finding);
        }
        let name = self.at.checked_sub(1)?;
        if !matches!(self.before, Kind::LowerPath | Kind::UpperPath) {
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
        let ended = matches!(self.found, Kind::Semicolon | Kind::End);
        match self.expected {
            Expected::Declaration if self.found == Kind::Semicolon => {
                let finding = self.syntax("nothing is declared before this `;`", "unexpected `;`");
                Some(match self.before {
                    Kind::Annotation => {
                        finding.note("an annotation belongs to the declaration behind it")
                    }
                    _ => finding.suggest("remove it", self.span(self.at), ""),
                })
            }
            Expected::Body | Expected::FieldOrEquals if ended => Some(self.missing_equals()),
            Expected::ArgumentOrSemicolon if matches!(self.found, Kind::Equals | Kind::Arrow) => {
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
                    None | Some(Kind::Colon | Kind::Question | Kind::Percent | Kind::Bang) => {
                        finding
                    }
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
                Kind::ParenOpen => finding.note("it has no brackets around it: `= Vector int`"),
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
            (_, Kind::Id) => {
                finding.note("an id stands only behind the name that a declaration begins with")
            }
            (_, Kind::Annotation) => finding.note("annotations stand before a declaration"),
            (Expected::Head, _) => finding.note("only a type or constructor takes arguments"),
            (Expected::FewerFields, _) => {
                finding.note("each of the names stands for a field with a type of its own")
            }
            (Expected::ArgumentOrSemicolon, Kind::Colon) => finding.note(
                "fields stand before the `=`; or the `;` before the declaration of this one is missing",
            ),
            (Expected::FieldOrEquals, Kind::Question) => {
                finding.note("a builtin, `int ? = Int`, has no fields")
            }
            (Expected::ParamKind, _) => self.param_kind(finding),
            (Expected::Token(Kind::Colon), Kind::BraceClose) if self.blank_colon() => finding
                .suggest("write a `:`", self.before_last(), ":"),
            (Expected::Token(Kind::Colon), Kind::BraceClose) => finding
                .note("a parameter says what it stands for, `Type` or `#`")
                .suggest("does it stand for a type?", self.gap(), ":Type"),
            (Expected::FieldOrEquals, Kind::BraceOpen) => {
                finding.note("parameters stand before the fields")
            }
            _ => finding,
        }
    }

    /// What was found.
    fn describe(&self) -> String {
        match self.found {
            Kind::End => "the end of the declaration".to_owned(),
            Kind::Id => format!("the id `{}`", self.text(self.at)),
            Kind::Number => format!("the number {}", self.text(self.at)),
            _ => format!("`{}`", self.text(self.at)),
        }
    }
}
