//! Writes a schema as `.tlo`.

use std::collections::BTreeMap;

use super::applied::{Applied, Heads};
use super::unify::overlaps;
use super::uses::Uses;
use super::{
    ARG, ARRAY, BARE, CALL, COMBINATOR, EXPR_NAT, EXPR_TYPE, LEFT, LEFT_BUILTIN, LONGEST_NAME,
    NAT_CONST, NAT_TYPE, NAT_VAR, PARAMETER, RIGHT, TYPE, TYPE_DEFAULT, TYPE_EMPTY, TYPE_EXPR,
    TYPE_FINAL, TYPE_OVERLAPS, TYPE_TYPE, TYPE_VAR, Version, is_declared,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::{World, resolve};
use crate::schema::{
    Arg, Combinator, CombinatorId, CombinatorKind, Field, Id, IndexVec, Nat, Origin, Row as Known,
    Schema, Type, TypeExpr, TypeId, VarId,
};
use crate::source::Span;
use crate::syntax::ast::{DeclarationKind, Finality, ParamKind, Program};

/// Writes the whole schema, with the parts of the prelude that it uses: no reader of the form has a prelude.
/// Returns `None` if the form cannot express something, which is added to `diagnostics`.
pub(crate) fn write(
    programs: &[Program<'_>],
    schema: &Schema<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let applied = Applied::of(programs, schema, diagnostics)?;
    if applied.is_empty() {
        return declared(programs, schema, Uses::of(schema), diagnostics);
    }
    let uses = |schema| {
        let (mut uses, heads) = (Uses::of(schema), Heads::of(schema));
        let declarations = programs.iter().flat_map(|it| &it.declarations);
        for declaration in declarations {
            if let DeclarationKind::Partial(expr) = &declaration.kind {
                uses.applied(schema, &heads, expr, true);
            }
        }
        uses
    };
    let programs = applied.declared(programs);
    let mut problems = Vec::new();
    let schema = resolve(&programs, World::Closed, &mut problems);
    // A second `vector` may look like a function, and no reader finds such a declaration by its id.
    problems.retain(|it| it.is_loss() && it.code != Code::MissingSection);
    if !problems.is_empty() {
        diagnostics.append(&mut problems);
        return None;
    }
    declared(&programs, &schema, uses(&schema), diagnostics)
}

fn declared(
    programs: &[Program<'_>],
    schema: &Schema<'_>,
    uses: Uses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let mut types = types(programs, schema, &uses);
    types.sort_unstable_by_key(|ty| ty.name);
    let mut writer = Writer {
        out: Vec::new(),
        problems: Vec::new(),
        schema,
        version: if uses.conditional {
            Version::Three
        } else {
            Version::Two
        },
        ids: IndexVec::filled(0, schema.types.len()),
        numbers: BTreeMap::new(),
    };
    for ty in &types {
        if let Some(id) = ty.ty {
            writer.ids[id] = ty.id;
            // Constructors made from an application cannot be meant.
            let constructors = ty.constructors.iter().map(|&it| schema[it].name);
            if constructors.filter(|name| !name.contains(' ')).count() > 1 {
                let named = uses.named.get(&id).into_iter().flatten();
                let problems = named.map(|it| one_of_several(schema, it));
                writer.problems.extend(problems);
            }
        }
    }
    for (id, ty) in schema.types.entries() {
        let is_written = || types.iter().any(|row| row.ty == Some(id));
        if uses.types[id].is_some() && ty.origin == Origin::Prelude && !is_written() {
            writer.problems.extend(without_constructors(schema, ty));
        }
    }
    writer.words(&[writer.version.id(), 0, 0]);
    writer.count(types.len());
    for ty in &types {
        writer.ty(ty);
    }
    writer.count(types.iter().map(|ty| ty.constructors.len()).sum());
    for ty in &types {
        for &id in &ty.constructors {
            writer.combinator(&schema[id]);
        }
    }
    let functions = schema.combinators.iter();
    let functions = functions.filter(|it| it.kind == CombinatorKind::Function);
    let mut functions: Vec<_> = functions.collect();
    functions.sort_by_key(|it| it.name);
    writer.count(functions.len());
    for function in functions {
        writer.combinator(function);
    }
    let is_whole = writer.problems.is_empty();
    diagnostics.append(&mut writer.problems);
    is_whole.then_some(writer.out)
}

/// A type as it is written.
struct Row<'s> {
    /// `None` for `#` and `Type`.
    ty: Option<TypeId>,
    id: u32,
    name: &'s str,
    span: Span,
    constructors: Vec<CombinatorId>,
    flags: u32,
    params: &'s [ParamKind],
}

fn types<'s>(programs: &[Program<'s>], schema: &'s Schema<'s>, uses: &Uses) -> Vec<Row<'s>> {
    let row = |name, id| Row {
        ty: None,
        id,
        name,
        span: Span::default(),
        constructors: Vec::new(),
        flags: 0,
        params: &[],
    };
    let mut rows = vec![row("#", NAT_TYPE), row("Type", TYPE_TYPE)];
    let mut finalities: BTreeMap<&str, u32> = BTreeMap::new();
    for declaration in programs.iter().flat_map(|it| &it.declarations) {
        if let DeclarationKind::Finality(finality, name) = &declaration.kind {
            *finalities.entry(name.value).or_default() |= match finality {
                Finality::New => 0,
                Finality::Final => TYPE_FINAL,
                Finality::Empty => TYPE_FINAL | TYPE_EMPTY,
            };
        }
    }
    let mut constructors: IndexVec<TypeId, Vec<CombinatorId>> =
        IndexVec::filled(Vec::new(), schema.types.len());
    for (id, combinator) in schema.combinators.entries() {
        let (Some(ty), CombinatorKind::Constructor) = (combinator.ty(), combinator.kind) else {
            continue;
        };
        let is_wanted = match combinator.origin {
            Origin::Declared => true,
            // An ordinary constructor that stands for a builtin is not declared. A builtin beside constructors of
            // the schema counts only where it is named, which is an error then.
            Origin::Prelude => {
                let is_wanted = |flags| !is_declared(schema, ty) || flags & TYPE_FINAL != 0;
                combinator.builtin.is_some() && uses.types[ty].is_some_and(is_wanted)
            }
            Origin::External => false,
        };
        if is_wanted {
            constructors[ty].push(id);
        }
    }
    for (id, ty) in schema.types.entries() {
        let mut constructors = std::mem::take(&mut constructors[id]);
        if constructors.is_empty() && ty.origin != Origin::Declared {
            continue;
        }
        let of_ids = constructors.iter().map(|&it| schema[it].id);
        let xor = of_ids.fold(0, |all, id| all ^ id);
        let mut flags = uses.types[id].unwrap_or_default();
        flags |= finalities.get(ty.name).copied().unwrap_or_default();
        if overlaps(schema, &constructors) {
            flags |= TYPE_OVERLAPS;
        }
        let default = constructors.iter().position(|&it| schema[it].name == "_");
        if let Some(default) = default {
            flags |= TYPE_DEFAULT;
            let last = constructors.len() - 1;
            constructors.swap(default, last);
        }
        rows.push(Row {
            ty: Some(id),
            id: xor,
            name: ty.name,
            span: ty.span,
            constructors,
            flags,
            params: &ty.params,
        });
    }
    rows
}

struct Writer<'t, 's> {
    out: Vec<u8>,
    /// The problems of what the form cannot express.
    problems: Vec<Diagnostic>,
    schema: &'t Schema<'s>,
    version: Version,
    ids: IndexVec<TypeId, u32>,
    /// The numbers of the current declaration's variables, as far as they have one.
    numbers: BTreeMap<VarId, u32>,
}

impl<'s> Writer<'_, 's> {
    fn words(&mut self, words: &[u32]) {
        for word in words {
            self.out.extend_from_slice(&word.to_le_bytes());
        }
    }

    fn count(&mut self, count: usize) {
        self.words(&[u32::try_from(count).unwrap_or(u32::MAX)]);
    }

    fn string(&mut self, text: &str, span: Span) {
        let length = u8::try_from(text.len()).ok();
        let Some(length) = length.filter(|it| usize::from(*it) <= LONGEST_NAME) else {
            let message = "a name is too long for the .tlo form";
            let label = format!("{} bytes, of {LONGEST_NAME} at most", text.len());
            let problem = Diagnostic::new(Code::Unsupported, message, span, label);
            self.problems.push(problem);
            return;
        };
        self.out.push(length);
        self.out.extend_from_slice(text.as_bytes());
        self.out.resize(self.out.len().next_multiple_of(4), 0);
    }

    fn ty(&mut self, ty: &Row<'_>) {
        self.words(&[TYPE, ty.id]);
        self.string(ty.name, ty.span);
        self.count(ty.constructors.len());
        self.words(&[ty.flags]);
        self.count(ty.params.len());
        let params = ty.params.iter().take(64).enumerate();
        let kinds = params.fold(0_u64, |kinds, (at, kind)| match kind {
            ParamKind::Nat => kinds | 1 << at,
            ParamKind::Type => kinds,
        });
        self.out.extend_from_slice(&kinds.to_le_bytes());
    }

    fn combinator(&mut self, it: &Combinator<'s>) {
        self.numbers.clear();
        self.words(&[COMBINATOR, it.id]);
        self.string(it.name, it.ast.name.span);
        self.words(&[it.ty().map_or(0, |ty| self.ids[ty])]);
        if is_builtin(it) {
            self.words(&[LEFT_BUILTIN]);
        } else {
            self.words(&[LEFT]);
            self.count(it.ast.params.len() + it.fields.len());
            for (at, param) in it.ast.params.iter().enumerate() {
                let ty = match param.kind {
                    ParamKind::Type => TYPE_TYPE,
                    ParamKind::Nat => NAT_TYPE,
                };
                self.words(&[ARG]);
                self.string(param.name.value, param.name.span);
                let number = self.number(VarId::new(at));
                let flags = BARE | PARAMETER | self.version.variable();
                self.words(&[flags, number, TYPE_EXPR, ty, 0, 0]);
            }
            self.fields(it, &it.fields);
        }
        self.words(&[RIGHT]);
        self.expr(it, &it.result)
    }

    /// Assigns the next number to a variable.
    fn number(&mut self, var: VarId) -> u32 {
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(var, number);
        number
    }

    /// Returns the number of a variable; the official parser writes 0 if it has none.
    fn known(&self, var: VarId) -> u32 {
        self.numbers.get(&var).copied().unwrap_or_default()
    }

    fn fields(&mut self, of: &Combinator<'s>, fields: &[Field<'s>]) {
        for field in fields {
            self.field(of, field);
        }
    }

    fn field(&mut self, of: &Combinator<'s>, field: &Field<'s>) {
        self.words(&[ARG]);
        self.string(field.name.unwrap_or_default(), field.span);
        let has_number = field.mask.is_none() || self.version != Version::Two;
        let var = field.var.filter(|_| has_number);
        let mut flags = 0;
        if field.mask.is_some() {
            flags |= self.version.conditional();
        }
        if var.is_some() {
            flags |= self.version.variable();
        }
        if field.ast.bang {
            flags |= CALL;
        }
        self.words(&[flags]);
        if let Some(var) = var {
            let number = self.number(var);
            self.words(&[number]);
        }
        if let Some(mask) = field.mask {
            self.words(&[self.known(mask.var), mask.bit.into()]);
        }
        if let TypeExpr::Call(var, _) = field.ty {
            return self.words(&[TYPE_VAR, self.known(var), 0]);
        }
        // In a constructor `!X` is resolved to any function.
        let called = field.ast.ty.word().filter(|_| field.ast.bang);
        let mut params = of.ast.params.iter();
        match called.and_then(|name| params.position(|it| it.name.value == name)) {
            Some(param) => self.words(&[TYPE_VAR, self.known(VarId::new(param)), 0]),
            None => self.expr(of, &field.ty),
        }
    }

    fn expr(&mut self, of: &Combinator<'s>, ty: &TypeExpr<'s>) {
        match ty {
            TypeExpr::Nat(_) => self.words(&[TYPE_EXPR, NAT_TYPE, 0, 0]),
            TypeExpr::Var(var, _) | TypeExpr::Call(var, _) => {
                self.words(&[TYPE_VAR, self.known(*var), 0]);
            }
            TypeExpr::Repeat(count, fields, _) => {
                self.words(&[ARRAY]);
                self.nat(*count);
                self.count(fields.len());
                self.fields(of, fields);
            }
            TypeExpr::Boxed(..) | TypeExpr::Bare(..) => {
                let Some((id, args)) = ty.applied(self.schema) else {
                    return;
                };
                let bare = u32::from(matches!(ty, TypeExpr::Bare(..)));
                let name = self.ids[id];
                self.words(&[TYPE_EXPR, name, bare]);
                self.count(args.len());
                for arg in args {
                    match arg {
                        Arg::Type(ty) => {
                            self.words(&[EXPR_TYPE]);
                            self.expr(of, ty);
                        }
                        Arg::Nat(nat) => {
                            self.words(&[EXPR_NAT]);
                            self.nat(*nat);
                        }
                    }
                }
            }
        }
    }

    fn nat(&mut self, nat: Nat) {
        match nat.var {
            Some(var) => self.words(&[NAT_VAR, nat.add, self.known(var)]),
            None => self.words(&[NAT_CONST, nat.add]),
        }
    }
}

/// Whether the fields are not written, as for `int ? = Int` and `string data:bytes = String`.
fn is_builtin(it: &Combinator<'_>) -> bool {
    // The builtins of the official parser, however they are declared.
    const OFFICIAL: [&str; 6] = ["int", "long", "double", "string", "object", "function"];
    let has_words = !it.fields.is_empty() && OFFICIAL.contains(&it.name);
    it.ast.is_builtin() || (it.builtin.is_some() && has_words)
}

/// Reports a builtin type whose constructors have other types in this schema, so that the form cannot name it.
fn without_constructors(schema: &Schema<'_>, ty: &Type<'_>) -> Option<Diagnostic> {
    let is_of_it = |it: &&Combinator<'_>| Known::find(it.name).is_some_and(|row| row.ty == ty.name);
    let declared = schema.combinators.iter();
    let mut declared = declared.filter(|it| it.origin == Origin::Declared);
    let taken = declared.find(is_of_it)?;
    let message = format!("the .tlo form has no word for the type `{}`", ty.name);
    let label = "its constructor has this name";
    let finding = Diagnostic::new(Code::Unsupported, message, taken.ast.name.span, label);
    Some(
        finding
            .about(taken.span)
            .note("the form names a type by its constructors"),
    )
}

fn one_of_several(schema: &Schema<'_>, (id, span): &(CombinatorId, Span)) -> Diagnostic {
    let constructor = &schema[*id];
    let message = format!(
        "the .tlo form has no word for a bare `{}`",
        constructor.name
    );
    let ty = constructor.ty().map_or("", |ty| schema[ty].name);
    let label = format!("one of several constructors of `{ty}`");
    let reason = "the form names the type, and says that its value is bare";
    Diagnostic::new(Code::Unsupported, message, *span, label).note(reason)
}
