//! The traits of the Rust types: those that the user wants, as far as the contents of a type have them.

use std::rc::Rc;
use std::slice;

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Field, IndexVec, Schema, Type,
    TypeExpr, TypeId,
};

use crate::rust::derives::Traits;
use crate::rust::model::{Ident, Number, Ty};
use crate::rust::plan::externs::Externs;
use crate::rust::plan::selections::{Listed, Selections};
use crate::rust::plan::{Planner, Plans, TypePlan};
use crate::rust::wire::MAX_ARRAY;
use crate::rust::wire::builtin::row;
use crate::sorted::Map;

impl Planner<'_, '_, '_> {
    /// Whether all fields have a default. Everything that they contain must be planned already.
    pub(super) fn have_default(&self, fields: &[Field<'_>]) -> bool {
        fields.iter().all(|field| {
            field.mask.is_some() || self.may_be_null(field) || self.type_has_default(&field.ty)
        })
    }

    fn type_has_default(&self, ty: &TypeExpr<'_>) -> bool {
        let (builtin, constructor, args) = match ty {
            TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Var(..) => return true,
            // A list has a default whatever its elements are, and an array if they have one.
            TypeExpr::Repeat(count, fields, _) => {
                let list = count.var.is_some() || count.add > MAX_ARRAY;
                return list || self.have_default(fields);
            }
            TypeExpr::Boxed(ty, args, _) => {
                let plan = self.plans.types[*ty].as_ref();
                (
                    self.schema[*ty].builtin,
                    plan.and_then(|plan| plan.alias_of),
                    args,
                )
            }
            TypeExpr::Bare(id, args, _) => (self.schema[*id].builtin, Some(*id), args),
        };
        if let Some(builtin) = builtin {
            // Lists have one.
            return row(builtin).is_none_or(|row| row.default);
        }
        let plan = constructor.and_then(|id| self.plans.combinators[id].as_ref());
        let mut args = args.iter().filter_map(Arg::ty);
        plan.is_some_and(|plan| plan.body.default) && args.all(|ty| self.type_has_default(ty))
    }

    /// Chooses the traits of all structs.
    pub(super) fn choose_traits(&mut self) {
        let schema = self.schema;
        let objects = match self.config.registry {
            true => Traits::OF_OBJECTS,
            false => Traits::default(),
        };
        for (id, ty) in schema.types.entries() {
            // Selectors do not match what another crate has.
            let is_here = !self.externs.has_type(id);
            let names = is_here.then_some(ty.name);
            let traits = self.selections.traits(Traits::OF_TYPES, names.as_slice()).0;
            if let Some(plan) = &mut self.plans.types[id] {
                plan.traits = traits.and(objects);
            }
        }
        // For each constructor or function, the traits that are added to it by name.
        let mut added = IndexVec::filled(Traits::default(), schema.combinators.len());
        for (id, combinator) in schema.combinators.entries() {
            let of_type = combinator.ty().map(|ty| schema[ty].name);
            let names = [combinator.name, of_type.unwrap_or_default()];
            let (traits, by_name) = match combinator.kind {
                // Its code was generated with the default options.
                _ if self.externs.has_schema_of(id) => (Traits::OF_TYPES, Traits::default()),
                _ if self.externs.has(id) => self.selections.traits(Traits::OF_TYPES, &[]),
                CombinatorKind::Function => {
                    self.selections.traits(Traits::OF_FUNCTIONS, &names[..1])
                }
                CombinatorKind::Constructor => self.selections.traits(Traits::OF_TYPES, &names),
            };
            added[id] = by_name;
            if let Some(plan) = &mut self.plans.combinators[id] {
                plan.traits = traits.and(objects);
            }
        }
        let mut plans = self.plans.combinators.iter().flatten();
        let partial = plans.any(|plan| !plan.traits.common(Traits::PARTIAL).is_empty());
        let some = self.selections.derives.iter().any(|(_, it)| it.is_some());
        if partial || some {
            self.agree_on_traits(added);
        }
    }

    /// Adds the traits that are added by name to everything inside, and removes the traits that something
    /// inside lacks from everything around it.
    fn agree_on_traits(&mut self, mut added: IndexVec<CombinatorId, Traits>) {
        let contents = Contents::new(self.schema, &self.externs);
        self.add_inside(&contents, &mut added);
        self.remove_lacking(&contents.lacking, added);
        self.remove_around(&contents);
    }

    fn add_inside(
        &mut self,
        contents: &Contents<'_, '_>,
        added: &mut IndexVec<CombinatorId, Traits>,
    ) {
        let schema = self.schema;
        let mut added_to_type = IndexVec::filled(Traits::default(), schema.types.len());
        let mut changed: Vec<CombinatorId> = schema.combinators.ids().collect();
        while let Some(id) = changed.pop() {
            for it in &contents.inside[id] {
                let constructors = match it {
                    Inside::Type(ty) if added_to_type[*ty].has(added[id]) => continue,
                    Inside::Type(ty) => {
                        added_to_type[*ty] = added_to_type[*ty].and(added[id]);
                        let empty = schema[*ty].constructors.is_empty();
                        if let (true, Some(plan)) = (empty, &mut self.plans.types[*ty]) {
                            let inherited = added[id].common(Traits::INHERITED);
                            plan.traits = plan.traits.and(inherited);
                        }
                        &schema[*ty].constructors[..]
                    }
                    Inside::Constructor(inner) => slice::from_ref(inner),
                    Inside::Builtin(..) => continue,
                };
                for &inner in constructors {
                    let more = added[id].without(added[inner]);
                    let plan = &mut self.plans.combinators[inner];
                    if let (false, Some(plan)) = (more.is_empty(), plan) {
                        plan.traits = plan.traits.and(more);
                        added[inner] = added[inner].and(more);
                        changed.push(inner);
                    }
                }
            }
        }
    }

    fn remove_lacking(
        &mut self,
        lacking: &[Lacking<'_, '_>],
        mut added: IndexVec<CombinatorId, Traits>,
    ) {
        let mut found = Vec::new();
        for it in lacking {
            if let Some(plan) = &mut self.plans.combinators[it.id] {
                // `Hash` for everything means for everything that can have it.
                let wanted = plan.traits.without(Traits::HASH).and(added[it.id]);
                let refused = wanted.common(it.lacks);
                if !refused.is_empty() && plan.path.is_here() {
                    found.push(it.finding(refused, &self.schema[it.id]));
                    added[it.id] = added[it.id].without(it.lacks);
                }
                plan.traits = plan.traits.without(it.lacks);
            }
        }
        self.diagnostics.extend(few(FEW, found, "field"));
    }

    fn remove_around(&mut self, contents: &Contents<'_, '_>) {
        let (schema, plans) = (self.schema, &mut self.plans.combinators);
        for (id, ty) in schema.types.entries() {
            let plan = self.plans.types[id].as_ref();
            if let (true, Some(plan)) = (ty.constructors.is_empty(), plan) {
                for &outer in &contents.around_type[id] {
                    if let Some(outer) = &mut plans[outer] {
                        outer.traits = outer.traits.without(missing(plan.traits));
                    }
                }
            }
        }
        let mut missing_in_type = IndexVec::filled(Traits::default(), schema.types.len());
        let mut changed: Vec<CombinatorId> = schema.combinators.ids().collect();
        while let Some(id) = changed.pop() {
            let Some(plan) = &plans[id] else { continue };
            let missing = missing(plan.traits);
            let ty = schema[id]
                .ty()
                .filter(|_| schema[id].kind == CombinatorKind::Constructor);
            let around_type = match ty.filter(|ty| !missing_in_type[*ty].has(missing)) {
                Some(ty) => {
                    missing_in_type[ty] = missing_in_type[ty].and(missing);
                    &contents.around_type[ty][..]
                }
                None => &[],
            };
            for &outer in contents.around[id].iter().chain(around_type) {
                if let Some(plan) = &mut plans[outer] {
                    let kept = plan.traits.without(missing);
                    if std::mem::replace(&mut plan.traits, kept) != kept {
                        changed.push(outer);
                    }
                }
            }
        }
    }
}

/// What the values of constructors and functions contain, and what contains the values of each constructor and
/// type.
struct Contents<'a, 's> {
    inside: IndexVec<CombinatorId, Vec<Inside<'s>>>,
    around: IndexVec<CombinatorId, Vec<CombinatorId>>,
    around_type: IndexVec<TypeId, Vec<CombinatorId>>,
    lacking: Vec<Lacking<'a, 's>>,
}

impl<'a, 's> Contents<'a, 's> {
    fn new(schema: &'a Schema<'s>, externs: &Externs) -> Self {
        let mut contents = Self {
            inside: IndexVec::filled(Vec::new(), schema.combinators.len()),
            around: IndexVec::filled(Vec::new(), schema.combinators.len()),
            around_type: IndexVec::filled(Vec::new(), schema.types.len()),
            lacking: Vec::new(),
        };
        for (id, combinator) in schema.combinators.entries() {
            for field in &combinator.fields {
                each_inside(schema, &field.ty, &mut |it| {
                    contents.add(id, field, it);
                    let name = match it {
                        Inside::Type(ty) if externs.has_schema_of_type(ty) => schema[ty].name,
                        Inside::Constructor(it) if externs.has_schema_of(it) => schema[it].name,
                        _ => return,
                    };
                    contents.lacking.push(Lacking {
                        id,
                        field,
                        name,
                        lacks: Traits::PARTIAL,
                        is_foreign: true,
                    });
                });
            }
        }
        contents
    }

    fn add(&mut self, id: CombinatorId, field: &'a Field<'s>, it: Inside<'s>) {
        match it {
            Inside::Type(ty) => self.around_type[ty].push(id),
            Inside::Constructor(inner) => self.around[inner].push(id),
            Inside::Builtin(builtin, name) => {
                let lacks = builtin_lacks(builtin);
                if !lacks.is_empty() {
                    self.lacking.push(Lacking {
                        id,
                        field,
                        name,
                        lacks,
                        is_foreign: false,
                    });
                }
            }
        }
        self.inside[id].push(it);
    }
}

impl Plans<'_, '_> {
    /// Returns the traits of an enum: those that all its constructors have.
    pub(crate) fn enum_traits(&self, ty: &Type<'_>, plan: &TypePlan) -> Traits {
        if ty.constructors.is_empty() {
            return plan.traits;
        }
        let plans = ty
            .constructors
            .iter()
            .filter_map(|&id| self.combinators[id].as_ref());
        let traits = plans.map(|plan| plan.traits.with_eq());
        traits.fold(Traits::INHERITED, Traits::common)
    }
}

/// Returns the traits that nothing can have that contains something with these.
fn missing(traits: Traits) -> Traits {
    Traits::INHERITED.without(traits.with_eq())
}

impl Selections<'_> {
    /// Returns the traits of an item with these names, given the default, and those that are added by name.
    fn traits(&mut self, default: Traits, names: &[&str]) -> (Traits, Traits) {
        let (mut traits, mut added) = (default, Traits::default());
        for (Listed { change, is_of_some }, selection) in &mut self.derives {
            let Some(selection) = selection else {
                traits = change.apply(traits);
                continue;
            };
            let selected = names.iter().filter(|name| selection.selects(name));
            if selected.count() > 0 {
                traits = change.apply(traits);
                if *is_of_some {
                    added = added.and(change.added);
                }
            }
        }
        (traits, added)
    }
}

/// The maximum number of findings; the last one tells how many more there are.
pub(super) const FEW: usize = 8;

/// Returns the first findings of many.
pub(super) fn few(most: usize, mut found: Vec<Diagnostic>, what: &str) -> Vec<Diagnostic> {
    if found.len() > most {
        let more = found.len() - most;
        found.truncate(most);
        let last = found.pop();
        let what = if more == 1 { what } else { &format!("{what}s") };
        found.extend(last.map(|it| it.note(format!("the same applies to {more} more {what}"))));
    }
    found
}

/// A field with contents that do not have all traits.
struct Lacking<'a, 's> {
    id: CombinatorId,
    field: &'a Field<'s>,
    /// `double`.
    name: &'s str,
    lacks: Traits,
    /// Whether its code is in another crate.
    is_foreign: bool,
}

impl Lacking<'_, '_> {
    fn finding(&self, refused: Traits, combinator: &Combinator<'_>) -> Diagnostic {
        let traits = refused.with_eq().quoted();
        let message = format!("{traits} cannot be derived for `{}`", combinator.name);
        let is_vowel = |first: char| "aeiouAEIOU".contains(first);
        let article = if self.name.starts_with(is_vowel) {
            "an"
        } else {
            "a"
        };
        let label = match self.is_foreign {
            true => format!("`{}` has no {traits}", self.name),
            false => format!("{article} `{}` has no {traits}", self.name),
        };
        let finding = Diagnostic::new(Code::ImpossibleDerive, message, self.field.span, label);
        let finding = match self.is_foreign {
            true => finding.note(
                "code of another crate (`--extern-schema`, in a build script `extern_schema`) has the \
                 default traits",
            ),
            false => finding,
        };
        finding
            .about(combinator.span)
            .note(removal(refused, combinator.name))
    }
}

/// Tells how to remove traits from a definition.
pub(super) fn removal(traits: Traits, name: &str) -> String {
    let removed = traits.signed('-');
    format!(
        "`--derives {name}={removed}` (in a build script `derives`) removes it from `{name}` and from all \
         types that contain it"
    )
}

/// Something in a type.
#[derive(Clone, Copy)]
enum Inside<'s> {
    Type(TypeId),
    Constructor(CombinatorId),
    /// A builtin, and its name.
    Builtin(Builtin, &'s str),
}

/// Calls `contained` for the types, constructors and builtins in a type.
fn each_inside<'s>(schema: &Schema<'s>, ty: &TypeExpr<'s>, contained: &mut dyn FnMut(Inside<'s>)) {
    ty.each(&mut |ty| match ty {
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => {}
        TypeExpr::Repeat(count, ..) => {
            if count.var.is_some() || count.add > MAX_ARRAY {
                contained(Inside::Builtin(Builtin::Vector, "list"));
            }
        }
        TypeExpr::Boxed(ty, ..) => {
            contained(Inside::Type(*ty));
            if let Some(builtin) = schema[*ty].builtin {
                contained(Inside::Builtin(builtin, schema[*ty].name));
            }
        }
        TypeExpr::Bare(id, ..) => {
            contained(Inside::Constructor(*id));
            if let Some(builtin) = schema[*id].builtin {
                contained(Inside::Builtin(builtin, schema[*id].name));
            }
        }
    });
}

/// Returns the traits that the Rust type of a builtin does not have.
fn builtin_lacks(builtin: Builtin) -> Traits {
    // A list has no row: it lacks `Copy`, whatever its elements have.
    row(builtin).map_or(Traits::COPY, |row| lacks(&row.ty, &Known::default()))
}

/// The traits of generated items, by their paths.
pub(super) type Known = Map<Rc<[Ident]>, Traits>;

/// Returns the traits that a Rust type does not have, as far as is known.
pub(super) fn lacks(ty: &Ty, known: &Known) -> Traits {
    match ty {
        Ty::Number(Number::Double | Number::Float) => Traits::EQ.and(Traits::ORD).and(Traits::HASH),
        Ty::Object => Traits::PARTIAL,
        Ty::String | Ty::Bytes => Traits::COPY,
        Ty::Vec(inner) | Ty::Box(inner) => lacks(inner, known).and(Traits::COPY),
        Ty::Secret(inner) => {
            let ordered = Traits::PARTIAL_ORD.and(Traits::ORD);
            lacks(inner, known).and(ordered)
        }
        Ty::Array(inner, _) | Ty::Option(inner) => lacks(inner, known),
        Ty::Item(up, path, args) => {
            let has = known.get(path).filter(|_| *up > 0);
            let own = has.map(|has| Traits::INHERITED.without(*has));
            args.iter()
                .map(|arg| lacks(arg, known))
                .fold(own.unwrap_or_default(), Traits::and)
        }
        Ty::Number(Number::Nat | Number::Int | Number::Long | Number::Int53)
        | Ty::Bool
        | Ty::True
        | Ty::Raw(_)
        | Ty::Param(_)
        | Ty::Answer(_)
        | Ty::Named(..)
        | Ty::Verbatim(_) => Traits::default(),
    }
}
