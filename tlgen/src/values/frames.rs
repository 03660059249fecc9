//! The frames that MTProto puts around the answers of an API: they need no schema.

use std::collections::HashSet;
use std::fmt;

use tl_dynamic::{Codec, Decoded, Member, Value};
use tl_parser::ast::{Combinator, Declaration};
use tl_parser::check;
use tl_parser::source::Sources;
use tl_runtime::codec::DecodeErrorKind;

pub(crate) const GZIP_PACKED: u32 = 0x3072_cfa1;
const MSG_CONTAINER: u32 = 0x73f1_f8dc;

/// The member of `rpc_result` with the answer.
pub(crate) const RESULT: &str = "result";

/// The message of a container has a namespace, because Telegram's API has another `message`.
const FRAMES: [(u32, &str); 4] = [
    (
        GZIP_PACKED,
        "gzip_packed#3072cfa1 packed_data:bytes = mtproto.Frame;",
    ),
    (
        MSG_CONTAINER,
        "mtproto.message msg_id:long seqno:int bytes:int body:Object = mtproto.Frame;
         msg_container#73f1f8dc messages:vector<mtproto.message> = mtproto.Frame;",
    ),
    (
        0x2144_ca19,
        "rpc_error#2144ca19 error_code:int error_message:string = mtproto.Frame;",
    ),
    (
        0xf35c_6d01,
        "rpc_result#f35c6d01 req_msg_id:long result:Object = mtproto.Frame;",
    ),
];

/// Returns the name of the frame with this id.
pub(crate) fn name(id: u32) -> Option<&'static str> {
    let (_, text) = FRAMES.iter().find(|(it, _)| *it == id)?;
    text.lines().last().map(name_of)
}

/// Whether a value is a frame.
pub(crate) fn is_frame(codec: &Codec<'_>, value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Object(id, _)) if name(codec.schema()[*id].id).is_some())
}

/// Whether a frame has this name in the schema.
pub(crate) fn is_called(codec: &Codec<'_>, name: &str) -> bool {
    let mut all = codec.schema().combinators.iter();
    all.any(|it| it.name == name && self::name(it.id).is_some())
}

/// Adds the frames that a schema does not declare.
pub(crate) fn add(sources: &mut Sources) {
    let programs = check::parse_all(sources, &mut Vec::new());
    let declarations = programs.iter().flat_map(|it| &it.declarations);
    let declared: Vec<&Combinator<'_>> = declarations.filter_map(Declaration::combinator).collect();
    let names: HashSet<&str> = declared.iter().map(|it| it.name.value).collect();
    let ids: HashSet<u32> = declared
        .iter()
        .filter_map(|it| Some(it.id?.value))
        .collect();
    let is_free = |(id, text): &&(u32, &str)| {
        !ids.contains(id) && !text.lines().map(name_of).any(|it| names.contains(it))
    };
    let free = FRAMES.iter().filter(is_free).map(|(_, text)| *text);
    let text: String = std::iter::once("---types---\n").chain(free).collect();
    sources.add("MTProto", text);
}

/// Returns the name that a line declares.
fn name_of(line: &str) -> &str {
    let line = line.trim_start();
    line.split(['#', ' ']).next().unwrap_or(line)
}

/// A message of a container that says another length of its body than that has.
pub(crate) struct WrongLength {
    path: String,
    /// Where the said length is.
    pub(crate) offset: usize,
    said: i32,
    length: usize,
}

impl WrongLength {
    /// Describes it as an error in the input.
    pub(crate) fn in_bytes(&self) -> String {
        let Self { path, offset, .. } = self;
        format!("{path}: at byte {offset}: {self}")
    }

    /// Describes it as an error in JSON.
    pub(crate) fn in_json(&self) -> String {
        format!("{}: {self}", self.path)
    }
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { said, length, .. } = self;
        write!(f, "it is {said}, but the body takes {length} bytes")
    }
}

/// Returns the wrong lengths in a container of messages, decoded from `size` bytes.
pub(crate) fn wrong_lengths(codec: &Codec<'_>, decoded: &Decoded, size: usize) -> Vec<WrongLength> {
    let schema = codec.schema();
    let Some(container @ Value::Object(id, _)) = &decoded.value else {
        return Vec::new();
    };
    let Some(Value::List(messages)) = container.get(0).filter(|_| schema[*id].id == MSG_CONTAINER)
    else {
        return Vec::new();
    };
    // The end of the last message; it is not known if the error is in that.
    let end = match decoded.error.as_ref().map(|it| it.kind()) {
        None => Some(size),
        Some(DecodeErrorKind::TrailingBytes { left }) => size.checked_sub(*left),
        Some(_) => None,
    };
    let list = schema[*id].fields.first().and_then(|it| it.name);
    // The first two offsets are those of the container and of its list.
    let (mut next, mut wrong) = (2, Vec::new());
    for (index, message) in messages.iter().enumerate() {
        next += values(message);
        let (Value::Object(_, members) | Value::Element(members)) = message else {
            continue;
        };
        let [
            ..,
            Member {
                value: Value::Int(said),
                field,
            },
            Member { value: body, .. },
        ] = &**members
        else {
            continue;
        };
        let start = decoded.offsets.get(next - values(body));
        let end = decoded.offsets.get(next).copied().or(end);
        let (Some(&start), Some(end)) = (start, end) else {
            continue;
        };
        let length = end.saturating_sub(start);
        if usize::try_from(*said) != Ok(length) {
            let field = match message {
                Value::Object(id, _) => schema[*id].fields.get(*field as usize),
                _ => None,
            };
            let names = [list, field.and_then(|it| it.name)].map(|it| it.unwrap_or("_"));
            wrong.push(WrongLength {
                path: format!("{}[{index}].{}", names[0], names[1]),
                offset: start.saturating_sub(4),
                said: *said,
                length,
            });
        }
    }
    wrong
}

/// Returns the number of values in a value, with itself.
fn values(value: &Value) -> usize {
    let all: usize = match value {
        Value::List(list) => list.iter().map(values).sum(),
        Value::Object(_, members) | Value::Element(members) => {
            members.iter().map(|it| values(&it.value)).sum()
        }
        _ => 0,
    };
    all + 1
}
