//! Fields, masks, and the variables that they declare.

use std::collections::HashMap;

use super::Resolver;
use super::expr::Wanted;
use super::number::span_start;
use crate::ast::{self, Expr, ExprKind, Kind};
use crate::diagnostic::{Code, Diagnostic, Suggestion};
use crate::schema::{CombinatorKind, Field, Mask, TypeExpr};
use crate::span::{Span, Spanned};

impl<'s> Resolver<'_, 's> {
    /// The fields of a combinator or repetition, but for those in which something is wrong.
    pub(super) fn fields(&mut self, fields: &'s [ast::Field<'s>]) -> Vec<Field<'s>> {
        let mut resolved = Vec::with_capacity(fields.len());
        for (index, field) in fields.iter().enumerate() {
            resolved.extend(self.field(field, fields, index));
        }
        resolved
    }

    /// The fields of a repetition; their variables are unknown behind it.
    pub(super) fn inner_fields(&mut self, fields: &'s [ast::Field<'s>]) -> Vec<Field<'s>> {
        let mark = self.scope.mark();
        self.unique(&[], fields);
        let resolved = self.fields(fields);
        self.scope.leave(mark);
        resolved
    }

    fn field(
        &mut self,
        field: &'s ast::Field<'s>,
        siblings: &'s [ast::Field<'s>],
        index: usize,
    ) -> Option<Field<'s>> {
        let name = field
            .name
            .map(|name| name.value)
            .filter(|name| *name != "_");
        if let Some(finding) = self.distant_id(field, siblings, index) {
            self.diagnostics.push(finding);
            return None;
        }
        let mask = field.mask.map(|mask| self.mask(&mask, siblings, index));
        let found = self.diagnostics.len();
        let ty = if field.bang {
            self.call(&field.ty)
        } else {
            self.ty(&field.ty, Wanted::Field)
        };
        if ty.is_none() {
            self.doubt_name(field, siblings.get(index + 1));
            self.doubt_parameter(field);
            if self.diagnostics.len() == found + 1 {
                self.join(siblings, index);
            }
        }
        self.check_count(field, mask.flatten(), ty.as_ref());
        // The variable exists even where its own mask is wrong, so that no use of it fails too.
        let var = matches!(ty, Some(TypeExpr::Nat(_))).then(|| {
            self.scope
                .declare(name.unwrap_or_default(), Kind::Nat, false)
        });
        Some(Field {
            name,
            mask: match mask {
                Some(mask) => Some(mask?),
                None => None,
            },
            ty: ty?,
            var,
            docs: String::new(),
            nullable: false,
            ast: field,
            span: field.span,
        })
    }

    /// `flags:# ids:flags.0?[ int ]`: the last `#` is the mask, which counts nothing.
    fn check_count(
        &mut self,
        field: &ast::Field<'s>,
        mask: Option<Mask>,
        ty: Option<&TypeExpr<'s>>,
    ) {
        let implicit = matches!(&field.ty.kind, ExprKind::Repeat { count: None, .. });
        let (Some(mask), Some(TypeExpr::Repeat(count, _, span)), true) = (mask, ty, implicit)
        else {
            return;
        };
        if count.var == Some(mask.var) {
            let name = field.mask.map_or("", |mask| mask.name.value);
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MissingCount,
                    "a repetition is counted by its own mask",
                    *span,
                    format!("the last `#` before it is `{name}`"),
                )
                .note(format!("`{name}` says whether the field is there, not how often; write a count in front: `{name}.0?n*[ int ]`")),
            );
        }
    }

    /// `name string`: two fields without names, or one without its `:`.
    fn doubt_name(&mut self, field: &'s ast::Field<'s>, next: Option<&'s ast::Field<'s>>) {
        if let (Some(word), None, Some(next)) = (field.ty.word(), field.name, next) {
            if next.name.is_none() {
                let gap = Span {
                    start: field.span.end,
                    end: next.span.start,
                    ..field.span
                };
                let meant = Suggestion {
                    message: "is it the name of the field whose type follows?".into(),
                    span: gap,
                    replacement: ":".into(),
                };
                self.unknown.perhaps(word, field.ty.span, meant);
            }
        }
    }

    /// `t:Type` without its braces.
    fn doubt_parameter(&mut self, field: &ast::Field<'s>) {
        if let (Some(name), None, Some(word @ "Type")) = (field.name, field.mask, field.ty.word()) {
            let meant = Suggestion {
                message: "a parameter stands in braces".into(),
                span: field.span,
                replacement: format!("{{{}:Type}}", name.value),
            };
            self.unknown.perhaps(word, field.ty.span, meant);
            // So that no use of it fails too.
            self.scope.declare(name.value, Kind::Type, true);
        }
    }

    /// `!X`. In a constructor it is any function: `query:!X` has no type that `X` could be told by.
    fn call(&mut self, expr: &'s Expr<'s>) -> Option<TypeExpr<'s>> {
        if let ExprKind::Apply { head, args } = &expr.kind {
            if let Some((id, var)) = self.scope.find(head.value) {
                if var.kind == Kind::Type && args.is_empty() {
                    let any = self.types.any_function();
                    let any = any.filter(|_| self.kind == CombinatorKind::Constructor);
                    let Some(function) = any else {
                        return Some(TypeExpr::Call(id, expr.span));
                    };
                    self.told.push(id);
                    return Some(TypeExpr::Boxed(function, Vec::new(), expr.span));
                }
            }
        }
        self.diagnostics.push(
            Diagnostic::new(
                Code::WrongKind,
                "`!` without a parameter",
                expr.span,
                "this is no parameter of kind `Type`",
            )
            .note("`!X` is the call of any function whose result is `X`, a parameter: `{X:Type} query:!X = X`"),
        );
        None
    }

    /// `flags.3?`.
    fn mask(
        &mut self,
        mask: &ast::Mask<'s>,
        siblings: &'s [ast::Field<'s>],
        index: usize,
    ) -> Option<Mask> {
        let bit = u8::try_from(mask.bit.value).ok().filter(|bit| *bit < 32);
        // A bit that is no number of 32 bits has been reported by the lexer.
        let too_large = mask.bit.value == u32::MAX && mask.bit.span.end - mask.bit.span.start > 10;
        if bit.is_none() && !too_large {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::InvalidBit,
                    format!("there is no bit {}", mask.bit.value),
                    mask.bit.span,
                    "the last bit is 31",
                )
                .note("a `#` has 32 bits, 0 to 31; for more, schemas add another `#`: `flags2`"),
            );
        }
        match self.scope.find(mask.name.value) {
            Some((var, found)) if found.kind == Kind::Nat => Some(Mask { var, bit: bit? }),
            _ if self.silent.len() > SAID || self.silent.contains(&mask.name.value) => None,
            _ => {
                let diagnostic = self.wrong_mask(mask.name, siblings, index);
                self.diagnostics.push(diagnostic);
                self.silent.push(mask.name.value);
                None
            }
        }
    }

    fn wrong_mask(
        &mut self,
        mask: Spanned<&'s str>,
        siblings: &'s [ast::Field<'s>],
        index: usize,
    ) -> Diagnostic {
        let name = mask.value;
        let wrong = |label: &str| {
            Diagnostic::new(
                Code::InvalidMask,
                format!("`{name}` is no mask"),
                mask.span,
                label,
            )
        };
        if self.scope.find(name).is_some() {
            return wrong("this parameter stands for a type")
                .note("a mask is a `#`: a field before this one, or a parameter `{n:#}`");
        }
        let sibling = siblings
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.is_some_and(|field| field.value == name));
        if let Some((at, field)) = sibling {
            if matches!(field.ty.kind, ExprKind::Nat) && at >= index {
                return wrong("this is not read yet")
                    .label(field.span, format!("`{name}` comes here"))
                    .note("fields are read in order, so a mask stands before what it guards");
            }
            return wrong("a mask is a `#`")
                .label(field.ty.span, format!("`{name}` is no `#`"))
                .suggest(format!("make `{name}` a `#`"), field.ty.span, "#");
        }
        let inside = siblings
            .iter()
            .take(index)
            .find_map(|field| match &field.ty.kind {
                ExprKind::Repeat { fields, .. } => fields
                    .iter()
                    .find(|field| field.name.is_some_and(|field| field.value == name)),
                _ => None,
            });
        if let Some(field) = inside {
            return wrong("this is not known here").label(
                field.span,
                format!("each element has a `{name}` of its own, for what is in the brackets"),
            );
        }
        let nats = self.scope.names().filter(|(_, var)| var.kind == Kind::Nat);
        let nearest = self.suggester.nearest(name, nats.map(|(name, _)| name));
        let undeclared = wrong("no field before this one, and no parameter, has this name");
        let misspelled = nearest.and_then(|nearest| misspelled_mask(nearest, name, siblings));
        if let Some(span) = misspelled {
            let message = format!("is it the misspelled name of the mask `{name}`?");
            return undeclared.suggest(message, span, name);
        }
        match (nearest, siblings.first()) {
            (Some(nearest), _) => {
                undeclared.suggest(format!("did you mean `{nearest}`?"), mask.span, nearest)
            }
            (None, Some(first)) => undeclared.suggest(
                format!("declare `{name}`"),
                span_start(first.span),
                format!("{name}:# "),
            ),
            (None, None) => undeclared,
        }
    }

    /// Reports fields of one name, and fields that have the name of a parameter.
    pub(super) fn unique(&mut self, params: &[ast::Param<'s>], fields: &[ast::Field<'s>]) {
        let names = params.iter().map(|param| param.name);
        let names = names.chain(fields.iter().filter_map(|field| field.name));
        let names = names.filter(|name| name.value != "_");
        let mut seen = std::mem::take(&mut self.seen);
        seen.clear();
        seen.extend(names);
        if seen.len() <= FEW {
            for (index, name) in seen.iter().enumerate() {
                let first = seen
                    .iter()
                    .take(index)
                    .find(|first| first.value == name.value);
                if let Some(first) = first {
                    self.repeated(first.span, *name, index < params.len());
                }
            }
        } else {
            let mut first: HashMap<&str, Span> = HashMap::with_capacity(seen.len());
            for (index, name) in seen.iter().enumerate() {
                if let Some(&first) = first.get(name.value) {
                    self.repeated(first, *name, index < params.len());
                } else {
                    first.insert(name.value, name.span);
                }
            }
        }
        self.seen = seen;
    }

    fn repeated(&mut self, first: Span, name: Spanned<&str>, params: bool) {
        let what = if params { "parameters" } else { "fields" };
        self.diagnostics.push(
            Diagnostic::new(
                Code::DuplicateField,
                format!("two {what} are called `{}`", name.value),
                name.span,
                "once more here",
            )
            .label(first, "first here"),
        );
    }
}

/// The name of the field `found`, if it is not used as a mask, but `wanted` is more than once: what
/// was misspelled is most likely its declaration.
fn misspelled_mask(found: &str, wanted: &str, fields: &[ast::Field<'_>]) -> Option<Span> {
    let uses = |name: &str| {
        let masks = fields.iter().filter_map(|field| field.mask);
        masks.filter(|mask| mask.name.value == name).count()
    };
    let names = fields.iter().filter_map(|field| field.name);
    let declared = names
        .filter(|name| name.value == found)
        .map(|name| name.span);
    declared
        .take(1)
        .find(|_| uses(found) == 0 && uses(wanted) > 1)
}

/// How many wrong masks of one declaration are worth saying.
const SAID: usize = 100;

/// Up to this many fields, looking at each is faster than hashing.
const FEW: usize = 24;
