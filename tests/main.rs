//! One module for each question; their helpers are in `support`.
#![cfg(test)]

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// Generates a test `question::thing` for each question and each thing in a list of `build.rs`. A question is a
/// function that takes a thing's name.
macro_rules! ask {
    ($list:ident: $($question:ident),*) => { $(mod $question { $list!(super::$question); })* };
}

mod architecture;
mod big;
mod bools;
mod constructs;
mod conversions;
mod derive;
mod determinism;
mod diagnostics;
mod dropped_definitions;
mod dynamic;
mod flat;
mod formatting;
mod forms;
mod golden;
mod hostile;
mod ids;
mod json;
mod layers;
mod layout;
mod lints;
mod masks;
mod names;
mod nested_responses;
mod official_parser;
mod open;
mod options;
mod parameters;
mod properties;
mod registry;
mod responses;
mod roles;
mod roundtrip;
mod snapshots;
mod strings;
mod support;
mod tdlib;
mod ton;
mod unknown;
mod vectors;
mod views;
mod vk;
