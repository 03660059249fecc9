//! The binary form `.tlo`, in which the official parser hands schemas to generators.
//!
//! It is a TL value itself, in little-endian words. A type is identified by the XOR of the ids of its
//! constructors, a variable by its number in the declaration. The official parser writes version 2. That
//! version has no number for a `#` that may be absent, and so encodes a use of it as a use of the variable 0;
//! in this case version 3 is written, which has a number.

mod applied;
mod read;
mod unify;
mod uses;
mod write;

use crate::schema::{Origin, Schema, TypeId};
use crate::source::{Span, Spanned, TLO};
use crate::syntax::ast::{Expr, ExprKind};

pub(super) use read::read;
pub(super) use write::write;

/// Whether the schema declares a constructor of a type. No other tool has a prelude, so the builtins are not
/// among those of such a type.
fn is_declared(schema: &Schema<'_>, ty: TypeId) -> bool {
    let mut constructors = schema[ty].constructors.iter();
    constructors.any(|&it| schema[it].origin == Origin::Declared)
}

fn expr(kind: ExprKind<'_>) -> Expr<'_> {
    Expr {
        kind,
        span: Span::default(),
    }
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned {
        value,
        span: Span::default(),
    }
}

/// A version of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    Two,
    Three,
    /// Has flags for annotations.
    Four,
}

impl Version {
    /// Returns the id of the schema.
    const fn id(self) -> u32 {
        match self {
            Version::Two => TLO[0],
            Version::Three => TLO[1],
            Version::Four => TLO[2],
        }
    }

    /// Returns the flag of a field that is present if a bit is set.
    fn conditional(self) -> u32 {
        if self == Version::Two { 2 } else { 4 }
    }

    /// Returns the flag of a field that is a variable.
    fn variable(self) -> u32 {
        if self == Version::Two { 4 } else { 2 }
    }
}

const TYPE: u32 = 0x12eb_4386;
const COMBINATOR: u32 = 0x5c0a_1ed5;
const COMBINATOR_V4: u32 = 0xe916_92d5;
const LEFT_BUILTIN: u32 = 0xcd21_1f63;
const LEFT: u32 = 0x4c12_c6d9;
const RIGHT: u32 = 0x2c06_4372;
const ARG: u32 = 0x29df_e61b;
const EXPR_TYPE: u32 = 0xecc9_da78;
const EXPR_NAT: u32 = 0xdcb4_9bd8;
/// The id that the official parser writes, which belongs to another constructor.
const NAT_CONST: u32 = 0xdcb4_9bd8;
/// The id that it should write.
const NAT_CONST_RIGHT: u32 = 0x8ce9_40b1;
const NAT_VAR: u32 = 0x4e8a_14f0;
const TYPE_VAR: u32 = 0x0142_ceae;
const ARRAY: u32 = 0xd9fb_20de;
const TYPE_EXPR: u32 = 0xc186_3d08;

/// The id of the type `#`.
const NAT_TYPE: u32 = 0x7065_9eff;
/// The id of the type `Type`.
const TYPE_TYPE: u32 = 0x2cec_f817;

/// A flag of type expressions and of parameters.
const BARE: u32 = 1;
/// A flag of fields: it is a parameter.
const PARAMETER: u32 = 1 << 17;
/// A flag of fields: it is `!X`.
const CALL: u32 = 1 << 18;

/// A flag of types: it has no more constructors, since it is used by its constructor's name or is `Final`.
const TYPE_FINAL: u32 = 1;
/// A flag of types: it is used with `%`.
const TYPE_PERCENT: u32 = 8;
/// A flag of types: two of its constructors have one result.
const TYPE_OVERLAPS: u32 = 16;
/// A flag of types: it is declared `Empty`.
const TYPE_EMPTY: u32 = 1 << 10;
/// A flag of types: it has a constructor `_`.
const TYPE_DEFAULT: u32 = 1 << 25;

/// The maximum length of a name: the length is one byte, and 254 and 255 begin other lengths.
const LONGEST_NAME: usize = 253;
