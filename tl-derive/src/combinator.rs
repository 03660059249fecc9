//! A struct, or a variant with fields, by its declaration: the counterpart of the generator's `lower`.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::{Fields, Type};
use tl_codegen::__private::model::{
    self, Constructor, Directions, Field, FieldRole, Identity, Mask, Param, Response, Struct,
    Untyped, Wire,
};
use tl_codegen::__private::names::{Cases, Name};
use tl_codegen::__private::wire::{self, Scope, Unsupported, fit, wire};
use tl_parser::schema::{Arg, Field as TlField, TypeExpr, VarId};

use crate::attr::Attributes;
use crate::check::Checker;
use crate::context::Context;
use crate::declaration::Declaration;
use crate::demand::Asking;
use crate::generics::{apart, generics, idents, of_item, param_of, parameter};
use crate::matching::{Declared, matching};
use crate::members::Member;
use crate::parted::report_parted;
use crate::question::borrowed;
use crate::role::role;
use crate::shape::{Shape, Written, arguments, borrows, shape, text};
use crate::unsupported::report_unsupported;

/// A struct or variant.
pub(crate) struct Owner<'i> {
    pub ident: &'i Ident,
    /// The struct, or the variant's enum.
    pub item: &'i Ident,
    pub fields: &'i Fields,
    pub members: &'i [Member<'i>],
    /// The generics of the item.
    pub generics: &'i syn::Generics,
    pub attributes: &'i Attributes,
    pub context: &'i Context,
}

/// Returns the model of a struct or variant.
pub(crate) fn combinator(owner: &Owner<'_>, declaration: &Declaration<'_, '_>) -> Option<Struct> {
    let combinator = declaration.combinator;
    let scope = Scope::new(declaration.schema, combinator);
    let wire::Fields {
        scope,
        names,
        params,
        calls,
        roles,
        ..
    } = wire::Fields::new(
        scope,
        owner.context.fragments.ident(owner.item),
        &mut Cases::default(),
    );
    let declared = declared(declaration, &scope, &names, roles)?;
    if report_parted(&declared, owner.members, declaration) {
        return None;
    }
    let owner_span = owner.ident.span();
    let found = matching(&declared, owner.members, declaration, owner_span);
    let members = Members {
        owner,
        scope: &scope,
        declared: &declared,
        found: &found,
    };
    let params = members.params(params);
    let parameters = members.parameters(&params);
    let calls = calls
        .iter()
        .filter_map(|(var, _)| Some((*var, members.param_of_call(*var)?)));
    let calls: Vec<(VarId, &Ident)> = calls.collect();
    report_shared(parameters.iter().chain(&calls), declaration);
    let mut checker = Checker {
        declaration,
        asking: Asking::new(owner.context, owner.item, owner.generics),
        nullable: false,
        written: declaration.written,
        bounded: None,
        part: "",
        uses: combinator.uses(&combinator.fields),
        parameters,
    };
    let fields = fields(owner, &declared, &found, &mut checker);
    let response = response(&members, declaration, &mut checker);
    let directions = owner.attributes.directions();
    if matches!(response, Some(Some(_))) && !directions.encode {
        // Since it cannot be called, only this shows the compiler that it is a function.
        checker.asking.call(owner.item, owner.generics);
    }
    let response = response?;
    // A program calls few functions.
    let compiled = match response {
        Some(_) => Directions::NONE,
        None => Directions::BOTH,
    };
    let tokens = of_item(owner.item, owner.generics, owner.fields);
    let params = apart(params, &fields, &tokens);
    let fragments = &owner.context.fragments;
    let calls: Vec<model::Ident> = calls
        .iter()
        .map(|(_, ident)| fragments.ident(ident))
        .collect();
    let generics = generics(
        owner.generics,
        &calls,
        &params,
        &fields.iter().collect::<Vec<_>>(),
        fragments,
    );
    let ident = fragments.ident(owner.ident);
    let identity = Identity::Constructor(constructor(declaration));
    Some(Struct {
        calls,
        params,
        generics,
        unit: matches!(owner.fields, Fields::Unit),
        directions,
        compiled,
        response,
        ..Struct::new(ident, identity, fields)
    })
}

/// Returns the id, the name and the text of a declaration.
pub(crate) fn constructor(declaration: &Declaration<'_, '_>) -> Constructor {
    let combinator = declaration.combinator;
    Constructor {
        id: combinator.id,
        name: combinator.name.into(),
        tl: combinator.tl(),
        unchecked: !combinator.id_matches_text,
    }
}

/// Returns the fields of the declaration, with their forms.
fn declared<'a, 's>(
    declaration: &Declaration<'_, '_>,
    scope: &Scope<'a, 's>,
    names: &[Name],
    roles: Vec<Result<FieldRole<Untyped>, Unsupported>>,
) -> Option<Vec<Declared<'a, 's>>> {
    let mut all = Vec::new();
    for ((role, name), field) in roles.into_iter().zip(names).zip(scope.fields) {
        match role {
            Ok(role) => all.push(Declared {
                field,
                ident: name.ident.clone(),
                role,
                follows: false,
                answer: false,
            }),
            Err(unsupported) => report_unsupported(unsupported, declaration),
        }
    }
    let mut follows = false;
    for declared in all.iter_mut().rev() {
        declared.follows = follows;
        follows |= matches!(
            declared.role,
            FieldRole::Value(Untyped { bit: None, .. }) | FieldRole::Mask(Mask { bit: None, .. })
        );
    }
    (all.len() == scope.fields.len()).then_some(all)
}

fn fields(
    owner: &Owner<'_>,
    declared: &[Declared<'_, '_>],
    found: &[Option<usize>],
    checker: &mut Checker<'_>,
) -> Vec<Field> {
    let mut all = Vec::new();
    for (field, index) in declared.iter().zip(found) {
        let member = index.and_then(|index| owner.members.get(index));
        let role = match (member, &field.role) {
            (Some(member), _) => role(field, member, checker),
            (None, FieldRole::Mask(mask)) => Some(FieldRole::Mask(Mask {
                stored: false,
                bits: mask.bits.clone(),
                bit: None,
            })),
            (None, FieldRole::Count | FieldRole::Flag(_) | FieldRole::Value(_)) => {
                Some(FieldRole::Count)
            }
        };
        // Without its role, a field cannot be used, and the mistake is reported already.
        let Some(role) = role else { continue };
        let named = member.and_then(|member| member.field.ident.clone());
        all.push(Field {
            ident: match named {
                Some(ident) => owner.context.fragments.ident(&ident),
                None => free(&field.ident, owner),
            },
            place: member.and_then(|member| member.place),
            name: field.field.name.unwrap_or("_").into(),
            docs: String::new(),
            attributes: Vec::new(),
            role,
        });
    }
    all
}

/// Returns a name for a variable that is not the name of a field.
fn free(ident: &model::Ident, owner: &Owner<'_>) -> model::Ident {
    let members = owner.members.iter();
    let idents = members.filter_map(|member| member.field.ident.as_ref());
    model::Ident::free(ident.as_str(), &|name| {
        idents.clone().any(|other| other == name)
    })
}

/// The fields of the declaration and of the Rust type.
struct Members<'m, 'i, 'a, 's> {
    owner: &'m Owner<'i>,
    scope: &'m Scope<'a, 's>,
    declared: &'m [Declared<'a, 's>],
    found: &'m [Option<usize>],
}

impl<'i> Members<'_, 'i, '_, '_> {
    /// Returns the Rust type of the first declared field for which `is` holds.
    fn ty_of(&self, is: impl Fn(&TlField<'_>) -> bool) -> Option<&'i Type> {
        let index = self
            .declared
            .iter()
            .position(|declared| is(declared.field))?;
        let member = self.owner.members.get((*self.found.get(index)?)?)?;
        Some(&member.field.ty)
    }

    /// Returns the Rust parameter for the function that `!X` calls.
    fn param_of_call(&self, var: VarId) -> Option<&'i Ident> {
        let called =
            |field: &TlField<'_>| matches!(field.ty, TypeExpr::Call(call, _) if call == var);
        param_of(self.owner.generics, self.ty_of(called)?)
    }

    /// Returns the Rust parameter that some field has in place of a TL parameter, such as the `X` of `Vec<X>`.
    fn param_shown(&self, var: VarId) -> Option<&'i Ident> {
        let fields = self.declared.iter().zip(self.found);
        let shown = |(declared, found): (&Declared<'_, '_>, &Option<usize>)| {
            let member = self.owner.members.get((*found)?)?;
            shown_in(
                &declared.field.ty,
                &member.field.ty,
                var,
                self.owner.generics,
            )
        };
        fields.filter_map(shown).next()
    }

    /// Returns the Rust parameters that are parameters of TL.
    fn parameters(&self, params: &[Param]) -> Vec<(VarId, &'i Ident)> {
        let params = params.iter().zip(&self.scope.params);
        params
            .filter_map(|(param, (var, _))| Some(((*var)?, parameter(self.owner.generics, param)?)))
            .collect()
    }

    /// Returns the parameters of the TL type. Those of type `Type` get the Rust parameter of their field.
    fn params(&self, params: Vec<Param>) -> Vec<Param> {
        let generics = self.owner.generics;
        let param = |(param, (var, _)): (Param, &(Option<VarId>, _))| {
            let of = |field: &TlField<'_>| matches!(field.ty, TypeExpr::Var(other, _) if Some(other) == *var);
            param.with_type_ident(|ident| {
                let of_field = self.ty_of(of).and_then(|ty| param_of(generics, ty));
                let fragments = &self.owner.context.fragments;
                let own = |ident: &model::Ident| {
                    idents(generics).iter().any(|own| *own == ident.as_str())
                };
                of_field
                    .map(|ident| fragments.ident(ident))
                    .or(ident.filter(own))
                    .or_else(|| Some(fragments.ident(self.param_shown((*var)?)?)))
            })
        };
        params
            .into_iter()
            .zip(&self.scope.params)
            .map(param)
            .collect()
    }
}

/// Reports a Rust parameter that stands for several parameters of TL.
fn report_shared<'i: 'p, 'p>(
    parameters: impl Iterator<Item = &'p (VarId, &'i Ident)>,
    declaration: &Declaration<'_, '_>,
) {
    let vars = &declaration.combinator.vars;
    let mut seen = BTreeMap::new();
    for (var, ident) in parameters {
        if let Some(first) = seen.insert(*ident, *var).filter(|first| first != var) {
            let message = format!(
                "`{ident}` stands for both `{}` and `{}` of TL: give each a type parameter of its own",
                vars[first].name, vars[*var].name
            );
            declaration.errors.at(ident.span(), message);
        }
    }
}

/// Returns the Rust parameter in place of a TL parameter.
fn shown_in<'g>(
    expr: &TypeExpr<'_>,
    ty: &Type,
    var: VarId,
    generics: &'g syn::Generics,
) -> Option<&'g Ident> {
    let args = match expr {
        TypeExpr::Var(other, _) if *other == var => return param_of(generics, ty),
        TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _) => args,
        TypeExpr::Var(..) | TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => {
            return None;
        }
    };
    let inner = match shape(ty) {
        Shape::Optional(inner) => return shown_in(expr, inner, var, generics),
        Shape::List(element) => vec![element],
        Shape::Named(named) => arguments(named).collect(),
        _ => return None,
    };
    args.iter()
        .filter_map(Arg::ty)
        .zip(inner)
        .find_map(|(expr, ty)| shown_in(expr, ty, var, generics))
}

/// Returns the answer to a function; `None` after a mistake.
fn response(
    members: &Members<'_, '_, '_, '_>,
    declaration: &Declaration<'_, '_>,
    checker: &mut Checker<'_>,
) -> Option<Option<Response>> {
    let result = &declaration.combinator.result;
    let owner = members.owner;
    let answer = owner.attributes.response.as_ref();
    if !declaration.is_function() {
        let Some(ty) = answer else { return Some(None) };
        let message = format!(
            "`{}` is a constructor, and only a function has a response",
            declaration.combinator.name
        );
        declaration.errors.on(ty, message);
        return None;
    }
    let wire = match wire(&members.scope.of_result(), result) {
        Ok(wire) => wire,
        Err(unsupported) => {
            report_unsupported(unsupported, declaration);
            return None;
        }
    };
    match (wire, answer) {
        (_, Some(ty)) if borrows(ty) => {
            declaration.errors.on(ty, borrowed("`response`", &text(ty)));
            None
        }
        (Wire::Answer(_), Some(ty)) => {
            let message =
                "the answer is that of the call in a field: write `function` instead of `response`";
            declaration.errors.on(ty, message);
            None
        }
        (wire, Some(ty)) => {
            checker.response(result, ty);
            Some(Some(Response::Value {
                wire: fit(wire, Written(ty), None),
                ty: owner.context.fragments.answer(ty),
            }))
        }
        (Wire::Answer(call), None) => Some(Some(Response::AsField(call))),
        // The caller decodes the answer.
        (_, None) if owner.attributes.function.is_some() => {
            checker.asking.call(owner.item, owner.generics);
            Some(None)
        }
        // The key may be in a part that could not be parsed, which is reported already.
        (_, None) if owner.attributes.incomplete.is_some() => None,
        (_, None) => {
            let message = "what is the answer in Rust?";
            let help = "say so in the attribute: `response = Type`; or use `function`, and decode the answer yourself";
            let label = "the answer";
            let message = declaration.mistake(message, result.span(), label, help);
            declaration.errors.at(declaration.place, message);
            None
        }
    }
}
