//! The frames that MTProto puts around the answers of an API: they need no schema.

use std::collections::HashSet;

use tl_dynamic::{Codec, Value};
use tl_parser::ast::{Combinator, Declaration};
use tl_parser::check;
use tl_parser::source::Sources;

pub(crate) const GZIP_PACKED: u32 = 0x3072_cfa1;

/// The message of a container has a namespace, because Telegram's API has another `message`.
const FRAMES: [(u32, &str); 4] = [
    (
        GZIP_PACKED,
        "gzip_packed#3072cfa1 packed_data:bytes = mtproto.Frame;",
    ),
    (
        0x73f1_f8dc,
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
