//! Does code with customised names and types do the same as any other code?
#![allow(
    dead_code,
    unused_imports,
    reason = "not used where the schemas are absent"
)]

use gen_options::custom::{enums, functions, types};
use gen_options::{Photo, Text, Url, common, zoo};
use tl_parser::check as parse;
use tl_parser::diagnostic::Levels;
use tl_runtime::{Function, from_bytes, to_bytes};

use crate::roundtrip;
use crate::support;
use crate::support::vectors::check;
use crate::ton::LITE_API;

ask! { valid: values_come_back_from_their_bytes_with_all_options }

fn values_come_back_from_their_bytes_with_all_options(name: &str) {
    let sources = support::sources("a.tl", &support::fixture("valid", name));
    let mut found = Vec::new();
    let programs = parse::parse_all(&sources, &mut found);
    let schema = parse::check(&programs, &Levels::default(), &mut found);
    let (_, ways) = zoo::TABLES
        .iter()
        .find(|(known, _)| *known == name)
        .unwrap();
    // One of its values has 4 MiB.
    let seeds = if name == "repetition_large" { 1 } else { 20 };
    assert!(roundtrip::check(&schema, ways, seeds) > 0);
}

gen_shared::tests! {
    fn the_vectors_of_lite_api_with_all_options() {
        check("lite_api", &gen_options::lite_api::registry::TABLE, &LITE_API);
    }
}

#[test]
fn types_by_hand_and_of_another_module_are_parts_of_values() {
    let message = types::Message {
        id: 1,
        from: common::types::PeerUser { id: 2 }.into(),
        part: common::types::a::Part { x: 3 },
        silent: true,
        text: Text("text".into()),
    };
    let photo = Photo {
        id: 4,
        title: "title".into(),
    };
    let media = enums::Media::from(Url { url: "url".into() });
    let call = functions::Send::new(message.into(), photo)
        .media(media)
        .is_pinned(true);
    let bytes = to_bytes(&call).unwrap();
    let again: functions::Send = from_bytes(&bytes).unwrap();
    assert_eq!(again, call);
    assert_eq!(again.message.id(), 1);
    assert_eq!(
        enums::Message::NoMessage(types::NoMessage { id: 5 }).id(),
        5
    );
    let answer = to_bytes(&common::enums::Peer::None).unwrap();
    assert_eq!(
        call.decode_response(&answer).unwrap(),
        common::enums::Peer::None
    );
}
