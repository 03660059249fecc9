//! JSON as text.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::str::FromStr;

use hifijson::num::LexWrite;
use hifijson::str::LexAlloc;
use hifijson::token::Lex;
use hifijson::{Error, Expect, SliceLexer, escape, num, str};

use super::error::Failure;
use super::{Json, JsonError, JsonErrorKind};
use crate::nesting::MAX_DEPTH;

/// Writes the JSON without spaces and line breaks. A number that is not finite becomes `null`.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Integer(value) => write!(f, "{value}"),
            Json::Unsigned(value) => write!(f, "{value}"),
            Json::Number(value) => number(*value, f),
            Json::String(text) => string(text, f),
            Json::Array(elements) => {
                let mut before = '[';
                for element in elements {
                    write!(f, "{before}{element}")?;
                    before = ',';
                }
                f.write_str(if elements.is_empty() { "[]" } else { "]" })
            }
            Json::Object(members) => {
                let mut before = '{';
                for (name, value) in members {
                    f.write_char(before)?;
                    string(name, f)?;
                    write!(f, ":{value}")?;
                    before = ',';
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

/// Writes a number as `serde_json` does. If two texts are equally near, `serde_json` chooses the even one,
/// and this function the upper one.
fn number(value: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = alloc::format!("{value:?}");
    match (value.abs(), text.split_once('e')) {
        (1e-5..1e-4, _) => write!(f, "{value}"),
        (1.0..=f64::MAX, Some((digits, exponent))) => write!(f, "{digits}e+{exponent}"),
        (0.0..=f64::MAX, _) => f.write_str(&text),
        _ => f.write_str("null"),
    }
}

fn string(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for part in text.split_inclusive(is_escaped) {
        f.write_str(part.trim_end_matches(is_escaped))?;
        match part.chars().next_back().filter(|last| is_escaped(*last)) {
            Some('"') => f.write_str("\\\"")?,
            Some('\\') => f.write_str("\\\\")?,
            Some('\n') => f.write_str("\\n")?,
            Some('\r') => f.write_str("\\r")?,
            Some('\t') => f.write_str("\\t")?,
            Some('\u{8}') => f.write_str("\\b")?,
            Some('\u{c}') => f.write_str("\\f")?,
            Some(control) => write!(f, "\\u{:04x}", u32::from(control))?,
            None => {}
        }
    }
    f.write_char('"')
}

fn is_escaped(character: char) -> bool {
    matches!(character, '"' | '\\' | '\0'..' ')
}

/// Parses a whole text. Values nested more deeply than the default of
/// [`DecodeOptions::max_depth`](crate::DecodeOptions::max_depth) are an error.
impl FromStr for Json {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        let mut lexer = SliceLexer::new(text.as_bytes());
        let json = lexer.exactly_one(Lex::ws_peek, |next, lexer| value(next, lexer, MAX_DEPTH));
        json.map_err(|refused| {
            let at = text.len().saturating_sub(lexer.as_slice().len());
            let syntax = |reason| JsonErrorKind::Syntax { at, reason };
            let kind = match refused {
                Refused::TooDeep => JsonErrorKind::TooDeep { at: Some(at) },
                Refused::OutOfRange => syntax("the number is out of range".to_string()),
                Refused::Syntax(error) => syntax(reason(&error)),
            };
            Failure::new(kind).into_error()
        })
    }
}

/// Describes a mistake to those who write JSON. The library describes it in the words of a lexer.
fn reason(error: &Error) -> String {
    let reason = match error {
        Error::Token(Expect::Value) => "expected a value",
        Error::Token(Expect::ValueOrEnd) => "expected a value, or the end of the array or object",
        Error::Token(Expect::CommaOrEnd) => "expected a comma, or the end of the array or object",
        Error::Token(Expect::String) => "expected the name of a member, in quotation marks",
        Error::Token(Expect::Colon) => "expected a colon",
        Error::Token(Expect::Eof) => "expected the end of the text",
        Error::Num(num::Error::ExpectedDigit) => "expected a digit",
        Error::Str(str::Error::Control) => "a control character in a string has to be escaped",
        Error::Str(str::Error::Eof | str::Error::Escape(escape::Error::Eof)) => {
            "the string has no closing quotation mark"
        }
        Error::Str(str::Error::Escape(
            escape::Error::ExpectedLowSurrogate | escape::Error::InvalidChar(_),
        )) => "the escape is half of a surrogate pair, without the other half",
        Error::Str(_) | Error::Depth => return error.to_string(),
    };
    reason.into()
}

/// Why a text is not accepted.
enum Refused {
    Syntax(Error),
    TooDeep,
    OutOfRange,
}

impl<E: Reason> From<E> for Refused {
    fn from(reason: E) -> Self {
        Refused::Syntax(reason.into())
    }
}

trait Reason: Into<Error> {}

impl Reason for Expect {}
impl Reason for hifijson::num::Error {}
impl Reason for hifijson::str::Error {}

/// Parses the value that begins with the byte `first` and has at most `levels` levels.
fn value(first: u8, lexer: &mut SliceLexer<'_>, levels: u32) -> Result<Json, Refused> {
    let inner = || levels.checked_sub(1).ok_or(Refused::TooDeep);
    Ok(match first {
        b'"' => Json::String(lexer.discarded().str_string()?.into_owned()),
        b'-' | b'0'..=b'9' => {
            let (text, _) = lexer.num_string().validated()?;
            parse_number(text).ok_or(Refused::OutOfRange)?
        }
        b'[' => {
            let (inner, mut elements) = (inner()?, Vec::new());
            lexer.discarded().seq(b']', Lex::ws_peek, |first, lexer| {
                elements.push(value(first, lexer, inner)?);
                Ok::<_, Refused>(())
            })?;
            Json::Array(elements)
        }
        b'{' => {
            let (inner, mut members) = (inner()?, Vec::new());
            lexer.discarded().seq(b'}', Lex::ws_peek, |first, lexer| {
                lexer.expect(|_| Some(first), b'"').ok_or(Expect::String)?;
                let name = lexer.str_string()?.into_owned();
                lexer.expect(Lex::ws_peek, b':').ok_or(Expect::Colon)?;
                let first = lexer.ws_peek().ok_or(Expect::Value)?;
                members.push((name.into(), value(first, lexer, inner)?));
                Ok::<_, Refused>(())
            })?;
            Json::Object(members)
        }
        b'a'..=b'z' => match lexer.null_or_bool().ok_or(Expect::Value)? {
            None => Json::Null,
            Some(value) => Json::Bool(value),
        },
        _ => return Err(Expect::Value.into()),
    })
}

/// Parses a number; `None` if it is out of range.
pub(super) fn parse_number(text: &str) -> Option<Json> {
    // An integer has no `-0`.
    if let (false, Ok(integer)) = (text == "-0", text.parse()) {
        return Some(Json::Integer(integer));
    }
    if let Ok(integer) = text.parse() {
        return Some(Json::Unsigned(integer));
    }
    let number = text.parse().ok();
    number.filter(|it| f64::is_finite(*it)).map(Json::Number)
}
