//! The types: every name that is a result, with its parameters and constructors.

use std::collections::{HashMap, HashSet};

use super::declare::{Declared, Entry, result_head};
use crate::ast::{Body, Combinator, Expr, ExprKind, Finality, Kind, is_type_name};
use crate::hash::{Names, names};
use crate::schema::{Builtin, CombinatorId, CombinatorKind, Origin, Type, TypeId};
use crate::span::Span;

/// The types of a schema.
#[derive(Debug, Default)]
pub(super) struct Types<'s> {
    pub(super) all: Vec<Type<'s>>,
    pub(super) by_name: Names<'s, TypeId>,
    /// The result type of every entry; `None` for `X` of a generic function.
    pub(super) of_entry: Vec<Option<TypeId>>,
    /// Types whose first constructor does not say what all its parameters are: what they take is
    /// as doubtful, and no use of them is wrong for that.
    doubtful: HashSet<TypeId>,
}

impl<'s> Types<'s> {
    /// The type of a constructor.
    pub(super) fn of(&self, constructor: CombinatorId) -> Option<TypeId> {
        self.of_entry.get(constructor.0 as usize).copied().flatten()
    }

    pub(super) fn get(&self, id: TypeId) -> Option<&Type<'s>> {
        self.all.get(id.0 as usize)
    }

    /// The type `Function` that is built in, unless the schema has another of this name.
    pub(super) fn any_function(&self) -> Option<TypeId> {
        let id = *self.by_name.get("Function")?;
        (self.get(id)?.builtin == Some(Builtin::Function)).then_some(id)
    }

    /// Whether the parameters of the type are not to be trusted.
    pub(super) fn is_doubtful(&self, id: TypeId) -> bool {
        !self.doubtful.is_empty() && self.doubtful.contains(&id)
    }

    fn add_empty(&mut self, name: &'s str, origin: Origin, span: Span) -> TypeId {
        self.add(Type {
            name,
            params: Vec::new(),
            constructors: Vec::new(),
            builtin: None,
            origin,
            docs: String::new(),
            span,
        })
    }

    fn add_constructor(&mut self, id: TypeId, constructor: CombinatorId, ast: &Combinator<'s>) {
        let Some(ty) = self.all.get_mut(id.0 as usize) else {
            return;
        };
        if ty.constructors.is_empty() {
            ty.params = kinds(ast);
            if !ast.params.is_empty() && !names_params(ast) {
                self.doubtful.insert(id);
            }
        }
        ty.constructors.push(constructor);
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
        by_name: names(declared.entries.len() / 3),
        of_entry: Vec::with_capacity(declared.entries.len()),
        doubtful: HashSet::new(),
    };
    // The parameters of a type are those of its first constructor. Only a type that no
    // constructor has takes them from the function that answers with it.
    let mut from_function = Vec::new();
    let mut last: Option<(&str, TypeId)> = None;
    for (id, entry) in (0..).map(CombinatorId).zip(&declared.entries) {
        let Some(name) = result_type(entry.ast) else {
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
            types.add_empty(name, entry.origin, entry.ast.result.span)
        });
        last = Some((name, ty));
        types.of_entry.push(Some(ty));
        if entry.kind == CombinatorKind::Constructor {
            types.add_constructor(ty, id, entry.ast);
        }
    }
    // An `Empty` declaration is the only one that such a type has.
    for &(finality, name) in &declared.finalities {
        if finality == Finality::Empty && !types.by_name.contains_key(name.value) {
            types.add_empty(name.value, Origin::Declared, name.span);
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

/// The name of the result type; `None` where the result is a parameter.
fn result_type<'s>(combinator: &Combinator<'s>) -> Option<&'s str> {
    let name = result_head(combinator).filter(|name| is_type_name(name))?;
    let mut params = combinator.params.iter();
    (!params.any(|param| param.name.value == name)).then_some(name)
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

/// Whether the result names every parameter.
fn names_params(combinator: &Combinator<'_>) -> bool {
    fn heads<'s>(expr: &Expr<'s>, found: &mut HashSet<&'s str>) {
        match &expr.kind {
            ExprKind::Apply { head, args } => {
                found.insert(head.value);
                args.iter().for_each(|arg| heads(arg, found));
            }
            ExprKind::Sum(parts) => parts.iter().for_each(|part| heads(part, found)),
            ExprKind::Bare(inner) => heads(inner, found),
            ExprKind::Nat | ExprKind::Number(_) | ExprKind::Repeat { .. } => {}
        }
    }
    let mut found = HashSet::new();
    heads(&combinator.result, &mut found);
    let mut params = combinator.params.iter();
    params.all(|param| found.contains(param.name.value))
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
