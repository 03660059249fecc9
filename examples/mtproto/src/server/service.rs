//! Calls of the protocol itself.

use tl_runtime::value::AnyObject;
use tl_runtime::{Serve, to_bytes};

use super::Server;
use super::outbox::Outbox;
use crate::Error;
use crate::frames::RpcResult;
use crate::message_id::unix_time;
use crate::tl::mtproto::{enums, functions, types};

/// The result of handling a message.
pub(super) enum Answer {
    /// The answer to send.
    Object(Vec<u8>),
    /// A message of the protocol that needs no answer.
    Nothing,
    /// Not a message of the protocol.
    NoService,
}

/// Answers a message if it belongs to the protocol.
pub(super) fn answer(
    server: &Server,
    outbox: &Outbox,
    msg_id: i64,
    object: &dyn AnyObject,
) -> Result<Answer, Error> {
    let answer = if let Some(call) = object.downcast_ref::<functions::Ping>() {
        call.encode_response(&pong(msg_id, call.ping_id))?
    } else if let Some(call) = object.downcast_ref::<functions::PingDelayDisconnect>() {
        call.encode_response(&pong(msg_id, call.ping_id))?
    } else if let Some(call) = object.downcast_ref::<functions::GetFutureSalts>() {
        call.encode_response(&future_salts(msg_id, outbox.client.salt))?
    } else if let Some(call) = object.downcast_ref::<functions::DestroySession>() {
        let is_known = server
            .sessions
            .close((outbox.client.key.id(), call.session_id));
        call.encode_response(&destroyed(call.session_id, is_known))?
    } else if let Some(call) = object.downcast_ref::<functions::DestroyAuthKey>() {
        let is_known = server.keys.remove(outbox.client.key.id());
        call.encode_response(&key_destroyed(is_known))?
    } else if let Some(call) = object.downcast_ref::<functions::RpcDropAnswer>() {
        // Calls are answered at once, so there is none to drop.
        let unknown = call.encode_response(&types::RpcAnswerUnknown.into())?;
        to_bytes(&RpcResult {
            req_msg_id: msg_id,
            result: &unknown,
        })?
    } else if let Some(request) = object.downcast_ref::<types::MsgsStateReq>() {
        // 1 means that nothing is known about the message.
        to_bytes(&types::MsgsStateInfo {
            req_msg_id: msg_id,
            info: vec![1; request.msg_ids.len()],
        })?
    } else if object.is::<types::MsgsAck>() || object.is::<types::HttpWait>() {
        return Ok(Answer::Nothing);
    } else {
        return Ok(Answer::NoService);
    };
    Ok(Answer::Object(answer))
}

fn pong(msg_id: i64, ping_id: i64) -> types::Pong {
    types::Pong { msg_id, ping_id }
}

fn future_salts(req_msg_id: i64, salt: i64) -> types::FutureSalts {
    let now = unix_time();
    let salt = types::FutureSalt {
        valid_since: now,
        valid_until: now.saturating_add(3600),
        salt,
    };
    types::FutureSalts {
        req_msg_id,
        now,
        salts: vec![salt],
    }
}

fn destroyed(session_id: i64, is_known: bool) -> enums::DestroySessionRes {
    if is_known {
        types::DestroySessionOk { session_id }.into()
    } else {
        types::DestroySessionNone { session_id }.into()
    }
}

fn key_destroyed(is_known: bool) -> enums::DestroyAuthKeyRes {
    if is_known {
        types::DestroyAuthKeyOk.into()
    } else {
        types::DestroyAuthKeyNone.into()
    }
}
