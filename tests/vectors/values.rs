//! Does each field have the value that the other implementations encoded?
//!
//! Every vector comes with its value as JSON. The expected Rust follows from the model of the generated items.

use std::collections::BTreeMap;

use serde_json::Value;
use tl_codegen::__private::items;
use tl_codegen::__private::model::{Enum, Field, FieldRole, Item, Number, Struct, Ty};
use tl_codegen::Config;
use tl_parser::schema::CombinatorKind;

use crate::support::hex;
use crate::support::schemas::API;
use crate::support::vectors::VECTORS;

/// The generated items, by TL name.
#[derive(Default)]
struct Items {
    constructors: BTreeMap<String, Struct>,
    functions: BTreeMap<String, Struct>,
    /// The variants of enums, by the name of the constructor.
    variants: BTreeMap<String, String>,
}

impl Items {
    fn new() -> Self {
        let mut diagnostics = Vec::new();
        // Like `gen_api`, with a struct for each constructor.
        let config = Config {
            registry: true,
            ..Config::default()
        };
        let lowered = items(&API, &config, &mut diagnostics);
        assert_eq!(diagnostics, []);
        let mut items = Self::default();
        for (_, item) in lowered.by_path {
            match item {
                Item::Struct(item) => {
                    let map = match item.response {
                        Some(_) => &mut items.functions,
                        None => &mut items.constructors,
                    };
                    map.insert(item.identity.name().into(), item);
                }
                Item::Enum(item) => items.add_variants(&item),
                Item::Alias(_) | Item::Transparent(_) => {}
            }
        }
        items
    }

    /// The variants are in the order of the constructors.
    fn add_variants(&mut self, item: &Enum) {
        let ty = API.types.iter().find(|ty| ty.name == item.name).unwrap();
        for (&constructor, variant) in ty.constructors.iter().zip(&item.variants) {
            assert_eq!(API[constructor].kind, CombinatorKind::Constructor);
            self.variants
                .insert(API[constructor].name.into(), variant.ident.to_string());
        }
    }

    /// Returns the expected `{:?}` of a constructor's or function's own struct.
    fn record(&self, item: &Struct, value: &Value) -> String {
        let fields = item.fields.iter();
        let shown = fields.filter_map(|field| {
            let name = field.ident.to_string();
            let name = name.strip_prefix("r#").unwrap_or(&name);
            Some(format!(
                "{name}: {}",
                self.field(field, &value[&field.name])?
            ))
        });
        let shown: Vec<String> = shown.collect();
        if shown.is_empty() {
            item.ident.to_string()
        } else {
            format!("{} {{ {} }}", item.ident, shown.join(", "))
        }
    }

    /// Returns `None` for a mask, which the struct does not show.
    fn field(&self, field: &Field, value: &Value) -> Option<String> {
        match &field.role {
            FieldRole::Mask(mask) => {
                assert!(!mask.stored, "{} has no value", field.name);
                None
            }
            FieldRole::Count => panic!("the schema has no repetitions"),
            FieldRole::Flag(_) => Some(value.as_bool().unwrap_or(false).to_string()),
            FieldRole::Value(place) if place.bit.is_none() => Some(self.value(&place.ty, value)),
            FieldRole::Value(_) if value.is_null() => Some("None".into()),
            FieldRole::Value(place) => Some(format!("Some({})", self.value(&place.ty, value))),
        }
    }

    fn value(&self, ty: &Ty, value: &Value) -> String {
        match ty {
            Ty::Number(Number::Double) => format!("{:?}", value.as_f64().unwrap()),
            Ty::Number(Number::Long) => value.as_str().unwrap().into(),
            // A mask that guards nothing.
            Ty::Number(Number::Nat) if value.is_null() => "0".into(),
            Ty::Number(Number::Int) => value.as_i64().unwrap().to_string(),
            Ty::Bool => value.as_bool().unwrap().to_string(),
            Ty::String => format!("{:?}", value.as_str().unwrap()),
            Ty::Bytes | Ty::Raw(_) => format!("{:?}", hex(value.as_str().unwrap())),
            Ty::Box(inner) => self.value(inner, value),
            Ty::Vec(inner) => {
                let elements = value.as_array().unwrap().iter();
                let elements: Vec<String> =
                    elements.map(|value| self.value(inner, value)).collect();
                format!("[{}]", elements.join(", "))
            }
            Ty::Param(_) => self.record(&self.functions[value["_"].as_str().unwrap()], value),
            Ty::Item(..) => {
                let name = value["_"].as_str().unwrap();
                let item = &self.constructors[name];
                match self.variants.get(name) {
                    None => self.record(item, value),
                    Some(variant) if item.fields.is_empty() => variant.clone(),
                    Some(variant) => format!("{variant}({})", self.record(item, value)),
                }
            }
            other => panic!("the schema has no {other:?}"),
        }
    }
}

#[test]
fn every_field_of_every_vector_holds_its_value() {
    let items = Items::new();
    for vector in VECTORS.iter() {
        let kind = if vector.function {
            &items.functions
        } else {
            &items.constructors
        };
        let expected = items.record(&kind[&vector.name], &vector.value);
        let object = gen_api::registry::decode(&vector.bytes).unwrap();
        assert_eq!(format!("{object:?}"), expected, "{}", vector.label());
    }
}

/// The same by hand, for a few values.
#[test]
fn a_photo_holds_its_value() {
    let vector = |variant: &str| {
        let matching =
            |v: &&crate::support::vectors::Vector| v.name == "photos.photo" && v.variant == variant;
        VECTORS.iter().find(matching).unwrap()
    };
    use gen_api::enums::{self, PhotoSize, User};
    use gen_api::types;
    let photo: enums::photos::Photo = tl_runtime::from_bytes(&vector("rnd2").bytes).unwrap();
    let size = types::PhotoSizeEmpty {
        r#type: "pw44uYczxob".into(),
    };
    let expected = types::photos::Photo {
        photo: types::Photo {
            has_stickers: false,
            id: -9_007_199_254_740_993,
            access_hash: 9_007_199_254_740_993,
            file_reference: vec![0x52, 0x0e, 0xdb, 0x51, 0xef, 0x04, 0xde, 0x36],
            date: 1_127_471_969,
            sizes: vec![PhotoSize::Empty(size)],
            video_sizes: None,
            dc_id: 57_288_057,
        }
        .into(),
        users: [4_294_967_296, 692_076_525_794, -8_648_309_572_460_646_107]
            .map(|id| User::Empty(types::UserEmpty { id }))
            .into(),
    };
    assert_eq!(photo, expected);
    let photo: enums::photos::Photo = tl_runtime::from_bytes(&vector("rnd").bytes).unwrap();
    let enums::Photo::Photo(inner) = photo.photo else {
        panic!("{photo:?}")
    };
    assert!(inner.has_stickers);
    assert_eq!(inner.video_sizes.map(|sizes| sizes.len()), Some(1));
    let [User::Empty(first), User::User(second), ..] = &photo.users[..] else {
        panic!("{:?}", photo.users)
    };
    assert_eq!(first.id, 3_687_790_645_900_563_864);
    assert!(second.self_ && second.bot_can_manage_bots && !second.bot);
    assert_eq!(second.lang_code.as_deref(), Some("日本語テキスト"));
}
