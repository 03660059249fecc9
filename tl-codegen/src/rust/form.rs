//! How the fields of a constructor stand on the wire: what its TL line says by itself.
//!
//! The generator and the derive both begin here, so that a line has one meaning.

use std::collections::BTreeMap;

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Arg, Builtin, Combinator, Schema, TypeExpr, VarId};
use tl_parser::span::Span;

use crate::rust::model::{Bit, GuardedBit, Number, Wire};

/// How a field stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A `#` that guards other fields: these bits.
    Mask(Vec<GuardedBit>),
    /// `flags.3?true`: a bit and no byte.
    Flag(Bit),
    /// A value, perhaps only where a bit is set.
    Value(Option<Bit>, Wire),
}

/// What Rust cannot say yet, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported {
    /// `a repetition`.
    pub what: &'static str,
    /// Where.
    pub span: Span,
}

impl From<Unsupported> for Diagnostic {
    fn from(unsupported: Unsupported) -> Self {
        Diagnostic::new(
            Code::Unsupported,
            format!("no Rust code can be generated for {}", unsupported.what),
            unsupported.span,
            "this is not supported yet",
        )
        .note("the schema is valid; nothing is generated rather than something left out")
    }
}

/// The forms of all fields of a combinator.
#[must_use]
pub fn forms(schema: &Schema<'_>, combinator: &Combinator<'_>) -> Vec<Result<Form, Unsupported>> {
    let guarded = guarded(combinator);
    let fields = combinator.fields.iter().enumerate();
    let places = fields.filter_map(|(index, field)| Some((field.var?, index)));
    let places: BTreeMap<VarId, usize> = places.collect();
    let form = |field: &tl_parser::schema::Field<'_>| {
        let bit = match field.mask {
            None => None,
            Some(mask) => match places.get(&mask.var) {
                Some(&place) => Some(Bit {
                    mask: place,
                    bit: mask.bit,
                }),
                None => {
                    return Err(Unsupported {
                        what: "a mask that is a parameter",
                        span: field.span,
                    });
                }
            },
        };
        match (field.var.and_then(|var| guarded.get(&var)), bit) {
            (Some(bits), None) => return Ok(Form::Mask(bits.clone())),
            (Some(_), Some(_)) => {
                return Err(Unsupported {
                    what: "a mask under a mask",
                    span: field.span,
                });
            }
            (None, _) => {}
        }
        if let (Some(bit), TypeExpr::Bare(constructor, ..)) = (bit, &field.ty) {
            if schema[*constructor].builtin == Some(Builtin::True) {
                return Ok(Form::Flag(bit));
            }
        }
        Ok(Form::Value(bit, wire(schema, &field.ty)?))
    };
    combinator.fields.iter().map(form).collect()
}

/// The bits that guard fields, by mask.
fn guarded(combinator: &Combinator<'_>) -> BTreeMap<VarId, Vec<GuardedBit>> {
    let mut masks: BTreeMap<VarId, BTreeMap<u8, Vec<usize>>> = BTreeMap::new();
    for (index, field) in combinator.fields.iter().enumerate() {
        if let Some(mask) = field.mask {
            masks
                .entry(mask.var)
                .or_default()
                .entry(mask.bit)
                .or_default()
                .push(index);
        }
    }
    let bits = |bits: BTreeMap<u8, Vec<usize>>| {
        bits.into_iter()
            .map(|(bit, fields)| GuardedBit { bit, fields })
            .collect()
    };
    masks
        .into_iter()
        .map(|(var, guarded)| (var, bits(guarded)))
        .collect()
}

/// The form of a value of that type.
///
/// # Errors
/// What Rust cannot say yet.
pub fn wire(schema: &Schema<'_>, expr: &TypeExpr<'_>) -> Result<Wire, Unsupported> {
    let unsupported = |what| {
        Err(Unsupported {
            what,
            span: expr.span(),
        })
    };
    match expr {
        TypeExpr::Nat(_) => Ok(Wire::Number(Number::Nat)),
        TypeExpr::Call(..) => Ok(Wire::Boxed),
        TypeExpr::Var(..) => unsupported("a value whose type is a parameter"),
        TypeExpr::Repeat(..) => unsupported("a repetition"),
        TypeExpr::Boxed(ty, args, _) => match schema[*ty].builtin {
            Some(Builtin::Vector) => Ok(Wire::Vector(element(schema, args, expr)?)),
            Some(Builtin::Bool) => Ok(Wire::Bool),
            Some(Builtin::Object) => Ok(Wire::Object),
            Some(Builtin::Function) => Ok(Wire::Function),
            None if !args.is_empty() => unsupported("a type with arguments"),
            Some(_) | None => Ok(Wire::Boxed),
        },
        TypeExpr::Bare(constructor, args, _) => match schema[*constructor].builtin {
            Some(Builtin::Vector) => Ok(Wire::List(element(schema, args, expr)?)),
            Some(builtin) => Ok(bare_builtin(builtin)),
            None if !args.is_empty() => unsupported("a type with arguments"),
            None => Ok(Wire::Bare),
        },
    }
}

fn element(
    schema: &Schema<'_>,
    args: &[Arg<'_>],
    vector: &TypeExpr<'_>,
) -> Result<Box<Wire>, Unsupported> {
    match args.first() {
        Some(Arg::Type(element)) => Ok(Box::new(wire(schema, element)?)),
        Some(Arg::Nat(_)) | None => Err(Unsupported {
            what: "a vector without the type of its elements",
            span: vector.span(),
        }),
    }
}

fn bare_builtin(builtin: Builtin) -> Wire {
    match builtin {
        Builtin::Int => Wire::Number(Number::Int),
        Builtin::Long | Builtin::Int53 => Wire::Number(Number::Long),
        Builtin::Double => Wire::Number(Number::Double),
        Builtin::Float => Wire::Number(Number::Float),
        Builtin::String => Wire::String,
        Builtin::Bytes => Wire::Bytes,
        Builtin::Int128 | Builtin::Int256 | Builtin::Int512 => Wire::Raw,
        Builtin::SecureString | Builtin::SecureBytes | Builtin::True | Builtin::Vector => {
            Wire::Bare
        }
        // `object ? = Object` is no constructor of its own: its bare form is any boxed value.
        Builtin::Object => Wire::Object,
        Builtin::Function => Wire::Function,
        Builtin::Bool => Wire::Bool,
    }
}
