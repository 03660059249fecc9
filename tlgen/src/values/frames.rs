//! The frames that MTProto puts around the answers of an API: they need no schema.

use std::collections::HashSet;

use tl_dynamic::{Codec, Value};
use tl_parser::ast::{Combinator, Declaration, Program};

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

/// Whether the id is that of a frame.
pub(crate) fn is_id(id: u32) -> bool {
    FRAMES.iter().any(|(it, _)| *it == id)
}

/// Whether a value is a frame.
pub(crate) fn is_frame(codec: &Codec<'_>, value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Object(id, _)) if is_id(codec.schema()[*id].id))
}

/// Returns the declarations of the frames that the programs do not declare.
pub(crate) fn undeclared(programs: &[Program<'_>]) -> String {
    let declarations = programs.iter().flat_map(|it| &it.declarations);
    let declared: Vec<&Combinator<'_>> = declarations.filter_map(Declaration::combinator).collect();
    let names: HashSet<&str> = declared.iter().map(|it| it.name.value).collect();
    let ids: HashSet<u32> = declared
        .iter()
        .filter_map(|it| Some(it.id?.value))
        .collect();
    let is_declared = |line: &str| {
        line.split(['#', ' '])
            .next()
            .is_some_and(|it| names.contains(it))
    };
    let is_free = |(id, text): &&(u32, &str)| {
        !ids.contains(id) && !text.lines().any(|line| is_declared(line.trim_start()))
    };
    FRAMES
        .iter()
        .filter(is_free)
        .map(|(_, text)| *text)
        .collect()
}
