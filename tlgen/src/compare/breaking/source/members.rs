//! Fields of a struct, and arguments of its `new`.

use tl_codegen::__private::model::{Field, Ident, Identity, Struct, Ty};
use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{self, Combinator, TypeExpr};

use super::{Generated, renamed};
use crate::compare::align::{FieldPair, align, moved};
use crate::compare::breaking::rust_types::{Named, differing};

/// A struct in both schemas.
pub(super) struct Members<'p, 's> {
    /// The new declaration that it is of.
    pub(super) place: &'p Combinator<'s>,
    pub(super) old: Side<'p, 's>,
    pub(super) new: Side<'p, 's>,
}

/// A struct with its TL fields, and the file that it is in.
pub(super) struct Side<'p, 's> {
    pub(super) fields: &'p [schema::Field<'s>],
    pub(super) structure: &'p Struct,
    pub(super) generated: &'p Generated,
}

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

impl<'s> Members<'_, 's> {
    pub(super) fn check(&self, found: &mut Vec<Diagnostic>) {
        let pairs = align(self.old.fields, self.new.fields);
        let is_argument =
            |side: &Side<'_, 's>, at| side.member(at).is_some_and(|it| it.is_argument());
        let arguments = pairs
            .iter()
            .copied()
            .filter(|pair| is_argument(&self.old, pair.old) && is_argument(&self.new, pair.new));
        let moved = moved(arguments);
        let had_new = self.old.structure.has_new();
        for &FieldPair { old, new } in &pairs {
            match (self.old.member(old), self.new.member(new)) {
                (Some(old), Some(new)) => self.kept(&old, &new, found),
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
            .and_then(|at| self.new.member(Some(at)));
        if let Some(first) = first {
            let message = format!(
                "`new` of `{}` takes its arguments in another order",
                self.name()
            );
            let label = "this one has moved";
            found.push(self.finding(Code::ArgumentsReordered, message, &first, label));
        }
    }

    /// Returns the TL name of the declaration, or `row.cells` for what a field of `row` repeats.
    fn name(&self) -> &str {
        self.new.structure.identity.name()
    }

    fn finding(&self, code: Code, message: String, at: &Member<'_, 's>, label: &str) -> Diagnostic {
        Diagnostic::new(code, message, at.tl.span, label).about(self.place.span)
    }

    fn removed(&self, old: &Member<'_, 's>) -> Diagnostic {
        let name = self.name();
        let message = format!("the field `{}` of `{name}` is gone", old.field.ident);
        Diagnostic::new(
            Code::MemberRemoved,
            message,
            self.place.ast.name.span,
            "it has a field less",
        )
        .label(old.tl.span, format!("`{}`", old.ty))
        .about(self.place.span)
    }

    /// `had_new`: whether the struct had a function `new`.
    fn added(&self, new: &Member<'_, 's>, had_new: bool) -> Diagnostic {
        let (name, ident) = (self.name(), &new.field.ident);
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

    fn kept(&self, old: &Member<'_, 's>, new: &Member<'_, 's>, found: &mut Vec<Diagnostic>) {
        let name = self.name();
        let (was, is) = (&old.field.ident, &new.field.ident);
        if was != is {
            let message = format!("the field `{was}` of `{name}` is `{is}` now");
            let finding = self.finding(Code::MemberRenamed, message, new, "the name now");
            found.push(finding.label(old.tl.span, "the name before"));
        }
        if old.ty.differs(&new.ty) {
            let differing = differing(&format!("`{}`", old.ty), &format!("`{}`", new.ty));
            let message = format!("the field `{is}` of `{name}` {differing}");
            let finding = self.finding(Code::MemberTypeChanged, message, new, "this now");
            let finding = finding.label(old.tl.span, "this before");
            found.push(match (old.tl.nullable, new.tl.nullable) {
                (false, true) => finding.note("its documentation now says that it may be null"),
                (true, false) => {
                    finding.note("its documentation no longer says that it may be null")
                }
                (_, _) => finding,
            });
        } else if let (Some((before, old_side)), Some((now, new_side))) =
            (self.old.elements(old), self.new.elements(new))
        {
            let members = Members {
                place: self.place,
                old: old_side,
                new: new_side,
            };
            // A struct that is named after another constructor or field is not reported, because these are.
            if members.old.structure.identity.name() == members.name() {
                let what = format!("the struct of the elements of `{}`", members.name());
                let message = renamed(&what, None, [Some(before), Some(now)]);
                found.extend(message.map(|message| {
                    self.finding(Code::ItemRenamed, message, new, "the elements of this")
                        .label(old.tl.span, "before")
                }));
            }
            members.check(found);
        }
    }
}

impl<'p, 's> Side<'p, 's> {
    /// Returns the field at a position, if the struct has one for it.
    fn member(&self, at: Option<usize>) -> Option<Member<'p, 's>> {
        let (tl, field) = (self.fields.get(at?)?, self.structure.fields.get(at?)?);
        let (ty, is_option) = field.role.member()?;
        let ty = Named {
            ty,
            is_option,
            of: self.structure,
            names: &self.generated.names,
        };
        Some(Member { field, tl, ty })
    }

    /// Returns the struct of what a field repeats, and its path.
    fn elements(&self, member: &Member<'p, 's>) -> Option<(&'p [Ident], Self)> {
        let TypeExpr::Repeat(_, fields, _) = &member.tl.ty else {
            return None;
        };
        let mut ty = member.ty.ty;
        let path = loop {
            match ty {
                Ty::Vec(inner) | Ty::Array(inner, _) | Ty::Box(inner) | Ty::Option(inner) => {
                    ty = inner
                }
                Ty::Item(_, path, _) => break path,
                _ => return None,
            }
        };
        let structure = self.generated.structure_at(path)?;
        let is_element = matches!(structure.identity, Identity::Element(_));
        let side = Self {
            fields,
            structure,
            generated: self.generated,
        };
        is_element.then_some((path, side))
    }
}
