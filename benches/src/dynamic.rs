//! Values without generated code, compared with those of generated code: the part `dynamic`.

use std::hint::black_box;

use tl_dynamic::Codec;
use tlgen_benches_api::enums::messages::Messages;

use crate::options::Options;
use crate::race::{self, Lap, Race};
use crate::report::Table;
use crate::{Result, schema, workload};

/// Runs and prints the part, if requested.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.part("dynamic") {
        return Ok(());
    }
    let text = schema::text()?;
    let programs = schema::parse(&text)?;
    let schema = schema::resolve(&programs)?;
    let codec = Codec::new(&schema);
    let ty = codec.boxed("messages.Messages").ok_or("no such type")?;
    let page = workload::messages();
    let value = codec.decode(&ty, &page)?;
    let us: Messages = tl_runtime::from_bytes(&page)?;
    let mut table = Table::new("dynamic", &["us", "generated"]);
    let mut race = |row, dynamic: Lap<'_>, us: Lap<'_>| {
        let (laps, bytes) = (vec![Some(dynamic), Some(us)], None);
        race::run(&mut table, options, Race { row, laps, bytes });
    };
    race(
        "decode messages.messages",
        Box::new(|| drop(black_box(codec.decode(&ty, black_box(&page))))),
        Box::new(|| {
            drop(black_box(tl_runtime::from_bytes::<Messages>(black_box(
                &page,
            ))))
        }),
    );
    race(
        "encode messages.messages",
        Box::new(|| drop(black_box(codec.encode(&ty, black_box(&value))))),
        Box::new(|| drop(black_box(tl_runtime::to_bytes(black_box(&us))))),
    );
    if options.repeat.is_none() {
        println!("{} bytes of messages.messages\n\n{table}", page.len());
    }
    Ok(())
}
