//! grammers-tl-types with its default features: Debug, Clone, PartialEq, From and TryFrom; types are decoded
//! and encoded, functions are encoded.

use std::fs;

use super::{Json, Source, SourceFile};
use crate::{Result, schema};

pub(super) fn source() -> Result<Source> {
    Ok(Source {
        api_dependencies: String::new(),
        api: api("api", false)?,
        forms: &[],
        json: Some(Json {
            dependencies: JSON_DEPENDENCIES.into(),
            crates: &["json"],
            files: api("json", true)?,
        }),
        user: USER,
        user_dependencies: String::new(),
        first_manifest: "[dependencies]\ngrammers-tl-types = \"=0.11.0\"\n".into(),
        first_main: "use grammers_tl_types as api;",
        first: Vec::new(),
        other_firsts: Vec::new(),
    })
}

/// The dependencies of its feature `impl-serde`.
const JSON_DEPENDENCIES: &str = "serde = \"1\"\nserde_bytes = \"0.11\"\nserde_derive = \"1\"\n";

/// Returns the package in a folder, with the generated code in place of its build script.
fn api(folder: &str, serde: bool) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for file in fs::read_dir(schema::grammers_package().join("src"))? {
        let file = file?;
        let text = fs::read_to_string(file.path())?
            .replace("concat!(env!(\"OUT_DIR\"), \"/", "concat!(\"../generated/");
        let text = if serde {
            text.replace("feature = \"impl-serde\"", "all()")
        } else {
            text
        };
        let name = file
            .file_name()
            .into_string()
            .map_err(|_| "a name that is no text")?;
        files.push((format!("{folder}/src/{name}"), text));
    }
    let text = schema::text()?;
    let outputs = schema::grammers(&text, serde)?;
    for (name, bytes) in [
        ("common", outputs.common),
        ("types", outputs.types),
        ("functions", outputs.functions),
        ("enums", outputs.enums),
    ] {
        files.push((
            format!("{folder}/generated/generated_{name}.rs"),
            String::from_utf8(bytes)?,
        ));
    }
    Ok(files)
}

const USER: &str = r#"
use api::{Deserializable, Serializable, enums, functions};

fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let enums::Updates::Updates(updates) = enums::Updates::from_bytes(bytes).ok()? else {
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
    functions::messages::SendMessage {
        no_webpage: true,
        silent: false,
        background: false,
        clear_draft: true,
        noforwards: false,
        update_stickersets_order: false,
        invert_media: false,
        allow_paid_floodskip: false,
        peer: enums::InputPeer::PeerSelf,
        reply_to: None,
        message,
        random_id: 1,
        reply_markup: None,
        entities: None,
        schedule_date: None,
        schedule_repeat_period: None,
        send_as: None,
        quick_reply_shortcut: None,
        effect: None,
        allow_paid_stars: None,
        suggested_post: None,
        rich_message: None,
    }
    .to_bytes()
}

fn main() {
    let bytes = std::fs::read("updates").unwrap_or_default();
    for text in texts(&bytes).unwrap_or_default() {
        println!("{:?}", request(text));
    }
}
"#;
