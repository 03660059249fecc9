//! External declarations: the names that one line of a schema takes from other lines.

use std::sync::OnceLock;

use super::expr::Head;
use super::{Named, Resolver};
use crate::hasher::Names;
use crate::schema::{
    Combinator, CombinatorId, CombinatorKind, IndexVec, Origin, Type, TypeExpr, TypeId,
};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{self, Body, Expr, ExprKind, is_type_name};

impl<'s> Resolver<'_, 's> {
    /// Adds `User` or `user`, which is not declared here. The type of a constructor is unknown too, and gets
    /// its name.
    pub(super) fn external(&mut self, name: Spanned<&'s str>, args: &[Expr<'s>]) -> Head<'s> {
        let var = |name: &str| Some(self.scope.find(name)?.1.kind);
        let ty = Type {
            name: name.value,
            params: args.iter().map(|arg| arg.param_kind(var)).collect(),
            constructors: Vec::new(),
            builtin: None,
            origin: Origin::External,
            docs: String::new(),
            span: name.span,
        };
        let ty = self.types.add(ty);
        if is_type_name(name.value) {
            Head::Type(ty)
        } else {
            Head::Constructor(self.external_constructor(name, ty), ty)
        }
    }

    /// Returns the constructor of `%User`, whose name is unknown. It gets the name of the type.
    pub(super) fn external_bare(&mut self, name: Spanned<&'s str>, ty: TypeId) -> CombinatorId {
        match self.constructors.get(name.value) {
            Some(Named::Combinator(id)) => *id,
            Some(Named::Broken) | None => self.external_constructor(name, ty),
        }
    }

    fn external_constructor(&mut self, name: Spanned<&'s str>, ty: TypeId) -> CombinatorId {
        let id = self.types.of_entry.push(Some(ty));
        self.constructors.insert(name.value, Named::Combinator(id));
        self.externals.push(Combinator {
            read_as: Names::default(),
            name: name.value,
            kind: CombinatorKind::Constructor,
            id: 0,
            written_id: None,
            id_matches_text: true,
            builtin: None,
            origin: Origin::External,
            vars: IndexVec::default(),
            fields: Vec::new(),
            result: TypeExpr::Boxed(ty, Vec::new(), name.span),
            docs: String::new(),
            annotations: Vec::new(),
            ast: nothing(),
            span: name.span,
        });
        id
    }
}

/// Returns the declaration of all external constructors.
fn nothing() -> &'static ast::Combinator<'static> {
    static NOTHING: OnceLock<ast::Combinator<'static>> = OnceLock::new();
    NOTHING.get_or_init(|| {
        let name = Spanned {
            value: "_",
            span: Span::default(),
        };
        ast::Combinator {
            name,
            id: None,
            params: Vec::new(),
            body: Body::Fields(Vec::new()),
            arrow: false,
            result: ast::Expr {
                kind: ExprKind::Apply {
                    head: name,
                    args: Vec::new(),
                },
                span: Span::default(),
            },
        }
    })
}
