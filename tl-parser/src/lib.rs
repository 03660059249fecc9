//! TL schema text to a checked [`Schema`](schema::Schema), with diagnostics and constructor ids.

pub mod allow;
pub mod ast;
pub mod diagnostic;
pub mod docs;
pub mod explain;
mod findings;
pub mod front;
pub mod grammar;
pub mod graph;
mod hash;
pub mod id;
pub mod levels;
mod lexer;
pub mod lines;
pub mod lint;
pub mod resolve;
pub mod schema;
pub mod span;
mod tokens;
pub mod verify;

pub use grammar::parse;
pub use lint::lint;
pub use resolve::{World, resolve};
pub use verify::verify;
