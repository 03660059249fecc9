//! Faults that the server and the client must survive.

use std::net::SocketAddr;
use std::time::Duration;

use example_peers::resident_kilobytes;
use liteserver_example::lite_api::functions::lite_server as functions;
use liteserver_example::{Client, Error};
use tl_runtime::to_bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::{check, server, soon};

/// Sends bytes, and returns everything that the server sends until it closes the connection.
async fn say(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may have closed the connection already.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = soon(stream.read_to_end(&mut answer)).await;
    answer
}

#[tokio::test]
async fn garbage_and_half_a_packet_and_one_of_two_gigabytes() {
    let address = server().await;
    for bytes in [
        &b""[..],
        b"GET / HTTP/1.1\r\n\r\n",
        &[100, 0, 0, 0, 1, 2],
        &[0, 0],
        &[0, 0, 0, 0x80],
        // One byte more than the longest query.
        &[1, 0, 1, 0, 1, 2],
        &[0xff; 1000],
    ] {
        assert!(say(address, bytes).await.is_empty(), "{bytes:?}");
        check(address).await;
    }
}

#[tokio::test]
async fn packets_that_wait_for_their_end_hold_nobody_up() {
    let address = server().await;
    let before = resident_kilobytes();
    let mut waiting = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&[0, 0, 1, 0, 1]).await.unwrap();
        waiting.push(stream);
    }
    check(address).await;
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        assert!(after < before + 50_000, "{before} kB, {after} kB");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_connections_at_once() {
    let address = server().await;
    let mut clients = JoinSet::new();
    for _ in 0..200 {
        clients.spawn(async move {
            let mut client = Client::connect(address).await?;
            for _ in 0..20 {
                client.invoke(&functions::GetMasterchainInfo).await?;
            }
            Ok::<_, Error>(())
        });
    }
    let results = soon(clients.join_all()).await;
    assert_eq!(results.into_iter().filter(Result::is_ok).count(), 200);
    check(address).await;
}

#[tokio::test]
async fn a_client_that_never_reads() {
    let address = server().await;
    let call = to_bytes(&functions::GetMasterchainInfo).unwrap();
    let query = to_bytes(&functions::Query { data: call }).unwrap();
    let packet = [&(query.len() as u32).to_le_bytes()[..], &query].concat();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let many = packet.repeat(10_000);
    let before = resident_kilobytes();
    let mut is_stopped = false;
    for _ in 0..100 {
        let write = stream.write_all(&many);
        // The client is blocked, not the server.
        if timeout(Duration::from_secs(1), write).await.is_err() {
            is_stopped = true;
            break;
        }
    }
    assert!(is_stopped, "the server reads without being read");
    check(address).await;
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        assert!(after < before + 50_000, "{before} kB, {after} kB");
    }
}

#[tokio::test]
async fn a_server_that_answers_nonsense() {
    let answers: [&'static [u8]; 6] = [
        &[],
        &[1, 2],
        &[0, 0, 0, 0x80],
        &[8, 0, 0, 0, 1, 2, 3],
        &[4, 0, 0, 0, 1, 2, 3, 4],
        // A `liteServer.error` that ends early.
        &[4, 0, 0, 0, 0x48, 0xe1, 0xa9, 0xbb],
    ];
    for answer in answers {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut query = [0; 16];
            stream.read_exact(&mut query).await.unwrap();
            stream.write_all(answer).await.unwrap();
        });
        let mut client = Client::connect(address).await.unwrap();
        let result = soon(client.invoke(&functions::GetTime)).await;
        assert!(
            matches!(result, Err(Error::Gone | Error::Io(_) | Error::Decode(_))),
            "{answer:?}: {result:?}"
        );
    }
}
