//! Do views live through what owned values live through, and say the same of all else?

use std::fmt::Debug;

use gen_layers::{kept, kept_flat, with_paths};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::UnknownRef;
use tl_runtime::{Decode, DecodeError, DecodeOptions, View, from_bytes, to_bytes};

use super::{newer_text, updates, with_newer};
use crate::support::random::Random;

/// What a view and its owned type say of bytes, which is the same.
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

#[test]
fn what_is_unknown_in_lists_and_boxes_is_kept_and_the_rest_is_read() {
    with_newer(newer_text().into(), |codec| {
        let bytes = updates();
        let options = DecodeOptions::new().newer(codec);
        let view = agree::<KeptView<'_>, kept::enums::Updates>(&bytes, options).unwrap();
        let kept::views::Updates::Updates(updates) = view else {
            panic!("{view:?}");
        };
        let all: Vec<_> = updates.updates.iter().collect();
        assert_eq!((updates.seq, all.len()), (77, 4));
        assert!(
            matches!(all[1], kept::views::Update::Unknown(UnknownRef { rest, .. }) if rest.len() == 16)
        );
        let kept::views::Update::New(update) = all[2] else {
            panic!("{all:?}");
        };
        let kept::views::Message::Message(message) = update.message else {
            panic!("{update:?}");
        };
        assert!(matches!(
            message.media,
            Some(kept::views::Media::Unknown(_))
        ));
        assert_eq!((message.text, update.pts), ("hi", 9));
        agree::<FlatView<'_>, kept_flat::enums::Updates>(&bytes, options).unwrap();
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
        let (mut read, mut failed) = (0, 0);
        let mut one = |bytes: &[u8], options: DecodeOptions<'_>| {
            let kept = agree::<KeptView<'_>, kept::enums::Updates>(bytes, options).is_ok();
            let flat = agree::<FlatView<'_>, kept_flat::enums::Updates>(bytes, options).is_ok();
            assert_eq!(flat, kept);
            let _ = agree::<PathsView<'_>, with_paths::enums::Updates>(bytes, options);
            match kept {
                true => read += 1,
                false => failed += 1,
            }
        };
        let newer = DecodeOptions::new().newer(codec);
        let limited = [newer.max_depth(3), newer.max_empty(2)];
        let all = [newer, newer.strict(true), DecodeOptions::new()];
        for length in 0..=whole.len() {
            for options in all.into_iter().chain(limited) {
                one(&whole[..length], options);
            }
        }
        let mut random = Random::new(17);
        for round in 0..10_000 {
            let mut bytes = whole.clone();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                bytes[at] = random.next() as u8;
            }
            one(&bytes, all[round % all.len()]);
        }
        assert!(read > 1_000 && failed > 1_000, "{read} {failed}");
    });
}

gen_layers::tests! {
    /// Views of TDLib's layer live through the vectors of layer 230, each by itself and all in a list.
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
            let text = agree::<views::RichText<'_>, enums::RichText>(bytes, options).unwrap();
            unknown += usize::from(matches!(text, views::RichText::Unknown(_)));
        }
        assert!(unknown > 2, "{unknown}");
        let bytes = super::list(0x7e62_60d7, &[], &rich);
        let all = agree::<views::RichText<'_>, enums::RichText>(&bytes, options).unwrap();
        let views::RichText::TextConcat(all) = all else { panic!("{all:?}") };
        let is_unknown = |it: &views::RichText<'_>| matches!(it, views::RichText::Unknown(_));
        assert_eq!(all.texts.len(), rich.len());
        assert_eq!(all.texts.iter().filter(is_unknown).count(), unknown);

        let bytes = super::list(0x751f_3146, b"\x02hi\0", &entities);
        let is_unknown = |it: &views::MessageEntity<'_>| matches!(it, views::MessageEntity::Unknown(_));
        let text = agree::<views::types::TextWithEntities<'_>, types::TextWithEntities>(&bytes, options).unwrap();
        assert_eq!(text.entities.len(), entities.len());
        let unknown = text.entities.iter().filter(is_unknown).count();
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
