//! The fields of constructors and functions: types, forms, masks, boxes.

use std::collections::BTreeMap;

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{self, Arg, Builtin, Combinator, CombinatorId, Field, TypeExpr, VarId};
use tl_parser::span::Span;

use crate::rust::lower::Lowering;
use crate::rust::lower::layout::{MAX_OPTIONAL, MAX_VARIANT, size_of, size_of_option};
use crate::rust::lower::order::closes_cycle;
use crate::rust::model::{Bit, GuardedBit, Mask, Number, Role, Ty, Value, Wire};
use crate::rust::names::ident;

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
        // What is wrong is reported when the struct itself is made.
        let reported = self.diagnostics.len();
        let size = self.roles(id, 0).iter().map(|planned| planned.size).sum();
        self.diagnostics.truncate(reported);
        self.sizes.insert(id, size);
        let default = self.schema[id].fields.iter().all(|field| self.has_default(field));
        self.abilities.set_default(id, default);
    }

    /// The roles of all fields, for a struct that is `depth` modules below the root of the file.
    pub(super) fn roles(&mut self, id: CombinatorId, depth: usize) -> Vec<Planned> {
        let schema = self.schema;
        let combinator = &schema[id];
        let guarded = guarded(combinator);
        let places: BTreeMap<VarId, usize> = combinator
            .fields
            .iter()
            .enumerate()
            .filter_map(|(index, field)| Some((field.var?, index)))
            .collect();
        let fields = combinator.fields.iter();
        let roles = fields.map(|field| self.role(id, field, depth, &guarded, &places));
        roles.collect()
    }

    fn role(
        &mut self,
        id: CombinatorId,
        field: &Field<'_>,
        depth: usize,
        guarded: &BTreeMap<VarId, Vec<GuardedBit>>,
        places: &BTreeMap<VarId, usize>,
    ) -> Planned {
        let combinator = &self.schema[id];
        let bit = field.mask.map(|mask| (places.get(&mask.var).copied(), mask));
        let bit = match bit {
            None => None,
            Some((Some(place), mask)) => Some(Bit { mask: place, bit: mask.bit }),
            Some((None, _)) => {
                self.unsupported("a mask that is a parameter", field.span);
                None
            }
        };
        if let Some(bits) = field.var.and_then(|var| guarded.get(&var)) {
            if bit.is_some() {
                self.unsupported("a mask under a mask", field.span);
            }
            let name = field.name.unwrap_or_default();
            let selected = self.stored_masks.selects_field(combinator.name, name);
            let stored = selected || !is_flags(name);
            let size = if stored { 4 } else { 0 };
            return Planned { role: Role::Mask(Mask { stored, bits: bits.clone() }), size };
        }
        if let (Some(bit), TypeExpr::Bare(constructor, ..)) = (bit, &field.ty) {
            if self.schema[*constructor].builtin == Some(Builtin::True) {
                return Planned { role: Role::Flag(bit), size: 1 };
            }
        }
        let (ty, wire) = self.value(id, &field.ty, depth);
        let ty = self.string_or_bytes(combinator, field, ty);
        let wire = if matches!((&ty, &wire), (Ty::Bytes, Wire::String)) { Wire::Bytes } else { wire };
        self.boxed_value(id, field, ty, wire, bit)
    }

    /// A value of that type, in a `Box` where it would contain itself or is large and optional.
    fn boxed_value(
        &self,
        id: CombinatorId,
        field: &Field<'_>,
        ty: Ty,
        wire: Wire,
        bit: Option<Bit>,
    ) -> Planned {
        let size = self.size(&field.ty, &ty);
        let recursive = self.is_recursive(id, &field.ty);
        let large = bit.is_some() && size > MAX_OPTIONAL && matches!(ty, Ty::Item(..));
        let (ty, size) = if recursive || large { (Ty::Box(Box::new(ty)), 8) } else { (ty, size) };
        let size = if bit.is_some() { size_of_option(&ty, size) } else { size };
        Planned { role: Role::Value(Value { ty, bit, wire }), size }
    }

    /// Whether a value of that type can contain one of `id` again.
    fn is_recursive(&self, id: CombinatorId, ty: &TypeExpr<'_>) -> bool {
        let first = match ty {
            TypeExpr::Boxed(ty, ..) => self.schema[*ty].constructors.first().copied(),
            TypeExpr::Bare(constructor, ..) => Some(*constructor),
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => None,
        };
        first.is_some_and(|inner| closes_cycle(self.schema, &self.graph, id, inner))
    }

    fn size(&self, expr: &TypeExpr<'_>, ty: &Ty) -> usize {
        match (expr, ty) {
            (TypeExpr::Boxed(id, ..), Ty::Item(..)) => self.size_of_type(*id),
            (TypeExpr::Bare(id, ..), Ty::Item(..)) => self.sizes.of_struct(*id),
            _ => size_of(ty),
        }
    }

    /// The size of an enum or alias.
    fn size_of_type(&self, id: schema::TypeId) -> usize {
        let constructors = &self.schema[id].constructors;
        if let [only] = constructors.as_slice() {
            return self.sizes.of_struct(*only);
        }
        let variants = constructors.iter().map(|&id| match self.sizes.of_struct(id) {
            0..=MAX_VARIANT => self.sizes.of_struct(id),
            _ => 8,
        });
        8 + variants.max().unwrap_or(0)
    }

    fn string_or_bytes(&mut self, combinator: &Combinator<'_>, field: &Field<'_>, ty: Ty) -> Ty {
        if !contains_string(&ty) {
            return ty;
        }
        let name = field.name.unwrap_or_default();
        if self.strings_as_bytes.selects_field(combinator.name, name) { strings_to_bytes(ty) } else { ty }
    }

    /// The Rust type and the form of a TL type.
    pub(super) fn value(&mut self, id: CombinatorId, expr: &TypeExpr<'_>, depth: usize) -> (Ty, Wire) {
        match expr {
            TypeExpr::Nat(_) => (Ty::Number(Number::Nat), Wire::Number(Number::Nat)),
            TypeExpr::Call(var, _) => {
                let name = self.schema[id].var(*var).map_or("X", |var| var.name);
                (Ty::Param(ident(&crate::rust::names::camel(name))), Wire::Boxed)
            }
            TypeExpr::Var(_, span) => self.unsupported("a field whose type is a parameter", *span),
            TypeExpr::Repeat(_, _, span) => self.unsupported("a repetition", *span),
            TypeExpr::Boxed(ty, args, span) => match self.schema[*ty].builtin {
                Some(builtin) => self.builtin(id, builtin, true, args, *span, depth),
                None => self.item(self.naming.ty(*ty).map(|path| path.from_depth(depth)), Wire::Boxed, args, *span),
            },
            TypeExpr::Bare(constructor, args, span) => match self.schema[*constructor].builtin {
                Some(builtin) => self.builtin(id, builtin, false, args, *span, depth),
                None => self.item(
                    self.naming.combinator(*constructor).map(|path| path.from_depth(depth)),
                    Wire::Bare,
                    args,
                    *span,
                ),
            },
        }
    }

    fn item(&mut self, path: Option<Ty>, wire: Wire, args: &[Arg<'_>], span: Span) -> (Ty, Wire) {
        match path {
            Some(path) if args.is_empty() => (path, wire),
            _ => self.unsupported("a type with arguments", span),
        }
    }

    fn builtin(
        &mut self,
        id: CombinatorId,
        builtin: Builtin,
        boxed: bool,
        args: &[Arg<'_>],
        span: Span,
        depth: usize,
    ) -> (Ty, Wire) {
        let number = |number| (Ty::Number(number), Wire::Number(number));
        let secret = |inner| Ty::Secret(Box::new(inner));
        let (ty, bare) = match builtin {
            Builtin::Int => number(Number::Int),
            Builtin::Long | Builtin::Int53 => number(Number::Long),
            Builtin::Double => number(Number::Double),
            Builtin::Float => number(Number::Float),
            Builtin::String => (Ty::String, Wire::String),
            Builtin::Bytes => (Ty::Bytes, Wire::Bytes),
            Builtin::SecureString => (secret(Ty::String), Wire::Bare),
            Builtin::SecureBytes => (secret(Ty::Bytes), Wire::Bare),
            Builtin::Int128 => (Ty::Raw(16), Wire::Raw),
            Builtin::Int256 => (Ty::Raw(32), Wire::Raw),
            Builtin::Int512 => (Ty::Raw(64), Wire::Raw),
            Builtin::True => (Ty::True, Wire::Bare),
            // These have no bare form of their own.
            Builtin::Bool => return (Ty::Bool, Wire::Bool),
            Builtin::Object => return (Ty::Object, Wire::Object),
            Builtin::Function => return (Ty::Object, Wire::Function),
            Builtin::Vector => {
                let Some(Arg::Type(element)) = args.first() else {
                    return self.unsupported("a vector without its element", span);
                };
                let (ty, wire) = self.value(id, element, depth);
                let (ty, wire) = (Ty::Vec(Box::new(ty)), Box::new(wire));
                return (ty, if boxed { Wire::Vector(wire) } else { Wire::List(wire) });
            }
        };
        (ty, if boxed { Wire::Boxed } else { bare })
    }

    fn unsupported(&mut self, what: &str, span: Span) -> (Ty, Wire) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::Unsupported,
                format!("no code can be generated for {what}"),
                span,
                "this is not supported yet",
            )
            .note("the schema is valid; nothing was generated, so that nothing is missing silently"),
        );
        (Ty::True, Wire::Bare)
    }
}

/// The bits that guard fields, by mask.
fn guarded(combinator: &Combinator<'_>) -> BTreeMap<VarId, Vec<GuardedBit>> {
    let mut masks: BTreeMap<VarId, BTreeMap<u8, Vec<usize>>> = BTreeMap::new();
    for (index, field) in combinator.fields.iter().enumerate() {
        if let Some(mask) = field.mask {
            masks.entry(mask.var).or_default().entry(mask.bit).or_default().push(index);
        }
    }
    let bits = |bits: BTreeMap<u8, Vec<usize>>| {
        bits.into_iter().map(|(bit, fields)| GuardedBit { bit, fields }).collect()
    };
    masks.into_iter().map(|(var, guarded)| (var, bits(guarded))).collect()
}

/// `flags`, `flags2` and so on: words of which nobody wants to know.
fn is_flags(name: &str) -> bool {
    name.strip_prefix("flags").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn contains_string(ty: &Ty) -> bool {
    match ty {
        Ty::String => true,
        Ty::Vec(inner) | Ty::Secret(inner) | Ty::Box(inner) => contains_string(inner),
        Ty::Number(_)
        | Ty::Bool
        | Ty::True
        | Ty::Raw(_)
        | Ty::Bytes
        | Ty::Object
        | Ty::Param(_)
        | Ty::Item(..)
        | Ty::Verbatim(_) => false,
    }
}

fn strings_to_bytes(ty: Ty) -> Ty {
    match ty {
        Ty::String => Ty::Bytes,
        Ty::Vec(inner) => Ty::Vec(Box::new(strings_to_bytes(*inner))),
        Ty::Secret(inner) => Ty::Secret(Box::new(strings_to_bytes(*inner))),
        other => other,
    }
}
