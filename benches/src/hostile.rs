//! Hostile bytes: the part `hostile`. Each case is a process of its own, with 1 GiB of memory, 10 seconds
//! and the usual stack.

use std::process::{Command, Stdio};

use grammers_tl_types::{Deserializable, Identifiable, Serializable, enums, types};
use tl_proto::TlRead;
use tlgen_benches_api::enums as us;
use tlgen_benches_peer_tl_proto::types as peer;
use wait4::Wait4;

use crate::options::Options;
use crate::{Result, workload};

const CONTENDERS: [&str; 3] = ["us", "grammers", "tl-proto"];

/// Decodes, and says whether the bytes were accepted.
type Decode = fn(&[u8]) -> bool;

fn ours<T: for<'a> tl_runtime::Decode<'a> + std::fmt::Debug>(bytes: &[u8]) -> bool {
    tl_runtime::from_bytes::<T>(bytes).is_ok()
}

fn grammers<T: Deserializable>(bytes: &[u8]) -> bool {
    T::from_bytes(bytes).is_ok()
}

fn tl_proto<T: for<'a> TlRead<'a>>(bytes: &[u8]) -> bool {
    tl_proto::deserialize::<T>(bytes).is_ok()
}

/// What is tried: its name, the bytes, and who decodes them as what.
struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    decode: [Decode; 3],
    /// Whether every part of the bytes from the start on is a case.
    cut: bool,
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn cases() -> Vec<Case> {
    const VECTOR: u32 = 0x1cb5_c415;
    let page: [Decode; 3] = [
        ours::<us::messages::Messages>,
        grammers::<enums::messages::Messages>,
        tl_proto::<peer::MessagesMessages>,
    ];
    let text: [Decode; 3] = [
        ours::<us::RichText>,
        grammers::<enums::RichText>,
        tl_proto::<peer::RichText>,
    ];
    let longs: [Decode; 3] = [
        ours::<us::EmojiList>,
        grammers::<enums::EmojiList>,
        tl_proto::<peer::EmojiList>,
    ];
    let json: [Decode; 3] = [
        ours::<us::JsonValue>,
        grammers::<enums::Jsonvalue>,
        tl_proto::<peer::JsonValue>,
    ];
    let bools: [Decode; 3] = [ours::<bool>, grammers::<bool>, tl_proto::<bool>];
    let case = |name, bytes, decode| Case {
        name,
        bytes,
        decode,
        cut: false,
    };
    let list = types::EmojiList::CONSTRUCTOR_ID;
    let of_count = |count| words(&[list, 0, 0, VECTOR, count, 0, 0]);
    let plain = types::TextPlain { text: "abc".into() };
    let plain = enums::RichText::TextPlain(plain).to_bytes();
    let mut not_utf8 = plain.clone();
    not_utf8[5] = 0xff;
    let null = types::JsonArray {
        value: vec![enums::Jsonvalue::JsonNull; 1_000_000],
    };
    vec![
        Case {
            cut: true,
            ..case("cut at every byte", workload::messages(), page)
        },
        case(
            "1,000,000 levels of nesting",
            words(&[types::TextBold::CONSTRUCTOR_ID; 1_000_000]),
            text,
        ),
        case("a count of 4,294,967,295", of_count(u32::MAX), longs),
        case("a count of 2,147,483,647", of_count(i32::MAX as u32), longs),
        case("a count one too large", of_count(2), longs),
        case("an id that is unknown", words(&[1]), text),
        case("a constructor of another type", words(&[list]), text),
        case("another Bool", words(&[1]), bools),
        case("text that is not UTF-8", not_utf8, text),
        case("bytes after the end", [plain, vec![0; 4]].concat(), text),
        case(
            "4 MB of the smallest elements",
            enums::Jsonvalue::JsonArray(null).to_bytes(),
            json,
        ),
    ]
}

/// One case in this process; prints what came of it.
pub(crate) fn one(name: &str, contender: &str) -> Result<()> {
    let cases = cases();
    let case = cases
        .iter()
        .find(|it| it.name == name)
        .ok_or("no such case")?;
    let contender = CONTENDERS.iter().position(|it| *it == contender);
    let decode = case.decode[contender.ok_or("no such contender")?];
    if case.cut {
        let whole = case.bytes.len();
        let accepted = (0..whole).filter(|end| decode(&case.bytes[..*end])).count();
        println!("{accepted} of {whole} accepted");
    } else {
        println!(
            "{}",
            if decode(&case.bytes) {
                "accepted"
            } else {
                "an error"
            }
        );
    }
    Ok(())
}

/// What became of a process.
fn outcome(case: &str, contender: &str) -> Result<String> {
    let program = std::env::current_exe()?;
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "ulimit -v 1048576; ulimit -t 10; exec \"$0\" hostile-case \"$1\" \"$2\"",
    ]);
    shell.arg(program).args([case, contender]);
    let child = shell
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut child = child;
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
    println!("| --- | --- | --- | --- |");
    for case in cases().iter().filter(|case| options.row(case.name)) {
        let mut cells = Vec::new();
        for contender in CONTENDERS {
            cells.push(outcome(case.name, contender)?);
        }
        println!("| {} | {} |", case.name, cells.join(" | "));
    }
    Ok(())
}
