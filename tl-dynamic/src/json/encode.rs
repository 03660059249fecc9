//! From values to JSON.

use std::borrow::Cow;

use tl_runtime::json::{self, Json, ToJson};

use crate::error::{Step, path};
use crate::form::{Role, Slot};
use crate::{Codec, JsonError, JsonProblem, Member, Value};

type Visit<'v> = dyn FnMut(&Value, &mut Json) + 'v;

type Outcome = Result<Json, Box<Failure>>;

/// The first failure; the innermost step is the first.
struct Failure {
    kind: JsonProblem,
    steps: Vec<Step>,
}

fn at(outcome: Outcome, step: impl FnOnce() -> Step) -> Outcome {
    outcome.map_err(|mut failure| {
        failure.steps.push(step());
        failure
    })
}

/// The JSON of a builtin.
fn of<T: ToJson + ?Sized>(value: &T) -> Outcome {
    json::to_value(value).map_err(|error| {
        let (kind, steps) = (JsonProblem::Value(error.kind), Vec::new());
        Box::new(Failure { kind, steps })
    })
}

impl Codec<'_> {
    /// The JSON of a value, which need not be whole.
    ///
    /// # Errors
    /// Where it has none: a number that is infinite.
    pub fn to_json(&self, value: &Value) -> Result<Json, JsonError> {
        self.to_json_with(value, &mut |_, _| {})
    }

    /// The JSON of a value, where `visit` may add to the object of each constructor and function that is in
    /// it. Decoding ignores members that begin with `@`.
    ///
    /// # Errors
    /// As [`to_json`](Self::to_json).
    pub fn to_json_with(
        &self,
        value: &Value,
        visit: &mut dyn FnMut(&Value, &mut Json),
    ) -> Result<Json, JsonError> {
        let json = self.json(value, None, visit);
        json.map_err(|failure| JsonError {
            kind: failure.kind,
            path: path(failure.steps.iter()),
        })
    }

    /// An element of a repetition has the fields of its slot.
    fn json(&self, value: &Value, repeated: Option<&[Slot<'_>]>, visit: &mut Visit<'_>) -> Outcome {
        match value {
            Value::Null => Ok(Json::Null),
            Value::Nat(number) => of(number),
            Value::Int(number) => of(number),
            Value::Long(number) => of(number),
            Value::Int53(number) => Ok(Json::Integer(*number)),
            Value::Double(number) => of(number),
            Value::Float(number) => of(number),
            Value::Bool(value) => of(value),
            Value::True => of(&true),
            Value::String(bytes) => of(&String::from_utf8_lossy(bytes)),
            Value::Bytes(bytes) | Value::Raw(bytes) => of(&**bytes),
            Value::List(list) => {
                let elements = list.iter().enumerate().map(|(index, element)| {
                    at(self.json(element, repeated, visit), || Step::Index(index))
                });
                Ok(Json::Array(elements.collect::<Result<_, _>>()?))
            }
            Value::Object(id, members) => {
                let mut object = Json::object(self.schema[*id].name.to_owned());
                self.fields(&self.plans[*id].slots, members, &mut object, visit)?;
                visit(value, &mut object);
                Ok(object)
            }
            Value::Element(members) => {
                let mut object = Json::Object(Vec::new());
                self.fields(repeated.unwrap_or_default(), members, &mut object, visit)?;
                Ok(object)
            }
        }
    }

    fn fields(
        &self,
        slots: &[Slot<'_>],
        members: &[Member],
        object: &mut Json,
        visit: &mut Visit<'_>,
    ) -> Result<(), Box<Failure>> {
        let mut rest = members;
        for (field, slot) in (0..).zip(slots) {
            let step = || Step::Field(slot.name.clone().into_owned());
            let json = match (slot.role, rest) {
                (Role::Flag, _) if slot.beside => is_set(slots, members, slot).then(|| of(&true)),
                (role, [Member { field: at, value }, tail @ ..]) if *at == field => {
                    rest = tail;
                    Some(match (role, value) {
                        (Role::Mask { guarded, kept }, Value::Nat(word)) => {
                            of(&(if kept { *word } else { word & guarded }))
                        }
                        _ => self.json(value, slot.form.repeated(), visit),
                    })
                }
                _ => None,
            };
            if let (Some(json), Json::Object(members)) = (json, &mut *object) {
                members.push((Cow::Owned(slot.name.clone().into_owned()), at(json, step)?));
            }
        }
        Ok(())
    }
}

/// Whether a flag is set in the mask beside it.
fn is_set(slots: &[Slot<'_>], members: &[Member], flag: &Slot<'_>) -> bool {
    let Some(mask) = flag.mask else { return false };
    let word = members.iter().find_map(|member| {
        let slot = slots.get(member.field as usize)?;
        match member.value {
            Value::Nat(word) if slot.var == Some(mask.var) => Some(word),
            _ => None,
        }
    });
    word.is_some_and(|word| word & crate::form::bit(mask.bit) != 0)
}
