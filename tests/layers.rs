//! Do several layers in one program share equal items, and nothing else?

use std::any::TypeId;

use gen_layers::layered::{self, layer_190, layer_223};
use gen_layers::{layered_folder, marked};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::{DecodeOptions, Identify, View, from_bytes, to_bytes};

/// Whether both are the same type.
fn is_one<A: 'static, B: 'static>() -> bool {
    TypeId::of::<A>() == TypeId::of::<B>()
}

#[test]
fn what_is_the_same_is_one_type() {
    use layer_190 as old;
    use layer_223 as new;
    // Documentation makes no difference, nor does a type that contains itself.
    assert!(is_one::<old::types::Same, new::types::Same>());
    assert!(is_one::<old::enums::Same, new::enums::Same>());
    assert!(is_one::<old::functions::GetSame, new::functions::GetSame>());
    assert!(is_one::<old::types::MediaPhoto, new::types::MediaPhoto>());
    assert!(is_one::<old::types::UpdateDelete, new::types::UpdateDelete>());
    // The same text is not enough if it refers to different types.
    assert!(!is_one::<old::types::Message, new::types::Message>());
    assert!(!is_one::<old::types::Updates, new::types::Updates>());
    assert!(!is_one::<old::types::Holder, new::types::Holder>());
    assert!(!is_one::<
        old::functions::GetUpdates,
        new::functions::GetUpdates,
    >());
    assert!(!is_one::<old::enums::Became, new::enums::Became>());
    assert!(is_one::<old::types::Became, new::types::Became>());
    assert_eq!((old::LAYER, new::LAYER), (190, 223));
    assert_eq!(old::types::Message::ID, new::types::Message::ID);
}

#[test]
fn what_is_older_becomes_what_is_newer() {
    use layer_190 as old;
    use layer_223 as new;
    let message = old::types::Message {
        out: true,
        id: 5,
        media: Some(old::types::MediaPhoto { id: 7 }.into()),
        text: "x".into(),
    };
    let update = old::types::UpdateNew {
        message: message.into(),
        pts: 3,
    };
    let delete = old::types::UpdateDelete { ids: vec![1] };
    let updates: old::enums::Updates = old::types::Updates {
        updates: vec![update.into(), delete.into()],
        seq: 4,
    }
    .into();
    let bytes = to_bytes(&updates).unwrap();
    let newer = new::enums::Updates::from(updates);
    assert_eq!(to_bytes(&newer).unwrap(), bytes);
    let node = old::types::Node {
        left: Box::new(old::types::Leaf { value: 1 }.into()),
        right: Box::new(old::types::Leaf { value: 2 }.into()),
    };
    let bytes = to_bytes(&node).unwrap();
    assert_eq!(to_bytes(&new::types::Node::from(node)).unwrap(), bytes);
    // Optional new fields are left out.
    let grown = new::types::Grown::from(old::types::Grown { a: 5 });
    assert_eq!((grown.a, grown.b, grown.c), (5, None, false));
    let holder = old::types::Holder {
        items: vec![old::types::Grown { a: 1 }, old::types::Grown { a: 2 }],
        maybe: old::types::Maybe2 {
            item: Some(old::types::Grown { a: 3 }),
        },
    };
    let holder = new::types::Holder::from(holder);
    let items: Vec<i32> = holder.items.iter().map(|it| it.a).collect();
    assert_eq!((items, holder.maybe.item.unwrap().a), (vec![1, 2], 3));
    let flags = new::types::Flags::from(old::types::Flags {
        a: Some(1),
        b: true,
    });
    assert_eq!((flags.a, flags.b, flags.c), (Some(1), true, None));
    // A type that got a second constructor.
    let became = new::enums::Became::from(old::types::Became { a: Some(1) });
    assert!(matches!(became, new::enums::Became::Became(it) if it.a == Some(1)));
}

/// Conversions that would lose or invent data.
#[test]
fn nothing_is_guessed() {
    for name in ["Lost", "Turned", "Needed", "Added"] {
        let from = format!("From<super::layer_190::types::{name}>");
        assert!(!gen_layers::LAYERED.contains(&from), "{from}");
    }
    let from = "From<super::layer_190::types::Grown>";
    assert!(gen_layers::LAYERED.contains(from));
    assert!(!gen_layers::LAYERED.contains("From<super::layer_223::"));
    assert!(!gen_layers::LAYERED.contains("From<super::layer_190::functions::"));
}

#[test]
fn each_layer_has_its_table() {
    let numbers: Vec<i32> = layered::LAYERS.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [190, 223]);
    let added = to_bytes(&layer_223::types::Added { a: 1 }).unwrap();
    let object = layered::decode(223, &added).unwrap();
    assert!(object.is::<layer_223::types::Added>());
    assert!(layered::decode(190, &added).is_err());
    let lost = to_bytes(&layer_190::types::Lost { a: 1, b: 2 }).unwrap();
    assert!(
        layered::decode(190, &lost)
            .unwrap()
            .is::<layer_190::types::Lost>()
    );
    assert!(layered::decode(223, &lost).is_err());
    let updates = to_bytes(&layer_190::types::UpdatesTooLong).unwrap();
    for layer in [190, 223] {
        assert!(
            layered::decode(layer, &updates)
                .unwrap()
                .is::<layer_223::types::UpdatesTooLong>()
        );
    }
    let error = layered::decode(200, &updates).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::NoLayer { layer: 200 });
    assert!(
        layer_190::registry::TABLE
            .find_by_name("getAdded")
            .is_none()
    );
    assert!(
        layer_223::registry::TABLE
            .find_by_name("getAdded")
            .is_some()
    );
}

#[test]
fn layers_in_a_folder_are_the_same_and_share_views() {
    use layered_folder::{layer_190 as old, layer_223 as new};
    assert!(is_one::<old::types::Same, new::types::Same>());
    assert!(!is_one::<old::types::Message, new::types::Message>());
    assert!(is_one::<old::views::Same<'_>, new::views::Same<'_>>());
    assert!(is_one::<
        old::views::types::UpdateDelete<'_>,
        new::views::types::UpdateDelete<'_>,
    >());
    assert!(!is_one::<old::views::Message<'_>, new::views::Message<'_>>());

    let update = old::types::UpdateNew {
        message: old::types::MessageEmpty { id: 5 }.into(),
        pts: 3,
    };
    let delete = old::types::UpdateDelete { ids: vec![1, 2] };
    let updates = old::types::Updates {
        updates: vec![update.into(), delete.into()],
        seq: 4,
    };
    let bytes = to_bytes(&updates).unwrap();
    let object = layered_folder::decode(190, &bytes).unwrap();
    assert!(object.is::<old::types::Updates>());
    let view: old::views::Updates<'_> = from_bytes(&bytes).unwrap();
    assert_eq!(view.into_owned(), updates.clone().into());
    let newer = new::enums::Updates::from(old::enums::Updates::from(updates));
    let view: new::views::Updates<'_> = from_bytes(&bytes).unwrap();
    assert_eq!(view.into_owned(), newer);

    // A function that both layers share has one view for its answer.
    let same = old::types::Same { a: 1, rows: vec![] };
    let answer = to_bytes(&same).unwrap();
    let call = new::functions::GetSame { a: 5 };
    let view = DecodeOptions::new().view_response(&call, &answer).unwrap();
    assert_eq!(view.into_owned(), same);
}

#[test]
fn marks_begin_layers() {
    use marked::{layer_8, layer_17, layer_45};
    assert_eq!(
        marked::LAYERS.iter().map(|it| it.0).collect::<Vec<_>>(),
        [8, 17, 45]
    );
    assert!(is_one::<
        layer_8::types::MediaPhoto,
        layer_45::types::MediaPhoto,
    >());
    assert!(is_one::<layer_8::enums::Media, layer_17::enums::Media>());
    assert!(!is_one::<layer_17::enums::Media, layer_45::enums::Media>());
    let message = layer_17::types::Message {
        random_id: 1,
        ttl: 2,
        message: "x".into(),
        media: layer_17::enums::Media::Empty,
    };
    let message = layer_45::types::Message::from(message);
    assert!(matches!(message.media, Some(layer_45::enums::Media::Empty)));
    assert!(layer_17::types::MessageLayer::NAME == "messageLayer");
}
