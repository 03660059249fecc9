//! Which schemas are tested?

use std::sync::LazyLock;

use tl_parser::front;
use tl_parser::schema::Schema;
use tl_parser::span::Sources;

/// Layer 230 of Telegram's API, as the crates `gen_api` and `gen_api_derive` are made from it.
pub(crate) static API: LazyLock<Schema<'static>> = LazyLock::new(|| {
    let path = gen_schemas::grammers("api.tl");
    let mut sources = Sources::new();
    sources.add("api.tl", std::fs::read_to_string(path).unwrap());
    let mut diagnostics = Vec::new();
    // One for the whole run: the schema borrows from it.
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let programs = Box::leak(Box::new(front::parse_all(sources, &mut diagnostics)));
    let schema = front::check(programs, &mut diagnostics);
    assert_eq!(diagnostics, []);
    schema
});
