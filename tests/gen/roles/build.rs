//! Generates code of every valid fixture for each role, and of parts of schemas.

mod decoders;

use std::path::Path;

use gen_schemas::{Impls, Role, WITHOUT_DERIVE, code, fixtures, grammers, include, ours, write};
use tl_codegen::Builder;

use crate::decoders::decoders;

const ROLES: [(&str, Option<Role>); 4] = [
    ("client", Some(Role::Client)),
    ("server", Some(Role::Server)),
    ("both", Some(Role::Both)),
    ("no_role", None),
];

fn main() {
    let mut modules = String::new();
    for (name, schema) in fixtures("valid") {
        let derive = !WITHOUT_DERIVE.contains(&name.as_str());
        let ways = [
            ("", Impls::Generated, true),
            ("_derive", Impls::Derive, derive),
        ];
        for (suffix, impls, _) in ways.into_iter().filter(|(.., can)| *can) {
            let name = format!("{name}{suffix}");
            modules += &roles(&name, &schema, |it| it.impls(impls).deny("warnings"));
        }
    }
    let json = fixtures("valid")
        .into_iter()
        .find(|(name, _)| name == "json");
    if let Some((_, schema)) = json {
        modules += &roles("with_json", &schema, |it| it.json(true));
        modules += &roles("json_only", &schema, |it| it.json(true).binary(false));
    }
    modules += &roles("photos", &ours("photos.tl"), |it| it.json(true));
    let mut texts = String::new();
    for (role, _) in ROLES {
        let name = format!("golden_{role}");
        texts += &format!("({role:?}, {}),\n", include("include_str", &name));
    }
    modules += &roles("golden", &ours("photos.tl"), |it| it);
    modules += &roles("full_tl", &ours("full_tl.tl"), |it| it);
    modules += &part("full_tl_part", &ours("full_tl.tl"), |it| {
        it.only("tour.Shape").only("tour.t*").exclude("tour.circle")
    });
    modules += &roles("api", &grammers("api.tl"), |it| {
        it.only("photos").only("users").exclude("userEmpty")
    });
    modules += &roles("api_flat", &grammers("api.tl"), |it| {
        it.only("photos").only("users").flat("*")
    });
    let lists = format!(
        "/// The code of the golden pair for each role.\n\
         pub const GOLDEN: &[(&str, &str)] = &[\n{texts}];\n"
    );
    for role in ["client", "server"] {
        modules += &decoders(role, &format!("api_{role}"), &format!("api::{role}"));
    }
    write("roles.rs", &(modules + &lists));
    println!("cargo::rerun-if-changed=../../fixtures/valid");
}

/// Returns a module with the code of a schema for each role, without a registry.
fn roles(name: &str, schema: &Path, options: impl Fn(Builder) -> Builder) -> String {
    let mut text = format!("/// `{name}` for each role.\npub mod {name} {{\n");
    for (role, chosen) in ROLES {
        text += &part_in(&format!("{name}_{role}"), role, schema, |builder| {
            let builder = options(builder);
            match chosen {
                Some(role) => builder.role(role),
                None => builder,
            }
        });
    }
    text + "}\n"
}

fn part(name: &str, schema: &Path, options: impl Fn(Builder) -> Builder) -> String {
    part_in(name, name, schema, options)
}

fn part_in(
    file: &str,
    module: &str,
    schema: &Path,
    options: impl Fn(Builder) -> Builder,
) -> String {
    code(file, &[schema.to_path_buf()], |builder| {
        options(builder.registry(false))
    });
    let code = include("include", file);
    format!("/// `{module}`.\npub mod {module} {{\n{code};\n}}\n")
}
