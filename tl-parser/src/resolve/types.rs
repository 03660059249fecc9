//! Collects the types: every name that is a result, with its parameters and constructors.

use super::declare::{Declared, Entry, is_applied};
use crate::hasher::{Names, Set};
use crate::schema::{Builtin, CombinatorId, CombinatorKind, IndexVec, Origin, Type, TypeId};
use crate::source::Span;
use crate::syntax::ast::{Combinator, Expr, ExprKind, Finality, ParamKind, is_type_name};

/// The types of a schema.
#[derive(Debug, Default)]
pub(super) struct Types<'s> {
    pub(super) all: IndexVec<TypeId, Type<'s>>,
    pub(super) by_name: Names<'s, TypeId>,
    /// The result type of every entry; `None` for `X` of a generic function.
    pub(super) of_entry: IndexVec<CombinatorId, Option<TypeId>>,
    /// Types whose first constructor does not determine all its parameters: those of the type are doubtful
    /// too, so no use is reported for its arguments.
    doubtful: Set<TypeId>,
    /// Types that are declared without constructors: `Empty Photo;`
    empty: Set<TypeId>,
}

impl<'s> Types<'s> {
    /// Returns the type of a constructor.
    pub(super) fn of(&self, constructor: CombinatorId) -> Option<TypeId> {
        self.of_entry[constructor]
    }

    /// Returns the builtin type `Function`, unless the schema has another type of this name.
    pub(super) fn any_function(&self) -> Option<TypeId> {
        let id = *self.by_name.get("Function")?;
        (self.all[id].builtin == Some(Builtin::Function)).then_some(id)
    }

    /// Whether the type is declared without constructors.
    pub(super) fn is_empty(&self, id: TypeId) -> bool {
        !self.empty.is_empty() && self.empty.contains(&id)
    }

    /// Whether the parameters of the type are doubtful.
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
        let ty = &mut self.all[id];
        if ty.constructors.is_empty() {
            // A function may have named it before.
            ty.span = ast.result.span;
            ty.params = kinds(ast);
            if !ast.params.is_empty() && !names_params(ast) {
                self.doubtful.insert(id);
            }
        }
        if !is_applied(ast) || ty.name.contains(' ') {
            ty.constructors.push(constructor);
        }
    }

    /// Adds a type.
    pub(super) fn add(&mut self, ty: Type<'s>) -> TypeId {
        let name = ty.name;
        let id = self.all.push(ty);
        self.by_name.insert(name, id);
        id
    }
}

/// Collects the types of all results.
pub(super) fn collect<'s>(declared: &Declared<'s>) -> Types<'s> {
    let mut types = Types {
        all: IndexVec::with_capacity(declared.entries.len() / 3),
        by_name: Names::with_capacity(declared.entries.len() / 3),
        of_entry: IndexVec::with_capacity(declared.entries.len()),
        doubtful: Set::default(),
        empty: Set::default(),
    };
    // The parameters of a type are those of its first constructor. Only a type without constructors takes
    // them from the first function that has it as a result.
    let mut from_function = Vec::new();
    let mut last: Option<(&str, TypeId)> = None;
    for (id, entry) in declared.entries.entries() {
        let Some(name) = result_type(entry.ast) else {
            types.of_entry.push(None);
            continue;
        };
        // Constructors of one type are mostly adjacent.
        let known = match last {
            Some((last, ty)) if last == name => Some(ty),
            _ => types.by_name.get(name).copied(),
        };
        let ty = known.unwrap_or_else(|| {
            let ty = types.add_empty(name, entry.origin, entry.ast.result.span);
            if entry.kind == CombinatorKind::Function {
                from_function.push((id, ty));
            }
            ty
        });
        last = Some((name, ty));
        types.of_entry.push(Some(ty));
        if entry.kind == CombinatorKind::Constructor && !entry.is_stood_for {
            types.add_constructor(ty, id, entry.ast);
        }
    }
    // An `Empty` declaration is the only one that such a type has.
    for it in &declared.finalities {
        if it.finality == Finality::Empty {
            let known = types.by_name.get(it.ty.value).copied();
            let id =
                known.unwrap_or_else(|| types.add_empty(it.ty.value, Origin::Declared, it.ty.span));
            types.empty.insert(id);
        }
    }
    for (id, ty) in from_function {
        let ty = &mut types.all[ty];
        if ty.constructors.is_empty() {
            ty.params = kinds(declared.entries[id].ast);
        }
    }
    for ty in types.all.iter_mut() {
        ty.builtin = builtin(&ty.constructors, &declared.entries);
    }
    types
}

/// Returns the name of the result type; `None` if the result is a parameter.
fn result_type<'s>(combinator: &Combinator<'s>) -> Option<&'s str> {
    let name = combinator.result.head()?.value;
    (is_type_name(name) && combinator.param(name).is_none()).then_some(name)
}

/// Returns the kinds of the arguments of a result.
fn kinds(combinator: &Combinator<'_>) -> Vec<ParamKind> {
    let args = combinator.result.application().map_or(&[][..], |it| it.1);
    if args.is_empty() {
        return Vec::new();
    }
    let mut vars: Names<'_, ParamKind> = Names::default();
    for field in combinator.fields() {
        if let (ExprKind::Nat, Some(name)) = (&field.ty.kind, field.name) {
            vars.insert(name.value, ParamKind::Nat);
        }
    }
    // A parameter comes last, and so wins over a field that wrongly has its name.
    for param in &combinator.params {
        vars.insert(param.name.value, param.kind);
    }
    args.iter()
        .map(|arg| arg.param_kind(|name| vars.get(name).copied()))
        .collect()
}

/// Whether the result names every parameter, except those that stand for a call: `!X` in a constructor is any
/// function.
fn names_params(combinator: &Combinator<'_>) -> bool {
    fn heads<'s>(expr: &Expr<'s>, found: &mut Names<'s, ()>) {
        match &expr.kind {
            ExprKind::Apply { head, args } => {
                found.insert(head.value, ());
                args.iter().for_each(|arg| heads(arg, found));
            }
            ExprKind::Sum(parts) => parts.iter().for_each(|part| heads(part, found)),
            ExprKind::Bare(inner) => heads(inner, found),
            ExprKind::Nat | ExprKind::Number(_) | ExprKind::Repeat { .. } => {}
        }
    }
    let mut found = Names::default();
    heads(&combinator.result, &mut found);
    let calls = combinator.fields().iter().filter(|field| field.bang);
    calls.for_each(|call| heads(&call.ty, &mut found));
    let mut params = combinator.params.iter();
    params.all(|param| found.contains(param.name.value))
}

/// Returns the builtin of a type with these constructors. A type with other constructors too is an ordinary
/// one, except that `Object` is open and stays a builtin.
fn builtin(
    constructors: &[CombinatorId],
    entries: &IndexVec<CombinatorId, Entry<'_>>,
) -> Option<Builtin> {
    let mut builtins = constructors.iter().map(|id| entries[*id].builtin);
    let first = builtins.clone().flatten().next()?;
    let count = if first == Builtin::Bool { 2 } else { 1 };
    let has_no_other = constructors.len() == count && builtins.all(|it| it.is_some());
    (first.is_open() || has_no_other).then_some(first)
}
