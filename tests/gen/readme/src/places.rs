/// Any error.
#[derive(Debug)]
pub struct Error(pub String);

impl<E: std::fmt::Display> From<E> for Error {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// A build script.
pub mod build_script {
    #[allow(dead_code)]
    snippet!("// build.rs");
}

/// Another one, for a client that needs a part of an API.
pub mod build_script_of_a_part {
    use super::Error;

    /// What its `main` does.
    pub fn build() -> Result<(), Error> {
        snippet!("use tl_codegen::{Builder, Role};");
        Ok(())
    }
}

/// Code of a schema, included.
pub mod included {
    snippet!("// src/lib.rs");
}

tl_runtime::include_tl!(pub mod photos);
tl_runtime::include_tl!(pub mod json_of_chats, "chats");

/// A call over a transport.
pub mod invoking {
    use super::Error;
    use super::photos::{functions, types};

    /// A connection.
    pub trait Transport {
        /// Sends bytes, and receives others.
        fn exchange(&mut self, request: Vec<u8>) -> Result<Vec<u8>, Error>;
    }

    /// Calls.
    pub fn update(
        (id, access_hash, file_reference): (i64, i64, Vec<u8>),
        mut transport: impl Transport,
    ) -> Result<types::photos::Photo, Error> {
        snippet!("fn invoke<F: Function>");
        Ok(answer)
    }
}

/// A server.
pub mod serving {
    use super::Error;
    use super::photos::{enums, functions, registry, types};

    fn update(photo: &enums::InputPhoto) -> Result<types::photos::Photo, Error> {
        match photo {
            enums::InputPhoto::Empty => Err("no photo".into()),
            enums::InputPhoto::Photo(photo) => {
                let photo = types::PhotoEmpty { id: photo.id };
                Ok(types::photos::Photo {
                    photo: photo.into(),
                    users: Vec::new(),
                })
            }
        }
    }

    snippet!("fn serve");

    /// A call of it.
    pub fn call(id: i64) -> Result<bool, Error> {
        let photo = types::InputPhoto {
            id,
            access_hash: 0,
            file_reference: Vec::new(),
        };
        let call = functions::photos::UpdateProfilePhoto { id: photo.into() };
        let answer = serve(&tl_runtime::to_bytes(&call)?)?;
        let answer = tl_runtime::Function::decode_response(&call, &answer)?;
        Ok(answer.photo == types::PhotoEmpty { id }.into())
    }
}

/// An answer that may be an error.
pub mod refused {
    use super::photos::types;

    impl std::fmt::Display for types::RpcError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&self.error_message)
        }
    }

    /// Looks for it.
    pub fn look(answer: Vec<u8>) -> Result<(), super::Error> {
        snippet!("peek_id");
        Ok(())
    }
}

/// Values inside of others.
pub mod embedded {
    use super::photos::functions::lite_server::{Query, WaitMasterchainSeqno};
    use super::photos::functions::updates::GetState;
    use tl_runtime::DecodeOptions;

    /// A call in bytes, there and back.
    pub fn call(seqno: i32, timeout_ms: i32) -> Result<bool, super::Error> {
        let call = GetState;
        snippet!("append_to");
        let expected = WaitMasterchainSeqno { seqno, timeout_ms };
        Ok(wait == expected && rest == tl_runtime::to_bytes(&call)?)
    }
}

/// Objects of any type.
pub mod objects {
    use super::photos::{functions, registry, types};
    use tl_runtime::DecodeOptions;

    /// Reads them.
    pub fn read(answer: Vec<u8>, bytes: Vec<u8>) -> Result<(), super::Error> {
        let call = functions::updates::GetState;
        snippet!("downcast_ref");
        let _ = updates;
        Ok(())
    }
}

/// Types by hand.
#[allow(dead_code)]
pub mod by_hand {
    use super::photos as generated;

    snippet!("struct UpdateProfilePhoto<'a>");
}

/// JSON of a request and an update.
pub mod json {
    use super::json_of_chats::{enums, functions, types};
    use tl_runtime::json;

    /// There and back.
    pub fn request(
        chat_id: i64,
        content: types::InputMessageText,
        answer: String,
    ) -> Result<(String, enums::Update), super::Error> {
        snippet!("json::to_string(&request)");
        Ok((text, update))
    }
}

/// A client of TDLib.
pub mod client {
    use super::json_of_chats::{enums, functions, registry, types};
    use tl_runtime::value::AnyObject;
    use tl_runtime::{DecodeOptions, json, json::Json};

    /// TDLib.
    pub trait Client {
        /// Sends a request.
        fn send(&self, request: &str);
        /// Receives an answer or update.
        fn receive(&self) -> String;
    }

    impl std::fmt::Display for types::Error {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&self.message)
        }
    }

    /// Members that the schema does not have.
    pub fn members(client: impl Client) -> Result<Box<dyn AnyObject>, super::Error> {
        let call = functions::GetChats { limit: 100 };
        snippet!("request.insert");
        let _ = extra;
        Ok(object)
    }

    /// Answers and updates.
    #[allow(unused_variables)]
    pub fn answer(received: Json, handle: impl Fn(enums::Update)) -> Result<(), super::Error> {
        snippet!("received.type_name()");
        Ok(())
    }
}
