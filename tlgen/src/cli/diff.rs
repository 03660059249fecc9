//! The arguments of `tlgen diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tl_parser::diagnostic::Category;

use super::levels::Levels;

/// The arguments of `tlgen diff`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// The schema before: a file, `git:REV:PATH` for one of a revision, `-` for standard input
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The schema after, the same
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// How to show what has changed; by default as text, and with `--breaking` not at all
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Find the changes that break something, and exit with 1 if there are any
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

const EXAMPLES: &str = "\
`git:v1.2:schemas/api.tl` is the file of a revision. `tlgen explain` lists the rules of `--breaking`: \
TL05 for the wire, TL06 for the source. A finding is allowed by `--allow NAME`, or by a comment at the \
declaration: `// tlgen:allow(NAME): why`.

Examples:
  tlgen diff old.tl api.tl
  tlgen diff old.tl api.tl --format markdown > CHANGES.md
  tlgen diff old.tl api.tl --breaking=wire --allow constructor-removed";

/// How to show what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, with colors on a terminal
    Text,
    /// A changelog, to be published
    Markdown,
    /// One JSON object
    Json,
}

/// What is not to be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Breaking {
    /// The bytes: what peers of one schema write, those of the other read
    Wire,
    /// The Rust: what uses generated code compiles
    Source,
    /// Both
    All,
}

impl Breaking {
    /// Whether changes of this category are looked for.
    pub(crate) fn includes(self, category: Category) -> bool {
        match self {
            Breaking::Wire => category == Category::Wire,
            Breaking::Source => category == Category::Source,
            Breaking::All => true,
        }
    }
}
