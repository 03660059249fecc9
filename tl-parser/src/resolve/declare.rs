//! The first pass: which names are declared, and what merges into one declaration.

use std::collections::hash_map::Entry as Slot;

use super::{builtin, same};
use crate::ast::{
    Combinator, Declaration, DeclarationKind, Expr, ExprKind, Finality, Kind, Program, Section,
    is_type_name,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Names, names};
use crate::schema::{Builtin, CombinatorId, CombinatorKind, Origin};
use crate::span::Spanned;

/// A combinator, declared once or several times in the same way.
#[derive(Debug)]
pub(super) struct Entry<'s> {
    /// The declaration; of several, the one with a written id, or else the first.
    pub(super) ast: &'s Combinator<'s>,
    /// Where `ast` stands.
    pub(super) place: Place<'s>,
    /// Where it stands once more.
    pub(super) other: Option<Place<'s>>,
    pub(super) kind: CombinatorKind,
    pub(super) builtin: Option<Builtin>,
    pub(super) origin: Origin,
}

/// A declaration and its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) program: &'s Program<'s>,
    pub(super) declaration: &'s Declaration<'s>,
}

/// What the name of a constructor or function stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// The constructor or function.
    Combinator(CombinatorId),
    /// A declaration so wrong that it is left out; that has been said, so a use says nothing.
    Broken,
}

/// All declarations of a run.
#[derive(Debug)]
pub(super) struct Declared<'s> {
    /// First those of the prelude, then the schema's in order. Their ids are their indices.
    pub(super) entries: Vec<Entry<'s>>,
    /// All constructors by name, but for `_`.
    pub(super) constructors: Names<'s, Named>,
    /// `New`, `Final` and `Empty` declarations.
    pub(super) finalities: Vec<(Finality, Spanned<&'s str>)>,
    /// Applications that stand alone.
    pub(super) partials: Vec<&'s Expr<'s>>,
}

/// Collects the declarations of all files, and of the prelude those that no file replaces.
pub(super) fn declare<'s>(
    programs: &'s [Program<'s>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Declared<'s> {
    let count = programs
        .iter()
        .map(|program| program.declarations.len())
        .sum();
    let mut collector = Collector {
        entries: Vec::with_capacity(count),
        constructors: names(count + 32),
        functions: names(count / 2),
        anonymous: names(0),
        diagnostics,
    };
    let mut finalities = Vec::new();
    let mut partials = Vec::new();
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
                DeclarationKind::Finality(finality, ty) => finalities.push((*finality, *ty)),
                DeclarationKind::Partial(expr) => partials.push(expr),
            }
        }
    }
    let (entries, constructors) = collector.finish();
    Declared {
        entries,
        constructors,
        finalities,
        partials,
    }
}

struct Collector<'s, 'd> {
    entries: Vec<Entry<'s>>,
    /// Their ids are indices of `entries`, until the prelude comes in front of these.
    constructors: Names<'s, Named>,
    functions: Names<'s, Named>,
    /// Anonymous constructors by type.
    anonymous: Names<'s, Vec<usize>>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

/// How many anonymous constructors of a type are searched for one that says the same.
const ANONYMOUS: usize = 16;

impl<'s> Collector<'s, '_> {
    fn combinator(&mut self, place: Place<'s>, ast: &'s Combinator<'s>) {
        let kind = match place.declaration.section {
            Section::Types if !ast.arrow => CombinatorKind::Constructor,
            Section::Types | Section::Functions => CombinatorKind::Function,
        };
        let wrong = wrong_result(ast, kind);
        let named = match wrong {
            None => Named::Combinator(id(self.entries.len())),
            Some(_) => Named::Broken,
        };
        let is_right = wrong.is_none();
        self.diagnostics.extend(wrong);
        if ast.name.value == "_" {
            if is_right && self.merge_anonymous(place, ast) {
                return;
            }
        } else {
            let names = match kind {
                CombinatorKind::Constructor => &mut self.constructors,
                CombinatorKind::Function => &mut self.functions,
            };
            match names.entry(ast.name.value) {
                Slot::Vacant(slot) => {
                    slot.insert(named);
                }
                Slot::Occupied(slot) => {
                    let first = match slot.get() {
                        Named::Combinator(id) if is_right => self.entries.get_mut(id.0 as usize),
                        Named::Combinator(_) | Named::Broken => None,
                    };
                    if let Some(first) = first {
                        self.diagnostics.extend(first.merge(place, ast));
                    }
                    return;
                }
            }
        }
        if is_right {
            self.entries.push(Entry {
                ast,
                place,
                other: None,
                kind,
                builtin: match kind {
                    CombinatorKind::Constructor => builtin::of(ast),
                    CombinatorKind::Function => None,
                },
                origin: Origin::Declared,
            });
        }
    }

    /// Whether one of the first anonymous constructors of its type says the same.
    fn merge_anonymous(&mut self, place: Place<'s>, ast: &'s Combinator<'s>) -> bool {
        let Some(ty) = result_head(ast) else {
            return false;
        };
        let known = self.anonymous.entry(ty).or_default();
        for &index in known.iter() {
            if let Some(entry) = self.entries.get_mut(index) {
                if same::difference(entry.ast, ast).is_none() {
                    return entry.merge(place, ast).is_none();
                }
            }
        }
        if known.len() < ANONYMOUS {
            known.push(self.entries.len());
        }
        false
    }

    /// Puts the prelude in front.
    fn finish(mut self) -> (Vec<Entry<'s>>, Names<'s, Named>) {
        let mut entries: Vec<Entry<'s>> = Vec::with_capacity(self.entries.len() + 32);
        let prelude: &'s Program<'s> = builtin::prelude();
        for declaration in &prelude.declarations {
            if let DeclarationKind::Combinator(ast) = &declaration.kind {
                if !self.constructors.contains_key(ast.name.value) && !self.replaces_type(ast) {
                    entries.push(Entry {
                        ast,
                        place: Place {
                            program: prelude,
                            declaration,
                        },
                        other: None,
                        kind: CombinatorKind::Constructor,
                        builtin: builtin::of(ast),
                        origin: Origin::Prelude,
                    });
                }
            }
        }
        let CombinatorId(before) = id(entries.len());
        for named in self.constructors.values_mut() {
            if let Named::Combinator(CombinatorId(index)) = named {
                *index += before;
            }
        }
        for (index, entry) in entries.iter().enumerate() {
            let named = Named::Combinator(id(index));
            self.constructors.insert(entry.ast.name.value, named);
        }
        entries.append(&mut self.entries);
        (entries, self.constructors)
    }

    /// Whether the schema has a type of its own where the prelude has this constructor's.
    fn replaces_type(&self, prelude: &Combinator<'_>) -> bool {
        let Some(ty) = result_head(prelude).filter(|ty| builtin::gives_way(ty)) else {
            return false;
        };
        self.entries
            .iter()
            .filter(|entry| entry.kind == CombinatorKind::Constructor)
            .filter(|entry| result_head(entry.ast) == Some(ty))
            .any(|entry| entry.builtin.is_none())
    }
}

impl<'s> Entry<'s> {
    /// Takes another declaration of the same name; says so where it differs.
    fn merge(&mut self, place: Place<'s>, ast: &'s Combinator<'s>) -> Option<Diagnostic> {
        let builtin = builtin::of(ast).filter(|_| self.kind == CombinatorKind::Constructor);
        // Dummy declarations of a builtin may use any words, so only their ids can differ.
        let difference = match (self.builtin, builtin) {
            (Some(_), Some(_)) => same::id_difference(self.ast, ast),
            (None | Some(_), _) => same::difference(self.ast, ast),
        };
        if let Some(difference) = difference {
            let kind = match self.kind {
                CombinatorKind::Constructor => "constructor",
                CombinatorKind::Function => "function",
            };
            let name = ast.name.value;
            return Some(
                Diagnostic::new(
                    Code::DuplicateName,
                    format!("the {kind} `{name}` is declared twice, and not in the same way"),
                    ast.name.span,
                    "declared again here",
                )
                .label(self.ast.name.span, "first declared here")
                .note(difference)
                .note("the same declaration may be repeated, in one file or in several"),
            );
        }
        if self.ast.id.is_none() && ast.id.is_some() {
            self.other = Some(self.place);
            self.place = place;
            self.ast = ast;
        } else if self.other.is_none() {
            self.other = Some(place);
        }
        None
    }
}

/// The id of what is at that index.
fn id(index: usize) -> CombinatorId {
    CombinatorId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The type in front of a result.
pub(super) fn result_head<'s>(combinator: &Combinator<'s>) -> Option<&'s str> {
    match &combinator.result.kind {
        ExprKind::Apply { head, .. } => Some(head.value),
        ExprKind::Nat
        | ExprKind::Number(_)
        | ExprKind::Bare(_)
        | ExprKind::Sum(_)
        | ExprKind::Repeat { .. } => None,
    }
}

/// What is wrong with a result that does not even begin with a type.
fn wrong_result(ast: &Combinator<'_>, kind: CombinatorKind) -> Option<Diagnostic> {
    let head = result_head(ast).unwrap_or_default();
    let param = ast.params.iter().find(|param| param.name.value == head);
    let (label, note) = match (param, kind) {
        (None, _) if is_type_name(head) => return None,
        (None, _) => (
            "this is no type".to_owned(),
            "results are boxed, and names of types begin in upper case",
        ),
        (Some(param), CombinatorKind::Function) => match (param.kind, &ast.result.kind) {
            (Kind::Type, ExprKind::Apply { args, .. }) if args.is_empty() => return None,
            (Kind::Type | Kind::Nat, _) => (
                format!("`{head}` is no type by itself"),
                "a parameter that is a result is of kind `Type`, and takes no arguments",
            ),
        },
        (Some(_), CombinatorKind::Constructor) => (
            format!("`{head}` is a parameter"),
            "a constructor makes values of one type; only the result of a function may be a parameter",
        ),
    };
    Some(
        Diagnostic::new(
            Code::InvalidResult,
            format!("the result of `{}` is no type", ast.name.value),
            ast.result.span,
            label,
        )
        .note(note),
    )
}
