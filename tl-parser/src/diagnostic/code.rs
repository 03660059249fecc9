//! The table of all codes: each has a name, a level, a summary and a text that explains it.

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The schema can be used, but is probably not what its author meant.
    Warning,
    /// The schema cannot be used.
    Error,
}

/// How the diagnostics of a code are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// They are not shown.
    Allowed,
    /// They are warnings.
    Warning,
    /// They are errors.
    Error,
}

/// What a change between two schemas breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Bytes: peers with the old and the new schema misread or reject each other's messages.
    Wire,
    /// Rust: code that uses the generated code no longer compiles.
    Source,
}

impl Category {
    /// Returns `wire` or `source`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Category::Wire => "wire",
            Category::Source => "source",
        }
    }
}

impl Code {
    /// Returns what such a change breaks; `None` if the code is about one schema, not about a change.
    #[must_use]
    pub fn category(self) -> Option<Category> {
        match self.id().get(..4) {
            Some("TL05") => Some(Category::Wire),
            Some("TL06") => Some(Category::Source),
            _ => None,
        }
    }

    /// Whether the user or a comment can silence such diagnostics: those that are not errors, and those that
    /// are errors only by default.
    #[must_use]
    pub fn can_be_allowed(self) -> bool {
        self.level() != Level::Error
            || self.category().is_some()
            || matches!(self, Code::DuplicateId | Code::ReservedId)
    }
}

macro_rules! codes {
    ($($variant:ident $code:literal $folder:literal $name:literal $level:ident: $doc:literal,)*) => {
        /// The kind of a diagnostic: a stable code and a stable name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $doc] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Returns the code: `TL0101`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$variant => $code,)*
                }
            }

            /// Returns the name: `id-mismatch`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }

            /// Returns a summary of one sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self {
                    $(Code::$variant => $doc,)*
                }
            }

            /// Returns the explanation, as Markdown: what it means, why it matters, and TL that is wrong and
            /// right.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => include_str!(concat!($folder, $name, ".md")),)*
                }
            }

            /// Returns the default level.
            #[must_use]
            pub fn level(self) -> Level {
                match self {
                    $(Code::$variant => Level::$level,)*
                }
            }

            /// Finds the code with this name (`id-mismatch`) or id (`TL0101`).
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

// The text of a lint is beside the lint, all others are in `explain`.
codes! {
    // Text: 00xx
    UnexpectedCharacter "TL0001" "../explain/" "unexpected-character" Error: "A character that TL does not allow.",
    UnterminatedComment "TL0002" "../explain/" "unterminated-comment" Error: "A comment that goes on to the end of the file.",
    Syntax "TL0003" "../explain/" "syntax" Error: "Text that is not a declaration.",
    InvalidId "TL0004" "../explain/" "invalid-id" Error: "An id that is not 1 to 8 hexadecimal digits.",
    NumberTooLarge "TL0005" "../explain/" "number-too-large" Error: "A number that does not fit into 32 bits.",
    TooDeep "TL0006" "../explain/" "too-deep" Error: "A type nested more deeply than any use of TL needs.",
    UnknownSection "TL0007" "../explain/" "unknown-section" Error: "A section other than types and functions.",
    InvalidUtf8 "TL0008" "../explain/" "invalid-utf-8" Warning: "A byte that is not UTF-8.",
    SeveralLayers "TL0009" "../explain/" "several-layers" Error: "A file with several layers.",
    // Ids: 01xx
    IdMismatch "TL0101" "../explain/" "id-mismatch" Warning: "A written id that the text does not give.",
    DuplicateId "TL0102" "../explain/" "duplicate-id" Error: "Two constructors, or two functions, with the same id.",
    ReservedId "TL0103" "../explain/" "reserved-id" Error: "The id 0 or ffffffff.",
    // Names and types: 02xx
    UndeclaredName "TL0201" "../explain/" "undeclared-name" Error: "A name that nothing declares.",
    DuplicateName "TL0202" "../explain/" "duplicate-name" Error: "Two different declarations with the same name.",
    DuplicateField "TL0203" "../explain/" "duplicate-field" Error: "Two fields with the same name.",
    InvalidMask "TL0204" "../explain/" "invalid-mask" Error: "A mask that is not an earlier `#`.",
    InvalidBit "TL0205" "../explain/" "invalid-bit" Error: "A bit above 31.",
    WrongArity "TL0206" "../explain/" "wrong-arity" Error: "Too few or too many arguments.",
    WrongKind "TL0207" "../explain/" "wrong-kind" Error: "A number where a type belongs, or a type where a number does.",
    AmbiguousBare "TL0208" "../explain/" "ambiguous-bare" Error: "A bare use of a type with several constructors.",
    InfiniteType "TL0209" "../explain/" "infinite-type" Error: "A type whose values would contain each other without end.",
    InvalidResult "TL0210" "../explain/" "invalid-result" Error: "A result that is not a type with its parameters.",
    EmptyType "TL0211" "../explain/" "empty-type" Error: "A type without constructors, where a value is needed.",
    UnknownBuiltin "TL0212" "../explain/" "unknown-builtin" Error: "`foo ? = Foo` for a name that is not a builtin.",
    MissingCount "TL0213" "../explain/" "missing-count" Error: "A repetition without a count, and no `#` before it.",
    Finality "TL0214" "../explain/" "finality" Error: "A constructor that contradicts `New`, `Final` or `Empty`.",
    MissingParameter "TL0215" "../explain/" "missing-parameter" Warning: "A call `!X` without its parameter `{X:Type}`.",
    BareTypeName "TL0216" "../explain/" "bare-type-name" Warning: "A type used bare by its name in lower case.",
    MissingSection "TL0217" "../explain/" "missing-section" Warning: "A function among the constructors.",
    // Generation: 03xx
    Unsupported "TL0301" "../explain/" "unsupported" Error: "A construct that cannot be generated.",
    UnmatchedSelector "TL0303" "../explain/" "unmatched-selector" Error: "A selector that matches nothing.",
    NameTaken "TL0304" "../explain/" "name-taken" Error: "A `--rename` to a name that something else has in Rust.",
    ConflictingOptions "TL0305" "../explain/" "conflicting-options" Error: "Two options that contradict each other for one field or definition.",
    ForeignType "TL0306" "../explain/" "foreign-type" Error: "A type whose code is elsewhere, and does not fit its use here.",
    ImpossibleDerive "TL0307" "../explain/" "impossible-derive" Error: "A trait to derive that the type of a field does not have.",
    UnnamedError "TL0308" "../explain/" "unnamed-error" Warning: "An error of the other side whose name cannot be that of a variant.",
    LossyString "TL0309" "../explain/" "lossy-string" Warning: "A `string` of MTProto that holds bytes, which a `String` does not keep.",
    NoForm "TL0310" "../explain/" "no-form" Warning: "Code with neither the binary form nor the JSON form.",
    EmptiedType "TL0311" "../explain/" "emptied-type" Warning: "A type without values, because all of its constructors are excluded.",
    // Lints: 04xx. One is a warning by default only if it is silent on every real schema.
    EndlessExpansion "TL0401" "../lint/" "endless-expansion" Warning: "A generic type that contains ever larger types of its own kind.",
    MisspelledAnnotation "TL0402" "../lint/" "misspelled-annotation" Warning: "An annotation that resembles a known one.",
    UndeterminedParameter "TL0403" "../lint/" "undetermined-parameter" Warning: "A parameter of a function that nothing in the call determines.",
    UnusedMask "TL0404" "../lint/" "unused-mask" Allowed: "A mask that guards nothing and is passed to nothing.",
    MixedBit "TL0405" "../lint/" "mixed-bit" Allowed: "A bit that is a `true` and also guards a value.",
    NamespaceCase "TL0406" "../lint/" "namespace-case" Warning: "Two namespaces that differ only in case.",
    SimilarNames "TL0407" "../lint/" "similar-names" Warning: "Two names that differ only in case or `_`.",
    UnknownFieldDocs "TL0408" "../lint/" "unknown-field-docs" Warning: "Documentation of a field that does not exist.",
    MissingFieldDocs "TL0409" "../lint/" "missing-field-docs" Warning: "A field without documentation, among documented ones.",
    FieldDocsOrder "TL0410" "../lint/" "field-docs-order" Warning: "Documentation that lists fields in another order.",
    RepeatedDocs "TL0411" "../lint/" "repeated-docs" Warning: "Documentation that is given twice.",
    MisplacedClassDocs "TL0412" "../lint/" "misplaced-class-docs" Warning: "`@class` documentation that is not before a constructor of its type.",
    UselessAllow "TL0413" "../lint/" "useless-allow" Warning: "A `tlgen:allow` that cannot have an effect.",
    UnusedAllow "TL0414" "../lint/" "unused-allow" Warning: "A `tlgen:allow` that silences nothing.",
    EmptySchema "TL0415" "../lint/" "empty-schema" Warning: "A schema that declares nothing.",
    BidirectionalText "TL0416" "../lint/" "bidirectional-text" Warning: "A character in a comment that changes the direction of the text.",
    MisnamedDocs "TL0417" "../lint/" "misnamed-docs" Warning: "Documentation that names another declaration than the one that follows.",
    MixedLayers "TL0418" "../lint/" "mixed-layers" Warning: "A comment that names another layer than that of its schema.",
    // Changes that break the wire: 05xx
    IdChanged "TL0501" "../explain/wire/" "id-changed" Error: "A declaration whose id changed.",
    IdReused "TL0502" "../explain/wire/" "id-reused" Error: "An id that belonged to another declaration.",
    ConstructorRemoved "TL0503" "../explain/wire/" "constructor-removed" Error: "A constructor that was removed.",
    FunctionRemoved "TL0504" "../explain/wire/" "function-removed" Error: "A function that was removed.",
    ConstructorAdded "TL0505" "../explain/wire/" "constructor-added" Allowed: "A new constructor of an existing type.",
    FieldAdded "TL0506" "../explain/wire/" "field-added" Error: "A new field that takes bytes, under the same id.",
    FieldRemoved "TL0507" "../explain/wire/" "field-removed" Error: "A removed field that took bytes, under the same id.",
    FieldMoved "TL0508" "../explain/wire/" "field-moved" Error: "A field at another position, under the same id.",
    FieldTypeChanged "TL0509" "../explain/wire/" "field-type-changed" Error: "A field with other bytes than before, under the same id.",
    BoxingChanged "TL0510" "../explain/wire/" "boxing-changed" Error: "A value that was boxed and is bare now, or the reverse.",
    MaskChanged "TL0511" "../explain/wire/" "mask-changed" Error: "A field that is guarded by another bit than before, newly guarded, or no longer guarded.",
    BitReused "TL0512" "../explain/wire/" "bit-reused" Error: "A new field on a bit with another meaning for old peers.",
    OptionalFieldAdded "TL0513" "../explain/wire/" "optional-field-added" Warning: "A new field on a new bit, which old peers do not know.",
    MaskAppended "TL0514" "../explain/wire/" "mask-appended" Allowed: "A new mask at the end of a function.",
    ResultChanged "TL0515" "../explain/wire/" "result-changed" Error: "A function with another answer, or a constructor with another type.",
    UnmaskedFunction "TL0516" "../explain/wire/" "unmasked-function" Warning: "A new function of a VK service that does not begin with a mask.",
    // Changes that break Rust code: 06xx
    ItemRemoved "TL0601" "../explain/source/" "item-removed" Warning: "A struct or type that is no longer generated.",
    ItemRenamed "TL0602" "../explain/source/" "item-renamed" Warning: "A struct or type with another name.",
    ArgumentAdded "TL0603" "../explain/source/" "argument-added" Warning: "A new argument of `new`.",
    MemberAdded "TL0604" "../explain/source/" "member-added" Allowed: "A new field of a struct that `new` leaves out.",
    MemberRemoved "TL0605" "../explain/source/" "member-removed" Warning: "A field of a struct that was removed.",
    MemberRenamed "TL0606" "../explain/source/" "member-renamed" Warning: "A field of a struct with another name.",
    MemberTypeChanged "TL0607" "../explain/source/" "member-type-changed" Warning: "A field of a struct with another Rust type.",
    ArgumentsReordered "TL0608" "../explain/source/" "arguments-reordered" Warning: "Arguments of `new` in another order.",
    VariantAdded "TL0609" "../explain/source/" "variant-added" Warning: "A new variant of an enum.",
    VariantRemoved "TL0610" "../explain/source/" "variant-removed" Warning: "A variant that is no longer in the enum.",
    VariantChanged "TL0611" "../explain/source/" "variant-changed" Warning: "A variant with other contents.",
    TypeFormChanged "TL0612" "../explain/source/" "type-form-changed" Warning: "A type that had one constructor and has several now, or the reverse, or that is an alias of another struct now.",
    ResponseChanged "TL0613" "../explain/source/" "response-changed" Warning: "A function whose answer has another Rust type.",
    GenericsChanged "TL0614" "../explain/source/" "generics-changed" Warning: "A struct or type with other parameters.",
}
