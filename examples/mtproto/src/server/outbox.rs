//! Messages that the server is about to send to a client.

use tl_runtime::to_bytes;

use super::Server;
use super::sessions::Known;
use crate::Error;
use crate::crypto::auth_key::Sender;
use crate::envelope;
use crate::frames::{Container, Letter, Message};
use crate::message_id::{MessageIds, Origin};
use crate::packets::Packets;
use crate::tl::mtproto::types::MsgsAck;

/// The number of bytes to collect before sending.
const FULL: usize = 256 << 10;

/// The number of messages to collect before sending.
const MANY: usize = 500;

/// Messages to one session that are sent together.
#[derive(Debug)]
pub(super) struct Outbox {
    pub(super) client: Known,
    pub(super) session_id: i64,
    objects: Vec<(Origin, Vec<u8>)>,
    size: usize,
    acks: Vec<i64>,
}

impl Outbox {
    pub(super) fn new(client: Known, session_id: i64) -> Self {
        Self {
            client,
            session_id,
            objects: Vec::new(),
            size: 0,
            acks: Vec::new(),
        }
    }

    /// Returns the ids of the key and the session.
    pub(super) fn session(&self) -> (i64, i64) {
        (self.client.key.id(), self.session_id)
    }

    /// Adds an object.
    pub(super) fn push(&mut self, origin: Origin, object: Vec<u8>) {
        self.size += object.len();
        self.objects.push((origin, object));
    }

    /// Adds an acknowledgement of a message.
    pub(super) fn acknowledge(&mut self, msg_id: i64) {
        self.acks.push(msg_id);
    }

    /// Whether it should be sent before adding more.
    pub(super) fn is_full(&self) -> bool {
        self.size >= FULL || self.objects.len() + self.acks.len() >= MANY
    }

    /// Sends everything that was collected.
    pub(super) async fn send(
        &mut self,
        server: &Server,
        packets: &mut Packets,
        ids: &mut MessageIds,
    ) -> Result<(), Error> {
        if !self.acks.is_empty() {
            let msg_ids = std::mem::take(&mut self.acks);
            self.push(Origin::Notice, to_bytes(&MsgsAck { msg_ids })?);
        }
        let objects = std::mem::take(&mut self.objects);
        self.size = 0;
        let session = self.session();
        let mut messages = Vec::with_capacity(objects.len());
        for (origin, body) in &objects {
            messages.push(Message {
                msg_id: ids.next(*origin),
                seqno: server.sessions.seqno(session, *origin == Origin::Answer),
                body,
            });
        }
        let container;
        let message = match *messages {
            [] => return Ok(()),
            [message] => message,
            _ => {
                container = to_bytes(&Container { messages })?;
                Message {
                    msg_id: ids.next(Origin::Notice),
                    seqno: server.sessions.seqno(session, false),
                    body: &container,
                }
            }
        };
        let letter = Letter {
            salt: self.client.salt,
            session_id: self.session_id,
            message,
        };
        let packet = envelope::seal(&self.client.key, Sender::Server, &letter)?;
        packets.write(&packet).await
    }
}
