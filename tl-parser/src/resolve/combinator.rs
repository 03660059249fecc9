//! Whole declarations: parameters, fields, result, id, documentation.

use std::collections::HashMap;

use super::Resolver;
use super::declare::{Entry, Place};
use super::expr::Count;
use crate::ast::{self, Body, Expr, ExprKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::docs::tdlib::may_be_null;
use crate::docs::{self, Docs};
use crate::id::{self, Rule};
use crate::schema::{
    Arg, Builtin, Combinator, CombinatorKind, Field, Origin, TypeExpr, TypeId, Var, VarId,
};

impl<'s> Resolver<'_, 's> {
    /// A constructor or function.
    pub(super) fn combinator(&mut self, entry: &Entry<'s>, ty: Option<TypeId>) -> Combinator<'s> {
        let ast = entry.ast;
        self.combinator = Some(ast);
        self.kind = entry.kind;
        let mut fields = match &ast.body {
            Body::Fields(fields) => {
                self.unique(&ast.params, fields);
                self.params(&ast.params);
                self.fields(fields)
            }
            Body::Builtin(_) => {
                self.unique(&ast.params, &[]);
                self.params(&ast.params);
                self.check_builtin(entry);
                Vec::new()
            }
        };
        let result = self.result(entry, ty);
        self.silent.clear();
        self.told.clear();
        self.combinator = None;
        let vars = self.scope.finish();
        let mut docs = self.docs(entry);
        let mut hand_out = HandOut {
            docs: &mut docs.fields,
            tdlib: docs.tdlib,
            next: 0,
            index: None,
        };
        hand_out.to(&mut fields);
        // `boolTrue` of a `Bool` of three constructors is an ordinary one.
        let of_type = ty.and_then(|ty| self.types.get(ty)?.builtin);
        let builtin = entry
            .builtin
            .filter(|builtin| *builtin != Builtin::Bool || of_type == Some(Builtin::Bool));
        let written_id = ast.id.map(|id| id.value);
        Combinator {
            name: ast.name.value,
            kind: entry.kind,
            id: written_id.unwrap_or_else(|| id::id(ast, Rule::Official)),
            written_id,
            id_matches_text: written_id.is_none_or(|id| id::is_given(ast, id)),
            builtin,
            origin: entry.origin,
            vars: vars.into(),
            fields,
            result,
            docs: docs.text,
            annotations: entry
                .place
                .declaration
                .annotations
                .iter()
                .map(|it| it.value)
                .collect(),
            ast,
            span: entry.place.declaration.span,
            allowed: docs.allowed,
        }
    }

    fn params(&mut self, params: &[ast::Param<'s>]) {
        for param in params {
            self.scope.declare(param.name.value, param.kind, true);
        }
    }

    /// `foo ? = Foo`.
    fn check_builtin(&mut self, entry: &Entry<'s>) {
        let name = entry.ast.name;
        if entry.builtin.is_none() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UnknownBuiltin,
                    format!("`{}` is not built in", name.value),
                    name.span,
                    "no reader and writer of its values is known",
                )
                .note("`?` stands for values that every implementation of TL can read and write without being told how, such as `int ? = Int`"),
            );
        }
    }

    fn result(&mut self, entry: &Entry<'s>, ty: Option<TypeId>) -> TypeExpr<'s> {
        let result = &entry.ast.result;
        let var = || {
            let head = super::declare::result_head(entry.ast)?;
            self.scope.find(head)
        };
        let Some(ty) = ty else {
            let var = var().map_or(VarId(0), |(id, _)| id);
            return TypeExpr::Var(var, result.span);
        };
        let count = match entry.kind {
            CombinatorKind::Constructor => Count::Result,
            CombinatorKind::Function => Count::Exact,
        };
        let args = match &result.kind {
            ExprKind::Apply { head, args } => self.args(ty, *head, args, result.span, count),
            ExprKind::Nat
            | ExprKind::Number(_)
            | ExprKind::Bare(_)
            | ExprKind::Sum(_)
            | ExprKind::Repeat { .. } => None,
        };
        if let (Some(args), CombinatorKind::Constructor) = (&args, entry.kind) {
            self.check_result(entry.ast, args);
        }
        TypeExpr::Boxed(ty, args.unwrap_or_default(), result.span)
    }

    /// A value is read by its type: all that a constructor takes from outside must be in it. Of a
    /// call, its id says all.
    fn check_result(&mut self, ast: &ast::Combinator<'s>, args: &[Arg<'s>]) {
        let mut used = vec![false; ast.params.len()];
        for VarId(told) in &self.told {
            if let Some(used) = used.get_mut(*told as usize) {
                *used = true;
            }
        }
        for arg in args {
            self.mark_used(arg, &mut used, &ast.result);
        }
        for (param, used) in ast.params.iter().zip(used) {
            let name = param.name.value;
            // A name that is given twice is reported as such.
            let same = |other: &&ast::Param<'s>| other.name.value == name;
            let twice = || ast.params.len() < 100 && ast.params.iter().filter(same).count() > 1;
            if !used && !twice() {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::InvalidResult,
                        format!("nothing says what `{name}` is"),
                        param.span,
                        "this parameter",
                    )
                    .label(ast.result.span, "is no argument of the result")
                    .note("who reads a value knows its type only, so every parameter is an argument of the result: `{t:Type} … = Vector t`"),
                );
            }
        }
    }

    fn mark_used(&mut self, arg: &Arg<'s>, used: &mut [bool], result: &Expr<'s>) {
        match arg {
            Arg::Nat(nat) => {
                if let Some(var) = nat.var {
                    self.mark_var(var, used, result);
                }
            }
            Arg::Type(TypeExpr::Var(var, _)) => self.mark_var(*var, used, result),
            Arg::Type(TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _)) => {
                for arg in args {
                    self.mark_used(arg, used, result);
                }
            }
            Arg::Type(TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Repeat(..)) => {}
        }
    }

    fn mark_var(&mut self, var: VarId, used: &mut [bool], result: &Expr<'s>) {
        if let Some(used) = used.get_mut(var.0 as usize) {
            *used = true;
            return;
        }
        let Some(Var {
            name, param: false, ..
        }) = self.scope.var(var)
        else {
            return;
        };
        self.diagnostics.push(
            Diagnostic::new(
                Code::InvalidResult,
                format!("the field `{name}` is no argument of a result"),
                result.span,
                format!("`{name}` is only known when the value has been read"),
            )
            .note("an argument of a constructor's result is a parameter, in braces: `{n:#}`"),
        );
    }

    /// An application that stands alone is checked and forgotten.
    pub(super) fn partial(&mut self, expr: &'s Expr<'s>) {
        match &expr.kind {
            ExprKind::Apply { head, args } => self.application(*head, args, expr),
            ExprKind::Nat
            | ExprKind::Number(_)
            | ExprKind::Bare(_)
            | ExprKind::Sum(_)
            | ExprKind::Repeat { .. } => {
                self.ty(expr, super::expr::Wanted::Field);
            }
        }
        self.scope.finish();
    }

    fn docs(&mut self, entry: &Entry<'s>) -> Docs<'s> {
        if entry.origin == Origin::Prelude {
            return Docs::default();
        }
        let mut docs = self.docs_at(entry.place);
        if let Some(other) = entry.other {
            let others = self.docs_at(other);
            if docs.text.is_empty() && docs.fields.is_empty() {
                docs.text = others.text;
                docs.fields = others.fields;
                docs.tdlib = others.tdlib;
            }
        }
        docs
    }

    fn docs_at(&mut self, place: Place<'s>) -> Docs<'s> {
        let docs = docs::docs(place.program, place.declaration);
        if let Some((name, text)) = &docs.class {
            let ty = self.types.by_name.get(name);
            let ty = ty.and_then(|ty| self.types.all.get_mut(ty.0 as usize));
            if let Some(ty) = ty.filter(|ty| ty.docs.is_empty()) {
                ty.docs.clone_from(text);
            }
        }
        docs
    }
}

/// Gives the fields their documentation. `next` is where it will most likely be, since both are
/// mostly in the same order.
struct HandOut<'d, 's> {
    docs: &'d mut [(&'s str, String)],
    /// Whether "may be null" means something.
    tdlib: bool,
    next: usize,
    /// Where each name stands, once something stood elsewhere than likely.
    index: Option<HashMap<&'s str, usize>>,
}

impl<'s> HandOut<'_, 's> {
    fn to(&mut self, fields: &mut [Field<'s>]) {
        if self.docs.is_empty() {
            return;
        }
        for field in fields {
            if let Some(name) = field.name {
                if let Some(at) = self.find(name) {
                    if let Some((_, text)) = self.docs.get_mut(at) {
                        field.docs = std::mem::take(text);
                        field.nullable = self.tdlib && may_be_null(&field.docs);
                    }
                    self.next = at + 1;
                }
            }
            if let TypeExpr::Repeat(_, inner, _) = &mut field.ty {
                self.to(inner);
            }
        }
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        if self
            .docs
            .get(self.next)
            .is_some_and(|(likely, _)| *likely == name)
        {
            return Some(self.next);
        }
        let docs = &self.docs;
        let index = self.index.get_or_insert_with(|| {
            let names = docs.iter().enumerate();
            names.map(|(at, (name, _))| (*name, at)).collect()
        });
        index.get(name).copied()
    }
}
