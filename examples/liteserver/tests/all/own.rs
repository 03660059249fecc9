//! Our client with our server.

use liteserver_example::chain::Chain;
use liteserver_example::lite_api::functions::lite_server as functions;
use liteserver_example::lite_api::types::lite_server as types;
use liteserver_example::{Client, Error, Server};
use tl_runtime::{Identify, from_bytes, peek_id, to_bytes};

use crate::server;

#[tokio::test]
async fn a_client_finds_the_newest_block_and_its_data() {
    let mut client = Client::connect(server().await).await.unwrap();
    let info = client.invoke(&functions::GetMasterchainInfo).await.unwrap();
    let chain = Chain::example();
    assert_eq!(info.last, chain.start);
    assert_eq!(info.init, chain.zero_state());

    let block = client.block(info.last.clone()).await.unwrap();
    let data = block.data().unwrap();
    assert_eq!((data.id, data.data), (chain.start, &chain.data[..]));

    // The generated type, which owns the bytes, has the same value.
    let owned = client
        .invoke(&functions::GetBlock { id: info.last })
        .await
        .unwrap();
    assert_eq!(owned.data, chain.data);
}

#[tokio::test]
async fn the_version_and_the_time_are_told() {
    let mut client = Client::connect(server().await).await.unwrap();
    let version = client.invoke(&functions::GetVersion).await.unwrap();
    let time = client.invoke(&functions::GetTime).await.unwrap();
    assert!((0..60).contains(&(time.now - version.now)));
}

#[tokio::test]
async fn what_the_server_does_not_have_is_refused() {
    let mut client = Client::connect(server().await).await.unwrap();
    let mut id = Chain::example().start;
    id.seqno = 1;
    let known_block = id.clone();
    let errors = [
        client
            .invoke(&functions::GetBlock { id })
            .await
            .unwrap_err(),
        client
            .invoke(&functions::GetBlockProof::new(known_block))
            .await
            .unwrap_err(),
    ];
    for error in errors {
        let Error::Refused(types::Error { code, message }) = error else {
            panic!("{error}")
        };
        assert_eq!((code, &*message), (651, "block is not in db"));
    }
}

/// Returns the server's answer to a call, without a connection.
fn said(call: &[u8]) -> Vec<u8> {
    let query = to_bytes(&functions::Query {
        data: call.to_vec(),
    })
    .unwrap();
    Server::new(Chain::example()).answer(&query).unwrap()
}

#[test]
fn a_call_waits_for_a_block_that_stands_before_it() {
    let call = to_bytes(&functions::GetMasterchainInfo).unwrap();
    let wait = |seqno| {
        let wait = functions::WaitMasterchainSeqno {
            seqno,
            timeout_ms: 1,
        };
        [to_bytes(&wait).unwrap(), call.clone()].concat()
    };
    assert_eq!(said(&wait(0)), said(&call));
    assert_eq!(
        from_bytes::<types::Error>(&said(&wait(1))).unwrap().code,
        652
    );
}

#[test]
fn nonsense_is_answered_by_an_error() {
    let call = to_bytes(&functions::GetBlock {
        id: Chain::example().start,
    })
    .unwrap();
    let wait = functions::WaitMasterchainSeqno::ID.to_le_bytes();
    let cases = [
        &[][..],
        &[1, 2],
        &[0xff; 8],
        &call[..40],
        &wait,
        &[call.clone(), vec![0; 4]].concat(),
    ];
    for case in cases {
        let answer = said(case);
        assert_eq!(peek_id(&answer), Some(types::Error::ID), "{case:?}");
    }
    let server = Server::new(Chain::example());
    for query in [&[][..], &[0; 3], &call, &[0xff; 100]] {
        let answer = server.answer(query).unwrap();
        assert_eq!(
            from_bytes::<types::Error>(&answer).unwrap().code,
            400,
            "{query:?}"
        );
    }
}

#[tokio::test]
async fn the_server_listens_on_loopback_only() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    assert!(Server::new(Chain::example()).run(listener).await.is_err());
}
