use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("page seq:long = Page;")]
struct Page {
    #[tl(with = unsigned)]
    seq: u32,
}

#[derive(TlObject)]
#[tl("list flags:# last:flags.0?long = List;")]
struct List {
    #[tl(with = optional)]
    last: Option<u64>,
}

#[derive(TlObject)]
#[tl("more flags:# first:flags.0?long last:flags.0?long = More;")]
struct More {
    #[tl(with = fallible)]
    first: Option<u64>,
    #[tl(with = of_nothing)]
    last: Option<u64>,
}

mod fallible {
    use tl_runtime::codec::{Decoder, Encoder};

    pub fn decode(decoder: &mut Decoder<'_>) -> Result<u64, ()> {
        Ok(decoder.long() as u64)
    }

    pub fn encode(_: u64, _: &mut Encoder) {}
}

mod of_nothing {
    pub fn decode() -> u64 {
        0
    }

    pub fn encode(_: &u64) {}
}

mod unsigned {
    use tl_runtime::codec::{Decoder, Encoder};

    pub fn decode(decoder: &mut Decoder<'_>) -> u64 {
        decoder.long() as u64
    }

    pub fn encode(value: &u64, encoder: &mut Encoder) {
        encoder.long(*value as i64);
    }
}

mod optional {
    use tl_runtime::codec::{Decoder, Encoder};

    pub fn decode(decoder: &mut Decoder<'_>) -> Option<u64> {
        Some(decoder.long() as u64)
    }

    pub fn encode(_: &Option<u64>, _: &mut Encoder) {}
}
