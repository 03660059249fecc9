//! The JSON decoder: from JSON to values.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use super::error::Failure;
use super::names::Names;
use super::value::TYPE;
use super::{FromJson, FromJsonAs, Json, JsonError, JsonErrorKind};
use crate::nesting::Nesting;
use crate::options::DecodeOptions;
use crate::path::Step;
use crate::value::{Entry, EntryKind, Registry};

/// A decoder of values from JSON.
///
/// The decoder records the first failure and the path to it. After it, every value is `null`.
#[derive(Debug)]
pub struct Decoder {
    /// The value that is being decoded.
    here: Json,
    /// All members before this index were decoded: most objects have their members in the order of the fields.
    next: usize,
    nesting: Nesting,
    /// How many more bytes of memory may be taken.
    memory: usize,
    /// How many more bytes of memory are allowed for each byte of input.
    memory_for_each_byte: u8,
    registry: Option<&'static Registry>,
    pub(super) names: Names,
    failure: Option<Box<Failure>>,
}

/// The state of the decoder before it entered an inner value.
#[derive(Debug)]
pub(super) struct Outer {
    here: Json,
    next: usize,
    failed: bool,
}

/// Decodes an inner value. A closure would be one more function for each type in a build without optimization.
macro_rules! inside {
    ($decoder:ident, $json:expr, $step:expr, $value:expr) => {{
        let outer = $decoder.enter($json);
        let value = $value;
        $decoder.leave(outer, $step);
        value
    }};
}

impl Decoder {
    pub(super) fn new(json: Json, options: DecodeOptions<'_>) -> Self {
        let mut decoder = Self {
            here: Json::Null,
            next: 0,
            nesting: Nesting::new(options.max_depth),
            memory: options.max_memory,
            memory_for_each_byte: options.memory_for_each_byte,
            registry: options.registry,
            names: Names::default(),
            failure: None,
        };
        decoder.allow_for(&json);
        decoder.here = json;
        decoder
    }

    pub(super) fn finish(self) -> Result<(), JsonError> {
        self.failure
            .map_or(Ok(()), |failure| Err(failure.into_error()))
    }

    /// Returns the registry in which `Object` and `Function` look up constructors and functions.
    #[must_use]
    pub fn registry(&self) -> Option<&'static Registry> {
        self.registry
    }

    /// Records a failure, unless there was one before, and drops the value.
    #[cold]
    pub fn fail(&mut self, kind: JsonErrorKind) {
        self.failure.get_or_insert_with(|| Failure::new(kind));
        self.here = Json::Null;
    }

    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str, found: &'static str) {
        self.fail(JsonErrorKind::Unexpected { expected, found });
    }

    /// Adds the memory that is allowed for a value of the input, unless the options set a limit. The text of
    /// the value is not known, but its least length is.
    fn allow_for(&mut self, json: &Json) {
        let each = usize::from(self.memory_for_each_byte);
        let allowed = json.least_length().saturating_mul(each);
        self.memory = self.memory.saturating_add(allowed);
    }

    /// Counts memory that is about to be allocated, in bytes, and returns whether the limit allows it.
    /// It is a failure if that is more than [`max_memory`](DecodeOptions::max_memory) has left.
    pub fn claim(&mut self, bytes: usize) -> bool {
        let left = self.memory.checked_sub(bytes);
        match left {
            Some(left) => self.memory = left,
            None => self.fail(JsonErrorKind::Memory {
                needed: bytes,
                left: self.memory,
            }),
        }
        left.is_some()
    }

    /// Takes the whole value.
    pub fn take(&mut self) -> Json {
        mem::take(&mut self.here)
    }

    /// Begins the object of an element of a repetition, which has no name.
    pub extern "C" fn unnamed(&mut self) {
        match &self.here {
            Json::Object(_) => {
                // A `"@type"` that is not a string would count as absent.
                let wrong = self
                    .here
                    .get(TYPE)
                    .filter(|it| !matches!(it, Json::String(_) | Json::Null));
                if let Some(found) = wrong.map(Json::what) {
                    inside!(self, Json::Null, Step::Field(TYPE), {
                        self.unexpected("a string", found);
                    });
                }
            }
            Json::Null if self.failure.is_some() => {}
            Json::Null => self.fail(JsonErrorKind::Absent { field: None }),
            other => {
                let found = other.what();
                self.unexpected("an object", found);
            }
        }
    }

    /// Begins the object of a type's only constructor, or of a function, called `name`.
    pub extern "C" fn constructor(&mut self, name: &'static str) {
        self.unnamed();
        if self.type_name().is_some_and(|found| found != name) {
            let entry = self.entry(name);
            self.wrong_type(name, entry.map(Entry::kind));
        }
    }

    /// Begins the object of a type of several constructors, and returns the name of the object's
    /// constructor; empty if the object has no `"@type"`.
    pub extern "C" fn kind(&mut self) -> &str {
        self.unnamed();
        self.type_name().unwrap_or_default()
    }

    /// Records that the object is not a constructor of the type `of`.
    #[cold]
    pub extern "C" fn unknown(&mut self, of: &'static str) {
        self.wrong_type(of, Some(EntryKind::Constructor));
    }

    /// Records that the object is not an `of`. If the registry knows the object's name, the failure tells
    /// whether it is of the other kind than `expected`.
    #[cold]
    pub(super) fn wrong_type(&mut self, of: &'static str, expected: Option<EntryKind>) {
        let kind = match self.type_name() {
            Some(found) => JsonErrorKind::UnknownType {
                of,
                found: found.into(),
                instead: self
                    .entry(found)
                    .map(Entry::kind)
                    .filter(|kind| expected.is_some_and(|expected| expected != *kind)),
            },
            None => JsonErrorKind::NoType { of },
        };
        self.fail(kind);
    }

    fn entry(&self, name: &str) -> Option<&'static Entry> {
        self.registry?.find_by_name(name)
    }

    /// Returns the `"@type"`.
    pub(crate) fn type_name(&self) -> Option<&str> {
        self.here.type_name()
    }

    /// Takes the first member called `name`; `null` if there is none.
    fn member(&mut self, name: &str) -> Json {
        let Json::Object(members) = &mut self.here else {
            return Json::Null;
        };
        // No field begins with `@`.
        let rest = members.iter().skip(self.next);
        self.next += rest.take_while(|next| next.0.starts_with('@')).count();
        let mut rest = members.iter_mut().enumerate().skip(self.next);
        match rest.find(|(_, member)| member.0 == name) {
            Some((at, member)) => {
                self.next += usize::from(at == self.next);
                mem::take(&mut member.1)
            }
            None => Json::Null,
        }
    }

    pub(super) extern "C" fn enter(&mut self, json: Json) -> Outer {
        self.allow_for(&json);
        let outer = Outer {
            here: mem::replace(&mut self.here, json),
            next: mem::take(&mut self.next),
            failed: self.failure.is_some(),
        };
        if !self.nesting.descend() {
            self.fail(JsonErrorKind::TooDeep { at: None });
        }
        outer
    }

    pub(super) extern "C" fn leave(&mut self, outer: Outer, step: Step) {
        self.nesting.ascend();
        self.next = outer.next;
        self.here = outer.here;
        if let Some(failure) = &mut self.failure {
            let around = mem::take(&mut self.here);
            if !outer.failed {
                failure.leave(step, &around);
            }
        }
    }

    /// Decodes a field of type `#`.
    pub extern "C" fn nat(&mut self, name: &'static str) -> u32 {
        self.field(name)
    }

    /// Decodes a field of type `int`.
    pub extern "C" fn int(&mut self, name: &'static str) -> i32 {
        self.field(name)
    }

    /// Decodes a field of type `long` or `int53`.
    pub extern "C" fn long(&mut self, name: &'static str) -> i64 {
        self.field(name)
    }

    /// Decodes a field of type `double`.
    pub extern "C" fn double(&mut self, name: &'static str) -> f64 {
        self.field(name)
    }

    /// Decodes a field of type `float`.
    pub extern "C" fn float(&mut self, name: &'static str) -> f32 {
        self.field(name)
    }

    /// Decodes a field of type `Bool`, or `flags.3?true`.
    pub extern "C" fn bool(&mut self, name: &'static str) -> bool {
        self.field(name)
    }

    /// Decodes a field of type `string`.
    pub extern "C" fn string(&mut self, name: &'static str) -> String {
        self.field(name)
    }

    /// Decodes a field of type `bytes`.
    pub extern "C" fn bytes(&mut self, name: &'static str) -> Vec<u8> {
        self.field(name)
    }

    /// Decodes a field of any type.
    pub extern "C" fn field<T: FromJson>(&mut self, name: &'static str) -> T {
        let json = self.member(name);
        inside!(self, json, Step::Field(name), T::from_json(self))
    }

    /// Decodes a field in the given form.
    pub extern "C" fn field_as<T, F: FromJsonAs<T>>(&mut self, name: &'static str, form: F) -> T {
        let json = self.member(name);
        inside!(self, json, Step::Field(name), form.decode(self))
    }

    /// Decodes a field that may be absent.
    pub extern "C" fn optional<T, F: FromJsonAs<T>>(
        &mut self,
        name: &'static str,
        form: F,
    ) -> Option<T> {
        match self.member(name) {
            Json::Null => None,
            json => Some(inside!(self, json, Step::Field(name), {
                let value = form.decode(self);
                self.require();
                value
            })),
        }
    }

    /// Decodes a mask. If it is absent, the result is `None`, and the members tell which fields are present.
    pub extern "C" fn mask(&mut self, name: &'static str) -> Option<u32> {
        match self.member(name) {
            Json::Null => None,
            json => Some(inside!(self, json, Step::Field(name), u32::from_json(self))),
        }
    }

    /// Decodes a field that is present if, and only if, its bit of the mask is set. Without a mask, the field
    /// may be absent.
    pub extern "C" fn masked<T, F: FromJsonAs<T>>(
        &mut self,
        name: &'static str,
        mask: Option<u32>,
        bit: u32,
        form: F,
    ) -> Option<T> {
        match mask {
            Some(word) if word & bit == 0 => return None,
            Some(_) | None => {}
        }
        let value = self.optional(name, form);
        if mask.is_some() && value.is_none() && self.failure.is_none() {
            inside!(self, Json::Null, Step::Field(name), {
                self.fail(JsonErrorKind::MaskDisagrees);
            });
        }
        value
    }

    /// Decodes a `flags.3?true`: the bit of the mask, or without a mask, the member.
    pub extern "C" fn flag(&mut self, name: &'static str, mask: Option<u32>, bit: u32) -> bool {
        match mask {
            Some(word) => word & bit != 0,
            None => self.bool(name),
        }
    }

    /// Whether the value is `null`.
    pub(super) fn is_null(&self) -> bool {
        self.here == Json::Null
    }

    /// Takes the elements of an array; none for `null`.
    pub(super) fn elements(&mut self) -> Vec<Json> {
        match self.take() {
            Json::Array(elements) => elements,
            Json::Null => Vec::new(),
            other => {
                self.unexpected("an array", other.what());
                Vec::new()
            }
        }
    }

    /// Decodes an element.
    pub(super) fn element<T, F: FromJsonAs<T>>(&mut self, index: usize, json: Json, form: F) -> T {
        inside!(self, json, Step::Index(index), form.decode(self))
    }

    /// Records in a failure that the elements of the value cannot be `null`, not even with the option `nullable`.
    pub(super) fn require(&mut self) {
        if let Some(failure) = &mut self.failure {
            failure.require();
        }
    }

    /// Whether there was a failure.
    pub(super) fn failed(&self) -> bool {
        self.failure.is_some()
    }
}
