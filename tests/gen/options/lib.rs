//! Code that options fit to a program: that of every valid fixture, and of a schema for what is about
//! single things.

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

/// What several schemas have in common.
pub mod common {
    include!(concat!(env!("OUT_DIR"), "/common.rs"));
}

/// A schema whose code is fitted to this package.
pub mod custom {
    include!(concat!(env!("OUT_DIR"), "/custom.rs"));
}

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// A type by hand, in the place of a generated one.
#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("inputPhoto id:long title:string = InputPhoto;")]
pub struct Photo {
    /// `id:long`
    pub id: i64,
    /// `title:string`
    pub title: Box<str>,
}

/// A constructor by hand, whose type is generated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, TlObject)]
#[tl("photoUrl url:string = Media;")]
pub struct Url {
    /// `url:string`
    pub url: String,
}

/// A string of this package's own.
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
