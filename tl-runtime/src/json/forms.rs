//! The JSON forms, for values whose Rust type does not say the form: an `i64` is a string for
//! `long` and a number for `int53`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{Decoder, Encoder, FromJson, FromJsonAs, Json, JsonErrorKind, ToJson, ToJsonAs};
use crate::codec::{FunctionForm, ObjectForm};
use crate::value::{AnyObject, EntryKind, True};

/// The form by the [`ToJson`] and [`FromJson`] of the Rust type.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

/// The form of `int53`: a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Int53;

/// An array whose elements have the form `F`.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListOf<F>(pub F);

/// The form `F`, or `null`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nullable<F>(pub F);

impl<T: ToJson> ToJsonAs<T> for Plain {
    fn encode(self, value: &T, json: &mut Encoder) {
        value.to_json(json);
    }
}

impl<T: FromJson> FromJsonAs<T> for Plain {
    fn decode(self, json: &mut Decoder) -> T {
        T::from_json(json)
    }
}

impl ToJsonAs<i64> for Int53 {
    fn encode(self, value: &i64, json: &mut Encoder) {
        json.put(Json::Integer(*value));
    }
}

impl FromJsonAs<i64> for Int53 {
    fn decode(self, json: &mut Decoder) -> i64 {
        i64::from_json(json)
    }
}

impl<T, F: ToJsonAs<T>> ToJsonAs<Vec<T>> for ListOf<F> {
    fn encode(self, value: &Vec<T>, json: &mut Encoder) {
        json.elements(value, self.0);
    }
}

impl<T, F: FromJsonAs<T>> FromJsonAs<Vec<T>> for ListOf<F> {
    fn decode(self, json: &mut Decoder) -> Vec<T> {
        let elements = json.elements();
        if !json.claim(elements.len().saturating_mul(size_of::<T>())) {
            return Vec::new();
        }
        let mut list = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            if json.failed() {
                break;
            }
            list.push(json.element(index, element, self.0));
        }
        list
    }
}

impl<T, F: ToJsonAs<T>, const N: usize> ToJsonAs<[T; N]> for ListOf<F> {
    fn encode(self, value: &[T; N], json: &mut Encoder) {
        json.elements(value, self.0);
    }
}

impl<T, F: FromJsonAs<T>, const N: usize> FromJsonAs<[T; N]> for ListOf<F> {
    fn decode(self, json: &mut Decoder) -> [T; N] {
        let elements = json.elements();
        if !elements.is_empty() && elements.len() != N {
            json.fail(JsonErrorKind::WrongLength {
                expected: N,
                found: elements.len(),
            });
        }
        let mut elements = elements.into_iter();
        let array = core::array::from_fn(|index| {
            let element = elements.next().unwrap_or_default();
            json.element(index, element, self.0)
        });
        json.require();
        array
    }
}

impl<T, F: ToJsonAs<T>> ToJsonAs<Option<T>> for Nullable<F> {
    fn encode(self, value: &Option<T>, json: &mut Encoder) {
        match value {
            Some(value) => self.0.encode(value, json),
            None => json.put(Json::Null),
        }
    }
}

impl<T, F: FromJsonAs<T>> FromJsonAs<Option<T>> for Nullable<F> {
    fn decode(self, json: &mut Decoder) -> Option<T> {
        if json.is_null() {
            return None;
        }
        Some(self.0.decode(json))
    }
}

impl ToJsonAs<Box<dyn AnyObject>> for ObjectForm {
    fn encode(self, value: &Box<dyn AnyObject>, json: &mut Encoder) {
        value.to_json(json);
    }
}

impl FromJsonAs<Box<dyn AnyObject>> for ObjectForm {
    fn decode(self, json: &mut Decoder) -> Box<dyn AnyObject> {
        json.any(None)
    }
}

impl<T: ToJson> ToJsonAs<T> for FunctionForm {
    fn encode(self, value: &T, json: &mut Encoder) {
        value.to_json(json);
    }
}

impl<T: FromJson> FromJsonAs<T> for FunctionForm {
    fn decode(self, json: &mut Decoder) -> T {
        T::from_json_call(json)
    }
}

impl ToJson for dyn AnyObject {
    fn to_json(&self, json: &mut Encoder) {
        self.encode_json(json);
    }
}

impl ToJson for Box<dyn AnyObject> {
    fn to_json(&self, json: &mut Encoder) {
        (**self).encode_json(json);
    }
}

impl FromJson for Box<dyn AnyObject> {
    fn from_json(json: &mut Decoder) -> Self {
        json.any(None)
    }

    fn from_json_call(json: &mut Decoder) -> Self {
        json.any(Some(EntryKind::Function))
    }
}

impl Decoder {
    /// Decodes a field that is a list.
    pub extern "C" fn list<T, F: FromJsonAs<T>>(&mut self, name: &'static str, form: F) -> Vec<T> {
        self.field_as(name, ListOf(form))
    }

    /// Fails, because a type has no JSON form that is decoded.
    #[cold]
    pub(crate) fn without_form(&mut self, name: &'static str) -> Box<dyn AnyObject> {
        self.fail(JsonErrorKind::NoForm(name));
        Box::new(True)
    }

    fn any(&mut self, kind: Option<EntryKind>) -> Box<dyn AnyObject> {
        let mut names = core::mem::take(&mut self.names);
        let registry = self.registry();
        let name = self.kind();
        let entry = registry.and_then(|registry| names.find(registry, name, kind));
        self.names = names;
        if registry.is_none() {
            self.fail(JsonErrorKind::NoRegistry);
            return Box::new(True);
        }
        if let Some(entry) = entry {
            return match entry.decode_json {
                Some(decode) => decode(self),
                None => self.without_form(entry.name()),
            };
        }
        let of = match kind {
            Some(EntryKind::Constructor) => "a constructor",
            Some(EntryKind::Function) => "a function",
            None => "an object or function",
        };
        self.wrong_type(of, kind);
        Box::new(True)
    }
}
