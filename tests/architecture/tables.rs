//! The rules of the architecture that are tables.

/// The crates, and what each may depend on.
pub(super) const CRATES: &[(&str, &[&str])] = &[
    ("tl-parser", &["crc32fast", "foldhash", "memchr", "nom"]),
    ("tl-codegen", &["heck", "proc-macro2", "quote", "tl-parser"]),
    (
        "tl-derive",
        &["proc-macro2", "quote", "syn", "tl-codegen", "tl-parser"],
    ),
    ("tl-runtime", &["base64", "serde_core", "tl-derive"]),
    (
        "tlgen",
        &[
            "annotate-snippets",
            "anstream",
            "anstyle",
            "clap",
            "clap_complete",
            "clap_mangen",
            "serde",
            "serde_json",
            "similar",
            "terminal_size",
            "tl-codegen",
            "tl-parser",
        ],
    ),
];

/// Where all packages are.
pub(super) const FOLDERS: [&str; 8] = [
    "tl-parser",
    "tl-codegen",
    "tl-derive",
    "tl-runtime",
    "tlgen",
    "tests",
    "benches",
    "examples",
];

pub(super) const LIBRARIES: [&str; 4] = ["tl-parser", "tl-codegen", "tl-derive", "tl-runtime"];

/// Crate, module, what it may not name.
pub(super) const LAYERS: &[(&str, &str, &[&str])] = &[
    // A tree knows no schema, and no one who makes or uses trees.
    (
        "tl-parser",
        "ast",
        &[
            "crate::schema",
            "crate::resolve",
            "crate::graph",
            "crate::verify",
            "crate::grammar",
        ],
    ),
    (
        "tl-parser",
        "tokens",
        &["crate::ast", "crate::schema", "crate::resolve"],
    ),
    (
        "tl-parser",
        "lexer",
        &["crate::schema", "crate::resolve", "crate::grammar"],
    ),
    (
        "tl-parser",
        "grammar",
        &[
            "crate::schema",
            "crate::resolve",
            "crate::graph",
            "crate::verify",
        ],
    ),
    ("tl-parser", "id", &["crate::schema", "crate::resolve"]),
    // A schema is data.
    (
        "tl-parser",
        "schema",
        &[
            "crate::resolve",
            "crate::grammar",
            "crate::graph",
            "crate::verify",
            "crate::diagnostic",
        ],
    ),
    (
        "tl-parser",
        "graph",
        &["crate::resolve", "crate::grammar", "crate::verify"],
    ),
    (
        "tl-parser",
        "diagnostic",
        &["crate::ast", "crate::schema", "crate::resolve"],
    ),
    // The model has no words of TL, the emitter no schema, the lowering no tokens, the printer
    // nothing but tokens.
    (
        "tl-codegen",
        "rust::model",
        &[
            "tl_parser",
            "quote",
            "crate::rust::lower",
            "crate::rust::emit",
            "crate::rust::print",
        ],
    ),
    (
        "tl-codegen",
        "rust::emit",
        &[
            "tl_parser",
            "crate::rust::lower",
            "crate::rust::form",
            "crate::rust::print",
        ],
    ),
    (
        "tl-codegen",
        "rust::lower",
        &[
            "quote",
            "proc_macro2::TokenStream",
            "crate::rust::emit",
            "crate::rust::print",
        ],
    ),
    (
        "tl-codegen",
        "rust::form",
        &[
            "quote",
            "proc_macro2::TokenStream",
            "crate::rust::lower",
            "crate::rust::emit",
        ],
    ),
    (
        "tl-codegen",
        "rust::print",
        &[
            "tl_parser",
            "crate::rust::model",
            "crate::rust::lower",
            "crate::rust::emit",
        ],
    ),
    (
        "tl-codegen",
        "rust",
        &[
            "crate::builder",
            "crate::files",
            "crate::report",
            "crate::compile",
        ],
    ),
    // The derive shares the model and the emitter.
    (
        "tl-derive",
        "",
        &[
            "tl_codegen::rust::lower",
            "tl_codegen::rust::print",
            "tl_codegen::compile",
            "tl_codegen::Builder",
        ],
    ),
];

/// What is not for libraries.
pub(super) const IO: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
];

/// Those that have files to read and to write, and something to say to Cargo.
pub(super) const WITH_IO: [&str; 4] = [
    "tl-codegen/src/builder.rs",
    "tl-codegen/src/builder/cargo.rs",
    "tl-codegen/src/files.rs",
    "tl-derive/src/schema.rs",
];

/// Circles that are meant: what takes part in them, and why.
pub(super) const MEANT: &[(&str, &[&str], &str)] = &[(
    "tl-runtime",
    &[
        "bytes", "codec", "json", "object", "options", "registry", "traits", "value",
    ],
    "the traits name the decoder and the encoder, whose methods are generic over the traits; an \
     object is decoded by the registry, which the decoder carries in its options",
)];
