//! Values to decode and encode, as bytes; the same in every run.

mod messages;
mod random;

use grammers_tl_types::{Serializable, enums, functions, types};

/// Returns the bytes of a page of history: `messages.messages` with 100 messages, 50 users, 10 chats.
#[must_use]
pub(crate) fn messages() -> Vec<u8> {
    enums::messages::Messages::Messages(messages::page()).to_bytes()
}

/// Returns the bytes of `emojiList` with a `Vector<long>` of 100,000 elements.
#[must_use]
pub(crate) fn longs() -> Vec<u8> {
    let document_id = (0..100_000_i64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64));
    enums::EmojiList::List(types::EmojiList {
        hash: 1,
        document_id: document_id.collect(),
    })
    .to_bytes()
}

/// Returns the bytes of `upload.file` with 512 KiB of content.
#[must_use]
pub(crate) fn file() -> Vec<u8> {
    let bytes = (0..512 * 1024_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]);
    let file = types::upload::File {
        r#type: enums::storage::FileType::FileJpeg,
        mtime: 1_700_000_000,
        bytes: bytes.collect(),
    };
    enums::upload::File::File(file).to_bytes()
}

/// Returns the bytes of a small request: `messages.getHistory`.
#[must_use]
pub(crate) fn request() -> Vec<u8> {
    let user = types::InputPeerUser {
        user_id: 777_000,
        access_hash: 0x1234_5678_9abc_def0,
    };
    functions::messages::GetHistory {
        peer: enums::InputPeer::User(user),
        offset_id: 100,
        offset_date: 0,
        add_offset: 0,
        limit: 100,
        max_id: 0,
        min_id: 0,
        hash: 0,
    }
    .to_bytes()
}
