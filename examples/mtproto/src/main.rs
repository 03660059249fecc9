//! Runs a server on loopback, and a client that sets a photo as the profile photo there. With the argument
//! `serve`, runs only the server, and prints what clients need to know.

use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::{Client, Error, photos};
use tokio::net::TcpListener;

/// The id of the photo on the server.
const PHOTO: i64 = 5_271_604_922_014_511_201;

// ANCHOR: main
#[tokio::main]
async fn main() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let key = PrivateKey::example().public().clone();
    let server = photos::server(PHOTO).run(listener);
    if std::env::args().nth(1).as_deref() == Some("serve") {
        let port = address.port();
        println!("{}", key.description(port, PHOTO)?);
        return server.await;
    }

    println!("the server listens on {address}");
    tokio::spawn(server);
    let mut client = Client::connect(address, &key, &photos::REGISTRY).await?;
    let config = photos::begin(&mut client).await?;
    println!("the client is connected to data centre {}", config.this_dc);

    println!("{:#?}", photos::set(&mut client, PHOTO).await?.photo);
    if let Err(error) = photos::set(&mut client, PHOTO + 1).await {
        println!("{error}");
    }
    Ok(())
}
// ANCHOR_END: main
