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

/// What is wrong at a place of a schema. It is not changed after it was made: how bad it is to a user,
/// who can say otherwise, is told by [`Levels`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// Whether it is an error whatever the user says, although its code can be allowed.
    pub fixed: bool,
    /// Whether it is only about values, which cannot be encoded or decoded: the schema lacks nothing, and
    /// what needs no values can be done with it.
    pub of_values: bool,
    /// The declaration that it is about, by its span; `None` where it is about none, or about
    /// text that could not be parsed.
    pub about: Option<Span>,
    /// One line without a full stop, in lower case: `` the id of `photos.photo` is not …``.
    pub message: String,
    /// The places; the first is the primary one. Empty only where no text is concerned.
    pub labels: Vec<Label>,
    /// Why it is so, a sentence each.
    pub reasons: Vec<String>,
    /// What to do about it.
    pub advice: Vec<Advice>,
    /// What it has in common with others, if many may be of one kind.
    pub alike: Option<Box<Alike>>,
    /// How many more diagnostics of its file follow it. They were counted and not made.
    pub untold: usize,
}

/// In the order of the text, file by file; what concerns no text comes last.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        let place = diagnostic.place();
        (place.is_none(), place)
    });
}

/// A place, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say at the place; may be empty.
    pub message: String,
}

/// What to do about a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Write something else.
    Replace(Suggestion),
    /// Keep it, and write a comment that allows it.
    Allow(Suggestion),
    /// Write such a comment under a condition: `it is intended`.
    AllowWhere(&'static str),
    /// Write one comment that allows all of them in the file.
    AllowInFile,
    /// Allow it by an option under a condition, where the file cannot have comments.
    AllowByOption(&'static str),
}

impl Advice {
    /// To allow it under a condition, in a file of this form.
    pub(crate) fn allow_where(condition: &'static str, form: Form) -> Self {
        match form {
            Form::Tl => Self::AllowWhere(condition),
            Form::Json | Form::Tlo => Self::AllowByOption(condition),
        }
    }
}

/// A replacement that would mend the mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it does: ``write the id that the text gives``.
    pub message: String,
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub replacement: String,
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
        }
    }

    /// To write the id that the text gives in the place of `written`.
    pub(crate) fn id(written: Span, id: u32) -> Self {
        Self::new(
            "write the id that the text gives",
            written,
            format!("{id:08x}"),
        )
    }

    /// The text of the file as it is suggested.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let (before, behind) = (
            text.get(..self.span.start as usize),
            text.get(self.span.end as usize..),
        );
        [before, Some(&self.replacement), behind]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl Diagnostic {
    /// A diagnostic about no place in the text.
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

    /// A diagnostic at `span`.
    #[must_use]
    pub fn new(
        code: Code,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Self::placeless(code, message).label(span, label)
    }

    /// About this declaration.
    #[must_use]
    pub fn about(mut self, declaration: Span) -> Self {
        self.about = Some(declaration);
        self
    }

    /// As an error that cannot be silenced.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    /// About values only: the schema has what it concerns.
    #[must_use]
    pub(crate) fn of_values(mut self) -> Self {
        self.of_values = true;
        self
    }

    /// With so many others after it, which were counted and not made.
    #[must_use]
    pub(crate) fn before(mut self, untold: usize) -> Self {
        self.untold = untold;
        self
    }

    /// Whether it is an error unless the user says otherwise.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.fixed || self.code.level() == Level::Error
    }

    /// Whether it is an error and the schema lacks what it concerns.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        self.is_error() && !self.of_values
    }

    /// Whether the user or a comment may silence it: a warning, or what is an error by default only.
    #[must_use]
    pub fn can_be_allowed(&self) -> bool {
        !self.fixed && self.code.can_be_allowed()
    }

    /// With another place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            message: message.into(),
        });
        self
    }

    /// With a reason.
    #[must_use]
    pub fn note(mut self, reason: impl Into<String>) -> Self {
        self.reasons.push(reason.into());
        self
    }

    /// With a way out.
    #[must_use]
    pub fn suggest(
        self,
        message: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.advise([Advice::Replace(Suggestion::new(message, span, replacement))])
    }

    /// With advice, if there is any.
    #[must_use]
    pub fn advise(mut self, advice: impl IntoIterator<Item = Advice>) -> Self {
        self.advice.extend(advice);
        self
    }

    /// One of many for the same reason, which [`merged`] shows as one.
    #[must_use]
    pub(crate) fn alike(mut self, what: &'static str, reason: String) -> Self {
        self.alike = Some(Box::new(Alike { what, reason }));
        self
    }

    /// The primary place.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        Some(self.labels.first()?.span)
    }

    /// What to say below the text, a sentence each: the reasons, and how to allow it by a comment.
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

    /// What to write instead, where that is known.
    #[must_use]
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.suggestions().next()
    }

    /// What can be written in place of what is wrong.
    pub(crate) fn replacements(&self) -> impl Iterator<Item = &Suggestion> {
        self.advice.iter().filter_map(|advice| match advice {
            Advice::Replace(suggestion) => Some(suggestion),
            _ => None,
        })
    }

    /// All that can be written instead, the likeliest first.
    pub fn suggestions(&self) -> impl Iterator<Item = &Suggestion> {
        self.advice.iter().filter_map(|advice| match advice {
            Advice::Replace(suggestion) | Advice::Allow(suggestion) => Some(suggestion),
            Advice::AllowWhere(_) | Advice::AllowInFile | Advice::AllowByOption(_) => None,
        })
    }
}
