//! Code with customised names and types: of every valid fixture, and of a schema for options about single
//! items.

#![no_std]
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]
#![forbid(unsafe_code, dead_code)]

use tl_runtime::alloc::boxed::Box;
use tl_runtime::alloc::string::String;
use tl_runtime::codec::{Declared, Decoder, Encoder, HasId, Head};
use tl_runtime::{Decode, Encode, TlObject};

/// The fixtures.
pub mod zoo {
    include!(concat!(env!("OUT_DIR"), "/zoo.rs"));
}

/// The shared part of two schemas.
pub mod common {
    include!(concat!(env!("OUT_DIR"), "/common.rs"));
}

/// A schema whose code is customised for this package.
pub mod custom {
    include!(concat!(env!("OUT_DIR"), "/custom.rs"));
}

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// A hand-written type that replaces a generated one.
#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("inputPhoto id:long title:string = InputPhoto;")]
pub struct Photo {
    /// `id:long`
    pub id: i64,
    /// `title:string`
    pub title: Box<str>,
}

/// A hand-written constructor of a generated type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, TlObject)]
#[tl("photoUrl url:string = Media;")]
pub struct Url {
    /// `url:string`
    pub url: String,
}

/// A string type of this package.
#[derive(Debug, Clone, PartialEq)]
pub struct Text(pub Box<str>);

impl Declared for Text {
    type Kind = HasId;
    const HEAD: Head = String::HEAD;
}

impl<'a> Decode<'a> for Text {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self(decoder.string().into())
    }
}

impl Encode for Text {
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        encoder.string(&self.0);
    }
}
