//! The roles of the fields of a constructor, function or repetition, and the Rust names of its fields and
//! parameters.

use tl_parser::ast::ParamKind;
use tl_parser::schema::{Builtin, CombinatorKind, Field, TypeExpr, Uses, VarId};

use crate::rust::model::{Bit, FieldRole, GuardedBit, Ident, Mask, Param, Untyped, Var, Wire};
use crate::rust::names::{Cases, Claims, Name, Taken, numbered};
use crate::rust::wire::{Scope, Unsupported, element, wire};
use crate::sorted::Map;

/// The fields of a constructor, function or repetition.
#[derive(Debug)]
pub struct Fields<'a, 's> {
    /// The fields in TL, and what they can name.
    pub scope: Scope<'a, 's>,
    /// Their names in Rust, all of them different.
    pub names: Vec<Name>,
    /// The parameters; each of kind `Type` has the Rust type parameter that it could have.
    pub params: Vec<Param>,
    /// The type parameters that stand for calls.
    pub calls: Vec<(VarId, Ident)>,
    /// The index in the list of each of these.
    by_call: Map<VarId, usize>,
    /// The roles of the fields, in order. A mask is stored if nothing else has all of its bits.
    pub roles: Vec<Result<FieldRole<Untyped>, Unsupported>>,
}

impl<'a, 's> Fields<'a, 's> {
    /// Returns the fields of a scope, whose struct is `item`.
    #[must_use]
    pub fn new(scope: Scope<'a, 's>, item: Ident, cases: &mut Cases) -> Self {
        Self::named(scope, item, &mut |_| None, cases)
    }

    /// Returns the fields of a scope, whose struct is `item`; `chosen` returns the names that the user chose, by
    /// TL name.
    pub(crate) fn named(
        scope: Scope<'a, 's>,
        item: Ident,
        chosen: &mut dyn FnMut(&str) -> Option<Name>,
        cases: &mut Cases,
    ) -> Self {
        let mut given = Names::new(item, cases);
        let names = given.fields(scope.fields, chosen);
        let mut params = Vec::with_capacity(scope.params.len());
        for (var, kind) in &scope.params {
            params.push(given.param(scope.name(*var), *kind));
        }
        let mut calls: Vec<(VarId, Ident)> = Vec::new();
        let mut by_call = Map::default();
        if scope.combinator.kind == CombinatorKind::Function {
            for field in scope.fields {
                let TypeExpr::Call(var, _) = field.ty else {
                    continue;
                };
                if !by_call.contains_key(&var) {
                    by_call.insert(var, calls.len());
                    calls.push((var, given.type_param(scope.name(Some(var)))));
                }
            }
        }
        Self {
            roles: roles(&scope),
            scope,
            names,
            params,
            calls,
            by_call,
        }
    }

    /// Returns the Rust type parameter that stands for the call of `!X`.
    pub(crate) fn call(&self, var: VarId) -> Option<&Ident> {
        let (_, ident) = self.calls.get(*self.by_call.get(&var)?)?;
        Some(ident)
    }

    /// Returns the Rust type parameter that a variable stands for.
    pub(crate) fn param(&self, var: VarId) -> Option<&Ident> {
        self.params.get(self.scope.param(var)?)?.type_ident()
    }
}

fn roles(scope: &Scope<'_, '_>) -> Vec<Result<FieldRole<Untyped>, Unsupported>> {
    let mut guarded = guarded(scope);
    let uses = scope.combinator.uses(scope.fields);
    let mut roles = Vec::with_capacity(scope.fields.len());
    for (index, field) in scope.fields.iter().enumerate() {
        let bits = guarded.get_mut(index).map(std::mem::take);
        roles.push(role(scope, &uses, index, field, bits.unwrap_or_default()));
    }
    roles
}

/// Returns the role of a field. If it is a mask, `bits` are those that guard others.
fn role(
    scope: &Scope<'_, '_>,
    uses: &Uses,
    index: usize,
    field: &Field<'_>,
    bits: Vec<GuardedBit>,
) -> Result<FieldRole<Untyped>, Unsupported> {
    let bit = match field.mask {
        None => None,
        Some(mask) => Some(Bit {
            mask: scope.var(mask.var, field.span)?,
            bit: mask.bit,
        }),
    };
    if !bits.is_empty() {
        let passed_on = field.var.is_some_and(|var| uses.passes_on(var));
        let mut mask = Mask {
            stored: passed_on,
            bits,
            bit,
        };
        mask.stored &= mask.guarded() != u32::MAX;
        mask.stored |= bit.is_some();
        return Ok(FieldRole::Mask(mask));
    }
    if let (Some(bit), TypeExpr::Bare(constructor, ..)) = (bit, &field.ty) {
        if scope.schema[*constructor].builtin == Some(Builtin::True) {
            return Ok(FieldRole::Flag(bit));
        }
    }
    if uses.counts_before(scope.fields, index + 1) {
        return Ok(FieldRole::Count);
    }
    let wire = match &field.ty {
        TypeExpr::Repeat(_, fields, span) if uses.counts_before(scope.fields, index) => {
            Wire::List(Box::new(element(scope, fields, *span)?))
        }
        ty => wire(scope, ty)?,
    };
    Ok(FieldRole::Value(Untyped { bit, wire }))
}

/// Returns the bits of each field that guard others. The list is empty if there are none.
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

/// Returns the parameters of a type, whose enum is `item`, by their TL names.
pub fn type_params<'n>(
    item: Ident,
    params: impl IntoIterator<Item = (&'n str, ParamKind)>,
    cases: &mut Cases,
) -> Vec<Param> {
    let mut names = Names::new(item, cases);
    let params = params.into_iter();
    params.map(|(name, kind)| names.param(name, kind)).collect()
}

/// Returns the names of fields in the struct `item`, if the user chose none.
pub(crate) fn names_by_rule(item: Ident, fields: &[Field<'_>], cases: &mut Cases) -> Vec<Name> {
    Names::new(item, cases).fields(fields, &mut |_| None)
}

/// Returns the TL name that the Rust name of a field is made from.
fn tl_name<'s>(field: &Field<'s>) -> &'s str {
    field.name.unwrap_or("value")
}

/// Unique names of variables and type parameters.
struct Names<'n> {
    variables: Taken,
    types: Taken,
    cases: &'n mut Cases,
}

impl<'n> Names<'n> {
    /// The names in an item, whose own name no type parameter gets.
    fn new(item: Ident, cases: &'n mut Cases) -> Self {
        Self {
            variables: Taken::default(),
            types: Taken::of(&item),
            cases,
        }
    }

    /// Returns the names of fields: those that the user chose, or else names by rule. Of fields that have
    /// different names in TL, none gets a name that another could have.
    fn fields<'f>(
        &mut self,
        fields: &[Field<'f>],
        chosen: &mut dyn FnMut(&str) -> Option<Name>,
    ) -> Vec<Name> {
        let mut names = Vec::with_capacity(fields.len());
        for field in fields {
            names.push(match field.name.and_then(&mut *chosen) {
                Some(name) => name,
                None => self.variable(tl_name(field)),
            });
        }
        if names.iter().any(|name| name.renamed) {
            self.number(fields, &mut names);
        }
        // No parameter gets the name of a field, since both are variables.
        for name in names.iter().filter(|name| name.chosen) {
            self.variables.unique(&name.ident);
        }
        names
    }

    /// Assigns new names to fields, since several fields could have the same name.
    fn number(&mut self, fields: &[Field<'_>], names: &mut [Name]) {
        self.variables = Taken::default();
        let mut claims = Claims::default();
        for (field, name) in fields.iter().zip(names.iter()) {
            if let (Some(tl), false) = (field.name, name.chosen) {
                claims.add(&[self.cases.snake(tl)]);
            }
        }
        for (field, name) in fields.iter().zip(names) {
            if name.chosen {
                continue;
            }
            let wanted = self.cases.snake(tl_name(field));
            let shared = claims.is_shared(&wanted);
            *name = self.variables.unique(&match shared {
                true => numbered(wanted.plain(), tl_name(field)),
                false => wanted,
            });
            name.renamed |= shared;
        }
    }

    fn variable(&mut self, name: &str) -> Name {
        self.variables.unique(&self.cases.snake(name))
    }

    fn type_param(&mut self, name: &str) -> Ident {
        let name = self.cases.camel(name);
        self.types.unique(&name).ident
    }

    fn param(&mut self, name: &str, kind: ParamKind) -> Param {
        let variable = self.variable(name).ident;
        match kind {
            ParamKind::Nat => Param::Nat(variable),
            ParamKind::Type => {
                let ident = self.type_param(name);
                let codec = Ident::new(&["C", ident.as_str()].concat());
                Param::Type {
                    codec: self.types.unique(&codec).ident,
                    ident: Some(ident),
                    variable,
                }
            }
        }
    }
}
