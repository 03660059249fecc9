//! Types that contain other messages as bytes.
//!
//! The schema says `body:Object` and `result:Object`, and generated code would decode these at once. But an
//! unknown message should not affect those next to it, and the answer to a call is decoded with the call. So
//! these types and the encrypted packets are written by hand and borrow from the packet; the derive writes the
//! same code as the generator.

use tl_runtime::TlObject;

// ANCHOR: frames
/// A message: its place in the session, and one boxed object.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl("message msg_id:long seqno:int body:Sized = Message;")]
pub struct Message<'a> {
    /// The time of the message, in units of 2^-32 seconds; the low bits tell which side made it.
    pub msg_id: i64,
    /// Twice the number of earlier messages that request an acknowledgement, plus 1 if this one does.
    pub seqno: i32,
    /// The object.
    #[tl(with = sized)]
    pub body: &'a [u8],
}

/// Several messages in one.
#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("msg_container#73f1f8dc messages:vector<message> = MessageContainer;")]
pub struct Container<'a> {
    /// The messages. None of them may be a container.
    pub messages: Vec<Message<'a>>,
}

/// The answer to a call.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl("rpc_result#f35c6d01 req_msg_id:long result:Object = RpcResult;")]
pub struct RpcResult<'a> {
    /// The id of the message with the call.
    pub req_msg_id: i64,
    /// The answer of the function or an `rpc_error`; either may be in a `gzip_packed`.
    #[tl(with = rest)]
    pub result: &'a [u8],
}
// ANCHOR_END: frames

// ANCHOR: packets
/// A packet before there is a key. This type and the ones below are always bare.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl("plain auth_key_id:long msg_id:long body:Sized = Plain;")]
pub struct Plain<'a> {
    /// Always 0, because there is no key yet.
    pub auth_key_id: i64,
    /// The time of the message, as in a [`Message`].
    pub msg_id: i64,
    /// The object.
    #[tl(with = sized)]
    pub body: &'a [u8],
}

/// An encrypted packet.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl("encrypted auth_key_id:long msg_key:int128 data:Rest = Encrypted;")]
pub struct Encrypted<'a> {
    /// The id of the key.
    pub auth_key_id: i64,
    /// A hash of the data before encryption.
    pub msg_key: &'a [u8; 16],
    /// An encrypted [`Letter`].
    #[tl(with = rest)]
    pub data: &'a [u8],
}

/// The content of an encrypted packet, without the padding.
#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl("letter salt:long session_id:long message:message = Letter;")]
pub struct Letter<'a> {
    /// A number that the server changes from time to time, so that old packets become invalid.
    pub salt: i64,
    /// The session, of the several that a key may have.
    pub session_id: i64,
    /// The message.
    pub message: Message<'a>,
}
// ANCHOR_END: packets

// ANCHOR: sized
/// A length in bytes, and that many bytes.
mod sized {
    use tl_runtime::codec::{Decoder, Encoder};

    pub(super) fn decode<'a>(decoder: &mut Decoder<'a>) -> &'a [u8] {
        let length = decoder.nat();
        decoder.take(usize::try_from(length).unwrap_or(usize::MAX))
    }

    pub(super) fn encode(body: &[u8], encoder: &mut Encoder) {
        // A packet is much shorter.
        encoder.nat(u32::try_from(body.len()).unwrap_or(u32::MAX));
        encoder.raw(body);
    }
}

/// All remaining bytes.
mod rest {
    use tl_runtime::codec::{Decoder, Encoder};

    pub(super) fn decode<'a>(decoder: &mut Decoder<'a>) -> &'a [u8] {
        decoder.take_rest()
    }

    pub(super) fn encode(bytes: &[u8], encoder: &mut Encoder) {
        encoder.raw(bytes);
    }
}
// ANCHOR_END: sized
