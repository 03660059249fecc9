//! Decodes and encodes TL values without generated code, by a schema that is read at run time.
//!
//! ```
//! use tl_dynamic::Codec;
//! use tl_parser::check::{check, parse_all};
//! use tl_parser::diagnostic::Levels;
//! use tl_parser::source::Sources;
//!
//! let mut sources = Sources::new();
//! sources.add("photos.tl", "
//!     inputPhotoEmpty#1cd7bf0d = InputPhoto;
//!     inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;
//!     photoEmpty#2331b22d id:long = Photo;
//!     userEmpty#d3bc4b7a id:long = User;
//!     photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;
//!     ---functions---
//!     photos.updateProfilePhoto#72d4742c id:InputPhoto = photos.Photo;
//! ");
//! let mut diagnostics = Vec::new();
//! let programs = parse_all(&sources, &mut diagnostics);
//! let schema = check(&programs, &Levels::default(), &mut diagnostics);
//! let codec = Codec::new(&schema);
//!
//! // A call, from JSON to bytes.
//! let json = tl_runtime::json::from_str(
//!     r#"{"@type":"photos.updateProfilePhoto","id":{"@type":"inputPhotoEmpty"}}"#,
//! )?;
//! let call = codec.from_json(&codec.any(), json).map_err(|errors| errors[0].clone())?;
//! let bytes = codec.encode(&codec.any(), &call)?;
//! assert_eq!(bytes, b"\x2c\x74\xd4\x72\x0d\xbf\xd7\x1c");
//!
//! // Its answer, from bytes to JSON.
//! let answer = codec.answer(&call).ok_or("no call")?;
//! let bytes = b"\xa8\x2c\x21\x20\x2d\xb2\x31\x23\x07\0\0\0\0\0\0\0\x15\xc4\xb5\x1c\0\0\0\0";
//! let photo = codec.decode(&answer, bytes)?;
//! assert_eq!(
//!     tl_runtime::json::to_string(&codec.to_json(&answer, &photo)?)?,
//!     r#"{"@type":"photos.photo","photo":{"@type":"photoEmpty","id":"7"},"users":[]}"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Main items
//!
//! | item | what it is for |
//! | --- | --- |
//! | [`Codec`] | decodes and encodes bytes and JSON by a schema |
//! | [`Type`] | what to decode: any value, a type, the answer to a call |
//! | [`Value`], [`Member`] | a value, and its fields |
//! | [`Decoded`] | what was decoded before an error |
//! | [`DecodeError`], [`EncodeError`], [`JsonError`] | errors: what is wrong, and where |
//!
//! # Compared with generated code
//!
//! Bytes, JSON and errors are the same as in generated code, with the same limits. The exceptions are:
//!
//! - Masks keep all of their bits, even those that guard nothing, and strings that are not UTF-8 are
//!   kept. The JSON is the same as that of generated code.
//! - Only this crate supports JSON of types with arguments, and calls in constructors if the schema
//!   declares another type `Function`.
//! - A value counts as one level deeper in a list, in an `Object`, and if its type leads back to
//!   itself. Generated code has boxes in other places, too, so it can report
//!   [`TooDeep`](tl_runtime::codec::DecodeErrorKind::TooDeep) earlier. In JSON, generated code counts every
//!   object and array; this crate counts as for bytes, and accepts at most 384 objects and
//!   arrays in each other, whatever `max_depth` is.
//! - Generated code decodes `3*[ t ]` with large elements as a list, and this crate decodes it as
//!   an array. So if the input ends early, the error is at the element, not at the beginning of the
//!   list.
//! - A field takes memory here even if it takes none in generated code: `true`, and types without
//!   fields. So a value that takes nothing there can exceed the limit of memory here.
//!
//! With any type of Telegram's API, a value takes at most 12 times as much memory as its bytes, and
//! decoding it takes less than 2 MiB of stack in a build without optimization.

mod decode;
mod encode;
mod error;
mod form;
mod json;
mod layout;
mod measure;
mod scope;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;

use tl_parser::schema::{
    Combinator, CombinatorId, CombinatorKind, IndexVec, Origin, Schema, TypeExpr, TypeId,
};
use tl_runtime::DecodeOptions;

pub use decode::Decoded;
pub use error::{DecodeError, EncodeError, EncodeErrorKind, JsonError, JsonProblem};
pub use json::{UNPACKED, WrittenJson};
pub use value::{Member, Value};

use form::{Form, Plan};
use layout::Layouts;
use scope::{Binding, Scope};

/// How deeply values may be nested, with the levels that `max_depth` does not count, because their types do
/// not lead back to themselves. A schema can have any number of such types.
const MAX_LEVELS: u32 = 512;

/// A decoder and encoder for the values of a schema, which must not have errors.
///
/// It borrows the schema, which borrows the parsed files and their text. To return a codec from a function or to keep
/// it in a struct, leak these: `parse_all(Box::leak(Box::new(sources)), …)`, `check(programs.leak(), …)` and
/// `Codec::new(Box::leak(Box::new(schema)))` make a `Codec<'static>`.
#[derive(Debug, Clone)]
pub struct Codec<'s> {
    schema: &'s Schema<'s>,
    plans: IndexVec<CombinatorId, Plan<'s>>,
    layouts: Layouts,
    /// The constructors of each type, sorted by id.
    constructors: IndexVec<TypeId, Vec<(u32, CombinatorId)>>,
    /// The types without parameters, by name.
    by_type: BTreeMap<&'s str, TypeId>,
    /// The constructors and functions that an `Object` can be, by id.
    by_id: BTreeMap<u32, CombinatorId>,
    /// The same, by name. Those of one name are in the order of their ids.
    by_name: BTreeMap<&'s str, Vec<CombinatorId>>,
    options: DecodeOptions<'static>,
}

/// A type, boxed or bare, with its arguments.
#[derive(Debug, Clone)]
pub struct Type<'a> {
    form: Form<'a>,
    scope: Scope<'a>,
}

impl<'a> From<Form<'a>> for Type<'a> {
    fn from(form: Form<'a>) -> Self {
        let scope = Scope::default();
        Self { form, scope }
    }
}

impl<'s> Codec<'s> {
    /// Creates a codec for the values of a schema, with the default limits.
    #[must_use]
    pub fn new(schema: &'s Schema<'s>) -> Self {
        Self::with_options(schema, DecodeOptions::new())
    }

    /// Creates a codec for the values of a schema, with these options, whose limits also hold for JSON. The
    /// registry of the options is not used.
    #[must_use]
    pub fn with_options(schema: &'s Schema<'s>, options: DecodeOptions<'static>) -> Self {
        let plans = form::plans(schema);
        let constructors = schema.types.iter().map(|ty| {
            let constructors = ty.constructors.iter();
            let mut sorted: Vec<_> = constructors.map(|&it| (schema[it].id, it)).collect();
            sorted.sort_by_key(|(id, _)| *id);
            sorted
        });
        let by_id = by_id(schema);
        let plain = schema
            .types
            .entries()
            .filter(|(_, ty)| ty.params.is_empty());
        Self {
            by_type: plain.map(|(id, ty)| (ty.name, id)).collect(),
            layouts: Layouts::new(&plans),
            plans,
            constructors: constructors.collect(),
            by_name: by_name(schema, &by_id),
            by_id,
            schema,
            options,
        }
    }

    /// Returns the schema.
    #[must_use]
    pub fn schema(&self) -> &'s Schema<'s> {
        self.schema
    }

    /// Returns the type of any constructor or function, boxed: the id of a value tells which it is.
    #[must_use]
    pub fn any(&self) -> Type<'s> {
        Form::Object.into()
    }

    /// Returns the boxed form of the type called `name`, such as `photos.Photo`. Returns `None` if the
    /// schema does not have that type, or if the type has parameters.
    #[must_use]
    pub fn boxed(&self, name: &str) -> Option<Type<'s>> {
        let id = *self.by_type.get(name)?;
        let ty = &self.schema[id];
        let first = ty.constructors.first();
        let form = match (ty.builtin, first) {
            (None, _) | (_, None) => Form::Boxed(id, Vec::new()),
            (Some(builtin), Some(&first)) => form::boxed(builtin, self.schema[first].id),
        };
        Some(form.into())
    }

    /// Returns the bare form of the constructor or function called `name`, such as `photos.photo`.
    /// Returns `None` if there is none, or if its type has parameters.
    #[must_use]
    pub fn bare(&self, name: &str) -> Option<Type<'s>> {
        let id = self.called(name).next()?;
        Some(self.bare_form(id).into())
    }

    /// Returns the type of a field, given by its index, of a constructor or function without parameters.
    #[must_use]
    pub fn field(&self, id: CombinatorId, field: usize) -> Option<Type<'s>> {
        let plan = self.plans.find(id)?;
        let form = plan.slots.get(field)?.form.clone();
        let scope = Scope::empty(plan);
        Some(Type { form, scope })
    }

    /// Returns the constructor or function called `name`, with its id before it. If there are several,
    /// it is a function. Returns `None` if there is none, or if its type has parameters.
    #[must_use]
    pub fn with_id(&self, name: &str) -> Option<Type<'s>> {
        let is_function = |id: &CombinatorId| self.schema[*id].kind == CombinatorKind::Function;
        let id = self.called(name).max_by_key(is_function)?;
        Some(Form::WithId(self.schema[id].id, Box::new(self.bare_form(id))).into())
    }

    /// Returns the type of the answer to a call, or `None` if the value is not a call.
    #[must_use]
    pub fn answer<'a>(&'a self, call: &'a Value) -> Option<Type<'a>> {
        let Value::Object(id, members) = call else {
            return None;
        };
        let function = self.schema.combinators.find(*id)?;
        if function.kind != CombinatorKind::Function {
            return None;
        }
        let plan = &self.plans[*id];
        let mut scope = Scope::empty(plan);
        for (index, field) in function.fields.iter().enumerate() {
            let value = members.iter().find(|it| it.field as usize == index);
            match (&field.ty, field.var, value.map(|member| &member.value)) {
                (TypeExpr::Call(var, _), _, Some(call)) => scope.bind(*var, Binding::Answer(call)),
                (_, Some(var), Some(Value::Nat(number))) => scope.set(var, *number),
                (_, Some(var), None) if field.mask.is_some() => scope.set(var, 0),
                _ => {}
            }
        }
        let form = plan.result.clone();
        Some(Type { form, scope })
    }

    /// Returns the constructors and functions of this name whose types have no parameters.
    fn called(&self, name: &str) -> impl Iterator<Item = CombinatorId> {
        let all = self.schema.combinators.entries();
        let called = all.filter(move |(_, it)| it.name == name);
        let ids = called.map(|(id, _)| id);
        ids.filter(|id| self.plans[*id].params.is_empty())
    }

    fn bare_form(&self, id: CombinatorId) -> Form<'s> {
        let builtin = self.schema[id].builtin;
        builtin.map_or(Form::Bare(id, Vec::new()), form::bare)
    }

    /// Finds the constructor with this id in the type called `ty`, which must not have parameters.
    fn constructor_of(&self, ty: &str, id: u32) -> Option<CombinatorId> {
        self.constructor_by_id(*self.by_type.get(ty)?, id)
    }

    /// Finds the constructor of a type by its id.
    fn constructor_by_id(&self, ty: TypeId, id: u32) -> Option<CombinatorId> {
        let constructors = &self.constructors[ty];
        let at = constructors.partition_point(|(other, _)| *other < id);
        let found = constructors.get(at).filter(|(found, _)| *found == id);
        found.map(|(_, constructor)| *constructor)
    }

    /// Finds the constructor or function called `name`, perhaps of this kind, that an `Object` can be.
    fn by_name(&self, name: &str, kind: Option<CombinatorKind>) -> Option<CombinatorId> {
        let mut all = self.by_name.get(name)?.iter().copied();
        all.find(|id| kind.is_none_or(|kind| kind == self.schema[*id].kind))
    }
}

fn by_name<'s>(
    schema: &'s Schema<'s>,
    by_id: &BTreeMap<u32, CombinatorId>,
) -> BTreeMap<&'s str, Vec<CombinatorId>> {
    let mut by_name: BTreeMap<&str, Vec<CombinatorId>> = BTreeMap::new();
    for &id in by_id.values() {
        by_name.entry(schema[id].name).or_default().push(id);
    }
    by_name
}

/// Whether a constructor's values cannot be decoded without the arguments of its type.
fn has_arguments(schema: &Schema<'_>, it: &Combinator<'_>) -> bool {
    it.kind == CombinatorKind::Constructor
        && it.ty().is_some_and(|ty| !schema[ty].params.is_empty())
}

/// Collects the constructors and functions that can be decoded by their id alone. If an id is repeated, the
/// generic function is kept: it also decodes the call that its prefix form would leave over.
fn by_id(schema: &Schema<'_>) -> BTreeMap<u32, CombinatorId> {
    let mut by_id: BTreeMap<u32, CombinatorId> = BTreeMap::new();
    let is_call = |id: CombinatorId| {
        let it = &schema[id];
        let mut fields = it.fields.iter();
        it.kind == CombinatorKind::Function
            && fields.any(|field| matches!(field.ty, TypeExpr::Call(..)))
    };
    for (id, it) in schema.combinators.entries() {
        let is_known =
            it.builtin.is_none() && it.origin != Origin::External && !has_arguments(schema, it);
        let kept = by_id.get(&it.id);
        if is_known && !kept.is_some_and(|&kept| is_call(kept)) {
            by_id.insert(it.id, id);
        }
    }
    by_id
}
