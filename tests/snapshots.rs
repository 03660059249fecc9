//! What does a schema look like after each stage? And do the snapshots show the code that was compiled?

use insta::assert_snapshot;
use tl_codegen::compile;
use tl_codegen::{Config, Impls, Role};
use tl_parser::ast::DeclarationKind;
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::id::{Rule, id, text};
use tl_parser::print;
use tl_parser::source::Sources;

use crate::support;

/// Returns settings that omit the expression, because it says nothing about the text.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings
}

/// Asserts that the code of a snapshot is the code that a package in `gen` compiled.
#[track_caller]
fn was_compiled(code: &str, compiled: &str) {
    assert!(
        code == compiled,
        "the snapshot is not what was compiled: the package in `gen` has other options"
    );
}

fn golden_pair(impls: Impls) -> String {
    support::code("photos.tl", &support::text("schemas/photos.tl"), impls)
}

#[test]
fn the_code_of_the_golden_pair() {
    let code = golden_pair(Impls::Generated);
    settings().bind(|| assert_snapshot!("photos", code));
    was_compiled(&code, gen_photos::CODE);
}

#[test]
fn the_code_of_the_golden_pair_for_the_derive() {
    settings().bind(|| assert_snapshot!("photos_derive", golden_pair(Impls::Derive)));
}

#[test]
fn the_code_of_the_golden_pair_for_each_role() {
    let sources = support::sources("photos.tl", &support::text("schemas/photos.tl"));
    for (role, (name, compiled)) in [
        Some(Role::Client),
        Some(Role::Server),
        Some(Role::Both),
        None,
    ]
    .into_iter()
    .zip(gen_roles::GOLDEN)
    {
        let config = Config {
            role,
            ..Config::default()
        };
        let code = compile(&sources, &config, &Levels::default()).code.unwrap();
        settings().bind(|| assert_snapshot!(format!("photos_{name}"), code));
        was_compiled(&code, compiled);
    }
}

ask! { valid: the_code_of_the_zoo }

fn the_code_of_the_zoo(name: &str) {
    let schema = support::fixture("valid", name);
    let code = support::code(&format!("{name}.tl"), &schema, Impls::Generated);
    settings().bind(|| assert_snapshot!(format!("zoo_{name}"), code));
    let compiled = gen_zoo::CODE.iter().find(|(compiled, _)| *compiled == name);
    let (_, compiled) = compiled.expect("the fixture was compiled");
    was_compiled(&code, compiled);
}

#[test]
fn nothing_but_the_zoo_was_compiled() {
    let fixtures = support::fixtures("valid");
    let names: Vec<&str> = fixtures.iter().map(|(name, _)| name.as_str()).collect();
    let compiled: Vec<&str> = gen_zoo::CODE.iter().map(|&(name, _)| name).collect();
    assert_eq!(names, compiled);
}

#[test]
fn the_code_of_json() {
    let sources = support::sources("json.tl", &support::fixture("valid", "json"));
    for (impls, name) in [(Impls::Generated, "json"), (Impls::Derive, "json_derive")] {
        let config = Config {
            json: true,
            ..support::config(impls)
        };
        let code = compile(&sources, &config, &Levels::default()).code.unwrap();
        settings().bind(|| assert_snapshot!(name, code));
        if impls == Impls::Generated {
            was_compiled(&code, gen_zoo::JSON);
        }
    }
}

#[test]
fn the_code_of_json_alone() {
    let sources = support::sources("json.tl", &support::fixture("valid", "json"));
    let config = Config {
        role: Some(Role::Both),
        binary: false,
        serde: true,
        ..Config::default()
    };
    let code = compile(&sources, &config, &Levels::default()).code.unwrap();
    settings().bind(|| assert_snapshot!("json_only", code));
    was_compiled(&code, gen_zoo::JSON_ONLY);
}

#[test]
fn both_editions_compiled_the_same_code() {
    assert!(gen_zoo::CODE == gen_zoo_2021::CODE);
}

/// A small schema with an example of most nodes of a tree.
const SMALL: &str = "\
// LAYER 7
//@description A pair @first The one @second The other
pair#0fedcba9 {X Y:Type} flags:# first:X second:flags.3?Y = Pair X Y; // of any two
---functions---
@read get n:# rows:n*[ id:int (a b:%Pair<int, #>) ] !F = Vector (Pair int string);
New Pair;
Vector int;
";

#[test]
fn the_tree_of_a_small_schema() {
    let sources = support::sources("small.tl", SMALL);
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    assert_eq!(diagnostics, []);
    settings().bind(|| assert_snapshot!("tree", format!("{:#?}", programs[0])));
}

#[test]
fn the_notation_of_a_small_schema() {
    let sources = support::sources("small.tl", SMALL);
    let programs = check::parse_all(&sources, &mut Vec::new());
    let lines: Vec<String> = programs[0]
        .declarations
        .iter()
        .map(print::declaration)
        .collect();
    settings().bind(|| {
        assert_snapshot!(lines.join("\n"), @r"
        pair#0fedcba9 {X:Type} {Y:Type} flags:# first:X second:flags.3?Y = Pair<X, Y>;
        @read get {F:Type} n:# rows:n*[ id:int a:%Pair<int, #> b:%Pair<int, #> ] !F = Vector<Pair<int, string>>;
        New Pair;
        Vector<int>;
        ");
    });
}

/// Lists the name and written id of each declaration, then the ids that the rules give, with their texts.
fn ids(sources: &Sources) -> String {
    let mut table = String::new();
    for program in &check::parse_all(sources, &mut Vec::new()) {
        for declaration in &program.declarations {
            let DeclarationKind::Combinator(combinator) = &declaration.kind else {
                continue;
            };
            let written = combinator.id.map(|id| format!("{:08x}", id.value));
            let written = written.as_deref().unwrap_or("no id");
            table += &format!("{}: {written}\n", combinator.name.value);
            let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
            for (name, rule) in [
                ("A", Rule::Official),
                ("B", Rule::Telegram),
                ("B with bytes", Rule::TelegramWithBytes),
            ] {
                let line = format!("{:08x} {}", id(combinator, rule), text(combinator, rule));
                match lines.iter_mut().find(|(same, _)| *same == line) {
                    Some((_, names)) => names.push(name),
                    None => lines.push((line, vec![name])),
                }
            }
            for (line, names) in lines {
                table += &format!("  {line}    <- {}\n", names.join(", "));
            }
        }
    }
    table
}

#[test]
fn the_ids_of_the_golden_pair() {
    let sources = support::sources("photos.tl", &support::text("schemas/photos.tl"));
    settings().bind(|| assert_snapshot!("ids_photos", ids(&sources)));
}

#[test]
fn the_ids_of_every_construct() {
    let sources = support::sources("full_tl.tl", &support::text("schemas/full_tl.tl"));
    settings().bind(|| assert_snapshot!("ids_full_tl", ids(&sources)));
}
