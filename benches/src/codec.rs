//! Decoding and encoding values: the parts `decode`, `encode` and `reuse`.

use std::hint::black_box;

use grammers_tl_types::deserialize::{Cursor, Error};
use grammers_tl_types::{Deserializable, Identifiable, Serializable};
use tl_proto::{TlRead, TlWrite};
use tl_runtime::{Decode, Encode};

use crate::options::Options;
use crate::race::{self, Lap, Race};
use crate::report::Table;
use crate::{Result, workload};

/// The contenders. `memcpy` copies the bytes of the value to a new allocation.
const CONTENDERS: [&str; 4] = ["us", "grammers", "tl-proto", "memcpy"];

/// Runs and prints the requested parts.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.part("decode") {
        part::<Decoding>("decode", options)?;
    }
    if options.part("encode") {
        part::<Encoding>("encode", options)?;
    }
    if options.part("reuse") {
        part::<Reusing>("reuse", options)?;
    }
    Ok(())
}

/// A direction: the work that is measured for the bytes of a value.
trait Direction {
    /// Returns the laps of tlgen, grammers and tl-proto, with their types for the value.
    fn laps<'a, U, G, P>(bytes: &'a [u8]) -> Result<Vec<Option<Lap<'a>>>>
    where
        U: Decode<'a> + Encode + 'a,
        G: Deserializable + Serializable + 'a,
        P: TlRead<'a> + TlWrite + 'a;
}

/// Returns laps for bytes.
type Laps<'a> = fn(&'a [u8]) -> Result<Vec<Option<Lap<'a>>>>;

fn part<D: Direction>(title: &str, options: &Options) -> Result<()> {
    use grammers_tl_types::{enums as grammers, functions as grammers_functions};
    use tlgen_benches_api::{enums as us, functions as us_functions};
    use tlgen_benches_peer_tl_proto::{functions as tl_proto_functions, types as tl_proto};

    let (page, request) = (workload::messages(), workload::request());
    let (file, longs) = (workload::file(), workload::longs());
    let races: [(&str, &[u8], Laps<'_>); 4] = [
        (
            "messages.messages",
            &page,
            D::laps::<
                us::messages::Messages,
                grammers::messages::Messages,
                tl_proto::MessagesMessages,
            >,
        ),
        (
            "messages.getHistory",
            &request,
            D::laps::<
                us_functions::messages::GetHistory,
                Call<grammers_functions::messages::GetHistory>,
                tl_proto_functions::MessagesGetHistory,
            >,
        ),
        (
            "512 KiB of bytes",
            &file,
            D::laps::<us::upload::File, grammers::upload::File, tl_proto::UploadFile>,
        ),
        (
            "Vector<long> of 100,000",
            &longs,
            D::laps::<us::EmojiList, grammers::EmojiList, tl_proto::EmojiList>,
        ),
    ];
    let mut table = Table::new(title, &CONTENDERS);
    for (row, bytes, laps) in races {
        if options.row(row) {
            let laps = laps(bytes)?;
            let bytes = None;
            race::run(&mut table, options, Race { row, laps, bytes });
        }
    }
    if options.repeat.is_none() {
        println!("{} bytes of messages.messages\n\n{table}", page.len());
    }
    Ok(())
}

/// Decodes bytes to an owned value, which is dropped.
struct Decoding;

impl Direction for Decoding {
    fn laps<'a, U, G, P>(bytes: &'a [u8]) -> Result<Vec<Option<Lap<'a>>>>
    where
        U: Decode<'a> + Encode + 'a,
        G: Deserializable + Serializable + 'a,
        P: TlRead<'a> + TlWrite + 'a,
    {
        check::<U, G, P>(bytes)?;
        Ok(vec![
            Some(Box::new(move || {
                drop(black_box(tl_runtime::from_bytes::<U>(black_box(bytes))))
            })),
            Some(Box::new(move || {
                drop(black_box(G::from_bytes(black_box(bytes))))
            })),
            Some(Box::new(move || {
                drop(black_box(tl_proto::deserialize::<P>(black_box(bytes))))
            })),
            Some(Box::new(move || drop(black_box(black_box(bytes).to_vec())))),
        ])
    }
}

/// Encodes a value to a new buffer, which is dropped.
struct Encoding;

impl Direction for Encoding {
    fn laps<'a, U, G, P>(bytes: &'a [u8]) -> Result<Vec<Option<Lap<'a>>>>
    where
        U: Decode<'a> + Encode + 'a,
        G: Deserializable + Serializable + 'a,
        P: TlRead<'a> + TlWrite + 'a,
    {
        let (us, grammers, tl_proto) = check::<U, G, P>(bytes)?;
        Ok(vec![
            Some(Box::new(move || {
                drop(black_box(tl_runtime::to_bytes(black_box(&us))))
            })),
            Some(Box::new(move || {
                drop(black_box(black_box(&grammers).to_bytes()))
            })),
            Some(Box::new(move || {
                drop(black_box(tl_proto::serialize(black_box(&tl_proto))))
            })),
            Some(Box::new(move || drop(black_box(black_box(bytes).to_vec())))),
        ])
    }
}

/// Encodes a value to an existing buffer that is large enough.
struct Reusing;

impl Direction for Reusing {
    fn laps<'a, U, G, P>(bytes: &'a [u8]) -> Result<Vec<Option<Lap<'a>>>>
    where
        U: Decode<'a> + Encode + 'a,
        G: Deserializable + Serializable + 'a,
        P: TlRead<'a> + TlWrite + 'a,
    {
        let (us, grammers, tl_proto) = check::<U, G, P>(bytes)?;
        Ok(vec![
            lap_into_buffer(bytes, move |buffer| {
                let done = tl_runtime::codec::append_to(buffer, black_box(&us));
                black_box(done.is_ok());
            }),
            lap_into_buffer(bytes, move |buffer| black_box(&grammers).serialize(buffer)),
            lap_into_buffer(bytes, move |buffer| black_box(&tl_proto).write_to(buffer)),
            lap_into_buffer(bytes, move |buffer| {
                buffer.extend_from_slice(black_box(bytes))
            }),
        ])
    }
}

fn lap_into_buffer<'a>(bytes: &[u8], write: impl Fn(&mut Vec<u8>) + 'a) -> Option<Lap<'a>> {
    let mut buffer = Vec::with_capacity(bytes.len());
    Some(Box::new(move || {
        buffer.clear();
        write(black_box(&mut buffer));
        black_box(&buffer);
    }))
}

/// Returns the values of all contenders, if each restores the bytes when it encodes its value.
fn check<'a, U, G, P>(bytes: &'a [u8]) -> Result<(U, G, P)>
where
    U: Decode<'a> + Encode,
    G: Deserializable + Serializable,
    P: TlRead<'a> + TlWrite,
{
    let us: U = tl_runtime::from_bytes(bytes)?;
    let grammers = G::from_bytes(bytes)?;
    let tl_proto: P = tl_proto::deserialize(bytes)?;
    let name = std::any::type_name::<U>();
    for (who, written) in [
        ("we", tl_runtime::to_bytes(&us)?),
        ("grammers", grammers.to_bytes()),
        ("tl-proto", tl_proto::serialize(&tl_proto)),
    ] {
        if written != bytes {
            return Err(format!("{who} did not write the bytes of {name} that were read").into());
        }
    }
    Ok((us, grammers, tl_proto))
}

/// A function of grammers as a server decodes it. grammers encodes the id of a function, but leaves decoding it
/// to its users.
struct Call<F>(F);

impl<F: Deserializable + Identifiable> Deserializable for Call<F> {
    fn deserialize(cursor: &mut Cursor<'_>) -> std::result::Result<Self, Error> {
        match u32::deserialize(cursor)? {
            id if id == F::CONSTRUCTOR_ID => Ok(Self(F::deserialize(cursor)?)),
            id => Err(Error::UnexpectedConstructor { id }),
        }
    }
}

impl<F: Serializable> Serializable for Call<F> {
    fn serialize(&self, buffer: &mut impl Extend<u8>) {
        self.0.serialize(buffer);
    }
}
