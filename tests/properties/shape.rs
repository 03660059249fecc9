//! What a tree says, wherever its text stands.

use tl_parser::ast::Declaration;

/// A declaration without its places.
pub(super) type Shape = String;

/// The shapes of declarations, without their sections and comments.
pub(super) fn shapes(declarations: &[Declaration<'_>]) -> Vec<Shape> {
    declarations.iter().map(shape).collect()
}

fn shape(declaration: &Declaration<'_>) -> Shape {
    let parts = format!("{:?} {:?}", declaration.annotations, declaration.kind);
    // A place is written `0:12..34`.
    let mut shape = String::new();
    let mut rest = parts.as_str();
    while let Some((before, behind)) = rest.split_once("..") {
        let is_place = |c: char| c.is_ascii_digit() || c == ':';
        shape.push_str(before.trim_end_matches(is_place));
        rest = behind.trim_start_matches(is_place);
    }
    shape + rest
}
