//! Types as the generator writes them, written by hand.

use tl_runtime::{Boxed, Head, Identify, Read, Reader, Write, Writer};

/// `pair#00000001 x:int y:Vector<string> = Pair`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub x: i32,
    pub y: Vec<String>,
}

impl Identify for Pair {
    const ID: u32 = 1;
    const NAME: &'static str = "pair";
    const TL: &'static str = "pair#00000001 x:int y:Vector<string> = Pair";
}

impl<'a> Read<'a> for Pair {
    const HEAD: Head = Head::of::<Self>();
    const MIN_SIZE: usize = 12;

    fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
        Self {
            x: reader.int(),
            y: reader.vector(tl_runtime::Bare),
        }
    }
}

impl Write for Pair {
    const HEAD: Head = Head::of::<Self>();

    fn write_bare(&self, writer: &mut Writer, _: ()) {
        writer.int(self.x);
        writer.vector(&self.y, tl_runtime::Bare);
    }
}

/// `end#00000002 = Chain`, `link#00000003 next:Chain = Chain`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Chain {
    End,
    Link(Link),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub next: Box<Chain>,
}

impl Identify for Link {
    const ID: u32 = 3;
    const NAME: &'static str = "link";
    const TL: &'static str = "link#00000003 next:Chain = Chain";
}

impl<'a> Read<'a> for Link {
    const HEAD: Head = Head::of::<Self>();
    const FILLER: usize = tl_runtime::filler::<Chain>();

    fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
        Self {
            next: reader.boxed(()),
        }
    }
}

impl Write for Link {
    const HEAD: Head = Head::of::<Self>();

    fn write_bare(&self, writer: &mut Writer, _: ()) {
        writer.boxed(&self.next, ());
    }
}

impl<'a> Read<'a> for Chain {
    const HEAD: Head = Head::Type("Chain");

    fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
        match reader.id() {
            2 => Self::End,
            Link::ID => Self::Link(Read::read_bare(reader, ())),
            id => {
                reader.unexpected_id(id);
                Self::End
            }
        }
    }
}

impl Write for Chain {
    const HEAD: Head = Head::Type("Chain");

    fn write_bare(&self, writer: &mut Writer, _: ()) {
        match self {
            Self::End => writer.id(2),
            Self::Link(value) => writer.boxed(value, ()),
        }
    }
}

/// `masked#00000004 flags:# on:flags.14?true version:flags.14?int = Masked`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Masked {
    pub on: bool,
    pub version: Option<i32>,
}

impl Identify for Masked {
    const ID: u32 = 4;
    const NAME: &'static str = "masked";
    const TL: &'static str =
        "masked#00000004 flags:# on:flags.14?true version:flags.14?int = Masked";
}

impl<'a> Read<'a> for Masked {
    const HEAD: Head = Head::of::<Self>();

    fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
        let flags = reader.mask(0x4000);
        Self {
            on: flags & 0x4000 != 0,
            version: reader.optional(flags & 0x4000 != 0, tl_runtime::Bare),
        }
    }
}

impl Write for Masked {
    const HEAD: Head = Head::of::<Self>();

    fn write_bare(&self, writer: &mut Writer, _: ()) {
        let both = [self.on, self.version.is_some()];
        let there = writer.shared_bit("masked", "flags.14", &["on", "version"], both);
        let flags = u32::from(there) << 14;
        writer.nat(flags);
        writer.optional(&self.version, tl_runtime::Bare);
    }
}

/// `call#00000005 {X:Type} query:!X = X`, with any function inside.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub query: Box<dyn tl_runtime::AnyObject>,
}

impl Identify for Call {
    const ID: u32 = 5;
    const NAME: &'static str = "call";
    const TL: &'static str = "call#00000005 {X:Type} query:!X = X";
}

impl<'a> Read<'a> for Call {
    const HEAD: Head = Head::of::<Self>();

    fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
        Self {
            query: reader.function(),
        }
    }
}

impl Write for Call {
    const HEAD: Head = Head::of::<Self>();

    fn write_bare(&self, writer: &mut Writer, _: ()) {
        writer.boxed(&self.query, ());
    }
}

/// The bytes of words.
pub(crate) fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A list of chains, each of so many links.
pub(crate) fn chains(links: &[usize]) -> Vec<u8> {
    let mut list = vec![0x1cb5_c415, links.len() as u32];
    for &links in links {
        list.extend(std::iter::repeat_n(Link::ID, links));
        list.push(2);
    }
    words(&list)
}

/// Reads a list of chains.
pub(crate) fn read_chains(reader: &mut Reader<'_>) -> Vec<Chain> {
    reader.vector(Boxed)
}
