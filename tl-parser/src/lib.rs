//! TL schema text to a checked [`Schema`](schema::Schema), with diagnostics and constructor ids.

pub mod ast;
pub mod diagnostic;
pub mod docs;
pub mod grammar;
pub mod id;
mod lexer;
pub mod schema;
pub mod span;
mod tokens;

pub use grammar::parse;
