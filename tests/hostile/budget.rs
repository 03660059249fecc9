//! Is the memory limit respected for all inputs?
//!
//! The tests search for inputs that take as much memory as possible. They begin with values of every
//! constructor and with filled lists, and keep changes that take more memory. The limit covers the peak memory
//! of the value; only its outermost struct and the error are not counted.

use tl_dynamic::Codec;
use tl_parser::schema::{CombinatorId, Origin, Schema};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::{AnyObject, Registry};
use tl_runtime::{DecodeOptions, Identify, TlObject, from_bytes, to_bytes};

use crate::support::memory::peak;
use crate::support::oracle::{self, Cheapest, lists};
use crate::support::random::Random;
use crate::support::schemas::{API, FULL_TL};
use crate::support::vectors::WAYS;

/// The size of the outermost struct and the error.
const BESIDE: usize = 8192;

/// The same if an error names each level on the way to its place.
const BESIDE_WITH_PATHS: usize = 3 * BESIDE;

/// The size of an error.
const AN_ERROR: usize = 2048;

/// The maximum length of an input.
const LONGEST: usize = 1 << 16;

/// Decodes bytes; returns whether the limit was reached.
type Decode<'d> = dyn Fn(&[u8]) -> bool + 'd;

/// A decoder with a limit.
struct Limited<'d> {
    options: DecodeOptions<'static>,
    /// The memory that is not counted.
    beside: usize,
    decode: Box<Decode<'d>>,
}

impl Limited<'_> {
    /// Asserts that the memory is within the limit. Returns the memory, and whether the limit was reached.
    fn within(&self, name: &str, bytes: &[u8]) -> (usize, bool) {
        let (reached, memory) = peak(|| (self.decode)(bytes));
        let most = self.options.memory_for(bytes.len());
        assert!(
            memory <= most + self.beside,
            "{name}: {memory} of {most} for {bytes:02x?}"
        );
        (memory, reached)
    }
}

/// Returns decoders with the default limit, and with some that are too low.
fn limited<'d, F: Fn(&[u8]) -> bool + 'd>(
    beside: usize,
    with: impl Fn(DecodeOptions<'static>) -> F,
) -> Vec<Limited<'d>> {
    let limits = [0, 100, 5_000, 50_000, 200_000].map(|it| DecodeOptions::new().max_memory(it));
    let all = [DecodeOptions::new()].into_iter().chain(limits);
    all.map(|options| Limited {
        options,
        beside,
        decode: Box::new(with(options)),
    })
    .collect()
}

/// Searches for inputs that take much memory, and asserts that the limit is respected.
fn search(name: &str, schema: &Schema<'_>, all: &[Limited<'_>], found: usize) {
    let cheapest = Cheapest::new(schema);
    let mut random = Random::new(14);
    let mut pool = Vec::new();
    for (id, combinator) in (0..).map(CombinatorId).zip(&schema.combinators) {
        let generic = combinator.vars.iter().any(|var| var.param);
        let declared = combinator.origin == Origin::Declared && combinator.builtin.is_none();
        if generic || !declared {
            continue;
        }
        let random = Random::new(u64::from(combinator.id));
        pool.push(oracle::any(schema, &cheapest, id, random, 1));
    }
    for list in lists(schema, &cheapest) {
        pool.extend(
            list.elements(schema, &cheapest)
                .iter()
                .map(|it| list.filled(it, 4096)),
        );
    }
    assert!(pool.len() > 50, "{name}: {}", pool.len());
    let words: Vec<u32> = schema.combinators.iter().map(|it| it.id).collect();
    let take = |bytes: &[u8]| all[0].within(name, bytes).0;
    let mut best: Vec<(usize, Vec<u8>)> = pool.into_iter().map(|it| (take(&it), it)).collect();
    // Keeps the inputs that take the most memory for each of their bytes, not counting an error.
    best.sort_by_key(|(memory, bytes)| {
        let value = memory.saturating_sub(AN_ERROR);
        std::cmp::Reverse(value * 100 / bytes.len().max(1))
    });
    best.truncate(40);
    for _ in 0..400 {
        let at = random.below(best.len());
        let bytes = changed(best[at].1.clone(), &words, &mut random);
        let memory = take(&bytes);
        if memory > best[at].0 {
            best[at] = (memory, bytes);
        }
    }
    let mut reached = 0;
    for (_, bytes) in &best {
        reached += all[1..]
            .iter()
            .filter(|it| it.within(name, bytes).1)
            .count();
    }
    let most = best.iter().map(|(memory, _)| *memory).max().unwrap();
    eprintln!("{name}: at most {most} bytes, {reached} times as much as allowed");
    assert!(most > found, "{name}: the search finds nothing: {most}");
    assert!(reached > 40, "{name}: {reached}");
}

/// Returns changed bytes: with another word, longer, or with a repeated part.
fn changed(mut bytes: Vec<u8>, ids: &[u32], random: &mut Random) -> Vec<u8> {
    let words = (bytes.len() / 4).max(1);
    let place = random.below(words) * 4;
    let word = match random.below(6) {
        0 => ids[random.below(ids.len())],
        1 => u32::MAX,
        2 => random.below(1 << 14) as u32,
        3 => 1 << random.below(32),
        4 => {
            // Repeats everything that follows, as often as there is room for, with a matching count.
            let part = bytes.split_off(place.min(bytes.len()));
            let times = 1 + LONGEST / part.len().max(1) / 2;
            bytes.extend(part.repeat(times));
            times as u32
        }
        _ => {
            let end = (place + 4 * (1 + random.below(16))).min(bytes.len());
            let part = bytes.get(place..end).unwrap_or_default().to_vec();
            bytes.splice(place..place, part.repeat(1 + random.below(64)));
            0
        }
    };
    if let Some(place) = bytes.get_mut(place..place + 4).filter(|_| word != 0) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    bytes.truncate(LONGEST);
    bytes
}

fn search_registry(name: &str, schema: &Schema<'_>, registry: &'static Registry) {
    let all = limited(BESIDE, |options| {
        let options = options.registry(registry);
        move |bytes: &[u8]| {
            let decoded = options.decode::<Box<dyn AnyObject>>(bytes);
            decoded.is_err_and(|error| matches!(error.kind, DecodeErrorKind::Memory { .. }))
        }
    });
    // A small schema has few values that take much memory.
    let found = match schema.combinators.len() {
        0..=1000 => 20_000,
        _ => 100_000,
    };
    search(name, schema, &all, found);
}

/// Does the same with `tl-dynamic`.
fn search_dynamic(name: &str, schema: &Schema<'_>) {
    let all = limited(BESIDE_WITH_PATHS, |options| {
        let codec = Codec::with_options(schema, options);
        move |bytes: &[u8]| {
            let decoded = codec.decode(&codec.any(), bytes);
            decoded.is_err_and(|error| matches!(error.kind(), DecodeErrorKind::Memory { .. }))
        }
    });
    search(name, schema, &all, 20_000);
}

#[test]
fn the_api() {
    for (way, registry) in WAYS {
        search_registry(way, &API, registry);
    }
}

#[test]
fn the_api_by_its_schema() {
    search_dynamic("tl-dynamic", &API);
}

#[test]
fn full_tl() {
    search_registry(
        "full_tl",
        &FULL_TL,
        &gen_zoo::a::b::full_tl::registry::TABLE,
    );
    search_dynamic("tl-dynamic", &FULL_TL);
}

/// A struct that takes 768 bytes in memory, and as little as 4 on the wire.
#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "wide flags:# f0:flags.0?string f1:flags.1?string f2:flags.2?string f3:flags.3?string f4:flags.4?string f5:flags.5?string f6:flags.6?string f7:flags.7?string f8:flags.8?string f9:flags.9?string f10:flags.10?string f11:flags.11?string f12:flags.12?string f13:flags.13?string f14:flags.14?string f15:flags.15?string f16:flags.16?string f17:flags.17?string f18:flags.18?string f19:flags.19?string f20:flags.20?string f21:flags.21?string f22:flags.22?string f23:flags.23?string f24:flags.24?string f25:flags.25?string f26:flags.26?string f27:flags.27?string f28:flags.28?string f29:flags.29?string f30:flags.30?string f31:flags.31?string = Wide;"
)]
struct Wide {
    f0: Option<String>,
    f1: Option<String>,
    f2: Option<String>,
    f3: Option<String>,
    f4: Option<String>,
    f5: Option<String>,
    f6: Option<String>,
    f7: Option<String>,
    f8: Option<String>,
    f9: Option<String>,
    f10: Option<String>,
    f11: Option<String>,
    f12: Option<String>,
    f13: Option<String>,
    f14: Option<String>,
    f15: Option<String>,
    f16: Option<String>,
    f17: Option<String>,
    f18: Option<String>,
    f19: Option<String>,
    f20: Option<String>,
    f21: Option<String>,
    f22: Option<String>,
    f23: Option<String>,
    f24: Option<String>,
    f25: Option<String>,
    f26: Option<String>,
    f27: Option<String>,
    f28: Option<String>,
    f29: Option<String>,
    f30: Option<String>,
    f31: Option<String>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("rows rows:vector<wide> = Rows;")]
struct Rows {
    rows: Vec<Wide>,
}

fn rows(count: u32) -> Vec<u8> {
    let count_of_bytes = count as usize * 4;
    [
        &Rows::ID.to_le_bytes()[..],
        &count.to_le_bytes(),
        &vec![0; count_of_bytes],
    ]
    .concat()
}

/// 4 MB of zeros would take 768 MB.
#[test]
fn four_megabytes_of_zeros_are_an_error_before_memory_is_taken() {
    assert_eq!(size_of::<Wide>(), 768);
    let bytes = rows(1_000_000);
    let (decoded, memory) = peak(|| from_bytes::<Rows>(&bytes));
    let error = decoded.unwrap_err();
    assert!(memory < BESIDE, "{memory}");
    assert_eq!((error.offset, error.reading), (4, Some("rows")));
    let text = "at byte 4, reading rows: this takes 1152000000 bytes of memory, and the limit leaves 144777472";
    assert_eq!(error.to_string(), text);
}

#[test]
fn as_many_rows_as_there_is_memory_for_are_no_trouble() {
    let bytes = rows(14_000);
    let (decoded, memory) = peak(|| from_bytes::<Rows>(&bytes).unwrap());
    assert_eq!(decoded.rows.len(), 14_000);
    assert!(memory > 14_000 * 768);
    // An option allows more of them.
    let bytes = rows(100_000);
    assert!(from_bytes::<Rows>(&bytes).is_err());
    let options = DecodeOptions::new().max_memory(100_000 * 768 * 3 / 2);
    let decoded = options.decode::<Rows>(&bytes).unwrap();
    assert_eq!(to_bytes(&decoded).unwrap(), bytes);
    let less = DecodeOptions::new().max_memory(100_000 * 768 * 3 / 2 - 1);
    assert!(less.decode::<Rows>(&bytes).is_err());
}

gen_shared::tests! {
    fn the_schemas_of_others() {
        for (file, registry) in [
            ("ton/ton_api.tl", &gen_ton::ton_api::registry::TABLE),
            ("ton/lite_api.tl", &gen_ton::lite_api::registry::TABLE),
            ("ton/tonlib_api.tl", &gen_ton::tonlib_api::registry::TABLE),
            ("telegram/td_api.tl", &gen_td::td_api::registry::TABLE),
            ("vk/cases.tl", &gen_vk::cases::registry::TABLE),
            ("vk/schema.tl", &gen_vk::schema::registry::TABLE),
        ] {
            let schema = crate::support::schemas::shared(&[file]);
            search_registry(file, &schema, registry);
            search_dynamic(file, &schema);
        }
    }
}

/// An array reserves room for four values of 32 bytes at first, and may be as short as `[0]`. A list that grows
/// has room for twice the necessary elements, and half of it exists twice.
#[test]
fn json_takes_sixty_four_times_its_text_at_most() {
    use tl_runtime::json::{Json, from_str};
    for element in [
        "0",
        "[]",
        "{}",
        "\"\"",
        "null",
        "1e9",
        "[0]",
        "[[[[[[[[0]]]]]]]]",
        "{\"\":0}",
    ] {
        for count in [1_000, 65_537, 100_000] {
            for (open, close, member) in [("[", "]", ""), ("{", "}", "\"\":")] {
                let member = format!("{member}{element}");
                let text = format!(
                    "{open}{}{member}{close}",
                    format!("{member},").repeat(count)
                );
                let (json, memory) = peak(|| from_str::<Json>(&text).unwrap());
                drop(json);
                assert!(
                    memory <= 64 * text.len() + 4096,
                    "{element}: {memory} for {}",
                    text.len()
                );
            }
        }
    }
}
