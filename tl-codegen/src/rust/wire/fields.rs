//! What the fields of a constructor, function or repetition are on the wire.

use tl_parser::schema::{Builtin, Field, TypeExpr};

use crate::rust::model::{Bit, GuardedBit, Mask, Role, Untyped, Var, Wire};
use crate::rust::names::Cases;
use crate::rust::wire::{Locals, Scope, Unsupported, element, wire};

/// The fields of a constructor, function or repetition.
#[derive(Debug)]
pub struct Fields<'a, 's> {
    /// The fields in TL, and what they can name.
    pub scope: Scope<'a, 's>,
    /// What they are called in Rust.
    pub names: Locals,
    /// What they are, in their order. A mask is stored where nothing else has all of its bits.
    pub roles: Vec<Result<Role<Untyped>, Unsupported>>,
}

impl<'a, 's> Fields<'a, 's> {
    /// The fields of a scope.
    #[must_use]
    pub fn new(scope: Scope<'a, 's>, cases: &mut Cases) -> Self {
        Self {
            names: Locals::new(&scope, cases),
            roles: roles(&scope),
            scope,
        }
    }
}

fn roles(scope: &Scope<'_, '_>) -> Vec<Result<Role<Untyped>, Unsupported>> {
    let mut guarded = guarded(scope);
    let mut roles = Vec::with_capacity(scope.fields.len());
    for (index, field) in scope.fields.iter().enumerate() {
        let bits = guarded.get_mut(index).map(std::mem::take);
        roles.push(role(scope, index, field, bits.unwrap_or_default()));
    }
    roles
}

/// The role of a field, and where it is a mask the bits that guard others.
fn role(
    scope: &Scope<'_, '_>,
    index: usize,
    field: &Field<'_>,
    bits: Vec<GuardedBit>,
) -> Result<Role<Untyped>, Unsupported> {
    let bit = match field.mask {
        None => None,
        Some(mask) => Some(Bit {
            mask: scope.var(mask.var, field.span)?,
            bit: mask.bit,
        }),
    };
    if !bits.is_empty() {
        let passed_on = field.var.is_some_and(|var| scope.is_passed_on(var));
        let mut mask = Mask {
            stored: passed_on,
            bits,
            bit,
        };
        mask.stored &= mask.guarded() != u32::MAX;
        mask.stored |= bit.is_some();
        return Ok(Role::Mask(mask));
    }
    if let (Some(bit), TypeExpr::Bare(constructor, ..)) = (bit, &field.ty) {
        if scope.schema[*constructor].builtin == Some(Builtin::True) {
            return Ok(Role::Flag(bit));
        }
    }
    if scope.counts_next(index) {
        return Ok(Role::Count);
    }
    let wire = match &field.ty {
        TypeExpr::Repeat(_, fields, span) if scope.is_counted_before(index) => {
            Wire::List(Box::new(element(scope, fields, *span)?))
        }
        ty => wire(scope, ty)?,
    };
    Ok(Role::Value(Untyped { bit, wire }))
}

/// For each field, its bits that guard others. Without any the list is empty.
fn guarded(scope: &Scope<'_, '_>) -> Vec<Vec<GuardedBit>> {
    let mut guarded = Vec::new();
    for (index, field) in scope.fields.iter().enumerate() {
        let Some(mask) = field.mask else { continue };
        let Ok(Var::Field(word)) = scope.var(mask.var, field.span) else {
            continue;
        };
        guarded.resize_with(scope.fields.len(), Vec::new);
        let Some(bits) = guarded.get_mut(word) else {
            continue;
        };
        match bits.binary_search_by_key(&mask.bit, |it: &GuardedBit| it.bit) {
            Ok(at) => bits
                .get_mut(at)
                .into_iter()
                .for_each(|it| it.fields.push(index)),
            Err(at) => bits.insert(
                at,
                GuardedBit {
                    bit: mask.bit,
                    fields: vec![index],
                },
            ),
        }
    }
    guarded
}
