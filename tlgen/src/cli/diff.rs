//! The arguments of `tlgen diff`.

use std::path::{Path, PathBuf};
use std::slice;

use clap::{Args, ValueEnum};
use tl_parser::diagnostic::Category;

use super::levels::Levels;
use crate::exit::Failure;

/// The arguments of `tlgen diff`.
#[derive(Debug, Args)]
#[command(
    override_usage = "tlgen diff [OPTIONS] <OLD> <NEW>\n       tlgen diff [OPTIONS] <OLD>... -- <NEW>..."
)]
pub(crate) struct Diff {
    /// The old schema, then the new one: a file, `git:REV:PATH` for a file of a revision, or `-` for standard
    /// input. If a schema has several files, put `--` between the old files and the new ones
    #[arg(required = true, value_name = "OLD> <NEW")]
    schemas: Vec<PathBuf>,
    #[arg(last = true, hide = true)]
    new: Vec<PathBuf>,
    /// How to show the changes [default: text, or nothing with `--breaking`]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Find changes that break something; exit with 1 if there are any
    #[arg(
        long,
        value_name = "WHAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "all"
    )]
    pub(crate) breaking: Option<Breaking>,
    #[command(flatten)]
    pub(crate) levels: Levels,
}

impl Diff {
    /// Returns the files of the old schema and those of the new one.
    pub(crate) fn sides(&self) -> Result<[&[PathBuf]; 2], Failure> {
        if let Some(option) = self.new.iter().find(|it| is_option(it)) {
            let option = option.display();
            return Err(Failure::Usage(format!(
                "`{option}` stands after `--`, where all are files; options go before it: \
                 `tlgen diff [OPTIONS] OLD... -- NEW...` (the file of that name is `./{option}`)"
            )));
        }
        let is_word = |it: &&str| Breaking::from_str(it, false).is_ok() && !Path::new(it).exists();
        let mut words = self.schemas.iter().filter_map(|it| it.to_str());
        if let (Some(_), Some(word)) = (self.breaking, words.find(is_word)) {
            return Err(Failure::Usage(format!(
                "there is no file `{word}`; for the value of `--breaking`, write `--breaking={word}`"
            )));
        }
        match (self.schemas.as_slice(), self.new.as_slice()) {
            ([old, new], []) => Ok([slice::from_ref(old), slice::from_ref(new)]),
            (_, []) => Err(Failure::Usage(
                "`tlgen diff` compares two schemas: `OLD NEW`, or `OLD... -- NEW...` of several files".into(),
            )),
            (old, new) => Ok([old, new]),
        }
    }
}

/// Whether this argument looks like an option; `-` is standard input.
fn is_option(file: &Path) -> bool {
    let name = file.as_os_str().as_encoded_bytes();
    name.len() > 1 && name.starts_with(b"-")
}

/// How to show what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, with colors on a terminal
    Text,
    /// A changelog to publish
    Markdown,
    /// One JSON object
    Json,
}

/// What is not to be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Breaking {
    /// The bytes: whether peers of either schema can read what those of the other write
    Wire,
    /// The Rust: whether code that uses the generated code still compiles
    Source,
    /// Both
    All,
}

impl Breaking {
    /// Whether to look for changes of this category.
    pub(crate) fn includes(self, category: Category) -> bool {
        match self {
            Breaking::Wire => category == Category::Wire,
            Breaking::Source => category == Category::Source,
            Breaking::All => true,
        }
    }
}
