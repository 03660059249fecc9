//! Our client with a server that sends garbage: it must return an error and terminate.

use std::net::SocketAddr;
use std::time::Duration;

use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::tl::api::functions;
use mtproto_example::tl::mtproto::types;
use mtproto_example::{Client, Error, Server, photos};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{PHOTO, Running, soon};

/// Starts a server that sends only these bytes, and then waits or closes the connection.
async fn says(bytes: &'static [u8], goes: bool) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        // Four bytes for the framing; then a length and `req_pq_multi`.
        let mut first = [0; 48];
        stream.read_exact(&mut first).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        if !goes {
            tokio::time::sleep(Duration::from_secs(3600)).await;
        }
    });
    address
}

async fn connect(address: SocketAddr) -> Result<Client, Error> {
    let key = PrivateKey::example().public().clone();
    soon(Client::connect(address, &key, &photos::REGISTRY)).await
}

#[tokio::test]
async fn a_server_that_says_no_packet() {
    let cases: [(&[u8], &str); 6] = [
        (
            b"",
            "the other side breaks the protocol: the server has gone",
        ),
        (
            b"HT",
            "the other side breaks the protocol: the server has gone",
        ),
        (
            b"HTTP/1.1 400 Bad Request\r\n\r\n",
            "the other side breaks the protocol: a packet is too long",
        ),
        (
            &[0, 0, 0, 0x80],
            "the other side breaks the protocol: a packet is too long",
        ),
        (
            &[8, 0, 0, 0, 1, 2],
            "the other side breaks the protocol: the connection ends within a packet",
        ),
        (
            &[4, 0, 0, 0, 0x6c, 0xfe, 0xff, 0xff],
            "the other side ends the connection: 404",
        ),
    ];
    for (bytes, expected) in cases {
        let error = connect(says(bytes, true).await).await.unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_server_that_says_half_a_packet_and_waits() {
    let address = says(&[8, 0, 0, 0, 1, 2], false).await;
    assert!(matches!(
        connect(address).await.unwrap_err(),
        Error::TimedOut
    ));
}

#[tokio::test]
async fn a_server_that_answers_another_question() {
    // After the 20 bytes at the beginning of a plain packet: garbage, and a pong.
    let garbage = [&[28, 0, 0, 0][..], &[0; 16], &[8, 0, 0, 0], &[0xaa; 8]].concat();
    let pong = [
        &[40, 0, 0, 0][..],
        &[0; 16],
        &[20, 0, 0, 0],
        &0x3477_73c5_u32.to_le_bytes(),
        &[0; 16],
    ];
    for bytes in [garbage, pong.concat()] {
        let error = connect(says(bytes.leak(), true).await).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
    }
}

/// A modification of one packet from the server.
type Tamper = fn(&mut Vec<u8>);

/// Starts a proxy to our server that modifies one of its packets.
async fn proxy(server: SocketAddr, number: usize, tamper: Tamper) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (client, _) = listener.accept().await.unwrap();
        let (mut from_client, mut to_client) = client.into_split();
        let server = TcpStream::connect(server).await.unwrap();
        let (mut from_server, mut to_server) = server.into_split();
        tokio::spawn(async move { tokio::io::copy(&mut from_client, &mut to_server).await });
        let mut count = 0;
        while let Ok(length) = from_server.read_u32_le().await {
            let mut packet = vec![0; length as usize];
            from_server.read_exact(&mut packet).await.unwrap();
            if count == number {
                tamper(&mut packet);
            }
            count += 1;
            to_client.write_u32_le(packet.len() as u32).await.unwrap();
            // The client may have disconnected.
            if to_client.write_all(&packet).await.is_err() {
                break;
            }
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn every_packet_of_the_server_is_checked() {
    let server = Running::new(photos::server(PHOTO)).await;
    // Three packets of the exchange, and the answers to two calls.
    let tampers: [(&str, Tamper); 8] = [
        ("nothing", |packet| packet.clear()),
        ("the first byte", |packet| packet[0] ^= 1),
        ("the last byte but 15", |packet| {
            let place = packet.len() - 16;
            packet[place] ^= 1;
        }),
        ("the middle", |packet| {
            let place = packet.len() / 2;
            packet[place] ^= 0x80;
        }),
        ("half", |packet| packet.truncate(packet.len() / 2)),
        ("all but a block", |packet| {
            packet.truncate(packet.len() - 16)
        }),
        ("zeros", |packet| packet.fill(0)),
        ("ones", |packet| packet.fill(0xff)),
    ];
    for number in 0..5 {
        for (what, tamper) in tampers {
            let address = proxy(server.address, number, tamper).await;
            let calls = async {
                let mut client = connect(address).await?;
                photos::set(&mut client, PHOTO).await?;
                photos::set(&mut client, PHOTO).await
            };
            let result = soon(calls).await;
            assert!(result.is_err(), "{what} of packet {number}");
        }
    }
    // The server must not be affected.
    server.check().await;
}

#[tokio::test]
async fn an_answer_that_is_none_of_the_function() {
    let answers: [&[u8]; 5] = [
        b"",
        &[1, 2, 3],
        &[0xb5, 0x75, 0x72, 0x99],
        &[0x31, 0x1a, 0x24, 0xcc],
        // A gzip_packed that does not contain gzip.
        &[0xa1, 0xcf, 0x72, 0x30, 3, 1, 2, 3],
    ];
    for answer in answers {
        let server = Server::new(PrivateKey::example(), &photos::REGISTRY);
        let server = Running::new(server.otherwise(|_| Ok(answer.to_vec()))).await;
        let mut client = server.client().await.unwrap();
        let error = client
            .invoke(&functions::help::GetConfig)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Decode(_) | Error::Io(_)), "{error}");
    }
}

#[tokio::test]
async fn an_answer_that_is_small_only_while_it_is_compressed() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..100 {
        encoder.write_all(&zeros).unwrap();
    }
    let bomb = tl_runtime::to_bytes(&types::GzipPacked {
        packed_data: encoder.finish().unwrap(),
    });
    let bomb = bomb.unwrap();
    let server = Server::new(PrivateKey::example(), &photos::REGISTRY);
    let server = Running::new(server.otherwise(move |_| Ok(bomb.clone()))).await;
    let mut client = server.client().await.unwrap();
    let error = client
        .invoke(&functions::help::GetConfig)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the other side breaks the protocol: a compressed object is too long"
    );
}

#[tokio::test]
async fn a_server_that_does_not_answer() {
    let server = Server::new(PrivateKey::example(), &photos::REGISTRY).otherwise(|_| {
        std::thread::sleep(Duration::from_millis(500));
        Ok(Vec::new())
    });
    let server = Running::new(server).await;
    let mut client = server
        .client()
        .await
        .unwrap()
        .with_time(Duration::from_millis(50));
    let error = client
        .invoke(&functions::help::GetConfig)
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::TimedOut | Error::Decode(_)),
        "{error}"
    );
}
