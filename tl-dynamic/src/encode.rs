//! Encoding: from values to bytes.

use tl_parser::schema::{CombinatorId, CombinatorKind, TypeId};
use tl_runtime::codec::Encoder;

use crate::error::{Failure, Step, path};
use crate::form::{Argument, Form, Nullable, Slot, VECTOR, bare};
use crate::scope::{Binding, Numbers, Scope, Unknown};
use crate::{Codec, EncodeError, EncodeErrorKind, MAX_LEVELS, Member, Type, Value};

type Outcome = Result<(), Box<Failure<EncodeErrorKind>>>;

fn fail(kind: EncodeErrorKind) -> Outcome {
    Err(Box::new(Failure::new(kind)))
}

impl From<Unknown> for Box<Failure<EncodeErrorKind>> {
    fn from(Unknown: Unknown) -> Self {
        Box::new(Failure::new(EncodeErrorKind::Unknown))
    }
}

fn at(outcome: Outcome, step: impl FnOnce() -> Step) -> Outcome {
    outcome.map_err(|mut failure| {
        failure.steps.push(step());
        failure
    })
}

impl Codec<'_> {
    /// Encodes a value.
    ///
    /// # Errors
    /// If the value is not of this type.
    pub fn encode(&self, ty: &Type<'_>, value: &Value) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = Vec::new();
        let mut outcome = Ok(());
        let encoded = Encoder::append(&mut bytes, |encoder| {
            let mut writer = Writer {
                codec: self,
                encoder,
                levels: 0,
                spare: Vec::new(),
            };
            outcome = writer.value(&ty.form, &ty.scope, value);
        });
        let wire = |error| Box::new(Failure::new(EncodeErrorKind::Wire(error)));
        match outcome.and(encoded.map_err(wire)) {
            Ok(()) => Ok(bytes),
            Err(failure) => Err(EncodeError {
                kind: failure.kind,
                path: path(&failure.steps),
            }),
        }
    }
}

struct Writer<'c, 's, 'o> {
    codec: &'c Codec<'s>,
    encoder: &'o mut Encoder,
    levels: u32,
    /// The lists of numbers of objects that have been encoded, for reuse.
    spare: Vec<Numbers>,
}

impl Writer<'_, '_, '_> {
    fn value(&mut self, form: &Form<'_>, scope: &Scope<'_>, value: &Value) -> Outcome {
        let encoder = &mut *self.encoder;
        match (form, value) {
            (_, Value::Null) => return fail(EncodeErrorKind::Null),
            (Form::Nat, Value::Nat(number)) => encoder.nat(*number),
            (Form::Int, Value::Int(number)) => encoder.int(*number),
            (Form::Long, Value::Long(number)) | (Form::Int53, Value::Int53(number)) => {
                encoder.long(*number);
            }
            (Form::Double, Value::Double(number)) => encoder.double(*number),
            (Form::Float, Value::Float(number)) => encoder.float(*number),
            (Form::Bool, Value::Bool(value)) => encoder.bool(*value),
            (Form::True, Value::True) => {}
            (Form::String(_), Value::String(bytes)) | (Form::Bytes(_), Value::Bytes(bytes)) => {
                encoder.bytes(bytes);
            }
            (Form::Raw(size), Value::Raw(bytes)) if *size == bytes.len() => encoder.raw(bytes),
            (Form::WithId(id, form), value) => {
                encoder.id(*id);
                return self.value(form, scope, value);
            }
            (Form::Vector(element), Value::List(list)) => {
                encoder.id(VECTOR);
                return self.list(element, scope, list);
            }
            (Form::List(element), Value::List(list)) => return self.list(element, scope, list),
            (Form::Tuple(count, element), Value::List(list)) => {
                let count = scope.count(*count)?;
                return self.tuple(count, element, scope, list);
            }
            (Form::Array(count, element), Value::List(list)) => {
                return self.tuple(*count, element, scope, list);
            }
            (Form::Element(slots), Value::Element(members)) => {
                return self.fields(slots, &mut scope.clone(), members);
            }
            (Form::Boxed(ty, args), value) => return self.boxed(*ty, args, scope, value),
            (Form::Bare(id, args), Value::Object(found, members)) if id == found => {
                return self.object(*id, args, scope, members);
            }
            (Form::Param(var), value) => {
                return match scope.binding(*var)? {
                    Binding::Form(form, scope) => self.value(form, scope, value),
                    Binding::Answer(call) => {
                        let ty = self.codec.answer(call).ok_or(Unknown)?;
                        self.value(&ty.form, &ty.scope, value)
                    }
                };
            }
            (Form::Object | Form::Function, Value::Object(id, members)) => {
                let combinator = &self.codec.schema[*id];
                let any = matches!(form, Form::Object);
                if any || combinator.kind == CombinatorKind::Function {
                    self.encoder.id(combinator.id);
                    return self.object(*id, &[], &Scope::default(), members);
                }
                return self.unexpected(form, value);
            }
            _ => return self.unexpected(form, value),
        }
        Ok(())
    }

    fn unexpected(&self, form: &Form<'_>, value: &Value) -> Outcome {
        let expected = match form {
            Form::Nat => "a `#`".into(),
            Form::Int => "an `int`".into(),
            Form::Long => "a `long`".into(),
            Form::Int53 => "an `int53`".into(),
            Form::Double => "a `double`".into(),
            Form::Float => "a `float`".into(),
            Form::Bool => "a `Bool`".into(),
            Form::True => "a `true`".into(),
            Form::String(_) => "a `string`".into(),
            Form::Bytes(_) => "`bytes`".into(),
            Form::Raw(size) => format!("{size} raw bytes"),
            Form::Vector(_) | Form::List(_) | Form::Tuple(..) | Form::Array(..) => "a list".into(),
            Form::Element(_) => "an element of a repetition".into(),
            Form::Boxed(ty, _) => format!("a `{}`", self.codec.schema[*ty].name),
            Form::Bare(id, _) => format!("a `{}`", self.codec.schema[*id].name),
            Form::Function => "a function".into(),
            Form::Object | Form::WithId(..) | Form::Param(_) => "an object".into(),
        };
        let found = value.what();
        fail(EncodeErrorKind::Unexpected { expected, found })
    }

    fn list(&mut self, element: &Form<'_>, scope: &Scope<'_>, list: &[Value]) -> Outcome {
        let length = list.len();
        match u32::try_from(length) {
            Ok(count) => self.encoder.nat(count),
            Err(_) => return fail(EncodeErrorKind::TooLong { length }),
        }
        self.elements(element, scope, list)
    }

    fn tuple(
        &mut self,
        count: u32,
        element: &Form<'_>,
        scope: &Scope<'_>,
        list: &[Value],
    ) -> Outcome {
        let (expected, found) = (count as usize, list.len());
        if expected != found {
            return fail(EncodeErrorKind::WrongLength { expected, found });
        }
        self.elements(element, scope, list)
    }

    fn elements(&mut self, element: &Form<'_>, scope: &Scope<'_>, list: &[Value]) -> Outcome {
        self.deeper(|writer| {
            let mut elements = list.iter().enumerate();
            elements.try_for_each(|(index, value)| {
                at(writer.value(element, scope, value), || Step::Index(index))
            })
        })
    }

    fn deeper(&mut self, write: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        if self.levels == MAX_LEVELS {
            return fail(EncodeErrorKind::TooDeep);
        }
        self.levels += 1;
        let outcome = write(self);
        self.levels -= 1;
        outcome
    }

    fn boxed(
        &mut self,
        ty: TypeId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
        value: &Value,
    ) -> Outcome {
        let codec = self.codec;
        let constructors = &codec.schema[ty].constructors;
        if let Value::Object(id, members) = value {
            if constructors.contains(id) {
                self.encoder.id(codec.schema[*id].id);
                return self.object(*id, args, scope, members);
            }
        } else {
            // A schema may declare more constructors of a builtin type.
            for &constructor in constructors {
                let Some(builtin) = codec.schema[constructor].builtin else {
                    continue;
                };
                let form = bare(builtin);
                if fits(&form, value) {
                    self.encoder.id(codec.schema[constructor].id);
                    return self.value(&form, scope, value);
                }
            }
        }
        self.unexpected(&Form::Boxed(ty, Vec::new()), value)
    }

    /// Encodes what follows the id of a constructor or function.
    fn object(
        &mut self,
        id: CombinatorId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
        members: &[Member],
    ) -> Outcome {
        let plan = &self.codec.plans[id];
        let spare = self.spare.pop().unwrap_or_default();
        let mut scope = Scope::new(plan, args, scope, spare)?;
        let outcome = self.deeper(|writer| writer.fields(&plan.slots, &mut scope, members));
        self.spare.push(scope.into_numbers());
        outcome
    }

    fn fields(&mut self, slots: &[Slot<'_>], scope: &mut Scope<'_>, members: &[Member]) -> Outcome {
        let mut rest = members;
        for (field, slot) in (0..).zip(slots) {
            if !slot.is_member() {
                continue;
            }
            let value = match rest {
                [next, tail @ ..] if next.field == field => {
                    rest = tail;
                    Some(&next.value)
                }
                _ => None,
            };
            let step = || Step::Field(slot.name.clone().into_owned());
            at(self.field(slot, scope, value), step)?;
            if let Some(var) = slot.var {
                let number = match value {
                    Some(Value::Nat(number)) => *number,
                    Some(_) | None => 0,
                };
                scope.set(var, number);
            }
        }
        match rest {
            [] => Ok(()),
            // Members that are not in the order of the fields, or are not fields.
            _ => fail(EncodeErrorKind::Unexpected {
                expected: "members in the order of the fields".into(),
                found: "another order",
            }),
        }
    }

    fn field(&mut self, slot: &Slot<'_>, scope: &Scope<'_>, value: Option<&Value>) -> Outcome {
        let expected = scope.has(slot.mask)?;
        match value {
            Some(_) if !expected => fail(EncodeErrorKind::MaskDisagrees { expected }),
            None if !expected => Ok(()),
            None if slot.mask.is_some() => fail(EncodeErrorKind::MaskDisagrees { expected }),
            None if slot.nullable == Nullable::Itself => fail(EncodeErrorKind::Null),
            None => fail(EncodeErrorKind::Absent),
            Some(value) => self.value(&slot.form, scope, value),
        }
    }
}

/// Whether a value is one of a builtin type.
fn fits(form: &Form<'_>, value: &Value) -> bool {
    match (form, value) {
        (Form::Int, Value::Int(_))
        | (Form::Long, Value::Long(_))
        | (Form::Int53, Value::Int53(_))
        | (Form::Double, Value::Double(_))
        | (Form::Float, Value::Float(_))
        | (Form::True, Value::True)
        | (Form::String(_), Value::String(_))
        | (Form::Bytes(_), Value::Bytes(_)) => true,
        (Form::Raw(size), Value::Raw(bytes)) => *size == bytes.len(),
        _ => false,
    }
}
