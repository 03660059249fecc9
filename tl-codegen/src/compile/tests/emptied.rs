//! Are types reported that have lost all of their constructors?

use tl_parser::layers::LayerNumbers;

use super::*;
use crate::rust::selector::Selector;

const UPDATES: &str = "new id:int = Update; gone id:int = Update; Empty Never; \
                       updates list:Vector<Update> = Updates; idle = State; \
                       ---functions--- getUpdates = Updates; getState = State; stop = Never;";

/// Returns the findings about such types, which never prevent the code, and the places of the types.
#[track_caller]
fn emptied(change: impl FnOnce(&mut Config)) -> Vec<(String, &'static str, usize)> {
    let compiled = compiled(UPDATES, &with(change));
    assert!(compiled.code.is_some(), "{:?}", compiled.diagnostics);
    let found = compiled.diagnostics.iter();
    let found = found.filter(|it| it.code == Code::EmptiedType);
    let told = found.map(|it| {
        let span = it.labels[0].span;
        let place = &UPDATES[span.start as usize..span.end as usize];
        (it.message.clone(), place, it.notes().count())
    });
    told.collect()
}

fn selectors(list: &[&str]) -> Vec<Selector> {
    list.iter().map(|&it| it.into()).collect()
}

#[test]
fn a_type_that_is_needed_and_has_no_constructor_is_reported() {
    let message = |name: &str| format!("all constructors of the type `{name}` are excluded");
    for (excluded, expected) in [
        (&["new", "gone"][..], ("Update", "Update", 1)),
        (&["Update"], ("Update", "Update", 1)),
        (&["updates"], ("Updates", "Updates", 1)),
        (&["Updates"], ("Updates", "Updates", 1)),
        (&["idle"], ("State", "State", 1)),
        // Several are one finding.
        (&["Update", "idle"], ("Update", "Update", 2)),
        (&["updates", "idle"], ("Updates", "Updates", 2)),
    ] {
        let (name, place, notes) = expected;
        let expected = [(message(name), place, notes)];
        assert_eq!(emptied(|it| it.exclude = selectors(excluded)), expected);
    }
}

#[test]
fn a_type_that_has_values_or_is_not_needed_is_not_reported() {
    for excluded in [
        &[][..],
        &["new"],
        &["gone", "getState"],
        &["Update", "updates", "getUpdates"],
        &["State", "getState"],
    ] {
        assert_eq!(
            emptied(|it| it.exclude = selectors(excluded)),
            [],
            "{excluded:?}"
        );
    }
    let with_unknown = emptied(|it| {
        it.exclude = selectors(&["new", "gone"]);
        it.unknown = selectors(&["Update"]);
    });
    assert_eq!(with_unknown, []);
}

#[test]
fn each_layer_is_asked() {
    let mut sources = Sources::new();
    for (layer, more) in [(1, ""), (2, "b = A;")] {
        let tl = format!("// LAYER {layer}\na = A;\n{more}\n---functions---\nget = A;\n");
        sources.add(format!("{layer}.tl"), tl);
    }
    let config = with(|it| it.exclude = selectors(&["a"]));
    let numbers = LayerNumbers::default();
    let compiled = compile_layers(&sources, &numbers, &config, &Levels::default()).unwrap();
    let codes: Vec<Code> = compiled.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::EmptiedType]);
}
