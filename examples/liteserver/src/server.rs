//! A server for one chain.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use tl_runtime::{DecodeOptions, Identify, Serve, from_bytes, peek_id, to_bytes};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::Error;
use crate::borrowed::{BlockData, Query};
use crate::chain::Chain;
use crate::lite_api::functions::lite_server as functions;
use crate::lite_api::registry;
use crate::lite_api::types::lite_server as types;
use crate::packets::{MAX_QUERY, packets};

/// The maximum number of connections. Further ones are closed at once.
const MAX_CONNECTIONS: usize = 1024;

/// The time limit for a query to arrive.
const IDLE: Duration = Duration::from_secs(60);

/// The time limit for a client to read an answer.
const TIME: Duration = Duration::from_secs(10);

/// A server.
#[derive(Debug)]
pub struct Server {
    chain: Chain,
}

impl Server {
    /// Returns a server for this chain.
    #[must_use]
    pub fn new(chain: Chain) -> Self {
        Self { chain }
    }

    /// Serves all connections until the future is dropped.
    ///
    /// # Errors
    /// If the listener is not on loopback, because this server is an example.
    pub async fn run(self, listener: TcpListener) -> Result<(), Error> {
        if !listener.local_addr()?.ip().is_loopback() {
            return Err(std::io::Error::other("this server is for loopback only").into());
        }
        let server = Arc::new(self);
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) if connections.len() < MAX_CONNECTIONS => {
                        connections.spawn(Arc::clone(&server).serve(stream));
                    }
                    Ok(_) => {}
                    // For example, too many open files.
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                },
                Some(_) = connections.join_next() => {}
            }
        }
    }

    /// Answers the queries of a connection one after the other.
    async fn serve(self: Arc<Self>, stream: TcpStream) -> Result<(), Error> {
        let mut packets = packets(stream, MAX_QUERY);
        while let Some(packet) = timeout(IDLE, packets.next()).await? {
            let answer = Bytes::from(self.answer(&packet?)?);
            timeout(TIME, packets.send(answer)).await??;
        }
        Ok(())
    }

    // ANCHOR: answer
    /// Returns the answer to a query, or an encoded error.
    ///
    /// # Errors
    /// If the answer cannot be encoded.
    pub fn answer(&self, query: &[u8]) -> Result<Vec<u8>, Error> {
        let answer = match from_bytes::<Query<'_>>(query) {
            Ok(query) => self.call(query.data)?,
            Err(_) => refused(400, "not a query")?,
        };
        Ok(answer)
    }

    /// Returns the answer to a call.
    fn call(&self, mut bytes: &[u8]) -> Result<Vec<u8>, Error> {
        if peek_id(bytes) == Some(functions::WaitMasterchainSeqno::ID) {
            let options = DecodeOptions::new();
            let Ok((wait, rest)) = options.decode_prefix::<functions::WaitMasterchainSeqno>(bytes)
            else {
                return refused(400, "not a query");
            };
            // There will never be another block.
            if wait.seqno > self.chain.start.seqno {
                return refused(652, "timeout");
            }
            bytes = rest;
        }
        let Ok(call) = registry::decode(bytes) else {
            return refused(400, "unknown function");
        };
        let bytes = if let Some(call) = call.downcast_ref::<functions::GetMasterchainInfo>() {
            call.encode_response(&self.masterchain_info())?
        } else if let Some(call) = call.downcast_ref::<functions::GetTime>() {
            call.encode_response(&types::CurrentTime { now: unix_time() })?
        } else if let Some(call) = call.downcast_ref::<functions::GetVersion>() {
            call.encode_response(&version())?
        } else if let Some(call) = call.downcast_ref::<functions::GetBlock>() {
            self.block(call)?
        } else if let Some(call) = call.downcast_ref::<functions::GetBlockProof>() {
            self.proof(call)?
        } else {
            refused(501, "this is not served")?
        };
        Ok(bytes)
    }
    // ANCHOR_END: answer

    fn masterchain_info(&self) -> types::MasterchainInfo {
        types::MasterchainInfo {
            last: self.chain.start.clone(),
            state_root_hash: self.chain.start.root_hash,
            init: self.chain.zero_state(),
        }
    }

    /// Returns a block, which is copied only into the answer.
    fn block(&self, call: &functions::GetBlock) -> Result<Vec<u8>, Error> {
        if call.id != self.chain.start {
            return refused(651, "block is not in db");
        }
        Ok(to_bytes(&BlockData {
            id: self.chain.start.clone(),
            data: &self.chain.data,
        })?)
    }

    /// Returns the proof from a block that the client trusts. It is empty, because there is only one block.
    fn proof(&self, call: &functions::GetBlockProof) -> Result<Vec<u8>, Error> {
        let start = &self.chain.start;
        let target = call.target_block.as_deref().unwrap_or(start);
        if call.known_block != *start || target != start {
            return refused(651, "block is not in db");
        }
        Ok(call.encode_response(&types::PartialBlockProof {
            complete: true,
            from: start.clone(),
            to: start.clone(),
            steps: Vec::new(),
        })?)
    }
}

fn refused(code: i32, message: &str) -> Result<Vec<u8>, Error> {
    Ok(to_bytes(&types::Error {
        code,
        message: message.to_owned(),
    })?)
}

fn version() -> types::Version {
    types::Version {
        mode: 0,
        version: 0x101,
        capabilities: 7,
        now: unix_time(),
    }
}

fn unix_time() -> i32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    i32::try_from(now.unwrap_or_default().as_secs()).unwrap_or(i32::MAX)
}
