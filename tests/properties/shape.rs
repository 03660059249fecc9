//! The content of a tree without positions.

use tl_parser::ast::Declaration;

use crate::support::without_places;

/// A declaration without positions.
pub(super) type Shape = String;

/// Returns the shapes of declarations, without sections and comments.
pub(super) fn shapes(declarations: &[Declaration<'_>]) -> Vec<Shape> {
    declarations.iter().map(shape).collect()
}

fn shape(declaration: &Declaration<'_>) -> Shape {
    without_places(&format!(
        "{:?} {:?}",
        declaration.annotations, declaration.kind
    ))
}
