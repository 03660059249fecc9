//! Parses text to a syntax tree, and prints it.

pub mod ast;
mod errors;
mod failure;
mod grammar;
mod layout;
mod lexer;
mod parameters;
mod parser;
pub mod print;
mod recover;
pub(crate) mod replace;
mod token;

pub(crate) use errors::{repeated, type_before_name};
pub use layout::format;
#[cfg(feature = "forms")]
pub(crate) use lexer::MAX_DEPTH;
pub(crate) use lexer::{before_on_line, indent};
pub use parser::parse;

#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by a panic"
)]
mod tests;
