//! Packets on a stream of bytes: a length, and that many bytes.

use tokio::net::TcpStream;
use tokio_util::codec::{Framed, LengthDelimitedCodec};

/// The maximum length of a query.
pub(crate) const MAX_QUERY: usize = 64 << 10;

/// The maximum length of an answer; blocks are shorter.
pub(crate) const MAX_ANSWER: usize = 4 << 20;

/// A connection that carries packets.
pub(crate) type Packets = Framed<TcpStream, LengthDelimitedCodec>;

/// Returns a connection that accepts packets of at most `longest` bytes. That much memory may be allocated as
/// soon as a length has arrived.
pub(crate) fn packets(stream: TcpStream, longest: usize) -> Packets {
    LengthDelimitedCodec::builder()
        .little_endian()
        .max_frame_length(longest)
        .new_framed(stream)
}
