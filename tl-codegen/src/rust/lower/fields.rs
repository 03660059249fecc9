//! The fields of constructors, functions and repetitions: Rust types, stored masks, boxes.

use tl_parser::schema::{Arg, Builtin, CombinatorId, CombinatorKind, Field, TypeExpr, TypeId};
use tl_parser::source::Span;

use crate::rust::form::{Form, Locals, Scope, forms, only_type};
use crate::rust::lower::Lowering;
use crate::rust::lower::layout::{MAX_OPTIONAL, MAX_VARIANT, size_of, size_of_option};
use crate::rust::lower::repetition::{fitting, is_array};
use crate::rust::model::{Bit, Mask, Number, Role, Ty, Value, Wire};

/// Where the fields of a struct stand: their scope, its names, and how many modules below the root
/// of the file the struct is.
pub(super) struct Site<'a, 's> {
    pub scope: Scope<'a, 's>,
    pub locals: Locals,
    pub depth: usize,
}

impl<'a, 's> Site<'a, 's> {
    pub(super) fn new(scope: Scope<'a, 's>, depth: usize) -> Self {
        Self {
            locals: Locals::new(&scope),
            scope,
            depth,
        }
    }
}

/// A field's role, and the bytes that it takes in its struct.
pub(super) struct Planned {
    pub role: Role,
    pub size: usize,
}

impl<'a, 's> Lowering<'a, 's> {
    /// The site of a constructor's or function's own fields.
    pub(super) fn site(&self, id: CombinatorId, depth: usize) -> Site<'a, 's> {
        Site::new(Scope::new(self.schema, &self.schema[id]), depth)
    }

    /// Learns the size of a struct and whether it has a default.
    pub(super) fn plan(&mut self, id: CombinatorId) {
        if self.naming.combinator(id).is_none() {
            return;
        }
        let site = self.site(id, 0);
        let size = self
            .roles(id, &site)
            .iter()
            .map(|planned| planned.size)
            .sum();
        self.sizes.insert(id, size);
        let default = self.schema[id]
            .fields
            .iter()
            .all(|field| self.has_default(field));
        self.abilities.set_default(id, default);
    }

    /// The roles of all fields. Those that cannot be generated are left out; [`check`](Self::check)
    /// reports them.
    pub(super) fn roles(&mut self, id: CombinatorId, site: &Site<'_, '_>) -> Vec<Planned> {
        let forms = forms(self.schema, &site.scope)
            .into_iter()
            .zip(site.scope.fields);
        forms
            .filter_map(|(form, field)| Some(self.role(id, field, form.ok()?, site)))
            .collect()
    }

    /// Reports what cannot be generated of a scope.
    pub(super) fn check(&mut self, scope: &Scope<'_, '_>) {
        let unsupported = forms(self.schema, scope)
            .into_iter()
            .filter_map(Result::err);
        let unsupported = unsupported.map(|it| it.of(scope.combinator));
        self.diagnostics.extend(unsupported);
    }

    fn role(
        &mut self,
        id: CombinatorId,
        field: &Field<'_>,
        form: Form,
        site: &Site<'_, '_>,
    ) -> Planned {
        match form {
            Form::Mask {
                bits,
                bit,
                passed_on,
            } => {
                let name = field.name.unwrap_or_default();
                let selected = self.keep_masks.selects_field(self.schema[id].name, name);
                let mut mask = Mask {
                    stored: false,
                    bits,
                    bit,
                };
                let named = !is_flags(name) || selected || passed_on;
                // Where each bit guards a field, there are no others to keep.
                mask.stored = bit.is_some() || named && mask.guarded() != u32::MAX;
                let size = if mask.stored { 4 } else { 0 };
                Planned {
                    role: Role::Mask(mask),
                    size,
                }
            }
            Form::Flag(bit) => Planned {
                role: Role::Flag(bit),
                size: 1,
            },
            Form::Count => Planned {
                role: Role::Count,
                size: 0,
            },
            Form::Value(bit, wire) => {
                let ty = self.ty(&field.ty, site);
                let ty = self.string_or_bytes(id, field, ty);
                let wire = match (&ty, wire) {
                    (Ty::Bytes, Wire::String) => Wire::Bytes,
                    (_, wire) => wire,
                };
                self.value(id, field, ty, wire, bit)
            }
        }
    }

    /// A value of that type, in a `Box` where it would contain itself or is large and optional.
    fn value(
        &self,
        id: CombinatorId,
        field: &Field<'_>,
        ty: Ty,
        wire: Wire,
        bit: Option<Bit>,
    ) -> Planned {
        let nullable = field.nullable && bit.is_none();
        let (ty, wire, nullable) = match (nullable, ty, wire) {
            // Of a list, the elements are meant.
            (true, Ty::Vec(element), wire) => {
                let (element, wire) = nullable_elements(field, *element, wire);
                (Ty::Vec(Box::new(element)), wire, false)
            }
            (nullable, ty, wire) => (ty, wire, nullable),
        };
        let size = self.size(&field.ty, &ty);
        let optional = bit.is_some() || nullable;
        let contained = self.schema[id].kind == CombinatorKind::Constructor;
        let recursive = contained
            && matches!(ty, Ty::Item(..) | Ty::Array(..))
            && self.graph.needs_box(self.schema, id, &field.ty);
        let large = optional && size > MAX_OPTIONAL && matches!(ty, Ty::Item(..));
        let (ty, size) = match (ty, recursive || large) {
            // A list is a box of its own.
            (Ty::Array(inner, _), true) => (Ty::Vec(inner), 24),
            (ty, true) => (Ty::Box(Box::new(ty)), 8),
            (ty, false) => (ty, size),
        };
        let wire = fitting(wire, &ty);
        let size = if optional {
            size_of_option(&ty, size)
        } else {
            size
        };
        let (ty, wire) = if nullable {
            let name = field.name.unwrap_or("_").to_owned();
            (
                Ty::Option(Box::new(ty)),
                Wire::Nullable(name, Box::new(wire)),
            )
        } else {
            (ty, wire)
        };
        Planned {
            role: Role::Value(Value {
                ty,
                bit,
                wire,
                with: None,
            }),
            size,
        }
    }

    fn size(&self, expr: &TypeExpr<'_>, ty: &Ty) -> usize {
        match (expr, ty) {
            (TypeExpr::Boxed(id, ..), Ty::Item(..)) => self.size_of_type(*id),
            (TypeExpr::Bare(id, ..), Ty::Item(..)) => self.sizes.of_struct(*id),
            _ => size_of(ty),
        }
    }

    /// The size of an enum or alias.
    fn size_of_type(&self, id: TypeId) -> usize {
        if let Some(only) = self.only_constructor(id) {
            return self.sizes.of_struct(only);
        }
        let constructors = &self.schema[id].constructors;
        let variants = constructors
            .iter()
            .map(|&id| match self.sizes.of_struct(id) {
                size @ 0..=MAX_VARIANT => size,
                _ => 8,
            });
        // What tells one variant from another.
        let tag = if constructors.len() == 1 { 0 } else { 8 };
        tag + variants.max().unwrap_or(0)
    }

    fn string_or_bytes(&mut self, id: CombinatorId, field: &Field<'_>, ty: Ty) -> Ty {
        let Some(bytes) = strings_to_bytes(&ty) else {
            return ty;
        };
        let name = field.name.unwrap_or_default();
        if self
            .strings_as_bytes
            .selects_field(self.schema[id].name, name)
        {
            bytes
        } else {
            ty
        }
    }

    /// The Rust type of a TL type that has a form.
    pub(super) fn ty(&self, expr: &TypeExpr<'_>, site: &Site<'_, '_>) -> Ty {
        match expr {
            TypeExpr::Nat(_) => Ty::Number(Number::Nat),
            TypeExpr::Call(var, _) => {
                let call = site.locals.call(*var).cloned();
                call.map_or(Ty::True, Ty::Param)
            }
            TypeExpr::Var(var, _) => match site.locals.param(&site.scope, *var) {
                Some(param) => Ty::Param(param.clone()),
                None => {
                    let call = site.locals.call(*var).cloned();
                    call.map_or(Ty::True, Ty::Answer)
                }
            },
            TypeExpr::Repeat(count, fields, span) => {
                let (element, size) = self.element(*span, fields, site);
                match (count.var, count.add) {
                    (None, count) if is_array(count, size) => {
                        Ty::Array(Box::new(element), count as usize)
                    }
                    _ => Ty::Vec(Box::new(element)),
                }
            }
            TypeExpr::Boxed(ty, args, _) => match (self.schema[*ty].builtin, self.naming.ty(*ty)) {
                (Some(builtin), _) => self.builtin(builtin, args, site),
                (None, Some(path)) => path.seen_from(
                    site.depth,
                    self.type_args(args, self.type_params.of_enum(*ty), site),
                ),
                (None, None) => Ty::True,
            },
            TypeExpr::Bare(id, args, _) => {
                match (self.schema[*id].builtin, self.naming.combinator(*id)) {
                    // `boolTrue` and `boolFalse` have one value each.
                    (Some(Builtin::Bool), _) => Ty::True,
                    (Some(builtin), _) => self.builtin(builtin, args, site),
                    (None, Some(path)) => path.seen_from(
                        site.depth,
                        self.type_args(args, self.type_params.of_struct(*id), site),
                    ),
                    (None, None) => Ty::True,
                }
            }
        }
    }

    /// What a repetition repeats, and its size.
    fn element(&self, span: Span, fields: &[Field<'_>], site: &Site<'_, '_>) -> (Ty, usize) {
        if let Some(expr) = only_type(fields) {
            let ty = self.ty(expr, site);
            let size = match (expr, &ty) {
                // What is too large for an array is no better in one.
                (TypeExpr::Repeat(count, ..), Ty::Vec(_)) if count.var.is_none() => usize::MAX,
                _ => self.size(expr, &ty),
            };
            return (ty, size);
        }
        let record = Site::new(site.scope.of_repetition(fields), site.depth);
        let sizes = fields
            .iter()
            .map(|field| self.size(&field.ty, &self.ty(&field.ty, &record)));
        (self.record_type(span, fields, site), sizes.sum())
    }

    /// The arguments that are arguments in Rust.
    fn type_args(&self, args: &[Arg<'_>], used: &[bool], site: &Site<'_, '_>) -> Vec<Ty> {
        let used = args.iter().zip(used).filter(|(_, used)| **used);
        let types = used.filter_map(|(arg, _)| match arg {
            Arg::Type(ty) => Some(self.ty(ty, site)),
            Arg::Nat(_) => None,
        });
        types.collect()
    }

    fn builtin(&self, builtin: Builtin, args: &[Arg<'_>], site: &Site<'_, '_>) -> Ty {
        match builtin {
            Builtin::Int => Ty::Number(Number::Int),
            Builtin::Long => Ty::Number(Number::Long),
            Builtin::Int53 => Ty::Number(Number::Int53),
            Builtin::Double => Ty::Number(Number::Double),
            Builtin::Float => Ty::Number(Number::Float),
            Builtin::String => Ty::String,
            Builtin::Bytes => Ty::Bytes,
            Builtin::SecureString => Ty::Secret(Box::new(Ty::String)),
            Builtin::SecureBytes => Ty::Secret(Box::new(Ty::Bytes)),
            Builtin::Int128 => Ty::Raw(16),
            Builtin::Int256 => Ty::Raw(32),
            Builtin::Int512 => Ty::Raw(64),
            Builtin::True => Ty::True,
            Builtin::Bool => Ty::Bool,
            Builtin::Object | Builtin::Function => Ty::Object,
            Builtin::Vector => Ty::Vec(Box::new(match args.first() {
                Some(Arg::Type(element)) => self.ty(element, site),
                Some(Arg::Nat(_)) | None => Ty::True,
            })),
        }
    }
}

/// The elements of a list that may be null, where they are of types of the schema.
fn nullable_elements(field: &Field<'_>, element: Ty, wire: Wire) -> (Ty, Wire) {
    let name = field.name.unwrap_or("_").to_owned();
    let nullable = |element: Box<Wire>| Box::new(Wire::Nullable(name, element));
    match (element, wire) {
        (element @ Ty::Item(..), Wire::Vector(wire)) => {
            (Ty::Option(Box::new(element)), Wire::Vector(nullable(wire)))
        }
        (element @ Ty::Item(..), Wire::List(wire)) => {
            (Ty::Option(Box::new(element)), Wire::List(nullable(wire)))
        }
        (element, wire) => (element, wire),
    }
}

/// `flags`, `flags2` and so on: words of which nobody wants to know.
fn is_flags(name: &str) -> bool {
    name.strip_prefix("flags")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The type with bytes for its strings; `None` where there are none.
fn strings_to_bytes(ty: &Ty) -> Option<Ty> {
    let boxed = |inner: &Ty| strings_to_bytes(inner).map(Box::new);
    match ty {
        Ty::String => Some(Ty::Bytes),
        Ty::Vec(inner) => boxed(inner).map(Ty::Vec),
        Ty::Secret(inner) => boxed(inner).map(Ty::Secret),
        Ty::Box(inner) => boxed(inner).map(Ty::Box),
        Ty::Option(inner) => boxed(inner).map(Ty::Option),
        Ty::Array(inner, size) => boxed(inner).map(|inner| Ty::Array(inner, *size)),
        Ty::Number(_)
        | Ty::Bool
        | Ty::True
        | Ty::Raw(_)
        | Ty::Bytes
        | Ty::Object
        | Ty::Param(_)
        | Ty::Answer(_)
        | Ty::Item(..)
        | Ty::Verbatim(_) => None,
    }
}
