//! Types that are generated without a constructor, because the user excludes all of them.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{CombinatorKind, TypeId};

use crate::rust::lower::Lowering;
use crate::sorted::Set;

impl Lowering<'_, '_> {
    /// Returns a finding about the types that have lost all of their constructors.
    pub(crate) fn emptied_types(&self) -> Option<Diagnostic> {
        if self.config.exclude.is_empty() {
            return None;
        }
        let schema = self.schema;
        let constructors = schema.combinators.iter();
        let constructors = constructors.filter(|it| it.kind == CombinatorKind::Constructor);
        let mut emptied: Set<TypeId> = Set::default();
        emptied.extend(constructors.filter_map(|it| it.ty().filter(|&ty| self.is_emptied(ty))));

        let (mut first, mut used) = (None, Set::default());
        for (id, it) in schema.combinators.entries() {
            let plan = self.plans.combinators[id].as_ref();
            if !plan.is_some_and(|plan| plan.path.is_here()) {
                continue;
            }
            let answer = (it.kind == CombinatorKind::Function).then_some(&it.result);
            for expr in it.fields.iter().map(|field| &field.ty).chain(answer) {
                expr.each(&mut |expr| {
                    let ty = expr.boxed().map(|(ty, _)| ty);
                    if let Some(ty) = ty.filter(|ty| emptied.contains(ty)) {
                        used.insert(ty);
                        first.get_or_insert((ty, expr.span(), it.span));
                    }
                });
            }
        }
        let (ty, span, user) = first?;
        let name = schema[ty].name;
        let message = format!("all constructors of the type `{name}` are excluded");
        let label = "the type is needed here, but has no values";
        let finding = Diagnostic::new(Code::EmptiedType, message, span, label).about(user);
        let finding = finding.note(format!(
            "`--unknown {name}` (in a build script `.unknown({name:?})`) gives it a variant for any \
             constructor"
        ));
        let others = used.len().saturating_sub(1);
        let plural = if others == 1 { "" } else { "s" };
        let more = format!("the same applies to {others} more type{plural}");
        Some(match others {
            0 => finding,
            _ => finding.note(more),
        })
    }

    /// Whether a type is generated and has no constructor that is.
    fn is_emptied(&self, ty: TypeId) -> bool {
        let plan = self.plans.types[ty].as_ref();
        let is_kept = plan.is_some_and(|plan| plan.path.is_here() && !plan.unknown);
        is_kept && self.schema[ty].constructors.is_empty()
    }
}
