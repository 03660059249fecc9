//! An in-memory server with one user. It supports one function.

use tl_runtime::Serve;

use crate::client::{Refusal, Transport};
use crate::tl::enums::InputPhoto;
use crate::tl::{functions, types};

/// A server with one photo.
pub struct Server {
    photo: i64,
}

impl Server {
    /// Creates a server with this photo.
    #[must_use]
    pub fn with_photo(photo: i64) -> Self {
        Self { photo }
    }

    fn update(&self, id: &InputPhoto) -> Result<types::photos::Photo, Refusal> {
        let mut user = types::User::new(777_000);
        user.self_ = true;
        user.first_name = Some("Ada".into());
        let photo = match id {
            InputPhoto::Empty => types::PhotoEmpty { id: 0 }.into(),
            InputPhoto::Photo(known) if known.id == self.photo => {
                user.photo = Some(self.shown().into());
                self.stored(known).into()
            }
            InputPhoto::Photo(_) => return Err(refusal("PHOTO_ID_INVALID")),
        };
        Ok(types::photos::Photo {
            photo,
            users: vec![user.into()],
        })
    }

    /// Returns the photo as it appears in a list of users.
    fn shown(&self) -> types::UserProfilePhoto {
        types::UserProfilePhoto {
            has_video: false,
            photo_id: self.photo,
            photo_small: file(1),
            photo_big: file(2),
            dc_id: 2,
        }
    }

    /// Returns the photo itself.
    fn stored(&self, known: &types::InputPhoto) -> types::Photo {
        let size = types::PhotoSize {
            r#type: "x".into(),
            location: file(2),
            w: 640,
            h: 640,
            size: 51_200,
        };
        types::Photo::new(
            self.photo,
            known.access_hash,
            known.file_reference.clone(),
            1_600_000_000,
            vec![size.into()],
            2,
        )
    }
}

impl Transport for Server {
    fn exchange(&mut self, request: &[u8]) -> Result<Vec<u8>, Refusal> {
        let call = tl_runtime::from_bytes::<functions::photos::UpdateProfilePhoto>(request)
            .map_err(|_| refusal("INPUT_REQUEST_INVALID"))?;
        let answer = self.update(&call.id)?;
        call.encode_response(&answer)
            .map_err(|_| refusal("INTERNAL"))
    }
}

fn file(local_id: i32) -> types::FileLocationToBeDeprecated {
    types::FileLocationToBeDeprecated {
        volume_id: 200_068_401,
        local_id,
    }
}

fn refusal(name: &'static str) -> Refusal {
    Refusal { code: 400, name }
}
