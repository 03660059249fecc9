//! Ninety calls that need no login, synchronous and asynchronous. Each answer and update is decoded, and must
//! encode to the same JSON.

use std::collections::BTreeSet;
use std::time::Duration;

use tdlib_example::td_api::{enums, functions, types};
use tdlib_example::tdjson::Tdjson;
use tl_runtime::json::{self, FromJson, Json, JsonTwoWay, ToJson};

use crate::{offline, parameters, text, with_library};

/// Makes calls, and compares the decoded values after encoding them.
#[derive(Default)]
struct Checked {
    calls: usize,
    functions: BTreeSet<String>,
    updates: BTreeSet<String>,
}

impl Checked {
    /// Decodes an answer, which may be an error.
    fn answer<F: JsonTwoWay>(&mut self, call: &F, mut answer: Json) {
        let name = json::to_value(call)
            .unwrap()
            .type_name()
            .unwrap()
            .to_owned();
        answer.remove("@extra");
        answer.remove("@client_id");
        let written = if answer.type_name() == Some("error") {
            written::<types::Error>(&answer)
        } else {
            let typed = F::decode_json_response(answer.clone());
            let typed = typed.unwrap_or_else(|error| panic!("{name}: {error}: {answer}"));
            F::encode_json_response(&typed).unwrap()
        };
        assert_eq!(plain(written), plain(answer), "{name}");
        self.calls += 1;
        self.functions.insert(name);
    }

    fn execute<F: JsonTwoWay>(&mut self, td: &mut Tdjson, call: &F) {
        let request = json::to_string(call).unwrap();
        let answer = td.execute(&request);
        self.answer(call, answer.unwrap().parse().unwrap());
    }

    /// Makes a call, and decodes the answer and all updates before it.
    fn invoke<F: JsonTwoWay>(&mut self, td: &mut Tdjson, id: i32, call: &F) {
        let mut request = json::to_value(call).unwrap();
        request.insert("@extra", "it");
        td.send(id, &request.to_string());
        loop {
            let received = td.receive(Duration::from_secs(20));
            let received = received.unwrap_or_else(|| panic!("no answer to {request}"));
            let received: Json = received.parse().unwrap();
            match received.type_name() {
                _ if received.get("@extra").is_some() => return self.answer(call, received),
                // The answer to a call that did not wait for it.
                Some("ok") => {}
                _ => self.update(received),
            }
        }
    }

    fn update(&mut self, mut update: Json) {
        update.remove("@client_id");
        self.updates.insert(update.type_name().unwrap().to_owned());
        assert_eq!(plain(written::<enums::Update>(&update)), plain(update));
    }
}

/// Decodes a value and returns its encoded JSON.
fn written<T: FromJson + ToJson>(json: &Json) -> Json {
    let value: T = json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"));
    json::to_value(&value).unwrap()
}

/// Converts integers, so that 1.0 equals 1.
fn plain(json: Json) -> Json {
    match json {
        Json::Integer(number) => Json::Number(number as f64),
        Json::Array(values) => Json::Array(values.into_iter().map(plain).collect()),
        Json::Object(members) => {
            let plain = members
                .into_iter()
                .map(|(name, value)| (name, plain(value)));
            Json::Object(plain.collect())
        }
        other => other,
    }
}

#[test]
fn fifty_synchronous_and_twenty_asynchronous_calls() {
    with_library(|mut td| {
        let mut checked = Checked::default();
        synchronous(&mut checked, &mut td);
        assert!(checked.calls >= 50, "{}", checked.calls);
        assert!(checked.functions.len() >= 25, "{:?}", checked.functions);

        let (calls, functions) = (checked.calls, checked.functions.len());
        asynchronous(&mut checked, &mut td);
        assert!(checked.calls >= calls + 20, "{}", checked.calls);
        assert!(
            checked.functions.len() >= functions + 20,
            "{:?}",
            checked.functions
        );
        assert!(checked.updates.len() >= 5, "{:?}", checked.updates);
        eprintln!(
            "{calls} synchronous, {} asynchronous",
            checked.calls - calls
        );
    });
}

fn synchronous(checked: &mut Checked, td: &mut Tdjson) {
    for sample in [
        "",
        "@name #tag $USD /start t.me a@b.cd +1 555 0100",
        "5555 5555 5555 4444",
        "🙂",
    ] {
        checked.execute(
            td,
            &functions::GetTextEntities {
                text: sample.into(),
            },
        );
        checked.execute(td, &functions::ParseMarkdown { text: text(sample) });
    }
    for marked in [
        "**b** __i__ ~~s~~ ||h|| `c`",
        "```rust\nfn\n```",
        "[a](https://b.cd/)",
        "\0",
    ] {
        checked.execute(td, &functions::ParseMarkdown { text: text(marked) });
        let mode: enums::TextParseMode = types::TextParseModeMarkdown { version: 2 }.into();
        checked.execute(
            td,
            &functions::ParseTextEntities {
                text: marked.into(),
                parse_mode: mode,
            },
        );
    }
    let html = "<b>b</b><pre><code class=\"language-c\">c</code></pre><blockquote expandable>q</blockquote>";
    checked.execute(
        td,
        &functions::ParseTextEntities {
            text: html.into(),
            parse_mode: enums::TextParseMode::Html,
        },
    );
    let bold = types::TextEntity {
        offset: 0,
        length: 1,
        r#type: enums::TextEntityType::Bold,
    };
    let marked = types::FormattedText {
        text: "bc".into(),
        entities: vec![bold],
    };
    checked.execute(td, &functions::GetMarkdownText { text: marked });
    for country_code in ["DE", "x"] {
        let country_code = country_code.into();
        checked.execute(td, &functions::GetCountryFlagEmoji { country_code });
    }
    for file_name in ["a.png", "a.pdf", "a", "../b\0.tgz"] {
        checked.execute(
            td,
            &functions::GetFileMimeType {
                file_name: file_name.into(),
            },
        );
        checked.execute(
            td,
            &functions::CleanFileName {
                file_name: file_name.into(),
            },
        );
    }
    for mime_type in ["image/png", "none/none"] {
        checked.execute(
            td,
            &functions::GetFileExtension {
                mime_type: mime_type.into(),
            },
        );
    }
    for json in [
        "null",
        "[1,2.5,true,\"a\",{\"b\":[]}]",
        "{\"a\":{\"b\":null}}",
        "not JSON",
    ] {
        checked.execute(td, &functions::GetJsonValue { json: json.into() });
    }
    let members = vec![types::JsonObjectMember {
        key: "a".into(),
        value: types::JsonValueNumber { value: 0.5 }.into(),
    }];
    let json_value: enums::JsonValue = types::JsonValueObject { members }.into();
    checked.execute(td, &functions::GetJsonString { json_value });
    checked.execute(
        td,
        &functions::GetThemeParametersJsonString { theme: theme() },
    );
    checked.execute(
        td,
        &functions::GetChatFolderDefaultIconName { folder: folder() },
    );
    for quote in ["b", "z"] {
        let call = functions::SearchQuote {
            text: text("a b c"),
            quote: text(quote),
            quote_position: 0,
        };
        checked.execute(td, &call);
    }
    for name in ["name", ""] {
        checked.execute(
            td,
            &functions::CheckQuickReplyShortcutName { name: name.into() },
        );
    }
    let call = functions::GetLanguagePackString {
        language_pack_database_path: "/nowhere".into(),
        localization_target: "tdesktop".into(),
        language_pack_id: "en".into(),
        key: "lng_language_name".into(),
    };
    checked.execute(td, &call);
    checked.execute(
        td,
        &functions::GetPushReceiverId {
            payload: "{}".into(),
        },
    );
    for query in ["wo", "", "none"] {
        let call = functions::SearchStringsByPrefix {
            strings: vec!["hello world".into(), "word".into()],
            query: query.into(),
            limit: 5,
            return_none_for_empty_query: false,
        };
        checked.execute(td, &call);
    }
    for phone_number_prefix in ["+49301", "1", ""] {
        let call = functions::GetPhoneNumberInfoSync {
            language_code: "en".into(),
            phone_number_prefix: phone_number_prefix.into(),
        };
        checked.execute(td, &call);
    }
    for name in ["version", "commit_hash", "none"] {
        checked.execute(td, &functions::GetOption { name: name.into() });
    }
    checked.execute(td, &functions::GetLogStream);
    let stream = enums::LogStream::Empty;
    checked.execute(td, &functions::SetLogStream { log_stream: stream });
    checked.execute(td, &functions::GetLogVerbosityLevel);
    checked.execute(
        td,
        &functions::SetLogVerbosityLevel {
            new_verbosity_level: 0,
        },
    );
    checked.execute(td, &functions::GetLogTags);
    checked.execute(
        td,
        &functions::GetLogTagVerbosityLevel {
            tag: "td_requests".into(),
        },
    );
    let call = functions::SetLogTagVerbosityLevel {
        tag: "td_requests".into(),
        new_verbosity_level: 1,
    };
    checked.execute(td, &call);
    let call = functions::AddLogMessage {
        verbosity_level: 5,
        text: "a".into(),
    };
    checked.execute(td, &call);
    let error = types::Error {
        code: 7,
        message: "seven".into(),
    };
    checked.execute(td, &functions::TestReturnError { error });
}

fn asynchronous(checked: &mut Checked, td: &mut Tdjson) {
    let folder = tempfile::tempdir().unwrap();
    let id = td.create_client_id();
    checked.invoke(td, id, &functions::GetAuthorizationState);
    // This is answered when the parameters are set.
    td.send(id, &json::to_string(&offline()).unwrap());
    checked.invoke(td, id, &parameters(folder.path()));
    checked.invoke(td, id, &offline());
    checked.invoke(td, id, &functions::TestCallEmpty);
    checked.invoke(td, id, &functions::TestCallString { x: "é\n".into() });
    checked.invoke(td, id, &functions::TestCallBytes { x: vec![0, 255] });
    checked.invoke(td, id, &functions::TestCallVectorInt { x: vec![1, -1] });
    let ints = vec![types::TestInt { value: i32::MIN }];
    checked.invoke(td, id, &functions::TestCallVectorIntObject { x: ints });
    checked.invoke(
        td,
        id,
        &functions::TestCallVectorString {
            x: vec![String::new()],
        },
    );
    let strings = vec![types::TestString {
        value: "🙂".into()
    }];
    checked.invoke(
        td,
        id,
        &functions::TestCallVectorStringObject { x: strings },
    );
    checked.invoke(td, id, &functions::TestSquareInt { x: 12 });
    checked.invoke(td, id, &functions::TestUseUpdate);
    checked.invoke(td, id, &functions::GetCurrentState);
    let value = types::OptionValueInteger { value: i64::MAX };
    let option = functions::SetOption {
        name: "x_number".into(),
        value: Some(value.into()),
    };
    checked.invoke(td, id, &option);
    checked.invoke(
        td,
        id,
        &functions::GetOption {
            name: "x_number".into(),
        },
    );
    let proxy = functions::AddProxy {
        proxy: types::Proxy {
            server: "127.0.0.1".into(),
            port: 9,
            r#type: types::ProxyTypeSocks5 {
                username: "a".into(),
                password: String::new(),
            }
            .into(),
        },
        enable: false,
        comment: "none".into(),
    };
    checked.invoke(td, id, &proxy);
    checked.invoke(td, id, &functions::GetProxies);
    checked.invoke(td, id, &functions::EnableProxy { proxy_id: 99 });
    checked.invoke(td, id, &functions::DisableProxy);
    checked.invoke(td, id, &functions::RemoveProxy { proxy_id: 1 });
    checked.invoke(
        td,
        id,
        &functions::GetNetworkStatistics {
            only_current: false,
        },
    );
    checked.invoke(td, id, &functions::ResetNetworkStatistics);
    checked.invoke(td, id, &functions::GetStorageStatisticsFast);
    checked.invoke(td, id, &functions::SetAlarm { seconds: 0.0 });
    let no_key = functions::SetDatabaseEncryptionKey {
        new_encryption_key: Vec::new(),
    };
    checked.invoke(td, id, &no_key);
    checked.invoke(
        td,
        id,
        &functions::GetLocalizationTargetInfo { only_local: true },
    );
    // These need a login, so the answers are errors.
    checked.invoke(td, id, &functions::GetMe);
    checked.invoke(td, id, &functions::GetActiveSessions);
    checked.invoke(td, id, &functions::Close);
    while let Some(received) = td.receive(Duration::from_secs(5)) {
        let received: Json = received.parse().unwrap();
        let state = received
            .get("authorization_state")
            .and_then(Json::type_name);
        let is_closed = state == Some("authorizationStateClosed");
        checked.update(received);
        if is_closed {
            break;
        }
    }
}

fn theme() -> types::ThemeParameters {
    json::from_str(r#"{"@type":"themeParameters","text_color":255}"#).unwrap()
}

fn folder() -> types::ChatFolder {
    let folder = r#"{"name":{"text":{"text":"a"}},"include_bots":true}"#;
    json::from_str(folder).unwrap()
}
