//! Resolves types and their arguments, and numbers: counts of repetitions, and arguments of kind `#`.

use super::problem::{Found, Problem, Reported, Wanted, Why};
use super::{Named, Position, Resolver, World};
use crate::foreign;
use crate::schema::{Arg, Combinator, CombinatorId, Nat, Origin, TypeExpr, TypeId, Var, VarId};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Expr, ExprKind, ParamKind, is_type_name};
use crate::words::other_initial;

/// A resolved value, or the fact that a problem was reported.
pub(super) type Resolved<T> = Result<T, Reported>;

/// How many arguments are required.
#[derive(Debug, Clone, Copy)]
pub(super) enum Count {
    /// All.
    Exact,
    /// All; the result of a constructor determines how many the type has.
    Result,
    /// All or fewer: an application that stands alone may be partial.
    AtMost,
}

/// The meaning of an identifier.
pub(super) enum Head<'s> {
    Var(VarId, Var<'s>),
    Constructor(CombinatorId, TypeId),
    Type(TypeId),
}

impl<'s> Resolver<'_, 's> {
    /// Resolves a type.
    pub(super) fn ty(&mut self, expr: &'s Expr<'s>, wanted: Wanted<'s>) -> Resolved<TypeExpr<'s>> {
        match &expr.kind {
            ExprKind::Nat => Ok(TypeExpr::Nat(expr.span)),
            ExprKind::Number(_) | ExprKind::Sum(_) => {
                Err(self.wrong_kind(expr, Found::Number, wanted))
            }
            ExprKind::Apply { head, args } => match self.head(*head, args)? {
                Head::Var(id, var) => self.var(expr, (id, var), args, wanted),
                Head::Constructor(id, ty) => {
                    let args = self.args(ty, *head, args, expr.span, Count::Exact)?;
                    Ok(TypeExpr::Bare(id, args, expr.span))
                }
                Head::Type(id) => {
                    if !self.has_values(id) {
                        // The inner `Vec` in `= Vec<Vec<int>>` is only declared by the outer one.
                        let in_result = matches!(self.subject.place, Position::Outside);
                        let why = match foreign::find(head.value).filter(|_| in_result) {
                            Some(_) => Why::Undeclared,
                            None if self.types.is_empty(id) => Why::Empty,
                            None => Why::NoConstructors,
                        };
                        let reported = self.report(Problem::Unknown(*head, why));
                        if why != Why::Empty {
                            return Err(reported);
                        }
                    }
                    let args = self.args(id, *head, args, expr.span, Count::Exact)?;
                    Ok(TypeExpr::Boxed(id, args, expr.span))
                }
            },
            ExprKind::Bare(inner) => self.bare(expr, inner, wanted),
            ExprKind::Repeat { count, fields } => {
                let nat = match count {
                    Some(count) => self.nat(count, Wanted::Count),
                    None => self.implicit_count(expr.span),
                };
                let fields = self.inner_fields(fields);
                Ok(TypeExpr::Repeat(nat?, fields, expr.span))
            }
        }
    }

    /// Resolves the name before `args`.
    pub(super) fn head(&mut self, name: Spanned<&'s str>, args: &[Expr<'s>]) -> Resolved<Head<'s>> {
        if let Some((id, var)) = self.scope.find(name.value) {
            return Ok(Head::Var(id, var));
        }
        if is_type_name(name.value) {
            if let Some(&id) = self.types.by_name.get(name.value) {
                return Ok(Head::Type(id));
            }
        } else {
            match self.constructors.get(name.value) {
                Some(Named::Combinator(id)) => {
                    let ty = self.types.of(*id).ok_or(Reported)?;
                    return Ok(Head::Constructor(*id, ty));
                }
                Some(Named::Broken) => return Err(Reported),
                None => {
                    if let Some((constructor, ty)) = self.only_of_lower_case(name.value) {
                        self.report(Problem::BareTypeName(name, constructor, ty));
                        return Ok(Head::Constructor(constructor, ty));
                    }
                }
            }
        }
        match self.world {
            World::Open if !self.is_slip(name) => Ok(self.external(name, args)),
            World::Open | World::Closed => {
                Err(self.report(Problem::Unknown(name, Why::Undeclared)))
            }
        }
    }

    /// Finds `%OneSalt`, a type with one constructor, for `oneSalt`, which is not declared.
    fn only_of_lower_case(&self, name: &str) -> Option<(CombinatorId, TypeId)> {
        if self.world == World::Open {
            return None;
        }
        let id = *self.types.by_name.get(other_initial(name).as_str())?;
        let ty = &self.types.all[id];
        match ty.constructors.as_slice() {
            [only] if ty.origin == Origin::Declared => Some((*only, id)),
            _ => None,
        }
    }

    /// Whether the type can have values at all, with any arguments.
    fn has_values(&self, id: TypeId) -> bool {
        let ty = &self.types.all[id];
        self.world == World::Open
            || !ty.constructors.is_empty()
            || ty.builtin.is_some()
            || ty.origin == Origin::External
    }

    /// Resolves `vector int;`: the first variables of a constructor or function get these values.
    pub(super) fn applied(
        &mut self,
        of: &Combinator<'s>,
        head: Spanned<&'s str>,
        args: &'s [Expr<'s>],
        span: Span,
    ) -> Resolved<()> {
        let (most, given) = (of.vars.len(), args.len());
        if given > most {
            return Err(self.report(Problem::TooManyValues {
                head,
                most,
                given,
                span,
            }));
        }
        for (at, (arg, var)) in args.iter().zip(of.vars.iter()).enumerate() {
            let wanted = Wanted::Argument(head.value, at);
            match var.kind {
                ParamKind::Type => self.ty(arg, wanted).map(|_| ()),
                ParamKind::Nat => self.nat(arg, wanted).map(|_| ()),
            }?;
        }
        Ok(())
    }

    /// Resolves `t`.
    fn var(
        &mut self,
        expr: &Expr<'s>,
        (id, var): (VarId, Var<'s>),
        args: &[Expr<'s>],
        wanted: Wanted<'s>,
    ) -> Resolved<TypeExpr<'s>> {
        match var.kind {
            ParamKind::Type if args.is_empty() => Ok(TypeExpr::Var(id, expr.span)),
            ParamKind::Type => Err(self.report(Problem::AppliedParam(var.name, expr.span))),
            ParamKind::Nat => Err(self.wrong_kind(expr, Found::NumberVar(var.name), wanted)),
        }
    }

    /// Resolves `%T`.
    fn bare(
        &mut self,
        expr: &'s Expr<'s>,
        inner: &'s Expr<'s>,
        wanted: Wanted<'s>,
    ) -> Resolved<TypeExpr<'s>> {
        let ExprKind::Apply { head, args } = &inner.kind else {
            return self.ty(inner, wanted);
        };
        let percent = Span {
            end: inner.span.start.max(expr.span.start),
            ..expr.span
        };
        let (id, ty) = match self.head(*head, args)? {
            Head::Var(_, var) => {
                let name = var.name;
                let span = expr.span;
                return Err(self.report(Problem::BareParam {
                    name,
                    span,
                    percent,
                }));
            }
            Head::Constructor(id, ty) => (id, ty),
            Head::Type(ty) => (self.only_constructor(ty, *head, percent)?, ty),
        };
        let args = self.args(ty, *head, args, expr.span, Count::Exact)?;
        Ok(TypeExpr::Bare(id, args, expr.span))
    }

    /// Returns the constructor that `%T` means; the first if it is ambiguous.
    fn only_constructor(
        &mut self,
        id: TypeId,
        head: Spanned<&'s str>,
        percent: Span,
    ) -> Resolved<CombinatorId> {
        let ty = &self.types.all[id];
        match ty.constructors.as_slice() {
            [only] => Ok(*only),
            // Not ambiguous: any value is meant, and `object` is the builtin's own name.
            [first, ..] if ty.builtin.is_some_and(|it| it.is_open()) => Ok(*first),
            [] if self.world == World::Open => Ok(self.external_bare(head, id)),
            [] if self.types.is_empty(id) => {
                self.report(Problem::Unknown(head, Why::Empty));
                Ok(self.external_bare(head, id))
            }
            [] => Err(self.report(Problem::Unknown(head, Why::NoConstructors))),
            [first, ..] => {
                let first = *first;
                self.report(Problem::BareOfSeveral {
                    ty: id,
                    head,
                    percent,
                });
                Ok(first)
            }
        }
    }

    /// Resolves the arguments of a type or of a constructor of that type.
    pub(super) fn args(
        &mut self,
        ty: TypeId,
        head: Spanned<&'s str>,
        args: &'s [Expr<'s>],
        span: Span,
        count: Count,
    ) -> Resolved<Vec<Arg<'s>>> {
        let arity = self.types.all[ty].params.len();
        let fits = match count {
            Count::Exact | Count::AtMost if self.types.is_doubtful(ty) => return Err(Reported),
            Count::Exact | Count::Result => args.len() == arity,
            Count::AtMost => args.len() <= arity,
        };
        if !fits {
            let given = args.len();
            return Err(self.report(Problem::WrongArity {
                ty,
                head,
                given,
                span,
            }));
        }
        let mut resolved = Vec::with_capacity(args.len());
        let mut complete = Ok(());
        for (index, arg) in args.iter().enumerate() {
            let kind = self.types.all[ty].params.get(index).copied();
            let wanted = Wanted::Argument(head.value, index);
            let arg = match kind.ok_or(Reported)? {
                ParamKind::Type => self.ty(arg, wanted).map(Arg::Type),
                ParamKind::Nat => self.nat(arg, wanted).map(Arg::Nat),
            };
            match arg {
                Ok(arg) => resolved.push(arg),
                Err(reported) => complete = Err(reported),
            }
        }
        complete.map(|()| resolved)
    }

    /// Resolves a number: `3`, `n`, `n+1`.
    fn nat(&mut self, expr: &'s Expr<'s>, wanted: Wanted<'s>) -> Resolved<Nat> {
        let found = match &expr.kind {
            ExprKind::Number(number) => {
                return Ok(Nat {
                    var: None,
                    add: *number,
                });
            }
            ExprKind::Apply { head, args } if args.is_empty() && !self.is_declared(head.value) => {
                return Err(self.report(Problem::NotANumber(*head)));
            }
            ExprKind::Apply { head, args } => match self.head(*head, args)? {
                Head::Var(id, var) if var.kind == ParamKind::Nat && args.is_empty() => {
                    return Ok(Nat {
                        var: Some(id),
                        add: 0,
                    });
                }
                Head::Var(..) => Found::TypeParam,
                Head::Constructor(..) => Found::Constructor,
                Head::Type(_) => Found::Type,
            },
            ExprKind::Sum(parts) => return self.sum(expr, parts, wanted),
            ExprKind::Nat => Found::TypeOfNumbers,
            ExprKind::Bare(_) | ExprKind::Repeat { .. } => Found::Type,
        };
        Err(self.wrong_kind(expr, found, wanted))
    }

    /// Whether a name is that of a variable or constructor, or looks like a type.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.scope.find(name).is_some() || self.constructors.contains(name) || is_type_name(name)
    }

    /// Whether the schema or the prelude declares this type or constructor.
    pub(super) fn has_declaration(&self, name: &str) -> bool {
        let ty = self.types.by_name.get(name).map(|ty| &self.types.all[*ty]);
        self.constructors.contains(name) || ty.is_some_and(|ty| !ty.constructors.is_empty())
    }

    fn sum(&mut self, expr: &Expr<'s>, parts: &'s [Expr<'s>], wanted: Wanted<'s>) -> Resolved<Nat> {
        let mut sum = Nat { var: None, add: 0 };
        for part in parts {
            let nat = self.nat(part, wanted)?;
            if sum.var.is_some() && nat.var.is_some() {
                return Err(self.report(Problem::SumOfVariables(expr.span)));
            }
            sum.var = sum.var.or(nat.var);
            let add = sum.add.checked_add(nat.add);
            sum.add = add.ok_or_else(|| self.report(Problem::SumTooLarge(expr.span)))?;
        }
        Ok(sum)
    }

    /// Returns the count of a repetition without a written count.
    fn implicit_count(&mut self, span: Span) -> Resolved<Nat> {
        let var = self.scope.last_nat();
        match var {
            Some(_) => Ok(Nat { var, add: 0 }),
            None => Err(self.report(Problem::NoCount(span))),
        }
    }

    fn wrong_kind(&mut self, expr: &Expr<'s>, found: Found<'s>, wanted: Wanted<'s>) -> Reported {
        let span = expr.span;
        self.report(Problem::WrongKind {
            span,
            found,
            wanted,
        })
    }
}
