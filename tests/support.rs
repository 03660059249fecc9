//! Helpers of the tests.

pub(crate) mod broken;
mod bytes;
mod code;
mod files;
pub(crate) mod memory;
mod mutation;
pub(crate) mod oracle;
mod places;
pub(crate) mod random;
pub(crate) mod schemas;
pub(crate) mod shown;
pub(crate) mod vectors;

pub(crate) use bytes::{hex, words};
pub(crate) use code::{code, config, failed, forms, rendered};
pub(crate) use files::{fixture, fixtures, official, repository, schema, sources, text};
pub(crate) use mutation::changed;
pub(crate) use places::without_places;
