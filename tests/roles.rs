//! Do a client and a server of the same schema understand each other, with half of the code each? And how is
//! the omitted half handled?

use std::collections::BTreeSet;

use gen_roles::{CLIENT, Entry, SERVER, api, json_only, photos, with_json};
use tl_codegen::{Config, Impls, Role, compile};
use tl_parser::diagnostic::Levels;
use tl_runtime::json::{JsonFunction, JsonServe};
use tl_runtime::{DecodeError, Function, Identify, Serve, from_bytes, to_bytes};

use crate::support;
use crate::support::vectors::VECTORS;

#[test]
fn a_server_answers_a_client() {
    use photos::{client, server};
    let id = client::types::InputPhoto {
        id: 1,
        access_hash: 2,
        file_reference: vec![3],
    };
    let call = client::functions::photos::UpdateProfilePhoto { id: id.into() };

    let request = to_bytes(&call).unwrap();
    let asked: server::functions::photos::UpdateProfilePhoto = from_bytes(&request).unwrap();
    let server::enums::InputPhoto::Photo(asked_for) = &asked.id else {
        panic!("{asked:?}");
    };
    assert_eq!((asked_for.id, asked_for.access_hash), (1, 2));
    let answer = server::types::photos::Photo {
        photo: server::enums::Photo::Empty(server::types::PhotoEmpty { id: 7 }),
        users: vec![],
    };
    let answer = asked.encode_response(&answer).unwrap();

    let answer = call.decode_response(&answer).unwrap();
    let expected = client::enums::Photo::Empty(client::types::PhotoEmpty { id: 7 });
    assert_eq!(answer.photo, expected);
}

#[test]
fn a_server_answers_a_client_by_json() {
    use photos::{client, server};
    let call = client::functions::photos::UpdateProfilePhoto {
        id: client::enums::InputPhoto::Empty,
    };
    let text = tl_runtime::json::to_string(&call).unwrap();
    type Asked = server::functions::photos::UpdateProfilePhoto;
    let asked: Asked = tl_runtime::json::from_str(&text).unwrap();
    assert_eq!(asked.id, server::enums::InputPhoto::Empty);
    let answer = server::types::photos::Photo {
        photo: server::enums::Photo::Empty(server::types::PhotoEmpty { id: 7 }),
        users: vec![],
    };
    let answer = Asked::encode_json_response(&answer).unwrap();
    type Call = client::functions::photos::UpdateProfilePhoto;
    let answer = Call::decode_json_response(answer).unwrap();
    assert!(matches!(answer.photo, client::enums::Photo::Empty(empty) if empty.id == 7));

    let text = tl_runtime::json::to_string(&json_only::client::functions::GetNumbers).unwrap();
    let _: with_json::server::functions::GetNumbers = tl_runtime::json::from_str(&text).unwrap();
}

/// Asserts that one side decodes the vectors of layer 230 as code for both sides does; returns the ids of the
/// decoded ones.
fn decoded(side: &[Entry]) -> BTreeSet<u32> {
    let mut decoded = BTreeSet::new();
    for vector in VECTORS.iter() {
        let Some((_, shown)) = side.iter().find(|(id, _)| *id == vector.id) else {
            continue;
        };
        let object = gen_api::registry::decode(&vector.bytes).unwrap();
        match shown(&vector.bytes) {
            Ok(text) => assert_eq!(text, format!("{object:?}"), "{}", vector.label()),
            Err(error) => assert!(is_excluded(&error), "{}: {error}", vector.label()),
        }
        decoded.insert(vector.id);
    }
    decoded
}

/// Whether the error is about the constructor that the package excludes.
fn is_excluded(error: &DecodeError) -> bool {
    error.to_string().contains("d3bc4b7a")
}

#[test]
fn the_vectors_of_each_side() {
    let (client, server) = (decoded(CLIENT), decoded(SERVER));
    assert!(client.len() > 80, "{}", client.len());
    assert!(server.len() > 30, "{}", server.len());
    let in_both = client.intersection(&server).count();
    assert!(in_both < client.len() / 2, "{in_both} of {}", client.len());
    let of_client = [
        api::client::types::photos::Photo::ID,
        api::client::types::users::UserFull::ID,
    ];
    let of_server = [
        api::server::functions::photos::UpdateProfilePhoto::ID,
        api::server::functions::users::GetUsers::ID,
    ];
    assert!(
        of_client
            .iter()
            .all(|id| client.contains(id) && !server.contains(id))
    );
    assert!(
        of_server
            .iter()
            .all(|id| server.contains(id) && !client.contains(id))
    );
}

#[test]
fn a_constructor_that_is_excluded_is_unknown() {
    let empty = VECTORS.iter().find(|it| it.name == "userEmpty").unwrap();
    let error = from_bytes::<api::client::enums::User>(&empty.bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at byte 0, reading User: the id d3bc4b7a is not known here"
    );
}

/// Returns the impls and other items of code, each as one text.
fn parts(code: &str) -> Vec<String> {
    let parts = code.split("\n\n");
    // The last item of a module includes the module's closing brace.
    let trimmed = |part: &str| part.trim_matches(['}', '\n', ' ']).to_owned();
    parts.map(trimmed).collect()
}

#[test]
fn a_role_leaves_out_and_changes_nothing() {
    for (name, text) in support::fixtures("valid") {
        let sources = support::sources(&name, &text);
        let code = |role| {
            let config = Config {
                role: Some(role),
                impls: Impls::Generated,
                ..Config::default()
            };
            compile(&sources, &config, &Levels::default()).code.unwrap()
        };
        let both: BTreeSet<String> = parts(&code(Role::Both)).into_iter().collect();
        for role in [Role::Client, Role::Server] {
            for part in parts(&code(role)) {
                // The list of items at the end has no `new` if this role does not call it.
                let is_list = part.starts_with("// Mentions every item");
                assert!(is_list || both.contains(&part), "{name} {role:?}: {part}");
            }
        }
    }
}

#[test]
fn the_head_of_the_code_says_what_was_kept() {
    let sources = support::sources("photos.tl", &support::text("schemas/photos.tl"));
    let config = Config {
        only: vec!["Photo".into(), "photoSize".into()],
        exclude: vec!["photoEmpty".into()],
        ..Config::default()
    };
    let compiled = compile(&sources, &config, &Levels::default());
    let (code, kept) = (compiled.code.unwrap(), compiled.kept);
    assert_eq!(
        code.lines().nth(1),
        Some(format!("// Kept {kept}.").as_str())
    );
    assert_eq!(kept.functions.kept, 0);
    assert!(kept.constructors.kept < kept.constructors.all);
    let all = compile(&sources, &Config::default(), &Levels::default());
    assert!(!all.code.unwrap().contains("// Kept"));
    assert_eq!(all.kept.constructors.all, kept.constructors.all);
    assert_eq!(all.kept.types.kept, all.kept.types.all);
}
