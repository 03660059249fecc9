//! Is the golden pair, `photos.photo` and `photos.updateProfilePhoto`, correct from end to end?

pub(crate) mod derived;

use gen_photos::{enums, functions, registry, types};
use tl_parser::ast::{Combinator, DeclarationKind, Program, Section};
use tl_parser::check;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::id::{Rule, id, text};
use tl_parser::source::Sources;
use tl_runtime::{Function, Identify};

/// The pair alone, as in the documentation of the API.
const PAIR: &str = "photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;\n\
                    ---functions---\n\
                    photos.updateProfilePhoto#72d4742c id:InputPhoto = photos.Photo;\n";

/// A call of `photos.updateProfilePhoto` on the wire, with one value on each line.
pub(crate) const REQUEST: &str = "
    2c 74 d4 72              photos.updateProfilePhoto
      4a b9 b3 3b            id: inputPhoto
        88 77 66 55 44 33 22 11  id
        fe ff ff ff ff ff ff ff  access_hash
        05 de ad be ef 01 00 00  file_reference: five bytes, then zeros up to a multiple of four
";

/// An answer: a photo of one size, and a user with this photo.
pub(crate) const RESPONSE: &str = "
    a8 2c 21 20              photos.photo
      65 7a 19 fb            photo: photo
        01 00 00 00          flags: bit 0, has_stickers
        88 77 66 55 44 33 22 11  id
        fe ff ff ff ff ff ff ff  access_hash
        02 01 5f 00          file_reference
        00 10 5e 5f          date
        15 c4 b5 1c          sizes: Vector
          01 00 00 00        one element
            1b b6 bf 77      photoSize
              01 78 00 00    type
              cd c6 7f bc    location: fileLocationToBeDeprecated
                b1 cb ec 0b 00 00 00 00  volume_id
                2a 00 00 00  local_id
              80 02 00 00    w
              e0 01 00 00    h
              00 c8 00 00    size
        02 00 00 00          dc_id
      15 c4 b5 1c            users: Vector
        01 00 00 00          one element
          c1 58 84 93        user
            22 04 00 00      flags: bits 1, 5 and 10
            09 00 00 00      id
            03 41 64 61      first_name
            26 ab d3 69      photo: userProfilePhoto
              00 00 00 00    flags
              88 77 66 55 44 33 22 11  photo_id
              cd c6 7f bc    photo_small: fileLocationToBeDeprecated
                b1 cb ec 0b 00 00 00 00  volume_id
                2a 00 00 00  local_id
              cd c6 7f bc    photo_big: fileLocationToBeDeprecated
                b1 cb ec 0b 00 00 00 00  volume_id
                2b 00 00 00  local_id
              02 00 00 00    dc_id
";

/// Returns the bytes of a listing: the pairs of digits at the beginning of each line.
pub(crate) fn bytes(listing: &str) -> Vec<u8> {
    let byte = |word: &str| {
        let digits = word.len() == 2 && word.bytes().all(|digit| digit.is_ascii_hexdigit());
        digits.then(|| u8::from_str_radix(word, 16).unwrap())
    };
    listing
        .lines()
        .flat_map(|line| line.split_whitespace().map_while(byte))
        .collect()
}

const PHOTO: i64 = 0x1122_3344_5566_7788;

fn request() -> functions::photos::UpdateProfilePhoto {
    functions::photos::UpdateProfilePhoto {
        id: enums::InputPhoto::Photo(types::InputPhoto {
            id: PHOTO,
            access_hash: -2,
            file_reference: vec![0xde, 0xad, 0xbe, 0xef, 0x01],
        }),
    }
}

fn response() -> types::photos::Photo {
    let file = |local_id| types::FileLocationToBeDeprecated {
        volume_id: 200_068_017,
        local_id,
    };
    let size = types::PhotoSize {
        r#type: "x".into(),
        location: file(42),
        w: 640,
        h: 480,
        size: 51_200,
    };
    let mut photo = types::Photo::new(
        PHOTO,
        -2,
        vec![0x01, 0x5f],
        1_600_000_000,
        vec![size.into()],
        2,
    );
    photo.has_stickers = true;
    let mut user = types::User::new(9);
    user.self_ = true;
    user.first_name = Some("Ada".into());
    let shown = types::UserProfilePhoto::new(PHOTO, file(42), file(43), 2);
    user.photo = Some(Box::new(shown.into()));
    types::photos::Photo {
        photo: photo.into(),
        users: vec![user.into()],
    }
}

fn parsed(sources: &Sources) -> Program<'_> {
    let mut diagnostics = Vec::new();
    let mut programs = check::parse_all(sources, &mut diagnostics);
    assert_eq!(diagnostics, []);
    assert_eq!(programs.len(), 1);
    programs.remove(0)
}

fn combinator<'p, 's>(program: &'p Program<'s>, index: usize) -> &'p Combinator<'s> {
    match &program.declarations[index].kind {
        DeclarationKind::Combinator(combinator) => combinator,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_pair_is_two_declarations_a_constructor_and_a_function() {
    let mut sources = Sources::new();
    sources.add("pair.tl", PAIR);
    let program = parsed(&sources);
    let found: Vec<(Section, &str, usize)> = (0..program.declarations.len())
        .map(|index| {
            let combinator = combinator(&program, index);
            let tl_parser::ast::Body::Fields(fields) = &combinator.body else {
                panic!("{combinator:?}")
            };
            let section = program.declarations[index].section;
            (section, combinator.name.value, fields.len())
        })
        .collect();
    assert_eq!(
        found,
        [
            (Section::Types, "photos.photo", 2),
            (Section::Functions, "photos.updateProfilePhoto", 1),
        ]
    );
}

#[test]
fn both_ids_are_the_crc32_of_the_text_by_telegrams_rule() {
    let mut sources = Sources::new();
    sources.add("pair.tl", PAIR);
    let program = parsed(&sources);
    let of = |index| {
        let combinator = combinator(&program, index);
        let written = combinator.id.map(|id| id.value);
        let computed = id(combinator, Rule::Telegram);
        (text(combinator, Rule::Telegram), written, computed)
    };
    assert_eq!(
        of(0),
        (
            "photos.photo photo:Photo users:Vector User = photos.Photo".into(),
            Some(0x2021_2ca8),
            0x2021_2ca8
        )
    );
    assert_eq!(
        of(1),
        (
            "photos.updateProfilePhoto id:InputPhoto = photos.Photo".into(),
            Some(0x72d4_742c),
            0x72d4_742c
        )
    );
}

#[test]
fn the_schema_of_the_pair_has_no_findings() {
    let mut sources = Sources::new();
    sources.add("photos.tl", include_str!("../schemas/photos.tl"));
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut diagnostics,
    );
    assert_eq!(diagnostics, []);
    let declared = |name: &str| schema.combinators.iter().any(|found| found.name == name);
    assert!(declared("photos.photo") && declared("photos.updateProfilePhoto"));
}

#[test]
fn the_generated_types_know_their_ids_names_and_lines() {
    assert_eq!(types::photos::Photo::ID, 0x2021_2ca8);
    assert_eq!(types::photos::Photo::NAME, "photos.photo");
    assert_eq!(
        types::photos::Photo::TL,
        "photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo"
    );
    assert_eq!(functions::photos::UpdateProfilePhoto::ID, 0x72d4_742c);
    assert_eq!(
        functions::photos::UpdateProfilePhoto::TL,
        "photos.updateProfilePhoto#72d4742c id:InputPhoto = photos.Photo"
    );
    assert_eq!(gen_photos::LAYER, 121);
}

#[test]
fn a_request_has_the_bytes_of_the_wire() {
    assert_eq!(tl_runtime::to_bytes(&request()).unwrap(), bytes(REQUEST));
}

#[test]
fn a_request_is_read_back() {
    let read: functions::photos::UpdateProfilePhoto =
        tl_runtime::from_bytes(&bytes(REQUEST)).unwrap();
    assert_eq!(read, request());
}

#[test]
fn an_answer_is_read_into_the_response_of_its_function() {
    // The call alone determines the type of the answer.
    fn answer<F: Function>(call: &F, bytes: &[u8]) -> F::Response {
        call.decode_response(bytes).unwrap()
    }
    let read = answer(&request(), &bytes(RESPONSE));
    assert_eq!(read, response());
    assert_eq!(tl_runtime::to_bytes(&read).unwrap(), bytes(RESPONSE));
}

#[test]
fn an_answer_that_is_cut_short_or_too_long_is_an_error() {
    let whole = bytes(RESPONSE);
    for end in 0..whole.len() {
        assert!(request().decode_response(&whole[..end]).is_err(), "{end}");
    }
    let longer = [whole, vec![0; 4]].concat();
    assert!(request().decode_response(&longer).is_err());
}

#[test]
fn the_registry_knows_the_pair_by_their_ids() {
    let object = registry::decode(&bytes(REQUEST)).unwrap();
    assert_eq!(object.id(), 0x72d4_742c);
    assert_eq!(object.name(), "photos.updateProfilePhoto");
    assert_eq!(object.to_bytes().unwrap(), bytes(REQUEST));
    let call: Box<functions::photos::UpdateProfilePhoto> = object.downcast().unwrap();
    assert_eq!(*call, request());

    let object = registry::decode(&bytes(RESPONSE)).unwrap();
    assert_eq!((object.id(), object.name()), (0x2021_2ca8, "photos.photo"));
    let answer: Option<&types::photos::Photo> = object.downcast_ref();
    assert_eq!(answer, Some(&response()));
}

#[test]
fn structs_with_the_derive_have_the_same_bytes() {
    let call = derived::UpdateProfilePhoto {
        id: derived::InputPhoto::Photo(derived::InputPhotoData {
            id: PHOTO,
            access_hash: -2,
            file_reference: vec![0xde, 0xad, 0xbe, 0xef, 0x01],
        }),
    };
    assert_eq!(tl_runtime::to_bytes(&call).unwrap(), bytes(REQUEST));
    let read: derived::UpdateProfilePhoto = tl_runtime::from_bytes(&bytes(REQUEST)).unwrap();
    assert_eq!(read, call);

    let answer: derived::Photos = call.decode_response(&bytes(RESPONSE)).unwrap();
    assert_eq!(tl_runtime::to_bytes(&answer).unwrap(), bytes(RESPONSE));
    assert_eq!(answer.users[0].first_name.as_deref(), Some("Ada"));
}
