//! Generates code of every valid fixture, with generated and derived impls, and a file that includes all of it.

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
    // These must compile too, but their text is not compared.
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

/// Generates all forms of a schema. Returns a module that includes the code, with a submodule for each other
/// form.
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
                // A fixture need not have types with several constructors.
                _ if flat => builder.keep_enums("*").flat("*").deny("warnings"),
                _ => builder.deny("warnings"),
            }
        });
        let code = include("include", &file);
        text += &match module {
            "" => format!("{code};\n"),
            // Private, as in a program.
            "with_options" => {
                format!("#[allow(missing_docs, unreachable_pub)]\nmod {module} {{\n{code};\n}}\n")
            }
            _ => format!("/// The same: `{module}`.\npub mod {module} {{\n{code};\n}}\n"),
        };
    }
    text + "}\n\n"
}

/// Sets every option. A fixture need not have items that match the selectors.
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
    /// The suffix of the file name.
    suffix: &'static str,
    /// The name of its submodule; empty if it is directly in the module of the fixture.
    module: &'static str,
    impls: Impls,
}

/// Returns the forms of a schema.
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
