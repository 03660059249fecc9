//! Can views handle everything that owned values can, with the same results otherwise?

use std::fmt::Debug;

use gen_layers::{kept, kept_flat, newer, with_paths};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::UnknownRef;
use tl_runtime::{Decode, DecodeError, DecodeOptions, View, from_bytes, to_bytes};

use super::{newer_text, updates, with_newer};
use crate::support::random::Random;

/// Asserts that a view and its owned type agree on bytes, and returns the view.
pub(super) fn agree<'a, V, O>(bytes: &'a [u8], options: DecodeOptions<'a>) -> Result<V, DecodeError>
where
    V: Decode<'a> + View<Owned = O> + Clone + PartialEq + Debug,
    O: Decode<'a> + PartialEq + Debug,
{
    match (options.decode::<O>(bytes), options.decode::<V>(bytes)) {
        (Ok(owned), Ok(view)) => {
            assert_eq!(view, view.clone());
            assert_eq!(view.clone().into_owned(), owned);
            Ok(view)
        }
        (_, Err(view)) if view.kind == DecodeErrorKind::Utf8 && !options.is_strict() => Err(view),
        (owned, view) => {
            let error = view.expect_err("an error");
            assert_eq!(owned.expect_err("an error"), error, "{bytes:02x?}");
            Err(error)
        }
    }
}

type KeptView<'a> = kept::views::Updates<'a>;
type FlatView<'a> = kept_flat::views::Updates<'a>;
type PathsView<'a> = with_paths::views::Updates<'a>;

/// Returns the view after comparing it with the owned type.
fn same<'a, V, O>(bytes: &'a [u8], options: DecodeOptions<'a>) -> Result<V, DecodeError>
where
    V: Decode<'a> + View<Owned = O> + Clone,
    O: Decode<'a> + PartialEq + Debug,
{
    let view = options.decode::<V>(bytes)?;
    assert_eq!(
        view.clone().into_owned(),
        options.decode::<O>(bytes).unwrap()
    );
    Ok(view)
}

#[test]
fn a_newer_layer_measures_what_is_decoded_at_once_and_not_what_is_decoded_later() {
    with_newer(newer_text().into(), |codec| {
        let options = DecodeOptions::new().newer(codec);
        let bytes = updates();
        let error = same::<KeptView<'_>, kept::enums::Updates>(&bytes, options).unwrap_err();
        let without = from_bytes::<KeptView<'_>>(&bytes).unwrap_err();
        let place = |error: &DecodeError| (error.unknown_id(), error.offset, error.path());
        assert_eq!(place(&error), place(&without));
        let reason = "without the newer schema: decode the owned type, or a stream";
        assert!(error.to_string().ends_with(reason), "{error}");
        let service = newer::types::MessageService {
            id: 6,
            action: "x".into(),
        };
        let message = service.into();
        let bytes = to_bytes(&newer::types::UpdateNew { message, pts: 9 }).unwrap();
        let view = same::<kept::views::Update<'_>, kept::enums::Update>(&bytes, options);
        let kept::views::Update::New(update) = view.unwrap() else {
            panic!("{bytes:?}");
        };
        assert!(matches!(update.message, kept::views::Message::Unknown(_)));
        assert_eq!(update.pts, 9);
    });
}

#[test]
fn at_the_end_of_the_input_an_unknown_constructor_is_kept() {
    let options = DecodeOptions::new();
    for rest in [&[][..], &[5], &[1, 2, 3, 4]] {
        let bytes = [&[1, 2, 3, 4], rest].concat();
        let view = agree::<kept::views::Media<'_>, kept::enums::Media>(&bytes, options).unwrap();
        let id = 0x0403_0201;
        assert_eq!(view, kept::views::Media::Unknown(UnknownRef { id, rest }));
        agree::<kept_flat::views::Tree<'_>, kept_flat::enums::Tree>(&bytes, options).unwrap();
        agree::<PathsView<'_>, with_paths::enums::Updates>(&bytes, options).unwrap_err();
    }
    // In a box, which is decoded later.
    let leaf = || Box::new(kept::types::Leaf { value: 5 }.into());
    let (left, right) = (leaf(), leaf());
    let mut bytes = to_bytes(&kept::types::Node { left, right }).unwrap();
    let id = bytes.len() - 8;
    bytes[id] ^= 1;
    bytes.extend([9, 9]);
    let view = agree::<kept::views::Tree<'_>, kept::enums::Tree>(&bytes, options).unwrap();
    let kept::views::Tree::Node(node) = view else {
        panic!("{view:?}");
    };
    assert!(matches!(node.left.get(), kept::views::Tree::Leaf(_)));
    let rest = &[5, 0, 0, 0, 9, 9];
    assert!(matches!(node.right.get(), kept::views::Tree::Unknown(it) if it.rest == rest));
}

#[test]
fn without_a_newer_layer_what_is_followed_is_an_error_with_its_place() {
    let bytes = updates();
    for error in [
        from_bytes::<KeptView<'_>>(&bytes).unwrap_err(),
        from_bytes::<FlatView<'_>>(&bytes).unwrap_err(),
        from_bytes::<PathsView<'_>>(&bytes).unwrap_err(),
    ] {
        assert_eq!((error.path().as_str(), error.offset), ("updates[1]", 32));
        assert_eq!(
            (error.unknown_id(), error.reading),
            (Some(0x2874_4d4d), Some("Update"))
        );
    }
}

#[test]
fn of_hostile_bytes_views_say_what_owned_types_say() {
    with_newer(newer_text().into(), |codec| {
        let whole = updates();
        // In one of them, the unknown constructor is the last.
        let ends = &whole[..36];
        let (mut read, mut failed) = (0, 0);
        let mut one = |bytes: &[u8], options: DecodeOptions<'_>| {
            let kept = agree::<KeptView<'_>, kept::enums::Updates>(bytes, options).is_ok();
            let flat = agree::<FlatView<'_>, kept_flat::enums::Updates>(bytes, options).is_ok();
            assert_eq!(flat, kept);
            let _ = agree::<PathsView<'_>, with_paths::enums::Updates>(bytes, options);
            let _ = same::<KeptView<'_>, kept::enums::Updates>(bytes, options.newer(codec));
            match kept {
                true => read += 1,
                false => failed += 1,
            }
        };
        let plain = DecodeOptions::new();
        let all = [
            plain,
            plain.strict(true),
            plain.max_depth(3),
            plain.max_empty(2),
        ];
        for length in 0..=whole.len() {
            for options in all {
                one(&whole[..length], options);
            }
        }
        let mut random = Random::new(17);
        for round in 0..10_000 {
            let mut bytes = if round % 2 == 0 {
                whole.clone()
            } else {
                ends.to_vec()
            };
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                bytes[at] = random.next() as u8;
            }
            one(&bytes, all[round / 2 % all.len()]);
        }
        assert!(read > 100 && failed > 1_000, "{read} {failed}");
    });
}

gen_layers::tests! {
    /// Decodes the vectors of layer 230 with views of TDLib's layer, each by itself and all in a stream.
    fn texts_of_layer_230() {
        use gen_layers::texts::{enums, types, views};
        use crate::support::schemas::API;
        use tl_dynamic::Codec;
        use tl_runtime::Stream;

        let codec = Codec::new(&API);
        let options = DecodeOptions::new().newer(&codec).strict(true);
        let [rich, entities] = ["RichText", "MessageEntity"].map(|ty| super::of_type(&API, ty));
        let mut unknown = 0;
        for bytes in &rich {
            let text = same::<views::RichText<'_>, enums::RichText>(bytes, options);
            unknown += usize::from(matches!(text, Ok(views::RichText::Unknown(_))));
            let _ = agree::<views::RichText<'_>, enums::RichText>(bytes, DecodeOptions::new());
        }
        assert!(unknown > 2, "{unknown}");

        let bytes = super::list(0x751f_3146, b"\x02hi\0", &entities);
        let is_unknown = |it: &views::MessageEntity<'_>| matches!(it, views::MessageEntity::Unknown(_));
        let owned: types::TextWithEntities = options.decode(&bytes).unwrap();
        let is_owned_unknown = |it: &&enums::MessageEntity| matches!(it, enums::MessageEntity::Unknown(_));
        let unknown = owned.entities.iter().filter(is_owned_unknown).count();
        assert!(unknown > 0);
        let read = |bytes, options| {
            let stream = Stream::with_options(bytes, options);
            let text = stream.read::<views::types::TextWithEntities<'_>>();
            let found = text.entities.filter(is_unknown).count();
            (found, stream.finish())
        };
        assert_eq!(read(&bytes, options), (unknown, Ok(())));
        // Without the newer layer, and cut off.
        let (_, failed) = read(&bytes, DecodeOptions::new());
        let owned = from_bytes::<types::TextWithEntities>(&bytes).unwrap_err();
        let place = |error: DecodeError| (error.offset, error.kind.clone(), error.reading);
        assert_eq!(place(failed.unwrap_err()), place(owned));
        for end in (0..bytes.len()).step_by(7) {
            let owned = options.decode::<types::TextWithEntities>(&bytes[..end]).unwrap_err();
            assert_eq!(read(&bytes[..end], options).1, Err(owned));
        }
    }
}
