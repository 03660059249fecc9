//! Are the other forms of a schema the same as those of the official tools, and do they mean the same as the
//! TL?

mod accepted;
mod damage;
mod meaning;
mod official;

use std::collections::BTreeMap;
use std::path::Path;

use tl_parser::diagnostic::{Diagnostic, Levels};
use tl_parser::schema::{CombinatorKind, Origin, Schema};
use tl_parser::source::{Form, Sources};
use tl_parser::{ast, check, forms};

use crate::support;

/// Calls `look` with a schema and its programs, after checking that nothing was lost.
fn checked<T>(sources: &Sources, look: impl FnOnce(&[ast::Program<'_>], &Schema<'_>) -> T) -> T {
    let mut found = Vec::new();
    let programs = check::parse_all(sources, &mut found);
    let schema = check::check(&programs, &Levels::default(), &mut found);
    found.retain(Diagnostic::is_loss);
    assert_eq!(found, []);
    look(&programs, &schema)
}

fn written(sources: &Sources, form: Form) -> Result<Vec<u8>, Vec<Diagnostic>> {
    checked(sources, |programs, schema| {
        let mut found = Vec::new();
        let written = forms::write(form, programs, schema, &mut found);
        assert_eq!(written.is_none(), !found.is_empty());
        written.ok_or(found)
    })
}

fn read(bytes: Vec<u8>) -> Sources {
    let mut sources = Sources::new();
    forms::add(&mut sources, "a", bytes).unwrap();
    sources
}

/// Returns the declarations by name, kind and id, with their meaning.
fn declared(sources: &Sources) -> BTreeMap<(String, CombinatorKind, u32), String> {
    checked(sources, |_, schema| {
        let own = schema.combinators.iter();
        let own = own.filter(|it| it.origin == Origin::Declared);
        own.map(|it| {
            (
                (it.name.to_owned(), it.kind, it.id),
                meaning::of(schema, it),
            )
        })
        .collect()
    })
}

ask! { schemas: every_form_says_the_same }

fn every_form_says_the_same(path: &str) {
    let sources = support::schema(Path::new(path));
    let own = declared(&sources);
    assert!(!own.is_empty());
    for form in [Form::Tl, Form::Json, Form::Tlo] {
        let bytes = match written(&sources, form) {
            Ok(bytes) => bytes,
            // It uses one of several constructors bare, which `.tlo` cannot represent.
            Err(found) if form == Form::Tlo && path.ends_with("full_tl.tl") => {
                assert!(found[0].message.contains("bare `tour.circle`"), "{found:?}");
                continue;
            }
            Err(found) => panic!("{form:?}: {found:?}"),
        };
        assert_eq!(Form::of(&bytes), form);
        let again = read(bytes.clone());
        let mut others = declared(&again);
        for (key, meaning) in &own {
            let other = others.remove(key);
            assert_eq!(other.as_ref(), Some(meaning), "{form:?}: {key:?}");
        }
        // A `.tlo` also contains the declarations of the prelude, because its readers have none.
        assert!(form == Form::Tlo || others.is_empty(), "{others:?}");
        if form != Form::Tlo {
            assert_eq!(written(&again, form).unwrap(), bytes, "{form:?}");
        }
        // Nothing is lost on the way through another form and back.
        let text = written(&again, Form::Tl).unwrap();
        let twice = written(&read(text), form).unwrap();
        assert!(twice == bytes || form == Form::Tlo, "{form:?}");
    }
}

#[test]
fn the_ids_of_a_form_are_explained_as_those_of_tl() {
    for path in gen_schemas::schemas() {
        let sources = support::schema(&path);
        let doubts = |sources: &Sources| {
            checked(sources, |_, schema| {
                let all = schema.combinators.iter();
                all.filter(|it| !it.id_matches_text).count()
            })
        };
        for form in [Form::Json, Form::Tlo] {
            if let Ok(bytes) = written(&sources, form) {
                let path = path.display();
                assert_eq!(doubts(&read(bytes)), doubts(&sources), "{path} as {form:?}");
            }
        }
    }
}

/// Found by fuzzing: `]` was parsed as part of the name after `!`.
#[test]
fn calls_in_repetitions_come_back_from_json() {
    for text in [
        "call {X:Type} {n:#} query:!X more:n*[ !X ] = Call X n;",
        "call {X:Type} n:# more:n*[ !X ] = Call X;",
        "call {X:Type} {Y:Type} n:# more:n*[ a:!X b:!Y ] = Call X Y;",
        "call {X:Type} flags:# query:flags.0?!X = Call X;",
    ] {
        let sources = crate::support::sources("call.tl", text);
        let mut found = Vec::new();
        let programs = check::parse_all(&sources, &mut found);
        let schema = check::check(&programs, &Levels::default(), &mut found);
        assert!(!check::failed(&found), "{text}: {found:?}");
        let json = tl_parser::forms::write(Form::Json, &programs, &schema, &mut found).unwrap();
        let mut again = Sources::new();
        tl_parser::forms::add(&mut again, "call.json", json).unwrap();
        let mut found = Vec::new();
        let programs = check::parse_all(&again, &mut found);
        let _ = check::check(&programs, &Levels::default(), &mut found);
        assert!(!check::failed(&found), "{text}: {found:?}");
    }
}
