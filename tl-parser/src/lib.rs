//! TL schema text to a checked [`Schema`](schema::Schema), with diagnostics and constructor ids.
//!
//! ```
//! use tl_parser::check::{check, parse_all};
//! use tl_parser::diagnostic::Levels;
//! use tl_parser::source::Sources;
//!
//! let mut sources = Sources::new();
//! sources.add("user.tl", "user#74e5ad7d id:long = User;");
//! let mut diagnostics = Vec::new();
//! let programs = parse_all(&sources, &mut diagnostics);
//! let schema = check(&programs, &Levels::default(), &mut diagnostics);
//!
//! assert_eq!(diagnostics, []);
//! let user = schema.combinators.iter().find(|it| it.name == "user").unwrap();
//! assert_eq!(user.fields[0].tl(), "id:long");
//! ```

mod allow;
pub mod check;
pub mod diagnostic;
mod docs;
pub mod forms;
mod hasher;
pub mod id;
pub mod layers;
mod lint;
mod resolve;
pub mod schema;
pub mod source;
mod syntax;
mod verify;
mod words;

pub use allow::Allowances;
pub use resolve::{World, resolve};
pub use syntax::replace::Word;
pub use syntax::{ast, format, parse, print};
pub use verify::verify;
