//! tlgen: the code of `tl_codegen::generate` for the generated crate alone, and a build script with
//! `tl_codegen::Builder` for a new project.

use std::fs;

use tl_codegen::{Config, Role};

use super::project::home;
use super::{Json, Source, SourceFile};
use crate::{Result, schema};

pub(super) fn source(derives: Option<&str>) -> Result<Source> {
    let text = schema::text()?;
    let here = |folder: &str| {
        format!(
            "{folder} = {{ package = {:?}, path = {:?} }}\n",
            folder.replace("tl-", "tlgen-"),
            home().join("..").join(folder)
        )
    };
    let runtime = here("tl-runtime");
    let with_serde = runtime.replace(" }", ", features = [\"serde\"] }");
    let generator = here("tl-codegen");
    let manifest = format!("[dependencies]\n{runtime}\n[build-dependencies]\n{generator}");
    let list = derives;
    let derives = list.map_or_else(String::new, |list| format!(".derives({list:?})"));
    let chosen: String = SOME.iter().map(|name| format!(".only({name:?})")).collect();
    let client = format!("{derives}.role(tl_codegen::Role::Client){chosen}");
    // A library, so that all of it is compiled, as for grammers.
    let script = |options: &str| -> Vec<SourceFile> {
        vec![
            ("app/src/lib.rs".into(), INCLUDE.into()),
            ("app/build.rs".into(), BUILD.replace("OPTIONS", options)),
            ("app/api.tl".into(), text.clone()),
        ]
    };
    let api = forms(&text, list)?;
    let committed = api.iter().filter(|(path, _)| path == "api/src/lib.rs");
    let committed = committed.map(|(_, code)| ("app/src/api.rs".into(), code.clone()));
    let mut committed: Vec<SourceFile> = committed.collect();
    committed.push(("app/src/lib.rs".into(), "pub mod api;\n".into()));
    Ok(Source {
        api_dependencies: runtime.clone(),
        api,
        forms: &["client", "flat", "some", "some-flat", "one"],
        json: Some(Json {
            dependencies: with_serde,
            crates: &["json", "json-alone", "json-client"],
            files: json()?,
        }),
        user: USER,
        user_dependencies: runtime.clone(),
        first_manifest: manifest.clone(),
        first_main: "use app::api;",
        first: script(&derives),
        other_firsts: vec![
            (manifest, script(&client)),
            (format!("[dependencies]\n{runtime}"), committed),
        ],
    })
}

/// Functions that a chat client calls.
const SOME: [&str; 20] = [
    "auth.sendCode",
    "auth.signIn",
    "users.getFullUser",
    "users.getUsers",
    "messages.getDialogs",
    "messages.getHistory",
    "messages.sendMessage",
    "messages.sendMedia",
    "messages.editMessage",
    "messages.deleteMessages",
    "messages.readHistory",
    "messages.forwardMessages",
    "messages.search",
    "contacts.getContacts",
    "contacts.resolveUsername",
    "channels.getParticipants",
    "updates.getState",
    "updates.getDifference",
    "upload.getFile",
    "upload.saveFilePart",
];

/// Returns the files of the crate in all its forms.
fn forms(text: &str, derives: Option<&str>) -> Result<Vec<SourceFile>> {
    let client = Config {
        derives: derives.map(str::parse).transpose()?.into_iter().collect(),
        role: Some(Role::Client),
        ..Config::default()
    };
    let all = Config {
        role: None,
        ..client.clone()
    };
    let flat = |config: &Config| Config {
        flat: vec!["*".into()],
        ..config.clone()
    };
    let some = Config {
        only: SOME.map(Into::into).into(),
        ..client.clone()
    };
    let one = Config {
        only: vec!["users.getUsers".into()],
        ..client.clone()
    };
    let forms = [
        ("api", &all),
        ("client", &client),
        ("flat", &flat(&client)),
        ("some", &some),
        ("some-flat", &flat(&some)),
        ("one", &one),
    ];
    let code = |(name, config)| -> Result<SourceFile> {
        let code = schema::generate_with(text, config)?;
        Ok((format!("{name}/src/lib.rs"), code))
    };
    forms.map(code).into_iter().collect()
}

/// Returns the crates for TDLib's own schema, which has JSON and is larger, or for Telegram's API if it is
/// absent.
fn json() -> Result<Vec<SourceFile>> {
    let text = match fs::read_to_string(home().join("../../shared/schemas/telegram/td_api.tl")) {
        Ok(text) => text,
        Err(_) => schema::text()?,
    };
    let code = |name: &str, serde, role| -> Result<SourceFile> {
        let config = Config {
            binary: serde,
            json: true,
            serde,
            role,
            ..Config::default()
        };
        let code = schema::generate_with(&text, &config)?;
        Ok((format!("{name}/src/lib.rs"), code))
    };
    Ok(vec![
        code("json", true, None)?,
        code("json-alone", false, None)?,
        code("json-client", false, Some(Role::Client))?,
    ])
}

const BUILD: &str = "
fn main() {
    tl_codegen::Builder::new().schema(\"api.tl\")OPTIONS.compile().unwrap();
}
";

const INCLUDE: &str = "
pub mod api {
    tl_runtime::include_tl!(\"api\");
}
";

const USER: &str = r#"
use api::{enums, functions};

fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let enums::Updates::Updates(updates) = tl_runtime::from_bytes(bytes).ok()? else {
        return None;
    };
    let texts = updates.updates.into_iter().filter_map(|update| match update {
        enums::Update::NewMessage(new) => match new.message {
            enums::Message::Message(message) => Some(message.message),
            _ => None,
        },
        _ => None,
    });
    Some(texts.collect())
}

fn request(message: String) -> Vec<u8> {
    let mut request = functions::messages::SendMessage::new(enums::InputPeer::PeerSelf, message, 1);
    request.no_webpage = true;
    request.clear_draft = true;
    tl_runtime::to_bytes(&request).unwrap_or_default()
}

fn main() {
    let bytes = std::fs::read("updates").unwrap_or_default();
    for text in texts(&bytes).unwrap_or_default() {
        println!("{:?}", request(text));
    }
}
"#;
