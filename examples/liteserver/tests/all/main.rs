//! Tests of the server and the client: with each other, with garbage, and with tonlib.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends by panicking"
)]

mod faults;
mod own;
mod tonlib;

use std::net::SocketAddr;
use std::time::Duration;

use liteserver_example::chain::Chain;
use liteserver_example::{Client, Server};
use tokio::net::TcpListener;

/// Starts a server in the background.
async fn server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(Server::new(Chain::example()).run(listener));
    address
}

/// Asserts that the server still works.
async fn check(address: SocketAddr) {
    let mut client = Client::connect(address).await.unwrap();
    let block = client.block(Chain::example().start).await.unwrap();
    assert_eq!(block.data().unwrap().data, Chain::example().data);
}

/// Waits for a future with a time limit.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future)
        .await
        .unwrap()
}
