//! The JSON of a value, where its Rust type does not say it: an `i64` is a string for `long` and a
//! number for `int53`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{FromJson, FromJsonAs, Json, JsonErrorKind, Reader, ToJson, ToJsonAs, Writer};
use crate::object::{AnyObject, FunctionForm, ObjectForm};
use crate::registry::EntryKind;

/// What the type says by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

/// `int53`: a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Int53;

/// An array of that.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListOf<F>(pub F);

/// That, or `null`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nullable<F>(pub F);

impl<T: ToJson> ToJsonAs<T> for Plain {
    fn write(self, value: &T, json: &mut Writer) {
        value.to_json(json);
    }
}

impl<T: FromJson> FromJsonAs<T> for Plain {
    fn read(self, json: &mut Reader) -> T {
        T::from_json(json)
    }
}

impl ToJsonAs<i64> for Int53 {
    fn write(self, value: &i64, json: &mut Writer) {
        json.put(Json::Integer(*value));
    }
}

impl FromJsonAs<i64> for Int53 {
    fn read(self, json: &mut Reader) -> i64 {
        i64::from_json(json)
    }
}

impl<T, F: ToJsonAs<T>> ToJsonAs<Vec<T>> for ListOf<F> {
    fn write(self, value: &Vec<T>, json: &mut Writer) {
        json.elements(value, self.0);
    }
}

impl<T, F: FromJsonAs<T>> FromJsonAs<Vec<T>> for ListOf<F> {
    fn read(self, json: &mut Reader) -> Vec<T> {
        let elements = json.elements();
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
    fn write(self, value: &[T; N], json: &mut Writer) {
        json.elements(value, self.0);
    }
}

impl<T, F: FromJsonAs<T>, const N: usize> FromJsonAs<[T; N]> for ListOf<F> {
    fn read(self, json: &mut Reader) -> [T; N] {
        let elements = json.elements();
        if !elements.is_empty() && elements.len() != N {
            json.fail(JsonErrorKind::WrongLength {
                expected: N,
                found: elements.len(),
            });
        }
        let mut elements = elements.into_iter();
        core::array::from_fn(|index| {
            let element = elements.next().unwrap_or_default();
            json.element(index, element, self.0)
        })
    }
}

impl<T, F: ToJsonAs<T>> ToJsonAs<Option<T>> for Nullable<F> {
    fn write(self, value: &Option<T>, json: &mut Writer) {
        match value {
            Some(value) => self.0.write(value, json),
            None => json.put(Json::Null),
        }
    }
}

impl<T, F: FromJsonAs<T>> FromJsonAs<Option<T>> for Nullable<F> {
    fn read(self, json: &mut Reader) -> Option<T> {
        if json.is_null() {
            return None;
        }
        Some(self.0.read(json))
    }
}

impl ToJsonAs<Box<dyn AnyObject>> for ObjectForm {
    fn write(self, value: &Box<dyn AnyObject>, json: &mut Writer) {
        value.to_json(json);
    }
}

impl FromJsonAs<Box<dyn AnyObject>> for ObjectForm {
    fn read(self, json: &mut Reader) -> Box<dyn AnyObject> {
        json.any(Some(EntryKind::Constructor))
    }
}

impl<T: ToJson> ToJsonAs<T> for FunctionForm {
    fn write(self, value: &T, json: &mut Writer) {
        value.to_json(json);
    }
}

impl<T: FromJson> FromJsonAs<T> for FunctionForm {
    fn read(self, json: &mut Reader) -> T {
        T::from_json_call(json)
    }
}

impl ToJson for dyn AnyObject {
    fn to_json(&self, json: &mut Writer) {
        self.write_json(json);
    }
}

impl ToJson for Box<dyn AnyObject> {
    fn to_json(&self, json: &mut Writer) {
        (**self).write_json(json);
    }
}

impl FromJson for Box<dyn AnyObject> {
    fn from_json(json: &mut Reader) -> Self {
        json.any(None)
    }

    fn from_json_call(json: &mut Reader) -> Self {
        json.any(Some(EntryKind::Function))
    }
}

impl Reader {
    /// A list.
    pub extern "C" fn list<T, F: FromJsonAs<T>>(&mut self, name: &'static str, form: F) -> Vec<T> {
        self.field_as(name, ListOf(form))
    }

    fn any(&mut self, kind: Option<EntryKind>) -> Box<dyn AnyObject> {
        let of = match kind {
            Some(EntryKind::Constructor) => "an object",
            Some(EntryKind::Function) => "a function",
            None => "an object or function",
        };
        let entry = match (self.options().registry, self.kind()) {
            (Some(registry), name) => registry.find_by_name(name),
            (None, _) => None,
        };
        match entry.filter(|entry| kind.is_none_or(|kind| kind == entry.kind)) {
            Some(entry) => (entry.read_json)(self),
            None if self.options().registry.is_none() => {
                self.fail(JsonErrorKind::NoRegistry);
                Box::new(crate::True)
            }
            None => {
                self.unknown(of);
                Box::new(crate::True)
            }
        }
    }
}
