//! What is asked of a Rust type: which TL type it must be, and the messages if it is not.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Type;
use tl_codegen::__private::wire::builtin::Substitutes;
use tl_parser::schema::Builtin;

use crate::shape::{Shape, in_any_box, name, shape, text};

/// The end of a message about a field whose type TL does not have.
pub(crate) const OTHER_TYPE: &str = "; a field of another type has `with = module`";

/// What a type must be.
#[derive(Debug, Clone)]
pub(crate) enum Wanted<'n> {
    /// This type.
    Type(&'n str),
    /// One of these constructors.
    Constructors(Vec<&'n str>),
    /// A constructor or type of the user.
    Object,
    /// The same, if the declaration was made from the Rust type.
    Own,
    /// The struct for the elements of this field, or a struct with these fields.
    Element { name: String, fields: String },
    /// A function.
    Function,
}

impl Wanted<'_> {
    /// Whether it is a builtin, so that a type of the user cannot stand for it on purpose.
    pub(crate) fn is_builtin(&self) -> bool {
        match self {
            Wanted::Type(name) => Builtin::has_name(name),
            Wanted::Constructors(names) => names.iter().all(|name| Builtin::has_name(name)),
            Wanted::Object => true,
            Wanted::Own | Wanted::Element { .. } | Wanted::Function => false,
        }
    }

    /// Returns the value for the check of the compiler.
    pub(crate) fn spanned(&self, place: Place, at: Span) -> TokenStream {
        match self {
            Wanted::Type(name) if place == Place::Variant => quote_spanned!(at=> OfEnum(#name)),
            Wanted::Type(name) => quote_spanned!(at=> Type(#name)),
            Wanted::Constructors(names) => quote_spanned!(at=> Constructor(&[#(#names),*])),
            Wanted::Object | Wanted::Own => quote_spanned!(at=> Object),
            Wanted::Element { name, fields } => {
                quote_spanned!(at=> Element { name: #name, fields: #fields })
            }
            Wanted::Function => quote_spanned!(at=> Function),
        }
    }
}

impl From<Substitutes> for Wanted<'_> {
    fn from(substitutes: Substitutes) -> Self {
        match substitutes {
            Substitutes::Constructors(names) => Wanted::Constructors(names.to_vec()),
            Substitutes::Type(name) => Wanted::Type(name),
            Substitutes::Objects => Wanted::Object,
            Substitutes::Functions => Wanted::Function,
        }
    }
}

/// The place of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Field,
    Variant,
    /// The only field of a transparent struct.
    Wrapped,
    Response,
}

/// A type, and what the user wrote for it.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'t> {
    pub ty: &'t Type,
    /// The type itself, or one that contains it, such as an alias of a list of it.
    pub shown: &'t Type,
}

impl<'t> Seen<'t> {
    /// Returns this with another type inside of what the user wrote.
    pub(crate) fn with(self, ty: &'t Type) -> Self {
        Self { ty, ..self }
    }

    /// Returns the text of the type, or of the type that contains it if the user did not write it.
    pub(crate) fn described(self) -> String {
        match is_written(self.ty) {
            true => format!("`{}`", text(self.ty)),
            false => format!("that of `{}`", text(self.shown)),
        }
    }
}

/// A check of a type.
pub(crate) struct Question<'q> {
    /// The field, variant or part that has the type, in words.
    pub site: String,
    pub place: Place,
    /// What the type must be; `None` if it can be any TL type.
    pub wanted: Option<Wanted<'q>>,
    pub seen: Seen<'q>,
    /// The number of its type arguments in TL; `None` if they are not checked.
    pub arguments: Option<usize>,
    /// Whether it has arguments in TL, which may be numbers.
    pub has_arguments: bool,
    /// The number of constructors that the schema declares for the wanted type; 0 if it is not known.
    pub constructors: usize,
    /// Whether its id is not on the wire.
    pub is_bare: bool,
    /// Whether something follows it.
    pub follows: bool,
}

impl Question<'_> {
    /// Whether it is known to have no arguments in TL.
    pub(crate) fn has_no_arguments(&self) -> bool {
        self.arguments.is_some() && !self.has_arguments
    }

    /// Returns the text of the type, or of the written type that contains it.
    pub(crate) fn rust(&self) -> String {
        self.seen.described()
    }

    /// The message for a type that is not a TL type.
    pub(crate) fn not_of_tl(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        let help = match self.place {
            Place::Field => OTHER_TYPE,
            Place::Wrapped => "; for another type, write the impls by hand, as `Decode` documents",
            Place::Variant | Place::Response => "",
        };
        if let Some(wanted @ Wanted::Constructors(names)) = &self.wanted {
            if wanted.is_builtin() {
                let name = names.first().copied().unwrap_or_default();
                return format!("{site} is `{name}` of TL, and {rust} is not{help}");
            }
        }
        let verb = match self.place {
            Place::Variant | Place::Wrapped => "hold",
            Place::Field | Place::Response => "be",
        };
        let derive = match shape(self.seen.ty) {
            Shape::Named(_) => ": `#[derive(TlObject)]` makes a struct or enum one",
            _ => "",
        };
        let unknown = match (self.place, name(in_any_box(self.seen.ty))) {
            (Place::Variant, Some(name)) if name == "Unknown" || name == "UnknownRef" => format!(
                "\nhelp: if this is the runtime's `{name}`, write `#[tl(unknown)]` on the variant"
            ),
            _ => String::new(),
        };
        format!("{site} cannot {verb} {rust}, which is not a type of TL{derive}{help}{unknown}")
    }

    /// The message for a type that is another TL type. The check of the compiler fills in `{}`: its name.
    pub(crate) fn not_wanted(&self, wanted: &Wanted<'_>) -> String {
        let (site, rust) = (&self.site, self.rust());
        let rust_type = match is_written(self.seen.ty) {
            true => format!("the Rust type {rust}"),
            false => rust.clone(),
        };
        let verb = match self.place {
            Place::Variant | Place::Wrapped => "must hold",
            Place::Field | Place::Response => "is",
        };
        match wanted {
            Wanted::Type(name) => {
                format!("{site} {verb} the type `{name}` of TL, but {rust_type} is {{}} in TL")
            }
            Wanted::Constructors(names) => {
                let name = names.first().copied().unwrap_or_default();
                format!("{site} {verb} `{name}` of TL, but {rust_type} is {{}} in TL")
            }
            Wanted::Object => format!(
                "{site} is any object of TL, but {rust_type} is {{}}, which is a builtin type"
            ),
            Wanted::Element { fields, .. } => format!(
                "each element of {site} is a struct with the fields `{fields}`, and {rust} is not"
            ),
            Wanted::Own => format!(
                "{site} would be written with the id of {rust} in front: say what it is in TL, as \
                 `#[tl(type = \"long\")]`"
            ),
            Wanted::Function => {
                format!("{site} is a function of TL, but {rust_type} is {{}} in TL")
            }
        }
    }

    /// The message for a type with another number of type arguments.
    pub(crate) fn not_so_many(&self, arguments: usize) -> String {
        let (site, rust) = (&self.site, self.rust());
        match (self.place, &self.wanted, arguments) {
            (Place::Variant, _, 0) => format!(
                "{site} holds {rust}, which has type arguments: give the enum parameters, as in \
                 `#[tl(type = \"Maybe {{t:Type}}\")]`"
            ),
            (_, Some(Wanted::Object), 0) => format!(
                "{site} is any object of TL, but {rust} has type arguments, which an id does not tell: \
                 declare it as its own type, as in `(Maybe int)`"
            ),
            (_, Some(Wanted::Own), 0) => format!(
                "{site} has no type arguments in TL, but {rust} has: say what it is in TL, as \
                 `#[tl(type = \"Maybe int\")]`"
            ),
            (_, _, 0) => format!(
                "{site} has no type arguments in TL, but {rust} has: give them in brackets, as in \
                 `(Maybe int)`"
            ),
            (_, _, 1) => {
                format!("{site} has one type argument in TL, but {rust} has another number of them")
            }
            _ => format!(
                "{site} has {arguments} type arguments in TL, but {rust} has another number of them"
            ),
        }
    }

    /// The message for a type that has several constructors.
    pub(crate) fn not_bare(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        match self.place {
            Place::Variant => format!(
                "{site} holds {rust}, which has several constructors: a variant is one, and holds \
                 its struct, or has a declaration and the fields itself"
            ),
            Place::Field | Place::Wrapped | Place::Response => format!(
                "{site} is bare in TL, and {rust} has several constructors, which only their ids \
                 tell apart: use the boxed type in TL, or one struct in Rust"
            ),
        }
    }

    /// The message for one constructor of the type `name`, which has several.
    pub(crate) fn only_one(&self, name: &str) -> String {
        let (site, rust, count) = (&self.site, self.rust(), self.constructors);
        format!(
            "{site} is the type `{name}` of TL, which has {count} constructors, but {rust} is only one of them: use an \
             enum, which may leave some out"
        )
    }

    /// The message for a type that takes the rest of the input, if a field follows it.
    pub(crate) fn takes_rest(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        format!(
            "no field can follow {site}: {rust} keeps an unknown constructor with the rest of the input (`other`)"
        )
    }

    /// The message for a type without arguments, if it has arguments in TL.
    pub(crate) fn no_arguments(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        format!("{site} has arguments in TL, but {rust} has none")
    }

    /// The message for a type that takes a number, or a type that no field has, if it has no arguments in TL.
    pub(crate) fn without_number(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        match self.place {
            Place::Variant => format!(
                "{site} holds {rust}, which has parameters in TL: give the enum the same, as in \
                 `#[tl(type = \"Maybe {{t:Type}}\")]`"
            ),
            Place::Field | Place::Wrapped | Place::Response => format!(
                "{site} has no arguments in TL, but {rust} takes one: give it in brackets, as in `(Row n)` or \
                 `(Maybe int)`"
            ),
        }
    }

    /// The message for a type that is not decoded.
    pub(crate) fn not_decoded(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        format!(
            "{site} is decoded, and {rust} is not: take `encode_only` out of its `#[tl(…)]`, or put it \
             into this one, too; of generated code, `--role` says what is decoded"
        )
    }

    /// The message for a type that has no JSON form.
    pub(crate) fn not_json(&self) -> String {
        let (site, rust) = (&self.site, self.rust());
        format!("{site} has no JSON, since {rust} has none: `json` in its `#[tl(…)]` gives it one")
    }
}

/// The message for a field that borrows for `'static`.
pub(crate) fn not_static(site: &str, rust: &str) -> String {
    format!(
        "{site} cannot be `{rust}`, which is borrowed for `'static`: the decoded bytes do not live that long; a type that borrows has a lifetime, as in `struct Item<'a> {{ name: &'a str }}`"
    )
}

/// The message for an answer that borrows.
pub(crate) fn borrowed(site: &str, rust: &str) -> String {
    format!(
        "{site} cannot be `{rust}`, which borrows, because an answer may outlive its bytes: use `function` without `response`, and decode the answer where its bytes are: by `tl_runtime::from_bytes`, or by `DecodeOptions::decode_as` for a list or a generic type"
    )
}

/// Whether the user wrote the type. The elements and arguments of an alias, for example, are not in the text.
pub(crate) fn is_written(ty: &Type) -> bool {
    match ty {
        Type::Path(path) if path.qself.is_some() => path
            .path
            .segments
            .iter()
            .all(|part| part.ident != "__private"),
        _ => true,
    }
}
