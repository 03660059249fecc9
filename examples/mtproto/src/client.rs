//! A client that can make any call; the answer has the type in the schema.

use std::time::Duration;

use tl_runtime::value::Registry;
use tl_runtime::{DecodeOptions, Function, Identify, from_bytes, peek_id, to_bytes};
use tokio::net::{TcpStream, ToSocketAddrs};
use tokio::time::timeout;

use crate::Error;
use crate::crypto::auth_key::Sender;
use crate::crypto::rsa::PublicKey;
use crate::crypto::{AuthKey, random};
use crate::envelope;
use crate::exchange;
use crate::frames::{Container, Encrypted, Letter, Message, RpcResult};
use crate::message_id::{MessageIds, Origin};
use crate::packets::Packets;
use crate::tl::mtproto::types;
use crate::unpack::{messages, unzip};

/// The time limit for an answer.
const TIME: Duration = Duration::from_secs(20);

/// The number of attempts to send a call if the server wants another salt.
const SALTS: u32 = 3;

/// The maximum number of messages in one acknowledgement.
const MAX_ACKS: usize = 8192;

/// A client with one connection and one session.
#[derive(Debug)]
pub struct Client {
    packets: Packets,
    registry: &'static Registry,
    key: AuthKey,
    salt: i64,
    session_id: i64,
    ids: MessageIds,
    /// Twice the number of messages that requested an acknowledgement.
    seqno: i32,
    /// The ids of messages to acknowledge.
    received: Vec<i64>,
    time: Duration,
}

/// A call that has been sent.
struct Sent {
    msg_id: i64,
    /// The outer message that was sent, which may be a container.
    outer: i64,
}

impl Client {
    /// Connects to a server with this key. Values of unknown type are decoded through the registry.
    ///
    /// # Errors
    /// If the connection fails, or the server has another key.
    pub async fn connect(
        address: impl ToSocketAddrs,
        server: &PublicKey,
        registry: &'static Registry,
    ) -> Result<Self, Error> {
        // ANCHOR: connect
        let mut ids = MessageIds::default();
        let exchange = async {
            let mut packets = Packets::connect(TcpStream::connect(address).await?).await?;
            let (key, salt) = exchange::agree(&mut packets, &mut ids, server).await?;
            Ok::<_, Error>((packets, key, salt))
        };
        let (packets, key, salt) = timeout(TIME, exchange).await??;
        // ANCHOR_END: connect
        Self::new(packets, registry, key, salt, ids)
    }

    /// Connects with an existing key.
    ///
    /// # Errors
    /// If the connection fails.
    pub async fn resume(
        address: impl ToSocketAddrs,
        key: AuthKey,
        registry: &'static Registry,
    ) -> Result<Self, Error> {
        let stream = timeout(TIME, TcpStream::connect(address)).await??;
        let packets = Packets::connect(stream).await?;
        // The server reports the salt that it wants.
        Self::new(packets, registry, key, 0, MessageIds::default())
    }

    fn new(
        packets: Packets,
        registry: &'static Registry,
        key: AuthKey,
        salt: i64,
        ids: MessageIds,
    ) -> Result<Self, Error> {
        Ok(Self {
            packets,
            registry,
            key,
            salt,
            session_id: random::long()?,
            ids,
            seqno: 0,
            received: Vec::new(),
            time: TIME,
        })
    }

    /// Sets the time limit for an answer; the default is 20 seconds.
    #[must_use]
    pub fn with_time(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Returns the key, for [`resume`](Self::resume).
    #[must_use]
    pub fn key(&self) -> AuthKey {
        self.key
    }

    // ANCHOR: invoke
    /// Makes a call.
    ///
    /// # Errors
    /// If the server returns an error, or the connection fails.
    pub async fn invoke<F: Function>(&mut self, call: &F) -> Result<F::Response, Error> {
        let answer = self.exchange(&to_bytes(call)?).await?;
        if peek_id(&answer) == Some(types::RpcError::ID) {
            return Err(from_bytes::<types::RpcError>(&answer)?.into());
        }
        let options = DecodeOptions::new().registry(self.registry);
        Ok(options.decode_response(call, &answer)?)
    }
    // ANCHOR_END: invoke

    /// Makes a call, and returns the encoded answer or error.
    ///
    /// # Errors
    /// If the connection fails.
    pub async fn exchange(&mut self, call: &[u8]) -> Result<Vec<u8>, Error> {
        timeout(self.time, self.exchange_in_time(call)).await?
    }

    async fn exchange_in_time(&mut self, call: &[u8]) -> Result<Vec<u8>, Error> {
        for _ in 0..SALTS {
            let sent = self.send(call).await?;
            if let Some(answer) = self.receive(&sent).await? {
                return Ok(answer);
            }
        }
        Err(Error::Protocol("the server takes no salt"))
    }

    /// Sends a call, in a container if there are messages to acknowledge.
    async fn send(&mut self, call: &[u8]) -> Result<Sent, Error> {
        let received = std::mem::take(&mut self.received);
        if received.is_empty() {
            let message = self.message(call, true);
            let msg_id = message.msg_id;
            self.post(message).await?;
            return Ok(Sent {
                msg_id,
                outer: msg_id,
            });
        }
        let acks = to_bytes(&types::MsgsAck { msg_ids: received })?;
        let messages = vec![self.message(&acks, false), self.message(call, true)];
        let msg_id = messages.last().map_or(0, |message| message.msg_id);
        let container = to_bytes(&Container { messages })?;
        let message = self.message(&container, false);
        let outer = message.msg_id;
        self.post(message).await?;
        Ok(Sent { msg_id, outer })
    }

    // ANCHOR: post
    /// Returns the next message of the session.
    fn message<'a>(&mut self, body: &'a [u8], wants_ack: bool) -> Message<'a> {
        let seqno = self.seqno | i32::from(wants_ack);
        self.seqno += 2 * i32::from(wants_ack);
        Message {
            msg_id: self.ids.next(Origin::Client),
            seqno,
            body,
        }
    }

    async fn post(&mut self, message: Message<'_>) -> Result<(), Error> {
        let letter = Letter {
            salt: self.salt,
            session_id: self.session_id,
            message,
        };
        let packet = envelope::seal(&self.key, Sender::Client, &letter)?;
        self.packets.write(&packet).await
    }
    // ANCHOR_END: post

    /// Waits for the answer to a call. Returns `None` if the call must be sent again.
    async fn receive(&mut self, sent: &Sent) -> Result<Option<Vec<u8>>, Error> {
        loop {
            let packet = self.packets.read().await?;
            let packet = packet.ok_or(Error::Protocol("the server has gone"))?;
            let encrypted: Encrypted<'_> = DecodeOptions::new().decode_bare(&packet)?;
            if encrypted.auth_key_id != self.key.id() {
                return Err(Error::Protocol("a packet is for another key"));
            }
            let data = envelope::open(&self.key, Sender::Server, &encrypted)?;
            let letter = envelope::read(&data)?;
            if letter.session_id != self.session_id {
                return Err(Error::Protocol("a packet is for another session"));
            }
            // ANCHOR: messages
            let mut outcome = Received::Other;
            for message in messages(letter.message)? {
                if message.seqno % 2 != 0 && self.received.len() < MAX_ACKS {
                    self.received.push(message.msg_id);
                }
                match self.take(message.body, sent)? {
                    Received::Other => {}
                    received => outcome = received,
                }
            }
            // ANCHOR_END: messages
            match outcome {
                Received::Answer(answer) => return Ok(Some(answer)),
                Received::Refused => return Ok(None),
                Received::Other => {}
            }
        }
    }

    // ANCHOR: take
    /// Handles one message from the server.
    fn take(&mut self, body: &[u8], sent: &Sent) -> Result<Received, Error> {
        let body = unzip(body)?;
        match peek_id(&body) {
            Some(RpcResult::ID) => {
                let answer: RpcResult<'_> = from_bytes(&body)?;
                if answer.req_msg_id == sent.msg_id {
                    return Ok(Received::Answer(unzip(answer.result)?.into_owned()));
                }
            }
            Some(types::BadServerSalt::ID) => {
                let bad: types::BadServerSalt = from_bytes(&body)?;
                if [sent.msg_id, sent.outer].contains(&bad.bad_msg_id) {
                    self.salt = bad.new_server_salt;
                    return Ok(Received::Refused);
                }
            }
            Some(types::BadMsgNotification::ID) => {
                let bad: types::BadMsgNotification = from_bytes(&body)?;
                if [sent.msg_id, sent.outer].contains(&bad.bad_msg_id) {
                    return Err(Error::Protocol("the server does not take the message"));
                }
            }
            Some(types::NewSessionCreated::ID) => {
                let session: types::NewSessionCreated = from_bytes(&body)?;
                self.salt = session.server_salt;
            }
            // For example, updates, which this client ignores.
            _ => {}
        }
        Ok(Received::Other)
    }
    // ANCHOR_END: take
}

/// A message from the server, while the client waits for an answer.
enum Received {
    /// The answer.
    Answer(Vec<u8>),
    /// The salt was wrong.
    Refused,
    /// Something else.
    Other,
}
