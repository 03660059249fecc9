//! Our client with our server.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::tl::api::{enums, functions, types};
use mtproto_example::{Client, Error, Server, photos};
use tl_runtime::Identify;
use tl_runtime::value::AnyObject;

use crate::support::{PHOTO, Running};

#[tokio::test]
async fn the_photo_that_the_client_names_becomes_the_profile_photo() {
    let server = Running::new(photos::server(PHOTO)).await;
    let mut client = server.client().await.unwrap();
    let config = photos::begin(&mut client).await.unwrap();
    assert_eq!(config.this_dc, 2);

    let answer = photos::set(&mut client, PHOTO).await.unwrap();
    let enums::Photo::Photo(photo) = answer.photo else {
        panic!("{answer:?}")
    };
    assert_eq!(photo.id, PHOTO);
    let [enums::User::User(user)] = &answer.users[..] else {
        panic!("{:?}", answer.users)
    };
    assert_eq!(user.photo.as_ref().map(|shown| shown.photo_id), Some(PHOTO));
}

#[tokio::test]
async fn a_photo_that_the_server_does_not_have_is_refused() {
    let server = Running::new(photos::server(PHOTO)).await;
    let mut client = server.client().await.unwrap();
    for _ in 0..3 {
        let error = photos::set(&mut client, PHOTO + 1).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the server refuses: 400 PHOTO_ID_INVALID"
        );
    }
    photos::set(&mut client, PHOTO).await.unwrap();
}

#[tokio::test]
async fn what_has_no_handler_is_refused() {
    let server = Running::new(Server::new(PrivateKey::example(), &photos::REGISTRY)).await;
    let mut client = server.client().await.unwrap();
    let calls = [
        photos::begin(&mut client).await.unwrap_err(),
        photos::set(&mut client, PHOTO).await.unwrap_err(),
    ];
    for error in calls {
        assert_eq!(
            error.to_string(),
            "the server refuses: 501 METHOD_NOT_IMPLEMENTED"
        );
    }
}

#[tokio::test]
async fn a_client_that_has_the_key_of_another_server_goes() {
    let server = Running::new(photos::server(PHOTO)).await;
    let mut client = server.client().await.unwrap();
    photos::set(&mut client, PHOTO).await.unwrap();
    let address = server.stop().await;

    // The server that replaces it does not know the client.
    let server = Running::at(address, photos::server(PHOTO)).await;
    let mut resumed = Client::resume(address, client.key(), &photos::REGISTRY)
        .await
        .unwrap();
    let error = photos::set(&mut resumed, PHOTO).await.unwrap_err();
    assert!(matches!(error, Error::Code(404)), "{error}");
    server.check().await;
}

#[tokio::test]
async fn a_key_outlives_a_server_and_a_wrong_salt_is_mended() {
    let first = photos::server(PHOTO);
    let keys = first.keys();
    let server = Running::new(first).await;
    let key = server.client().await.unwrap().key();
    let address = server.stop().await;

    let _server = Running::at(address, photos::server(PHOTO).with_keys(keys)).await;
    // The client begins with the salt 0.
    let mut client = Client::resume(address, key, &photos::REGISTRY)
        .await
        .unwrap();
    for _ in 0..3 {
        photos::set(&mut client, PHOTO).await.unwrap();
    }
}

#[tokio::test]
async fn a_long_answer_arrives_compressed_or_not() {
    // Text that gzip shortens, and text that it does not.
    let texts = [
        "a".repeat(1 << 20),
        noise(1 << 18),
        noise(400),
        String::new(),
    ];
    let number = Arc::new(AtomicU32::new(0));
    let (counter, answers) = (Arc::clone(&number), texts.clone());
    let server = Server::new(PrivateKey::example(), &photos::REGISTRY)
        .on::<functions::help::GetConfig>(move |_| {
            let number = counter.fetch_add(1, Ordering::Relaxed) as usize;
            Ok(types::Config {
                me_url_prefix: answers[number].clone(),
                ..types::Config::default()
            })
        });
    let server = Running::new(server).await;
    let mut client = server.client().await.unwrap();
    for text in texts {
        let config = client.invoke(&functions::help::GetConfig).await.unwrap();
        assert!(config.me_url_prefix == text, "{}", text.len());
    }
    assert_eq!(number.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_call_goes_through_all_that_it_is_in() {
    let server = Running::new(photos::server(PHOTO)).await;
    let mut client = server.client().await.unwrap();
    let call = functions::InvokeWithoutUpdates {
        query: functions::InvokeWithLayer {
            layer: 198,
            query: functions::help::GetConfig,
        },
    };
    assert_eq!(client.invoke(&call).await.unwrap().this_dc, 2);

    // At the maximum depth, and deeper.
    let nested = |depth| {
        let mut call: Box<dyn AnyObject> = Box::new(functions::help::GetConfig);
        for layer in 0..depth {
            call = Box::new(functions::InvokeWithLayer { layer, query: call });
        }
        functions::InvokeWithoutUpdates { query: call }
    };
    for (depth, is_answered) in [(0, true), (100, true), (200, false), (2000, false)] {
        let query = nested(depth).query;
        let call = tl_runtime::to_bytes(&query).unwrap();
        let answer = client.exchange(&call).await.unwrap();
        let is_config = tl_runtime::peek_id(&answer) == Some(types::Config::ID);
        assert_eq!(is_config, is_answered, "{depth}");
    }
}

#[tokio::test]
async fn the_server_listens_on_loopback_only() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    assert!(photos::server(PHOTO).run(listener).await.is_err());
}

/// Returns text without repetitions.
fn noise(length: usize) -> String {
    let mut seed = 1_u64;
    let mut letter = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from((seed >> 57) as u8)
    };
    (0..length).map(|_| letter()).collect()
}
