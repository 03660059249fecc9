//! A page of the history of a group.

use grammers_tl_types::{Deserializable, enums, types};

use super::random::Random;

/// Returns 100 messages, 50 users, 10 chats.
pub(crate) fn page() -> types::messages::Messages {
    let random = &mut Random::new(230);
    types::messages::Messages {
        messages: (0..100)
            .map(|n| enums::Message::Message(message(random, n)))
            .collect(),
        topics: Vec::new(),
        chats: (0..10)
            .map(|n| enums::Chat::Channel(channel(random, n)))
            .collect(),
        users: (0..50)
            .map(|n| enums::User::User(user(random, n)))
            .collect(),
    }
}

/// Decodes a value whose every field is zero or absent.
fn blank<T: Deserializable>(bytes: &[u8]) -> T {
    T::from_bytes(bytes).unwrap_or_else(|error| panic!("no blank value: {error}"))
}

/// Returns `N` zeros with an id at one position.
fn zeros<const N: usize>(at: usize, id: u32) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[at..at + 4].copy_from_slice(&id.to_le_bytes());
    bytes
}

const VECTOR: u32 = 0x1cb5_c415;
const PEER_USER: u32 = 0x5951_1722;
const CHAT_PHOTO_EMPTY: u32 = 0x37c1_011c;

fn peer(random: &mut Random) -> enums::Peer {
    enums::Peer::User(types::PeerUser {
        user_id: 1_000_000 + i64::from(random.below(50)),
    })
}

fn message(random: &mut Random, number: i32) -> types::Message {
    let words = 8 + random.below(70);
    let post = random.below(100) < 40;
    types::Message {
        id: 100_000 - number,
        from_id: random.maybe(80, peer),
        peer_id: enums::Peer::Channel(types::PeerChannel {
            channel_id: 2_000_000,
        }),
        date: 1_700_000_000 - 60 * number,
        message: random.text(words),
        post,
        silent: random.below(10) == 0,
        views: post.then_some(4_000 + number),
        forwards: post.then_some(number),
        entities: random.maybe(60, entities),
        fwd_from: random.maybe(10, forward).map(Into::into),
        reply_to: random.maybe(30, reply).map(Into::into),
        media: random.maybe(15, photo),
        reactions: random.maybe(50, reactions),
        edit_date: random.maybe(20, |_| 1_700_001_000),
        post_author: random.maybe(10, |random| random.text(2)),
        grouped_id: random.maybe(5, Random::id),
        // Two masks, an id, the peer with its user id, a date and an empty text.
        ..blank(&zeros::<32>(12, PEER_USER))
    }
}

fn entities(random: &mut Random) -> Vec<enums::MessageEntity> {
    (0..=random.below(4))
        .map(|n| match random.below(4) {
            0 => types::MessageEntityBold {
                offset: 9 * n,
                length: 5,
            }
            .into(),
            1 => types::MessageEntityUrl {
                offset: 9 * n,
                length: 24,
            }
            .into(),
            2 => types::MessageEntityCustomEmoji {
                offset: 9 * n,
                length: 2,
                document_id: random.id(),
            }
            .into(),
            _ => {
                let url = format!("https://example.org/{}", random.id());
                types::MessageEntityTextUrl {
                    offset: 9 * n,
                    length: 5,
                    url,
                }
                .into()
            }
        })
        .collect()
}

fn forward(random: &mut Random) -> types::MessageFwdHeader {
    types::MessageFwdHeader {
        from_id: Some(peer(random)),
        date: 1_690_000_000,
        ..blank(&[0; 8])
    }
}

fn reply(random: &mut Random) -> types::MessageReplyHeader {
    types::MessageReplyHeader {
        reply_to_msg_id: Some(random.below(100_000)),
        quote_text: random.maybe(20, |random| random.text(5)),
        ..blank(&[0; 4])
    }
}

fn photo(random: &mut Random) -> enums::MessageMedia {
    let size = |r#type: &str, w, h, size| {
        types::PhotoSize {
            r#type: r#type.into(),
            w,
            h,
            size,
        }
        .into()
    };
    let stripped = types::PhotoStrippedSize {
        r#type: "i".into(),
        bytes: random.bytes(90),
    };
    let sizes = vec![20_000, 40_000, 80_000, 120_000, 160_000];
    let progressive = types::PhotoSizeProgressive {
        r#type: "y".into(),
        w: 1280,
        h: 960,
        sizes,
    };
    let photo = types::Photo {
        id: random.id(),
        access_hash: random.id(),
        file_reference: random.bytes(37),
        date: 1_700_000_000,
        sizes: vec![
            stripped.into(),
            size("m", 320, 240, 20_000),
            size("x", 800, 600, 90_000),
            progressive.into(),
        ],
        dc_id: 2,
        ..blank(&zeros::<40>(28, VECTOR))
    };
    enums::MessageMedia::Photo(types::MessageMediaPhoto {
        photo: Some(photo.into()),
        ..blank(&[0; 4])
    })
}

fn reactions(random: &mut Random) -> enums::MessageReactions {
    let count = |emoticon: &str, count| {
        let reaction = types::ReactionEmoji {
            emoticon: emoticon.into(),
        }
        .into();
        types::ReactionCount {
            chosen_order: None,
            reaction,
            count,
        }
        .into()
    };
    let all = [
        count("👍", 41),
        count("❤", 17),
        count("🔥", 5),
        count("🎉", 1),
    ];
    let used = usize::try_from(1 + random.below(4)).unwrap_or(1);
    let results = all.into_iter().take(used).collect();
    types::MessageReactions {
        can_see_list: true,
        results,
        ..blank(&zeros::<12>(4, VECTOR))
    }
    .into()
}

fn user(random: &mut Random, number: i64) -> types::User {
    let bot = random.below(20) == 0;
    types::User {
        id: 1_000_000 + number,
        access_hash: Some(random.id()),
        first_name: Some(random.text(1)),
        last_name: random.maybe(60, |random| random.text(1)),
        username: random.maybe(70, |random| format!("user_{}", random.below(100_000))),
        phone: random.maybe(10, |random| format!("4930{}", random.below(1_000_000))),
        premium: random.below(5) == 0,
        bot,
        bot_info_version: bot.then_some(3),
        photo: random.maybe(60, user_photo),
        status: Some(
            types::UserStatusOffline {
                was_online: 1_700_000_000,
            }
            .into(),
        ),
        color: random.maybe(20, |_| {
            types::PeerColor {
                color: Some(5),
                background_emoji_id: None,
            }
            .into()
        }),
        emoji_status: random.maybe(10, |random| {
            types::EmojiStatus {
                document_id: random.id(),
                until: None,
            }
            .into()
        }),
        ..blank(&[0; 16])
    }
}

fn user_photo(random: &mut Random) -> enums::UserProfilePhoto {
    types::UserProfilePhoto {
        has_video: false,
        personal: false,
        photo_id: random.id(),
        stripped_thumb: Some(random.bytes(60)),
        dc_id: 2,
    }
    .into()
}

fn channel(random: &mut Random, number: i64) -> types::Channel {
    types::Channel {
        id: 2_000_000 + number,
        access_hash: Some(random.id()),
        title: random.text(3),
        username: random.maybe(70, |random| format!("channel_{}", random.below(100_000))),
        megagroup: true,
        date: 1_600_000_000,
        participants_count: Some(random.below(100_000)),
        // Two masks, an id, an empty title, the photo and a date.
        ..blank(&zeros::<28>(20, CHAT_PHOTO_EMPTY))
    }
}
