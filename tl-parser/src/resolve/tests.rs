#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use super::*;
use crate::schema::{Arg, Builtin, CombinatorKind, Nat, Origin, TypeExpr};
use crate::source::Sources;

mod findings;
mod meaning;
mod merging;
mod open;
mod read_as;
mod sections;

/// Resolves files with these texts, and passes schema and findings to `check`.
fn with<T>(
    texts: &[&str],
    world: World,
    check: impl FnOnce(&Schema<'_>, &[Diagnostic], &Sources) -> T,
) -> T {
    let mut sources = Sources::new();
    for (index, text) in texts.iter().enumerate() {
        sources.add(format!("{index}.tl"), *text);
    }
    let mut diagnostics = Vec::new();
    let programs: Vec<_> = sources
        .iter()
        .map(|(file, source)| crate::syntax::parse(file, &source.text, &mut diagnostics))
        .collect();
    let schema = resolve(&programs, world, &mut diagnostics);
    check(&schema, &diagnostics, &sources)
}

/// Returns the findings: name of the code, message, and each label with its text.
fn findings(texts: &[&str]) -> Vec<String> {
    with(texts, World::Closed, |_, diagnostics, sources| {
        diagnostics
            .iter()
            .map(|finding| {
                let mut line = format!("{}: {}", finding.code.name(), finding.message);
                for label in &finding.labels {
                    line += &format!(" | {} <- {}", sources.text(label.span), label.message);
                }
                if let Some(suggestion) = finding.suggestion() {
                    let text = sources.text(suggestion.span);
                    line += &format!(" | {text:?} => {:?}", suggestion.replacement);
                }
                line
            })
            .collect()
    })
}

/// Resolves files without mistakes.
fn clean<T>(texts: &[&str], check: impl FnOnce(&Schema<'_>) -> T) -> T {
    with(texts, World::Closed, |schema, diagnostics, _| {
        assert_eq!(diagnostics, []);
        check(schema)
    })
}

fn combinator<'a, 's>(schema: &'a Schema<'s>, name: &str) -> &'a Combinator<'s> {
    let mut found = schema.combinators.iter().filter(|it| it.name == name);
    let first = found.next();
    first.unwrap_or_else(|| panic!("no {name}"))
}

/// Returns a type with its names: `Boxed Vector [Bare int []]`.
fn describe(schema: &Schema<'_>, ty: &TypeExpr<'_>) -> String {
    let all = |args: &[Arg<'_>]| {
        let args: Vec<String> = args
            .iter()
            .map(|arg| match arg {
                Arg::Type(ty) => describe(schema, ty),
                Arg::Nat(nat) => number(*nat),
            })
            .collect();
        if args.is_empty() {
            String::new()
        } else {
            format!("<{}>", args.join(", "))
        }
    };
    match ty {
        TypeExpr::Nat(_) => "#".to_owned(),
        TypeExpr::Var(var, _) => format!("${}", var.0),
        TypeExpr::Call(var, _) => format!("!${}", var.0),
        TypeExpr::Boxed(id, args, _) => format!("{}{}", schema[*id].name, all(args)),
        TypeExpr::Bare(id, args, _) => format!("%{}{}", schema[*id].name, all(args)),
        TypeExpr::Repeat(nat, fields, _) => {
            let fields: Vec<String> = fields.iter().map(|it| describe(schema, &it.ty)).collect();
            format!("{}*[{}]", number(*nat), fields.join(" "))
        }
    }
}

fn number(nat: Nat) -> String {
    match nat.var {
        None => nat.add.to_string(),
        Some(var) if nat.add == 0 => format!("${}", var.0),
        Some(var) => format!("${}+{}", var.0, nat.add),
    }
}

/// Returns the fields of a combinator, described.
fn fields(schema: &Schema<'_>, name: &str) -> Vec<String> {
    combinator(schema, name)
        .fields
        .iter()
        .map(|field| {
            let mask = field
                .mask
                .map(|mask| format!("${}.{}?", mask.var.0, mask.bit));
            let name = field.name.map(|name| format!("{name}:"));
            let ty = describe(schema, &field.ty);
            format!(
                "{}{}{ty}",
                name.unwrap_or_default(),
                mask.unwrap_or_default()
            )
        })
        .collect()
}
