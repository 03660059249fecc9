//! What is declared elsewhere: the names that one line of a schema takes from the others.

use std::sync::OnceLock;

use super::Resolver;
use super::declare::Named;
use crate::ast::{self, Body, ExprKind, Kind};
use crate::schema::{
    Combinator, CombinatorId, CombinatorKind, IndexVec, Origin, Type, TypeExpr, TypeId,
};
use crate::span::{Span, Spanned};

impl<'s> Resolver<'_, 's> {
    /// `User`, not declared here.
    pub(super) fn external_type(&mut self, name: Spanned<&'s str>, params: Vec<Kind>) -> TypeId {
        self.types.add(Type {
            name: name.value,
            params,
            constructors: Vec::new(),
            builtin: None,
            origin: Origin::External,
            docs: String::new(),
            span: name.span,
        })
    }

    /// `user`, not declared here. Its type is as unknown as itself, and has its name.
    pub(super) fn external_constructor(
        &mut self,
        name: Spanned<&'s str>,
        params: Vec<Kind>,
    ) -> (CombinatorId, TypeId) {
        let ty = self.external_type(name, params);
        (self.external(name, ty), ty)
    }

    /// The constructor of `%User`, whose name is not known here. It has the name of the type.
    pub(super) fn external_bare(&mut self, name: Spanned<&'s str>, ty: TypeId) -> CombinatorId {
        match self.constructors.get(name.value) {
            Some(Named::Combinator(id)) => *id,
            Some(Named::Broken) | None => self.external(name, ty),
        }
    }

    fn external(&mut self, name: Spanned<&'s str>, ty: TypeId) -> CombinatorId {
        let id = CombinatorId(u32::try_from(self.types.of_entry.len()).unwrap_or(u32::MAX));
        self.types.of_entry.push(Some(ty));
        self.constructors.insert(name.value, Named::Combinator(id));
        self.externals.push(Combinator {
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
            allowed: Vec::new(),
        });
        id
    }
}

/// The declaration of what is declared elsewhere.
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
