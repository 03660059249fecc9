//! Makes a photo the profile photo: a client that can make any call, and a server for it that
//! stays in memory.
//!
//! The types of the calls come from `schemas/photos.tl`, by the build script.

pub mod client;
pub mod server;
pub mod tl;

use client::{Client, Transport};
use tl::{enums, functions, types};

/// Sets a photo that is on the server as the profile photo.
///
/// # Errors
/// Where the server refuses.
pub fn update<T: Transport>(
    client: &mut Client<T>,
    photo: types::InputPhoto,
) -> Result<enums::photos::Photo, client::Error> {
    client.invoke(&functions::photos::UpdateProfilePhoto { id: photo.into() })
}

#[cfg(test)]
mod tests;
