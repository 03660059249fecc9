//! A connection. Packets are read and answered one after the other; if the client does not read its answers,
//! nothing more is read from it.

use std::time::Duration;

use tl_runtime::DecodeOptions;
use tl_runtime::codec::to_bytes_bare;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Server;
use super::letters::Letters;
use super::sessions::Known;
use crate::Error;
use crate::crypto::auth_key::Sender;
use crate::envelope;
use crate::exchange::Exchange;
use crate::frames::{Encrypted, Plain};
use crate::message_id::{MessageIds, Origin};
use crate::packets::Packets;

/// The time limit for a client to be silent.
const IDLE: Duration = Duration::from_secs(600);

/// The code for a client whose key is unknown; it then creates a new one.
const UNKNOWN_KEY: i32 = 404;

/// Serves a client until it disconnects or violates the protocol.
pub(super) async fn serve(server: &Server, stream: TcpStream) -> Result<(), Error> {
    let mut connection = Connection {
        server,
        packets: Packets::accept(stream).await?,
        ids: MessageIds::default(),
        exchange: Exchange::default(),
    };
    while let Some(packet) = timeout(IDLE, connection.packets.read()).await?? {
        connection.packet(&packet).await?;
    }
    Ok(())
}

struct Connection<'s> {
    server: &'s Server,
    packets: Packets,
    ids: MessageIds,
    exchange: Exchange,
}

impl Connection<'_> {
    async fn packet(&mut self, packet: &[u8]) -> Result<(), Error> {
        if packet.starts_with(&[0; 8]) {
            self.plain(DecodeOptions::new().decode_bare(packet)?).await
        } else {
            self.encrypted(DecodeOptions::new().decode_bare(packet)?)
                .await
        }
    }

    /// Handles a step of the key exchange.
    async fn plain(&mut self, packet: Plain<'_>) -> Result<(), Error> {
        let (body, agreed) = self.exchange.answer(&self.server.own, packet.body)?;
        if let Some(agreed) = agreed {
            let (key, salt) = (agreed.key, agreed.salt);
            if !self.server.keys.insert(Known { key, salt }) {
                return Err(Error::Protocol("there are too many keys"));
            }
        }
        let answer = to_bytes_bare(&Plain {
            auth_key_id: 0,
            msg_id: self.ids.next(Origin::Answer),
            body: &body,
        })?;
        self.packets.write(&answer).await
    }

    async fn encrypted(&mut self, packet: Encrypted<'_>) -> Result<(), Error> {
        let Some(client) = self.server.keys.find(packet.auth_key_id) else {
            return self.packets.close(UNKNOWN_KEY).await;
        };
        let data = envelope::open(&client.key, Sender::Client, &packet)?;
        let letter = envelope::read(&data)?;
        Letters {
            server: self.server,
            packets: &mut self.packets,
            ids: &mut self.ids,
        }
        .answer(client, letter)
        .await
    }
}
