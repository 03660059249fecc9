//! Can a client of a whole layer handle everything that a newer one sends?

use std::sync::LazyLock;

use gen_open::{functions, registry, types};
use tl_dynamic::Codec;
use tl_parser::schema::{CombinatorId, CombinatorKind, Schema};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::AnyObject;
use tl_runtime::{DecodeError, DecodeOptions, Function, to_bytes};

use crate::support::changed;
use crate::support::oracle::{self, Cheapest};
use crate::support::random::Random;
use crate::support::schemas;

/// Layer 230, with an additional constructor for each type that has several.
static NEWER: LazyLock<Schema<'static>> = LazyLock::new(|| {
    let mut text = std::fs::read_to_string(gen_schemas::grammers("api.tl")).unwrap();
    text += "\n---types---\n";
    for ty in schemas::API.types.iter() {
        if ty.constructors.len() > 1 && ty.params.is_empty() && ty.builtin.is_none() {
            let name = ty.name;
            let constructor = match name.rsplit_once('.') {
                Some((namespace, name)) => format!("{namespace}.newer{name}"),
                None => format!("newer{name}"),
            };
            text += &format!(
                "{constructor} flags:# text:string again:flags.0?{name} ids:Vector<long> list:flags.1?Vector<{name}> = {name};\n"
            );
        }
    }
    schemas::text(text)
});

/// Calls `each` with random answers of the newer layer: the outermost constructor is in both layers, the values
/// inside it need not be.
fn answers(seeds: u64, mut each: impl FnMut(&str, Vec<u8>, &mut Random)) {
    let schema = &*NEWER;
    let cheapest = Cheapest::new(schema);
    for (id, it) in (0..).map(CombinatorId).zip(&schema.combinators) {
        if it.kind != CombinatorKind::Constructor || registry::TABLE.find(it.id).is_none() {
            continue;
        }
        for seed in 0..seeds {
            let random = Random::new(u64::from(it.id) << 8 | seed);
            let bytes = oracle::any(schema, &cheapest, id, random.clone(), 0);
            each(it.name, bytes, &mut random.clone());
        }
    }
}

fn decode(options: DecodeOptions<'_>, bytes: &[u8]) -> Result<Box<dyn AnyObject>, DecodeError> {
    options.registry(&registry::TABLE).decode(bytes)
}

#[test]
fn every_answer_of_a_newer_layer_comes_back() {
    let codec = Codec::new(&NEWER);
    let options = DecodeOptions::new().newer(&codec).strict(true);
    let (mut whole, mut unknown) = (0, 0);
    answers(20, |name, bytes, _| {
        let object = decode(options, &bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(object.to_bytes().unwrap(), bytes, "{name}");
        match format!("{object:?}").contains("Unknown(") {
            true => unknown += 1,
            false => whole += 1,
        }
    });
    assert!(whole > 10_000 && unknown > 5_000, "{whole} {unknown}");
}

#[test]
fn without_the_newer_layer_the_error_names_what_is_unknown() {
    let newer = |id: u32| {
        let found = NEWER.combinators.iter().find(|it| it.id == id);
        found.is_some_and(|it| registry::TABLE.find(it.id).is_none())
    };
    let mut errors = 0;
    answers(5, |name, bytes, _| {
        let Err(error) = decode(DecodeOptions::new(), &bytes) else {
            return;
        };
        let id = error
            .unknown_id()
            .unwrap_or_else(|| panic!("{name}: {error}"));
        assert!(newer(id), "{name}: {error}");
        let at = bytes[error.offset..].first_chunk().copied();
        assert_eq!(at.map(u32::from_le_bytes), Some(id), "{name}: {error}");
        assert!(
            !error.path().is_empty() && error.reading.is_some(),
            "{name}"
        );
        errors += 1;
    });
    assert!(errors > 1_000, "{errors}");
}

#[test]
fn an_element_of_an_answer_is_a_place() {
    let call = functions::users::GetUsers { id: Vec::new() };
    let user = to_bytes(&types::UserEmpty { id: 7 }).unwrap();
    let (head, unknown) = (b"\x15\xc4\xb5\x1c\x03\0\0\0", b"\xef\xbe\xad\xde");
    let bytes = [&head[..], &user, unknown, &user].concat();
    let error = call.decode_response(&bytes).unwrap_err();
    assert_eq!(
        (error.path().as_str(), error.unknown_id()),
        ("[1]", Some(0xdead_beef))
    );
    assert!(error.to_string().starts_with("[1]: at byte 20"), "{error}");
}

#[test]
fn hostile_bytes_are_errors_or_come_back() {
    let codec = Codec::new(&NEWER);
    let options = DecodeOptions::new().newer(&codec).strict(true);
    let (mut read, mut failed) = (0, 0);
    let mut check = |bytes: &[u8]| match decode(options, bytes) {
        Ok(object) => {
            assert_eq!(object.to_bytes().unwrap(), bytes);
            read += 1;
        }
        Err(error) => {
            assert!(error.offset <= bytes.len(), "{error}");
            assert_ne!(error.kind, DecodeErrorKind::TooDeep, "{error}");
            failed += 1;
        }
    };
    answers(2, |_, bytes, random| {
        for end in (0..bytes.len()).take(200) {
            check(&bytes[..end]);
        }
        for _ in 0..20 {
            check(&changed(&NEWER, bytes.clone(), random));
        }
    });
    assert!(read > 5_000 && failed > 50_000, "{read} {failed}");
}
