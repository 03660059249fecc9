use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::{Decoder, FromJson, Json, ListOf, Plain, from_str};

/// `point = Point`
struct Point;

impl FromJson for Point {
    fn from_json(json: &mut Decoder) -> Self {
        json.constructor("point");
        Point
    }
}

/// `shape` with a field `points` that is decoded by `D`.
struct Shape<D>(D);

trait Field {
    fn decode(json: &mut Decoder) -> Self;
}

impl<D: Field> FromJson for Shape<D> {
    fn from_json(json: &mut Decoder) -> Self {
        json.constructor("shape");
        Shape(D::decode(json))
    }
}

/// `Vector<Point>`
impl Field for Vec<Point> {
    fn decode(json: &mut Decoder) -> Self {
        json.list("points", Plain)
    }
}

/// `2*[ Point ]`
impl Field for [Point; 2] {
    fn decode(json: &mut Decoder) -> Self {
        json.field_as("points", ListOf(Plain))
    }
}

/// `Vector<2*[ Point ]>`
impl Field for Vec<[Point; 2]> {
    fn decode(json: &mut Decoder) -> Self {
        json.list("points", ListOf(Plain))
    }
}

/// `flags.0?Vector<Point>`
impl Field for Option<Vec<Point>> {
    fn decode(json: &mut Decoder) -> Self {
        json.masked("points", None, 1, ListOf(Plain))
    }
}

fn error<D: Field>(points: &str) -> String {
    let text = alloc::format!("{{\"@type\":\"shape\",\"points\":{points}}}");
    from_str::<Shape<D>>(&text).err().unwrap().to_string()
}

#[test]
fn the_option_is_only_named_where_it_helps() {
    let null = "expected an object, found null";
    let allowed = alloc::format!(
        "{null}, which tlgen's option `--nullable shape:points` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"
    );
    assert_eq!(
        error::<Vec<Point>>("[null]"),
        alloc::format!("points[0]: {allowed}")
    );
    let point = "{\"@type\":\"point\"}";
    for (found, at) in [
        (
            error::<[Point; 2]>(&alloc::format!("[{point},null]")),
            "points[1]",
        ),
        (error::<[Point; 2]>("[]"), "points[0]"),
        (error::<[Point; 2]>("null"), "points[0]"),
        (
            error::<Vec<[Point; 2]>>(&alloc::format!("[[{point},null]]")),
            "points[0][1]",
        ),
        (error::<Option<Vec<Point>>>("[null]"), "points[0]"),
    ] {
        assert_eq!(found, alloc::format!("{at}: {null}"));
    }
}

#[test]
fn a_mistake_in_the_text_is_described_to_its_writer() {
    let end = "the end of the array or object";
    for (text, reason) in [
        ("", "expected a value"),
        ("nul", "expected a value"),
        ("[", alloc::format!("expected a value, or {end}").as_str()),
        ("[1,]", "expected a value"),
        ("[1 2]", &alloc::format!("expected a comma, or {end}")),
        ("{\"a\":1", &alloc::format!("expected a comma, or {end}")),
        ("{a:1}", "expected the name of a member, in quotation marks"),
        ("{\"a\" 1}", "expected a colon"),
        ("1 2", "expected the end of the text"),
        ("-", "expected a digit"),
        ("1.x", "expected a digit"),
        ("1e999", "the number is out of range"),
        (
            "\"a\nb\"",
            "a control character in a string has to be escaped",
        ),
        ("\"a", "the string has no closing quotation mark"),
        ("\"\\u12", "the string has no closing quotation mark"),
        ("\"\\q\"", "invalid escape character q"),
        ("\"\\u12\"", "invalid hexadecimal character \""),
        (
            "\"\\ud800\"",
            "the escape is half of a surrogate pair, without the other half",
        ),
        (
            "\"\\udc00\"",
            "the escape is half of a surrogate pair, without the other half",
        ),
    ] {
        let error = from_str::<Json>(text).unwrap_err().to_string();
        let (at, found) = error.split_once(": ").unwrap();
        assert!(at.starts_with("the text is not JSON at byte "), "{error}");
        assert_eq!(found, reason, "{text}");
    }
}

#[test]
fn a_large_number_is_shown_in_digits() {
    for (json, shown) in [
        ("18446744073709551616", "18446744073709551616"),
        ("-100000000000000000000", "-100000000000000000000"),
        ("1e16", "10000000000000000"),
        ("1e21", "1e21"),
        ("1e3", "1000.0"),
        ("18446744073709551615", "18446744073709551615"),
    ] {
        let error = from_str::<i64>(json).unwrap_err().to_string();
        let expected = "expected an integer of 64 bits, found ";
        assert_eq!(error.strip_prefix(expected), Some(shown), "{error}");
    }
}

#[test]
fn a_text_that_is_nested_too_deeply_is_refused_at_its_place() {
    for (open, levels, at) in [
        ("[", 129, 128),
        (" [", 1000, 257),
        ("{\"a\":", 129, 640),
        ("{\"a\":[", 65, 384),
    ] {
        let error = from_str::<Json>(&open.repeat(levels)).unwrap_err();
        let expected = alloc::format!("at byte {at}: the value is nested too deeply");
        assert_eq!(error.to_string(), expected);
    }
}
