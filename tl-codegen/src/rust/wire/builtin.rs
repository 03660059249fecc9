//! The table of the builtins of TL in Rust, with a row for each.

use tl_parser::schema::Builtin;

use crate::rust::model::{Number, Ty, Wire};

/// The usual id of `true`, which its Rust type declares too. So a type of the user that has more
/// constructors may stand for `True`.
const TRUE: u32 = 0x3fed_d339;

/// A builtin in Rust.
#[derive(Debug)]
pub struct Row {
    /// The form of its bare values.
    pub bare: Wire,
    /// The form of its boxed values, if that is not the id and the bare form.
    pub boxed: Option<Wire>,
    /// Its Rust type.
    pub ty: Ty,
    /// How people write that type.
    pub written: &'static str,
    /// The types with other names that may stand in its place.
    pub substitutes: Substitutes,
    /// Whether the Rust type has a default.
    pub default: bool,
}

/// The Rust types that may stand for a builtin besides its own: newtypes, aliases, and types of the user
/// that know only some of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Substitutes {
    /// Types that declare to be one of these constructors.
    Constructors(&'static [&'static str]),
    /// Types that declare to be of this type.
    Type(&'static str),
    /// Types of any constructor or type that a schema declares.
    Objects,
    /// Types of any function.
    Functions,
}

/// Returns the row of a builtin; `None` for `vector`, which depends on its elements.
#[must_use]
pub fn row(builtin: Builtin) -> Option<Row> {
    let secret = |inner| Ty::Secret(Box::new(inner));
    let no_bytes = || Wire::Bare(Vec::new());
    let number = |number: Number, names| {
        of(
            Wire::Number(number),
            Ty::Number(number),
            (number.rust_type(), names),
        )
    };
    Some(match builtin {
        Builtin::Int => number(Number::Int, &["int"]),
        Builtin::Long => number(Number::Long, &["long"]),
        Builtin::Int53 => number(Number::Int53, &["long"]),
        Builtin::Double => number(Number::Double, &["double"]),
        Builtin::Float => number(Number::Float, &["float"]),
        Builtin::String => of(Wire::String, Ty::String, ("String", &["string", "bytes"])),
        Builtin::Bytes => of(Wire::Bytes, Ty::Bytes, ("Vec<u8>", &["bytes"])),
        Builtin::SecureString => {
            let written = ("Secret<String>", ["string", "bytes"].as_slice());
            of(no_bytes(), secret(Ty::String), written)
        }
        Builtin::SecureBytes => {
            let written = ("Secret<Vec<u8>>", ["bytes"].as_slice());
            of(no_bytes(), secret(Ty::Bytes), written)
        }
        Builtin::Int128 => of(Wire::Raw, Ty::Raw(16), ("[u8; 16]", &["int128"])),
        Builtin::Int256 => of(Wire::Raw, Ty::Raw(32), ("[u8; 32]", &["int256"])),
        Builtin::Int512 => Row {
            // Arrays of more than 32 elements have no default.
            default: false,
            ..of(Wire::Raw, Ty::Raw(64), ("[u8; 64]", &["int512"]))
        },
        Builtin::True => of(no_bytes(), Ty::True, ("True", &["true"])),
        Builtin::Bool => Row {
            boxed: Some(Wire::Bool),
            substitutes: Substitutes::Type("Bool"),
            ..of(no_bytes(), Ty::Bool, ("bool", &[]))
        },
        Builtin::Vector => return None,
        // `object ? = Object` is not a constructor of its own: its bare form is any boxed value.
        Builtin::Object => any(Wire::Object, Substitutes::Objects),
        Builtin::Function => any(Wire::Function, Substitutes::Functions),
    })
}

impl Row {
    /// Returns the form of its boxed values. A schema may give a builtin another id than the usual one.
    pub(super) fn boxed(self, id: u32) -> Wire {
        if matches!(self.ty, Ty::True) && id == TRUE {
            return Wire::Boxed(Vec::new());
        }
        let with_id = || Wire::WithId(id, Box::new(self.bare));
        self.boxed.unwrap_or_else(with_id)
    }
}

fn of(bare: Wire, ty: Ty, (written, names): (&'static str, &'static [&'static str])) -> Row {
    Row {
        bare,
        boxed: None,
        ty,
        written,
        substitutes: Substitutes::Constructors(names),
        default: true,
    }
}

fn any(wire: Wire, substitutes: Substitutes) -> Row {
    Row {
        boxed: Some(wire.clone()),
        substitutes,
        default: false,
        ..of(wire, Ty::Object, ("Box<dyn AnyObject>", &[]))
    }
}
