//! gramjs with our server: the example on the page of `photos.updateProfilePhoto`.

use std::process::Command;

use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::photos;

use crate::support::{PHOTO, Running, script};

/// Runs the example of the page with this photo, and returns its output; `None` if gramjs is not available.
async fn page(photo: i64) -> Option<String> {
    let modules = example_peers::npm(env!("CARGO_TARGET_TMPDIR"), "telegram@2.26.22")?;
    let server = Running::new(photos::server(PHOTO)).await;
    let key = PrivateKey::example().public().clone();
    let description = key.description(server.address.port(), photo).unwrap();
    let mut node = Command::new("node");
    node.arg(script("page.js"))
        .arg(description)
        .env("NODE_PATH", modules);
    let output = tokio::task::spawn_blocking(move || node.output())
        .await
        .unwrap()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_page_prints_the_photo() {
    let Some(printed) = page(PHOTO).await else {
        return;
    };
    for part in [
        "className: 'photos.Photo'",
        "className: 'Photo'",
        &format!("value: {PHOTO}n"),
        "fileReference: <Buffer 01 5f>",
        "date: 1600000000",
        "firstName: 'Ada'",
        "self: true",
    ] {
        assert!(printed.contains(part), "no {part} in\n{printed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_page_throws_where_there_is_no_such_photo() {
    let Some(printed) = page(PHOTO + 1).await else {
        return;
    };
    assert_eq!(printed.trim(), "400 PHOTO_ID_INVALID");
}
