//! The first pass: collects the names that are declared, and merges what is declared several times.

use super::problem::Problem;
use super::{World, duplicate, prelude};
use crate::hasher::{Names, Set};
use crate::id::{self, Rule};
use crate::schema::{Builtin, CombinatorId, CombinatorKind, Id, IndexVec, Origin, Row};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::ast::{
    Combinator, Declaration, DeclarationKind, Expr, Field, Finality, ParamKind, Program,
    is_type_name,
};

/// A combinator, declared once or several times in the same way.
#[derive(Debug)]
pub(super) struct Entry<'s> {
    /// The declaration; if there are several, the one with a written id, or else the first.
    pub(super) ast: &'s Combinator<'s>,
    /// The place of `ast`.
    pub(super) place: Place<'s>,
    /// The place of another declaration.
    pub(super) other: Option<Place<'s>>,
    pub(super) kind: CombinatorKind,
    pub(super) builtin: Option<Builtin>,
    pub(super) origin: Origin,
    /// The id of the builtin, if it is an ordinary constructor that stands for one.
    pub(super) id: Option<u32>,
    /// Whether an ordinary constructor of the same type stands for it.
    pub(super) is_stood_for: bool,
}

/// A declaration and its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) program: &'s Program<'s>,
    pub(super) declaration: &'s Declaration<'s>,
}

/// The meaning of a name of a constructor or function.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// The constructor or function.
    Combinator(CombinatorId),
    /// A declaration that is left out because of an error. That is reported already, so uses are not.
    Broken,
}

/// All declarations of a run.
#[derive(Debug)]
pub(super) struct Declared<'s> {
    /// The declarations of the prelude, then those of the schema in order.
    pub(super) entries: IndexVec<CombinatorId, Entry<'s>>,
    /// All constructors by name, except for `_`.
    pub(super) constructors: Names<'s, Named>,
    /// `New`, `Final` and `Empty` declarations.
    pub(super) finalities: Vec<FinalityOf<'s>>,
    /// Applications that stand alone, each with its declaration.
    pub(super) partials: Vec<(&'s Declaration<'s>, &'s Expr<'s>)>,
    /// The problems, each with the declaration that it is about.
    pub(super) problems: Vec<(Span, Problem<'s>)>,
    /// The files that declare a name differently in several layers.
    pub(super) layered: Set<FileId>,
}

/// `Final T;`
#[derive(Debug, Clone, Copy)]
pub(super) struct FinalityOf<'s> {
    pub(super) finality: Finality,
    pub(super) ty: Spanned<&'s str>,
    pub(super) declaration: Span,
}

/// Collects the declarations of all files, and those of the prelude that no file replaces.
pub(super) fn declare<'s>(programs: &'s [Program<'s>], world: World) -> Declared<'s> {
    let count = programs.iter().map(|program| program.declarations.len());
    let count = count.sum();
    let mut collector = Collector {
        world,
        declared: Declared {
            entries: IndexVec::with_capacity(count),
            constructors: Names::with_capacity(count + 32),
            finalities: Vec::new(),
            partials: Vec::new(),
            problems: Vec::new(),
            layered: Set::default(),
        },
        functions: Names::with_capacity(count / 2),
        anonymous: Names::default(),
    };
    for program in programs {
        for declaration in &program.declarations {
            match &declaration.kind {
                DeclarationKind::Combinator(combinator) => {
                    let place = Place {
                        program,
                        declaration,
                    };
                    collector.combinator(place, combinator);
                }
                DeclarationKind::Finality(finality, ty) => {
                    collector.declared.finalities.push(FinalityOf {
                        finality: *finality,
                        ty: *ty,
                        declaration: declaration.span,
                    });
                }
                DeclarationKind::Partial(expr) => {
                    collector.declared.partials.push((declaration, expr));
                }
            }
        }
    }
    collector.finish()
}

struct Collector<'s> {
    world: World,
    /// Without the prelude, whose entries are put before these in the end, so that the ids change.
    declared: Declared<'s>,
    functions: Names<'s, Named>,
    /// Anonymous constructors by type.
    anonymous: Names<'s, Vec<CombinatorId>>,
}

/// How many anonymous constructors of a type are compared with a new one.
const ANONYMOUS: usize = 16;

impl<'s> Collector<'s> {
    fn combinator(&mut self, place: Place<'s>, ast: &'s Combinator<'s>) {
        let kind = if place.declaration.is_constructor() {
            CombinatorKind::Constructor
        } else {
            CombinatorKind::Function
        };
        let is_misplaced = self.world == World::Closed
            && kind == CombinatorKind::Constructor
            && !is_applied(ast)
            && has_result_of_a_function(ast);
        let is_right = !is_misplaced && has_result(ast, kind);
        let problem = if is_misplaced {
            Some(Problem::NotAConstructor(ast))
        } else if !is_right {
            Some(Problem::WrongResult(ast, kind))
        } else if ast.params.iter().any(|param| param.implied) {
            Some(Problem::ImpliedParams(ast))
        } else {
            None
        };
        let declared = &mut self.declared;
        let problem = problem.map(|it| (place.declaration.span, it));
        declared.problems.extend(problem);
        if ast.name.value == "_" {
            if is_right && self.merge_anonymous(place, ast) {
                return;
            }
        } else {
            let names = match kind {
                CombinatorKind::Constructor => &mut declared.constructors,
                CombinatorKind::Function => &mut self.functions,
            };
            match names.get(ast.name.value) {
                None => {
                    let named = if is_right {
                        Named::Combinator(CombinatorId::new(declared.entries.len()))
                    } else {
                        Named::Broken
                    };
                    names.insert(ast.name.value, named);
                }
                Some(known) => {
                    if let (Named::Combinator(first), true) = (known, is_right) {
                        let first = &mut declared.entries[*first];
                        let (before, behind) = (first.place, place.declaration.span);
                        match first.merge(place, ast) {
                            // The file is reported because of its layers.
                            Err(_) if is_in_another_layer(before, behind) => {
                                declared.layered.insert(behind.file);
                            }
                            Err(problem) => declared.problems.push((behind, problem)),
                            Ok(()) => {}
                        }
                    }
                    return;
                }
            }
        }
        if is_right {
            self.declared.entries.push(Entry {
                ast,
                place,
                other: None,
                kind,
                builtin: match kind {
                    CombinatorKind::Constructor => prelude::builtin(ast),
                    CombinatorKind::Function => None,
                },
                origin: Origin::Declared,
                id: None,
                is_stood_for: false,
            });
        }
    }

    /// Merges a constructor with an equal one among the first anonymous constructors of its type; `false` if
    /// there is none.
    fn merge_anonymous(&mut self, place: Place<'s>, ast: &'s Combinator<'s>) -> bool {
        let Some(ty) = ast.result.head() else {
            return false;
        };
        let entries = &mut self.declared.entries;
        let id = CombinatorId::new(entries.len());
        let Some(known) = self.anonymous.get_mut(ty.value) else {
            self.anonymous.insert(ty.value, vec![id]);
            return false;
        };
        for &id in known.iter() {
            if duplicate::is_same(entries[id].ast, ast) {
                return entries[id].merge(place, ast).is_ok();
            }
        }
        if known.len() < ANONYMOUS {
            known.push(id);
        }
        false
    }

    /// Puts the prelude before all other declarations.
    fn finish(mut self) -> Declared<'s> {
        let mut entries = IndexVec::with_capacity(self.declared.entries.len() + 32);
        let prelude: &'s Program<'s> = prelude::prelude();
        for declaration in &prelude.declarations {
            let Some(ast) = declaration.combinator() else {
                continue;
            };
            let constructors = &self.declared.constructors;
            if !constructors.contains(ast.name.value) && !self.replaces_type(ast) {
                entries.push(Entry {
                    ast,
                    place: Place {
                        program: prelude,
                        declaration,
                    },
                    other: None,
                    kind: CombinatorKind::Constructor,
                    builtin: prelude::builtin(ast),
                    origin: Origin::Prelude,
                    id: None,
                    is_stood_for: false,
                });
            }
        }
        self.stand_for_builtins(&mut entries);
        let mut declared = self.declared;
        for named in declared.constructors.values_mut() {
            if let Named::Combinator(id) = named {
                *id = CombinatorId::new(entries.len() + id.index());
            }
        }
        let builtins = entries.entries().filter(|(_, entry)| entry.id.is_none());
        for (id, entry) in builtins {
            let name = entry.ast.name.value;
            declared.constructors.insert(name, Named::Combinator(id));
        }
        entries.append(declared.entries);
        declared.entries = entries;
        declared
    }

    /// Adds ordinary constructors for builtins whose types have other constructors too: a `Long` is then a
    /// `long` or a `longer`, and the id tells which.
    fn stand_for_builtins(&mut self, prelude: &mut IndexVec<CombinatorId, Entry<'s>>) {
        let ty = |entry: &Entry<'s>| entry.ast.result.head().map_or("", |head| head.value);
        let is_ordinary = |it: &&Entry<'s>| {
            let is_constructor = it.kind == CombinatorKind::Constructor;
            is_constructor && it.builtin.is_none() && !is_applied(it.ast)
        };
        let mut more = Names::default();
        for entry in self.declared.entries.iter().filter(is_ordinary) {
            if Row::is_type(ty(entry)) {
                more.insert(ty(entry), ());
            }
        }
        if more.is_empty() {
            return;
        }
        let mut added = Vec::new();
        let own = self.declared.entries.iter_mut();
        for entry in prelude.iter_mut().chain(own) {
            let ast = prelude::ordinary(entry.ast.name.value);
            let (Some(ast), true) = (ast, entry.builtin.is_some() && more.contains(ty(entry)))
            else {
                continue;
            };
            let written = entry.ast.id.map(|id| id.value);
            entry.is_stood_for = true;
            added.push(Entry {
                ast,
                place: entry.place,
                other: None,
                kind: CombinatorKind::Constructor,
                builtin: None,
                origin: Origin::Prelude,
                id: Some(written.unwrap_or_else(|| id::id(entry.ast, Rule::Official))),
                is_stood_for: false,
            });
        }
        prelude.append(added.into());
    }

    /// Whether the schema has a type of its own that replaces the type of this prelude constructor.
    fn replaces_type(&self, prelude: &Combinator<'_>) -> bool {
        let of = |ast: &Combinator<'s>| ast.result.head().map(|head| head.value);
        let Some(ty) = prelude.result.head().map(|head| head.value) else {
            return false;
        };
        prelude::gives_way(ty)
            && self.declared.entries.iter().any(|entry| {
                entry.kind == CombinatorKind::Constructor
                    && of(entry.ast) == Some(ty)
                    && entry.builtin.is_none()
            })
    }
}

impl<'s> Entry<'s> {
    /// Merges another declaration of the same name if it is equal.
    fn merge(&mut self, place: Place<'s>, ast: &'s Combinator<'s>) -> Result<(), Problem<'s>> {
        let is_builtin = || {
            self.builtin.is_some()
                && self.kind == CombinatorKind::Constructor
                && prelude::builtin(ast).is_some()
        };
        // Dummy declarations of a builtin may use any words, so only their ids can differ.
        let same_id = duplicate::has_same_id(self.ast, ast);
        if !same_id || !(is_builtin() || duplicate::is_same(self.ast, ast)) {
            return Err(Problem::Duplicate {
                kind: self.kind,
                first: self.ast,
                again: ast,
            });
        }
        if self.ast.id.is_none() && ast.id.is_some() {
            self.other = Some(self.place);
            self.place = place;
            self.ast = ast;
        } else if self.other.is_none() {
            self.other = Some(place);
        }
        Ok(())
    }
}

/// Whether a layer mark is between a declaration and another one after it.
fn is_in_another_layer(place: Place<'_>, after: Span) -> bool {
    let marks = &place.program.layer_marks;
    let before = place.declaration.span;
    let next = marks.partition_point(|mark| mark.layer.span < before);
    before.file == after.file && marks.get(next).is_some_and(|mark| mark.layer.span < after)
}

/// Whether the result is a type or, for a function, a parameter that stands for a type.
fn has_result(ast: &Combinator<'_>, kind: CombinatorKind) -> bool {
    let Some(head) = ast.result.head() else {
        return false;
    };
    match (ast.param(head.value), kind) {
        (None, _) => is_type_name(head.value),
        (Some(param), CombinatorKind::Function) => {
            param.kind == ParamKind::Type && ast.result.word().is_some()
        }
        (Some(_), CombinatorKind::Constructor) => false,
    }
}

/// Whether it is made from an application that stands alone, `vector int;`, for the `.tlo` form: its name is
/// the application. Nothing can use it, and it does not make another constructor ambiguous.
pub(super) fn is_applied(ast: &Combinator<'_>) -> bool {
    ast.name.value.contains(' ')
}

/// Whether only a function can have the result: the answer to a call, or a list of a fixed type.
fn has_result_of_a_function(ast: &Combinator<'_>) -> bool {
    let Some((head, args)) = ast.result.application() else {
        return false;
    };
    let is_call = |field: &Field<'_>| field.bang && field.ty.word() == Some(head.value);
    let of_param = |arg: &Expr<'_>| arg.word().is_some_and(|word| ast.param(word).is_some());
    ast.fields().iter().any(is_call)
        || (head.value == "Vector" && args.len() == 1 && !args.iter().all(of_param))
}
