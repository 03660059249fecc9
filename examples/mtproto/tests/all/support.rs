//! A running server, and a client that sends arbitrary messages.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use mtproto_example::crypto::auth_key::{AuthKey, Sender};
use mtproto_example::crypto::random;
use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::frames::{Container, Encrypted, Letter, Message};
use mtproto_example::packets::Packets;
use mtproto_example::tl::mtproto::types;
use mtproto_example::{Client, Error, Server, envelope, photos};
use tl_runtime::{DecodeOptions, from_bytes, to_bytes};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The id of the photo on the server.
pub(crate) const PHOTO: i64 = 5_271_604_922_014_511_201;

/// A server that runs in the background until it is dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    task: JoinHandle<Result<(), Error>>,
}

impl Running {
    pub(crate) async fn new(server: Server) -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), server).await
    }

    /// Starts a server at the address of a previous one.
    pub(crate) async fn at(address: SocketAddr, server: Server) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(server.run(listener));
        Self { address, task }
    }

    /// Stops the server and all of its connections.
    pub(crate) async fn stop(mut self) -> SocketAddr {
        self.task.abort();
        assert!((&mut self.task).await.unwrap_err().is_cancelled());
        self.address
    }

    pub(crate) async fn client(&self) -> Result<Client, Error> {
        let key = PrivateKey::example().public().clone();
        Client::connect(self.address, &key, &photos::REGISTRY).await
    }

    /// Asserts that the server still works.
    pub(crate) async fn check(&self) {
        let mut client = self.client().await.unwrap();
        photos::set(&mut client, PHOTO).await.unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A session whose messages are built by hand.
pub(crate) struct Raw {
    pub(crate) packets: Packets,
    pub(crate) key: AuthKey,
    pub(crate) salt: i64,
    pub(crate) session_id: i64,
    last: i64,
}

impl Raw {
    /// Begins a new session of a key that the server knows.
    pub(crate) async fn new(address: SocketAddr, key: AuthKey) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        let mut raw = Self {
            packets: Packets::connect(stream).await.unwrap(),
            key,
            salt: 0,
            session_id: random::long().unwrap(),
            last: 0,
        };
        // The server reports the salt that it wants.
        let acks = to_bytes(&types::MsgsAck { msg_ids: vec![] }).unwrap();
        let message = raw.message(&acks);
        raw.send(message).await;
        let answer = raw.receive().await;
        let bad: types::BadServerSalt = from_bytes(&answer[0]).unwrap();
        raw.salt = bad.new_server_salt;
        raw
    }

    /// Continues over another connection.
    pub(crate) async fn connect(&mut self, address: SocketAddr) {
        let stream = TcpStream::connect(address).await.unwrap();
        self.packets = Packets::connect(stream).await.unwrap();
    }

    pub(crate) fn id(&mut self) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        self.last = ((now.as_secs() as i64) << 32).max(self.last + 4);
        self.last
    }

    pub(crate) fn message<'a>(&mut self, body: &'a [u8]) -> Message<'a> {
        Message {
            msg_id: self.id(),
            seqno: 1,
            body,
        }
    }

    pub(crate) fn seal(&self, message: Message<'_>) -> Vec<u8> {
        let letter = Letter {
            salt: self.salt,
            session_id: self.session_id,
            message,
        };
        envelope::seal(&self.key, Sender::Client, &letter).unwrap()
    }

    pub(crate) async fn send(&mut self, message: Message<'_>) {
        let packet = self.seal(message);
        self.packets.write(&packet).await.unwrap();
    }

    /// Returns the objects in the next packet; those of a container one by one.
    pub(crate) async fn receive(&mut self) -> Vec<Vec<u8>> {
        let packet = self.packets.read().await.unwrap().unwrap();
        let packet: Encrypted<'_> = DecodeOptions::new().decode_bare(&packet).unwrap();
        let data = envelope::open(&self.key, Sender::Server, &packet).unwrap();
        let body = envelope::read(&data).unwrap().message.body;
        match from_bytes::<Container<'_>>(body) {
            Ok(container) => container.messages.iter().map(|m| m.body.to_vec()).collect(),
            Err(_) => vec![body.to_vec()],
        }
    }
}

/// A program in another language, which is killed when this is dropped.
pub(crate) struct Peer(pub(crate) Child);

impl Peer {
    pub(crate) fn new(command: &mut Command) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        Self(command.stderr(Stdio::inherit()).spawn().unwrap())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have exited by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Returns the path of a script in this package.
pub(crate) fn script(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/peers")
        .join(name)
}

/// Waits for a future with a time limit.
pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future)
        .await
        .unwrap()
}
