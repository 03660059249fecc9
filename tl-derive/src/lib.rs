//! `#[derive(TlObject)]` encodes and decodes a Rust type by its TL declaration.
//!
//! Enable it by the feature `derive` of `tlgen-runtime`, which exports it.
//!
//! ```
//! use tl_runtime::TlObject;
//!
//! #[derive(Debug, Clone, PartialEq, TlObject)]
//! #[tl("inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;")]
//! struct InputPhoto {
//!     id: i64,
//!     access_hash: i64,
//!     file_reference: Vec<u8>,
//! }
//!
//! let photo = InputPhoto { id: 1, access_hash: 2, file_reference: vec![3] };
//! let bytes = tl_runtime::to_bytes(&photo)?;
//! assert_eq!(tl_runtime::from_bytes::<InputPhoto>(&bytes)?, photo);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! The declaration is checked when the program is compiled: its id, and the names, order, bits and
//! types of the fields. All mistakes of an item are reported at once, each as one error. The impls are
//! those that the generator writes for the same declaration.
//!
//! | on | keys |
//! | --- | --- |
//! | a struct | [the declaration](#the-declaration), `schema`, `name`, `id`, `unchecked_id`, `function`, `response`, `transparent` |
//! | an enum | [`type`, `schema`](#types-of-several-constructors) |
//! | a struct or enum | [`json`, `serde`](#json), [`decode_only`, `encode_only`](#one-direction), `crate` |
//! | a variant | a declaration, `name`, `id`, `unchecked_id`, [`other`, `filler`](#types-of-several-constructors) |
//! | a field | [`rename`, `with`](#fields), `nullable`, `mask`, `bit`, `type` |
//!
//! Every TL type is checked against its Rust type, in fields, elements, arguments and answers: `int`
//! is `i32` and nothing else. A type that the derive knows only by name, such as an alias or another
//! item, tells its TL type by a constant. So a type of yours can be used for `Bool`, a newtype for a
//! number, any of your types for `Object`, and any of your functions for `Function` and `!X`. A type
//! parameter can be any type.
//!
//! # The declaration
//!
//! It belongs on a struct, or on a variant that has no struct of its own. An id that is written is
//! compared with the one that the text gives; one that is not written is that of the text.
//! `unchecked_id` lets an id pass that is another:
//!
//! ```
//! # use tl_runtime::TlObject;
//! use tl_runtime::Identify;
//!
//! #[derive(TlObject)]
//! #[tl("gzip_packed#3072cfa1 packed_data:bytes = Object;", unchecked_id)]
//! struct GzipPacked { packed_data: Vec<u8> }
//!
//! #[derive(TlObject)]
//! #[tl("adnl.address.udp ip:int port:int = adnl.Address;")]
//! struct Udp { ip: i32, port: i32 }
//!
//! assert_eq!(Udp::ID, 0x670da6e7);
//! ```
//!
//! `schema` and `name` take it from a file, which is looked for from the folder of `Cargo.toml`.
//! When the file changes, the crate is compiled anew. An enum says the file once for all its
//! variants:
//!
//! ```
//! # use tl_runtime::TlObject;
//! #[derive(TlObject)]
//! #[tl(schema = "../schemas/photos.tl", name = "inputPhoto")]
//! struct InputPhoto { id: i64, access_hash: i64, file_reference: Vec<u8> }
//!
//! #[derive(TlObject)]
//! #[tl(schema = "../schemas/photos.tl")]
//! enum InputPhotoType {
//!     #[tl(name = "inputPhotoEmpty")]
//!     Empty,
//!     Photo(InputPhoto),
//! }
//! ```
//!
//! A function has `function`, and says what it is answered with: `response`. Where the answer is that
//! of the call in a field, `function` says so alone.
//!
//! ```
//! # use tl_runtime::TlObject;
//! use tl_runtime::Function;
//!
//! # #[derive(Debug, PartialEq, TlObject)]
//! # #[tl("pong#347773c5 msg_id:long ping_id:long = Pong;")]
//! # struct Pong { msg_id: i64, ping_id: i64 }
//! #[derive(TlObject)]
//! #[tl("ping#7abe77ec ping_id:long = Pong;", response = Pong)]
//! struct Ping { ping_id: i64 }
//!
//! #[derive(TlObject)]
//! #[tl("invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;", function)]
//! struct InvokeWithLayer<F> { layer: i32, query: F }
//!
//! let call = InvokeWithLayer { layer: 230, query: Ping { ping_id: 5 } };
//! let answer = tl_runtime::to_bytes(&Pong { msg_id: 4, ping_id: 5 })?;
//! let pong: Pong = call.decode_response(&answer)?;
//! # assert_eq!(pong.msg_id, 4);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! An answer cannot borrow from its bytes. A function without `response` leaves reading it to you:
//!
//! ```
//! # use tl_runtime::TlObject;
//! #[derive(TlObject)]
//! #[tl("getName id:long = Name;", function)]
//! struct GetName { id: i64 }
//!
//! #[derive(TlObject)]
//! #[tl("name first:string = Name;")]
//! struct Name<'a> { first: &'a str }
//!
//! let answer = tl_runtime::to_bytes(&Name { first: "Ada" })?;
//! let name: Name<'_> = tl_runtime::from_bytes(&answer)?;
//! assert_eq!(name.first, "Ada");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! Without any declaration there is an `id`, and the form of the fields is that of their Rust types.
//! A `u32` with `mask` has the bits that fields name by `bit`, and `type` says the TL type of a field
//! that has another form than its Rust type. `name` is what errors and registries call it:
//!
//! ```
//! # use tl_runtime::TlObject;
//! use tl_runtime::Identify;
//!
//! #[derive(TlObject)]
//! #[tl(id = 0x12345678, name = "my.message")]
//! struct Message {
//!     #[tl(mask)]
//!     flags: u32,
//!     #[tl(bit = "flags.0")]
//!     silent: bool,
//!     #[tl(bit = "flags.3")]
//!     date: Option<i32>,
//!     #[tl(type = "vector long")]
//!     users: Vec<i64>,
//! }
//!
//! assert_eq!(
//!     Message::TL,
//!     "my.message#12345678 flags:# silent:flags.0?true date:flags.3?int users:vector<long> \
//!      = Message"
//! );
//! ```
//!
//! # Types of several constructors
//!
//! are enums. A variant holds the struct of a constructor, or has a declaration and the fields
//! itself. The TL type is that of the declarations, or what `type` says:
//!
//! ```
//! # use tl_runtime::TlObject;
//! #[derive(Debug, PartialEq, TlObject)]
//! enum Peer {
//!     #[tl("peerUser#59511722 user_id:long = Peer;")]
//!     User { user_id: i64 },
//!     #[tl("peerChat#36c6019a chat_id:long = Peer;")]
//!     Chat(i64),
//!     Channel(PeerChannel),
//!     #[tl(other)]
//!     Other(u32, Vec<u8>),
//! }
//!
//! #[derive(Debug, PartialEq, TlObject)]
//! #[tl("peerChannel#a2a5371e channel_id:long = Peer;")]
//! struct PeerChannel { channel_id: i64 }
//!
//! #[derive(TlObject)]
//! #[tl(type = "Maybe {t:Type}")]
//! enum Maybe<T> {
//!     #[tl("nothing {t:Type} = Maybe t;")]
//!     Nothing,
//!     Just(Just<T>),
//! }
//!
//! #[derive(TlObject)]
//! #[tl("just {t:Type} value:t = Maybe t;")]
//! struct Just<T> { value: T }
//!
//! let newer = [0xff, 0, 0, 0, 1, 2, 3, 4];
//! let peer: Peer = tl_runtime::from_bytes(&newer)?;
//! assert_eq!(peer, Peer::Other(0xff, vec![1, 2, 3, 4]));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! A failed read gives the variant that is marked `filler`; nobody sees it. Without a mark it is the
//! first that has no fields, or else the first whose fields do not contain the type again, those of
//! plain values before those of other types. The derive sees one item at a time: where that variant
//! contains the type again through another struct, the compiler reports a cycle, and a mark on a
//! variant that does not contain it mends that:
//!
//! ```
//! # use tl_runtime::TlObject;
//! #[derive(TlObject)]
//! enum Chain {
//!     More(More),
//!     #[tl(filler)]
//!     End(End),
//! }
//!
//! #[derive(TlObject)]
//! #[tl("more next:Chain = Chain;")]
//! struct More { next: Box<Chain> }
//!
//! #[derive(TlObject)]
//! #[tl("end code:int = Chain;")]
//! struct End { code: i32 }
//! ```
//!
//! `other` keeps the id of any other constructor and the rest of the input.
//! So nothing can follow: a field after such a type does not compile, and where the one or the
//! other is deeper inside, reading what follows fails.
//!
//! # Fields
//!
//! are matched by their names, in the order of the declaration; those of a tuple struct by their
//! order. A mask is computed from the fields that it guards, unless there is a field of its name,
//! which then keeps the bits that guard nothing.
//!
//! `rename` says what TL calls a field. `with` names a module with functions `decode` and
//! `encode`, for a Rust type that is none of TL; `decode` says by `Decoder::fail` what is wrong, and
//! must not panic, which would end the process. A struct that is `transparent` is read and written as the type
//! that it wraps:
//!
//! ```
//! # use tl_runtime::TlObject;
//! use std::time::Duration;
//!
//! #[derive(TlObject)]
//! #[tl(transparent)]
//! struct ChatId(i64);
//!
//! #[derive(TlObject)]
//! #[tl("folder mode:# id:long type:mode.0?string timeout:int = Folder;")]
//! struct Folder {
//!     mode: u32,
//!     id: ChatId,
//!     #[tl(rename = "type")]
//!     kind: Option<String>,
//!     #[tl(with = seconds)]
//!     timeout: Duration,
//! }
//!
//! mod seconds {
//!     use std::time::Duration;
//!     use tl_runtime::codec::{Decoder, Encoder};
//!
//!     pub fn decode(decoder: &mut Decoder<'_>) -> Duration {
//!         Duration::from_secs(decoder.int().unsigned_abs().into())
//!     }
//!
//!     pub fn encode(value: &Duration, encoder: &mut Encoder) {
//!         encoder.int(value.as_secs().try_into().unwrap_or(i32::MAX));
//!     }
//! }
//! ```
//!
//! What stands in the input as it is can be borrowed from it: `string` is `&str` or `Cow<str>`,
//! `bytes` is `&[u8]` or `Cow<[u8]>`, `int256` is `&[u8; 32]`. A definition may be generic, and have
//! fields in a `Box` or `Arc`, but for one that is a parameter of TL:
//!
//! ```
//! # use tl_runtime::TlObject;
//! use std::{borrow::Cow, sync::Arc};
//!
//! #[derive(TlObject)]
//! #[tl("entry key:int256 name:string data:bytes body:Body sizes:3*[ int ] = Entry;")]
//! struct Entry<'a, T: Clone> {
//!     key: &'a [u8; 32],
//!     name: Cow<'a, str>,
//!     data: &'a [u8],
//!     body: Arc<T>,
//!     sizes: [i32; 3],
//! }
//! ```
//!
//! # One direction
//!
//! Values are decoded and encoded, and a function with a `response` is called (`Function`) and answered
//! (`Serve`). A client needs half of that, and its server the other half: `encode_only` and
//! `decode_only`.
//!
//! ```
//! # use tl_runtime::TlObject;
//! use tl_runtime::Function;
//!
//! #[derive(TlObject)]
//! #[tl("ping#7abe77ec ping_id:long = Pong;", response = Pong, encode_only)]
//! struct Ping { ping_id: i64 }
//!
//! #[derive(TlObject)]
//! #[tl("pong#347773c5 msg_id:long ping_id:long = Pong;", decode_only)]
//! struct Pong { msg_id: i64, ping_id: i64 }
//!
//! let answer = [0xc5, 0x73, 0x77, 0x34, 4, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0];
//! let pong = Ping { ping_id: 5 }.decode_response(&answer)?;
//! assert_eq!((pong.msg_id, pong.ping_id), (4, 5));
//! # Ok::<(), tl_runtime::DecodeError>(())
//! ```
//!
//! # JSON
//!
//! With `json`, and with the feature `json` of the runtime, a type is written and read as TDLib's
//! JSON by the functions of `tl_runtime::json`. A field that is `nullable` is always there on the
//! wire, and may be absent or `null` in JSON: an `Option`, or a `Vec` of them. What borrows is written
//! only.
//!
//! ```
//! # use tl_runtime::TlObject;
//! #[derive(Debug, PartialEq, TlObject)]
//! #[tl("chat id:int53 order:long photo:Photo = Chat;", json)]
//! struct Chat {
//!     id: i64,
//!     order: i64,
//!     #[tl(nullable)]
//!     photo: Option<Photo>,
//! }
//!
//! #[derive(Debug, PartialEq, TlObject)]
//! #[tl("photo data:bytes = Photo;", json)]
//! struct Photo { data: Vec<u8> }
//!
//! let text = r#"{"@type":"chat","id":5,"order":"9007199254740993"}"#;
//! let chat: Chat = tl_runtime::json::from_str(text)?;
//! assert_eq!(chat, Chat { id: 5, order: 9007199254740993, photo: None });
//! assert_eq!(tl_runtime::json::to_string(&chat)?, text);
//! # Ok::<(), tl_runtime::json::JsonError>(())
//! ```
//!
//! With `serde` in its place, and with that feature of the runtime, a type has serde's `Serialize` and
//! `Deserialize` too, for any crate that reads and writes JSON:
//!
//! ```
//! # use tl_runtime::TlObject;
//! #[derive(TlObject)]
//! #[tl("photo data:bytes = Photo;", serde)]
//! struct Photo { data: Vec<u8> }
//!
//! let photos = serde_json::to_string(&[Photo { data: vec![1] }])?;
//! assert_eq!(photos, r#"[{"@type":"photo","data":"AQ=="}]"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # The runtime
//!
//! is `::tl_runtime`, unless `crate` says another path:
//!
//! ```
//! mod net {
//!     pub use tl_runtime as tl;
//! }
//!
//! #[derive(net::tl::TlObject)]
//! #[tl("pong#347773c5 msg_id:long ping_id:long = Pong;", crate = net::tl)]
//! struct Pong { msg_id: i64, ping_id: i64 }
//! ```

mod attr;
mod check;
mod checks;
mod combinator;
mod context;
mod declaration;
mod demand;
mod enums;
mod error;
mod filler;
mod fragments;
mod generics;
mod item;
mod manual;
mod matching;
mod members;
mod parted;
mod role;
mod schema;
mod shape;
mod source;
mod stand_in;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;
use tl_codegen::__private::emit;

/// Implements reading and writing for a struct (a constructor or function) or an enum (a type of
/// several constructors).
///
/// The [crate's documentation](crate) shows every key of `#[tl(…)]`.
#[proc_macro_derive(TlObject, attributes(tl))]
pub fn tl_object(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = match syn::parse(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error().into(),
    };
    let expanded = expand(&input).unwrap_or_else(|error| {
        let mut tokens = error.into_compile_error();
        tokens.extend(stand_in::stand_in(&input));
        tokens
    });
    expanded.into()
}

fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let derived = item::derived(input)?;
    let context = &derived.context;
    let text = emit::impls(&derived.item, &context.emitted);
    let of_type = |ty| context.checks.known(&context.runtime, ty);
    let impls = context.fragments.expand(&text, &of_type)?;
    Ok(context.checks.with_impls(&context.runtime, impls))
}
