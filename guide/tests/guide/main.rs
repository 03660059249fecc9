//! Is what the guide says true? Its Rust is tested as documentation of this package; this is the rest.
#![cfg(test)]

mod blocks;
mod console;
mod links;
mod page;
