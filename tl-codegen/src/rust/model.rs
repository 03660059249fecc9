//! The model of the generated Rust code.
//!
//! The generator makes it from a schema (`lower`), and the derive from a Rust item and its TL line.
//! [`emit`](crate::rust::emit) sees nothing else, so both produce the same code.

mod derived;
mod directions;
mod errors;
mod ident;
mod json;
mod param;
mod upgrade;
mod view;
mod wire;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::sorted::Set;

pub use derived::{Generics, Transparent, TypeParam, With};
pub use directions::Directions;
pub use errors::KnownError;
pub use ident::Ident;
pub use json::{Refused, refused_as_json};
pub use param::Param;
pub use upgrade::{Change, FieldUpgrade, Held, Upgrade, UpgradeBody, VariantUpgrade};
pub use view::{
    View, Views, is_boxed_or_bare, is_lazy_variant, last_lists, lazy_arguments, list_element,
};
pub use wire::{Argument, Count, Number, Var, Wire};

/// A module of a file, with its items and its inner modules. `I` stands for an item.
#[derive(Debug, Clone)]
pub struct Module<I> {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: String,
    /// Its items.
    pub items: Vec<I>,
    /// The inner modules.
    pub modules: Vec<Module<I>>,
}

/// A Rust type that is not generated, and that the user declares to be a TL type or constructor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternItem {
    /// `crate::Peer`.
    pub path: String,
    /// `Peer`, or `peerUser`.
    pub tl: String,
    /// Whether it is a constructor and not a type.
    pub is_constructor: bool,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    /// `u32`, `i32`, `i64`, `f64`, `f32`: the type of a [`Number`].
    Number(Number),
    /// `bool`.
    Bool,
    /// The runtime's `True`.
    True,
    /// `[u8; 32]`.
    Raw(usize),
    /// `String`.
    String,
    /// `Vec<u8>`.
    Bytes,
    /// `Vec<T>`.
    Vec(Box<Ty>),
    /// `[T; 3]`.
    Array(Box<Ty>, usize),
    /// `Box<T>`.
    Box(Box<Ty>),
    /// `Option<T>`, for a value that "may be null".
    Option(Box<Ty>),
    /// The runtime's `Secret<T>`.
    Secret(Box<Ty>),
    /// `Box<dyn AnyObject>`.
    Object,
    /// A type parameter.
    Param(Ident),
    /// The answer of the function that a type parameter stands for.
    Answer(Ident),
    /// Another item of the file: the number of `super::`, the path from there, and its arguments. If there
    /// is no `super::`, it is an item from elsewhere.
    Item(usize, Rc<[Ident]>, Vec<Ty>),
    /// A type of the user: its path, in which `$` is the path of the runtime, and what it stands for.
    Named(Rc<str>, Mapped),
    /// A type as the user of the derive wrote it.
    Verbatim(String),
}

/// The TL type that a type of the user stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapped {
    /// `string`.
    String,
    /// `bytes`.
    Bytes,
}

/// An item.
#[derive(Debug, Clone)]
pub enum Item {
    /// A constructor or function.
    Struct(Struct),
    /// A type of several constructors.
    Enum(Enum),
    /// A type of one constructor.
    Alias(Alias),
    /// A type that is decoded and encoded like the type that it wraps; only the derive has these.
    Transparent(Transparent),
}

impl Item {
    /// Returns its name in Rust.
    #[must_use]
    pub fn ident(&self) -> &Ident {
        match self {
            Item::Struct(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Alias(item) => &item.ident,
            Item::Transparent(item) => &item.ident,
        }
    }
}

/// `pub type Photo = super::types::Photo;`
#[derive(Debug, Clone)]
pub struct Alias {
    /// `Photo`.
    pub ident: Ident,
    /// Its parameters.
    pub params: Vec<Ident>,
    /// The type that it stands for.
    pub target: Ty,
    /// Its documentation.
    pub docs: String,
}

/// A constructor or function: `photos.photo#20212ca8 …`.
#[derive(Debug, Clone)]
pub struct Constructor {
    /// The id on the wire.
    pub id: u32,
    /// `photos.photo`.
    pub name: String,
    /// The declaration with its id, without the `;`.
    pub tl: String,
    /// Whether the id differs from the one that the text gives.
    pub unchecked: bool,
}

/// A struct: a constructor or function, or the elements of a repetition.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its name.
    pub ident: Ident,
    /// Its type parameters that stand for calls: `X` of `{X:Type} … query:!X`.
    pub calls: Vec<Ident>,
    /// The parameters of its TL type, in their order.
    pub params: Vec<Param>,
    /// Its other generics.
    pub generics: Generics,
    /// Its documentation.
    pub docs: String,
    /// The traits to derive.
    pub derives: Vec<&'static str>,
    /// The user's attributes, each complete: `#[derive(Eq)]`.
    pub attributes: Vec<String>,
    /// Whether it has neither braces nor parentheses.
    pub unit: bool,
    /// Whether it has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// What it stands for.
    pub identity: Identity,
    /// Whether it is decoded, and whether it is encoded.
    pub directions: Directions,
    /// The directions whose code is compiled with the crate that contains it. Code for the others is
    /// `#[inline]`: it is compiled where it is called, and otherwise not at all.
    pub compiled: Directions,
    /// The directions that a client needs; both if the user chooses a role.
    pub client: Directions,
    /// Its TL fields, in order, including those without a field in Rust.
    pub fields: Vec<Field>,
    /// How it is answered; `None` for a constructor.
    pub response: Option<Response>,
    /// The errors that it is documented to return, codes and names; empty if the user does not want them.
    pub errors: Vec<(i32, String)>,
    /// Whether it has setters for the fields that may be left out.
    pub setters: bool,
    /// What its fields depend on, computed on first use.
    pub used: Used,
}

/// The numbers and codecs that decoding or encoding the values of fields depends on, computed on first
/// use.
#[derive(Debug, Clone, Default)]
pub struct Used(OnceCell<Set<Var>>);

impl Struct {
    /// Creates a struct with these fields, and without anything that it may lack.
    #[must_use]
    pub fn new(ident: Ident, identity: Identity, fields: Vec<Field>) -> Self {
        Self {
            ident,
            calls: Vec::new(),
            params: Vec::new(),
            generics: Generics::default(),
            docs: String::new(),
            derives: Vec::new(),
            attributes: Vec::new(),
            unit: fields.is_empty(),
            non_exhaustive: false,
            identity,
            directions: Directions::BOTH,
            compiled: Directions::BOTH,
            client: Directions::BOTH,
            fields,
            response: None,
            errors: Vec::new(),
            setters: false,
            used: Used::default(),
        }
    }

    /// Returns the type of the call that a field holds.
    #[must_use]
    pub fn call(&self, field: usize) -> Option<&Ty> {
        match &self.fields.get(field)?.role {
            FieldRole::Value(value) => Some(&value.ty),
            FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => None,
        }
    }

    /// Returns the fields that the struct has in Rust.
    pub fn members(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.role.is_member())
    }

    /// Returns the numbers and codecs that decoding or encoding the values of its fields depends on.
    #[must_use]
    pub fn used(&self) -> &Set<Var> {
        self.used.0.get_or_init(|| {
            let mut used = Set::default();
            for field in &self.fields {
                if let FieldRole::Value(Value {
                    with: None, wire, ..
                }) = &field.role
                {
                    wire.each_use(&mut |var| {
                        used.insert(var);
                    });
                }
            }
            used
        })
    }

    /// Whether it has a function `new`: it does if others cannot write it as a literal, or if it is encoded and
    /// has a field that may be left out.
    #[must_use]
    pub fn has_new(&self) -> bool {
        if self.non_exhaustive {
            return true;
        }
        let can_be_left_out = |field: &Field| field.role.may_be_left_out();
        self.directions.encode && self.members().any(can_be_left_out)
    }
}

/// What a struct stands for.
#[derive(Debug, Clone)]
pub enum Identity {
    /// A constructor or function.
    Constructor(Constructor),
    /// The elements of a repetition, with their name in errors.
    Element(String),
}

impl Identity {
    /// Returns the TL name, or the name in errors.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Identity::Constructor(constructor) => &constructor.name,
            Identity::Element(name) => name,
        }
    }

    /// Returns the id, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        match self {
            Identity::Constructor(constructor) => Some(constructor.id),
            Identity::Element(_) => None,
        }
    }
}

/// How a function is answered.
#[derive(Debug, Clone)]
pub enum Response {
    /// With a value.
    Value {
        /// Its Rust type.
        ty: Ty,
        /// Its form.
        wire: Wire,
    },
    /// Like the function that a field holds: `query:!X = X`. An index into [`Struct::fields`].
    AsField(usize),
}

impl Response {
    /// Whether it is a boxed value of a type without arguments.
    #[must_use]
    pub fn is_boxed(&self) -> bool {
        let Response::Value { wire, .. } = self else {
            return false;
        };
        *wire == Wire::Bool || matches!(wire, Wire::Boxed(args) if args.is_empty())
    }
}

/// A TL field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in Rust, or the name of a variable if it has no name or field in Rust.
    pub ident: Ident,
    /// Its index if it has no name in Rust: `0`.
    pub place: Option<u32>,
    /// Its TL name.
    pub name: String,
    /// Its documentation.
    pub docs: String,
    /// The user's attributes, each complete.
    pub attributes: Vec<String>,
    /// Its role.
    pub role: FieldRole,
}

/// The role of a field. A TL line alone determines it for [values without a Rust type](Untyped).
#[derive(Debug, Clone)]
pub enum FieldRole<V = Value> {
    /// A `#` that guards fields.
    Mask(Mask),
    /// `flags.3?true`: a `bool`, and no byte.
    Flag(Bit),
    /// A value.
    Value(V),
    /// `#` in `# [ t ]`: the length of the list that follows.
    Count,
}

impl FieldRole {
    /// Whether the struct has a field for it.
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.member().is_some()
    }

    /// Returns the type of the struct's field for it, and whether that is in an `Option`.
    #[must_use]
    pub fn member(&self) -> Option<(&Ty, bool)> {
        match self {
            FieldRole::Value(value) => Some((&value.ty, value.bit.is_some())),
            FieldRole::Flag(_) => Some((&Ty::Bool, false)),
            FieldRole::Mask(mask) => {
                let nat = (&Ty::Number(Number::Nat), mask.bit.is_some());
                mask.stored.then_some(nat)
            }
            FieldRole::Count => None,
        }
    }

    /// Returns the bit that guards the field, if there is one.
    #[must_use]
    pub fn bit(&self) -> Option<Bit> {
        match self {
            FieldRole::Value(value) => value.bit,
            FieldRole::Mask(mask) => mask.bit,
            FieldRole::Flag(bit) => Some(*bit),
            FieldRole::Count => None,
        }
    }

    /// Whether it may be left out: it is optional, a flag, or a mask, whose bits may be absent.
    #[must_use]
    pub fn may_be_left_out(&self) -> bool {
        match self {
            FieldRole::Value(value) => {
                value.bit.is_some() || matches!(value.wire, Wire::Nullable(..))
            }
            FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => true,
        }
    }
}

/// A `#` that guards fields.
#[derive(Debug, Clone)]
pub struct Mask {
    /// Whether the struct has a field for the bits that guard nothing. If not, the word is
    /// computed from the fields that it guards.
    pub stored: bool,
    /// The bits that guard fields, in order.
    pub bits: Vec<GuardedBit>,
    /// The bit that guards the mask itself, if there is one.
    pub bit: Option<Bit>,
}

impl Mask {
    /// Returns the word of all guarded bits.
    #[must_use]
    pub fn guarded(&self) -> u32 {
        self.bits.iter().fold(0, |word, bit| word | 1 << bit.bit)
    }
}

/// A bit and the fields that it guards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardedBit {
    /// 0 to 31.
    pub bit: u8,
    /// Indices into [`Struct::fields`].
    pub fields: Vec<usize>,
}

/// A bit that guards a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bit {
    /// The mask.
    pub mask: Var,
    /// 0 to 31.
    pub bit: u8,
}

/// A field with a value, without its Rust type.
#[derive(Debug, Clone)]
pub struct Untyped {
    /// The bit that guards the field, if there is one.
    pub bit: Option<Bit>,
    /// Its form.
    pub wire: Wire,
}

/// A field with a value.
#[derive(Debug, Clone)]
pub struct Value {
    /// The Rust type, without `Option`.
    pub ty: Ty,
    /// The bit that guards the field, if there is one: `Option<ty>`.
    pub bit: Option<Bit>,
    /// Its form.
    pub wire: Wire,
    /// The functions that decode and encode it instead; only the derive has these.
    pub with: Option<With>,
}

/// An enum: a type of several constructors.
#[derive(Debug, Clone)]
pub struct Enum {
    /// Its name.
    pub ident: Ident,
    /// The TL name of the type.
    pub name: String,
    /// The parameters of the type.
    pub params: Vec<Param>,
    /// Its other generics.
    pub generics: Generics,
    /// Its documentation.
    pub docs: String,
    /// The traits to derive.
    pub derives: Vec<&'static str>,
    /// Whether it has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// The user's attributes, each complete: `#[derive(Eq)]`.
    pub attributes: Vec<String>,
    /// Whether it is decoded, and whether it is encoded.
    pub directions: Directions,
    /// The directions whose code is compiled with the crate that contains it. Code for the others is
    /// `#[inline]`: it is compiled where it is called, and otherwise not at all.
    pub compiled: Directions,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The index of the variant that a failed decode yields.
    pub filler: usize,
    /// Getters for fields that all variants have; the derive has none.
    pub getters: Vec<Getter>,
}

/// A getter for a field that all variants of an enum have.
#[derive(Debug, Clone)]
pub struct Getter {
    /// The name of the getter and of the field.
    pub ident: Ident,
    /// The TL name of the field.
    pub name: String,
    /// The type of the field, without `Option` and `Box`.
    pub ty: Ty,
    /// Whether it is in an `Option`.
    pub is_optional: bool,
    /// For each variant, whether the field is in a `Box`.
    pub is_boxed: Vec<bool>,
}

impl Ty {
    /// Calls `visit` for the type and all types in it.
    pub fn each<'t>(&'t self, visit: &mut dyn FnMut(&'t Ty)) {
        visit(self);
        match self {
            Ty::Vec(inner)
            | Ty::Array(inner, _)
            | Ty::Box(inner)
            | Ty::Option(inner)
            | Ty::Secret(inner) => inner.each(visit),
            Ty::Item(_, _, args) => args.iter().for_each(|arg| arg.each(visit)),
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::String
            | Ty::Bytes
            | Ty::Object
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Named(..)
            | Ty::Verbatim(_) => {}
        }
    }

    /// Calls `change` for all types in the type, and then for the type itself.
    pub fn each_mut(&mut self, change: &mut dyn FnMut(&mut Ty)) {
        match self {
            Ty::Vec(inner)
            | Ty::Array(inner, _)
            | Ty::Box(inner)
            | Ty::Option(inner)
            | Ty::Secret(inner) => inner.each_mut(change),
            Ty::Item(_, _, args) => args.iter_mut().for_each(|arg| arg.each_mut(change)),
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::String
            | Ty::Bytes
            | Ty::Object
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Named(..)
            | Ty::Verbatim(_) => {}
        }
        change(self);
    }

    /// Whether `is` holds for the type or for a type in it.
    pub(crate) fn any(&self, is: impl Fn(&Ty) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |ty| found |= is(ty));
        found
    }

    /// Whether it contains a type parameter.
    #[must_use]
    pub fn has_param(&self) -> bool {
        self.any(|ty| matches!(ty, Ty::Param(_) | Ty::Answer(_)))
    }
}

/// `From` of a constructor's struct for the enum of its type, or `TryFrom` back.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The struct.
    pub ty: Ty,
    /// `From` of the struct for the enum.
    pub from: bool,
    /// `From` of the struct for a `Box` of the enum.
    pub from_boxed: bool,
    /// `TryFrom` of the enum for the struct.
    pub try_from: bool,
}

/// A variant.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: String,
    /// The user's attributes, each complete.
    pub attributes: Vec<String>,
    /// Its kind.
    pub kind: VariantKind,
    /// The conversions from and to the struct of its constructor; the derive has none.
    pub conversion: Option<Conversion>,
}

impl Variant {
    /// Returns the id and the TL name of its constructor, if it stands for one. The derive does not know those of
    /// structs.
    #[must_use]
    pub fn constructor(&self) -> Option<(u32, &str)> {
        match &self.kind {
            VariantKind::Unit(it) => Some((it.id, &it.name)),
            VariantKind::Newtype { constructor, .. } => {
                constructor.as_ref().map(|it| (it.id, it.name.as_str()))
            }
            VariantKind::Fields(item) => Some((item.identity.id()?, item.identity.name())),
            VariantKind::Other { .. } | VariantKind::Unknown => None,
        }
    }

    /// Returns the type of the struct that it holds, with its `Box` if it has one.
    #[must_use]
    pub fn held(&self) -> Option<&Ty> {
        let VariantKind::Newtype { ty, .. } = &self.kind else {
            return None;
        };
        Some(ty)
    }

    /// Returns the fields of its constructor, if it contains them itself.
    #[must_use]
    pub fn fields(&self) -> Option<&Struct> {
        let VariantKind::Fields(fields) = &self.kind else {
            return None;
        };
        Some(fields)
    }

    /// Whether it stands for all constructors without a variant of their own.
    #[must_use]
    pub fn is_other(&self) -> bool {
        matches!(self.kind, VariantKind::Other { .. } | VariantKind::Unknown)
    }

    /// Whether it keeps constructors that the schema does not have.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind, VariantKind::Unknown)
    }
}

/// The kind of a variant.
#[derive(Debug, Clone)]
pub enum VariantKind {
    /// A constructor without fields.
    Unit(Constructor),
    /// A constructor's struct.
    Newtype {
        /// The Rust type, with its `Box` if it has one.
        ty: Ty,
        /// The constructor; the derive does not know it.
        constructor: Option<Known>,
    },
    /// A constructor with its fields.
    Fields(Box<Struct>),
    /// Any other constructor: its id, and the rest of the input. Only the derive has this.
    Other {
        /// The member for the id: a name, or `0`.
        id: String,
        /// The member for the rest: a name, or `1`.
        rest: String,
    },
    /// Any other constructor, in the runtime's `Unknown`.
    Unknown,
}

/// What the generator knows about the constructor of a variant's struct.
#[derive(Debug, Clone)]
pub struct Known {
    /// The id on the wire.
    pub id: u32,
    /// The TL name.
    pub name: String,
}

/// An entry of the table of all constructors and functions.
#[derive(Debug, Clone)]
pub struct RegistryEntry {
    /// The id.
    pub id: u32,
    /// The type, as seen from the module `registry`.
    pub ty: Ty,
    /// The number of its type parameters, each of which is any function here.
    pub calls: usize,
    /// Whether it is a function.
    pub function: bool,
}
