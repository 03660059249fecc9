//! Sets a photo as the profile photo, and prints the server's answer.

use std::error::Error;

use photos_example::client::Client;
use photos_example::server::Server;
use photos_example::tl::types::InputPhoto;
use photos_example::update;

fn main() -> Result<(), Box<dyn Error>> {
    let photo = InputPhoto {
        id: 5_271_604_922_014_511_201,
        access_hash: -1,
        file_reference: vec![0x01, 0x5f],
    };
    let mut client = Client::new(Server::with_photo(photo.id));
    println!("{:#?}", update(&mut client, photo)?);
    Ok(())
}
