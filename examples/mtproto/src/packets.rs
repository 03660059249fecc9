//! Packets on a stream of bytes, in two of MTProto's framings.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::Error;

/// The maximum length of a packet. Clients do not send larger containers.
pub const MAX_PACKET: usize = 1 << 20;

/// The time limit for a packet, from its first byte to the last, in both directions.
const TIME: Duration = Duration::from_secs(10);

/// The first bytes from a client that choose the intermediate framing.
const INTERMEDIATE: u32 = 0xeeee_eeee;

/// A connection that carries packets.
#[derive(Debug)]
pub struct Packets {
    stream: TcpStream,
    framing: Framing,
    /// A length that was already read to detect the framing.
    length: Option<u32>,
}

#[derive(Debug)]
enum Framing {
    /// A length, and the packet.
    Intermediate,
    /// The total length, a number, the packet, and a checksum.
    Full { received: u32, sent: u32 },
}

impl Packets {
    // ANCHOR: connect
    /// Returns the client's end of a connection, with the intermediate framing.
    ///
    /// # Errors
    /// If the connection fails.
    pub async fn connect(mut stream: TcpStream) -> Result<Self, Error> {
        stream.set_nodelay(true)?;
        stream.write_u32_le(INTERMEDIATE).await?;
        Ok(Self {
            stream,
            framing: Framing::Intermediate,
            length: None,
        })
    }
    // ANCHOR_END: connect

    /// Accepts a connection on the server, with the framing that the client chooses.
    ///
    /// # Errors
    /// If the connection fails, or the client sends nothing.
    pub async fn accept(mut stream: TcpStream) -> Result<Self, Error> {
        stream.set_nodelay(true)?;
        let first = timeout(TIME, stream.read_u32_le()).await??;
        let (framing, length) = if first == INTERMEDIATE {
            (Framing::Intermediate, None)
        } else {
            let full = Framing::Full {
                received: 0,
                sent: 0,
            };
            (full, Some(first))
        };
        Ok(Self {
            stream,
            framing,
            length,
        })
    }

    /// Reads the next packet; returns `None` after the last one.
    ///
    /// # Errors
    /// If the connection fails or ends within a packet, or if the bytes are not a packet or are an error code.
    pub async fn read(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let length = match self.length.take() {
            Some(length) => length,
            None => match self.stream.read_u32_le().await {
                Ok(length) => length,
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
                Err(error) => return Err(error.into()),
            },
        };
        let packet = timeout(TIME, self.read_rest(length)).await??;
        match *packet {
            [a, b, c, d] => Err(Error::Code(-i32::from_le_bytes([a, b, c, d]))),
            _ => Ok(Some(packet)),
        }
    }

    async fn read_rest(&mut self, length: u32) -> Result<Vec<u8>, Error> {
        match &mut self.framing {
            Framing::Intermediate => read_exactly(&mut self.stream, length).await,
            Framing::Full { received, .. } => {
                let rest = length.checked_sub(4);
                let rest = rest.ok_or(Error::Protocol("a packet is too short"))?;
                let bytes = read_exactly(&mut self.stream, rest).await?;
                let packet = checked(length, *received, &bytes)?.to_vec();
                *received = received.wrapping_add(1);
                Ok(packet)
            }
        }
    }

    // ANCHOR: write
    /// Sends a packet.
    ///
    /// # Errors
    /// If the connection fails, or the other side does not read.
    pub async fn write(&mut self, packet: &[u8]) -> Result<(), Error> {
        let framed = match &mut self.framing {
            Framing::Intermediate => {
                let length = u32::try_from(packet.len()).unwrap_or(u32::MAX);
                [&length.to_le_bytes(), packet].concat()
            }
            Framing::Full { sent, .. } => {
                let length = u32::try_from(packet.len() + 12).unwrap_or(u32::MAX);
                let mut framed = [&length.to_le_bytes(), &sent.to_le_bytes(), packet].concat();
                framed.extend(crc32fast::hash(&framed).to_le_bytes());
                *sent = sent.wrapping_add(1);
                framed
            }
        };
        timeout(TIME, self.stream.write_all(&framed)).await??;
        Ok(())
    }
    // ANCHOR_END: write

    /// Ends the connection with a code as in HTTP.
    ///
    /// # Errors
    /// If the connection fails.
    pub async fn close(&mut self, code: i32) -> Result<(), Error> {
        self.write(&(-code).to_le_bytes()).await
    }
}

/// Reads as many bytes as the other side announced. Memory is allocated only as they arrive.
async fn read_exactly(stream: &mut TcpStream, length: u32) -> Result<Vec<u8>, Error> {
    let wanted = usize::try_from(length).unwrap_or(usize::MAX);
    if wanted > MAX_PACKET {
        return Err(Error::Protocol("a packet is too long"));
    }
    let mut bytes = Vec::new();
    stream.take(length.into()).read_to_end(&mut bytes).await?;
    if bytes.len() < wanted {
        return Err(Error::Protocol("the connection ends within a packet"));
    }
    Ok(bytes)
}

/// Returns the packet in the bytes after a length, if its number and checksum are correct.
fn checked(length: u32, expected: u32, bytes: &[u8]) -> Result<&[u8], Error> {
    let split = bytes.split_last_chunk();
    let (numbered, sum) = split.ok_or(Error::Protocol("a packet is too short"))?;
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length.to_le_bytes());
    hasher.update(numbered);
    if hasher.finalize() != u32::from_le_bytes(*sum) {
        return Err(Error::Protocol("the checksum of a packet is wrong"));
    }
    numbered
        .strip_prefix(&expected.to_le_bytes())
        .ok_or(Error::Protocol("the number of a packet is wrong"))
}
