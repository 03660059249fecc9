//! Parses TL schemas, resolves their names, verifies their ids, and explains what is wrong with them.
//!
//! ```
//! use tl_parser::check::{check, parse_all};
//! use tl_parser::diagnostic::Levels;
//! use tl_parser::source::Sources;
//!
//! let sources = Sources::of("user.tl", "user#74e5ad7d id:long = User;");
//! let mut diagnostics = Vec::new();
//! let programs = parse_all(&sources, &mut diagnostics);
//! let schema = check(&programs, &Levels::default(), &mut diagnostics);
//!
//! assert_eq!(diagnostics, []);
//! let user = schema.combinators.iter().find(|it| it.name == "user").unwrap();
//! assert_eq!(user.fields[0].tl(), "id:long");
//! ```
//!
//! # Main items
//!
//! | item | what it is for |
//! | --- | --- |
//! | [`source::Sources`] | the texts of a schema, which spans point into |
//! | [`check::parse_all`] | parses text to syntax trees, [`ast::Program`] |
//! | [`check::check`] | resolves trees to a [`schema::Schema`], with all findings |
//! | [`schema`] | types, constructors and functions, resolved |
//! | [`diagnostic`] | findings: codes, levels, labels, suggestions |
//! | [`id`] | computes the ids of a declaration, by each rule |
//! | [`format()`] | a schema in canonical layout |
//! | [`forms`] | the JSON and the `.tlo` of a schema |
//!
//! # Features
//!
//! - `forms`: reads and writes the official JSON and the binary form `.tlo`.

mod allow;
pub mod check;
pub mod diagnostic;
mod docs;
mod foreign;
pub mod forms;
mod hasher;
pub mod id;
pub mod layers;
mod lint;
mod resolve;
pub mod schema;
#[doc(hidden)]
pub mod sorted;
pub mod source;
mod syntax;
mod verify;
mod words;

pub use allow::Allowances;
pub use resolve::{World, resolve};
pub use syntax::{ast, format, parse, print};
pub use verify::verify;
