//! A server with one user and one photo, and the calls of a client.

use tl_runtime::value::{AnyObject, Registry};

use crate::crypto::rsa::PrivateKey;
use crate::message_id::unix_time;
use crate::tl::api::{self, enums, functions, types};
use crate::tl::mtproto::{self, types::RpcError};
use crate::{Client, Error, Server, refusal};

/// The messages that both sides know: the protocol's own, and the API.
pub static REGISTRY: Registry = Registry::chain(&mtproto::registry::TABLE, &api::registry::TABLE);

/// The layer of the API.
pub const LAYER: i32 = api::LAYER;

// ANCHOR: server
/// Returns a server with one user, who has the photo with this id.
#[must_use]
pub fn server(photo: i64) -> Server {
    type Any = Box<dyn AnyObject>;
    Server::new(PrivateKey::example(), &REGISTRY)
        .through::<functions::InvokeWithLayer<Any>>(|call| &call.query)
        .through::<functions::InitConnection<Any>>(|call| &call.query)
        .through::<functions::InvokeWithoutUpdates<Any>>(|call| &call.query)
        .on::<functions::help::GetConfig>(|_| Ok(config()))
        .on::<functions::photos::UpdateProfilePhoto>(move |call| update(&call.id, photo))
}

fn update(id: &enums::InputPhoto, photo: i64) -> Result<types::photos::Photo, RpcError> {
    let mut user = types::User::new(777_000);
    user.self_ = true;
    user.first_name = Some("Ada".into());
    let photo = match id {
        enums::InputPhoto::Empty => types::PhotoEmpty { id: 0 }.into(),
        enums::InputPhoto::Photo(known) if known.id == photo => {
            user.photo = Some(types::UserProfilePhoto::new(photo, 2));
            stored(known).into()
        }
        enums::InputPhoto::Photo(_) => return Err(refusal(400, "PHOTO_ID_INVALID")),
    };
    Ok(types::photos::Photo {
        photo,
        users: vec![user.into()],
    })
}
// ANCHOR_END: server

fn stored(known: &types::InputPhoto) -> types::Photo {
    let size = types::PhotoSize {
        r#type: "x".into(),
        w: 640,
        h: 640,
        size: 51_200,
    };
    types::Photo::new(
        known.id,
        known.access_hash,
        known.file_reference.clone(),
        1_600_000_000,
        vec![size.into()],
        2,
    )
}

fn config() -> types::Config {
    types::Config {
        date: unix_time(),
        expires: unix_time().saturating_add(3600),
        this_dc: 2,
        caption_length_max: 1024,
        message_length_max: 4096,
        ..types::Config::default()
    }
}

// ANCHOR: client
/// Introduces the client, and requests the server's configuration: calls in a call.
///
/// # Errors
/// As [`Client::invoke`].
pub async fn begin(client: &mut Client) -> Result<types::Config, Error> {
    let call = functions::InvokeWithLayer {
        layer: LAYER,
        query: functions::InitConnection::new(
            1,
            "loopback".into(),
            "1".into(),
            "1".into(),
            "en".into(),
            String::new(),
            "en".into(),
            functions::help::GetConfig,
        ),
    };
    client.invoke(&call).await
}

/// Makes a photo on the server the profile photo.
///
/// # Errors
/// As [`Client::invoke`]; `PHOTO_ID_INVALID` if the server does not have the photo.
pub async fn set(client: &mut Client, photo: i64) -> Result<types::photos::Photo, Error> {
    let id = types::InputPhoto {
        id: photo,
        access_hash: -1,
        file_reference: vec![0x01, 0x5f],
    };
    let call = functions::photos::UpdateProfilePhoto::new(id.into());
    client.invoke(&call).await
}
// ANCHOR_END: client
