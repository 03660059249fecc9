//! What MTProto puts around an answer: frames, and `gzip_packed`, a compressed value.

use std::io::Read;

use flate2::read::GzDecoder;
use tl_dynamic::{Codec, DecodeError, Decoded, Type, Value};
use tl_runtime::codec::DecodeErrorKind;

use super::frames::{self, GZIP_PACKED, WrongLength};

/// The limit for one unpacked value. A server packs answers of up to 1 MiB.
const LIMIT: usize = 64 << 20;

/// The limit for all unpacked values of an input.
const LIMIT_OF_ALL: usize = 256 << 20;

/// The limit for packed values inside each other; deeper ones are left as they are.
const DEEP: usize = 8;

/// The ids of a vector and of `Bool`, which alone do not tell how to decode an answer.
const VECTOR: u32 = 0x1cb5_c415;
const BOOL_FALSE: u32 = 0xbc79_9737;
const BOOL_TRUE: u32 = 0x9972_75b5;

/// Returns what is missing, if that caused the error: a frame, or the type of an answer at this place.
pub(crate) fn missing(error: &DecodeError, is_untyped: bool) -> String {
    let DecodeErrorKind::UnexpectedId { found, .. } = error.kind() else {
        return String::new();
    };
    match (*found, frames::name(*found)) {
        (_, Some(name)) if error.found.is_none() => {
            format!("; this is `{name}` of MTProto, which this schema does not have")
        }
        (VECTOR, _) if is_untyped => {
            "; give its type, as in `--type 'Vector<User>'`, or the function that it answers, by `--response-to`"
                .to_owned()
        }
        (BOOL_FALSE | BOOL_TRUE, _) if is_untyped => {
            "; this is a `Bool`, which `--type Bool` decodes".to_owned()
        }
        _ => String::new(),
    }
}

/// Decodes a value of the type, or a frame of MTProto with values of the type in it.
pub(crate) fn decode(codec: &Codec<'_>, ty: &Type<'_>, bytes: &[u8]) -> Decoded {
    let decoded = codec.inspect(ty, bytes);
    let error = decoded.error.as_ref();
    match error.map(|error| (error.offset(), error.kind())) {
        Some((0, DecodeErrorKind::UnexpectedId { found, .. }))
            if frames::name(*found).is_some() =>
        {
            codec.inspect_around(ty, bytes)
        }
        _ => decoded,
    }
}

/// Unpacks values within the limits.
pub(crate) struct Unpacker<'t> {
    /// The type that the user gave: that of packed values whose id alone does not tell how to decode them.
    ty: Option<&'t Type<'t>>,
    /// The number of bytes that may still be unpacked.
    left: usize,
}

/// The content of a packed value.
pub(crate) struct Unpacked {
    pub(crate) size: usize,
    pub(crate) decoded: Decoded,
    /// A problem other than a decode error.
    pub(crate) problem: Option<String>,
    lengths: Vec<WrongLength>,
    is_typed: bool,
}

impl Unpacked {
    /// Returns all problems of the value.
    pub(crate) fn problems(&self) -> impl Iterator<Item = String> {
        let packed = self.problem.iter().map(|it| format!("gzip_packed: {it}"));
        let lengths = self.lengths.iter().map(WrongLength::in_bytes);
        let packed = packed.chain(lengths.map(|it| format!("in gzip_packed, {it}")));
        // An early end is expected if the bytes were cut off.
        let error = self.decoded.error.as_ref();
        let error = error.filter(|_| self.problem.is_none());
        packed.chain(error.map(|error| {
            let missing = missing(error, !self.is_typed && error.offset() == 0);
            format!("in gzip_packed, {error}{missing}")
        }))
    }
}

impl<'t> Unpacker<'t> {
    pub(crate) fn new(ty: Option<&'t Type<'t>>) -> Self {
        let left = LIMIT_OF_ALL;
        Self { ty, left }
    }

    /// Returns the content of a value if it is packed: as much as can be unpacked.
    pub(crate) fn unpack(
        &mut self,
        codec: &Codec<'_>,
        value: &Value,
        depth: usize,
    ) -> Option<Unpacked> {
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
        let any = codec.any();
        let decoded = codec.inspect_around(self.ty.unwrap_or(&any), &bytes);
        Some(Unpacked {
            size,
            lengths: frames::wrong_lengths(codec, &decoded, size),
            decoded,
            problem,
            is_typed: self.ty.is_some(),
        })
    }
}
