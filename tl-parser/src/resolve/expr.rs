//! Types and their arguments.

use super::builtin::PRELUDE_FILE;
use super::declare::Named;
use super::unknown::Why;
use super::{Resolver, World};
use crate::ast::{Expr, ExprKind, Kind, is_type_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Arg, Builtin, CombinatorId, Origin, TypeExpr, TypeId, Var, VarId};
use crate::span::{Span, Spanned};

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'s> {
    /// The type of a field.
    Field,
    /// The count of a repetition.
    Count,
    /// The argument of this index.
    Argument(&'s str, usize),
}

impl Wanted<'_> {
    pub(super) fn describe(self, kind: Kind) -> String {
        let kind = match kind {
            Kind::Type => "a type",
            Kind::Nat => "a number",
        };
        match self {
            Wanted::Field => format!("a field has {kind}"),
            Wanted::Count => format!("a repetition has {kind} in front"),
            Wanted::Argument(head, index) => {
                format!("argument {} of `{head}` is {kind}", index + 1)
            }
        }
    }
}

/// What an identifier stands for.
pub(super) enum Head<'s> {
    Var(VarId, Var<'s>),
    Constructor(CombinatorId, TypeId),
    Type(TypeId),
}

/// The results are `None` where something is wrong that has been reported.
impl<'s> Resolver<'_, 's> {
    /// A type.
    pub(super) fn ty(&mut self, expr: &'s Expr<'s>, wanted: Wanted<'s>) -> Option<TypeExpr<'s>> {
        match &expr.kind {
            ExprKind::Nat => Some(TypeExpr::Nat(expr.span)),
            ExprKind::Number(_) | ExprKind::Sum(_) => self.wrong_kind(
                expr.span,
                "a number where a type belongs",
                "this is a number",
                wanted.describe(Kind::Type),
            ),
            ExprKind::Apply { head, args } => match self.head(*head, args)? {
                Head::Var(id, var) => self.var(expr, (id, var), args, wanted),
                Head::Constructor(id, ty) => {
                    let args = self.args(ty, *head, args, expr.span, Count::Exact)?;
                    Some(TypeExpr::Bare(id, args, expr.span))
                }
                Head::Type(id) => {
                    if !self.has_values(id) {
                        self.unknown.add(*head, Why::NoConstructors, &self.scope);
                        return None;
                    }
                    let args = self.args(id, *head, args, expr.span, Count::Exact)?;
                    Some(TypeExpr::Boxed(id, args, expr.span))
                }
            },
            ExprKind::Bare(inner) => self.bare(expr, inner, wanted),
            ExprKind::Repeat { count, fields } => {
                let nat = match count {
                    Some(count) => self.nat(count, Wanted::Count),
                    None => self.implicit_count(expr.span),
                };
                let fields = self.inner_fields(fields);
                Some(TypeExpr::Repeat(nat?, fields, expr.span))
            }
        }
    }

    pub(super) fn head(&mut self, head: Spanned<&'s str>, args: &[Expr<'s>]) -> Option<Head<'s>> {
        let name = head.value;
        if let Some((id, var)) = self.scope.find(name) {
            return Some(Head::Var(id, var));
        }
        if is_type_name(name) {
            if let Some(&id) = self.types.by_name.get(name) {
                return Some(Head::Type(id));
            }
        } else {
            match self.constructors.get(name) {
                Some(Named::Combinator(id)) => {
                    return Some(Head::Constructor(*id, self.types.of(*id)?));
                }
                Some(Named::Broken) => return None,
                None => {}
            }
        }
        match self.world {
            World::Closed => {
                self.unknown.add(head, Why::Undeclared, &self.scope);
                None
            }
            World::Open => {
                let kinds = args.iter().map(|arg| self.kind(arg)).collect();
                if is_type_name(name) {
                    return Some(Head::Type(self.external_type(head, kinds)));
                }
                let (id, ty) = self.external_constructor(head, kinds);
                Some(Head::Constructor(id, ty))
            }
        }
    }

    /// What an argument of something unknown is.
    fn kind(&self, arg: &Expr<'_>) -> Kind {
        match &arg.kind {
            ExprKind::Number(_) | ExprKind::Sum(_) => Kind::Nat,
            ExprKind::Apply { head, args } if args.is_empty() => self
                .scope
                .find(head.value)
                .map_or(Kind::Type, |(_, var)| var.kind),
            ExprKind::Apply { .. }
            | ExprKind::Nat
            | ExprKind::Bare(_)
            | ExprKind::Repeat { .. } => Kind::Type,
        }
    }

    /// Whether a value of the type can exist at all, as far as its name tells.
    fn has_values(&self, id: TypeId) -> bool {
        self.world == World::Open
            || self.types.get(id).is_some_and(|ty| {
                !ty.constructors.is_empty() || ty.builtin.is_some() || ty.origin == Origin::External
            })
    }

    /// `Vector int;`, `Vector;`
    pub(super) fn application(
        &mut self,
        head: Spanned<&'s str>,
        args: &'s [Expr<'s>],
        expr: &Expr<'s>,
    ) {
        if let Some(finding) = self.lost_equals(head, args) {
            self.diagnostics.push(finding);
            return;
        }
        match self.head(head, args) {
            Some(Head::Constructor(_, ty) | Head::Type(ty)) => {
                self.args(ty, head, args, expr.span, Count::AtMost);
            }
            Some(Head::Var(..)) | None => {}
        }
    }

    /// `t`.
    fn var(
        &mut self,
        expr: &Expr<'s>,
        (id, var): (VarId, Var<'s>),
        args: &[Expr<'s>],
        wanted: Wanted<'s>,
    ) -> Option<TypeExpr<'s>> {
        match var.kind {
            Kind::Type if args.is_empty() => Some(TypeExpr::Var(id, expr.span)),
            Kind::Type => {
                self.diagnostics.push(Diagnostic::new(
                    Code::WrongArity,
                    format!("`{}` takes no arguments", var.name),
                    expr.span,
                    "this is a parameter: it stands for a type with its arguments",
                ));
                None
            }
            Kind::Nat => self.wrong_kind(
                expr.span,
                "a number where a type belongs",
                &format!("`{}` is a `#`", var.name),
                wanted.describe(Kind::Type),
            ),
        }
    }

    /// `%T`.
    fn bare(
        &mut self,
        expr: &'s Expr<'s>,
        inner: &'s Expr<'s>,
        wanted: Wanted<'s>,
    ) -> Option<TypeExpr<'s>> {
        let ExprKind::Apply { head, args } = &inner.kind else {
            return self.ty(inner, wanted);
        };
        let mark = Span {
            end: inner.span.start.max(expr.span.start),
            ..expr.span
        };
        match self.head(*head, args)? {
            Head::Var(_, var) => {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::AmbiguousBare,
                        format!("`{}` cannot be made bare", var.name),
                        expr.span,
                        "its constructor is not known here",
                    )
                    .note("whether a parameter is bare is for the argument to say")
                    .suggest("leave out the `%`", mark, ""),
                );
                None
            }
            Head::Constructor(id, ty) => {
                let args = self.args(ty, *head, args, expr.span, Count::Exact)?;
                Some(TypeExpr::Bare(id, args, expr.span))
            }
            Head::Type(ty) => {
                let id = self.only_constructor(ty, *head, mark)?;
                let args = self.args(ty, *head, args, expr.span, Count::Exact)?;
                Some(TypeExpr::Bare(id, args, expr.span))
            }
        }
    }

    /// The constructor that `%T` means.
    fn only_constructor(
        &mut self,
        id: TypeId,
        head: Spanned<&'s str>,
        mark: Span,
    ) -> Option<CombinatorId> {
        let ty = self.types.get(id)?;
        match ty.constructors.as_slice() {
            [only] => Some(*only),
            [] if self.world == World::Open => Some(self.external_bare(head, id)),
            [] => {
                self.unknown.add(head, Why::NoConstructors, &self.scope);
                None
            }
            several => {
                if matches!(ty.builtin, Some(Builtin::Object | Builtin::Function)) {
                    // Not ambiguous: any value is meant, and `object` is the builtin's own name.
                    return several.first().copied();
                }
                let names: Vec<String> = several
                    .iter()
                    .take(3)
                    .filter_map(|id| self.entries.get(id.0 as usize))
                    .map(|entry| format!("`{}`", entry.ast.name.value))
                    .collect();
                let more = if several.len() > 3 { ", …" } else { "" };
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::AmbiguousBare,
                        format!("`%{}` does not say which constructor it is", head.value),
                        mark.to(head.span),
                        format!("`{}` has {} constructors", head.value, several.len()),
                    )
                    .note(format!("they are {}{more}", names.join(", ")))
                    .note("a bare value has no id in front that tells them apart")
                    .suggest("write it boxed", mark, ""),
                );
                None
            }
        }
    }

    /// The arguments of a type or of a constructor of that type.
    pub(super) fn args(
        &mut self,
        ty: TypeId,
        head: Spanned<&'s str>,
        args: &'s [Expr<'s>],
        span: Span,
        count: Count,
    ) -> Option<Vec<Arg<'s>>> {
        let arity = self.types.get(ty)?.params.len();
        let fits = match count {
            Count::Exact | Count::AtMost if self.types.is_doubtful(ty) => return None,
            Count::Exact | Count::Result => args.len() == arity,
            Count::AtMost => args.len() <= arity,
        };
        if !fits {
            self.wrong_arity(ty, head, args.len(), span);
            return None;
        }
        let mut resolved = Vec::with_capacity(args.len());
        let mut complete = true;
        for (index, arg) in args.iter().enumerate() {
            let kind = self.types.get(ty)?.params.get(index).copied()?;
            let wanted = Wanted::Argument(head.value, index);
            let arg = match kind {
                Kind::Type => self.ty(arg, wanted).map(Arg::Type),
                Kind::Nat => self.nat(arg, wanted).map(Arg::Nat),
            };
            complete &= arg.is_some();
            resolved.extend(arg);
        }
        complete.then_some(resolved)
    }

    fn wrong_arity(&mut self, ty: TypeId, head: Spanned<&'s str>, given: usize, span: Span) {
        let Some(ty) = self.types.get(ty) else {
            return;
        };
        let arguments = |count: usize| match count {
            0 => "no arguments".to_owned(),
            1 => "1 argument".to_owned(),
            _ => format!("{count} arguments"),
        };
        let kinds: Vec<&str> = ty
            .params
            .iter()
            .map(|kind| match kind {
                Kind::Type => "a type",
                Kind::Nat => "a number",
            })
            .collect();
        let mut diagnostic = Diagnostic::new(
            Code::WrongArity,
            format!("`{}` takes {}", head.value, arguments(ty.params.len())),
            span,
            format!("{} given", arguments(given)),
        );
        if ty.span.file != PRELUDE_FILE {
            diagnostic = diagnostic.label(ty.span, format!("`{}` is declared here", ty.name));
        }
        match &kinds[..] {
            [] => {}
            [kind] => diagnostic = diagnostic.note(format!("it takes {kind}")),
            kinds => {
                let kinds = kinds.join(", ");
                diagnostic = diagnostic.note(format!("it takes, in this order: {kinds}"));
            }
        }
        self.diagnostics.push(diagnostic);
    }

    /// Reports a number for a type, or the reverse.
    pub(super) fn wrong_kind<T>(
        &mut self,
        span: Span,
        message: &str,
        label: &str,
        note: String,
    ) -> Option<T> {
        let diagnostic = Diagnostic::new(Code::WrongKind, message, span, label).note(note);
        self.diagnostics.push(diagnostic);
        None
    }
}

/// How many arguments must be given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Count {
    /// All.
    Exact,
    /// All; it is the result of a constructor, which says what the type takes.
    Result,
    /// All or fewer: an application that stands alone may be partial.
    AtMost,
}
