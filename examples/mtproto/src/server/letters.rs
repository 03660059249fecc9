//! Letters of clients, and their answers.

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::to_bytes;
use tl_runtime::value::{AnyObject, EntryKind};

use super::Server;
use super::outbox::Outbox;
use super::service;
use super::sessions::Known;
use crate::Error;
use crate::crypto::random;
use crate::frames::{Letter, Message, RpcResult};
use crate::message_id::{MessageIds, Origin, unix_time};
use crate::packets::Packets;
use crate::refusal;
use crate::tl::mtproto::types::{self, RpcError};
use crate::unpack::{is_container, messages, unzip, zip};

/// The maximum number of messages in a container.
const MAX_MESSAGES: usize = 1020;

/// The reason that a message is rejected, as in `bad_msg_notification`.
#[derive(Debug, Clone, Copy)]
enum Bad {
    TooOld = 16,
    TooNew = 17,
    NotOfClient = 18,
    Container = 64,
}

/// Answers the letters of one connection.
pub(super) struct Letters<'c> {
    pub(super) server: &'c Server,
    pub(super) packets: &'c mut Packets,
    pub(super) ids: &'c mut MessageIds,
}

impl Letters<'_> {
    /// Answers one letter: a message, or several in a container.
    pub(super) async fn answer(&mut self, client: Known, letter: Letter<'_>) -> Result<(), Error> {
        let mut outbox = Outbox::new(client, letter.session_id);
        let outer = letter.message;
        if letter.salt != client.salt {
            outbox.push(Origin::Notice, bad_salt(outer, client.salt)?);
            return outbox.send(self.server, self.packets, self.ids).await;
        }
        let is_new = self.server.sessions.open(outbox.session());
        let is_new = is_new.ok_or(Error::Protocol("there are too many sessions"))?;
        if is_new {
            outbox.push(Origin::Notice, new_session(outer, client.salt)?);
        }
        if !is_container(outer.body) {
            self.message(outer, &mut outbox)?;
        } else if let Some(why) = wrong_id(outer.msg_id) {
            outbox.push(Origin::Notice, bad_message(outer, why)?);
        } else if self.server.sessions.is_new(outbox.session(), outer.msg_id) {
            match messages(outer) {
                Ok(messages) if messages.len() <= MAX_MESSAGES => {
                    for message in messages {
                        self.message(message, &mut outbox)?;
                        if outbox.is_full() {
                            outbox.send(self.server, self.packets, self.ids).await?;
                        }
                        // Even a thousand calls must not block other clients.
                        tokio::task::yield_now().await;
                    }
                }
                _ => outbox.push(Origin::Notice, bad_message(outer, Bad::Container)?),
            }
        }
        outbox.send(self.server, self.packets, self.ids).await
    }

    /// Answers a single message, or one in a container.
    fn message(&mut self, message: Message<'_>, outbox: &mut Outbox) -> Result<(), Error> {
        let wants_ack = message.seqno % 2 != 0;
        let why = wrong_id(message.msg_id)
            .or_else(|| is_container(message.body).then_some(Bad::Container));
        if let Some(why) = why {
            outbox.push(Origin::Notice, bad_message(message, why)?);
            return Ok(());
        }
        if wants_ack {
            outbox.acknowledge(message.msg_id);
        }
        // A message that arrives again has already been answered.
        if !self
            .server
            .sessions
            .is_new(outbox.session(), message.msg_id)
        {
            return Ok(());
        }
        let answer = match self.decode(message.body) {
            Ok(object) => match service::answer(self.server, outbox, message.msg_id, &*object)? {
                service::Answer::Object(answer) => {
                    outbox.push(Origin::Answer, answer);
                    return Ok(());
                }
                service::Answer::Nothing => return Ok(()),
                service::Answer::NoService if self.is_call(&*object) => {
                    self.server.calls.answer(&*object)
                }
                // A constructor is not a call.
                service::Answer::NoService => return Ok(()),
            },
            Err(error) => Err(error),
        };
        let result = match answer {
            Ok(answer) => zip(answer)?,
            Err(error) => to_bytes(&error)?,
        };
        let result = RpcResult {
            req_msg_id: message.msg_id,
            result: &result,
        };
        outbox.push(Origin::Answer, to_bytes(&result)?);
        Ok(())
    }

    /// Decodes the content of a message, or returns the error for its sender.
    fn decode(&self, body: &[u8]) -> Result<Box<dyn AnyObject>, RpcError> {
        let body = unzip(body).map_err(|_| refusal(400, "INPUT_REQUEST_INVALID"))?;
        self.server
            .calls
            .registry
            .decode(&body)
            .map_err(|error| match error.kind {
                DecodeErrorKind::UnexpectedId { .. } if error.offset == 0 => {
                    refusal(400, "INPUT_METHOD_INVALID")
                }
                _ => refusal(400, "INPUT_REQUEST_INVALID"),
            })
    }

    fn is_call(&self, object: &dyn AnyObject) -> bool {
        let entry = self.server.calls.registry.find(object.id());
        entry.is_some_and(|entry| entry.kind() == EntryKind::Function)
    }
}

/// Returns the reason why a client would not use this id now, if there is one.
fn wrong_id(msg_id: i64) -> Option<Bad> {
    let ahead = (msg_id >> 32) - i64::from(unix_time());
    match ahead {
        _ if msg_id % 4 != 0 => Some(Bad::NotOfClient),
        ..-300 => Some(Bad::TooOld),
        31.. => Some(Bad::TooNew),
        _ => None,
    }
}

fn bad_message(message: Message<'_>, why: Bad) -> Result<Vec<u8>, Error> {
    Ok(to_bytes(&types::BadMsgNotification {
        bad_msg_id: message.msg_id,
        bad_msg_seqno: message.seqno,
        error_code: why as i32,
    })?)
}

fn bad_salt(message: Message<'_>, new_server_salt: i64) -> Result<Vec<u8>, Error> {
    Ok(to_bytes(&types::BadServerSalt {
        bad_msg_id: message.msg_id,
        bad_msg_seqno: message.seqno,
        error_code: 48,
        new_server_salt,
    })?)
}

fn new_session(message: Message<'_>, server_salt: i64) -> Result<Vec<u8>, Error> {
    Ok(to_bytes(&types::NewSessionCreated {
        first_msg_id: message.msg_id,
        unique_id: random::long()?,
        server_salt,
    })?)
}
