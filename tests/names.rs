//! Do Rust names keep their meaning from one layer of a schema to another?

use std::path::Path;

use gen_schemas::{grammers, shared};
use tl_codegen::{Config, compile};
use tl_parser::diagnostic::Levels;

use crate::support;

// The tests of the generator use the same module.
#[path = "../tl-codegen/src/compile/tests/names/meanings.rs"]
mod meanings;

/// Asserts that every name that both schemas have means the same in both.
#[track_caller]
fn assert_kept(old: &Path, new: &Path) {
    let names = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        let sources = support::sources("api.tl", &text);
        let compiled = compile(&sources, &Config::default(), &Levels::default());
        meanings::of(&compiled.code.unwrap())
    };
    let (old, new) = (names(old), names(new));
    let both = old
        .iter()
        .filter_map(|(name, was)| Some((name, was, new.get(name)?)));
    let mut kept = 0;
    for (name, was, is) in both {
        assert_eq!(was, is, "{name}");
        kept += 1;
    }
    assert!(kept > 1_000, "{kept}");
}

#[test]
fn from_the_layer_of_2020_to_layer_230() {
    let Some(folder) = shared("schemas/telegram") else {
        return;
    };
    assert_kept(&folder.join("telegram_api_2020.tl"), &grammers("api.tl"));
}

#[test]
fn between_all_layers_at_hand() {
    let Some(folder) = shared("schemas/telegram") else {
        return;
    };
    let layers = [
        "telegram_api_2020.tl",
        "tdlib-1.8.65/telegram_api.tl",
        "telegram_api.tl",
    ];
    for (index, old) in layers.iter().enumerate() {
        for new in &layers[index + 1..] {
            assert_kept(&folder.join(old), &folder.join(new));
        }
    }
    assert_kept(
        &folder.join("tdlib-1.8.65/td_api.tl"),
        &folder.join("td_api.tl"),
    );
}
