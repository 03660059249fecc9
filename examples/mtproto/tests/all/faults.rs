//! Faults that a server must survive: it keeps running with bounded memory and serves other clients.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use example_peers::resident_kilobytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use mtproto_example::frames::{Container, Message, RpcResult};
use mtproto_example::packets::Packets;
use mtproto_example::tl::api::{functions, types as api};
use mtproto_example::tl::mtproto::{functions as service, types};
use mtproto_example::{Client, Error, Server, photos};
use tl_runtime::{Identify, from_bytes, peek_id, to_bytes};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::support::{PHOTO, Raw, Running, soon};

/// Both ways to begin a connection.
const BEGINNINGS: [&[u8]; 2] = [&[], &[0xee; 4]];

/// Sends bytes, and returns everything that the server sends until it closes the connection.
async fn say(server: &Running, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    // The server may have closed the connection already.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = soon(stream.read_to_end(&mut answer)).await;
    answer
}

#[tokio::test]
async fn garbage() {
    let server = Running::new(photos::server(PHOTO)).await;
    let mut seed = 1_u64;
    for length in [0, 1, 3, 4, 5, 12, 40, 1000, 100_000] {
        for beginning in BEGINNINGS {
            let mut garbage = beginning.to_vec();
            for _ in 0..length {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                garbage.push((seed >> 56) as u8);
            }
            assert!(say(&server, &garbage).await.is_empty());
        }
    }
    assert!(say(&server, b"GET / HTTP/1.1\r\n\r\n").await.is_empty());
    server.check().await;
}

#[tokio::test]
async fn garbage_in_a_right_packet() {
    let server = Running::new(photos::server(PHOTO)).await;
    let plain = |body: &[u8]| [&[0; 16], &(body.len() as u32).to_le_bytes()[..], body].concat();
    let out_of_order = service::SetClientDhParams {
        nonce: [0; 16],
        server_nonce: [0; 16],
        encrypted_data: vec![0; 32],
    };
    let packets = [
        vec![0; 8],
        vec![0; 100],
        plain(&[]),
        plain(&[0xaa; 8]),
        // A call out of order, and a length that exceeds the packet.
        plain(&to_bytes(&out_of_order).unwrap()),
        [&[0; 16][..], &[0xff; 8]].concat(),
    ];
    for packet in packets {
        let framed = [
            &[0xee; 4],
            &(packet.len() as u32).to_le_bytes()[..],
            &packet,
        ]
        .concat();
        assert!(say(&server, &framed).await.is_empty(), "{packet:?}");
    }
    server.check().await;
}

#[tokio::test]
async fn half_a_packet() {
    let server = Running::new(photos::server(PHOTO)).await;
    // Some disconnect, and some stay for as long as possible.
    let mut waiting = Vec::new();
    for beginning in BEGINNINGS {
        let half = [beginning, &[100, 0, 0, 0, 1, 2, 3]].concat();
        assert!(say(&server, &half).await.is_empty());
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(&half).await.unwrap();
        waiting.push(stream);
    }
    server.check().await;
    for mut stream in waiting {
        let mut answer = Vec::new();
        soon(stream.read_to_end(&mut answer)).await.unwrap();
        assert!(answer.is_empty());
    }
    server.check().await;
}

#[tokio::test]
async fn a_packet_of_two_gigabytes() {
    let server = Running::new(photos::server(PHOTO)).await;
    for length in [1_u32 << 31, (1 << 31) - 1, u32::MAX, (1 << 20) + 1] {
        for beginning in BEGINNINGS {
            let mut stream = TcpStream::connect(server.address).await.unwrap();
            let huge = [beginning, &length.to_le_bytes(), &[0; 1000]].concat();
            stream.write_all(&huge).await.unwrap();
            // The server does not wait for the rest.
            let mut answer = Vec::new();
            let _ = soon(stream.read_to_end(&mut answer)).await;
            assert!(answer.is_empty());
        }
    }
    server.check().await;
}

#[tokio::test]
async fn two_hundred_packets_that_promise_a_megabyte() {
    let server = Running::new(photos::server(PHOTO)).await;
    let before = resident_kilobytes();
    let mut waiting = Vec::new();
    for number in 0..200 {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let promise = [
            BEGINNINGS[number % 2],
            &(1_u32 << 20).to_le_bytes(),
            &[0; 1000],
        ]
        .concat();
        stream.write_all(&promise).await.unwrap();
        waiting.push(stream);
    }
    server.check().await;
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        assert!(after < before + 100_000, "{before} kB, {after} kB");
    }
}

#[tokio::test]
async fn a_wrong_key() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let message = raw.message(&[0; 8]);
    let right = raw.seal(message);

    // The server answers an unknown key with a code.
    let mut unknown = right.clone();
    unknown[0] ^= 1;
    raw.packets.write(&unknown).await.unwrap();
    let error = raw.packets.read().await.unwrap_err();
    assert!(matches!(error, Error::Code(404)), "{error}");

    // A colliding key id or a modified packet ends the connection.
    for place in [8, 24, right.len() - 1] {
        let mut changed = right.clone();
        changed[place] ^= 1;
        let stream = TcpStream::connect(server.address).await.unwrap();
        let mut packets = Packets::connect(stream).await.unwrap();
        packets.write(&changed).await.unwrap();
        assert!(packets.read().await.unwrap().is_none(), "{place}");
    }
    server.check().await;
}

/// Returns a server that counts the requests for its configuration.
fn counted(count: &Arc<AtomicU32>) -> Server {
    let counter = Arc::clone(count);
    photos::server(PHOTO).on::<functions::help::GetConfig>(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok(api::Config::default())
    })
}

/// Whether one of these is an answer to a call.
fn answered(bodies: &[Vec<u8>]) -> bool {
    let mut ids = bodies.iter().map(|body| peek_id(body));
    ids.any(|id| id == Some(RpcResult::ID))
}

#[tokio::test]
async fn a_replay() {
    let count = Arc::default();
    let server = Running::new(counted(&count)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let call = to_bytes(&functions::help::GetConfig).unwrap();
    let message = raw.message(&call);
    let packet = raw.seal(message);
    raw.packets.write(&packet).await.unwrap();
    let answers = raw.receive().await;
    assert!(answered(&answers), "{answers:?}");

    // Over the same connection, and over another one.
    for _ in 0..2 {
        raw.packets.write(&packet).await.unwrap();
        let answers = raw.receive().await;
        let [ack] = &answers[..] else {
            panic!("{answers:?}")
        };
        assert_eq!(
            from_bytes::<types::MsgsAck>(ack).unwrap().msg_ids,
            [message.msg_id]
        );
        raw.connect(server.address).await;
    }
    assert_eq!(count.load(Ordering::Relaxed), 1);

    // The message in a container is still the same message.
    let container = to_bytes(&Container {
        messages: vec![message],
    })
    .unwrap();
    let outer = raw.message(&container);
    raw.send(outer).await;
    let answers = raw.receive().await;
    assert_eq!(peek_id(&answers[0]), Some(types::MsgsAck::ID));
    assert_eq!(count.load(Ordering::Relaxed), 1);
    server.check().await;
}

#[tokio::test]
async fn a_replay_after_the_session_or_the_server_has_ended() {
    let count = Arc::default();
    let first = counted(&count);
    let keys = first.keys();
    let server = Running::new(first).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let call = to_bytes(&functions::help::GetConfig).unwrap();
    let message = raw.message(&call);
    let packet = raw.seal(message);
    raw.packets.write(&packet).await.unwrap();
    raw.receive().await;

    // Another session ends this one.
    let mut other = Raw::new(server.address, key).await;
    let session_id = raw.session_id;
    let end = to_bytes(&service::DestroySession { session_id }).unwrap();
    let message = other.message(&end);
    other.send(message).await;
    let answers = other.receive().await;
    let ended = |body: &Vec<u8>| peek_id(body) == Some(types::DestroySessionOk::ID);
    assert!(answers.iter().any(ended), "{answers:?}");
    raw.packets.write(&packet).await.unwrap();
    let answers = raw.receive().await;
    assert!(!answered(&answers), "{answers:?}");

    // The next server has no sessions.
    let address = server.stop().await;
    let server = Running::at(address, counted(&count).with_keys(keys)).await;
    raw.connect(address).await;
    raw.packets.write(&packet).await.unwrap();
    let answers = raw.receive().await;
    let bad: types::BadServerSalt = from_bytes(&answers[0]).unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 1);

    // A message with the new salt is answered.
    raw.salt = bad.new_server_salt;
    let message = raw.message(&call);
    raw.send(message).await;
    assert!(answered(&raw.receive().await));
    assert_eq!(count.load(Ordering::Relaxed), 2);
    server.check().await;
}

#[tokio::test]
async fn messages_of_another_time_or_another_side() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let call = to_bytes(&service::Ping { ping_id: 5 }).unwrap();
    let now = raw.id();
    let hour = 3600 << 32;
    for (msg_id, code) in [
        (now - hour, 16),
        (4, 16),
        (i64::MIN, 16),
        (now + hour, 17),
        (i64::MAX - 3, 17),
        (now + 1, 18),
        (now + 3, 18),
    ] {
        let message = Message {
            msg_id,
            seqno: 1,
            body: &call,
        };
        raw.send(message).await;
        let answers = raw.receive().await;
        let last = answers.last().unwrap();
        let bad: types::BadMsgNotification = from_bytes(last).unwrap();
        assert_eq!((bad.bad_msg_id, bad.error_code), (msg_id, code));
    }
    server.check().await;
}

#[tokio::test]
async fn a_container_in_a_container_in_a_container() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let ping = to_bytes(&service::Ping { ping_id: 5 }).unwrap();
    let mut body = ping.clone();
    for _ in 0..2 {
        let messages = vec![raw.message(&body)];
        body = to_bytes(&Container { messages }).unwrap();
    }
    // The message next to it is answered.
    let (inner, beside) = (raw.message(&body), raw.message(&ping));
    let messages = vec![inner, beside];
    let container = to_bytes(&Container { messages }).unwrap();
    let outer = raw.message(&container);
    raw.send(outer).await;
    let answers = raw.receive().await;
    let bad = answers
        .iter()
        .find_map(|body| from_bytes::<types::BadMsgNotification>(body).ok());
    let bad = bad.unwrap();
    assert_eq!((bad.bad_msg_id, bad.error_code), (inner.msg_id, 64));
    let pong = answers
        .iter()
        .find_map(|body| from_bytes::<types::Pong>(body).ok())
        .unwrap();
    assert_eq!((pong.msg_id, pong.ping_id), (beside.msg_id, 5));
    server.check().await;
}

#[tokio::test]
async fn a_message_that_nobody_knows_spoils_no_other() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let bodies = [
        vec![0xaa; 8],
        Vec::new(),
        to_bytes(&types::GzipPacked {
            packed_data: vec![1, 2, 3],
        })
        .unwrap(),
        to_bytes(&functions::help::GetConfig).unwrap(),
    ];
    let messages: Vec<_> = bodies.iter().map(|body| raw.message(body)).collect();
    let ids: Vec<i64> = messages.iter().map(|message| message.msg_id).collect();
    let container = to_bytes(&Container { messages }).unwrap();
    let outer = raw.message(&container);
    raw.send(outer).await;
    let answers = raw.receive().await;
    let results: Vec<RpcResult<'_>> = answers
        .iter()
        .filter_map(|body| from_bytes(body).ok())
        .collect();
    assert_eq!(
        results
            .iter()
            .map(|result| result.req_msg_id)
            .collect::<Vec<_>>(),
        ids
    );
    let errors = [
        "INPUT_METHOD_INVALID",
        "INPUT_REQUEST_INVALID",
        "INPUT_REQUEST_INVALID",
    ];
    for (result, expected) in results.iter().zip(errors) {
        let error: types::RpcError = from_bytes(result.result).unwrap();
        assert_eq!(error.error_message, expected);
    }
    assert_eq!(peek_id(results[3].result), Some(api::Config::ID));
}

/// Returns gzip data that is a thousand times as long when unpacked.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..megabytes {
        encoder.write_all(&zeros).unwrap();
    }
    let packed_data = encoder.finish().unwrap();
    to_bytes(&types::GzipPacked { packed_data }).unwrap()
}

#[tokio::test]
async fn calls_that_are_small_only_while_they_are_compressed() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    let before = resident_kilobytes();
    let (small, large) = (bomb(1), bomb(100));
    let bodies = [&small, &large, &small, &large];
    let messages = bodies.map(|body| raw.message(body)).to_vec();
    let container = to_bytes(&Container { messages }).unwrap();
    let outer = raw.message(&container);
    raw.send(outer).await;
    let answers = raw.receive().await;
    let refused = answers
        .iter()
        .filter(|body| peek_id(body) == Some(RpcResult::ID));
    assert_eq!(refused.count(), 4);
    server.check().await;
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        assert!(after < before + 100_000, "{before} kB, {after} kB");
    }
}

#[tokio::test]
async fn a_container_that_claims_more_than_it_has() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let mut raw = Raw::new(server.address, key).await;
    for count in [1_u32, 1020, 0x7fff_ffff, u32::MAX] {
        let container = [Container::ID.to_le_bytes(), count.to_le_bytes()].concat();
        let message = raw.message(&container);
        raw.send(message).await;
        let answers = raw.receive().await;
        let bad: types::BadMsgNotification = from_bytes(answers.last().unwrap()).unwrap();
        assert_eq!(bad.error_code, 64);
    }
    server.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_connections_at_once() {
    let server = Running::new(photos::server(PHOTO)).await;
    let key = server.client().await.unwrap().key();
    let address = server.address;
    let mut clients = JoinSet::new();
    for number in 0..200 {
        clients.spawn(async move {
            let mut client = Client::resume(address, key, &photos::REGISTRY).await?;
            for _ in 0..5 {
                // Every other one requests a photo that does not exist.
                let result = photos::set(&mut client, PHOTO + number % 2).await;
                match (number % 2, result) {
                    (0, Ok(_)) | (1, Err(Error::Refused(_))) => {}
                    (_, result) => panic!("{number}: {result:?}"),
                }
            }
            Ok::<_, Error>(())
        });
    }
    let results = soon(clients.join_all()).await;
    assert_eq!(results.into_iter().filter(Result::is_ok).count(), 200);
    server.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_never_reads() {
    let text = noise();
    let answered = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&answered);
    let server = photos::server(PHOTO).on::<functions::help::GetConfig>(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok(api::Config {
            me_url_prefix: text.clone(),
            ..api::Config::default()
        })
    });
    let server = Running::new(server).await;
    let key = server.client().await.unwrap().key();
    let before = resident_kilobytes();
    let mut raw = Raw::new(server.address, key).await;
    let call = to_bytes(&functions::help::GetConfig).unwrap();
    // Each packet has twenty answers of 64 KiB, which is more than the sockets can hold.
    for _ in 0..500 {
        let messages = (0..20).map(|_| raw.message(&call)).collect();
        let container = to_bytes(&Container { messages }).unwrap();
        let outer = raw.message(&container);
        let packet = raw.seal(outer);
        let write = raw.packets.write(&packet);
        // The client is blocked, not the server.
        if tokio::time::timeout(Duration::from_millis(200), write)
            .await
            .is_err()
        {
            break;
        }
    }
    // Others are served, and meanwhile the server becomes idle.
    let mut rest = 0;
    while rest < 3 {
        let before = answered.load(Ordering::Relaxed);
        server.check().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let is_at_rest = answered.load(Ordering::Relaxed) == before;
        rest = if is_at_rest { rest + 1 } else { 0 };
    }
    let answered = answered.load(Ordering::Relaxed);
    assert!((20..5000).contains(&answered), "{answered}");
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        assert!(after < before + 100_000, "{before} kB, {after} kB");
    }
}

/// Returns text of 64 KiB that gzip makes half as long.
fn noise() -> String {
    let mut text = String::new();
    for number in 0_u64..4096 {
        text += &format!("{:016x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }
    text
}
