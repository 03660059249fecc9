//! The arguments of `tlgen export`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::TypedValueParser;
use tl_parser::source::Form;

use super::choice;
use super::levels::Levels;

/// What is exported, and how.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The files of the schema, in any of the forms; `-` is standard input
    #[arg(required = true, value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// The form: the official JSON, the binary form of the official parser, or TL
    #[arg(long, value_name = "FORM", value_parser = form())]
    pub(crate) to: Form,
    /// The file to write; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) levels: Levels,
}

fn form() -> impl TypedValueParser<Value = Form> {
    choice([("json", Form::Json), ("tlo", Form::Tlo), ("tl", Form::Tl)])
}
