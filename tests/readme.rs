//! Is what the README shows true? That its Rust compiles is the business of the package `gen-readme`.

use gen_schemas::readme::snippets;
use tl_parser::check::parse_all;

use crate::support;

#[test]
fn the_tl_can_be_parsed() {
    let tl = snippets("tl");
    assert!(!tl.is_empty());
    for snippet in tl {
        let mut found = Vec::new();
        let sources = support::sources("README.md", &snippet);
        let _ = parse_all(&sources, &mut found);
        assert_eq!(found, [], "{snippet}");
    }
}

#[test]
fn a_call_in_bytes_comes_back() {
    assert!(gen_readme::embedded::call(7, 1000).unwrap());
}

#[test]
fn a_server_answers_a_client() {
    assert!(gen_readme::serving::call(7).unwrap());
}

#[test]
fn the_json_of_a_request_is_the_one_that_is_shown() {
    let content = gen_readme::json_of_chats::types::InputMessageText { text: "Hi".into() };
    let update = r#"{"@type":"updateClosed"}"#;
    let (request, _) = gen_readme::json::request(123_456_789, content, update.into()).unwrap();
    let shown = snippets("json").remove(0);
    let (start, _) = shown.split_once('…').unwrap();
    assert!(
        request.starts_with(start.trim_end_matches(',')),
        "{request}"
    );
}
