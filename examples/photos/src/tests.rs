//! Tests of the calls from end to end.

use crate::client::Client;
use crate::server::Server;
use crate::tl::{enums, functions, types};
use crate::update;

fn photo(id: i64) -> types::InputPhoto {
    types::InputPhoto {
        id,
        access_hash: -1,
        file_reference: vec![0x01, 0x5f],
    }
}

#[test]
fn the_photo_that_the_client_names_becomes_the_profile_photo() {
    let mut client = Client::new(Server::with_photo(7));
    let answer = update(&mut client, photo(7)).unwrap();
    let enums::Photo::Photo(stored) = answer.photo else {
        panic!("{answer:?}")
    };
    assert_eq!((stored.id, stored.access_hash), (7, -1));
    let [enums::User::User(user)] = &answer.users[..] else {
        panic!("{:?}", answer.users)
    };
    let shown = user.photo.as_deref();
    let Some(enums::UserProfilePhoto::Photo(shown)) = shown else {
        panic!("{shown:?}")
    };
    assert_eq!(shown.photo_id, 7);
}

#[test]
fn a_photo_that_the_server_does_not_have_is_refused() {
    let mut client = Client::new(Server::with_photo(7));
    let error = update(&mut client, photo(8)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server refuses: 400 PHOTO_ID_INVALID"
    );
}

#[test]
fn the_profile_photo_can_be_removed() {
    let mut client = Client::new(Server::with_photo(7));
    let call = functions::photos::UpdateProfilePhoto {
        id: enums::InputPhoto::Empty,
    };
    let answer = client.invoke(&call).unwrap();
    assert_eq!(answer.photo, types::PhotoEmpty { id: 0 }.into());
}
