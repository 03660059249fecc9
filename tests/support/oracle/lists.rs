//! Lists of a schema, and their elements.

use tl_parser::schema::{Arg, Builtin, CombinatorId, CombinatorKind, Schema, TypeExpr};

use super::{Cheapest, Encoder, VECTOR, around};

/// A list in a field.
pub(crate) struct List<'c> {
    /// Its name, such as `photos.photo.users`.
    pub name: String,
    /// All bytes before its count.
    pub before: Vec<u8>,
    /// All bytes after its elements.
    pub after: Vec<u8>,
    element: &'c TypeExpr<'c>,
}

/// Returns every list in every constructor and function, including lists in lists.
pub(crate) fn lists<'c>(schema: &'c Schema<'c>, cheapest: &Cheapest) -> Vec<List<'c>> {
    let mut lists = Vec::new();
    let ids = (0..).map(CombinatorId).take(schema.combinators.len());
    for (id, combinator) in ids.zip(&schema.combinators) {
        // The arguments of its parameters are known only where it is used.
        if combinator.vars.iter().any(|var| var.param) {
            continue;
        }
        for (index, field) in combinator.fields.iter().enumerate() {
            let mut header = Vec::new();
            let mut ty = &field.ty;
            while let Some((boxed, element)) = element(schema, ty) {
                if boxed {
                    header.extend(VECTOR.to_le_bytes());
                }
                let (before, after) = around(schema, cheapest, id, index);
                lists.push(List {
                    name: format!("{}.{}", combinator.name, field.name.unwrap_or("_")),
                    before: [&combinator.id.to_le_bytes(), &before[..], &header].concat(),
                    after,
                    element,
                });
                header.extend(1_u32.to_le_bytes());
                ty = element;
            }
        }
    }
    lists
}

/// Returns whether the list has an id, and the type of its elements.
fn element<'c>(schema: &Schema<'_>, ty: &'c TypeExpr<'c>) -> Option<(bool, &'c TypeExpr<'c>)> {
    let (boxed, builtin, args) = match ty {
        TypeExpr::Boxed(id, args, _) => (true, schema[*id].builtin, args),
        TypeExpr::Bare(id, args, _) => (false, schema[*id].builtin, args),
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => {
            return None;
        }
    };
    match (builtin, args.as_slice()) {
        (Some(Builtin::Vector), [Arg::Type(element)]) => Some((boxed, element)),
        _ => None,
    }
}

impl List<'_> {
    /// Returns the whole value, with about `size` bytes of copies of an element.
    pub(crate) fn filled(&self, element: &[u8], size: usize) -> Vec<u8> {
        // For elements without bytes, the size is their number.
        let count = size.checked_div(element.len()).unwrap_or(size);
        let length = u32::try_from(count).unwrap().to_le_bytes();
        [
            &self.before,
            &length[..],
            &element.repeat(count),
            &self.after,
        ]
        .concat()
    }

    /// Returns small elements of every kind: for each constructor the smallest value, and one with each
    /// optional field.
    pub(crate) fn elements(&self, schema: &Schema<'_>, cheapest: &Cheapest) -> Vec<Vec<u8>> {
        let ty = match self.element {
            TypeExpr::Boxed(ty, args, _) if args.is_empty() => ty,
            _ => {
                let mut least = Encoder::least(schema, cheapest);
                least.value(self.element);
                return vec![least.bytes];
            }
        };
        let mut elements = Vec::new();
        for &id in &schema[*ty].constructors {
            assert_eq!(schema[id].kind, CombinatorKind::Constructor);
            let mut least = Encoder::least(schema, cheapest);
            least.combinator(id);
            elements.push(least.bytes);
            for (index, field) in schema[id].fields.iter().enumerate() {
                if field.mask.is_some() && !is_true(schema, &field.ty) {
                    let (before, after) = around(schema, cheapest, id, index);
                    let mut value = Encoder::least(schema, cheapest);
                    value.value(&field.ty);
                    let id = schema[id].id.to_le_bytes();
                    elements.push([&id, &before[..], &value.bytes, &after].concat());
                }
            }
        }
        if elements.is_empty() {
            let mut least = Encoder::least(schema, cheapest);
            least.value(self.element);
            elements.push(least.bytes);
        }
        elements
    }
}

/// Whether a masked field of this type is only a bit.
pub(crate) fn is_true(schema: &Schema<'_>, ty: &TypeExpr<'_>) -> bool {
    matches!(ty, TypeExpr::Bare(id, ..) if schema[*id].builtin == Some(Builtin::True))
}
