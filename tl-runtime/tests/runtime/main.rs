//! Does the runtime do what it documents, without any generated code?
#![cfg(test)]

mod answers;
mod bytes;
mod hand;
mod masks;
mod memory;
mod named;
mod numbers;
mod objects;
mod panics;
mod registries;
mod runs;
mod strings;
mod unknown;
mod vectors;
mod views;
