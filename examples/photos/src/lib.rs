//! Sets the profile photo: a client that can make any call, and an in-memory server for it.
//!
//! The build script generates the types of the calls from `schemas/photos.tl`.

pub mod client;
pub mod server;
pub mod tl;

use client::{Client, Transport};
use tl::{enums, functions, types};

/// Sets a photo that is on the server as the profile photo.
///
/// # Errors
/// If the server returns an error.
pub fn update<T: Transport>(
    client: &mut Client<T>,
    photo: types::InputPhoto,
) -> Result<enums::photos::Photo, client::Error> {
    client.invoke(&functions::photos::UpdateProfilePhoto { id: photo.into() })
}

#[cfg(test)]
mod tests;
