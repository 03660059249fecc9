//! Generates code of every valid fixture with the options that customise names and types, and of a schema for
//! options about single items.

use std::path::PathBuf;

use gen_schemas::{
    Impls, Role, WITHOUT_DERIVE, WITHOUT_JSON, code, fixtures, include, modules, ours, write,
};
use tl_codegen::Builder;

fn main() {
    let (mut zoo, mut tables) = (String::new(), String::new());
    let full_tl = ("full_tl".to_owned(), ours("full_tl.tl"));
    for (name, schema) in fixtures("valid").into_iter().chain([full_tl]) {
        let (module, ways) = fixture(&name, schema);
        zoo += &module;
        tables += &format!("({name:?}, &[{ways}]),\n");
    }
    let tables = format!(
        "/// A fixture, and its tables: by which way, and the table.\n\
         pub type Tables = (&'static str, &'static [(&'static str, &'static tl_runtime::value::Registry)]);\n\
         /// All of them.\n\
         pub static TABLES: &[Tables] = &[\n{tables}];\n"
    );
    write("zoo.rs", &(zoo + &tables));
    println!("cargo::rerun-if-changed=../../fixtures/valid");
    custom();
    modules(
        &[(
            "lite_api",
            "`lite_api.tl`: what light clients ask.",
            &["ton/lite_api.tl"],
        )],
        |_, builder| with_options(builder).json(true),
    );
}

/// Sets all options that can apply to a whole schema.
fn with_options(builder: Builder) -> Builder {
    builder
        .map_type("*", "Box<str>")
        .map_type("*", "Arc<[u8]>")
        .common_fields("*")
        .setters("*")
        .attribute("*", "#[doc(alias = \"item\")]")
        .attribute("*:*", "#[doc(alias = \"member\")]")
        .derives("+Default,+Hash,+TryFrom")
        .allow("warnings")
}

/// Returns the module of a fixture, and its tables.
fn fixture(name: &str, schema: PathBuf) -> (String, String) {
    let schemas = [schema];
    let json = !WITHOUT_JSON.contains(&name);
    let mut module = format!("/// What `{name}.tl` became.\npub mod {name} {{\n");
    let mut tables = String::new();
    let can_derive = !WITHOUT_DERIVE.contains(&name);
    for way in ["written", "derived", "flat", "split"] {
        if way == "derived" && !can_derive {
            continue;
        }
        let (is_split, is_flat) = (way == "split", way == "flat");
        let file = format!("{name}_{way}");
        code(&file, &schemas, |builder| {
            let builder = with_options(builder).role(Role::Both).json(json);
            match way {
                "derived" => builder.impls(Impls::Derive),
                "flat" => builder
                    .registry(false)
                    .keep_enums("*")
                    .flat("*")
                    .doc_comments(false),
                "split" => {
                    let builder = builder.split(true).file_name(&file).doc_comments(false);
                    match name {
                        // `boolUnknown` would have a different name than in the other forms.
                        "bool_of_three" => builder,
                        _ => builder.unknown("*").non_exhaustive("*"),
                    }
                }
                _ => builder,
            }
        });
        let path = if is_split {
            format!("{file}/mod")
        } else {
            file
        };
        let code = include("include", &path);
        module += &format!("/// The same: `{way}`.\npub mod {way} {{\n{code};\n}}\n");
        if !is_flat {
            tables += &format!("({way:?}, &{name}::{way}::registry::TABLE), ");
        }
    }
    (module + "}\n\n", tables)
}

/// Generates code of a schema that shares a part with another one and uses hand-written names and types.
fn custom() {
    let common = write(
        "common.tl",
        "peerUser id:long = Peer; peerNone = Peer; a.part x:int = a.Part;\n\
         ---functions---\nping = Peer;\n",
    );
    let schema = write(
        "custom.tl",
        "message flags:# id:int from:Peer part:a.part silent:flags.0?true text:string = Message;\n\
         messageEmpty id:int = Message;\n\
         inputPhoto id:long title:string = InputPhoto;\n\
         photoUrl url:string = Media;\n\
         photoFile data:bytes = Media;\n\
         ---functions---\n\
         send flags:# message:Message photo:InputPhoto media:flags.0?Media pinned:flags.1?true = Peer;\n",
    );
    code("common", std::slice::from_ref(&common), |builder| {
        builder.derives("+Eq")
    });
    code("custom", &[schema], |builder| {
        builder
            .extern_schema(&common, "crate::common")
            .extern_type("InputPhoto", "crate::Photo")
            .extern_type("photoUrl", "crate::Url")
            .map_type("message:text", "crate::Text")
            .map_type("photoFile:data", "Box<[u8]>")
            .rename("messageEmpty", "NoMessage")
            .rename("send:pinned", "is_pinned")
            .attribute("messageEmpty", "#[derive(Eq)]")
            .attribute("Message:message", "#[doc(alias = \"text\")]")
            .common_fields("Message")
            .setters("send")
            .derives("Media=+Hash")
    });
}
