//! What is wrong with a schema, where, why, and what to do about it.
//!
//! Nothing here is rendered: the command line, the build script interface and the derive each
//! show diagnostics in their own way.

use crate::span::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The schema can be used, but is probably not what its author meant.
    Warning,
    /// The schema cannot be used.
    Error,
}

/// What becomes of the findings of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// They are not shown.
    Allowed,
    /// They are warnings.
    Warning,
    /// They are errors.
    Error,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is; at first the code's [default](Code::severity).
    pub severity: Severity,
    /// One line without a full stop, in lower case: `` the id of `photos.photo` is not …``.
    pub message: String,
    /// The places; the first is the primary one. Empty only where no text is concerned.
    pub labels: Vec<Label>,
    /// Why it is so, a sentence each.
    pub notes: Vec<String>,
    /// What to write instead, where that is known.
    pub suggestion: Option<Suggestion>,
}

/// A place, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say at the place; may be empty.
    pub message: String,
}

/// A replacement that would mend the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it does: ``write the id that the text gives``.
    pub message: String,
    /// What is replaced; empty to insert.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Diagnostic {
    /// A finding at `span`, of the code's default severity.
    #[must_use]
    pub fn new(
        code: Code,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: vec![Label {
                span,
                message: label.into(),
            }],
            notes: Vec::new(),
            suggestion: None,
        }
    }

    /// A finding about no place in the text, of the code's default severity.
    #[must_use]
    pub fn placeless(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            suggestion: None,
        }
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
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With a way out.
    #[must_use]
    pub fn suggest(
        mut self,
        message: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        self.suggestion = Some(Suggestion {
            message: message.into(),
            span,
            replacement: replacement.into(),
        });
        self
    }
}

macro_rules! codes {
    ($($variant:ident $code:literal $name:literal $level:ident: $doc:literal,)*) => {
        /// The kind of a finding: a stable code and a stable name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $doc] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code: `TL0101`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$variant => $code,)*
                }
            }

            /// The name: `id-mismatch`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }

            /// What it is about, in a sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self {
                    $(Code::$variant => $doc,)*
                }
            }

            /// What it means, why it matters, and TL that is wrong and right: Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => include_str!(concat!("explain/", $name, ".md")),)*
                }
            }

            /// What becomes of such findings unless the user says otherwise. Only what is no error
            /// by itself can be allowed.
            #[must_use]
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level,)*
                }
            }

            /// How bad such a finding is where it is shown, unless the user says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self.level() {
                    Level::Allowed | Level::Warning => Severity::Warning,
                    Level::Error => Severity::Error,
                }
            }

            /// The code of this name (`id-mismatch`) or id (`TL0101`).
            #[must_use]
            pub fn find(name: &str) -> Option<Code> {
                let named = |code: &&Code| {
                    code.name() == name || code.id().eq_ignore_ascii_case(name)
                };
                Code::ALL.iter().find(named).copied()
            }
        }
    };
}

codes! {
    // Text: 00xx
    UnexpectedCharacter "TL0001" "unexpected-character" Error: "A character that is no part of TL.",
    UnterminatedComment "TL0002" "unterminated-comment" Error: "A `/*` without its `*/`.",
    Syntax "TL0003" "syntax" Error: "Text that is no declaration.",
    InvalidId "TL0004" "invalid-id" Error: "An id that is not 1 to 8 hexadecimal digits.",
    NumberTooLarge "TL0005" "number-too-large" Error: "A number that does not fit 32 bits.",
    TooDeep "TL0006" "too-deep" Error: "A type nested more deeply than any use of TL needs.",
    UnknownSection "TL0007" "unknown-section" Error: "A section other than types and functions.",
    // Ids: 01xx
    IdMismatch "TL0101" "id-mismatch" Warning: "A written id that the text does not give.",
    DuplicateId "TL0102" "duplicate-id" Error: "Two constructors, or two functions, of one id.",
    ReservedId "TL0103" "reserved-id" Error: "The id 0 or ffffffff.",
    // Names and types: 02xx
    UndeclaredName "TL0201" "undeclared-name" Error: "A name that nothing declares.",
    DuplicateName "TL0202" "duplicate-name" Error: "Two different declarations of one name.",
    DuplicateField "TL0203" "duplicate-field" Error: "Two fields of one name.",
    InvalidMask "TL0204" "invalid-mask" Error: "A mask that is no earlier `#`.",
    InvalidBit "TL0205" "invalid-bit" Error: "A bit above 31.",
    WrongArity "TL0206" "wrong-arity" Error: "Too few or too many arguments.",
    WrongKind "TL0207" "wrong-kind" Error: "A number where a type belongs, or a type where a number does.",
    AmbiguousBare "TL0208" "ambiguous-bare" Error: "A bare use of a type of several constructors.",
    InfiniteType "TL0209" "infinite-type" Error: "A type whose every value would contain another of itself.",
    InvalidResult "TL0210" "invalid-result" Error: "A result that is no type with its parameters.",
    EmptyType "TL0211" "empty-type" Error: "A type that has no constructors, where a value of it is needed.",
    UnknownBuiltin "TL0212" "unknown-builtin" Error: "`foo ? = Foo` of a name that is not built in.",
    MissingCount "TL0213" "missing-count" Error: "A repetition without a count, and no `#` before it.",
    Finality "TL0214" "finality" Error: "A constructor that `New`, `Final` or `Empty` excludes.",
    // Generation: 03xx
    Unsupported "TL0301" "unsupported" Error: "A construct for which no code can be generated yet.",
    UnmatchedSelector "TL0303" "unmatched-selector" Error: "A selector that matches nothing.",
    // Lints: 04xx. One is a warning by default only where it is silent on every real schema.
    EndlessExpansion "TL0401" "endless-expansion" Warning: "A generic type that contains ever larger types of its own kind.",
    MisspelledAnnotation "TL0402" "misspelled-annotation" Warning: "An annotation that is nearly a known one.",
    UndeterminedParameter "TL0403" "undetermined-parameter" Warning: "A parameter of a function that nothing in the call tells.",
    UnusedMask "TL0404" "unused-mask" Allowed: "A mask that guards no field and is passed to nothing.",
    MixedBit "TL0405" "mixed-bit" Allowed: "A bit that is a `true` and guards a value too.",
    NamespaceCase "TL0406" "namespace-case" Warning: "Two namespaces that differ by case only.",
    SimilarNames "TL0407" "similar-names" Warning: "Two names that differ by case or `_` only.",
    UnknownFieldDocs "TL0408" "unknown-field-docs" Warning: "Documentation of a field that there is not.",
    MissingFieldDocs "TL0409" "missing-field-docs" Warning: "A field without documentation, where others have it.",
    FieldDocsOrder "TL0410" "field-docs-order" Warning: "Documentation of fields in another order than theirs.",
    RepeatedDocs "TL0411" "repeated-docs" Warning: "Documentation of one thing, given twice.",
    MisplacedClassDocs "TL0412" "misplaced-class-docs" Warning: "`@class` documentation that does not stand before a constructor of its type.",
    UselessAllow "TL0413" "useless-allow" Warning: "A `tlgen:allow` of what cannot be allowed.",
    UnusedAllow "TL0414" "unused-allow" Warning: "A `tlgen:allow` that silences nothing.",
    EmptySchema "TL0415" "empty-schema" Warning: "A schema that declares nothing.",
}
