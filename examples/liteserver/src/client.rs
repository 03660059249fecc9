//! A client that can make any call.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::{SinkExt, StreamExt};
use tl_runtime::{Function, Identify, from_bytes, peek_id, to_bytes};
use tokio::net::{TcpStream, ToSocketAddrs};
use tokio::time::timeout;

use crate::Error;
use crate::borrowed::{BlockData, Query};
use crate::lite_api::functions::lite_server as functions;
use crate::lite_api::types::lite_server::Error as Refusal;
use crate::lite_api::types::ton_node::BlockIdExt;
use crate::packets::{MAX_ANSWER, Packets, packets};

/// The time limit for an answer.
const TIME: Duration = Duration::from_secs(20);

/// A client with one connection.
#[derive(Debug)]
pub struct Client {
    packets: Packets,
}

/// An answer with a block.
#[derive(Debug)]
pub struct Block(BytesMut);

impl Block {
    /// Returns the block, which borrows from the answer.
    ///
    /// # Errors
    /// If it is another answer.
    pub fn data(&self) -> Result<BlockData<'_>, Error> {
        Ok(from_bytes(&self.0)?)
    }
}

impl Client {
    /// Connects to a server.
    ///
    /// # Errors
    /// If the connection fails.
    pub async fn connect(address: impl ToSocketAddrs) -> Result<Self, Error> {
        let stream = timeout(TIME, TcpStream::connect(address)).await??;
        Ok(Self {
            packets: packets(stream, MAX_ANSWER),
        })
    }

    // ANCHOR: invoke
    /// Makes a call.
    ///
    /// # Errors
    /// If the server returns an error, or the connection fails.
    pub async fn invoke<F: Function>(&mut self, call: &F) -> Result<F::Response, Error> {
        let answer = self.exchange(&to_bytes(call)?).await?;
        Ok(call.decode_response(&answer)?)
    }

    /// Requests a block, which is not copied out of the answer.
    ///
    /// # Errors
    /// As [`invoke`](Self::invoke).
    pub async fn block(&mut self, id: BlockIdExt) -> Result<Block, Error> {
        let call = functions::GetBlock { id };
        Ok(Block(self.exchange(&to_bytes(&call)?).await?))
    }

    /// Returns the encoded answer to a call.
    async fn exchange(&mut self, call: &[u8]) -> Result<BytesMut, Error> {
        let query = Bytes::from(to_bytes(&Query { data: call })?);
        let exchange = async {
            self.packets.send(query).await?;
            self.packets
                .next()
                .await
                .ok_or(Error::Gone)?
                .map_err(Error::Io)
        };
        let answer = timeout(TIME, exchange).await??;
        if peek_id(&answer) == Some(Refusal::ID) {
            return Err(from_bytes::<Refusal>(&answer)?.into());
        }
        Ok(answer)
    }
    // ANCHOR_END: invoke
}
