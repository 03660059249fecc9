//! Rules of the architecture in tables.

/// The crates and their allowed dependencies.
pub(super) const CRATES: &[(&str, &[&str])] = &[
    (
        "tl-parser",
        &[
            "crc32fast",
            "foldhash",
            "memchr",
            "nom",
            "serde",
            "serde_json",
        ],
    ),
    ("tl-codegen", &["csv", "heck", "serde_json", "tl-parser"]),
    (
        "tl-derive",
        &["proc-macro2", "quote", "syn", "tl-codegen", "tl-parser"],
    ),
    (
        "tl-runtime",
        &[
            "base64",
            "bytes",
            "compact_str",
            "hifijson",
            "serde_core",
            "simdutf8",
            "tl-derive",
        ],
    ),
    ("tl-dynamic", &["tl-parser", "tl-runtime"]),
    (
        "tlgen",
        &[
            "anstream",
            "anstyle",
            "clap",
            "clap_complete",
            "clap_mangen",
            "data-encoding",
            "flate2",
            "indicatif",
            "maud",
            "proc-macro2",
            "serde",
            "serde_json",
            "similar",
            "terminal_size",
            "toml_edit",
            "tl-codegen",
            "tl-dynamic",
            "tl-parser",
            "tl-runtime",
        ],
    ),
];

/// The folders of all packages.
pub(super) const FOLDERS: [&str; 10] = [
    "tl-parser",
    "tl-codegen",
    "tl-derive",
    "tl-runtime",
    "tl-dynamic",
    "tlgen",
    "tests",
    "benches",
    "examples",
    "guide",
];

pub(super) const LIBRARIES: [&str; 5] = [
    "tl-parser",
    "tl-codegen",
    "tl-derive",
    "tl-runtime",
    "tl-dynamic",
];

/// A crate and a module, and what it must not name: modules of its crate, or other crates. A crate without a
/// module stands for all of its modules.
pub(super) const LAYERS: &str = "
    # A tree knows no schema, and no one who makes or uses trees.
    tl-parser::syntax: crate::schema crate::resolve crate::id crate::verify crate::lint crate::check
    tl-parser::id: crate::resolve crate::lint crate::check
    # A schema is data.
    tl-parser::schema: crate::resolve crate::verify crate::lint crate::check
    tl-parser::diagnostic: crate::syntax crate::schema crate::resolve crate::lint crate::check

    # The model has no words of TL, the emitter no schema; the lowering has no words of the grammar,
    # and no text.
    tl-codegen::rust::model: tl_parser crate::rust::plan crate::rust::lower crate::rust::emit
    tl-codegen::rust::emit: tl_parser crate::rust::plan crate::rust::lower crate::rust::wire
    tl-codegen::rust::wire: crate::rust::plan crate::rust::lower crate::rust::emit
    tl-codegen::rust::plan: crate::rust::lower crate::rust::emit
    tl-codegen::rust::lower: tl_parser::ast tl_parser::verify crate::rust::emit
    tl-codegen::rust: crate::builder crate::files crate::report crate::compile

    # The derive shares the model and the emitter.
    tl-derive: tl_codegen::__private::items tl_codegen::compile tl_codegen::Builder
";

/// Names that two public types of a crate share, and the reason.
pub(super) const TWINS: &[(&str, &[&str], &str)] = &[
    (
        "tl-parser",
        &["Combinator", "Field", "Mask"],
        "what is written, in `ast`, and what it means, in `schema`",
    ),
    (
        "tl-runtime",
        &["Decoder", "Elements", "Encoder", "ListOf", "Nullable"],
        "the binary form, and JSON; lists that are checked, and lists that are read",
    ),
];

/// Input and output, which libraries must not use.
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

/// Exceptions: these read and write files, or print instructions for Cargo.
pub(super) const WITH_IO: [&str; 9] = [
    "tl-codegen/src/builder.rs",
    "tl-codegen/src/builder/cargo.rs",
    "tl-codegen/src/builder/stale.rs",
    "tl-codegen/src/files.rs",
    "tl-codegen/src/files/layers.rs",
    "tl-codegen/src/folder.rs",
    "tl-codegen/src/rustfmt.rs",
    "tl-derive/src/schema.rs",
    "tl-dynamic/src/json/encode.rs",
];

/// Intended cycles: their modules, and the reason.
pub(super) const MEANT: &[(&str, &[&str], &str)] = &[(
    "tl-runtime",
    &[
        "bytes", "codec", "json", "object", "options", "registry", "traits", "unknown", "value",
        "views",
    ],
    "the traits name the decoder and the encoder, whose methods are generic over the traits; an \
     object is decoded by the registry, which the decoder carries in its options",
)];
