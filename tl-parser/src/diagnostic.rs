//! What is wrong with a schema, where, why, and what to do about it.
//!
//! Nothing here is rendered: the command line, the build script interface and the derive each
//! show diagnostics in their own way.

mod code;
mod explain;
mod levels;
mod merge;
mod shown;
mod sink;
mod suggest;

pub use code::{Category, Code, Level, Severity};
pub use explain::{Example, examples};
pub use levels::{LevelError, Levels};
pub use merge::{Alike, merged};
pub use shown::Shown;
pub(crate) use sink::Sink;
pub(crate) use suggest::Suggester;
pub use suggest::nearest;

use std::borrow::Cow;

use crate::source::{Form, Span};

/// A finding at a place of a schema. It is not changed after it was made: [`Levels`] says how severe it is,
/// which the user can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// Whether it is always an error, even if its code can be allowed.
    pub fixed: bool,
    /// Whether it only means that values cannot be encoded or decoded. The schema is complete, and can be
    /// used for everything that needs no values.
    pub of_values: bool,
    /// The span of the declaration that it is about; `None` if it is about no declaration, or about text that
    /// could not be parsed.
    pub about: Option<Span>,
    /// One line without a full stop, in lower case: `` the id of `photos.photo` is not …``.
    pub message: String,
    /// The places; the first is the primary one. Empty only if it is not about text.
    pub labels: Vec<Label>,
    /// The reasons, one sentence each.
    pub reasons: Vec<String>,
    /// Advice on what to do about it.
    pub advice: Vec<Advice>,
    /// What it has in common with similar findings, if there may be many.
    pub alike: Option<Box<Alike>>,
    /// The number of diagnostics of its file that follow it; they were counted but not created.
    pub untold: usize,
}

/// Sorts diagnostics in the order of the text, file by file; those without a place come last.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        let place = diagnostic.place();
        (place.is_none(), place)
    });
}

/// A place and its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The message at the place; may be empty.
    pub message: String,
}

/// Advice about a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Write something else.
    Replace(Suggestion),
    /// Keep it, and write a comment that allows it.
    Allow(Suggestion),
    /// Write such a comment if a condition holds: `it is intended`.
    AllowWhere(&'static str),
    /// Write one comment that allows all of them in the file.
    AllowInFile,
    /// Allow it by an option if a condition holds, since the file cannot have comments.
    AllowByOption(&'static str),
}

impl Advice {
    /// Suggests other text.
    pub(crate) fn replace(
        message: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        Self::Replace(Suggestion::new(message, span, replacement))
    }

    /// Returns the advice to allow it under a condition, in a file of this form.
    pub(crate) fn allow_where(condition: &'static str, form: Form) -> Self {
        match form {
            Form::Tl => Self::AllowWhere(condition),
            Form::Json | Form::Tlo => Self::AllowByOption(condition),
        }
    }
}

/// A replacement that would fix the mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its effect: ``write the id that the text gives``.
    pub message: String,
    /// The text to replace; empty to insert.
    pub span: Span,
    /// The new text.
    pub replacement: String,
    /// Other places with the same mistake, which the same text mends.
    pub also: Vec<Span>,
}

impl Suggestion {
    pub(crate) fn new(
        message: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        Self {
            message: message.into(),
            span,
            replacement: replacement.into(),
            also: Vec::new(),
        }
    }

    /// Suggests the id that the text gives instead of `written`.
    pub(crate) fn id(written: Span, id: u32) -> Self {
        Self::new(
            "write the id that the text gives",
            written,
            format!("{id:08x}"),
        )
    }

    /// Returns what it does and, if there are more places, how many.
    #[must_use]
    pub fn headline(&self) -> Cow<'_, str> {
        match self.also.len() {
            0 => Cow::Borrowed(&self.message),
            1 => Cow::Owned(format!("{} (the same in one more place)", self.message)),
            more => Cow::Owned(format!("{} (the same in {more} more places)", self.message)),
        }
    }

    /// Returns the text of the file with the suggestion applied, in all its places there.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let also = self.also.iter().filter(|it| it.file == self.span.file);
        let mut places: Vec<Span> = also.copied().chain([self.span]).collect();
        places.sort_unstable();
        places.dedup();
        let (mut new, mut at) = (String::new(), 0);
        for place in places {
            new += text.get(at..place.start as usize).unwrap_or_default();
            new += &self.replacement;
            at = place.end as usize;
        }
        new + text.get(at..).unwrap_or_default()
    }
}

impl Diagnostic {
    /// Creates a diagnostic without a place.
    #[must_use]
    pub fn placeless(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            fixed: false,
            of_values: false,
            about: None,
            message: message.into(),
            labels: Vec::new(),
            reasons: Vec::new(),
            advice: Vec::new(),
            alike: None,
            untold: 0,
        }
    }

    /// Creates a diagnostic at `span`.
    #[must_use]
    pub fn new(
        code: Code,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Self::placeless(code, message).label(span, label)
    }

    /// Sets the declaration that it is about.
    #[must_use]
    pub fn about(mut self, declaration: Span) -> Self {
        self.about = Some(declaration);
        self
    }

    /// Makes it an error that cannot be silenced.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    /// Marks it as about values only: the schema is complete.
    #[must_use]
    pub(crate) fn of_values(mut self) -> Self {
        self.of_values = true;
        self
    }

    /// Sets the number of diagnostics after it that were counted but not created.
    #[must_use]
    pub(crate) fn before(mut self, untold: usize) -> Self {
        self.untold = untold;
        self
    }

    /// Whether it is an error by default.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.fixed || self.code.level() == Level::Error
    }

    /// Whether it is an error and the schema lacks the part that it concerns.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        self.is_error() && !self.of_values
    }

    /// Whether the user or a comment may silence it: a warning, or an error only by default.
    #[must_use]
    pub fn can_be_allowed(&self) -> bool {
        !self.fixed && self.code.can_be_allowed()
    }

    /// Adds a place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a reason.
    #[must_use]
    pub fn note(mut self, reason: impl Into<String>) -> Self {
        self.reasons.push(reason.into());
        self
    }

    /// Adds a suggestion.
    #[must_use]
    pub fn suggest(
        self,
        message: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.advise([Advice::replace(message, span, replacement)])
    }

    /// Adds advice.
    #[must_use]
    pub fn advise(mut self, advice: impl IntoIterator<Item = Advice>) -> Self {
        self.advice.extend(advice);
        self
    }

    /// Marks it as one of many with the same reason, which [`merged`] shows as one.
    #[must_use]
    pub(crate) fn alike(mut self, what: &'static str, reason: String) -> Self {
        self.alike = Some(Box::new(Alike { what, reason }));
        self
    }

    /// Returns the primary place.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        Some(self.labels.first()?.span)
    }

    /// Returns the notes below the text, one sentence each: the reasons, and how to allow it by a comment.
    pub fn notes(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let reasons = self.reasons.iter().map(|reason| reason.into());
        let name = self.code.name();
        let allowed = self.advice.iter().filter_map(move |advice| match advice {
            Advice::AllowWhere(condition) => Some(Cow::Owned(format!(
                "if {condition}, say so above the declaration: `// tlgen:allow({name})`"
            ))),
            Advice::AllowInFile => Some(Cow::Owned(format!(
                "if all of them are intended, say so at the top of the file: `// tlgen:allow-file({name}): why`"
            ))),
            Advice::AllowByOption(condition) => Some(Cow::Owned(format!(
                "if {condition}, say so: `--allow {name}`"
            ))),
            Advice::Replace(_) | Advice::Allow(_) => None,
        });
        reasons.chain(allowed)
    }

    /// Returns the likeliest suggestion, if there is one.
    #[must_use]
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.suggestions().next()
    }

    /// Returns the replacements of the wrong text.
    pub(crate) fn replacements(&self) -> impl Iterator<Item = &Suggestion> {
        self.advice.iter().filter_map(|advice| match advice {
            Advice::Replace(suggestion) => Some(suggestion),
            Advice::Allow(_)
            | Advice::AllowWhere(_)
            | Advice::AllowInFile
            | Advice::AllowByOption(_) => None,
        })
    }

    /// Returns all suggestions, the likeliest first.
    pub fn suggestions(&self) -> impl Iterator<Item = &Suggestion> {
        self.advice.iter().filter_map(|advice| match advice {
            Advice::Replace(suggestion) | Advice::Allow(suggestion) => Some(suggestion),
            Advice::AllowWhere(_) | Advice::AllowInFile | Advice::AllowByOption(_) => None,
        })
    }
}
