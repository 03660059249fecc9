//! `#[derive(TlObject)]` encodes and decodes a Rust type by its TL declaration.
//!
//! The feature `derive` of `tlgen-runtime` enables and exports it.
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
//! types of the fields. The mistakes of an item are reported together, each as one error; only a declaration
//! that is not valid TL, and types that only the compiler knows, are reported alone. The impls are the same as
//! those of the generator for the same declaration.
//!
//! | on | keys |
//! | --- | --- |
//! | a struct | [the declaration](#the-declaration), `schema`, `name`, `id`, `type`, `unchecked_id`, `function`, `response`, `transparent` |
//! | an enum | [`type`, `schema`](#types-of-several-constructors) |
//! | a struct or enum | [`json`, `serde`](#json), [`decode_only`, `encode_only`](#one-direction), `error_paths`, `crate` |
//! | a variant | a declaration, `schema`, `name`, `id`, `unchecked_id`, [`other`, `unknown`, `filler`](#types-of-several-constructors) |
//! | a field | [`rename`, `with`](#fields), `nullable`, `mask`, `bit`, `type` |
//!
//! Every TL type is checked against its Rust type, in fields, elements, arguments and answers: `int`
//! is `i32` and nothing else. A type that the derive knows only by name, such as an alias or another
//! item, tells its TL type by a constant. So a type of yours can be used for `Bool`, a newtype for a
//! number, any of your types for `Object`, and any of your functions for `Function` and `!X`. In
//! place of a Rust type parameter, only builtins are checked: `cargo build` (not `cargo check`) reports an
//! `i64` for an `int`.
//!
//! # The declaration
//!
//! The declaration is an attribute of a struct, or of a variant with fields. If it has an id, that is compared
//! with the id that is computed from the text; otherwise the computed id is used. `unchecked_id` accepts
//! another id:
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
//! `schema` and `name` take the declaration from a file, relative to `Cargo.toml`. When the file changes, the
//! crate is compiled again. An enum names the file once for all its variants:
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
//! `response` makes a struct a function, and names the type of its answer. If the function wraps another call
//! and returns its answer (`query:!X = X`), use `function` alone. If the answer contains that of the call
//! (`query:!X = Reply X`), use `response = Reply<F::Response>`.
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
//! `response` cannot name a type that borrows from the bytes of the answer. For such an answer, use
//! `function` without `response`. The struct then does not implement `Function`, and you decode the answer
//! yourself:
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
//! Without a declaration, give an `id`. The TL type then follows from the name of the struct, and the form of
//! each field from its Rust type, unless `type` names another TL type. A `u32` with `mask` is a mask, whose bits
//! other fields name by `bit`. `name` is the name in errors and registries:
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
//! A type with several constructors is an enum. A variant holds the struct of a constructor, or has a
//! declaration and fields of its own. The TL type is the type of the declarations, or is given by `type`:
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
//! A failed decode produces a filler value internally, which is never returned. The filler of an
//! enum is the variant marked `filler`, or else the first variant without fields, or else the variant
//! marked `other` or `unknown`, or else the first whose fields are all builtins, lists or `Option`s, or else
//! the first whose fields do not name the enum, preferably without a `Box`.
//! The derive sees one item at a time: if that variant contains the enum through another struct, the
//! compiler reports a cycle (E0391). To fix this, mark a variant that does not contain the enum:
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
//! `other` keeps the id of any other constructor, and the rest of the input. So a field after such a type
//! does not compile, and if the type is nested deeper, decoding what follows it fails.
//!
//! `unknown` keeps the id and the rest in one `value::Unknown` of the runtime, or in an
//! `UnknownRef` that borrows. Other values can follow it if the options have a newer schema
//! (`DecodeOptions::newer`), and in JSON it keeps the whole object. With `error_paths`, errors of a
//! struct or enum name their field.
//!
//! ```
//! # use tl_runtime::TlObject;
//! use tl_runtime::value::UnknownRef;
//!
//! #[derive(Debug, PartialEq, TlObject)]
//! enum Media<'a> {
//!     #[tl("mediaEmpty = Media;")]
//!     Empty,
//!     #[tl(unknown)]
//!     Unknown(UnknownRef<'a>),
//! }
//!
//! let bytes = [0xff, 0, 0, 0, 1, 2];
//! let media: Media<'_> = tl_runtime::from_bytes(&bytes)?;
//! assert_eq!(media, Media::Unknown(UnknownRef { id: 0xff, rest: &[1, 2] }));
//! # Ok::<(), tl_runtime::DecodeError>(())
//! ```
//!
//! # Fields
//!
//! Fields are matched by name, and must be in the order of the declaration; fields of a tuple struct are
//! matched by order. A mask is computed from the fields that it guards. If the struct has a field with the
//! name of the mask, that field keeps the bits that do not guard anything.
//!
//! `rename` gives the TL name of a field. `with` names a module with functions `decode` and `encode`, for a
//! type that is not a TL type. Under a mask, they get the value inside the `Option`, and otherwise the whole
//! field. `decode` reports errors by `Decoder::fail`; it must not panic, which would abort the process. It decodes
//! a list, or the elements of a map, by `Decoder::list` or `vector`: a loop of its own over a count would not stop
//! after a failure. A `transparent` struct is encoded and decoded as the type that it wraps:
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
//! Some values can be borrowed from the input: `string` as `&str` or `Cow<str>`, `bytes` as `&[u8]`
//! or `Cow<[u8]>`, `int256` as `&[u8; 32]`. A struct or enum may be generic. Its fields may be in a
//! `Box` or `Arc`, unless their type is a type parameter of TL:
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
//! By default, values are encoded and decoded, and a function with a `response` implements
//! `Function` for clients and `Serve` for servers. One side of a protocol needs only half of this;
//! `encode_only` or `decode_only` leaves the other half out.
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
//! With `json`, and the feature `json` of the runtime, a type has TDLib's JSON form, for the
//! functions of `tl_runtime::json`. A `nullable` field is always present in bytes, but may be
//! absent or `null` in JSON. It is an `Option`, or a `Vec` of `Option`s. A type that borrows can
//! only be encoded.
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
//! With `serde` instead, and the feature `serde` of the runtime, a type also implements serde's
//! `Serialize` and `Deserialize`, for any JSON crate:
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
//! The derive finds the runtime at `::tl_runtime`, unless `crate` gives another path:
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

mod arms;
mod asked;
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
mod mismatch;
mod parted;
mod question;
mod role;
mod schema;
mod shape;
mod source;
mod stand_in;
#[cfg(test)]
mod tests;
mod unsupported;

/// Implements decoding and encoding for a struct (a constructor or function) or an enum (a type of
/// several constructors).
///
/// The [front page of `tl_derive`](../tl_derive/index.html), the library of the package `tlgen-derive`, shows every
/// key of `#[tl(…)]`.
#[proc_macro_derive(TlObject, attributes(tl))]
pub fn tl_object(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = match syn::parse(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error().into(),
    };
    let expanded = item::derived(&input).and_then(|derived| derived.expand());
    expanded
        .unwrap_or_else(|error| {
            let mut tokens = error.into_compile_error();
            tokens.extend(stand_in::stand_in(&input));
            tokens
        })
        .into()
}
