//! Fields of a struct, and arguments of its `new`.

use std::cell::OnceCell;

use tl_codegen::__private::model::{Field, FieldRole, Number, Struct, Ty};
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{self, Combinator, TypeExpr};

use crate::compare::align::{FieldPair, align, moved};
use crate::compare::breaking::forms::{Difference, Forms};
use crate::compare::breaking::rust_types::{Aliases, Named};
use crate::compare::breaking::uses::walk;
use crate::compare::changes::Comparison;

/// A struct in both schemas, each with its declaration and the aliases of its file.
pub(super) struct Members<'p, 'c, 's> {
    pub(super) comparison: &'p Comparison<'c, 's>,
    pub(super) old: Side<'p, 's>,
    pub(super) new: Side<'p, 's>,
}

type Side<'p, 's> = (&'p Combinator<'s>, &'p Struct, &'p Aliases<'p>);

/// A field that users of the struct see.
struct Member<'p, 's> {
    field: &'p Field,
    tl: &'p schema::Field<'s>,
    ty: Named<'p>,
}

impl Member<'_, '_> {
    fn is_argument(&self) -> bool {
        !self.field.role.may_be_left_out()
    }
}

impl<'p, 'c, 's> Members<'p, 'c, 's> {
    pub(super) fn check(&self, found: &mut Vec<Diagnostic>) {
        let (old, new) = (self.old.0, self.new.0);
        let pairs = align(&old.fields, &new.fields);
        let forms = OnceCell::new();
        let forms = || forms.get_or_init(|| Forms::new(self.comparison, old, new, &pairs));
        let is_argument =
            |side: &Side<'_, 's>, at| member(side, at).is_some_and(|it| it.is_argument());
        let arguments = pairs
            .iter()
            .copied()
            .filter(|pair| is_argument(&self.old, pair.old) && is_argument(&self.new, pair.new));
        let moved = moved(arguments);
        let had_new = self.old.1.has_new();
        for &FieldPair { old, new } in &pairs {
            match (member(&self.old, old), member(&self.new, new)) {
                (Some(old), Some(new)) => found.extend(self.kept(&old, &new, forms)),
                (Some(old), None) => found.push(self.removed(&old)),
                (None, Some(new)) => found.push(self.added(&new, had_new)),
                (None, None) => {}
            }
        }
        // A struct literal names its fields, so their order matters only for `new`.
        let first = moved
            .into_iter()
            .min()
            .filter(|_| had_new)
            .and_then(|at| member(&self.new, Some(at)));
        if let Some(first) = first {
            let message = format!(
                "`new` of `{}` takes its arguments in another order",
                new.name
            );
            let label = "this one stands elsewhere";
            found.push(self.finding(Code::ArgumentsReordered, message, &first, label));
        }
    }

    fn finding(&self, code: Code, message: String, at: &Member<'_, 's>, label: &str) -> Diagnostic {
        Diagnostic::new(code, message, at.tl.span, label).about(self.new.0.span)
    }

    fn removed(&self, old: &Member<'_, 's>) -> Diagnostic {
        let new = self.new.0;
        let message = format!("the field `{}` of `{}` is gone", old.field.ident, new.name);
        Diagnostic::new(
            Code::MemberRemoved,
            message,
            new.ast.name.span,
            "it has a field less",
        )
        .label(old.tl.span, format!("`{}`", old.ty))
        .about(new.span)
    }

    /// `had_new`: whether the struct had a function `new`.
    fn added(&self, new: &Member<'_, 's>, had_new: bool) -> Diagnostic {
        let (name, ident) = (self.new.0.name, &new.field.ident);
        let (code, message) = match (had_new, new.is_argument()) {
            (true, false) => {
                let message = format!("the struct of `{name}` has another field, `{ident}`");
                (Code::MemberAdded, message)
            }
            (true, true) => {
                let message = format!("`new` of `{name}` takes another argument, `{ident}`");
                (Code::ArgumentAdded, message)
            }
            (false, _) => {
                let message = format!("a literal of `{name}` needs another field, `{ident}`");
                (Code::ArgumentAdded, message)
            }
        };
        self.finding(code, message, new, &format!("`{}`", new.ty))
    }

    fn kept<'f>(
        &'f self,
        old: &Member<'_, 's>,
        new: &Member<'_, 's>,
        forms: impl Fn() -> &'f Forms<'p, 'c, 's>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let name = self.new.0.name;
        let (was, is) = (&old.field.ident, &new.field.ident);
        if was != is {
            let message = format!("the field `{was}` of `{name}` is `{is}` now");
            let finding = self.finding(Code::MemberRenamed, message, new, "the name now");
            found.push(finding.label(old.tl.span, "the name before"));
        }
        let has_other_elements = matches!(new.tl.ty, TypeExpr::Repeat(..))
            && forms().ty(&old.tl.ty, &new.tl.ty) != Difference::None;
        if (old.ty.differs(&new.ty) && !self.is_renamed(old, new, forms())) || has_other_elements {
            let message = match old.ty.differs(&new.ty) {
                false => format!("the elements of `{is}` of `{name}` are others"),
                true => format!(
                    "the field `{is}` of `{name}` was `{}` and is `{}`",
                    old.ty, new.ty
                ),
            };
            let finding = self.finding(Code::MemberTypeChanged, message, new, "this now");
            found.push(finding.label(old.tl.span, "this before"));
        }
        found
    }

    /// Whether the types differ only because an item in them was renamed. That is reported once, at the item.
    fn is_renamed(
        &self,
        old: &Member<'_, 's>,
        new: &Member<'_, 's>,
        forms: &Forms<'_, '_, 's>,
    ) -> bool {
        let Comparison {
            old: before,
            new: now,
            pairs,
        } = self.comparison;
        let mut renamed = false;
        walk(&old.tl.ty, &mut |ty| match ty {
            TypeExpr::Boxed(id, ..) => {
                let new = pairs.new_type_of(*id);
                renamed |= new.is_some_and(|new| now[new].name != before[*id].name);
            }
            TypeExpr::Bare(id, ..) => {
                let new = pairs.new_of(*id);
                renamed |= new.is_some_and(|new| now[new].name != before[*id].name);
            }
            _ => {}
        });
        renamed
            && old.tl.mask.is_some() == new.tl.mask.is_some()
            && forms.ty(&old.tl.ty, &new.tl.ty) == Difference::None
    }
}

/// Returns the field at a position, if the struct has one for it.
fn member<'p, 's>(
    (combinator, structure, aliases): &Side<'p, 's>,
    at: Option<usize>,
) -> Option<Member<'p, 's>> {
    let (tl, field) = (combinator.fields.get(at?)?, structure.fields.get(at?)?);
    let (ty, is_option) = match &field.role {
        FieldRole::Value(value) => (&value.ty, value.bit.is_some()),
        FieldRole::Flag(_) => (&Ty::Bool, false),
        FieldRole::Mask(mask) if mask.stored => (&Ty::Number(Number::Nat), mask.bit.is_some()),
        FieldRole::Mask(_) | FieldRole::Count => return None,
    };
    let ty = Named {
        ty,
        is_option,
        aliases,
    };
    Some(Member { field, tl, ty })
}
