//! Numbers: counts of repetitions, and arguments of kind `#`.

use super::Resolver;
use super::expr::{Head, Wanted};
use super::unknown::Why;
use crate::ast::{Expr, ExprKind, Kind, is_type_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Nat;
use crate::span::Span;

/// The results are `None` where something is wrong that has been reported.
impl<'s> Resolver<'_, 's> {
    /// A number: `3`, `n`, `n+1`.
    pub(super) fn nat(&mut self, expr: &'s Expr<'s>, wanted: Wanted<'s>) -> Option<Nat> {
        let not_a_number = |label: &str, resolver: &mut Self| {
            resolver.wrong_kind(
                expr.span,
                "a type where a number belongs",
                label,
                wanted.describe(Kind::Nat),
            )
        };
        match &expr.kind {
            ExprKind::Number(number) => Some(Nat {
                var: None,
                add: *number,
            }),
            ExprKind::Apply { head, args } if args.is_empty() && !self.is_declared(head.value) => {
                if !self.silent.contains(&head.value) {
                    match self.no_number(*head) {
                        Some(finding) => {
                            self.silent.push(head.value);
                            self.diagnostics.push(finding);
                        }
                        None => self.unknown.add(*head, Why::NoNumber, &self.scope),
                    }
                }
                None
            }
            ExprKind::Apply { head, args } => match self.head(*head, args)? {
                Head::Var(id, var) if var.kind == Kind::Nat && args.is_empty() => Some(Nat {
                    var: Some(id),
                    add: 0,
                }),
                Head::Var(..) => not_a_number("this parameter stands for a type", self),
                Head::Constructor(..) => not_a_number("this is a constructor", self),
                Head::Type(_) => not_a_number("this is a type", self),
            },
            ExprKind::Sum(parts) => self.sum(expr, parts, wanted),
            ExprKind::Nat => not_a_number("`#` is the type of numbers, and no number", self),
            ExprKind::Bare(_) | ExprKind::Repeat { .. } => not_a_number("this is a type", self),
        }
    }

    /// Whether a name is one of a variable or constructor, or looks like that of a type.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.scope.find(name).is_some()
            || self.constructors.contains_key(name)
            || is_type_name(name)
    }

    fn sum(&mut self, expr: &Expr<'s>, parts: &'s [Expr<'s>], wanted: Wanted<'s>) -> Option<Nat> {
        let mut sum = Nat { var: None, add: 0 };
        for part in parts {
            let nat = self.nat(part, wanted)?;
            if sum.var.is_some() && nat.var.is_some() {
                return self.wrong_kind(
                    expr.span,
                    "a sum of two variables",
                    "",
                    "a sum is at most one variable and numbers".to_owned(),
                );
            }
            let Some(add) = sum.add.checked_add(nat.add) else {
                self.diagnostics.push(Diagnostic::new(
                    Code::NumberTooLarge,
                    "the sum does not fit 32 bits",
                    expr.span,
                    "too large",
                ));
                return None;
            };
            sum = Nat {
                var: sum.var.or(nat.var),
                add,
            };
        }
        Some(sum)
    }

    pub(super) fn implicit_count(&mut self, span: Span) -> Option<Nat> {
        let var = self.scope.last_nat();
        if var.is_none() && self.joined != Some(span) {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MissingCount,
                    "a repetition without a count",
                    span,
                    "how many of these?",
                )
                .note("without a count in front, `[ … ]` is repeated as often as the last `#` before it says, and there is none")
                .suggest("count in a `#` before it", span_start(span), "# "),
            );
        }
        Some(Nat {
            var: Some(var?),
            add: 0,
        })
    }
}

/// The empty place in front of `span`.
pub(super) fn span_start(span: Span) -> Span {
    Span {
        end: span.start,
        ..span
    }
}
