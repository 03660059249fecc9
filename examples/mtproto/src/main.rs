//! A server on loopback, and a client that makes a photo the profile photo there.

use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::{Client, Error, photos};
use tokio::net::TcpListener;

/// The photo that the server has.
const PHOTO: i64 = 5_271_604_922_014_511_201;

// ANCHOR: main
#[tokio::main]
async fn main() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    println!("the server listens on {address}");
    tokio::spawn(photos::server(PHOTO).run(listener));

    let server = PrivateKey::example().public().clone();
    let mut client = Client::connect(address, &server, &photos::REGISTRY).await?;
    let config = photos::begin(&mut client).await?;
    println!("the client is connected to data centre {}", config.this_dc);

    println!("{:#?}", photos::set(&mut client, PHOTO).await?.photo);
    if let Err(error) = photos::set(&mut client, PHOTO + 1).await {
        println!("{error}");
    }
    Ok(())
}
// ANCHOR_END: main
