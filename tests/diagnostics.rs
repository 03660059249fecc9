//! How does one mistake in a schema look to its author?
//!
//! Each file in `fixtures/invalid` has one mistake and is named after it. The snapshots show what a build
//! script prints.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use tl_codegen::{Compiled, compile};
use tl_codegen::{Config, Impls};
use tl_parser::diagnostic::Levels;
use tl_parser::diagnostic::{Code, Level};
use tl_parser::source::Sources;

use crate::support;

fn compiled(name: &str, text: &str) -> (Sources, Compiled) {
    let sources = support::sources(&format!("{name}.tl"), text);
    let mut levels = Levels::default();
    for code in Code::ALL {
        // Findings that are off by default have fixtures too.
        if code.level() == Level::Allowed {
            levels.warn(code.name()).unwrap();
        }
    }
    let compiled = compile(&sources, &Config::default(), &levels);
    (sources, compiled)
}

fn invalid(name: &str) -> (Sources, Compiled) {
    compiled(name, &support::fixture("invalid", name))
}

/// Compares the report with the snapshot in a folder of `snapshots`.
fn is_reported(folder: &str, name: &str, report: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_snapshot_path(format!("snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| assert_snapshot!(name, report));
}

ask! {
    invalid:
    every_mistake_is_explained,
    one_mistake_is_one_finding,
    no_code_comes_of_an_error,
    a_suggestion_mends_its_mistake
}

fn every_mistake_is_explained(name: &str) {
    let (sources, compiled) = invalid(name);
    is_reported("diagnostics", name, &support::rendered(&sources, &compiled));
}

fn one_mistake_is_one_finding(name: &str) {
    let (sources, compiled) = invalid(name);
    let report = support::rendered(&sources, &compiled);
    assert_eq!(compiled.diagnostics.len(), 1, "\n{report}");
}

fn no_code_comes_of_an_error(name: &str) {
    let (_, compiled) = invalid(name);
    let failed = support::failed(&compiled);
    assert_eq!(compiled.code.is_none(), failed);
}

fn a_suggestion_mends_its_mistake(name: &str) {
    let mut text = support::fixture("invalid", name);
    let (_, before) = compiled(name, &text);
    let first = before.diagnostics.first();
    let Some(wrong) = first.filter(|finding| finding.suggestion().is_some()) else {
        return;
    };
    let mut after = before.clone();
    // A name that is wrong in several places is corrected one place at a time.
    for _ in 0..3 {
        if let Some(better) = mended(&text, &after) {
            (_, after) = compiled(name, &better);
            text = better;
        }
    }
    let (sources, after) = compiled(name, &text);
    let mut codes = after.diagnostics.iter().map(|finding| finding.code);
    let still = codes.any(|code| code == wrong.code);
    assert!(!still, "{text}\n{}", support::rendered(&sources, &after));
}

/// Returns the text after applying the suggestion of its first finding.
fn mended(text: &str, compiled: &Compiled) -> Option<String> {
    Some(compiled.diagnostics.first()?.suggestion()?.apply(text))
}

ask! { several: several_mistakes_are_as_many_findings }

/// The first line of each file in `fixtures/several` gives the number of its mistakes. Consequences of a
/// mistake are not reported.
fn several_mistakes_are_as_many_findings(name: &str) {
    let text = support::fixture("several", name);
    let (sources, compiled) = compiled(name, &text);
    is_reported("several", name, &support::rendered(&sources, &compiled));
    let count = compiled.diagnostics.len();
    let mistakes = if count == 1 { "mistake" } else { "mistakes" };
    let first = format!("// {count} {mistakes}");
    assert_eq!(text.lines().next(), Some(first.as_str()));
}

/// Codes that no schema text leads to, and the reason.
const NOT_OF_TEXT: &[(Code, &str)] = &[
    (Code::UnmatchedSelector, "it is about an option"),
    (Code::NameTaken, "it is about an option"),
    (Code::ConflictingOptions, "it is about options"),
    (Code::ForeignType, "it is about an option"),
    (Code::ImpossibleDerive, "it is about an option"),
    (Code::UnnamedError, "it is about a file of facts"),
    (Code::LossyString, "only generating reports it"),
    (Code::NoForm, "it is about options"),
    (Code::EmptiedType, "it is about an option"),
    (Code::InvalidUtf8, "fixtures are UTF-8"),
];

#[test]
fn every_code_has_a_fixture() {
    let mut found = BTreeSet::new();
    for (name, _) in support::fixtures("invalid") {
        let (_, compiled) = invalid(&name);
        found.extend(compiled.diagnostics.iter().map(|finding| finding.code));
    }
    let excused = |code: &&Code| {
        let of_text = NOT_OF_TEXT.iter().all(|(excused, _)| excused != *code);
        // Rules about breaking changes have examples in their explanations, which are tested there.
        !of_text || code.category().is_some()
    };
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !found.contains(code) && !excused(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_selector_that_matches_nothing_is_a_finding() {
    let text = "user id:long name:string = User;\nok = Ok;";
    let sources = support::sources("user.tl", text);
    let mut config = Config::default();
    config.strings_as_bytes.push("usr:*".into());
    config.keep_masks.push("user:flags".into());
    config.keep_enums.push("Chat".into());
    let compiled = compile(&sources, &config, &Levels::default());
    assert!(compiled.code.is_none());
    assert_snapshot!(support::rendered(&sources, &compiled), @r"
    error[TL0303]: the selector `usr:*` matches nothing
      = note: `--strings-as-bytes` (in a build script `strings_as_bytes`) takes fields of type `string` (`resPQ:pq`), and declarations for all of theirs (`resPQ`)
      = note: did you mean `user:*`?

    error[TL0303]: the selector `user:flags` matches nothing
      = note: `--keep-masks` (in a build script `keep_masks`) takes masks: fields of type `#` (`user:flags`)
      = note: with these options, the schema has none

    error[TL0303]: the selector `Chat` matches nothing
      = note: `--keep-enums` (in a build script `keep_enums`) takes types
    ");
}

#[test]
fn what_the_derive_cannot_say_is_a_finding() {
    let sources = support::sources("path.tl", "path # [ x:int y:int ] = Path;");
    let compiled = compile(
        &sources,
        &support::config(Impls::Derive),
        &Levels::default(),
    );
    assert!(compiled.code.is_none());
    assert_snapshot!(support::rendered(&sources, &compiled), @r"
    error[TL0301]: Rust code cannot be generated for a repetition of several fields where `#[derive(TlObject)]` makes the impls
     --> path.tl:1:8
      |
    1 | path # [ x:int y:int ] = Path;
      |        ^^^^^^^^^^^^^^^ this is not supported
      |
      = note: the schema is valid; nothing is left out silently, so no code is written
    ");
}
