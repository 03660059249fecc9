//! The resolved schema: types, constructors and functions, every name resolved.
//!
//! A [`Schema`] has no dangling name. It may contain what a backend cannot express; the backend reports that
//! with the span.

mod builtin;
mod graph;
mod index;
mod variables;

pub use builtin::Builtin;
pub(crate) use builtin::{Declared, Row};
pub use graph::Graph;
pub(crate) use graph::{Fillers, Needs, Step, expanding};
pub use index::{CombinatorId, Id, IndexVec, TypeId, VarId};
pub use variables::Uses;

use core::ops::Index;
use std::borrow::Cow;
use std::cmp::Ordering;

use crate::hasher::Names;
use crate::id::{self, Rule};
use crate::source::Span;
use crate::syntax::ast::{self, ParamKind};
use crate::syntax::print;
use crate::syntax::replace::{self, Word};

/// A whole schema: the prelude and all files.
#[derive(Debug, Clone, Default)]
pub struct Schema<'s> {
    /// All types, in the order in which they are first named as a result.
    pub types: IndexVec<TypeId, Type<'s>>,
    /// All constructors and functions, in order of declaration, those of the prelude first.
    pub combinators: IndexVec<CombinatorId, Combinator<'s>>,
    /// The fields through which a generic type contains itself with ever larger arguments, each with its
    /// constructor: `f {t:Type} x:(F (Pair t t)) = F t`.
    ///
    /// Such a type can be decoded and encoded, but code that is generated for each set of type arguments
    /// would never end.
    pub expanding: Vec<(CombinatorId, Span)>,
    /// The first two combinators of each id that several constructors, or several functions, have. Prefix
    /// forms of a generic function, which have its id, do not count.
    pub repeated_ids: Vec<(CombinatorId, CombinatorId)>,
    /// `230` of `// LAYER 230`.
    pub layer: Option<u32>,
}

impl Schema<'_> {
    /// Returns the rule that the written ids follow, and that a wrong id was probably meant to follow. If no id
    /// tells the rules apart, returns both, the likelier first.
    pub(crate) fn rules_of_ids(&self) -> &'static [Rule] {
        let (mut official, mut telegram, mut written_ids, mut unwritten_ids) = (0, 0, 0, 0);
        let declared = self.combinators.iter();
        for combinator in declared.filter(|it| it.origin == Origin::Declared) {
            let Some(written) = combinator.written_id else {
                unwritten_ids += usize::from(combinator.builtin.is_none());
                continue;
            };
            written_ids += 1;
            let by = |rule| id::id(combinator.ast, rule) == written;
            match (by(Rule::Official), by(Rule::Telegram)) {
                (true, false) => official += 1,
                (false, true) => telegram += 1,
                (true, true) | (false, false) => {}
            }
        }
        match official.cmp(&telegram) {
            Ordering::Less => &[Rule::Telegram],
            Ordering::Greater => &[Rule::Official],
            // An unwritten id follows the official rule.
            Ordering::Equal if unwritten_ids > written_ids => &[Rule::Official],
            Ordering::Equal => &[Rule::Telegram, Rule::Official],
        }
    }
}

impl<'s> Index<TypeId> for Schema<'s> {
    type Output = Type<'s>;

    fn index(&self, id: TypeId) -> &Type<'s> {
        &self.types[id]
    }
}

impl<'s> Index<CombinatorId> for Schema<'s> {
    type Output = Combinator<'s>;

    fn index(&self, id: CombinatorId) -> &Combinator<'s> {
        &self.combinators[id]
    }
}

/// Where a type or combinator comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file of the schema.
    Declared,
    /// The implicit prelude; no file repeats the declaration.
    Prelude,
    /// Unknown: a single line is resolved, and only its author knows this name ([`World::Open`](crate::World)).
    External,
}

/// A type: `photos.Photo`.
#[derive(Debug, Clone)]
pub struct Type<'s> {
    /// `photos.Photo`.
    pub name: &'s str,
    /// The kinds of its parameters, in order.
    pub params: Vec<ParamKind>,
    /// Its constructors, in order of declaration.
    pub constructors: Vec<CombinatorId>,
    /// The builtin, if its values are built in.
    pub builtin: Option<Builtin>,
    /// Where it comes from.
    pub origin: Origin,
    /// `@class` documentation; empty if there is none.
    pub docs: String,
    /// Where its name is first written as a result.
    pub span: Span,
}

/// Constructor or function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CombinatorKind {
    /// A value of its result type.
    Constructor,
    /// A call; its answer has the result type.
    Function,
}

impl CombinatorKind {
    /// `constructor` or `function`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CombinatorKind::Constructor => "constructor",
            CombinatorKind::Function => "function",
        }
    }
}

/// A constructor or function: `photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo`.
#[derive(Debug, Clone)]
pub struct Combinator<'s> {
    /// `photos.photo`; `_` for an anonymous one.
    pub name: &'s str,
    /// Constructor or function.
    pub kind: CombinatorKind,
    /// The id on the wire: the written one, or the one that the text gives by rule A.
    pub id: u32,
    /// The written id, from any of the merged declarations.
    pub written_id: Option<u32>,
    /// Whether the text gives the id, by any [rule](crate::id::Rule::WRITTEN).
    pub id_matches_text: bool,
    /// The builtin, if its values are built in.
    pub builtin: Option<Builtin>,
    /// Where it comes from.
    pub origin: Origin,
    /// Its variables: the parameters, then the `#` fields in order, including those inside repetitions.
    pub vars: IndexVec<VarId, Var<'s>>,
    /// Its fields.
    pub fields: Vec<Field<'s>>,
    /// Its result.
    pub result: TypeExpr<'s>,
    /// Its documentation: the comments before it, lines joined by `\n`; may be empty.
    pub docs: String,
    /// Its annotations, in order: `read` for `@read`.
    pub annotations: Vec<&'s str>,
    /// The declaration; if several were merged, the one with a written id, or else the first.
    pub ast: &'s ast::Combinator<'s>,
    /// Names in it that are read as other names: `oneSalt`, a type in lower case, as its constructor.
    pub(crate) read_as: Names<'s, Word<'s>>,
    /// The whole declaration.
    pub span: Span,
}

impl<'s> Combinator<'s> {
    /// Returns the variable, or `None` if the id belongs to another combinator.
    #[must_use]
    pub fn var(&self, id: VarId) -> Option<&Var<'s>> {
        self.vars.find(id)
    }

    /// Returns the type of the result, or `None` if the result is a parameter.
    #[must_use]
    pub fn ty(&self) -> Option<TypeId> {
        Some(self.result.boxed()?.0)
    }

    /// Returns the declaration with each name as it is read.
    pub(crate) fn declared(&self) -> Cow<'s, ast::Combinator<'s>> {
        if self.is_read_as_written() {
            return Cow::Borrowed(self.ast);
        }
        Cow::Owned(replace::with(self.ast, &|name| {
            self.read_as.get(name).copied()
        }))
    }

    /// Whether each name in it is read as it is written. In `a x:oneSalt = A`, the name `oneSalt` is read as the
    /// constructor of the type `OneSalt`, unless a constructor is called `oneSalt`.
    #[must_use]
    pub fn is_read_as_written(&self) -> bool {
        self.read_as.is_empty()
    }

    /// Returns the declaration in canonical notation, with the id on the wire:
    /// `photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo`.
    #[must_use]
    pub fn tl(&self) -> String {
        print::combinator(&self.declared(), Some(self.id))
    }

    /// Returns the declaration in a notation that is the same for all declarations with its meaning: `=>` is `=`
    /// in it, and `%user` is `user`.
    #[must_use]
    pub fn meaning(&self) -> String {
        print::meaning(&self.declared(), Some(self.id))
    }
}

/// A parameter or a `#` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Var<'s> {
    /// Its name; empty for an anonymous `#`.
    pub name: &'s str,
    /// `Type` for `{t:Type}`, `#` for the others.
    pub kind: ParamKind,
    /// Whether it is a parameter; otherwise it is a field.
    pub param: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'s> {
    /// `None` for an anonymous field, and for one called `_`.
    pub name: Option<&'s str>,
    /// `flags.3?`.
    pub mask: Option<Mask>,
    /// Its type.
    pub ty: TypeExpr<'s>,
    /// The variable that a field of type `#` sets.
    pub var: Option<VarId>,
    /// Its documentation; may be empty.
    pub docs: String,
    /// Whether documentation in TDLib's style says that it "may be null". The wire has no null, but
    /// JSON does.
    pub nullable: bool,
    /// The field as it is declared.
    pub ast: &'s ast::Field<'s>,
    /// The whole field.
    pub span: Span,
}

impl Field<'_> {
    /// Returns the field in canonical notation: `users:flags.1?Vector<User>`.
    #[must_use]
    pub fn tl(&self) -> String {
        print::field(self.ast)
    }

    /// Returns the field in a notation that is the same for all fields with its meaning: `%user` is `user` in it.
    #[must_use]
    pub fn meaning(&self) -> String {
        print::meaning_of_field(self.ast)
    }
}

/// `flags.3?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mask {
    /// The mask: a `#` field before this one, or a parameter.
    pub var: VarId,
    /// The bit, 0 to 31.
    pub bit: u8,
}

/// The type of a field, of an argument or of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExpr<'s> {
    /// `#`.
    Nat(Span),
    /// `t` of `{t:Type}`.
    Var(VarId, Span),
    /// `!X` in a function: the boxed call of a function whose result is `X`. In a constructor, `!X` is any
    /// function, as [`Builtin::Function`] is.
    Call(VarId, Span),
    /// `User`, `Vector int`: a type, with the id before the value.
    Boxed(TypeId, Vec<Arg<'s>>, Span),
    /// `int`, `%User`, `vector int`: a constructor without its id.
    ///
    /// The arguments are in the order of the type's parameters, as for [`Boxed`](TypeExpr::Boxed); the
    /// constructor's result says which of its own parameters each of them is.
    Bare(CombinatorId, Vec<Arg<'s>>, Span),
    /// `n*[ x:int ]`.
    Repeat(Nat, Vec<Field<'s>>, Span),
}

impl<'s> TypeExpr<'s> {
    /// Returns the type and its arguments if it is [boxed](TypeExpr::Boxed).
    #[must_use]
    pub fn boxed(&self) -> Option<(TypeId, &[Arg<'s>])> {
        match self {
            TypeExpr::Boxed(ty, args, _) => Some((*ty, args)),
            TypeExpr::Nat(_)
            | TypeExpr::Var(..)
            | TypeExpr::Call(..)
            | TypeExpr::Bare(..)
            | TypeExpr::Repeat(..) => None,
        }
    }

    /// Returns the type and its arguments, boxed or bare.
    #[must_use]
    pub fn applied(&self, schema: &Schema<'s>) -> Option<(TypeId, &[Arg<'s>])> {
        match self {
            TypeExpr::Boxed(ty, args, _) => Some((*ty, args)),
            TypeExpr::Bare(constructor, args, _) => Some((schema[*constructor].ty()?, args)),
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => {
                None
            }
        }
    }

    /// Calls `visit` for the type and all types in it, each before those in it.
    pub fn each<'e>(&'e self, visit: &mut dyn FnMut(&'e TypeExpr<'s>)) {
        visit(self);
        match self {
            TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => {}
            TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _) => {
                for ty in args.iter().filter_map(Arg::ty) {
                    ty.each(visit);
                }
            }
            TypeExpr::Repeat(_, fields, _) => fields.iter().for_each(|it| it.ty.each(visit)),
        }
    }

    /// Returns the span where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            TypeExpr::Nat(span)
            | TypeExpr::Var(_, span)
            | TypeExpr::Call(_, span)
            | TypeExpr::Boxed(_, _, span)
            | TypeExpr::Bare(_, _, span)
            | TypeExpr::Repeat(_, _, span) => *span,
        }
    }
}

/// An argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'s> {
    /// For a parameter `Type`.
    Type(TypeExpr<'s>),
    /// For a parameter `#`.
    Nat(Nat),
}

impl<'s> Arg<'s> {
    /// Returns the argument for a parameter `Type`.
    #[must_use]
    pub fn ty(&self) -> Option<&TypeExpr<'s>> {
        match self {
            Arg::Type(ty) => Some(ty),
            Arg::Nat(_) => None,
        }
    }
}

/// `3`, `n`, `n+1`: a sum of at most one variable and a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Nat {
    /// `n`.
    pub var: Option<VarId>,
    /// `1`.
    pub add: u32,
}
