//! A server that answers typed calls with typed handlers.

mod calls;
mod connection;
mod letters;
mod outbox;
mod service;
mod sessions;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tl_runtime::value::{AnyObject, Registry};
use tl_runtime::{Identify, Serve};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::Error;
use crate::crypto::rsa::PrivateKey;
use crate::tl::mtproto::types::RpcError;

use calls::Calls;
pub use sessions::Keys;
use sessions::Sessions;

/// The maximum number of connections. Further ones are closed at once.
const MAX_CONNECTIONS: usize = 1024;

/// A server: its handlers, and its state.
pub struct Server {
    own: PrivateKey,
    calls: Calls,
    keys: Arc<Keys>,
    sessions: Sessions,
}

impl Server {
    /// Creates a server that decodes calls through the registry and refuses all of them.
    #[must_use]
    pub fn new(own: PrivateKey, registry: &'static Registry) -> Self {
        Self {
            own,
            calls: Calls::new(registry),
            keys: Arc::default(),
            sessions: Sessions::default(),
        }
    }

    /// Takes over the keys of a previous server. Each gets a new salt, because this server does not know which
    /// messages the previous one has answered.
    #[must_use]
    pub fn with_keys(mut self, keys: Arc<Keys>) -> Self {
        keys.change_salts();
        self.keys = keys;
        self
    }

    /// Returns the keys that clients have agreed on, to keep when the server restarts.
    #[must_use]
    pub fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys)
    }

    /// Adds a handler for the calls of a function.
    #[must_use]
    pub fn on<F: Serve + AnyObject>(
        mut self,
        handler: impl Fn(&F) -> Result<F::Response, RpcError> + Send + Sync + 'static,
    ) -> Self {
        self.calls.on(handler);
        self
    }

    /// Answers a call that contains another call as the inner one, which `query` returns.
    #[must_use]
    pub fn through<F: Identify + AnyObject>(
        mut self,
        query: fn(&F) -> &Box<dyn AnyObject>,
    ) -> Self {
        self.calls.through(query);
        self
    }

    /// Adds a handler for the calls of all other functions, which returns bytes. Without it, they are refused.
    #[must_use]
    pub fn otherwise(
        mut self,
        handler: impl Fn(&dyn AnyObject) -> Result<Vec<u8>, RpcError> + Send + Sync + 'static,
    ) -> Self {
        self.calls.otherwise(handler);
        self
    }

    /// Serves all connections until the future is dropped.
    ///
    /// # Errors
    /// If the listener is not on loopback, because this server is an example.
    pub async fn run(self, listener: TcpListener) -> Result<(), Error> {
        if !listener.local_addr()?.ip().is_loopback() {
            return Err(Error::Protocol("this server is for loopback only"));
        }
        let server = Arc::new(self);
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok(accepted) if connections.len() < MAX_CONNECTIONS => {
                        connections.spawn(Arc::clone(&server).serve(accepted));
                    }
                    Ok(_) => {}
                    // For example, too many open files.
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                },
                Some(_) = connections.join_next() => {}
            }
        }
    }

    /// Serves one connection. Its end does not affect the others.
    async fn serve(self: Arc<Self>, (stream, peer): (TcpStream, SocketAddr)) {
        if let Err(error) = connection::serve(&self, stream).await {
            eprintln!("{peer}: {error}");
        }
    }
}
