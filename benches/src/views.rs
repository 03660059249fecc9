//! Decoding a page of messages without owned values: the part `views`.

use std::hint::black_box;

use grammers_tl_types::{Deserializable, enums as grammers};
use tl_runtime::{DecodeError, Lazy, List, Stream};
use tlgen_benches_api::enums as us;
use tlgen_benches_api::views;
use tlgen_benches_api::views::messages::{Messages, MessagesParts};

use crate::options::Options;
use crate::race::{self, Lap, Race};
use crate::report::Table;
use crate::{Result, workload};

/// The count that reading a page yields, or the decode error.
type Outcome<T> = std::result::Result<T, DecodeError>;

/// Runs and prints the part, if requested.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.part("views") {
        return Ok(());
    }
    let page = &*workload::messages();
    let owned: us::messages::Messages = tl_runtime::from_bytes(page)?;
    let view: Messages<'_> = tl_runtime::from_bytes(page)?;
    if tl_runtime::View::into_owned(view) != owned {
        return Err("the view of the page is another value".into());
    }
    type Read = fn(&[u8]) -> Outcome<usize>;
    let rows: [(&str, Read); 4] = [
        ("only checked", checked),
        ("checked, its lists iterated", iterated),
        ("only streamed", streamed),
        ("streamed, all opened", opened),
    ];
    let mut table = Table::new("views", &["us", "grammers"]);
    for (row, read) in rows {
        read(page)?;
        let laps: Vec<Option<Lap<'_>>> = vec![
            Some(Box::new(move || drop(black_box(read(black_box(page)))))),
            Some(Box::new(move || {
                drop(black_box(grammers::messages::Messages::from_bytes(
                    black_box(page),
                )));
            })),
        ];
        let bytes = None;
        race::run(&mut table, options, Race { row, laps, bytes });
    }
    let longs = &*workload::longs();
    let laps: Vec<Option<Lap<'_>>> = vec![
        Some(Box::new(move || {
            drop(black_box(sum_of_view(black_box(longs))))
        })),
        Some(Box::new(move || {
            _ = black_box(sum_of_slice(black_box(longs)))
        })),
    ];
    let (row, bytes) = ("100,000 longs added up; a slice", None);
    race::run(&mut table, options, Race { row, laps, bytes });
    if options.repeat.is_none() {
        println!("{table}");
    }
    Ok(())
}

fn checked(bytes: &[u8]) -> Outcome<usize> {
    Ok(match tl_runtime::from_bytes(bytes)? {
        Messages::Messages(page) => page.messages.len(),
        Messages::Slice(_) | Messages::ChannelMessages(_) | Messages::NotModified(_) => 0,
    })
}

fn iterated(bytes: &[u8]) -> Outcome<usize> {
    let Messages::Messages(page) = tl_runtime::from_bytes(bytes)? else {
        return Ok(0);
    };
    let mut count = 0;
    each(page.messages, |it| _ = black_box(it), &mut count);
    each(page.topics, |it| _ = black_box(it), &mut count);
    each(page.chats, |it| _ = black_box(it), &mut count);
    each(page.users, |it| _ = black_box(it), &mut count);
    Ok(count)
}

fn each<T>(list: impl IntoIterator<Item = T>, open: impl Fn(T), count: &mut usize) {
    for it in list {
        open(it);
        *count += 1;
    }
}

fn streamed(bytes: &[u8]) -> Outcome<usize> {
    let stream = Stream::new(bytes);
    let mut count = 0;
    if let MessagesParts::Messages(page) = stream.read::<Messages<'_>>() {
        each(page.messages, |it| _ = black_box(it), &mut count);
        each(page.topics, |it| _ = black_box(it), &mut count);
        each(page.chats, |it| _ = black_box(it), &mut count);
        each(page.users, |it| _ = black_box(it), &mut count);
    }
    stream.finish()?;
    Ok(count)
}

fn opened(bytes: &[u8]) -> Outcome<usize> {
    let stream = Stream::new(bytes);
    let mut count = 0;
    if let MessagesParts::Messages(page) = stream.read::<Messages<'_>>() {
        page.messages.opened().for_each(|it| count += message(&it));
        each(page.topics, |it| _ = black_box(it), &mut count);
        page.chats.opened().for_each(|it| count += chat(&it));
        page.users.opened().for_each(|it| count += user(&it));
    }
    stream.finish()?;
    Ok(count)
}

/// Opens everything in a message of the page.
fn message(it: &views::MessageOpened<'_>) -> usize {
    if let views::MessageOpened::Message(it) = it {
        lazy(it.fwd_from);
        lazy(it.reply_to);
        lazy(it.media);
        lazy(it.reply_markup);
        list(it.entities);
        lazy(it.replies);
        if let Some(reactions) = it.reactions {
            let reactions = reactions.get();
            list(Some(reactions.results));
            list(reactions.recent_reactions);
            list(reactions.top_reactors);
        }
        list(it.restriction_reason);
    }
    black_box(it);
    1
}

fn chat(it: &views::ChatOpened<'_>) -> usize {
    if let views::ChatOpened::Channel(it) = it {
        list(it.restriction_reason);
        list(it.usernames);
        lazy(it.color);
        lazy(it.profile_color);
        lazy(it.emoji_status);
    }
    black_box(it);
    1
}

fn user(it: &views::UserOpened<'_>) -> usize {
    if let views::UserOpened::User(it) = it {
        lazy(it.photo);
        list(it.restriction_reason);
        lazy(it.emoji_status);
        list(it.usernames);
        lazy(it.color);
        lazy(it.profile_color);
    }
    black_box(it);
    1
}

fn lazy<'a, T: tl_runtime::Decode<'a>>(it: Option<Lazy<'a, T>>) {
    if let Some(it) = it {
        black_box(&it.get());
    }
}

fn list<'a, T: tl_runtime::Decode<'a>>(it: Option<List<'a, T>>) {
    it.into_iter().flatten().for_each(|it| _ = black_box(it));
}

fn sum_of_view(bytes: &[u8]) -> Outcome<i64> {
    Ok(match tl_runtime::from_bytes(bytes)? {
        views::EmojiList::List(list) => list.document_id.into_iter().fold(0, i64::wrapping_add),
        views::EmojiList::NotModified => 0,
    })
}

/// The same for a slice, which a program would have to obtain first.
fn sum_of_slice(bytes: &[u8]) -> i64 {
    let longs = bytes.chunks_exact(8).filter_map(|it| it.first_chunk());
    longs
        .map(|it| i64::from_le_bytes(*it))
        .fold(0, i64::wrapping_add)
}
