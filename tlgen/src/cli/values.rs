//! The arguments of the commands that read and write values.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};

/// The arguments of `tlgen decode`.
#[derive(Debug, Args)]
#[command(override_usage = "tlgen decode [OPTIONS] <SCHEMA>... [FILE]")]
#[command(group = ArgGroup::new("what").args(["ty", "response_to"]))]
pub(crate) struct Decode {
    #[command(flatten)]
    pub(crate) files: Files,
    /// The type of the value, written as for a field: `photos.Photo`, `Vector<User>`, or `user` for one
    /// without its id [default: the first id tells]
    #[arg(long = "type", value_name = "T")]
    pub(crate) ty: Option<String>,
    /// The value has no id in front: `--type User --bare` is `%User`
    #[arg(long, requires = "ty")]
    pub(crate) bare: bool,
    /// The function that the value answers, or the call as JSON if the answer depends on the call
    #[arg(long, value_name = "FUNCTION")]
    pub(crate) response_to: Option<String>,
    /// The input is hexadecimal; white space is ignored
    #[arg(long, conflicts_with = "base64")]
    pub(crate) hex: bool,
    /// The input is base64; white space is ignored
    #[arg(long)]
    pub(crate) base64: bool,
    /// How to show the value [default: a tree on a terminal, else json]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<View>,
}

impl Decode {
    /// Whether an option gives the type of the value.
    pub(crate) fn gives_type(&self) -> bool {
        self.ty.is_some() || self.response_to.is_some()
    }
}

/// How to show a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// A line for each value, with its offset in the input
    Tree,
    /// The JSON of TDLib, in one line
    Json,
}

/// The arguments of `tlgen encode`.
#[derive(Debug, Args)]
#[command(override_usage = "tlgen encode [OPTIONS] <SCHEMA>... [FILE]")]
pub(crate) struct Encode {
    #[command(flatten)]
    pub(crate) files: Files,
    /// The type of the value, written as for a field; by default its `"@type"` tells
    #[arg(long = "type", value_name = "T")]
    pub(crate) ty: Option<String>,
    /// The value gets no id in front: `--type User --bare` is `%User`
    #[arg(long, requires = "ty")]
    pub(crate) bare: bool,
    /// Write hexadecimal digits, the default on a terminal
    #[arg(long, conflicts_with_all = ["base64", "raw"])]
    pub(crate) hex: bool,
    /// Write base64
    #[arg(long, conflicts_with = "raw")]
    pub(crate) base64: bool,
    /// Write the bytes as they are, the default elsewhere
    #[arg(long)]
    pub(crate) raw: bool,
}

/// The schemas and the input.
#[derive(Debug, Args)]
pub(crate) struct Files {
    /// The files of the schema, then the input. If the last file ends in `.tl` or `.tlo`, or is `-`, the input
    /// is standard input
    #[arg(required = true, value_name = "SCHEMA", num_args = 1..)]
    paths: Vec<PathBuf>,
    /// The file to write; `-` is standard output. An error leaves the file as it is [default: -]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

impl Files {
    /// Returns the file to write, unless it is standard output.
    pub(crate) fn output(&self) -> Option<&Path> {
        let output = self.output.as_deref();
        output.filter(|it| *it != Path::new("-"))
    }

    /// Returns all files that are read.
    pub(crate) fn read(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Returns the files of the schema, and the input.
    pub(crate) fn split(&self) -> (&[PathBuf], &Path) {
        let is_schema = |path: &Path| {
            let extension = path.extension();
            extension.is_some_and(|it| it == "tl" || it == "tlo")
        };
        match self.paths.split_last() {
            Some((last, schemas)) if !schemas.is_empty() && !is_schema(last) => (schemas, last),
            _ => (&self.paths, Path::new("-")),
        }
    }
}
