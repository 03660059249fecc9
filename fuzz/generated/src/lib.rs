//! Generated code to fuzz.

use std::sync::LazyLock;

use tl_dynamic::Codec;
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::schema::Schema;
use tl_parser::source::Sources;

macro_rules! modules {
    ($($module:ident)*) => {
        $(
            #[allow(missing_docs, warnings)]
            pub mod $module {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($module), ".rs"));
            }
        )*
    };
}

modules! {
    telegram ton_api lite_api
    photos photos_flat photos_json photos_views photos_unknown
    full_tl full_tl_flat full_tl_views full_tl_unknown
}

/// Returns the codec of a schema file, which lives as long as the process.
fn codec(path: &str) -> Codec<'static> {
    let text = std::fs::read_to_string(path).expect("the schema was there when this was built");
    let mut sources = Sources::new();
    sources.add(path, text);
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let mut found = Vec::new();
    let programs = Vec::leak(check::parse_all(sources, &mut found));
    let schema = check::check(programs, &Levels::default(), &mut found);
    let schema: &'static Schema<'static> = Box::leak(Box::new(schema));
    Codec::new(schema)
}

/// Telegram's API.
pub static TELEGRAM: LazyLock<Codec<'static>> = LazyLock::new(|| codec(env!("SCHEMA_TELEGRAM")));
/// TON's node.
pub static TON_API: LazyLock<Codec<'static>> = LazyLock::new(|| codec(env!("SCHEMA_TON_API")));
/// TON's light clients.
pub static LITE_API: LazyLock<Codec<'static>> = LazyLock::new(|| codec(env!("SCHEMA_LITE_API")));
/// A tour of TL.
pub static FULL_TL: LazyLock<Codec<'static>> = LazyLock::new(|| codec(env!("SCHEMA_FULL_TL")));
