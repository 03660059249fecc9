use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::{Decoder, FromJson, ListOf, Plain, from_str};

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
    let allowed = alloc::format!("{null}, which tlgen's option --nullable shape:points allows");
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
