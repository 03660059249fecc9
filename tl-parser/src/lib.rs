//! TL schema text to a checked [`Schema`](schema::Schema), with diagnostics and constructor ids.

pub mod ast;
pub mod diagnostic;
pub mod docs;
mod findings;
pub mod front;
pub mod grammar;
pub mod graph;
pub mod id;
mod lexer;
pub mod lines;
pub mod resolve;
pub mod schema;
pub mod span;
mod tokens;
pub mod verify;

pub use grammar::parse;
pub use resolve::{World, resolve};
pub use verify::verify;
