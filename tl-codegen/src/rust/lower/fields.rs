//! The fields of constructors and functions: Rust types, stored masks, boxes.

use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Field, TypeExpr, TypeId,
};

use crate::rust::form::{Form, forms};
use crate::rust::lower::Lowering;
use crate::rust::lower::layout::{MAX_OPTIONAL, MAX_VARIANT, size_of, size_of_option};
use crate::rust::model::{Bit, Mask, Number, Role, Ty, Value, Wire};
use crate::rust::names::{camel, ident};

/// A field's role, and the bytes that it takes in its struct.
pub(super) struct Planned {
    pub role: Role,
    pub size: usize,
}

impl Lowering<'_, '_> {
    /// Learns the size of a struct and whether it has a default.
    pub(super) fn plan(&mut self, id: CombinatorId) {
        if self.naming.combinator(id).is_none() {
            return;
        }
        let size = self.roles(id, 0).iter().map(|planned| planned.size).sum();
        self.sizes.insert(id, size);
        let default = self.schema[id]
            .fields
            .iter()
            .all(|field| self.has_default(field));
        self.abilities.set_default(id, default);
    }

    /// The roles of all fields, for a struct that is `depth` modules below the root of the file.
    /// Fields that cannot be generated are left out; [`check`](Self::check) reports them.
    pub(super) fn roles(&mut self, id: CombinatorId, depth: usize) -> Vec<Planned> {
        let schema = self.schema;
        let combinator = &schema[id];
        let forms = forms(schema, combinator)
            .into_iter()
            .zip(&combinator.fields);
        forms
            .filter_map(|(form, field)| Some(self.role(id, field, form.ok()?, depth)))
            .collect()
    }

    /// Reports what cannot be generated of a constructor or function.
    pub(super) fn check(&mut self, id: CombinatorId) {
        let forms = forms(self.schema, &self.schema[id]);
        let unsupported = forms.into_iter().filter_map(Result::err);
        self.diagnostics.extend(unsupported.map(Into::into));
    }

    fn role(&mut self, id: CombinatorId, field: &Field<'_>, form: Form, depth: usize) -> Planned {
        match form {
            Form::Mask(bits) => {
                let name = field.name.unwrap_or_default();
                let selected = self.stored_masks.selects_field(self.schema[id].name, name);
                let stored = selected || !is_flags(name);
                let size = if stored { 4 } else { 0 };
                Planned {
                    role: Role::Mask(Mask { stored, bits }),
                    size,
                }
            }
            Form::Flag(bit) => Planned {
                role: Role::Flag(bit),
                size: 1,
            },
            Form::Value(bit, wire) => {
                let ty = self.ty(id, &field.ty, depth);
                let ty = self.string_or_bytes(&self.schema[id], field, ty);
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
        let size = self.size(&field.ty, &ty);
        let contained = self.schema[id].kind == CombinatorKind::Constructor;
        let recursive = contained && self.graph.needs_box(self.schema, id, &field.ty);
        let large = bit.is_some() && size > MAX_OPTIONAL && matches!(ty, Ty::Item(..));
        let (ty, size) = if recursive || large {
            (Ty::Box(Box::new(ty)), 8)
        } else {
            (ty, size)
        };
        let size = if bit.is_some() {
            size_of_option(&ty, size)
        } else {
            size
        };
        Planned {
            role: Role::Value(Value { ty, bit, wire }),
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
        let constructors = &self.schema[id].constructors;
        if let [only] = constructors.as_slice() {
            return self.sizes.of_struct(*only);
        }
        let variants = constructors
            .iter()
            .map(|&id| match self.sizes.of_struct(id) {
                size @ 0..=MAX_VARIANT => size,
                _ => 8,
            });
        8 + variants.max().unwrap_or(0)
    }

    fn string_or_bytes(&mut self, combinator: &Combinator<'_>, field: &Field<'_>, ty: Ty) -> Ty {
        let Some(bytes) = strings_to_bytes(&ty) else {
            return ty;
        };
        let name = field.name.unwrap_or_default();
        if self.strings_as_bytes.selects_field(combinator.name, name) {
            bytes
        } else {
            ty
        }
    }

    /// The Rust type of a TL type that has a form.
    pub(super) fn ty(&self, id: CombinatorId, expr: &TypeExpr<'_>, depth: usize) -> Ty {
        let (builtin, args, path) = match expr {
            TypeExpr::Nat(_) => return Ty::Number(Number::Nat),
            TypeExpr::Call(var, _) | TypeExpr::Var(var, _) => {
                let name = self.schema[id].var(*var).map_or("X", |var| var.name);
                return Ty::Param(ident(&camel(name)));
            }
            TypeExpr::Repeat(..) => return Ty::True,
            TypeExpr::Boxed(ty, args, _) => (self.schema[*ty].builtin, args, self.naming.ty(*ty)),
            TypeExpr::Bare(constructor, args, _) => (
                self.schema[*constructor].builtin,
                args,
                self.naming.combinator(*constructor),
            ),
        };
        match (builtin, path) {
            (Some(builtin), _) => self.builtin(id, builtin, args, depth),
            (None, Some(path)) => path.seen_from(depth),
            (None, None) => Ty::True,
        }
    }

    fn builtin(&self, id: CombinatorId, builtin: Builtin, args: &[Arg<'_>], depth: usize) -> Ty {
        match builtin {
            Builtin::Int => Ty::Number(Number::Int),
            Builtin::Long | Builtin::Int53 => Ty::Number(Number::Long),
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
                Some(Arg::Type(element)) => self.ty(id, element, depth),
                Some(Arg::Nat(_)) | None => Ty::True,
            })),
        }
    }
}

/// `flags`, `flags2` and so on: words of which nobody wants to know.
fn is_flags(name: &str) -> bool {
    name.strip_prefix("flags")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The type with bytes for its strings; `None` where there are none.
fn strings_to_bytes(ty: &Ty) -> Option<Ty> {
    match ty {
        Ty::String => Some(Ty::Bytes),
        Ty::Vec(inner) => strings_to_bytes(inner).map(|inner| Ty::Vec(Box::new(inner))),
        Ty::Secret(inner) => strings_to_bytes(inner).map(|inner| Ty::Secret(Box::new(inner))),
        Ty::Box(inner) => strings_to_bytes(inner).map(|inner| Ty::Box(Box::new(inner))),
        Ty::Number(_)
        | Ty::Bool
        | Ty::True
        | Ty::Raw(_)
        | Ty::Bytes
        | Ty::Object
        | Ty::Param(_)
        | Ty::Item(..)
        | Ty::Verbatim(_) => None,
    }
}
