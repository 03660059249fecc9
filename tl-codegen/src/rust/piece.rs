//! What goes from [`emit`](crate::rust::emit) to [`print`](crate::rust::print), a little at a time:
//! the tokens of a whole file would be copied from module to module, and would all be in memory.

use proc_macro2::TokenStream;

/// A piece of a file.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Whole items.
    Items(TokenStream),
    /// A module up to its brace: `/// Docs` and `pub mod photos`.
    Open(TokenStream),
    /// The end of a module.
    Close,
}
