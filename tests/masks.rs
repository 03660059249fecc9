//! Do masks reflect exactly the fields that are present?

use gen_api::{enums, types};
use tl_parser::schema::{Builtin, CombinatorId, TypeExpr, VarId};
use tl_runtime::codec::append_to;
use tl_runtime::codec::{DecodeErrorKind, EncodeErrorKind};
use tl_runtime::{from_bytes, to_bytes};

use crate::support::oracle::{Cheapest, Encoder, around, is_true};
use crate::support::schemas::API;
use crate::support::vectors::{WAYS, decode_strictly};

fn user(bot: bool, bot_info_version: Option<i32>) -> types::User {
    let mut user = types::User::new(7);
    (user.bot, user.bot_info_version) = (bot, bot_info_version);
    user
}

fn flags(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes[4..8].try_into().unwrap())
}

#[test]
fn fields_on_one_bit_are_all_there_or_none() {
    let none = to_bytes(&user(false, None)).unwrap();
    assert_eq!(flags(&none), 0);
    assert_eq!(from_bytes::<types::User>(&none).unwrap(), user(false, None));
    let both = to_bytes(&user(true, Some(-3))).unwrap();
    assert_eq!(flags(&both), 1 << 14);
    assert_eq!(both.len(), none.len() + 4);
    assert_eq!(
        from_bytes::<types::User>(&both).unwrap(),
        user(true, Some(-3))
    );
}

#[test]
fn one_of_two_fields_on_a_bit_is_an_error_that_names_them_and_leaves_the_buffer() {
    for (half, present, absent) in [
        (user(true, None), "bot", "bot_info_version"),
        (user(false, Some(0)), "bot_info_version", "bot"),
    ] {
        let mut buffer = b"before".to_vec();
        let error = append_to(&mut buffer, &enums::User::from(half)).unwrap_err();
        assert_eq!(buffer, b"before");
        let expected = EncodeErrorKind::SharedBit {
            constructor: "user",
            bit: "flags.14",
            present: vec![present],
            absent: vec![absent],
        };
        assert_eq!(*error.kind, expected);
        let text = format!(
            "user: the fields on flags.14 must be given together: {present} is there, {absent} is not"
        );
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn an_error_deep_inside_leaves_the_buffer_too() {
    let photo = types::PhotoEmpty { id: 5 }.into();
    let users = vec![user(false, None).into(), user(true, None).into()];
    let mut buffer = vec![1, 2, 3];
    append_to(&mut buffer, &types::photos::Photo { photo, users }).unwrap_err();
    assert_eq!(buffer, [1, 2, 3]);
}

#[test]
fn three_values_on_one_bit_are_all_there_or_none() {
    let mut message =
        types::Message::new(1, types::PeerUser { user_id: 2 }.into(), 3, "text".into());
    (message.views, message.forwards) = (Some(1), None);
    let error = to_bytes(&message).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("views is there, forwards is not"),
        "{error}"
    );
    message.forwards = Some(2);
    let bytes = to_bytes(&message).unwrap();
    assert_eq!(from_bytes::<types::Message>(&bytes).unwrap(), message);
}

#[test]
fn a_list_that_is_there_and_empty_is_not_one_that_is_absent() {
    let mut photo = types::Photo::new(1, 2, vec![], 3, vec![], 4);
    let absent = to_bytes(&photo).unwrap();
    photo.video_sizes = Some(vec![]);
    let empty = to_bytes(&photo).unwrap();
    assert_eq!((flags(&absent), flags(&empty)), (0, 2));
    assert_eq!(empty.len(), absent.len() + 8);
    assert_eq!(from_bytes::<types::Photo>(&empty).unwrap(), photo);
    assert_eq!(
        from_bytes::<types::Photo>(&absent).unwrap().video_sizes,
        None
    );
}

#[test]
fn two_masks_are_two_words() {
    let mut value = user(false, None);
    (value.premium, value.close_friend, value.bot_active_users) = (true, true, Some(9));
    let bytes = to_bytes(&value).unwrap();
    assert_eq!(flags(&bytes), 1 << 28);
    assert_eq!(bytes[8..12], (1_u32 << 2 | 1 << 12).to_le_bytes());
    assert_eq!(from_bytes::<types::User>(&bytes).unwrap(), value);
}

#[test]
fn a_mask_that_guards_nothing_keeps_its_bits() {
    let mut invite = types::ExportedChatlistInvite {
        flags: 0,
        title: "t".into(),
        url: "u".into(),
        peers: vec![],
    };
    invite.flags = 0x8000_0001;
    let bytes = to_bytes(&invite).unwrap();
    assert_eq!(flags(&bytes), 0x8000_0001);
    assert_eq!(
        from_bytes::<types::ExportedChatlistInvite>(&bytes).unwrap(),
        invite
    );
}

/// Returns each mask that guards something: its name, the bytes before it, its guarded bits, and the bytes
/// after it; without optional fields.
fn masks() -> Vec<(String, Vec<u8>, u32, Vec<u8>)> {
    let cheapest = Cheapest::new(&API);
    let ids = (0..).map(CombinatorId).take(API.combinators.len());
    let mut masks = Vec::new();
    for (id, combinator) in ids.zip(&API.combinators) {
        for (index, field) in combinator.fields.iter().enumerate() {
            let guarded = field.var.map_or(0, |var| guarded(id, var));
            if guarded != 0 {
                let name = format!("{}.{}", combinator.name, field.name.unwrap_or("_"));
                let (before, after) = around(&API, &cheapest, id, index);
                let before = [&combinator.id.to_le_bytes(), &before[..]].concat();
                masks.push((name, before, guarded, after));
            }
        }
    }
    masks
}

fn guarded(id: CombinatorId, var: VarId) -> u32 {
    let masks = API[id].fields.iter().filter_map(|field| field.mask);
    let bits = masks
        .filter(|mask| mask.var == var)
        .map(|mask| 1 << mask.bit);
    bits.fold(0, |word, bit: u32| word | bit)
}

#[test]
fn bits_of_every_mask_that_guard_nothing_are_dropped_or_refused() {
    let masks = masks();
    assert!(masks.len() > 700, "{}", masks.len());
    for (way, registry) in WAYS {
        for (name, before, guarded, after) in &masks {
            let whole = |word: u32| [before, &word.to_le_bytes()[..], after].concat();
            for unknown in [!guarded, 1 << 31 & !guarded] {
                if unknown == 0 {
                    continue;
                }
                let object = registry.decode(&whole(unknown)).unwrap();
                assert_eq!(object.to_bytes().unwrap(), whole(0), "{way}: {name}");
                let error = decode_strictly(registry, &whole(unknown)).unwrap_err();
                let expected = (DecodeErrorKind::UnknownBits { bits: unknown }, before.len());
                assert_eq!((error.kind, error.offset), expected, "{way}: {name}");
            }
        }
    }
}

/// Other fields on the same bit are present too.
#[test]
fn every_optional_field_by_itself_comes_back() {
    let cheapest = Cheapest::new(&API);
    let ids = (0..).map(CombinatorId).take(API.combinators.len());
    let mut fields = 0;
    for (id, combinator) in ids.zip(&API.combinators) {
        for (index, field) in combinator.fields.iter().enumerate() {
            if field.mask.is_none() {
                continue;
            }
            let (before, after) = around(&API, &cheapest, id, index);
            let mut value = Encoder::least(&API, &cheapest);
            if !is_true(&API, &field.ty) {
                value.value(&field.ty);
            }
            let id = combinator.id.to_le_bytes();
            let bytes = [&id, &before[..], &value.bytes, &after].concat();
            for (way, registry) in WAYS {
                let object = decode_strictly(registry, &bytes)
                    .unwrap_or_else(|error| panic!("{way}: {}: {error}", combinator.name));
                assert_eq!(
                    object.to_bytes().unwrap(),
                    bytes,
                    "{way}: {}",
                    combinator.name
                );
            }
            fields += 1;
        }
    }
    assert!(fields > 2500, "{fields}");
}

#[test]
fn an_optional_bool_has_three_values() {
    let optional_bools = API
        .combinators
        .iter()
        .flat_map(|combinator| &combinator.fields);
    let optional_bools = optional_bools.filter(|field| {
        let is_bool =
            matches!(field.ty, TypeExpr::Boxed(ty, ..) if API[ty].builtin == Some(Builtin::Bool));
        field.mask.is_some() && is_bool
    });
    assert!(optional_bools.count() > 0);
    let mut settings = types::PeerNotifySettings::default();
    for silent in [None, Some(false), Some(true)] {
        settings.silent = silent;
        let bytes = to_bytes(&settings).unwrap();
        assert_eq!(bytes.len(), if silent.is_some() { 12 } else { 8 });
        assert_eq!(
            from_bytes::<types::PeerNotifySettings>(&bytes).unwrap(),
            settings
        );
    }
}
