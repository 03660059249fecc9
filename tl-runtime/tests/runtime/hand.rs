//! Hand-written types, like those of the generator, and their bytes.

use tl_runtime::codec::{Bare, Boxed, Declared, Decoder, Encoder, Head, Layout, NoId, ObjectForm};
use tl_runtime::{Decode, Encode, Identify};

/// The id of `Vector t`.
pub(crate) const VECTOR: u32 = 0x1cb5_c415;

/// The id of `int`.
pub(crate) const INT: u32 = 0xa850_9bda;

/// Declares the type of a constructor or function: its id, its name and its declaration.
macro_rules! declare {
    ($type:ty = $id:literal $name:literal $tl:literal) => {
        impl tl_runtime::codec::Declared for $type {
            type Kind = tl_runtime::codec::HasId;
            const HEAD: tl_runtime::codec::Head =
                tl_runtime::codec::Head::constructor($id, $name, $tl);
        }
    };
}

pub(crate) use declare;

declare!(Pair = 1 "pair" "pair#00000001 x:int y:Vector<string> = Pair");

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub x: i32,
    pub y: Vec<String>,
}

impl<'a> Decode<'a> for Pair {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        Self {
            x: decoder.int(),
            y: decoder.vector(Bare),
        }
    }
}

impl Encode for Pair {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.int(self.x);
        encoder.vector(&self.y, Bare);
    }
}

/// `end#00000002 = Chain`, `link#00000003 next:Chain = Chain`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Chain {
    End,
    Link(Link),
}

declare!(Link = 3 "link" "link#00000003 next:Chain = Chain");

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub next: Box<Chain>,
}

impl<'a> Decode<'a> for Link {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        Self {
            next: decoder.boxed(()),
        }
    }
}

impl Encode for Link {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.boxed(&self.next, ());
    }
}

impl Declared for Chain {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Chain");
}

impl<'a> Decode<'a> for Chain {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        match decoder.id() {
            2 => Self::End,
            Link::ID => Self::Link(Decode::decode_bare(decoder, ())),
            id => {
                decoder.unexpected_id(id);
                Self::End
            }
        }
    }
}

impl Encode for Chain {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        match self {
            Self::End => encoder.id(2),
            Self::Link(value) => encoder.boxed(value, ()),
        }
    }
}

declare!(Masked = 4 "masked" "masked#00000004 flags:# on:flags.14?true version:flags.14?int = Masked");

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Masked {
    pub on: bool,
    pub version: Option<i32>,
}

impl<'a> Decode<'a> for Masked {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        let flags = decoder.mask(0x4000);
        Self {
            on: flags & 0x4000 != 0,
            version: decoder.optional(flags & 0x4000 != 0, Bare),
        }
    }
}

impl Encode for Masked {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        let both = [self.on, self.version.is_some()];
        let there = encoder.shared_bit("masked", "flags.14", &["on", "version"], both);
        let flags = u32::from(there) << 14;
        encoder.nat(flags);
        encoder.optional(&self.version, Bare);
    }
}

declare!(Call = 5 "call" "call#00000005 {X:Type} query:!X = X");

/// Any function may be inside.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub query: Box<dyn tl_runtime::value::AnyObject>,
}

impl<'a> Decode<'a> for Call {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        Self {
            query: decoder.function(),
        }
    }
}

impl Encode for Call {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.boxed(&self.query, ());
    }
}

declare!(Message = 6 "message" "message#00000006 id:long body:Object = Message");

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Message {
    pub id: i64,
    pub body: Box<dyn tl_runtime::value::AnyObject>,
}

impl<'a> Decode<'a> for Message {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        Self {
            id: decoder.long(),
            body: decoder.object(),
        }
    }
}

impl Encode for Message {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.long(self.id);
        encoder.boxed(&self.body, ());
    }
}

declare!(Messages = 7 "messages" "messages#00000007 all:Vector<Object> = Messages");

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Messages {
    pub all: Vec<Box<dyn tl_runtime::value::AnyObject>>,
}

impl<'a> Decode<'a> for Messages {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        Self {
            all: decoder.vector(ObjectForm),
        }
    }
}

impl Encode for Messages {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.vector(&self.all, ObjectForm);
    }
}

declare!(Ping = 8 "ping" "ping#00000008 = Bool");

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ping;

impl<'a> Decode<'a> for Ping {
    const LAYOUT: Layout = Layout::of_size(0);

    fn decode_bare(_: &mut Decoder<'a>, _: ()) -> Self {
        Self
    }
}

impl Encode for Ping {
    fn encode_bare(&self, _: &mut Encoder, _: ()) {}
}

/// Returns the bytes of words.
pub(crate) fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Encodes a list of chains with these numbers of links.
pub(crate) fn chains(links: &[usize]) -> Vec<u8> {
    let mut list = vec![VECTOR, links.len() as u32];
    for &links in links {
        list.extend(std::iter::repeat_n(Link::ID, links));
        list.push(2);
    }
    words(&list)
}

/// Decodes a list of chains.
pub(crate) fn read_chains(decoder: &mut Decoder<'_>) -> Vec<Chain> {
    decoder.vector(Boxed)
}
