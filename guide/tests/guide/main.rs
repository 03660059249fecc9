//! Is what the guide says true? Its Rust is tested as documentation of this package; this is the rest.
#![cfg(test)]

mod blocks;
mod console;
mod examples;
mod links;
mod options;
mod page;
