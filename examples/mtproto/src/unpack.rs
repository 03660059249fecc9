//! Unpacking of containers and of gzip.

use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tl_runtime::{DecodeError, Identify, from_bytes, peek_id, to_bytes};

use crate::Error;
use crate::frames::{Container, Message};
use crate::tl::mtproto::types::GzipPacked;

/// The maximum size of an object before compression.
const MAX_UNPACKED: u64 = 4 << 20;

/// The minimum size of objects to compress.
const WORTH_PACKING: usize = 512;

// ANCHOR: unpack
/// Returns the messages in a container, or the message itself if it is not a container.
pub(crate) fn messages(message: Message<'_>) -> Result<Vec<Message<'_>>, DecodeError> {
    if is_container(message.body) {
        Ok(from_bytes::<Container<'_>>(message.body)?.messages)
    } else {
        Ok(vec![message])
    }
}

/// Whether an object is a container.
pub(crate) fn is_container(object: &[u8]) -> bool {
    peek_id(object) == Some(Container::ID)
}

/// Returns the object in a `gzip_packed`, or the object itself if it is not compressed.
pub(crate) fn unzip(object: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    if peek_id(object) != Some(GzipPacked::ID) {
        return Ok(Cow::Borrowed(object));
    }
    let packed: GzipPacked = from_bytes(object)?;
    let mut unpacked = Vec::new();
    GzDecoder::new(&*packed.packed_data)
        .take(MAX_UNPACKED + 1)
        .read_to_end(&mut unpacked)?;
    if unpacked.len() as u64 > MAX_UNPACKED {
        return Err(Error::Protocol("a compressed object is too long"));
    }
    Ok(Cow::Owned(unpacked))
}
// ANCHOR_END: unpack

/// Returns the object in a `gzip_packed` if that is smaller.
pub(crate) fn zip(object: Vec<u8>) -> Result<Vec<u8>, Error> {
    if object.len() < WORTH_PACKING || peek_id(&object) == Some(GzipPacked::ID) {
        return Ok(object);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&object)?;
    let packed = to_bytes(&GzipPacked {
        packed_data: encoder.finish()?,
    })?;
    Ok(if packed.len() < object.len() {
        packed
    } else {
        object
    })
}
