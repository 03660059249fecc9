//! Which properties hold for every schema?

mod damage;
mod schemas;
mod shape;

use tl_codegen::Config;
use tl_codegen::compile;
use tl_parser::ast::DeclarationKind;
use tl_parser::check;
use tl_parser::diagnostic::{Diagnostic, Levels};
use tl_parser::id::{Rule, id, text};
use tl_parser::print;
use tl_parser::{World, resolve};

use crate::support;
use crate::support::random::Random;
use schemas::{Constructs, Schema, text_of};
use shape::{Shape, shapes};

/// The number of random schemas.
const SCHEMAS: u64 = 300;

#[test]
fn what_is_printed_is_the_tree_that_was_parsed() {
    for seed in 0..SCHEMAS {
        let schema = text_of(seed);
        let (shapes, lines) = parsed(&schema);
        let (again, same_lines) = parsed(&lines.join("\n"));
        // Sections are not part of a declaration.
        assert_eq!(shapes, again, "{schema}");
        assert_eq!(lines, same_lines);
    }
}

fn parsed(text: &str) -> (Vec<Shape>, Vec<String>) {
    let sources = support::sources("random.tl", text);
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    assert_eq!(found, [], "{text}");
    let declarations = &programs[0].declarations;
    let lines = declarations.iter().map(print::declaration).collect();
    (shapes(declarations), lines)
}

#[test]
fn canonical_texts_are_their_own_canonical_texts() {
    let mut seen = 0;
    for seed in 0..SCHEMAS {
        let schema = text_of(seed);
        let sources = support::sources("random.tl", &schema);
        let programs = check::parse_all(&sources, &mut Vec::new());
        for declaration in &programs[0].declarations {
            let DeclarationKind::Combinator(combinator) = &declaration.kind else {
                continue;
            };
            let written = print::declaration(declaration);
            let sources = support::sources("printed.tl", &written);
            let again = check::parse_all(&sources, &mut Vec::new());
            let DeclarationKind::Combinator(again) = &again[0].declarations[0].kind else {
                panic!("{written}");
            };
            for rule in Rule::WRITTEN {
                assert_eq!(text(combinator, rule), text(again, rule));
                assert_eq!(id(combinator, rule), id(again, rule));
            }
            seen += 1;
        }
    }
    assert!(seen > 5_000, "{seen}");
}

#[test]
fn random_schemas_of_all_constructs_resolve() {
    for seed in 0..SCHEMAS {
        let text = text_of(seed);
        let sources = support::sources("random.tl", &text);
        let mut found = Vec::new();
        let programs = check::parse_all(&sources, &mut found);
        let schema = check::check(
            &programs,
            &tl_parser::diagnostic::Levels::default(),
            &mut found,
        );
        found.retain(Diagnostic::is_error);
        assert_eq!(found, [], "{text}");
        assert!(schema.combinators.len() > 20);
        // One declaration of a schema, as the derive parses it.
        let _ = resolve(&programs, World::Open, &mut found);
        assert_eq!(found, [], "{text}");
    }
}

/// Code is generated, or there is a finding about what cannot be generated.
#[test]
fn random_schemas_become_code_or_a_finding() {
    let mut generated = 0;
    for seed in 0..SCHEMAS / 3 {
        let text = text_of(seed);
        let sources = support::sources("random.tl", &text);
        let compiled = compile(&sources, &Config::default(), &Levels::default());
        let failed = support::failed(&compiled);
        assert_eq!(compiled.code.is_some(), !failed, "{text}");
        generated += usize::from(!failed);
    }
    assert!(generated > 0);
}

#[test]
fn the_generator_uses_every_construct() {
    let all: String = (0..SCHEMAS).map(text_of).collect();
    for construct in [
        "{X:Type}",
        "{n:#}",
        "flags0",
        ".3?",
        "?true",
        "!X",
        "%",
        "n01*[",
        "# [",
        " 3*[",
        "+1",
        "(a01 b01:",
        " _:",
        "_ ",
        "=> ",
        "@read ",
        "New ",
        "Final ",
        "Empty ",
        "Vector<",
        "(Vector ",
        " ? = ",
        "/* ",
        "// ",
        "---functions---",
        "Vector int;",
        "--- types ---",
    ] {
        assert!(all.contains(construct), "{construct}");
    }
    let mut random = Random::new(0);
    assert!(!Schema::new(&mut random, Constructs::All).text.is_empty());
}
