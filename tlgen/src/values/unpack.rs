//! `gzip_packed` of MTProto: a compressed value.

use std::io::Read;

use flate2::read::GzDecoder;
use tl_dynamic::{Codec, Decoded, Value};

/// The limit for one unpacked value. A server packs answers of up to 1 MiB.
const LIMIT: usize = 64 << 20;

/// The limit for all unpacked values of an input.
const LIMIT_OF_ALL: usize = 256 << 20;

/// The limit for packed values inside each other; deeper ones are left as they are.
const DEEP: usize = 8;

/// Unpacks values within the limits.
pub(crate) struct Unpacker {
    /// The number of bytes that may still be unpacked.
    left: usize,
}

/// The content of a packed value.
pub(crate) struct Unpacked {
    pub(crate) size: usize,
    pub(crate) decoded: Decoded,
    /// A problem other than a decode error.
    pub(crate) problem: Option<String>,
}

impl Unpacked {
    /// Returns all problems of the value.
    pub(crate) fn problems(&self) -> impl Iterator<Item = String> {
        let packed = self.problem.iter().map(|it| format!("gzip_packed: {it}"));
        // An early end is expected if the bytes were cut off.
        let error = self.decoded.error.as_ref();
        let error = error.filter(|_| self.problem.is_none());
        packed.chain(error.map(|error| format!("in gzip_packed, {error}")))
    }
}

impl Unpacker {
    pub(crate) fn new() -> Self {
        Self { left: LIMIT_OF_ALL }
    }

    /// Returns the content of a value if it is packed: as much as can be unpacked.
    pub(crate) fn unpack(
        &mut self,
        codec: &Codec<'_>,
        value: &Value,
        depth: usize,
    ) -> Option<Unpacked> {
        const GZIP_PACKED: u32 = 0x3072_cfa1;
        let Value::Object(id, _) = value else {
            return None;
        };
        let Some(Value::Bytes(packed) | Value::String(packed)) = value.get(0) else {
            return None;
        };
        if codec.schema()[*id].id != GZIP_PACKED || depth >= DEEP {
            return None;
        }
        let (mut bytes, limit) = (Vec::new(), LIMIT.min(self.left));
        let read = GzDecoder::new(&**packed)
            .take(limit as u64 + 1)
            .read_to_end(&mut bytes);
        let problem = match read {
            Err(error) => Some(format!("it cannot be unpacked: {error}")),
            Ok(_) if bytes.len() <= limit => None,
            Ok(_) if limit == LIMIT => Some(format!("it would take more than {LIMIT} bytes")),
            Ok(_) => Some(format!(
                "all that is packed would take more than {LIMIT_OF_ALL} bytes"
            )),
        };
        bytes.truncate(limit);
        let size = bytes.len();
        self.left -= size;
        let decoded = codec.inspect(&codec.any(), &bytes);
        Some(Unpacked {
            size,
            decoded,
            problem,
        })
    }
}
