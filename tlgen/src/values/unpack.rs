//! `gzip_packed` of MTProto: a value that is compressed.

use std::io::Read;

use flate2::read::GzDecoder;
use tl_dynamic::{Codec, Decoded, Value};

/// The most that is unpacked. A server packs answers of up to 1 MiB.
const LIMIT: u64 = 64 << 20;

/// Values that are packed in each other more often than this are left as they are.
const DEEP: usize = 8;

/// What is in a value that is packed.
pub(crate) struct Unpacked {
    pub(crate) size: usize,
    pub(crate) decoded: Decoded,
}

/// What is in a value, if it is a packed one; or why it cannot be opened.
pub(crate) fn unpack(
    codec: &Codec<'_>,
    value: &Value,
    depth: usize,
) -> Option<Result<Unpacked, String>> {
    const GZIP_PACKED: u32 = 0x3072_cfa1;
    let Value::Object(id, _) = value else {
        return None;
    };
    let Some(Value::Bytes(packed) | Value::String(packed)) = value.get(0) else {
        return None;
    };
    let is_packed = codec.schema()[*id].id == GZIP_PACKED;
    (is_packed && depth < DEEP).then(|| {
        let mut bytes = Vec::new();
        let mut reader = GzDecoder::new(&**packed).take(LIMIT + 1);
        let read = reader.read_to_end(&mut bytes);
        read.map_err(|error| format!("it cannot be unpacked: {error}"))?;
        if bytes.len() as u64 > LIMIT {
            return Err(format!("it would take more than {LIMIT} bytes"));
        }
        let decoded = codec.inspect(&codec.any(), &bytes);
        let size = bytes.len();
        Ok(Unpacked { size, decoded })
    })
}
