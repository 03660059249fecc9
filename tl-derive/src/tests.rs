//! Does the derive write the same code as the generator?

mod keys;
mod types;

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use tl_codegen::__private::emit::{self, Context};
use tl_codegen::__private::items;
use tl_codegen::__private::model::Item;
use tl_codegen::{Config, Impls, Role};
use tl_parser::check;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::source::Sources;

use crate::item::derived;

/// Returns what the derive writes for an item.
fn expand(input: &syn::DeriveInput) -> syn::Result<TokenStream> {
    derived(input)?.expand()
}

fn context(config: &Config) -> Context {
    Context {
        impls: Impls::Derive,
        serde: config.json,
        ..Context::new(config)
    }
}

/// Expands the definition of every item of a schema by the derive, and compares the result with the
/// generator's code. Returns the number of items.
fn compare(name: &str, text: &str, json: bool) -> usize {
    let config = Config {
        json,
        serde: json,
        ..Config::default()
    };
    compare_with(name, text, &config)
}

/// The same, with other options.
fn compare_with(name: &str, text: &str, config: &Config) -> usize {
    let sources = Sources::of(name, text);
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(
        &programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut diagnostics,
    );
    let items = items(&schema, config, &mut diagnostics).by_path;
    diagnostics.retain(Diagnostic::is_error);
    assert_eq!(diagnostics, [], "{name}");
    let context = context(config);
    let compared = items
        .values()
        .filter(|item| !matches!(item, Item::Alias(_)));
    let compared: Vec<&Item> = compared.collect();
    compared
        .iter()
        .for_each(|item| compare_item(item, &context));
    compared.len()
}

fn compare_item(item: &Item, context: &Context) {
    let definition = emit::definition(item, context);
    let generated: TokenStream = emit::impls(item, context).parse().unwrap();
    let generated = without_spaces(&generated);
    let input = syn::parse_str(&definition).unwrap_or_else(|error| panic!("{error}: {definition}"));
    let mut derived = derived(&input).unwrap_or_else(|error| panic!("{error}: {definition}"));
    // The derive sees no functions, so it does not know what a client needs, nor what only functions name.
    match (&mut derived.item, item) {
        (Item::Struct(derived), Item::Struct(item)) if item.response.is_none() => {
            derived.compiled = item.compiled;
        }
        (Item::Enum(derived), Item::Enum(item)) => derived.compiled = item.compiled,
        _ => {}
    }
    let text = emit::impls(&derived.item, &derived.context.emitted);
    let derived = derived
        .context
        .fragments
        .expand(&text, &|ty, _| ty)
        .unwrap();
    assert_eq!(without_spaces(&derived), generated, "{definition}");
}

/// Returns code without spaces, which depend on whether tokens were parsed together.
fn without_spaces(code: &TokenStream) -> String {
    code.to_string().replace(' ', "")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_schemas_of_this_repository() {
    for name in ["photos.tl", "mtproto.tl"] {
        let text = std::fs::read_to_string(repository().join("schemas").join(name)).unwrap();
        let all = |chosen: bool| chosen.then(|| "*".into()).into_iter().collect();
        for options in 0..8 {
            for role in [Role::Client, Role::Server, Role::Both] {
                let config = Config {
                    json: options & 1 == 1,
                    nullable: all(options & 2 == 2),
                    flat: all(options & 4 == 4),
                    unknown: all(options & 1 == 1),
                    role: Some(role),
                    ..Config::default()
                };
                assert!(compare_with(name, &text, &config) > 10);
            }
        }
        assert!(compare(name, &text, false) > 10);
    }
}

/// The whole Telegram API, from the crates.io package that contains its schema.
#[test]
fn every_item_of_layer_230() {
    let text = std::fs::read_to_string(gen_schemas::grammers("api.tl")).unwrap();
    // 775 functions, the types of several constructors, and the constructors that are structs.
    let items = compare("api.tl", &text, false);
    assert!(items > 2400, "{items}");
    let config = Config {
        role: Some(Role::Client),
        ..Config::default()
    };
    assert_eq!(compare_with("api.tl", &text, &config), items);
}

#[test]
fn schemas_of_other_people() {
    let folder = repository().join("../shared/schemas/telegram");
    if !folder.exists() {
        eprintln!(
            "skipped schemas_of_other_people: {} is absent",
            folder.display()
        );
        return;
    }
    for name in [
        "telegram_api.tl",
        "secret_api.tl",
        "e2e_api.tl",
        "mtproto_api.tl",
    ] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(compare(name, &text, false) > 10, "{name}");
    }
}

/// Fields that may be null, and JSON.
#[test]
fn every_item_of_td_api_and_tonlib_api_with_json() {
    let folder = repository().join("../shared/schemas");
    if !folder.exists() {
        let name = "every_item_of_td_api_and_tonlib_api_with_json";
        eprintln!("skipped {name}: {} is absent", folder.display());
        return;
    }
    for (name, least) in [("telegram/td_api.tl", 2800), ("ton/tonlib_api.tl", 200)] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let items = compare(name, &text, true);
        assert!(items > least, "{name}: {items}");
    }
}

/// A mistake on one side alone must be found.
#[test]
fn another_line_gives_other_code() {
    let definition = |line: &str| {
        syn::parse_quote! {
            #[tl(#line)]
            pub struct Pong { pub msg_id: i64, pub ping_id: i64 }
        }
    };
    let one = expand(&definition(
        "pong#347773c5 msg_id:long ping_id:long = Pong;",
    ))
    .unwrap();
    let other = expand(&definition(
        "pong#347773c5 ping_id:long msg_id:long = Pong;",
    ));
    assert!(other.is_err(), "fields are matched in order");
    let line = "pong#347773c6 msg_id:long ping_id:long = Pong;";
    assert!(
        expand(&definition(line)).is_err(),
        "the id is that of the text"
    );
    let id = expand(&syn::parse_quote! {
        #[tl(#line, unchecked_id)]
        pub struct Pong { pub msg_id: i64, pub ping_id: i64 }
    });
    assert_ne!(one.to_string(), id.unwrap().to_string());
}

/// A comment in the line does not allow the id; `unchecked_id` does.
#[test]
fn an_id_that_is_kept_is_not_allowed_by_a_comment() {
    // The id of the text without `b`.
    let program = tl_parser::parse(
        tl_parser::source::FileId(0),
        "pong a:int = Pong;",
        &mut Vec::new(),
    );
    let tl_parser::ast::DeclarationKind::Combinator(shorter) = &program.declarations[0].kind else {
        panic!("it is a constructor");
    };
    let id = tl_parser::id::id(shorter, tl_parser::id::Rule::Telegram);
    let line = format!("pong#{id:08x} a:int b:int = Pong;");
    let error = expand(&syn::parse_quote! {
        #[tl(#line)]
        pub struct Pong { pub a: i32, pub b: i32 }
    })
    .unwrap_err()
    .to_string();
    assert!(error.contains("without its last field `b`"), "{error}");
    assert!(error.contains("unchecked_id"), "{error}");
    assert!(!error.contains("tlgen:allow"), "{error}");
}
