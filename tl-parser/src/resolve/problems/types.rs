//! Types that are wrong as a whole: without values, without end, or with constructors that `New`, `Final` and
//! `Empty` exclude.

use super::sections::{SECTIONS, constructor_among_functions, types_mark};
use super::unparsed::Unparsed;
use super::{Input, Problems};
use crate::diagnostic::{Advice, Code, Diagnostic, Suggester, Suggestion};
use crate::foreign;
use crate::hasher::{Map, Names, Set};
use crate::resolve::declare::{Entry, FinalityOf};
use crate::resolve::prelude::PRELUDE_FILE;
use crate::resolve::problem::Why;
use crate::resolve::scope::Scope;
use crate::schema::{
    Combinator, CombinatorId, Fillers, IndexVec, Needs, Origin, Schema, Step, Type,
};
use crate::source::Span;
use crate::syntax::ast::{Finality, Section};

impl<'s> Problems<'s> {
    pub(super) fn check_types(
        &mut self,
        input: &Input<'_, 's>,
        schema: &Schema<'s>,
        unparsed: &Unparsed<'_>,
    ) {
        let finalities = input.finalities;
        self.check_finalities(schema, finalities);
        let (empty, arrows) = (empty(finalities), arrows(input));
        // A type without constructors is first named by a function.
        for function in &schema.combinators {
            let Some(ty) = function.ty().map(|ty| &schema[ty]) else {
                continue;
            };
            let without = ty.constructors.is_empty() && ty.builtin.is_none();
            if !without || ty.origin != Origin::Declared || ty.span != function.result.span() {
                continue;
            }
            let said = self.undeclared.contains(ty.name)
                || empty.contains(ty.name)
                || unparsed.may_declare(ty.name);
            if !said {
                let diagnostic = match arrows.get(ty.name) {
                    Some(&arrow) => only_by_arrow(ty, arrow),
                    None => without_constructors(input, schema, ty, &mut self.suggester),
                };
                self.diagnostics.push(diagnostic.about(function.span));
            }
        }
        infinite(schema, unparsed, &mut self.diagnostics);
    }

    /// Checks `New`, `Final` and `Empty`.
    fn check_finalities(&mut self, schema: &Schema<'s>, finalities: &[FinalityOf<'s>]) {
        if finalities.is_empty() {
            return;
        }
        let mut types = Names::with_capacity(schema.types.len());
        for ty in &schema.types {
            types.insert(ty.name, ty);
        }
        // Several can exclude the same constructor.
        let mut found: Map<Span, Diagnostic> = Map::default();
        for finality in finalities {
            match types.get(finality.ty.value) {
                Some(ty) => {
                    let Some((constructor, why)) = excluded(schema, ty, finality) else {
                        continue;
                    };
                    let name = constructor.ast.name.span;
                    let diagnostic = match found.remove(&name) {
                        Some(known) if known.labels.len() >= SHOWN => known,
                        Some(known) => known.label(finality.ty.span, why),
                        None => not_allowed(constructor, ty).label(finality.ty.span, why),
                    };
                    found.insert(name, diagnostic);
                }
                None => self.undeclared.add(
                    finality.ty,
                    match finality.finality {
                        Finality::New => Why::New,
                        Finality::Final | Finality::Empty => Why::Undeclared,
                    },
                    finality.declaration,
                    &Scope::default(),
                    None,
                    false,
                ),
            }
        }
        self.diagnostics.extend(found.into_values());
    }
}

/// Returns the constructor that `New`, `Final` or `Empty` excludes, if there is one, and what it says.
fn excluded<'a, 's>(
    schema: &'a Schema<'s>,
    ty: &Type<'_>,
    finality: &FinalityOf<'_>,
) -> Option<(&'a Combinator<'s>, &'static str)> {
    let said = finality.ty.span;
    let declared = |id: Option<&CombinatorId>| {
        let constructor = &schema[*id?];
        (constructor.origin == Origin::Declared).then_some(constructor)
    };
    // Constructors are in order of declaration, so the first or the last decides.
    let first = declared(ty.constructors.first());
    let last = declared(ty.constructors.last());
    let (wrong, why) = match finality.finality {
        Finality::New => (
            first.filter(|first| first.span < said),
            "`New` says that no constructors of the type come before it",
        ),
        Finality::Final => (
            last.filter(|last| last.span > said),
            "`Final` says that no constructors of the type follow",
        ),
        Finality::Empty => (first, "`Empty` says that the type has no constructors"),
    };
    Some((wrong?, why))
}

/// Reports a constructor that `New`, `Final` or `Empty` excludes.
fn not_allowed(constructor: &Combinator<'_>, ty: &Type<'_>) -> Diagnostic {
    let message = format!("the type `{}` may not have this constructor", ty.name);
    let name = constructor.ast.name.span;
    Diagnostic::new(Code::Finality, message, name, "this one").about(constructor.span)
}

/// Returns the `=>` if it alone turns a declaration among the constructors into a function.
fn arrow(function: &Entry<'_>) -> Option<Span> {
    let Entry { ast, place, .. } = function;
    let result = ast.result.span.at_start();
    let before = place.program.text.get(..result.start as usize)?;
    let start = before.rfind("=>")?;
    let gap = u32::try_from(before.len() - start).ok()?;
    let is_alone = ast.arrow && place.declaration.section == Section::Types;
    is_alone.then_some(Span {
        start: result.start - gap,
        end: result.start - gap + 2,
        ..result
    })
}

/// Returns the first such `=>` for each result type.
pub(super) fn arrows<'s>(input: &Input<'_, 's>) -> Names<'s, Span> {
    let mut arrows = Names::default();
    for entry in input.entries.iter().filter(|entry| entry.ast.arrow) {
        if let (Some(ty), Some(arrow)) = (entry.ast.result.head(), arrow(entry)) {
            if !arrows.contains(ty.value) {
                arrows.insert(ty.value, arrow);
            }
        }
    }
    arrows
}

/// Returns the places where `Empty` declares types without constructors.
pub(super) fn empty<'s>(finalities: &[FinalityOf<'s>]) -> Names<'s, Span> {
    let mut empty = Names::default();
    for it in finalities {
        if it.finality == Finality::Empty {
            empty.insert(it.ty.value, it.ty.span);
        }
    }
    empty
}

pub(super) const NO_ARROW: &str = "a constructor has `=`";
pub(super) const IS_CONSTRUCTOR: &str = "is it a constructor?";
pub(super) const OTHER_FILE: &str =
    "if another file declares it, pass that file too: together they are one schema";

/// Reports `user id:long => User`.
fn only_by_arrow(ty: &Type<'_>, arrow: Span) -> Diagnostic {
    let message = format!("the type `{}` has no constructors", ty.name);
    let label = "`=>` declares a function, and this is its answer";
    Diagnostic::new(Code::EmptyType, message, ty.span, label)
        .note(NO_ARROW)
        .suggest(IS_CONSTRUCTOR, arrow, "=")
}

fn without_constructors(
    input: &Input<'_, '_>,
    schema: &Schema<'_>,
    ty: &Type<'_>,
    suggester: &mut Suggester,
) -> Diagnostic {
    // An `Int` or a `String` is hardly a misspelled answer.
    let is_likely = |ty: &&Type<'_>| {
        let is_plain = ty.builtin.is_some() && !matches!(ty.name, "Bool" | "True" | "Vector");
        !ty.constructors.is_empty() && !is_plain
    };
    let with = schema.types.iter().filter(is_likely);
    let nearest = suggester.nearest(ty.name, with.map(|ty| ty.name));
    let nearest = nearest.or_else(|| foreign::boxed(ty.name));
    let diagnostic = Diagnostic::new(
        Code::EmptyType,
        format!("the type `{}` has no constructors", ty.name),
        ty.span,
        "an answer of this type cannot exist",
    );
    let constructor = constructor_among_functions(input, ty.name, suggester);
    let of_type = |entry: &&Entry<'_>| {
        let head = entry.ast.result.head();
        head.is_some_and(|head| head.value == ty.name)
    };
    // A single one may as well be a function without an answer, `http_wait = HttpWait`.
    let has_others = || input.entries.iter().filter(of_type).count() > 1;
    if let Some(entry) = constructor.filter(|_| has_others()) {
        return diagnostic
            .label(entry.ast.name.span, "is this its constructor?")
            .note(SECTIONS)
            .advise(types_mark(entry).map(Advice::Replace));
    }
    let mut diagnostic = diagnostic.note(OTHER_FILE);
    if let Some(entry) = constructor {
        diagnostic = diagnostic.note(format!(
            "if `{}` is its constructor, it comes after the mark `---types---`",
            entry.ast.name.value
        ));
    }
    let diagnostic = diagnostic.note(format!(
        "if the function is never answered, say so: `Empty {};`",
        ty.name
    ));
    match nearest {
        Some(nearest) => {
            let answers = input.entries.iter().filter(of_type);
            let answers = answers.filter_map(|entry| Some(entry.ast.result.head()?.span));
            let mut places = answers.filter(|it| it.file != PRELUDE_FILE);
            let first = places.next().unwrap_or(ty.span);
            let message = format!("did you mean `{nearest}`?");
            let mut suggestion = Suggestion::new(message, first, nearest);
            suggestion.also = places.collect();
            diagnostic.advise([Advice::Replace(suggestion)])
        }
        None => diagnostic,
    }
}

/// Reports each cycle of constructors in which every value would contain another one.
fn infinite(schema: &Schema<'_>, unparsed: &Unparsed<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let fillers = Fillers::new(schema, Needs::Likely);
    // The contents of such a declaration are not known.
    let mut ambiguous = Set::default();
    let found = diagnostics.iter();
    ambiguous.extend(
        found
            .filter(|it| it.code == Code::AmbiguousBare)
            .filter_map(|it| it.about),
    );
    // The walk on which a constructor was last met, identified by its start.
    let mut met = IndexVec::filled(None, schema.combinators.len());
    for walk in schema.combinators.ids() {
        let mut path: Vec<Step<'_>> = Vec::new();
        let mut at: CombinatorId = walk;
        while let Some(step) = fillers.obstacle(schema, at) {
            let before = met[at].replace(walk);
            if before == Some(walk) {
                let first = path.iter().position(|step| step.owner == at);
                let cycle = path.get(first.unwrap_or_default()..);
                let cycle = cycle.unwrap_or_default();
                // One more constructor would end it, and may be in text that could not be parsed.
                let is_doubtful = |step: &Step<'_>| {
                    may_end(schema, step, unparsed) || ambiguous.contains(&schema[step.owner].span)
                };
                if !cycle.iter().any(is_doubtful) {
                    diagnostics.extend(endless(schema, cycle));
                }
            }
            if before.is_some() {
                break;
            }
            path.push(step);
            at = step.needs;
        }
    }
}

fn may_end(schema: &Schema<'_>, step: &Step<'_>, unparsed: &Unparsed<'_>) -> bool {
    let ty = schema[step.owner].ty();
    ty.is_some_and(|ty| unparsed.may_declare(schema[ty].name))
}

fn endless(schema: &Schema<'_>, cycle: &[Step<'_>]) -> Option<Diagnostic> {
    let (first, rest) = cycle.split_first()?;
    let label =
        |step: &Step<'_>| format!("`{}` contains a `{}`", schema[step.owner].name, step.name);
    let owner = &schema[first.owner];
    let message = format!("a value of `{}` would never end", owner.name);
    let mut diagnostic =
        Diagnostic::new(Code::InfiniteType, message, first.span, label(first)).about(owner.span);
    diagnostic = diagnostic.of_values();
    for step in rest.iter().take(SHOWN) {
        diagnostic = diagnostic.label(step.span, label(step));
    }
    if let Some(more) = rest.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        diagnostic = diagnostic.note(format!("and so on, through {more} more constructors"));
    }
    Some(
        diagnostic
            .note("every value would contain another one, without end")
            .note("a field that can be absent (`flags.0?`), a vector, or one more constructor ends the chain"),
    )
}

/// How many steps of a cycle are shown after the first, and how many places of another finding.
const SHOWN: usize = 7;
