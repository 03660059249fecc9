//! The records that repetitions repeat: `# [a:int b:int]` is a list of structs.

use tl_parser::schema::{CombinatorId, Field, TypeExpr};
use tl_parser::source::Span;

use crate::rust::config::Impls;
use crate::rust::form::{Unsupported, only_type};
use crate::rust::lower::fields::Site;
use crate::rust::lower::params::keep;
use crate::rust::lower::{Lowering, docs};
use crate::rust::model::{self, Generics, Identity, Item, Struct, Ty};
use crate::rust::names::{ident, renamed};

/// Calls `visit` for every record in a field, with the names of the fields on the way.
pub(super) fn visit_records<'f, 's>(
    name: &str,
    ty: &'f TypeExpr<'s>,
    visit: &mut impl FnMut(&str, Span, &'f [Field<'s>]),
) {
    let TypeExpr::Repeat(_, fields, span) = ty else {
        return;
    };
    if only_type(fields).is_none() {
        visit(name, *span, fields);
    }
    for field in fields {
        visit_records(
            &format!("{name}_{}", field.name.unwrap_or("item")),
            &field.ty,
            visit,
        );
    }
}

impl Lowering<'_, '_> {
    /// The type of a record.
    pub(super) fn record_type(&self, span: Span, fields: &[Field<'_>], site: &Site<'_, '_>) -> Ty {
        let Some(path) = self.naming.record(span) else {
            return Ty::True;
        };
        let scope = site.scope.of_repetition(fields);
        let used = self.type_params.of_record(self.schema, &scope);
        let args = scope.params.iter().zip(used).filter(|(_, used)| *used);
        let args = args.filter_map(|(var, _)| site.locals.param(&site.scope, (*var)?));
        path.seen_from(site.depth, args.cloned().map(Ty::Param).collect())
    }

    /// The structs of the records of a combinator.
    pub(super) fn records(&mut self, id: CombinatorId) -> Vec<Item> {
        let schema = self.schema;
        let combinator = &schema[id];
        let mut found = Vec::new();
        for field in &combinator.fields {
            visit_records(
                field.name.unwrap_or("items"),
                &field.ty,
                &mut |name, span, fields| {
                    found.push((name.to_owned(), span, fields));
                },
            );
        }
        if let (Impls::Derive, Some(&(_, span, _))) = (self.config.impls, found.first()) {
            // The struct of a record has no line that the attribute could hold.
            let what = "a repetition of several fields where `#[derive(TlObject)]` makes the impls";
            let unsupported = Unsupported { what, span };
            self.diagnostics.push(unsupported.of(combinator));
        }
        found
            .into_iter()
            .filter_map(|(name, span, fields)| self.record_struct(id, &name, span, fields))
            .collect()
    }

    fn record_struct(
        &mut self,
        id: CombinatorId,
        name: &str,
        span: Span,
        fields: &[Field<'_>],
    ) -> Option<Item> {
        let path = self.naming.record(span)?.clone();
        let combinator = &self.schema[id];
        let outer = self.site(id, path.modules.len());
        let site = Site::new(outer.scope.of_repetition(fields), path.modules.len());
        self.check(&site.scope);
        let roles = self.roles(id, &site);
        let used = self.type_params.of_record(self.schema, &site.scope);
        let default = fields.iter().all(|field| self.has_default(field));
        let fields = fields.iter().zip(roles).zip(&site.locals.fields);
        let fields = fields.map(|((field, planned), ident)| model::Field {
            ident: ident.clone(),
            place: None,
            name: field.name.unwrap_or("_").into(),
            docs: docs::record_field(
                &field.docs,
                field.name,
                combinator.name,
                renamed(field.name, ident),
            ),
            role: planned.role,
        });
        let name = format!("{}.{name}", combinator.name);
        Some(Item::Struct(Struct {
            ident: ident(&path.name),
            calls: Vec::new(),
            params: keep(site.locals.params, &used),
            docs: docs::record(&name, &path),
            generics: Generics::default(),
            derives: self.record_derives(id, default),
            unit: fields.len() == 0,
            identity: Identity::Record(name),
            fields: fields.collect(),
            response: None,
        }))
    }
}
