//! Does every value come back from its bytes, and do all canonical bytes come back from their value?

use std::fmt::Debug;

use gen_api::{enums, types};
use tl_parser::schema::{CombinatorId, Origin, Schema};
use tl_runtime::value::Registry;
use tl_runtime::{Decode, Encode, from_bytes, to_bytes};

use crate::support::oracle::{self, Cheapest};
use crate::support::random::Random;
use crate::support::schemas::{API, FULL_TL};
use crate::support::vectors::{WAYS, decode_strictly};

/// Types with more elements without bytes than a decoder allows, whatever their value; `hostile::full_tl` tests
/// these.
const TOO_MANY: &[&str] = &["nothing", "inner", "outer"];

/// Asserts that random values of every constructor and function, made from the schema alone, come back from
/// their bytes. Returns the number of values.
pub(crate) fn check(schema: &Schema<'_>, ways: &[(&str, &'static Registry)], seeds: u64) -> usize {
    let cheapest = Cheapest::new(schema);
    let ids = (0..).map(CombinatorId).zip(&schema.combinators);
    let declared = ids.filter(|(_, combinator)| {
        let entry = |(_, registry): &(_, &'static Registry)| registry.find(combinator.id);
        let known = |way| entry(way).is_some();
        // If two functions have the same id, the generic one is decoded.
        let other = |way| {
            entry(way).is_some_and(|it| it.name() != combinator.name && it.tl().contains('!'))
        };
        let generic = combinator.vars.iter().any(|var| var.param);
        // A generic function takes any other one.
        combinator.origin == Origin::Declared
            && combinator.builtin.is_none()
            && !TOO_MANY.contains(&combinator.name)
            && (!generic || ways.iter().all(known))
            && !ways.iter().any(other)
    });
    let mut values = 0;
    for (id, combinator) in declared {
        for seed in 0..seeds {
            let random = Random::new(u64::from(combinator.id) << 8 | seed);
            let bytes = oracle::any(schema, &cheapest, id, random, 0);
            let shown = ways.iter().map(|(way, registry)| {
                let label = format!("{way}: {} ({seed})", combinator.name);
                let object = decode_strictly(registry, &bytes)
                    .unwrap_or_else(|error| panic!("{label}: {error}\n{bytes:02x?}"));
                assert_eq!(object.to_bytes().unwrap(), bytes, "{label}");
                format!("{object:?}")
            });
            let shown: Vec<String> = shown.collect();
            assert!(shown.windows(2).all(|pair| pair[0] == pair[1]));
            values += 1;
        }
    }
    values
}

#[test]
fn random_values_of_every_constructor_and_function_come_back_from_their_bytes() {
    let values = check(&API, &WAYS, 20);
    assert!(values > 50_000, "{values}");
}

#[test]
fn random_values_of_full_tl_come_back_from_their_bytes() {
    let ways = [("full_tl", &gen_zoo::a::b::full_tl::registry::TABLE)];
    let values = check(&FULL_TL, &ways, 200);
    assert!(values >= 23_000, "{values}");
}

gen_shared::tests! {
    fn random_values_of_the_schemas_of_ton_come_back_from_their_bytes() {
        use gen_ton::{lite_api, ton_api, tonlib_api};
        for (file, registry) in [
            ("ton_api", &ton_api::registry::TABLE),
            ("lite_api", &lite_api::registry::TABLE),
            ("tonlib_api", &tonlib_api::registry::TABLE),
        ] {
            let schema = crate::support::schemas::shared(&[&format!("ton/{file}.tl")]);
            let values = check(&schema, &[(file, registry)], 20);
            assert!(values > 1_700, "{file}: {values}");
        }
    }

    fn random_values_of_the_schemas_of_vk_come_back_from_their_bytes() {
        use gen_vk::{cases, goldmaster, schema};
        let three = ["vk/goldmaster.tl", "vk/goldmaster2.tl", "vk/goldmaster3.tl"];
        for (files, registry) in [
            (&["vk/cases.tl"][..], &cases::registry::TABLE),
            (&["vk/schema.tl"], &schema::registry::TABLE),
            (&three, &goldmaster::registry::TABLE),
        ] {
            let values = check(&crate::support::schemas::shared(files), &[(files[0], registry)], 200);
            assert!(values > 8_000, "{files:?}: {values}");
        }
    }
}

fn json(random: &mut Random, depth: usize) -> enums::JsonValue {
    let kinds = if depth < 5 { 6 } else { 4 };
    match random.below(kinds) {
        0 => enums::JsonValue::JsonNull,
        1 => types::JsonBool {
            value: random.once_in(2),
        }
        .into(),
        2 => types::JsonNumber {
            value: random.next() as i64 as f64 / 7.0,
        }
        .into(),
        3 => types::JsonString {
            value: text(random),
        }
        .into(),
        4 => {
            let values = (0..random.below(5)).map(|_| json(random, depth + 1));
            types::JsonArray {
                value: values.collect(),
            }
            .into()
        }
        _ => {
            let value = |random: &mut Random| types::JsonObjectValue {
                key: text(random),
                value: json(random, depth + 1),
            };
            let values = (0..random.below(5)).map(|_| value(random));
            types::JsonObject {
                value: values.collect(),
            }
            .into()
        }
    }
}

fn text(random: &mut Random) -> String {
    // Around the lengths at which the form changes.
    let length = [0, 1, 3, 4, 252, 253, 254, 255, 256, 1000][random.below(10)];
    (0..length)
        .map(|_| char::from(b' ' + random.below(90) as u8))
        .collect()
}

/// Asserts that random values come back from their bytes.
fn come_back<T>(seed: u64, value: impl Fn(&mut Random) -> T)
where
    T: Encode + for<'a> Decode<'a> + PartialEq + Debug,
{
    let mut random = Random::new(seed);
    for _ in 0..2_000 {
        let value = value(&mut random);
        let bytes = to_bytes(&value).unwrap();
        assert_eq!(from_bytes::<T>(&bytes).unwrap(), value);
    }
}

#[test]
fn random_json_comes_back() {
    come_back(1, |random| json(random, 0));
}

fn rich(random: &mut Random, depth: usize) -> enums::RichText {
    let inner = |random: &mut Random| rich(random, depth + 1);
    match random.below(if depth < 6 { 6 } else { 2 }) {
        0 => enums::RichText::TextEmpty,
        1 => types::TextPlain { text: text(random) }.into(),
        2 => types::TextBold {
            text: inner(random).into(),
        }
        .into(),
        3 => types::TextUrl {
            text: inner(random).into(),
            url: text(random),
            webpage_id: random.next() as i64,
        }
        .into(),
        4 => types::TextImage {
            document_id: random.next() as i64,
            w: -1,
            h: i32::MIN,
        }
        .into(),
        _ => types::TextConcat {
            texts: (0..random.below(5)).map(|_| inner(random)).collect(),
        }
        .into(),
    }
}

#[test]
fn random_rich_text_comes_back() {
    come_back(2, |random| rich(random, 0));
}

fn random_user(random: &mut Random) -> types::User {
    let mut user = types::User::new(random.next() as i64);
    let mut flip = || random.once_in(2);
    (user.bot, user.premium, user.bot_guard) = (flip(), flip(), flip());
    user.bot_info_version = user.bot.then_some(-1);
    user.restricted = flip();
    let reason = types::RestrictionReason {
        platform: "all".into(),
        reason: "terms".into(),
        text: String::new(),
    };
    user.restriction_reason = user.restricted.then(|| vec![reason]);
    user.username = flip().then(|| "name".into());
    user.usernames = flip().then(|| vec![types::Username::new("name".into())]);
    user.access_hash = flip().then_some(i64::MIN);
    user.status = flip()
        .then(|| Box::new(types::UserStatusOnline { expires: 5 }.into()))
        .map(|status| *status);
    user.send_paid_messages_stars = flip().then_some(0);
    user
}

#[test]
fn random_users_come_back() {
    come_back(3, random_user);
    come_back(3, |random| enums::User::from(random_user(random)));
}
