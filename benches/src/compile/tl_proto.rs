//! tl-proto: its derives on hand-written types, which [`tl_proto_api`] generates here. It has no From, no
//! TryFrom, and does not check that strings are UTF-8.

use super::{Source, tl_proto_api};
use crate::{Result, schema};

pub(super) fn source() -> Result<Source> {
    let text = schema::text()?;
    let programs = schema::parse(&text)?;
    let api = tl_proto_api::generate(&schema::resolve(&programs)?)?;
    let dependency = "tl-proto = \"=0.5.4\"\n";
    Ok(Source {
        api_dependencies: dependency.into(),
        api: vec![("api/src/lib.rs".into(), api.clone())],
        forms: &[],
        json: None,
        user: USER,
        user_dependencies: dependency.into(),
        first_manifest: format!("[dependencies]\n{dependency}"),
        first_main: "use app::api;",
        first: vec![
            ("app/src/lib.rs".into(), "pub mod api;\n".into()),
            ("app/src/api.rs".into(), api),
        ],
        other_firsts: Vec::new(),
    })
}

const USER: &str = r#"
use api::{functions, types};

fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let types::Updates::Updates { updates, .. } = tl_proto::deserialize(bytes).ok()? else {
        return None;
    };
    let texts = updates.0.into_iter().filter_map(|update| match update {
        types::Update::UpdateNewMessage { message, .. } => match message {
            types::Message::Message { message, .. } => String::from_utf8(message).ok(),
            _ => None,
        },
        _ => None,
    });
    Some(texts.collect())
}

fn request(message: String) -> Vec<u8> {
    tl_proto::serialize(functions::MessagesSendMessage {
        flags: (),
        no_webpage: Some(()),
        silent: None,
        background: None,
        clear_draft: Some(()),
        noforwards: None,
        update_stickersets_order: None,
        invert_media: None,
        allow_paid_floodskip: None,
        peer: types::InputPeer::InputPeerSelf,
        reply_to: None,
        message: message.into(),
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
    })
}

fn main() {
    let bytes = std::fs::read("updates").unwrap_or_default();
    for text in texts(&bytes).unwrap_or_default() {
        println!("{:?}", request(text));
    }
}
"#;
