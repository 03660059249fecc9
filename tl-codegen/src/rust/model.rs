//! The words of Rust: what is generated, before it is text.
//!
//! The generator makes these from a schema (`lower`), the derive from a Rust
//! item and its TL line. [`emit`](crate::rust::emit) sees nothing else, so both get the same code.

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
pub use errors::{KnownError, RpcErrors};
pub use ident::Ident;
pub use json::{Refused, refused_as_json};
pub use param::Param;
pub use upgrade::{Change, FieldUpgrade, Held, Upgrade, UpgradeBody, VariantUpgrade};
pub use view::{
    View, Views, is_boxed_or_bare, is_lazy_variant, last_lists, lazy_arguments, list_element,
};
pub use wire::{Argument, Count, Number, Var, Wire};

/// A module of a file: what stands for its items, then modules inside.
#[derive(Debug, Clone)]
pub struct Module<I> {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: String,
    /// Whether an enum is in it, or in a module inside.
    pub has_enums: bool,
    /// Its items.
    pub items: Vec<I>,
    /// The modules inside.
    pub modules: Vec<Module<I>>,
}

/// A Rust type that is not generated, and that the user says is one of TL.
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
    /// `u32`, `i32`, `i64`, `f64`, `f32`: what a [`Number`] is.
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
    /// `Option<T>`, of what "may be null".
    Option(Box<Ty>),
    /// The runtime's `Secret<T>`.
    Secret(Box<Ty>),
    /// `Box<dyn AnyObject>`.
    Object,
    /// A type parameter.
    Param(Ident),
    /// What the function that is a type parameter is answered with.
    Answer(Ident),
    /// Another item of the file: how many `super::` to go up, the way from there, and its
    /// arguments. Where there is nothing to go up it is an item from elsewhere.
    Item(usize, Rc<[Ident]>, Vec<Ty>),
    /// A type of the user's: its path, where `$` stands for that of the runtime, and what it stands for.
    Named(Rc<str>, Mapped),
    /// As the user of the derive wrote it.
    Verbatim(String),
}

/// What a type of the user's stands for.
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
    /// A type that is read and written as the one that it wraps; only the derive knows such.
    Transparent(Transparent),
}

/// `pub type Photo = super::types::Photo;`
#[derive(Debug, Clone)]
pub struct Alias {
    /// `Photo`.
    pub ident: Ident,
    /// From the root of the file, with the name: `enums::Photo`.
    pub path: Rc<[Ident]>,
    /// Its parameters.
    pub params: Vec<Ident>,
    /// What it stands for.
    pub target: Ty,
    /// Its documentation.
    pub docs: String,
}

/// A constructor or function and what is known of it: `photos.photo#20212ca8 …`.
#[derive(Debug, Clone)]
pub struct Constructor {
    /// The id on the wire.
    pub id: u32,
    /// `photos.photo`.
    pub name: String,
    /// The declaration with its id, without the `;`.
    pub tl: String,
    /// Whether the id is another than the text gives.
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
    /// What else it is generic over.
    pub generics: Generics,
    /// Its documentation.
    pub docs: String,
    /// The traits to derive.
    pub derives: Vec<&'static str>,
    /// Attributes of the user's, whole: `#[derive(Eq)]`.
    pub attributes: Vec<String>,
    /// Whether it has neither braces nor parentheses.
    pub unit: bool,
    /// Whether it has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// What it stands for.
    pub identity: Identity,
    /// Whether it is decoded, and whether it is encoded.
    pub directions: Directions,
    /// Its TL fields, in their order. Those that Rust does not see are among them.
    pub fields: Vec<Field>,
    /// How it is answered; `None` for a constructor.
    pub response: Option<Response>,
    /// The errors that it is documented to be answered with: codes and names. They are empty where
    /// nobody asked for them.
    pub errors: Vec<(i32, String)>,
    /// Whether it has functions that set the fields which may be left out.
    pub setters: bool,
    /// What its fields need to know, once that was asked.
    pub used: Used,
}

/// The numbers and codecs that decoding or encoding the values of some fields needs to know, which are
/// found when they are first asked for.
#[derive(Debug, Clone, Default)]
pub struct Used(OnceCell<Set<Var>>);

impl Struct {
    /// The type of the call that a field holds.
    #[must_use]
    pub fn call(&self, field: usize) -> Option<&Ty> {
        match &self.fields.get(field)?.role {
            FieldRole::Value(value) => Some(&value.ty),
            FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => None,
        }
    }

    /// The numbers and codecs that decoding or encoding the values of its fields needs to know.
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

    /// Whether it has a function `new`: a field may be left out, and anyone makes one, as it is
    /// encoded. One without is made by a literal, if others can make one by that.
    #[must_use]
    pub fn has_new(&self) -> bool {
        if self.non_exhaustive {
            return true;
        }
        let mut members = self.fields.iter().filter(|field| field.role.is_member());
        self.directions.encode && members.any(|field| field.role.may_be_left_out())
    }
}

/// What a struct stands for.
#[derive(Debug, Clone)]
pub enum Identity {
    /// A constructor or function.
    Constructor(Constructor),
    /// The elements of a repetition, by the name that errors call them.
    Element(String),
}

impl Identity {
    /// The TL name, or what errors call it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Identity::Constructor(constructor) => &constructor.name,
            Identity::Element(name) => name,
        }
    }
}

/// How a function is answered.
#[derive(Debug, Clone)]
pub enum Response {
    /// By a value.
    Value {
        /// Its Rust type.
        ty: Ty,
        /// Its form.
        wire: Wire,
    },
    /// As the function that a field holds: `query:!X = X`. An index into [`Struct::fields`].
    AsField(usize),
}

/// A TL field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in Rust; of a field that Rust does not see or that has no name, the name of a
    /// variable.
    pub ident: Ident,
    /// Its place where it has no name in Rust: `0`.
    pub place: Option<u32>,
    /// Its TL name.
    pub name: String,
    /// Its documentation.
    pub docs: String,
    /// Attributes of the user's, whole.
    pub attributes: Vec<String>,
    /// What it is.
    pub role: FieldRole,
}

/// What a field is. A TL line by itself says it of [values without a Rust type](Untyped).
#[derive(Debug, Clone)]
pub enum FieldRole<V = Value> {
    /// A `#` that guards fields.
    Mask(Mask),
    /// `flags.3?true`: a `bool`, and no byte.
    Flag(Bit),
    /// A value.
    Value(V),
    /// `#` in `# [ t ]`: the count is that of the list that follows.
    Count,
}

impl FieldRole {
    /// Whether the struct has a field for it.
    #[must_use]
    pub fn is_member(&self) -> bool {
        match self {
            FieldRole::Value(_) | FieldRole::Flag(_) => true,
            FieldRole::Mask(mask) => mask.stored,
            FieldRole::Count => false,
        }
    }

    /// Where the field is not always there.
    #[must_use]
    pub fn bit(&self) -> Option<Bit> {
        match self {
            FieldRole::Value(value) => value.bit,
            FieldRole::Mask(mask) => mask.bit,
            FieldRole::Flag(bit) => Some(*bit),
            FieldRole::Count => None,
        }
    }

    /// Whether there is a value that says that the field is absent, or a mask without bits.
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
    /// Where the mask itself is not always there.
    pub bit: Option<Bit>,
}

impl Mask {
    /// The word of all guarded bits.
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

/// What a field with a value is, whatever its Rust type.
#[derive(Debug, Clone)]
pub struct Untyped {
    /// Where the field is not always there.
    pub bit: Option<Bit>,
    /// Its form.
    pub wire: Wire,
}

/// A field with a value.
#[derive(Debug, Clone)]
pub struct Value {
    /// The Rust type, without `Option`.
    pub ty: Ty,
    /// Where the field is not always there: `Option<ty>`.
    pub bit: Option<Bit>,
    /// Its form.
    pub wire: Wire,
    /// What reads and writes it instead; only the derive knows such.
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
    /// What else it is generic over.
    pub generics: Generics,
    /// Its documentation.
    pub docs: String,
    /// The traits to derive.
    pub derives: Vec<&'static str>,
    /// Whether it has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// Attributes of the user's, whole: `#[derive(Eq)]`.
    pub attributes: Vec<String>,
    /// Whether it is decoded, and whether it is encoded.
    pub directions: Directions,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// Which variant a failed read gives: an index.
    pub filler: usize,
    /// What else is made into one, or out of one; the derive does not know of it.
    pub conversions: Vec<Conversion>,
    /// Functions for fields that all variants have; the derive does not know of them.
    pub getters: Vec<Getter>,
}

/// A function for a field that all variants of an enum have.
#[derive(Debug, Clone)]
pub struct Getter {
    /// Its name, and that of the field.
    pub ident: Ident,
    /// The TL name of the field.
    pub name: String,
    /// The type of the field, without `Option` and `Box`.
    pub ty: Ty,
    /// Whether it is in an `Option`.
    pub is_optional: bool,
    /// The field of each variant.
    pub fields: Vec<GetterField>,
}

/// A field that a [`Getter`] gives.
#[derive(Debug, Clone)]
pub struct GetterField {
    /// Its name.
    pub ident: Ident,
    /// Whether it is in a `Box`.
    pub is_boxed: bool,
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

    /// Whether it or a type in it is such a one.
    pub(crate) fn any(&self, is: impl Fn(&Ty) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |ty| found |= is(ty));
        found
    }

    /// Whether a type parameter is in it.
    #[must_use]
    pub fn has_param(&self) -> bool {
        self.any(|ty| matches!(ty, Ty::Param(_) | Ty::Answer(_)))
    }
}

/// `From` of a constructor's struct for the enum of its type, or `TryFrom` back.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The variant: an index.
    pub variant: usize,
    /// The struct.
    pub ty: Ty,
    /// What the variant holds of it.
    pub payload: Payload,
    /// `From` of the struct for the enum.
    pub from: bool,
    /// `From` of the struct for a `Box` of the enum.
    pub from_boxed: bool,
    /// `TryFrom` of the enum for the struct.
    pub try_from: bool,
}

/// What a variant holds of a constructor's struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payload {
    /// Nothing: the struct has no fields.
    Unit,
    /// The struct.
    Plain,
    /// The struct in a `Box`.
    Boxed,
}

/// A variant.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name.
    pub ident: Ident,
    /// Its documentation.
    pub docs: String,
    /// Attributes of the user's, whole.
    pub attributes: Vec<String>,
    /// What it is.
    pub kind: VariantKind,
}

impl Variant {
    /// Whether it stands for all constructors that no other variant has.
    #[must_use]
    pub fn is_other(&self) -> bool {
        matches!(self.kind, VariantKind::Other { .. } | VariantKind::Unknown)
    }
}

/// What a variant is.
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
    /// Any other constructor: its id, and all of the input that is left. Only the derive knows
    /// such.
    Other {
        /// The member for the id: a name, or `0`.
        id: String,
        /// The member for the rest: a name, or `1`.
        rest: String,
    },
    /// Any other constructor, in the runtime's `Unknown`.
    Unknown,
}

/// What the generator knows of the constructor that a variant's struct stands for.
#[derive(Debug, Clone)]
pub struct Known {
    /// The id on the wire.
    pub id: u32,
    /// The TL name.
    pub name: String,
}

/// The table of all constructors and functions.
#[derive(Debug, Clone)]
pub struct Registry {
    /// Sorted by id; each id once.
    pub entries: Vec<RegistryEntry>,
}

/// An entry of the [`Registry`].
#[derive(Debug, Clone)]
pub struct RegistryEntry {
    /// The id.
    pub id: u32,
    /// The type, as it is called from the module `registry`.
    pub ty: Ty,
    /// How many type parameters it has, each of which is any function here.
    pub calls: usize,
    /// Whether it is a function.
    pub function: bool,
}
