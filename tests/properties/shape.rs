//! What a tree says, wherever its text stands.

use tl_parser::ast::Declaration;

use crate::support::without_places;

/// A declaration without its places.
pub(super) type Shape = String;

/// The shapes of declarations, without their sections and comments.
pub(super) fn shapes(declarations: &[Declaration<'_>]) -> Vec<Shape> {
    declarations.iter().map(shape).collect()
}

fn shape(declaration: &Declaration<'_>) -> Shape {
    without_places(&format!(
        "{:?} {:?}",
        declaration.annotations, declaration.kind
    ))
}
