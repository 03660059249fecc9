//! Properties that must hold for all texts of schemas.

use tl_codegen::{Config, Impls, compile};
use tl_parser::check::{check, failed, parse_all};
use tl_parser::diagnostic::{Levels, Severity};
use tl_parser::source::{FileId, Form, Sources};
use tl_parser::{World, format, forms, print, resolve};

/// Checks that the text is a schema or has findings with valid places, and generates code, text and other
/// forms.
pub fn check_text(bytes: &[u8]) {
    let mut sources = Sources::new();
    if forms::add(&mut sources, "fuzz.tl", bytes.to_vec()).is_ok() {
        check_sources(&sources);
    }
}

fn check_sources(sources: &Sources) {
    let mut found = Vec::new();
    let programs = parse_all(sources, &mut found);
    let parsed = !failed(&found);
    let (_, source) = sources.iter().next().expect("there is one");
    // One declaration of a schema, as the derive parses it.
    let _ = resolve(&programs, World::Open, &mut Vec::new());
    for program in &programs {
        let lines: Vec<String> = program
            .declarations
            .iter()
            .map(print::declaration)
            .collect();
        if parsed {
            let text = lines.join("\n");
            let (again, errors) = printed(&text);
            assert!(!errors, "what is printed has no mistakes: {text}");
            assert_eq!(again, lines, "what is printed is what was parsed");
        }
    }
    if let Some(formatted) = format(FileId(0), &source.text, &mut Vec::new()) {
        let again = format(FileId(0), &formatted, &mut Vec::new());
        assert_eq!(
            again.as_deref(),
            Some(&*formatted),
            "formatting twice changes nothing"
        );
    }
    let schema = check(&programs, &Levels::default(), &mut found);
    for finding in &found {
        if let Some(place) = finding.place() {
            let text = source.text.get(place.start as usize..place.end as usize);
            assert!(text.is_some(), "{finding:?} is at no place");
        }
    }
    if failed(&found) {
        return;
    }
    for form in [Form::Tl, Form::Json, Form::Tlo] {
        let Some(written) = forms::write(form, &programs, &schema, &mut Vec::new()) else {
            continue;
        };
        let mut again = Sources::new();
        if let Err(error) = forms::add(&mut again, "again", written) {
            panic!("{}: {error}", form.name());
        }
        let mut errors = Vec::new();
        let programs = parse_all(&again, &mut errors);
        assert!(!failed(&errors), "{}: {errors:?}", form.name());
        let _ = programs;
    }
    let json = Config {
        json: true,
        ..Config::default()
    };
    let derive = Config {
        impls: Impls::Derive,
        registry: true,
        ..Config::default()
    };
    let flat = Config {
        flat: vec!["*".into()],
        ..Config::default()
    };
    for config in [json, derive, flat] {
        let compiled = compile(sources, &config, &Levels::default());
        if let Some(code) = compiled.code {
            let tokens: Result<proc_macro2::TokenStream, _> = code.parse();
            let tokens = tokens.unwrap_or_else(|error| panic!("{error}:\n{code}"));
            if let Err(error) = syn::parse2::<syn::File>(tokens) {
                panic!("{error}:\n{code}");
            }
        } else {
            assert!(
                compiled
                    .diagnostics
                    .iter()
                    .any(|it| it.severity == Severity::Error),
                "no code, and no reason"
            );
        }
    }
}

/// Returns the printed declarations of a text, and whether it has errors.
fn printed(text: &str) -> (Vec<String>, bool) {
    let mut sources = Sources::new();
    sources.add("printed.tl", text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let declarations = programs.iter().flat_map(|it| &it.declarations);
    (
        declarations.map(print::declaration).collect(),
        failed(&found),
    )
}
