//! How much of a schema was generated.

use std::fmt;

use tl_parser::diagnostic::{Code, Diagnostic};

use crate::rust::config::Config;

/// How much of a schema was generated, if the user chose a part of it:
/// `20 of 802 functions, 939 of 1704 constructors, 229 of 650 types`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// The share of the functions.
    pub functions: Share,
    /// The share of the constructors.
    pub constructors: Share,
    /// The share of the types.
    pub types: Share,
}

/// A part of a number of things: `20 of 802`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The number that was kept.
    pub kept: usize,
    /// The number of all.
    pub all: usize,
}

impl Kept {
    /// Returns a finding if the user's choice leaves nothing of a schema that is not empty.
    pub(crate) fn nothing(&self, config: &Config) -> Option<Diagnostic> {
        let shares = [self.functions, self.constructors, self.types];
        let is_empty = shares.iter().all(|it| it.kept == 0) && shares.iter().any(|it| it.all > 0);
        // The type of all errors does not come from a declaration.
        let may_leave_nothing = config.chooses() || config.has_foreign_types();
        if !may_leave_nothing || !is_empty || config.rpc_errors {
            return None;
        }
        let (message, note) = match (config.only.as_slice(), config.exclude.as_slice()) {
            (_, []) => (
                "nothing is left to generate: all of it is elsewhere",
                "`--extern-type` and `--extern-schema` (in a build script `extern_type` and \
                 `extern_schema`) name code that is there already",
            ),
            ([], _) => (
                "nothing is left to generate: `--exclude` leaves out the whole schema",
                "exclude less, or choose by `--only` (in a build script `only`)",
            ),
            _ => (
                "nothing is left to generate: `--exclude` leaves out all that `--only` selects",
                "what both of them name is excluded",
            ),
        };
        let finding = Diagnostic::placeless(Code::ConflictingOptions, message);
        Some(finding.note(note))
    }
}

impl Share {
    pub(crate) fn add(&mut self, kept: bool, counts: bool) {
        self.kept += usize::from(kept);
        self.all += usize::from(counts);
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.kept, self.all)
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            functions,
            constructors,
            types,
        } = self;
        write!(
            f,
            "{functions} functions, {constructors} constructors, {types} types"
        )
    }
}
