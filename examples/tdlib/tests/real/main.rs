//! The example with the real TDLib.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends by panicking"
)]

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tdlib_example::td_api::{enums, functions, types};
use tdlib_example::tdjson::Tdjson;
use tdlib_example::{Client, Error, Received};
use tl_runtime::json;

#[cfg(whole_schema)]
mod calls;

/// Only one thread may receive the messages of all clients.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Runs a test with the library, if it is available.
fn with_library(test: impl FnOnce(Tdjson)) {
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(library) = example_peers::tdjson(env!("CARGO_TARGET_TMPDIR")) else {
        return;
    };
    let mut td = Tdjson::load(&library).unwrap();
    let quiet = functions::SetLogVerbosityLevel {
        new_verbosity_level: 0,
    };
    td.execute(&json::to_string(&quiet).unwrap()).unwrap();
    test(td);
}

fn text(text: &str) -> types::FormattedText {
    types::FormattedText {
        text: text.into(),
        entities: Vec::new(),
    }
}

#[test]
fn markdown_becomes_entities() {
    with_library(|td| {
        let mut client = Client::new(td);
        let call = functions::ParseMarkdown {
            text: text("a **b** `c` 🙂 __d__"),
        };
        let parsed = client.execute(&call).unwrap();
        assert_eq!(parsed.text, "a b c 🙂 d");
        let found: Vec<_> = parsed
            .entities
            .iter()
            .map(|e| (e.offset, e.length))
            .collect();
        assert_eq!(found, [(2, 1), (4, 1), (9, 1)]);
        let kinds: Vec<_> = parsed.entities.into_iter().map(|e| e.r#type).collect();
        use enums::TextEntityType as Type;
        assert!(
            matches!(kinds[..], [Type::Bold, Type::Code, Type::Italic]),
            "{kinds:?}"
        );
    });
}

#[test]
fn what_tdlib_refuses_is_an_error() {
    with_library(|td| {
        let mut client = Client::new(td);
        // This call needs a client.
        let error = client
            .execute(&functions::GetAuthorizationState)
            .unwrap_err();
        assert!(
            matches!(error, Error::Refused(types::Error { code: 400, .. })),
            "{error}"
        );
    });
}

#[test]
fn a_client_lives_and_is_closed() {
    with_library(|td| {
        let folder = tempfile::tempdir().unwrap();
        let mut client = Client::new(td);
        let state = client.invoke(&functions::GetAuthorizationState).unwrap();
        assert!(
            matches!(state, enums::AuthorizationState::WaitTdlibParameters),
            "{state:?}"
        );
        client.send(&offline()).unwrap();
        client.invoke(&parameters(folder.path())).unwrap();
        let mut states = Vec::new();
        for received in client.close().unwrap() {
            let Received::Update(update) = received else {
                continue;
            };
            if let enums::Update::AuthorizationState(update) = *update {
                states.push(format!("{:?}", update.authorization_state));
            }
        }
        let expected = [
            "WaitTdlibParameters",
            "WaitPhoneNumber",
            "Closing",
            "Closed",
        ];
        assert_eq!(states, expected);
    });
}

#[test]
fn an_answer_that_nobody_waits_for_is_not_an_update() {
    with_library(|td| {
        let mut client = Client::new(td);
        client.send(&functions::GetAuthorizationState).unwrap();
        while let Some(json) = client.next_json(Duration::from_secs(1)).unwrap() {
            assert!(json.get("@extra").is_none(), "{json}");
        }
        // Nor is the answer to an earlier call that of a later one.
        client.send(&functions::GetAuthorizationState).unwrap();
        let version = functions::GetOption {
            name: "version".into(),
        };
        let version = client.invoke(&version).unwrap();
        assert!(
            matches!(version, enums::OptionValue::String(_)),
            "{version:?}"
        );
        client.close().unwrap();
    });
}

fn parameters(folder: &std::path::Path) -> functions::SetTdlibParameters {
    functions::SetTdlibParameters {
        use_test_dc: true,
        database_directory: folder.to_string_lossy().into_owned(),
        files_directory: String::new(),
        database_encryption_key: Vec::new(),
        use_file_database: false,
        use_chat_info_database: false,
        use_message_database: false,
        use_secret_chats: false,
        api_id: 1,
        api_hash: "0".repeat(32),
        system_language_code: "en".into(),
        device_model: "example".into(),
        system_version: String::new(),
        application_version: "1".into(),
    }
}

fn offline() -> functions::SetNetworkType {
    functions::SetNetworkType {
        r#type: Some(enums::NetworkType::None),
    }
}

#[cfg(not(whole_schema))]
#[test]
fn fifty_synchronous_and_twenty_asynchronous_calls() {
    example_peers::skipped(
        "the whole schema of TDLib is not in ../shared/schemas/telegram/tdlib-1.8.65",
    );
}
