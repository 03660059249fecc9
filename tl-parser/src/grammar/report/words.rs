//! The names of things in messages.

use crate::ast::Section;
use crate::grammar::Expected;
use crate::tokens::Kind;

/// The section that a misspelled name means.
pub(in crate::grammar) fn guess(name: &str) -> Option<Section> {
    let name = name.to_ascii_lowercase();
    // The first letters tell apart all that people write: `function`, `methods`, `constructors`.
    match name.as_bytes() {
        [b't', b'y' | b'p', ..] | [b'c', b'o', ..] => Some(Section::Types),
        [b'f', b'u' | b'n', ..] | [b'm', b'e', ..] => Some(Section::Functions),
        _ => None,
    }
}

/// The name with another first letter behind its namespace.
pub(super) fn with_initial(name: &str, change: impl Fn(char) -> char) -> String {
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
pub(super) fn describe_expected(expected: Expected) -> &'static str {
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

fn describe_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::LowerIdent | Kind::UpperIdent | Kind::LowerPath | Kind::UpperPath => "a name",
        Kind::Underscore => "`_`",
        Kind::Id => "an id",
        Kind::Annotation => "an annotation",
        Kind::Number => "a number",
        Kind::Hash => "`#`",
        Kind::Colon => "`:`",
        Kind::Semicolon => "`;`",
        Kind::Equals => "`=`",
        Kind::Arrow => "`=>`",
        Kind::Question => "`?`",
        Kind::Percent => "`%`",
        Kind::Bang => "`!`",
        Kind::Dot => "`.`",
        Kind::Comma => "`,`",
        Kind::Plus => "`+`",
        Kind::Star => "`*`",
        Kind::ParenOpen => "`(`",
        Kind::ParenClose => "`)`",
        Kind::SquareOpen => "`[`",
        Kind::SquareClose => "`]`",
        Kind::BraceOpen => "`{`",
        Kind::BraceClose => "`}`",
        Kind::AngleOpen => "`<`",
        Kind::AngleClose => "`>`",
        Kind::TooDeep | Kind::Malformed | Kind::End => "a declaration",
    }
}
