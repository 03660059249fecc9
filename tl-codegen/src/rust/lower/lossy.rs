//! Strings of MTProto that hold bytes, which a `String` does not keep.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Builtin, Combinator, Field, Schema};

use crate::rust::lower::Lowering;
use crate::rust::model::{FieldRole, Ty};
use crate::rust::mtproto::holds_bytes;

impl Lowering<'_, '_> {
    /// Returns a finding about the strings that are a `String`, although they hold bytes.
    pub(crate) fn lossy_strings(&self) -> Option<Diagnostic> {
        let mut lossy = Vec::new();
        for (id, it) in self.schema.combinators.entries() {
            let plan = self.plans.combinators[id].as_ref();
            let plan = plan.filter(|plan| holds_bytes(it.id) && plan.path.is_here());
            let planned = plan.map_or(&[][..], |plan| &plan.body.fields);
            let mut fields = it.fields.iter().zip(planned);
            let string = fields.find(|(_, planned)| match &planned.role {
                FieldRole::Value(value) => matches!(value.ty, Ty::String),
                FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
            });
            lossy.extend(string.map(|(field, _)| (it, field)));
        }
        let (first, field) = *lossy.first()?;
        let name = first.name;
        let (message, others) = match lossy.len() {
            1 => (format!("`{name}` of MTProto holds bytes in a `string`"), ""),
            count => (
                format!("{count} declarations of MTProto hold bytes in a `string`"),
                "; repeat the option for the others",
            ),
        };
        let label = "a `String` does not keep bytes that are not UTF-8";
        let mut finding = Diagnostic::new(Code::LossyString, message, field.span, label);
        if lossy.len() > 1 {
            let names: Vec<String> = lossy
                .iter()
                .map(|(it, _)| format!("`{}`", it.name))
                .collect();
            finding = finding.note(format!("they are {}", names.join(", ")));
        }
        Some(finding.about(first.span).note(format!(
            "`--strings-as-bytes {name}` (in a build script `.strings_as_bytes({name:?})`) makes the string a `Vec<u8>`{others}"
        )))
    }
}

/// Returns the declarations whose strings hold bytes.
pub fn lossy_strings<'a, 's>(
    schema: &'a Schema<'s>,
) -> impl Iterator<Item = &'a Combinator<'s>> + use<'a, 's> {
    let is_string = |field: &Field<'s>| {
        let ty = field.ty.applied(schema);
        ty.is_some_and(|(ty, _)| schema[ty].builtin == Some(Builtin::String))
    };
    let combinators = schema.combinators.iter();
    combinators.filter(move |it| holds_bytes(it.id) && it.fields.iter().any(is_string))
}
