//! What has no JSON form, where one is asked for.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::CombinatorId;

use crate::rust::lower::Lowering;
use crate::rust::model::Item;

impl Lowering<'_, '_> {
    /// Reports what of the items of a constructor or function has no JSON form.
    pub(super) fn check_json<'i>(
        &mut self,
        id: CombinatorId,
        items: impl IntoIterator<Item = &'i Item>,
    ) {
        if !self.config.json {
            return;
        }
        let combinator = &self.schema[id];
        let Some((what, field)) = items.into_iter().find_map(Item::refused_as_json) else {
            return;
        };
        let field = field.and_then(|index| combinator.fields.get(index));
        let span = field.map_or(combinator.ast.name.span, |field| field.span);
        let message = format!("there is no JSON form for {what}");
        let diagnostic = Diagnostic::new(Code::Unsupported, message, span, "this has no JSON form")
            .about(combinator.span)
            .note("without `serde`, code can be generated for it");
        self.diagnostics.push(diagnostic);
    }
}
