//! Makes Rust code of every valid fixture, with written impls and with the derive, and a file that
//! includes it all.

use std::path::PathBuf;

use gen_schemas::{
    Impls, Role, WITHOUT_DERIVE, WITHOUT_JSON, code, fixtures, include, ours, write,
};
use tl_codegen::Builder;

fn main() {
    let (mut modules, mut texts) = (String::new(), String::new());
    for (name, schema) in fixtures("valid") {
        modules += &module(&name, schema);
        texts += &format!("({name:?}, {}),\n", include("include_str", &name));
    }
    // More that must compile; their text is not kept.
    for name in ["full_tl", "mtproto"] {
        modules += &module(name, ours(&format!("{name}.tl")));
    }
    let texts = format!(
        "/// The name of each fixture, and the code with written impls.\n\
         pub const CODE: &[(&str, &str)] = &[\n{texts}];\n\
         /// The code of the fixture `json` with JSON.\n\
         pub const JSON: &str = {};\n\
         /// The same without the binary form.\n\
         pub const JSON_ONLY: &str = {};\n",
        include("include_str", "json_json"),
        include("include_str", "json_json_only")
    );
    write("zoo.rs", &(modules + &texts));
    println!("cargo::rerun-if-changed=../../fixtures/valid");
}

/// Generates all forms of a schema. Returns a module that includes the code, and each other form a
/// module deeper.
fn module(name: &str, schema: PathBuf) -> String {
    let schemas = [schema];
    let mut text = format!("/// What `{name}.tl` became.\npub mod {name} {{\n");
    for Form {
        suffix,
        module,
        impls,
    } in forms(name)
    {
        let file = format!("{name}{suffix}");
        let binary = module != "json_only";
        let serde = ["json_only", "json_derived"].contains(&module);
        let flat = module.starts_with("flat");
        code(&file, &schemas, |builder| {
            let builder = builder
                .role(Role::Both)
                .impls(impls)
                .json(module.contains("json") || flat && !WITHOUT_JSON.contains(&name))
                .serde(serde)
                .binary(binary)
                .registry(binary && module != "plain" && !flat);
            match module {
                "with_options" => with_all_options(builder),
                // A fixture need not have types of several constructors.
                _ if flat => builder.keep_enums("*").flat("*").deny("warnings"),
                _ => builder.deny("warnings"),
            }
        });
        let code = include("include", &file);
        text += &match module {
            "" => format!("{code};\n"),
            // As in a program, which nobody else uses.
            "with_options" => {
                format!("#[allow(missing_docs, unreachable_pub)]\nmod {module} {{\n{code};\n}}\n")
            }
            _ => format!("/// The same: `{module}`.\npub mod {module} {{\n{code};\n}}\n"),
        };
    }
    text + "}\n\n"
}

/// Everything that can be chosen; a fixture need not have what a selector is about.
fn with_all_options(builder: Builder) -> Builder {
    builder
        .derives("Debug, Clone, PartialEq, Default, Hash, From, TryFrom")
        .keep_enums("*")
        .keep_masks("*")
        .strings_as_bytes("*")
        .nullable("*")
        .unknown("*")
        .non_exhaustive("*")
        .allow("warnings")
}

/// A form of the code.
struct Form {
    /// Of the file.
    suffix: &'static str,
    /// The module that it is in; empty for that of the fixture.
    module: &'static str,
    impls: Impls,
}

/// The forms that a schema can have.
fn forms(name: &str) -> impl Iterator<Item = Form> {
    let derive = !WITHOUT_DERIVE.contains(&name);
    let json = !WITHOUT_JSON.contains(&name);
    let all = [
        (true, "", "", Impls::Generated),
        (true, "_plain", "plain", Impls::Generated),
        (derive, "_derive", "derived", Impls::Derive),
        (json, "_json", "with_json", Impls::Generated),
        (json, "_json_only", "json_only", Impls::Generated),
        (
            derive && json,
            "_json_derive",
            "json_derived",
            Impls::Derive,
        ),
        (true, "_flat", "flat", Impls::Generated),
        (derive, "_flat_derive", "flat_derived", Impls::Derive),
        (true, "_options", "with_options", Impls::Generated),
    ];
    let all = all.into_iter().filter(|(can, ..)| *can);
    all.map(|(_, suffix, module, impls)| Form {
        suffix,
        module,
        impls,
    })
}
