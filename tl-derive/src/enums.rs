//! An enum: a type of several constructors.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{DataEnum, DeriveInput, Fields, LitStr, Type};
use tl_codegen::__private::model::{
    self, Constructor, Directions, Enum, Field, Identity, Param, Struct, Variant, VariantKind,
};
use tl_codegen::__private::names::Cases;
use tl_codegen::__private::wire::type_params;
use tl_parser::ast::ParamKind;

use crate::arms::Arm;
use crate::attr::{Attributes, Target};
use crate::combinator::{Owner, combinator};
use crate::context::Context;
use crate::declaration::Declaration;
use crate::demand::{Asking, VariantId};
use crate::error::Errors;
use crate::filler::filler;
use crate::fragments::Fragments;
use crate::generics::{apart, generics, of_item, parameter};
use crate::manual::{Made, upper_first};
use crate::members::Member;
use crate::question::{self, Question, Seen, Wanted};
use crate::schema::track;
use crate::shape::{Shape, in_any_box, is_boxed, shape, text};
use crate::source::{Source, source, with_source};

/// What the variants of an enum have in common.
struct Union<'i> {
    input: &'i DeriveInput,
    attributes: &'i Attributes,
    context: &'i Context,
    /// The name of the TL type: from `type = "…"`, or from the first declaration.
    name: Option<String>,
    /// Its parameters, from the same place.
    params: Option<Vec<Param>>,
}

/// Returns the model of an enum.
pub(crate) fn of_enum(
    input: &DeriveInput,
    data: &DataEnum,
    attributes: &Attributes,
    context: &Context,
) -> Enum {
    let errors = &context.errors;
    let mut arms = Arm::all(data, errors);
    if arms.is_empty() {
        let message = "an enum holds the constructors of its TL type, and this one has none\nhelp: add a variant for each, \
                       such as `#[tl(\"name = Type;\")] Name`; `#[tl(other)] Other(u32, Vec<u8>)` is one for all others";
        errors.at(input.ident.span(), message);
    }
    let (name, params) = match &attributes.type_name {
        Some(text) => {
            let item = context.fragments.ident(&input.ident);
            let (name, params) = type_name(text, item, errors);
            (name, Some(params))
        }
        None => (None, None),
    };
    let mut union = Union {
        input,
        attributes,
        context,
        name,
        params,
    };
    let mut kinds = Vec::new();
    for arm in &mut arms {
        let kind = union.variant(arm);
        kinds.extend(kind.map(|kind| (arm.variant, kind)));
    }
    let params = union.params.take().unwrap_or_default();
    let params = with_idents(params, &input.generics, &context.fragments);
    let tokens = of_item(&input.ident, &input.generics, &data.variants);
    let params = apart(params, &[], &tokens);
    union.check_payloads(&arms, &params);
    let asking = Asking::new(context, &input.ident, &input.generics);
    asking.distinct(&duplicates(&kinds, errors));
    let variants = kinds.into_iter().map(|(variant, kind)| Variant {
        ident: context.fragments.ident(&variant.ident),
        docs: String::new(),
        attributes: Vec::new(),
        kind,
        conversion: None,
    });
    let variants: Vec<Variant> = variants.collect();
    let filler = filler(input, &arms, errors);
    let of_arms = arms.iter().filter_map(|arm| arm.attributes.schema.as_ref());
    for path in attributes.schema.iter().chain(of_arms) {
        track(path, context);
    }
    let fields: Vec<&Field> = variants
        .iter()
        .flat_map(|variant| fields(&variant.kind))
        .collect();
    Enum {
        ident: context.fragments.ident(&input.ident),
        name: union
            .name
            .unwrap_or_else(|| upper_first(&input.ident.to_string())),
        generics: generics(&input.generics, &[], &params, &fields, &context.fragments),
        params,
        docs: String::new(),
        derives: Vec::new(),
        non_exhaustive: false,
        attributes: Vec::new(),
        directions: attributes.directions(),
        compiled: Directions::BOTH,
        variants,
        filler,
        getters: Vec::new(),
    }
}

fn fields(kind: &VariantKind) -> &[Field] {
    match kind {
        VariantKind::Fields(item) => &item.fields,
        VariantKind::Unit(_)
        | VariantKind::Newtype { .. }
        | VariantKind::Other { .. }
        | VariantKind::Unknown => &[],
    }
}

impl Union<'_> {
    fn variant(&mut self, arm: &mut Arm<'_>) -> Option<VariantKind> {
        let errors = &self.context.errors;
        let why = "this variant is for constructors that have no declaration";
        if let Some(span) = arm.attributes.other {
            arm.refuse_all_but(&["other", "filler"], why, errors);
            let other = other(&arm.variant.fields, &self.context.fragments);
            if other.is_none() {
                let message = "a variant for all other constructors holds the id and the rest of \
                               the input: `Other(u32, Vec<u8>)`";
                errors.at(span, message);
            }
            return other;
        }
        if let Some(span) = arm.attributes.unknown {
            arm.refuse_all_but(&["unknown", "filler"], why, errors);
            self.unknown(&arm.variant.fields, span);
            return Some(VariantKind::Unknown);
        }
        let Arm {
            variant,
            attributes,
            members,
        } = arm;
        let schema = self.attributes.schema.as_ref();
        match (
            source(attributes, Target::Variant, schema, errors).ok()?,
            &variant.fields,
        ) {
            (Some(source), _) => self.declared(variant, attributes, members, &source),
            (None, Fields::Unnamed(fields)) if fields.unnamed.len() == 1 => {
                let why = "the struct in the variant already has a declaration";
                let useful = ["filler", "name", "schema"];
                arm.refuse_all_but(&useful, why, errors);
                let ty = fields.unnamed.first().map(|field| &field.ty);
                Some(VariantKind::Newtype {
                    ty: self.context.fragments.ty(ty),
                    constructor: None,
                })
            }
            (None, _) if self.attributes.line.is_some() || Member::has_line(members) => None,
            (None, _) if schema.is_some() => {
                let message = "which constructor of the schema is this? `#[tl(name = \"…\")]` says it\nhelp: only a \
                               variant that holds one struct needs no name, because the struct has one";
                errors.at(variant.ident.span(), message);
                None
            }
            (None, _) => {
                let message = "which constructor is this? say it with `#[tl(\"name#id … = \
                               Type;\")]`\nhelp: only a variant that holds one struct needs no \
                               declaration, because the struct has one";
                errors.at(variant.ident.span(), message);
                None
            }
        }
    }

    /// Checks that the variant for unknown constructors holds a type of the runtime.
    fn unknown(&self, fields: &Fields, key: Span) {
        let message = "a variant for unknown constructors holds the runtime's `Unknown`, or its \
                       `UnknownRef`: `Unknown(tl_runtime::value::Unknown)`";
        let mut members = fields.iter();
        let (Fields::Unnamed(_), Some(field), None) = (fields, members.next(), members.next())
        else {
            self.context.errors.at(key, message);
            return;
        };
        match shape(&field.ty) {
            Shape::Named(_) if !is_boxed(&field.ty) => {
                let asking = Asking::new(self.context, &self.input.ident, &self.input.generics);
                asking.demand_unknown(&field.ty, message);
            }
            _ => {
                self.context.errors.on(&field.ty, message);
            }
        }
    }

    /// Returns the model of a variant that has a declaration.
    fn declared(
        &mut self,
        variant: &syn::Variant,
        attributes: &Attributes,
        members: &mut [Member<'_>],
        source: &Source<'_>,
    ) -> Option<VariantKind> {
        let made = Made {
            ident: &variant.ident,
            type_name: self
                .name
                .clone()
                .unwrap_or_else(|| upper_first(&self.input.ident.to_string())),
        };
        let has_params = self
            .params
            .as_ref()
            .is_some_and(|params| !params.is_empty());
        let (input, context) = (self.input, self.context);
        let name = &mut self.name;
        let use_it = |members: &[Member<'_>], declaration: &Declaration<'_, '_>| {
            same_type(name, &variant.ident, declaration)?;
            if (has_params || declaration.has_type_params()) && !members.is_empty() {
                let message = "the constructors of a type with parameters are separate structs: let the variant hold one";
                declaration.errors.at(variant.ident.span(), message);
                return None;
            }
            let owner = Owner {
                ident: &variant.ident,
                item: &input.ident,
                fields: &variant.fields,
                members,
                generics: &input.generics,
                attributes,
                context,
            };
            combinator(&owner, declaration)
        };
        let item = with_source(source, attributes, members, &made, &context.errors, use_it)?;
        self.params.get_or_insert_with(|| item.params.clone());
        Some(match (item.identity, &variant.fields) {
            (Identity::Constructor(constructor), Fields::Unit) if item.fields.is_empty() => {
                VariantKind::Unit(constructor)
            }
            (identity, _) => VariantKind::Fields(Box::new(Struct { identity, ..item })),
        })
    }

    /// Checks that variants hold constructors of the enum's TL type (if it is not known: of one type), and that
    /// their type arguments are the parameters of the enum.
    fn check_payloads(&self, arms: &[Arm<'_>], params: &[Param]) {
        let mut asking = Asking::new(self.context, &self.input.ident, &self.input.generics);
        let types = params
            .iter()
            .filter(|param| matches!(param, Param::Type { .. }));
        let parameters: Vec<Option<&Ident>> = types
            .map(|param| parameter(&self.input.generics, param))
            .collect();
        let mut first: Option<(&Ident, &Type)> = None;
        for arm in arms {
            let declared = arm.attributes.line.is_some()
                || arm.attributes.name.is_some()
                || arm.attributes.id.is_some()
                || arm.attributes.other.or(arm.attributes.unknown).is_some();
            if declared {
                continue;
            }
            for field in &arm.variant.fields {
                let site = format!("the variant `{}`", arm.variant.ident);
                let inner = in_any_box(&field.ty);
                let rust = text(&field.ty);
                let message = format!(
                    "{site} holds `{rust}`, whose type arguments are not the parameters of the enum"
                );
                let known = asking.demand(&Question {
                    site,
                    place: question::Place::Variant,
                    wanted: self.name.as_deref().map(Wanted::Type),
                    seen: Seen {
                        ty: inner,
                        shown: &field.ty,
                    },
                    arguments: Some(parameters.len()),
                    has_arguments: !params.is_empty(),
                    constructors: 0,
                    is_bare: true,
                    follows: false,
                });
                asking
                    .supposed
                    .extend(known.map(ToTokens::into_token_stream));
                asking.demand_parameters(inner, &parameters, &message);
                if self.name.is_none() {
                    let ident = &arm.variant.ident;
                    let (first, of_first) = *first.get_or_insert((ident, inner));
                    if first != ident {
                        let message = format!(
                            "the variants `{first}` and `{ident}` hold {{}} and {{}}: an enum holds the constructors of one type, or functions"
                        );
                        asking.demand_one_enum(of_first, inner, &message);
                    }
                }
                asking.supposed.clear();
            }
        }
    }
}

/// Checks that a declaration is a constructor of the enum's TL type. The first declaration sets the type if
/// it is not known yet.
fn same_type(
    name: &mut Option<String>,
    variant: &Ident,
    declaration: &Declaration<'_, '_>,
) -> Option<()> {
    let combinator = declaration.combinator;
    let result = combinator.result.span();
    if declaration.is_function() {
        let message = format!("`{}` is a function, not a value of a type", combinator.name);
        let help = format!(
            "write a struct for the function, with the key `response` or `function`, and let the variant hold it: \
             `{variant}({variant})`"
        );
        declaration.errors.at(
            declaration.place,
            declaration.mistake(&message, result, "its answer", &help),
        );
        return None;
    }
    let own = declaration.type_name()?;
    let wanted = name.get_or_insert_with(|| own.to_owned());
    if wanted != own {
        let message = format!(
            "`{}` is of the type `{own}`, and the enum is `{wanted}`",
            combinator.name
        );
        let help = "an enum holds the constructors of one type, which it names by `type = \"…\"`, or else \
                    its first declaration does";
        declaration.errors.at(
            declaration.place,
            declaration.mistake(&message, result, "", help),
        );
    }
    Some(())
}

/// Returns a variant for all other constructors: `Other(u32, Vec<u8>)`, `Other { id: u32, rest: Vec<u8> }`.
fn other(fields: &Fields, fragments: &Fragments) -> Option<VariantKind> {
    let mut members = (0u32..).zip(fields);
    let (Some((0, id)), Some((1, rest)), None) = (members.next(), members.next(), members.next())
    else {
        return None;
    };
    let is_id = matches!(shape(&id.ty), Shape::Primitive(name) if name == "u32");
    let is_rest = matches!(shape(&rest.ty), Shape::Bytes | Shape::Named(_));
    let member = |field: &syn::Field, place: u32| match &field.ident {
        Some(ident) => fragments.ident(ident).to_string(),
        None => place.to_string(),
    };
    (is_id && is_rest).then(|| VariantKind::Other {
        id: member(id, 0),
        rest: member(rest, 1),
    })
}

/// Reports ids, payloads and catch-alls that are repeated. Returns the ids.
fn duplicates<'i>(
    variants: &[(&'i syn::Variant, VariantKind)],
    errors: &Errors,
) -> Vec<(&'i Ident, VariantId<'i>)> {
    let mut ids: Vec<(&Ident, VariantId<'_>)> = Vec::new();
    let mut firsts = BTreeMap::new();
    let mut other = false;
    for (variant, kind) in variants {
        let (ident, span) = (&variant.ident, variant.ident.span());
        let constructor: Option<&Constructor> = match kind {
            VariantKind::Unit(constructor) => Some(constructor),
            VariantKind::Fields(item) => match &item.identity {
                Identity::Constructor(constructor) => Some(constructor),
                Identity::Element(_) => None,
            },
            VariantKind::Newtype { .. } => None,
            VariantKind::Other { .. } | VariantKind::Unknown => {
                if std::mem::replace(&mut other, true) {
                    let message = "another variant already takes all other constructors";
                    errors.at(span, message);
                }
                continue;
            }
        };
        let held = variant.fields.iter().next().map(|field| &field.ty);
        let id = match (constructor, held) {
            (Some(constructor), _) => VariantId::Known(constructor.id),
            (None, Some(ty)) => VariantId::Of(ty),
            (None, None) => continue,
        };
        match firsts.entry(id.key()) {
            Entry::Occupied(first) => {
                let (first, known) = first.get();
                let message = match known {
                    VariantId::Known(id) => {
                        format!(
                            "the variant `{first}` has the id {id:08x} already: was its declaration copied?"
                        )
                    }
                    VariantId::Of(ty) => format!(
                        "the variant `{first}` holds `{}` already: a constructor is one variant",
                        text(ty)
                    ),
                };
                errors.at(span, message);
            }
            Entry::Vacant(place) => {
                place.insert((ident, id));
                ids.push((ident, id));
            }
        }
    }
    ids
}

/// Parses the name and the parameters of a type, which is `item` in Rust: `Maybe {t:Type}`.
pub(crate) fn type_name(
    text: &LitStr,
    item: model::Ident,
    errors: &Errors,
) -> (Option<String>, Vec<Param>) {
    let value = text.value();
    let mut words = value.split_whitespace();
    let name = words.next().unwrap_or_default().to_owned();
    let last = name.rsplit('.').next().unwrap_or_default();
    if !last.starts_with(|first: char| first.is_ascii_uppercase()) {
        let message = "the name of a type begins with a capital letter, after its namespace: \
                       `InputPhoto`, `photos.Photo`";
        errors.at(text.span(), message);
        return (None, Vec::new());
    }
    let mut params = Vec::new();
    for word in words {
        let param = word
            .strip_prefix('{')
            .and_then(|word| word.strip_suffix('}'))
            .and_then(|word| word.split_once(':'));
        match param {
            Some((name, "#")) => params.push((name, ParamKind::Nat)),
            Some((name, "Type")) => params.push((name, ParamKind::Type)),
            _ => {
                let message = format!(
                    "`{word}` is not a parameter: a type has `{{name:Type}}` and `{{name:#}}` after its name"
                );
                errors.at(text.span(), message);
            }
        }
    }
    let params = type_params(item, params, &mut Cases::default());
    (Some(name), params)
}

/// Matches the parameters with the Rust parameters of the enum: by name, or else all in order.
fn with_idents(params: Vec<Param>, generics: &syn::Generics, fragments: &Fragments) -> Vec<Param> {
    let own: Vec<&Ident> = generics.type_params().map(|param| &param.ident).collect();
    let is_own = |ident: &model::Ident| own.iter().any(|own| *own == ident.as_str());
    let named = |param: &Param| param.type_ident().is_some_and(is_own);
    let types = params
        .iter()
        .filter(|param| param.type_ident().is_some())
        .count();
    let by_order = types == own.len() && !params.iter().any(named);
    let mut rest = own.iter().filter(|_| by_order);
    let param = |param: Param| {
        param.with_type_ident(|ident| {
            let next = rest.next().map(|ident| fragments.ident(ident));
            ident.filter(is_own).or(next)
        })
    };
    params.into_iter().map(param).collect()
}
