//! TL schema text to a checked [`Schema`](schema::Schema), with diagnostics and constructor ids.

pub mod ast;
pub mod diagnostic;
pub mod schema;
pub mod span;
