//! The JSON encoder: from values to JSON.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::mem;

use super::error::Failure;
use super::value::TYPE;
use super::{Json, JsonError, JsonErrorKind, ToJson, ToJsonAs, base64};
use crate::EncodeError;
use crate::codec::EncodeErrorKind;
use crate::path::Step;

/// An encoder of JSON, for a whole value at once, or for an object member by member.
#[derive(Debug, Default)]
pub struct Encoder {
    /// The value that is being encoded.
    here: Json,
    failure: Option<Box<Failure>>,
}

impl Encoder {
    /// Returns the JSON, unless there was a failure.
    ///
    /// # Errors
    /// The first failure.
    pub fn finish(self) -> Result<Json, JsonError> {
        match self.failure {
            Some(failure) => Err(failure.into_error()),
            None => Ok(self.here),
        }
    }

    /// Records a failure, unless there was one before.
    #[cold]
    pub fn fail(&mut self, kind: JsonErrorKind) {
        self.failure.get_or_insert_with(|| Failure::new(kind));
    }

    /// Encodes a whole value.
    pub fn put(&mut self, json: Json) {
        self.here = json;
    }

    /// Begins the object of a constructor or function.
    pub fn constructor(&mut self, name: &'static str) {
        self.unnamed();
        self.member(TYPE, Json::String(name.into()));
    }

    /// Begins the object of an element of a repetition, which has no name.
    pub fn unnamed(&mut self) {
        self.here = Json::Object(Vec::new());
    }

    /// Adds a member to the object.
    pub fn member(&mut self, name: &'static str, json: Json) {
        if let Json::Object(members) = &mut self.here {
            members.push((Cow::Borrowed(name), json));
        }
    }

    /// Encodes a field of type `#`: a number.
    pub fn nat(&mut self, name: &'static str, value: u32) {
        self.member(name, Json::Integer(value.into()));
    }

    /// Encodes a field of type `int`: a number.
    pub fn int(&mut self, name: &'static str, value: i32) {
        self.member(name, Json::Integer(value.into()));
    }

    /// Encodes a field of type `int53`: a number.
    pub fn int53(&mut self, name: &'static str, value: i64) {
        self.member(name, Json::Integer(value));
    }

    /// Encodes a field of type `long`: a string.
    pub fn long(&mut self, name: &'static str, value: i64) {
        self.member(name, Json::String(value.to_string()));
    }

    /// Encodes a field of type `double`: a number.
    pub fn double(&mut self, name: &'static str, value: f64) {
        self.field(name, &value);
    }

    /// Encodes a field of type `float`: a number.
    pub fn float(&mut self, name: &'static str, value: f32) {
        self.field(name, &value);
    }

    /// Encodes a field of type `Bool`.
    pub fn bool(&mut self, name: &'static str, value: bool) {
        self.member(name, Json::Bool(value));
    }

    /// Encodes a `flags.3?true`, which is left out if it is not set.
    pub fn flag(&mut self, name: &'static str, value: bool) {
        if value {
            self.bool(name, true);
        }
    }

    /// Encodes a field of type `string`.
    pub fn string(&mut self, name: &'static str, value: &str) {
        self.member(name, Json::String(value.into()));
    }

    /// Encodes a field of type `bytes`, `int128`, `int256` or `int512`: base64.
    pub fn bytes(&mut self, name: &'static str, value: &[u8]) {
        self.member(name, Json::String(base64::encode(value)));
    }

    /// Encodes a field of any type.
    pub fn field<T: ToJson>(&mut self, name: &'static str, value: &T) {
        let outer = self.enter();
        value.to_json(self);
        self.leave(outer, name);
    }

    /// Encodes a field in the given form.
    pub fn field_as<T, F: ToJsonAs<T>>(&mut self, name: &'static str, value: &T, form: F) {
        let outer = self.enter();
        form.encode(value, self);
        self.leave(outer, name);
    }

    /// Encodes a field that is left out if it is `None`.
    pub fn optional<T, F: ToJsonAs<T>>(&mut self, name: &'static str, value: &Option<T>, form: F) {
        if let Some(value) = value {
            self.field_as(name, value, form);
        }
    }

    /// Encodes a field that is a list.
    pub fn list<T, F: ToJsonAs<T>>(&mut self, name: &'static str, list: &[T], form: F) {
        let outer = self.enter();
        self.elements(list, form);
        self.leave(outer, name);
    }

    /// Encodes an array.
    pub(super) fn elements<T, F: ToJsonAs<T>>(&mut self, list: &[T], form: F) {
        let mut elements = Vec::with_capacity(list.len());
        for (index, value) in list.iter().enumerate() {
            let failed = self.failure.is_some();
            form.encode(value, self);
            elements.push(mem::take(&mut self.here));
            self.step(failed, Step::Index(index));
        }
        self.here = Json::Array(elements);
    }

    fn enter(&mut self) -> (Json, bool) {
        (mem::take(&mut self.here), self.failure.is_some())
    }

    fn leave(&mut self, (outer, failed): (Json, bool), name: &'static str) {
        let json = mem::replace(&mut self.here, outer);
        self.member(name, json);
        self.step(failed, Step::Field(name));
    }

    /// Adds a step to the path of a failure, if it has just happened.
    fn step(&mut self, failed_before: bool, step: Step) {
        match &mut self.failure {
            Some(failure) if !failed_before => failure.steps.push(step),
            _ => {}
        }
    }

    /// Returns whether the fields on one bit are present. It is a failure if only some of them are.
    pub fn shared_bit<const N: usize>(
        &mut self,
        constructor: &'static str,
        bit: &'static str,
        names: &'static [&'static str; N],
        present: [bool; N],
    ) -> bool {
        let any = present.contains(&true);
        if any && present.contains(&false) {
            let kind = EncodeErrorKind::shared_bit(constructor, bit, names, &present);
            let kind = Box::new(kind);
            self.fail(JsonErrorKind::Encode(EncodeError { kind }));
        }
        any
    }
}
