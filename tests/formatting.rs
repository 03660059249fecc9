//! Does rustfmt format generated code without changing its meaning?
//!
//! Running `cargo fmt` on a repository with a formatted generated file must not change the file.

use std::io::Write;
use std::process::{Command, Stdio};

use tl_codegen::compile;
use tl_codegen::{Config, Impls};
use tl_parser::diagnostic::Levels;

use crate::support;

/// Returns a text as formatted by rustfmt; `None` if rustfmt is not installed.
fn rustfmt(text: &str, edition: &str) -> Option<String> {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", edition]);
    // A folder without a rustfmt configuration.
    let spawned = command
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = spawned.ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let written = writer.join().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("is not installed") {
        return None;
    }
    written.unwrap();
    assert!(output.status.success(), "{errors}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Returns the characters that rustfmt does not change: all except white space, commas at the end of a list,
/// and braces around a single expression.
fn letters(code: &str) -> String {
    let layout = |letter: &char| letter.is_whitespace() || matches!(letter, ',' | '{' | '}');
    code.chars().filter(|letter| !layout(letter)).collect()
}

#[track_caller]
fn formats(name: &str, code: &str) {
    for edition in ["2021", "2024"] {
        let Some(formatted) = rustfmt(code, edition) else {
            eprintln!("skipped the formatting of {name}: there is no rustfmt");
            return;
        };
        assert!(letters(code) == letters(&formatted), "{name}, {edition}");
        let again = rustfmt(&formatted, edition).unwrap();
        assert!(again == formatted, "{name}, {edition}: not at once");
    }
}

#[test]
fn rustfmt_lays_out_the_golden_pair() {
    let schema = support::text("schemas/photos.tl");
    for impls in [Impls::Generated, Impls::Derive] {
        formats("photos.tl", &support::code("photos.tl", &schema, impls));
    }
}

#[test]
fn rustfmt_lays_out_json() {
    let schema = support::fixture("valid", "json");
    let sources = support::sources("json.tl", &schema);
    for impls in [Impls::Generated, Impls::Derive] {
        let config = Config {
            json: true,
            ..support::config(impls)
        };
        let compiled = compile(&sources, &config, &Levels::default());
        formats("json.tl", &compiled.code.unwrap());
    }
}

ask! { valid: rustfmt_lays_out_the_zoo }

fn rustfmt_lays_out_the_zoo(name: &str) {
    let schema = support::fixture("valid", name);
    for &impls in support::forms(name) {
        formats(name, &support::code(name, &schema, impls));
    }
}

#[test]
fn rustfmt_lays_out_our_schemas() {
    for name in ["full_tl", "mtproto"] {
        let schema = support::text(&format!("schemas/{name}.tl"));
        for &impls in support::forms(name) {
            formats(name, &support::code(name, &schema, impls));
        }
    }
}

/// The whole Telegram API, from the crates.io package that contains its schema.
#[test]
fn rustfmt_lays_out_layer_230() {
    let schema = std::fs::read_to_string(gen_schemas::grammers("api.tl")).unwrap();
    formats(
        "api.tl",
        &support::code("api.tl", &schema, Impls::Generated),
    );
}

#[test]
fn rustfmt_lays_out_the_schemas_of_other_people() {
    let folder = support::repository().join("../shared/schemas");
    if !folder.exists() {
        eprintln!(
            "skipped rustfmt_lays_out_the_schemas_of_other_people: {} is absent",
            folder.display()
        );
        return;
    }
    for name in [
        "telegram/secret_api",
        "telegram/e2e_api",
        "ton/ton_api",
        "ton/lite_api",
        "telegram/td_api",
    ] {
        let schema = std::fs::read_to_string(folder.join(name).with_extension("tl")).unwrap();
        let sources = support::sources(name, &schema);
        let compiled = compile(
            &sources,
            &support::config(Impls::Generated),
            &Levels::default(),
        );
        let report = support::rendered(&sources, &compiled);
        formats(name, &compiled.code.unwrap_or_else(|| panic!("{report}")));
    }
}
