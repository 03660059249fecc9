//! How the fields of a constructor stand on the wire: what its TL line says by itself.
//!
//! The generator and the derive both begin here, so that a line has one meaning.

mod locals;
mod scope;
mod wire;

use std::collections::BTreeMap;

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Builtin, Combinator, Field, Schema, TypeExpr};
use tl_parser::source::Span;

use crate::rust::model::{Bit, GuardedBit, Var, Wire};

pub use locals::{Locals, type_params};
pub use scope::Scope;
pub use wire::{MAX_ARRAY, element, only_type, wire};

/// How a field stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A `#` that guards other fields.
    Mask {
        /// The bits that do.
        bits: Vec<GuardedBit>,
        /// Where the mask itself is not always there.
        bit: Option<Bit>,
        /// Whether a type or a result is given the word, so that all of its bits may matter.
        passed_on: bool,
    },
    /// `flags.3?true`: a bit and no byte.
    Flag(Bit),
    /// A value, perhaps only where a bit is set.
    Value(Option<Bit>, Wire),
    /// `#` in `# [ t ]`: part of the list that follows.
    Count,
}

/// What Rust cannot say yet, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported {
    /// `a repetition`.
    pub what: &'static str,
    /// Where.
    pub span: Span,
}

impl Unsupported {
    /// As a diagnostic about this declaration.
    #[must_use]
    pub fn of(self, declaration: &Combinator<'_>) -> Diagnostic {
        Diagnostic::from(self).about(declaration.span)
    }
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

/// The forms of all fields in a scope: those of a combinator, or of a repetition.
#[must_use]
pub fn forms(schema: &Schema<'_>, scope: &Scope<'_, '_>) -> Vec<Result<Form, Unsupported>> {
    let guarded = guarded(scope);
    let fields = scope.fields.iter().enumerate();
    fields
        .map(|(index, field)| form(schema, scope, &guarded, index, field))
        .collect()
}

fn form(
    schema: &Schema<'_>,
    scope: &Scope<'_, '_>,
    guarded: &BTreeMap<usize, Vec<GuardedBit>>,
    index: usize,
    field: &Field<'_>,
) -> Result<Form, Unsupported> {
    let bit = match field.mask {
        None => None,
        Some(mask) => Some(Bit {
            mask: scope.var(mask.var, field.span)?,
            bit: mask.bit,
        }),
    };
    if let Some(bits) = guarded.get(&index) {
        let passed_on = field.var.is_some_and(|var| scope.is_passed_on(var));
        return Ok(Form::Mask {
            bits: bits.clone(),
            bit,
            passed_on,
        });
    }
    if let (Some(bit), TypeExpr::Bare(constructor, ..)) = (bit, &field.ty) {
        if schema[*constructor].builtin == Some(Builtin::True) {
            return Ok(Form::Flag(bit));
        }
    }
    if scope.counts_next(index) {
        return Ok(Form::Count);
    }
    if let (true, TypeExpr::Repeat(_, fields, span)) = (scope.is_counted_before(index), &field.ty) {
        return Ok(Form::Value(
            bit,
            Wire::List(Box::new(element(schema, scope, fields, *span)?)),
        ));
    }
    Ok(Form::Value(bit, wire(schema, scope, &field.ty)?))
}

/// The bits that guard fields, by the index of the field that is the mask.
fn guarded(scope: &Scope<'_, '_>) -> BTreeMap<usize, Vec<GuardedBit>> {
    let mut masks: BTreeMap<usize, BTreeMap<u8, Vec<usize>>> = BTreeMap::new();
    for (index, field) in scope.fields.iter().enumerate() {
        let Some(mask) = field.mask else { continue };
        if let Ok(Var::Field(place)) = scope.var(mask.var, field.span) {
            masks
                .entry(place)
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
        .map(|(mask, guarded)| (mask, bits(guarded)))
        .collect()
}
