//! Resolves whole declarations: parameters, fields, result, id, documentation.

use super::declare::{Entry, Place};
use super::expr::{Count, Head};
use super::problem::Problem;
use super::{Resolver, Subject};
use crate::docs::tdlib::may_be_null;
use crate::docs::{self, Docs};
use crate::hasher::Names;
use crate::id::{self, Rule};
use crate::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Field, Id, IndexVec, Origin, TypeExpr,
    TypeId, Var, VarId,
};
use crate::syntax::ast::{self, Expr};

impl<'s> Resolver<'_, 's> {
    /// Resolves a constructor or function.
    pub(super) fn combinator(&mut self, id: CombinatorId, entry: &Entry<'s>) -> Combinator<'s> {
        let ast = entry.ast;
        let span = entry.place.declaration.span;
        self.subject = Subject {
            declaration: span,
            text: entry.place.program.text,
            combinator: Some((ast, entry.kind)),
            ..Subject::default()
        };
        if ast.is_builtin() && entry.builtin.is_none() {
            self.report(Problem::UnknownBuiltin(ast.name));
        }
        for param in &ast.params {
            self.scope.declare(param.name.value, param.kind, true);
        }
        let mut fields = self.fields(ast.fields());
        self.unique(&ast.params, ast.fields());
        let ty = self.types.of(id);
        let result = self.result(entry, ty);
        let vars = self.scope.finish();
        let mut docs = self.docs(entry);
        let mut hand_out = HandOut {
            docs: &mut docs.fields,
            tdlib: docs.tdlib,
            next: 0,
            index: None,
        };
        hand_out.to(&mut fields);
        // `boolTrue` of a `Bool` with three constructors is an ordinary constructor.
        let of_type = ty.and_then(|ty| self.types.all[ty].builtin);
        let builtin = entry
            .builtin
            .filter(|builtin| *builtin != Builtin::Bool || of_type == Some(Builtin::Bool));
        let annotations = entry.place.declaration.annotations.iter();
        let written_id = entry.id.or(ast.id.map(|id| id.value));
        let read_as = std::mem::take(&mut self.subject.said.bare_types);
        Combinator {
            read_as,
            name: ast.name.value,
            kind: entry.kind,
            id: written_id.unwrap_or_else(|| id::id(ast, Rule::Official)),
            written_id,
            id_matches_text: written_id.is_none_or(|id| id::is_given(ast, id)),
            builtin,
            origin: entry.origin,
            vars,
            fields,
            result,
            docs: docs.text,
            annotations: annotations.map(|it| it.value).collect(),
            ast,
            span,
        }
    }

    fn result(&mut self, entry: &Entry<'s>, ty: Option<TypeId>) -> TypeExpr<'s> {
        let result = &entry.ast.result;
        let application = result.application();
        let Some(ty) = ty else {
            let var = application.and_then(|(head, _)| self.scope.find(head.value));
            return TypeExpr::Var(var.map_or(VarId(0), |(id, _)| id), result.span);
        };
        let count = match entry.kind {
            CombinatorKind::Constructor => Count::Result,
            CombinatorKind::Function => Count::Exact,
        };
        let args =
            application.and_then(|(head, args)| self.args(ty, head, args, result.span, count).ok());
        if let (Some(args), CombinatorKind::Constructor) = (&args, entry.kind) {
            self.check_result(entry.ast, args);
        }
        TypeExpr::Boxed(ty, args.unwrap_or_default(), result.span)
    }

    /// Checks that the result determines everything that a constructor takes from outside, since a value is
    /// decoded by its type. A call is determined by its id.
    fn check_result(&mut self, ast: &'s ast::Combinator<'s>, args: &[Arg<'s>]) {
        let mut used = vec![false; ast.params.len()];
        let told = std::mem::take(&mut self.subject.told);
        for var in told {
            self.mark_used(var, &mut used, &ast.result);
        }
        for arg in args {
            self.mark_used_by(arg, &mut used, &ast.result);
        }
        for (param, used) in ast.params.iter().zip(used) {
            if !used {
                self.report(Problem::UntoldParam(ast, param));
            }
        }
    }

    fn mark_used_by(&mut self, arg: &Arg<'s>, used: &mut [bool], result: &Expr<'s>) {
        match arg {
            Arg::Nat(nat) => {
                if let Some(var) = nat.var {
                    self.mark_used(var, used, result);
                }
            }
            Arg::Type(TypeExpr::Var(var, _)) => self.mark_used(*var, used, result),
            Arg::Type(TypeExpr::Boxed(_, args, _) | TypeExpr::Bare(_, args, _)) => {
                for arg in args {
                    self.mark_used_by(arg, used, result);
                }
            }
            Arg::Type(TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Repeat(..)) => {}
        }
    }

    fn mark_used(&mut self, var: VarId, used: &mut [bool], result: &Expr<'s>) {
        if let Some(used) = used.get_mut(var.index()) {
            *used = true;
        } else if let Var {
            name, param: false, ..
        } = self.scope.var(var)
        {
            self.report(Problem::FieldInResult(name, result.span));
        }
    }

    /// Resolves an application that stands alone.
    pub(super) fn partial(
        &mut self,
        declaration: &'s ast::Declaration<'s>,
        expr: &'s Expr<'s>,
        combinators: &IndexVec<CombinatorId, Combinator<'s>>,
        functions: &Names<'s, &Combinator<'s>>,
    ) {
        self.subject = Subject {
            declaration: declaration.span,
            place: super::Position::Partial(expr),
            ..Subject::default()
        };
        // Only the problems that are reported matter.
        let _ = match &expr.kind {
            ast::ExprKind::Apply { head, args } => {
                let is_call = declaration.section == ast::Section::Functions;
                let function = is_call.then(|| functions.get(head.value)).flatten();
                match function {
                    Some(function) => self.applied(function, *head, args, expr.span),
                    None => match self.head(*head, args) {
                        Ok(Head::Constructor(id, _)) if combinators.find(id).is_some() => {
                            self.applied(&combinators[id], *head, args, expr.span)
                        }
                        Ok(Head::Constructor(_, ty) | Head::Type(ty)) => self
                            .args(ty, *head, args, expr.span, Count::AtMost)
                            .map(|_| ()),
                        Ok(Head::Var(..)) | Err(_) => Ok(()),
                    },
                }
            }
            _ => self.ty(expr, super::problem::Wanted::Field).map(|_| ()),
        };
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
            let ty = self.types.by_name.get(name).copied();
            let ty = ty.map(|ty| &mut self.types.all[ty]);
            if let Some(ty) = ty.filter(|ty| ty.docs.is_empty()) {
                ty.docs.clone_from(text);
            }
        }
        docs
    }
}

/// Gives the fields their documentation. `next` is the likeliest index of the next one, since both are mostly
/// in the same order.
struct HandOut<'d, 's> {
    docs: &'d mut [(&'s str, String)],
    /// Whether "may be null" has a meaning.
    tdlib: bool,
    next: usize,
    /// The index of each name, once one was not at the likeliest index.
    index: Option<Names<'s, usize>>,
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
            let mut index = Names::default();
            for (at, (name, _)) in docs.iter().enumerate() {
                index.insert(name, at);
            }
            index
        });
        index.get(name).copied()
    }
}
