//! Packets on a stream of bytes: a length, and as many bytes.

use tokio::net::TcpStream;
use tokio_util::codec::{Framed, LengthDelimitedCodec};

/// The longest query.
pub(crate) const MAX_QUERY: usize = 64 << 10;

/// The longest answer: blocks are shorter.
pub(crate) const MAX_ANSWER: usize = 4 << 20;

/// A connection that carries packets.
pub(crate) type Packets = Framed<TcpStream, LengthDelimitedCodec>;

/// A connection on which no packet that arrives is longer than `longest`. That much memory may be taken
/// as soon as a length has arrived.
pub(crate) fn packets(stream: TcpStream, longest: usize) -> Packets {
    LengthDelimitedCodec::builder()
        .little_endian()
        .max_frame_length(longest)
        .new_framed(stream)
}
