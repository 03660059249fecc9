//! Generates views of everything, and a table of the views and their owned types.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a build script that cannot go on may panic"
)]

use std::path::PathBuf;

use gen_schemas::{Role, code, fixtures, grammers, include, ours, shared, write};

/// Schemas whose views are generated a second time, with unknown constructors.
const KEPT: &[&str] = &[
    "full_tl",
    "masks_shared_bits",
    "mtproto",
    "params_types",
    "photos",
    "recursion",
    "vectors",
];

/// Schemas whose views are generated a third time, with other types for strings and bytes.
const MAPPED: &[&str] = &["full_tl", "photos", "vectors"];

fn main() {
    let mut schemas: Vec<(String, PathBuf)> = fixtures("valid");
    for name in ["full_tl", "mtproto", "photos"] {
        schemas.push((name.into(), ours(&format!("{name}.tl"))));
    }
    schemas.push(("api".into(), grammers("api.tl")));
    for name in ["ton_api", "lite_api"] {
        let found = shared(&format!("schemas/ton/{name}.tl"));
        schemas.extend(found.map(|path| (name.into(), path)));
    }
    let (mut modules, mut rows) = (String::new(), String::new());
    let forms = schemas.iter().flat_map(|(name, schema)| {
        let form = |names: &[&str], form: &'static str| {
            let is_wanted = names.contains(&&**name);
            is_wanted.then(|| (format!("{name}_{form}"), schema, form))
        };
        let others = form(KEPT, "kept").into_iter().chain(form(MAPPED, "mapped"));
        std::iter::once((name.clone(), schema, "")).chain(others)
    });
    for (name, schema, form) in forms {
        code(&name, std::slice::from_ref(schema), |builder| {
            let builder = match form {
                "kept" => builder.unknown("*"),
                "mapped" => builder.map_type("*", "Arc<str>").map_type("*", "Box<[u8]>"),
                _ => builder,
            };
            let builder = builder.views("*");
            match name.as_str() {
                // Of the whole API, only the code for a client.
                "api" => builder,
                _ => builder.role(Role::Both),
            }
        });
        let path = PathBuf::from(std::env::var("OUT_DIR").unwrap()).join(format!("{name}.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        let views: String = views(&text)
            .iter()
            .map(|(view, owned)| format!("entry!({name}::views::{view}, {name}::{owned}),\n"))
            .collect();
        modules += &format!(
            "/// What `{name}.tl` became.\npub mod {name} {{\n{};\n}}\n",
            include("include", &name)
        );
        let schema = schema.display().to_string();
        rows += &format!("({name:?}, {schema:?}, &{name}::registry::TABLE, &[\n{views}]),\n");
    }
    // Flat, and without a registry.
    let flat = ours("photos.tl");
    let file = write("flat.rs", "");
    let built = tl_codegen::Builder::new()
        .schema(flat)
        .flat("*")
        .views("*")
        .file_name("flat.rs")
        .compile();
    if let Err(error) = built {
        panic!("{}: {error}", file.display());
    }
    let text = std::fs::read_to_string(file).unwrap();
    let views: String = views(&text)
        .iter()
        .map(|(view, owned)| format!("entry!(flat::views::{view}, flat::{owned}),\n"))
        .collect();
    modules += &format!(
        "/// What `photos.tl` became, flat.\npub mod flat {{\n{};\n}}\n",
        include("include", "flat")
    );
    let table = format!(
        "/// Each schema: its name, its file, its registry, its views.\n\
         pub static SCHEMAS: &[(&str, &str, &Registry, &[Entry])] = &[\n{rows}];\n\
         /// The views of `photos.tl`, flat.\n\
         pub static FLAT: &[Entry] = &[\n{views}];\n"
    );
    write("modules.rs", &(modules + &table));
}

/// Returns the views of types and functions in a generated file, each with its owned type.
fn views(text: &str) -> Vec<(String, String)> {
    let mut views = Vec::new();
    let mut modules: Vec<&str> = Vec::new();
    let parameterized: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("::tl_runtime::Decode<'a, ("))
        .filter_map(|line| line.split(" for ").nth(1)?.split(['<', ' ']).next())
        .collect();
    // The opened types of streams are not views by themselves.
    let opened: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("type Opened = ")?
                .split('<')
                .next()
        })
        .collect();
    for line in text.lines() {
        let depth = (line.len() - line.trim_start().len()) / 4;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["pub", "mod", name, "{"] => {
                modules.truncate(depth);
                modules.push(name);
            }
            ["pub", "enum" | "struct" | "type", name, rest @ ..] if depth <= modules.len() => {
                modules.truncate(depth);
                // Types with parameters, including numbers, need arguments to be decoded.
                let target = rest.last().filter(|_| rest.first() == Some(&"="));
                let target = target.unwrap_or(name).rsplit("::").next().unwrap_or(name);
                let target = target.split(['<', ';']).next().unwrap_or(target);
                if parameterized.contains(&target) || opened.contains(&target) {
                    continue;
                }
                let name = name.trim_end_matches(';');
                let (name, lifetime) = match name.split_once('<') {
                    Some((name, "'a>")) => (name, "<'_>"),
                    Some(_) => continue,
                    None => (name, ""),
                };
                let (modules, owned) = match modules.as_slice() {
                    ["views", "types", ..] => continue,
                    ["views", modules @ ..] => match modules.first() {
                        Some(&"functions") => (modules, ""),
                        _ => (modules, "enums::"),
                    },
                    _ => continue,
                };
                let path: String = modules.iter().map(|name| format!("{name}::")).collect();
                views.push((
                    format!("{path}{name}{lifetime}"),
                    format!("{owned}{path}{name}"),
                ));
            }
            _ => {}
        }
    }
    views
}
