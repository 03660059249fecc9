//! The types: every name that is a result, with its parameters and constructors.

use std::collections::HashMap;

use super::declare::{Declared, Entry, is_type_name, result_head};
use crate::ast::{Body, Combinator, Expr, ExprKind, Finality, Kind};
use crate::schema::{Builtin, CombinatorId, CombinatorKind, Origin, Type, TypeId};

/// The types of a schema.
#[derive(Debug, Default)]
pub(super) struct Types<'s> {
    pub(super) all: Vec<Type<'s>>,
    pub(super) by_name: HashMap<&'s str, TypeId>,
    /// The result type of every entry; `None` for `X` of a generic function.
    pub(super) of_entry: Vec<Option<TypeId>>,
}

impl<'s> Types<'s> {
    /// The type of a constructor.
    pub(super) fn of(&self, constructor: CombinatorId) -> Option<TypeId> {
        self.of_entry.get(constructor.0 as usize).copied().flatten()
    }

    pub(super) fn get(&self, id: TypeId) -> Option<&Type<'s>> {
        self.all.get(id.0 as usize)
    }

    /// Adds a type.
    pub(super) fn add(&mut self, ty: Type<'s>) -> TypeId {
        let id = TypeId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.by_name.insert(ty.name, id);
        self.all.push(ty);
        id
    }
}

/// Collects the types of all results.
pub(super) fn collect<'s>(declared: &Declared<'s>) -> Types<'s> {
    let mut types = Types {
        all: Vec::with_capacity(declared.entries.len() / 3),
        by_name: HashMap::with_capacity(declared.entries.len() / 3),
        of_entry: Vec::with_capacity(declared.entries.len()),
    };
    // The parameters of a type are those of its first constructor. Only a type that no
    // constructor has takes them from the function that answers with it.
    let mut from_function = Vec::new();
    let mut last: Option<(&str, TypeId)> = None;
    for (id, entry) in (0..).map(CombinatorId).zip(&declared.entries) {
        let name = result_head(entry.ast).filter(|name| is_type_name(name));
        let name = name.filter(|name| !is_param(entry.ast, name));
        let Some(name) = name else {
            types.of_entry.push(None);
            continue;
        };
        // Constructors of one type mostly stand together.
        let known = match last {
            Some((last, ty)) if last == name => Some(ty),
            _ => types.by_name.get(name).copied(),
        };
        let ty = known.unwrap_or_else(|| {
            if entry.kind == CombinatorKind::Function {
                from_function.push(id);
            }
            types.add(Type {
                name,
                params: Vec::new(),
                constructors: Vec::new(),
                builtin: None,
                origin: entry.origin,
                docs: String::new(),
                span: entry.ast.result.span,
            })
        });
        last = Some((name, ty));
        types.of_entry.push(Some(ty));
        if let (CombinatorKind::Constructor, Some(ty)) =
            (entry.kind, types.all.get_mut(ty.0 as usize))
        {
            if ty.constructors.is_empty() {
                ty.params = kinds(entry.ast);
            }
            ty.constructors.push(id);
        }
    }
    // An `Empty` declaration is the only one that such a type has.
    for &(finality, name) in &declared.finalities {
        if finality == Finality::Empty && !types.by_name.contains_key(name.value) {
            types.add(Type {
                name: name.value,
                params: Vec::new(),
                constructors: Vec::new(),
                builtin: None,
                origin: Origin::Declared,
                docs: String::new(),
                span: name.span,
            });
        }
    }
    for id in from_function {
        if let (Some(ty), Some(entry)) = (types.of(id), declared.entries.get(id.0 as usize)) {
            if let Some(ty) = types.all.get_mut(ty.0 as usize) {
                if ty.constructors.is_empty() {
                    ty.params = kinds(entry.ast);
                }
            }
        }
    }
    for ty in &mut types.all {
        ty.builtin = builtin(&ty.constructors, &declared.entries);
    }
    types
}

fn is_param(combinator: &Combinator<'_>, name: &str) -> bool {
    combinator
        .params
        .iter()
        .any(|param| param.name.value == name)
}

/// The kinds of the arguments of a result.
fn kinds(combinator: &Combinator<'_>) -> Vec<Kind> {
    let args = match &combinator.result.kind {
        ExprKind::Apply { args, .. } if !args.is_empty() => args,
        ExprKind::Apply { .. }
        | ExprKind::Nat
        | ExprKind::Number(_)
        | ExprKind::Bare(_)
        | ExprKind::Sum(_)
        | ExprKind::Repeat { .. } => return Vec::new(),
    };
    let fields = match &combinator.body {
        Body::Fields(fields) => fields.as_slice(),
        Body::Builtin(_) => &[],
    };
    let numbers = fields
        .iter()
        .filter(|field| matches!(field.ty.kind, ExprKind::Nat));
    let numbers = numbers.filter_map(|field| Some((field.name?.value, Kind::Nat)));
    let params = combinator
        .params
        .iter()
        .map(|param| (param.name.value, param.kind));
    // A parameter comes last, and so wins over a field that wrongly has its name.
    let vars: HashMap<&str, Kind> = numbers.chain(params).collect();
    let kind = |arg: &Expr<'_>| match &arg.kind {
        ExprKind::Number(_) | ExprKind::Sum(_) => Kind::Nat,
        ExprKind::Apply { head, args } if args.is_empty() => {
            vars.get(head.value).copied().unwrap_or(Kind::Type)
        }
        ExprKind::Apply { .. } | ExprKind::Nat | ExprKind::Bare(_) | ExprKind::Repeat { .. } => {
            Kind::Type
        }
    };
    args.iter().map(kind).collect()
}

/// What a type of these constructors has built in: a type that the schema gives other
/// constructors too is an ordinary one. `Object` is open and stays what it is.
fn builtin(constructors: &[CombinatorId], entries: &[Entry<'_>]) -> Option<Builtin> {
    let mut builtins = constructors
        .iter()
        .filter_map(|id| entries.get(id.0 as usize))
        .map(|entry| entry.builtin);
    let first = builtins.clone().flatten().next()?;
    match first {
        Builtin::Object | Builtin::Function => Some(first),
        Builtin::Bool => {
            (constructors.len() == 2 && builtins.all(|it| it.is_some())).then_some(first)
        }
        Builtin::Int
        | Builtin::Long
        | Builtin::Int53
        | Builtin::Double
        | Builtin::Float
        | Builtin::String
        | Builtin::Bytes
        | Builtin::SecureString
        | Builtin::SecureBytes
        | Builtin::Int128
        | Builtin::Int256
        | Builtin::Int512
        | Builtin::True
        | Builtin::Vector => (constructors.len() == 1).then_some(first),
    }
}
