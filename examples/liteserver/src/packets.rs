//! Packets on a stream of bytes: a length, and as many bytes.

use tokio::net::TcpStream;
use tokio_util::codec::{Framed, LengthDelimitedCodec};

/// The longest packet: blocks are shorter.
const MAX_PACKET: usize = 4 << 20;

/// A connection that carries packets.
pub(crate) type Packets = Framed<TcpStream, LengthDelimitedCodec>;

pub(crate) fn packets(stream: TcpStream) -> Packets {
    LengthDelimitedCodec::builder()
        .little_endian()
        .max_frame_length(MAX_PACKET)
        .new_framed(stream)
}
