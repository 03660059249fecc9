//! Runs a server on loopback, and a client that requests a block from it. With the argument `serve`, runs only
//! the server.

use liteserver_example::chain::Chain;
use liteserver_example::lite_api::functions::lite_server::{
    GetBlock, GetMasterchainInfo, GetVersion,
};
use liteserver_example::{Client, Error, Server};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    println!("the server listens on {address}");
    let server = Server::new(Chain::example()).run(listener);
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return server.await;
    }

    tokio::spawn(server);
    let mut client = Client::connect(address).await?;
    let version = client.invoke(&GetVersion).await?;
    println!("its version is {:#x}", version.version);
    let mut id = client.invoke(&GetMasterchainInfo).await?.last;
    println!("its newest block is {}", id.seqno);
    let block = client.block(id.clone()).await?;
    println!("{}", String::from_utf8_lossy(block.data()?.data));
    id.seqno += 1;
    if let Err(error) = client.invoke(&GetBlock { id }).await {
        println!("{error}");
    }
    Ok(())
}
