//! Is the guide true? Its Rust is tested as documentation of this package; these are the other tests.
#![cfg(test)]

mod blocks;
mod console;
mod examples;
mod links;
mod options;
mod page;
mod readme;
