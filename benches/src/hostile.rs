//! Hostile bytes: the part `hostile`. Each case runs in a process of its own, with 1 GiB of memory, 10 seconds,
//! and the usual stack of the main thread.

use std::process::{Command, Stdio};

use grammers_tl_types::{Deserializable, Identifiable, enums, types};
use tl_proto::TlRead;
use tl_runtime::DecodeOptions;
use tl_runtime::codec::{Bare, Decoder};
use tlgen_benches_api::enums as us;
use tlgen_benches_peer_tl_proto::types as peer;
use wait4::Wait4;

use crate::options::Options;
use crate::{Result, workload};

/// The time limit of a case.
const SECONDS: u64 = 10;

const CONTENDERS: [&str; 4] = ["us", "us, strict", "grammers", "tl-proto"];

/// Decodes bytes; returns whether they were accepted.
type Decode = fn(&[u8]) -> bool;

fn ours<T: for<'a> tl_runtime::Decode<'a>>(bytes: &[u8]) -> bool {
    tl_runtime::from_bytes::<T>(bytes).is_ok()
}

fn strict<T: for<'a> tl_runtime::Decode<'a>>(bytes: &[u8]) -> bool {
    let options = DecodeOptions::new().strict(true);
    options.decode::<T>(bytes).is_ok()
}

fn grammers<T: Deserializable>(bytes: &[u8]) -> bool {
    T::from_bytes(bytes).is_ok()
}

fn tl_proto<T: for<'a> TlRead<'a>>(bytes: &[u8]) -> bool {
    tl_proto::deserialize::<T>(bytes).is_ok()
}

/// Decoders for a type of the schema, one for each contender.
macro_rules! each {
    ($us:ty, $grammers:ty, $tl_proto:ty) => {
        [
            ours::<$us>,
            strict::<$us>,
            grammers::<$grammers>,
            tl_proto::<$tl_proto>,
        ]
    };
}

const PAGE: [Decode; 4] = each!(
    us::messages::Messages,
    enums::messages::Messages,
    peer::MessagesMessages
);
const TEXT: [Decode; 4] = each!(us::RichText, enums::RichText, peer::RichText);
const LONGS: [Decode; 4] = each!(us::EmojiList, enums::EmojiList, peer::EmojiList);
const BOOL: [Decode; 4] = each!(bool, bool, bool);
const MESSAGE: [Decode; 4] = each!(us::Message, enums::Message, peer::Message);

/// Decodes a list of elements that take no bytes: `Vector<true>`.
fn nothings(bytes: &[u8], options: DecodeOptions<'_>) -> bool {
    let mut decoder = Decoder::with_options(bytes, options);
    let _: Vec<tl_runtime::value::True> = decoder.vector(Bare);
    decoder.finish().is_ok()
}

const NOTHINGS: [Decode; 4] = [
    |bytes| nothings(bytes, DecodeOptions::new()),
    |bytes| nothings(bytes, DecodeOptions::new().strict(true)),
    grammers::<Vec<types::JsonNull>>,
    tl_proto::<Vec<()>>,
];

/// A case: its name, its bytes, and the decoder of each contender.
struct Case {
    name: &'static str,
    decode: [Decode; 4],
    bytes: fn() -> Vec<u8>,
}

/// The case that is run with each prefix of its bytes.
const CUT: &str = "a page of messages, cut at every byte";

const VECTOR: u32 = 0x1cb5_c415;

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Returns a list of 64-bit numbers with this count.
fn of_count(count: u32) -> Vec<u8> {
    words(&[types::EmojiList::CONSTRUCTOR_ID, 0, 0, VECTOR, count, 0, 0])
}

/// Returns a text with another word in place of `abc`.
fn text(word: u32) -> Vec<u8> {
    words(&[types::TextPlain::CONSTRUCTOR_ID, word])
}

const CASES: &[Case] = &[
    Case {
        name: CUT,
        decode: PAGE,
        bytes: workload::messages,
    },
    Case {
        name: "1,000,000 levels of nesting",
        decode: TEXT,
        bytes: || words(&[types::TextBold::CONSTRUCTOR_ID; 1_000_000]),
    },
    Case {
        name: "a count of 4,294,967,295",
        decode: LONGS,
        bytes: || of_count(u32::MAX),
    },
    Case {
        name: "a count of 2,147,483,647",
        decode: LONGS,
        bytes: || of_count(i32::MAX as u32),
    },
    Case {
        name: "a count one too large",
        decode: LONGS,
        bytes: || of_count(2),
    },
    Case {
        name: "4,294,967,295 elements of no bytes",
        decode: NOTHINGS,
        bytes: || words(&[VECTOR, u32::MAX]),
    },
    Case {
        name: "24 MB of the smallest messages",
        decode: PAGE,
        bytes: || {
            let head = [types::messages::Messages::CONSTRUCTOR_ID, VECTOR, 2_000_000];
            let message = words(&[types::MessageEmpty::CONSTRUCTOR_ID, 0, 0]);
            // No topics, chats or users.
            let rest = words(&[VECTOR, 0, VECTOR, 0, VECTOR, 0]);
            [words(&head), message.repeat(2_000_000), rest].concat()
        },
    },
    Case {
        name: "an id that is unknown",
        decode: TEXT,
        bytes: || words(&[1]),
    },
    Case {
        name: "a constructor of another type",
        decode: TEXT,
        bytes: || words(&[types::MessageEmpty::CONSTRUCTOR_ID, 0, 0]),
    },
    Case {
        name: "another `Bool`",
        decode: BOOL,
        bytes: || words(&[1]),
    },
    Case {
        name: "another id than that of `Vector`",
        decode: LONGS,
        bytes: || words(&[types::EmojiList::CONSTRUCTOR_ID, 0, 0, 1, 0]),
    },
    Case {
        name: "bytes after the end",
        decode: TEXT,
        bytes: || [text(0x6362_6103), vec![0; 4]].concat(),
    },
    Case {
        name: "text that is not UTF-8",
        decode: TEXT,
        bytes: || text(0x63ff_6103),
    },
    Case {
        name: "padding that is not zero",
        decode: TEXT,
        bytes: || text(0x0162_6102),
    },
    Case {
        name: "a length of four bytes where one will do",
        decode: TEXT,
        bytes: || [text(0x0000_03fe), words(&[0x0063_6261])].concat(),
    },
    Case {
        name: "a bit that guards nothing",
        decode: MESSAGE,
        bytes: || words(&[types::MessageEmpty::CONSTRUCTOR_ID, 1 << 31, 0]),
    },
];

/// Runs one case in this process, and prints the outcome.
pub(crate) fn one(name: &str, contender: &str) -> Result<()> {
    let case = CASES.iter().find(|it| it.name == name);
    let case = case.ok_or("no such case")?;
    let contender = CONTENDERS.iter().position(|it| *it == contender);
    let decode = case.decode[contender.ok_or("no such contender")?];
    let bytes = (case.bytes)();
    let accepted = match name {
        CUT => (0..bytes.len()).any(|end| decode(&bytes[..end])),
        _ => decode(&bytes),
    };
    println!("{}", if accepted { "accepted" } else { "an error" });
    Ok(())
}

/// Runs one case in a process, and returns its outcome.
fn outcome(case: &str, contender: &str) -> Result<String> {
    let program = std::env::current_exe()?;
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        &format!("ulimit -v 1048576; ulimit -t {SECONDS}; exec \"$0\" hostile-case \"$1\" \"$2\""),
    ]);
    shell.arg(program).args([case, contender]);
    let mut child = shell
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let read = |pipe: Option<Box<dyn std::io::Read>>| {
        let mut text = String::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_string(&mut text);
        }
        text
    };
    let said = read(out.map(|it| Box::new(it) as Box<dyn std::io::Read>));
    let failed = read(err.map(|it| Box::new(it) as Box<dyn std::io::Read>));
    let ended = child.wait4()?;
    let memory = format!("{:.0} MB", ended.rusage.maxrss as f64 / 1e6);
    Ok(match said.trim() {
        _ if failed.contains("overflowed its stack") => "**ends: the stack overflows**".into(),
        _ if failed.contains("memory allocation") => "**ends: out of memory**".into(),
        _ if failed.contains("panicked") => "**panics**".into(),
        "" if ended.rusage.utime.as_secs() >= SECONDS => format!("**not done after {SECONDS} s**"),
        "" => format!("**ends: {}**", ended.status),
        said => format!("{said} ({memory})"),
    })
}

/// Prints the table.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.part("hostile") {
        return Ok(());
    }
    println!("| hostile | {} |", CONTENDERS.join(" | "));
    println!("| --- |{}", " --- |".repeat(CONTENDERS.len()));
    for case in CASES.iter().filter(|case| options.row(case.name)) {
        let mut cells = Vec::new();
        for contender in CONTENDERS {
            cells.push(outcome(case.name, contender)?);
        }
        println!("| {} | {} |", case.name, cells.join(" | "));
    }
    Ok(())
}
