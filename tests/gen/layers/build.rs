//! Generates the layers of a small schema: with enums that keep unknown constructors, and all in one file.

use std::path::PathBuf;

use gen_schemas::{Impls, code, modules, repository};
use tl_codegen::Builder;

fn fixture(name: &str) -> PathBuf {
    println!("cargo::rerun-if-changed=../../fixtures/layers");
    repository().join("tests/fixtures/layers").join(name)
}

fn one(name: &str, schema: &str, options: impl FnOnce(Builder) -> Builder) {
    let options = |builder: Builder| options(builder.registry(false).deny("warnings"));
    code(name, &[fixture(schema)], options);
}

fn main() {
    one("kept", "old.tl", |it| {
        it.unknown("*")
            .serde(true)
            .derives("+Hash,+TryFrom")
            .views("*")
    });
    one("kept_flat", "old.tl", |it| {
        it.unknown("*")
            .flat("*")
            .keep_enums("*")
            .non_exhaustive("*")
            .views("*")
    });
    one("kept_derived", "old.tl", |it| {
        it.unknown("*").impls(Impls::Derive).serde(true)
    });
    one("json_only", "old.tl", |it| {
        it.unknown("*").json(true).binary(false)
    });
    one("with_paths", "old.tl", |it| it.error_paths(true).views("*"));
    one("newer", "new.tl", |it| it);
    code("layered", &[], |it| {
        it.layer_file(190, fixture("old.tl"))
            .layer_file(223, fixture("new.tl"))
            .deny("warnings")
    });
    // The same as a folder, with views.
    code("layered_folder", &[], |it| {
        it.layer_file(190, fixture("old.tl"))
            .layer_file(223, fixture("new.tl"))
            .views("*")
            .split(true)
            .file_name("layered_folder")
            .deny("warnings")
    });
    code("marked", &[], |it| {
        it.layers(fixture("marked.tl")).deny("warnings")
    });
    let texts = ["telegram/telegram_api.tl"];
    let rows = [("texts", "What texts are in TDLib's layer.", &texts[..])];
    modules(&rows, |_, it| {
        it.only("textWithEntities")
            .only("RichText")
            .unknown("*")
            .views("*")
            .registry(false)
            .allow("warnings")
    });
}
