//! Types for TL values that have no type in Rust: any object, `true`, secrets.

mod booleans;
mod object;
mod registry;
mod secret;

pub use crate::kind::{EntryKind, Known};
pub use crate::unknown::{Unknown, UnknownRef};
pub use booleans::True;
pub use object::AnyObject;
pub use registry::{Entry, Registry};
pub use secret::Secret;
