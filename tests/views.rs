//! Do views agree with the owned types on all bytes, without allocating?

use gen_views::{Entry, FLAT, Outcome, SCHEMAS};
use tl_parser::schema::{CombinatorId, CombinatorKind, Origin, Schema};
use tl_runtime::DecodeOptions;
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::Registry;

use crate::support::changed;
use crate::support::oracle::{self, Cheapest, cycles};
use crate::support::random::Random;
use crate::support::schemas;
use crate::support::vectors::packed;

/// The views of a schema, which are found by the name of their type, constructor or function.
struct Views {
    name: &'static str,
    entries: &'static [Entry],
    registry: &'static Registry,
    schema: Schema<'static>,
}

fn all() -> Vec<Views> {
    let mut all = Vec::new();
    for &(name, file, registry, entries) in SCHEMAS {
        all.push(Views {
            name,
            entries,
            registry,
            schema: schemas::file(file),
        });
    }
    all
}

fn one(name: &str) -> Option<Views> {
    all().into_iter().find(|views| views.name == name)
}

impl Views {
    /// Returns the view for boxed values of a constructor or function.
    fn of(&self, id: CombinatorId) -> Option<&'static Entry> {
        let combinator = &self.schema[id];
        let ty = combinator.ty().map(|ty| self.schema[ty].name);
        let ty = ty.filter(|_| combinator.kind == CombinatorKind::Constructor);
        let is_of = |entry: &&Entry| Some(entry.name) == ty || entry.name == combinator.name;
        self.entries.iter().find(is_of)
    }

    /// Returns the ids of constructors and functions that can be a value by themselves.
    fn ids(&self) -> impl Iterator<Item = CombinatorId> + '_ {
        let combinators = self.schema.combinators.entries();
        combinators.filter_map(|(id, it)| {
            let declared = it.origin == Origin::Declared && it.builtin.is_none();
            (declared && self.registry.find(it.id).is_some()).then_some(id)
        })
    }

    fn options(&self, strict: bool) -> DecodeOptions<'static> {
        DecodeOptions::new().registry(self.registry).strict(strict)
    }

    fn agree(&self, entry: &Entry, bytes: &[u8], strict: bool) -> Outcome {
        (entry.agree)(bytes, self.options(strict))
            .unwrap_or_else(|error| panic!("{} {}: {error}\n{bytes:02x?}", self.name, entry.name))
    }
}

/// Checks random values of everything in a schema, cut at each length and changed.
fn random_values(views: &Views, seeds: u64) -> [usize; 3] {
    let cheapest = Cheapest::new(&views.schema);
    let mut counts = [0; 3];
    let mut count = |outcome| match outcome {
        Outcome::Value => counts[0] += 1,
        Outcome::Error(_) => counts[1] += 1,
        Outcome::NotUtf8 => counts[2] += 1,
    };
    for id in views.ids() {
        let Some(entry) = views.of(id) else { continue };
        for seed in 0..seeds {
            let mut random = Random::new(u64::from(views.schema[id].id) << 20 | seed);
            let schema = &views.schema;
            let bytes = oracle::any(schema, &cheapest, id, random.clone(), 0);
            count(views.agree(entry, &bytes, false));
            count(views.agree(entry, &bytes, true));
            for end in (0..bytes.len()).take(400) {
                count(views.agree(entry, &bytes[..end], end % 2 == 0));
            }
            for round in 0..8 {
                let changed = changed(schema, bytes.clone(), &mut random);
                count(views.agree(entry, &changed, round % 2 == 0));
            }
        }
    }
    counts
}

/// The schemas from which random values can be made.
const MADE: &[&str] = &[
    "answers",
    "bare_boxed",
    "builtins",
    "counters",
    "full_tl",
    "json",
    "lite_api",
    "masks_nested",
    "masks_shared_bits",
    "masks_stored",
    "masks_two_words",
    "mtproto",
    "params_numbers",
    "params_types",
    "photos",
    "recursion",
    "repetition",
    "repetition_deep",
    "ton_api",
    "vectors",
];

#[test]
fn random_values_of_every_construct_are_the_same_as_views() {
    let mut all_counts = [0; 3];
    let is_made = |views: &&Views| MADE.contains(&views.name.trim_end_matches("_kept"));
    for views in all().iter().filter(is_made) {
        let counts = random_values(views, 6);
        for (all, count) in all_counts.iter_mut().zip(counts) {
            *all += count;
        }
    }
    eprintln!("{all_counts:?}");
    let [values, errors, not_utf8] = all_counts;
    assert!(
        values > 6_000 && errors > 60_000 && not_utf8 > 10,
        "{all_counts:?}"
    );
}

/// `32*[ 32*[ 32*[ 32*[ int ] ] ] ]`, and arrays of structs.
#[test]
fn large_arrays_are_the_same_as_views() {
    let views = one("repetition_large").unwrap();
    let mut ids = views.ids();
    let large = ids.find(|id| views.schema[*id].name == "large").unwrap();
    let entry = views.of(large).unwrap();
    let cheapest = Cheapest::new(&views.schema);
    let mut encoder = oracle::Encoder::least(&views.schema, &cheapest);
    encoder.combinator(large);
    let bytes = encoder.bytes;
    assert_eq!(views.agree(entry, &bytes, true), Outcome::Value);
    for end in [0, 4, 1 << 22, bytes.len() - 1] {
        let outcome = views.agree(entry, &bytes[..end], false);
        assert!(matches!(outcome, Outcome::Error(_)), "{end}");
    }
}

#[test]
fn random_values_of_layer_230_are_the_same_as_views() {
    let [values, errors, _] = random_values(&one("api").unwrap(), 1);
    assert!(values > 2_000 && errors > 50_000, "{values} {errors}");
}

/// Checks all vectors of constructors, which are valid values.
fn vectors(name: &str, packed_vectors: &[u8]) -> usize {
    let Some(views) = one(name) else {
        eprintln!("skipped {name}: ../shared/schemas is absent");
        return 0;
    };
    let mut found = 0;
    for vector in packed(packed_vectors) {
        let mut ids = views.ids();
        let Some(entry) = ids
            .find(|id| views.schema[*id].id == vector.id)
            .and_then(|id| views.of(id))
        else {
            continue;
        };
        found += 1;
        for strict in [false, true] {
            let outcome = views.agree(entry, &vector.bytes, strict);
            assert_eq!(outcome, Outcome::Value, "{}", vector.label());
        }
    }
    found
}

#[test]
fn all_vectors_of_layer_230_are_the_same_as_views() {
    let found = vectors("api", include_bytes!("vectors/telegram-l230.jsonl.gz"));
    assert!(found > 4_000, "{found}");
}

#[test]
fn all_vectors_of_ton_are_the_same_as_views() {
    let packed: [(&str, &[u8]); 2] = [
        ("ton_api", include_bytes!("vectors/ton-ton_api.jsonl.gz")),
        ("lite_api", include_bytes!("vectors/ton-lite_api.jsonl.gz")),
    ];
    for (name, vectors) in packed {
        let found = self::vectors(name, vectors);
        assert!(found == 0 || found > 100, "{name}: {found}");
    }
}

#[test]
fn flat_views_are_the_same_as_flat_types() {
    let photos = one("photos").unwrap();
    let flat = Views {
        entries: FLAT,
        ..photos
    };
    let [values, errors, _] = random_values(&flat, 20);
    assert!(values > 200 && errors > 2_000, "{values} {errors}");
}

#[test]
fn views_are_refused_at_the_depth_at_which_owned_values_are() {
    let views = one("api").unwrap();
    let mut found = 0;
    for cycle in cycles(&views.schema, &Cheapest::new(&views.schema)) {
        let id = u32::from_le_bytes(*cycle.before.first_chunk().unwrap());
        let mut ids = views.ids();
        let Some(entry) = ids
            .find(|it| views.schema[*it].id == id)
            .and_then(|id| views.of(id))
        else {
            continue;
        };
        found += 1;
        for times in [1, 2, 63, 64, 127, 128, 129, 130, 5000] {
            let outcome = views.agree(entry, &cycle.nested(times), false);
            if times > 128 {
                assert!(
                    matches!(outcome, Outcome::Error(error) if error.kind == DecodeErrorKind::TooDeep),
                    "{}",
                    cycle.name
                );
            }
        }
    }
    assert!(found > 60, "{found}");
}

#[test]
fn checking_makes_no_allocation() {
    let views = one("api").unwrap();
    let mut checked = 0;
    for vector in packed(include_bytes!("vectors/telegram-l230.jsonl.gz")) {
        let mut ids = views.ids();
        let Some(entry) = ids
            .find(|id| views.schema[*id].id == vector.id)
            .and_then(|id| views.of(id))
        else {
            continue;
        };
        let allocations = allocation_counter::measure(|| assert!((entry.check)(&vector.bytes)));
        assert_eq!(allocations.count_total, 0, "{}", vector.label());
        checked += 1;
    }
    assert!(checked > 4_000, "{checked}");
}

#[test]
fn a_stream_says_of_all_bytes_what_the_owned_type_says() {
    use gen_views::photos::{types, views};
    use tl_runtime::{Stream, View};

    let user = |id: i32| {
        let mut user = types::User::new(id);
        user.first_name = Some(format!("Ada {id}"));
        user.into()
    };
    let owned = types::photos::Photo {
        photo: types::PhotoEmpty { id: 5 }.into(),
        users: vec![user(1), types::UserEmpty { id: 7 }.into(), user(3)],
    };
    let bytes = tl_runtime::to_bytes(&owned).unwrap();
    let stream = Stream::new(&bytes);
    let parts = stream.read::<views::photos::Photo<'_>>();
    let users: Vec<_> = parts.users.map(View::into_owned).collect();
    assert_eq!(users, owned.users);
    stream.finish().unwrap();

    let cut = (0..bytes.len()).map(|end| bytes[..end].to_vec());
    let changed = (0..bytes.len()).map(|at| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x11;
        bytes
    });
    let longer = [&bytes[..], &[0]].concat();
    for input in cut.chain(changed).chain([longer]) {
        let options = DecodeOptions::new().strict(true);
        let expected = options.decode::<types::photos::Photo>(&input).err();
        // Skipped, begun, and read to its end.
        for count in [0, 1, 2, 10] {
            let stream = Stream::with_options(&input, options);
            let parts = stream.read::<views::photos::Photo<'_>>();
            assert!(parts.users.take(count).count() <= 3);
            assert_eq!(stream.finish().err(), expected, "{count} {input:02x?}");

            // The same, opened from there on.
            let stream = Stream::with_options(&input, options);
            let mut parts = stream.read::<views::photos::Photo<'_>>();
            let before = parts.users.by_ref().take(count).count();
            let after = parts
                .users
                .opened()
                .map(View::into_owned)
                .collect::<Vec<_>>();
            assert!(before + after.len() <= 3);
            let error = stream.finish().err();
            assert_eq!(error, expected, "{count} {input:02x?}");
            if error.is_none() {
                assert_eq!(before + after.len(), 3);
                assert_eq!(after, owned_users(&input)[before..]);
            }
        }
    }

    fn owned_users(bytes: &[u8]) -> Vec<gen_views::photos::enums::User> {
        let owned: types::photos::Photo = tl_runtime::from_bytes(bytes).unwrap();
        owned.users
    }
}

/// Pages of messages, cut and changed; their lists are skipped, read or opened.
#[test]
fn opened_streams_say_of_all_bytes_what_the_owned_type_says() {
    use gen_views::api::{enums, views};
    use tl_runtime::{Stream, View};
    use views::messages::{Messages, MessagesParts};

    /// Returns the result of a stream, and its messages.
    fn read(bytes: &[u8], options: DecodeOptions<'static>, way: usize) -> Read {
        let stream = Stream::with_options(bytes, options);
        let mut messages = Vec::new();
        if let MessagesParts::Messages(page) = stream.read::<Messages<'_>>() {
            match way {
                0 => messages.extend(page.messages.map(View::into_owned)),
                1 => messages.extend(page.messages.opened().map(View::into_owned)),
                2 => page
                    .messages
                    .opened()
                    .for_each(|it| messages.push(it.into_owned())),
                _ => {
                    let mut opened = page.messages.opened();
                    messages.extend(opened.next().map(View::into_owned));
                    messages.extend(opened.map(View::into_owned));
                }
            }
            let mut chats = page.chats.opened();
            chats.nth(1);
            page.users.opened().for_each(drop);
        }
        (messages, stream.finish().err())
    }
    type Read = (Vec<enums::Message>, Option<tl_runtime::DecodeError>);

    let api = one("api").unwrap();
    let id = api
        .ids()
        .find(|id| api.schema[*id].name == "messages.messages");
    let (id, cheapest) = (id.unwrap(), Cheapest::new(&api.schema));
    let options = DecodeOptions::new().strict(true);
    let [mut values, mut errors] = [0; 2];
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let whole = oracle::any(&api.schema, &cheapest, id, random.clone(), 0);
        let cut = (0..whole.len()).step_by(7).take(200);
        let mut inputs: Vec<Vec<u8>> = cut.map(|end| whole[..end].to_vec()).collect();
        inputs.extend((0..50).map(|_| changed(&api.schema, whole.clone(), &mut random)));
        inputs.push(whole);
        for input in inputs {
            let expected = match options.decode::<enums::messages::Messages>(&input) {
                Ok(enums::messages::Messages::Messages(page)) => (Some(page.messages), None),
                Ok(_) => continue,
                Err(error) => (None, Some(error)),
            };
            for way in 0..4 {
                let (messages, error) = read(&input, options, way);
                assert_eq!(error, expected.1, "{seed} {way} {input:02x?}");
                if let Some(expected) = &expected.0 {
                    assert_eq!(format!("{messages:?}"), format!("{expected:?}"));
                    values += 1;
                } else {
                    errors += 1;
                }
            }
        }
    }
    assert!(values > 100 && errors > 1_000, "{values} {errors}");
}
