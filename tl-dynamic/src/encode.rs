//! Encoding: from values to bytes.

use tl_parser::schema::{CombinatorId, CombinatorKind, TypeId};
use tl_runtime::codec::Encoder;

use crate::error::{Failure, MAX_ERRORS, Step};
use crate::form::{Argument, Form, Nullable, Slot, VECTOR, bare};
use crate::scope::{Binding, Numbers, Scope, Unknown};
use crate::{Codec, EncodeError, EncodeErrorKind, MAX_LEVELS, Member, Type, Value};

impl Codec<'_> {
    /// Encodes a value.
    ///
    /// # Errors
    /// If the value is not of this type.
    pub fn encode(&self, ty: &Type<'_>, value: &Value) -> Result<Vec<u8>, EncodeError> {
        let (bytes, errors) = self.write(ty, None, value, 1);
        errors.into_iter().next().map_or(Ok(bytes), Err)
    }

    /// Encodes a value like [`encode`](Self::encode), but reports everything that is wrong with it.
    ///
    /// # Errors
    /// If the value is not of this type: all errors, in the order of the fields, but at most a hundred. An error
    /// of the wire format, such as a string that is too long, comes after them.
    pub fn encode_with_all_errors(
        &self,
        ty: &Type<'_>,
        value: &Value,
    ) -> Result<Vec<u8>, Vec<EncodeError>> {
        whole(self.write(ty, None, value, MAX_ERRORS))
    }

    /// Encodes any constructor or function, in which a value of the type `Object` can also be an `answer`, as for
    /// [`inspect_around`](Self::inspect_around). Reports all errors, as
    /// [`encode_with_all_errors`](Self::encode_with_all_errors) does.
    ///
    /// # Errors
    /// The same as for [`encode_with_all_errors`](Self::encode_with_all_errors).
    pub fn encode_around(
        &self,
        answer: &Type<'_>,
        value: &Value,
    ) -> Result<Vec<u8>, Vec<EncodeError>> {
        whole(self.write(&self.any(), Some(answer), value, MAX_ERRORS))
    }

    /// Returns the bytes and the errors. Encoding ends after `most` errors.
    fn write(
        &self,
        ty: &Type<'_>,
        answer: Option<&Type<'_>>,
        value: &Value,
        most: usize,
    ) -> (Vec<u8>, Vec<EncodeError>) {
        let mut bytes = Vec::new();
        let mut failures = Vec::new();
        let encoded = Encoder::append(&mut bytes, |encoder| {
            let mut writer = Writer {
                codec: self,
                encoder,
                answer,
                levels: 0,
                spare: Vec::new(),
                failures: Vec::new(),
                most,
            };
            writer.value(&ty.form, &ty.scope, value);
            failures = writer.failures;
        });
        if let Err(error) = encoded {
            failures.push(Failure::new(EncodeErrorKind::Wire(error)));
        }
        (bytes, failures.into_iter().map(EncodeError::from).collect())
    }
}

fn whole((bytes, errors): (Vec<u8>, Vec<EncodeError>)) -> Result<Vec<u8>, Vec<EncodeError>> {
    match errors.is_empty() {
        true => Ok(bytes),
        false => Err(errors),
    }
}

struct Writer<'c, 's, 'o> {
    codec: &'c Codec<'s>,
    encoder: &'o mut Encoder,
    /// The type of an `Object` that is not an object.
    answer: Option<&'c Type<'c>>,
    levels: u32,
    /// The lists of numbers of objects that have been encoded, for reuse.
    spare: Vec<Numbers>,
    failures: Vec<Failure<EncodeErrorKind>>,
    /// The number of failures after which encoding ends.
    most: usize,
}

impl Writer<'_, '_, '_> {
    fn fail(&mut self, kind: EncodeErrorKind) {
        self.failures.push(Failure::new(kind));
    }

    /// Fails if the schema alone does not tell the value, and returns it otherwise.
    fn known<T>(&mut self, value: Result<T, Unknown>) -> Option<T> {
        value
            .map_err(|Unknown| self.fail(EncodeErrorKind::Unknown))
            .ok()
    }

    fn is_over(&self) -> bool {
        self.failures.len() >= self.most
    }

    /// Encodes an inner value, and adds `step` to the paths of its failures.
    fn within(&mut self, step: impl Fn() -> Step, write: impl FnOnce(&mut Self)) {
        let before = self.failures.len();
        write(self);
        for failure in self.failures.iter_mut().skip(before) {
            failure.steps.push(step());
        }
    }

    fn value(&mut self, form: &Form<'_>, scope: &Scope<'_>, value: &Value) {
        let encoder = &mut *self.encoder;
        match (form, value) {
            (_, Value::Null) => self.fail(EncodeErrorKind::Null),
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
                self.value(form, scope, value);
            }
            (Form::Vector(element), Value::List(list)) => {
                encoder.id(VECTOR);
                self.list(element, scope, list);
            }
            (Form::List(element), Value::List(list)) => self.list(element, scope, list),
            (Form::Tuple(count, element), Value::List(list)) => {
                if let Some(count) = self.known(scope.count(*count)) {
                    self.tuple(count, element, scope, list);
                }
            }
            (Form::Array(count, element), Value::List(list)) => {
                self.tuple(*count, element, scope, list);
            }
            (Form::Element(slots), Value::Element(members)) => {
                self.fields(slots, &mut scope.clone(), members);
            }
            (Form::Boxed(ty, args), value) => self.boxed(*ty, args, scope, value),
            (Form::Bare(id, args), Value::Object(found, members)) if id == found => {
                self.object(*id, args, scope, members);
            }
            (Form::Param(var), value) => match self.known(scope.binding(*var)) {
                Some(Binding::Form(form, scope, _)) => self.value(form, scope, value),
                Some(Binding::Answer(call)) => {
                    if let Some(ty) = self.known(self.codec.answer(call).ok_or(Unknown)) {
                        self.value(&ty.form, &ty.scope, value);
                    }
                }
                None => {}
            },
            (Form::Object | Form::Function, Value::Object(id, members)) => {
                let combinator = &self.codec.schema[*id];
                let any = matches!(form, Form::Object);
                if any || combinator.kind == CombinatorKind::Function {
                    encoder.id(combinator.id);
                    self.object(*id, &[], &Scope::default(), members);
                } else {
                    self.unexpected(form, value);
                }
            }
            (Form::Object, value) => match self.answer.take() {
                // An answer does not contain other answers.
                Some(answer) => {
                    self.value(&answer.form, &answer.scope, value);
                    self.answer = Some(answer);
                }
                None => self.unexpected(form, value),
            },
            _ => self.unexpected(form, value),
        }
    }

    fn unexpected(&mut self, form: &Form<'_>, value: &Value) {
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
        self.fail(EncodeErrorKind::Unexpected { expected, found });
    }

    fn list(&mut self, element: &Form<'_>, scope: &Scope<'_>, list: &[Value]) {
        let length = list.len();
        match u32::try_from(length) {
            Ok(count) => {
                self.encoder.nat(count);
                self.elements(element, scope, list);
            }
            Err(_) => self.fail(EncodeErrorKind::TooLong { length }),
        }
    }

    fn tuple(&mut self, count: u32, element: &Form<'_>, scope: &Scope<'_>, list: &[Value]) {
        let (expected, found) = (count as usize, list.len());
        if expected != found {
            self.fail(EncodeErrorKind::WrongLength { expected, found });
        }
        if !self.is_over() {
            self.elements(element, scope, list);
        }
    }

    fn elements(&mut self, element: &Form<'_>, scope: &Scope<'_>, list: &[Value]) {
        self.deeper(|writer| {
            for (index, value) in list.iter().enumerate() {
                writer.within(
                    || Step::Index(index),
                    |writer| writer.value(element, scope, value),
                );
                if writer.is_over() {
                    break;
                }
            }
        });
    }

    fn deeper(&mut self, write: impl FnOnce(&mut Self)) {
        if self.levels == MAX_LEVELS {
            return self.fail(EncodeErrorKind::TooDeep);
        }
        self.levels += 1;
        write(self);
        self.levels -= 1;
    }

    fn boxed(&mut self, ty: TypeId, args: &[Argument<'_>], scope: &Scope<'_>, value: &Value) {
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
        self.unexpected(&Form::Boxed(ty, Vec::new()), value);
    }

    /// Encodes what follows the id of a constructor or function.
    fn object(
        &mut self,
        id: CombinatorId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
        members: &[Member],
    ) {
        let plan = &self.codec.plans[id];
        let spare = self.spare.pop().unwrap_or_default();
        let Some(mut scope) = self.known(Scope::new(self.codec, plan, args, scope, spare)) else {
            return;
        };
        self.deeper(|writer| writer.fields(&plan.slots, &mut scope, members));
        self.spare.push(scope.into_numbers());
    }

    fn fields(&mut self, slots: &[Slot<'_>], scope: &mut Scope<'_>, members: &[Member]) {
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
            self.within(step, |writer| writer.field(slot, scope, value));
            if self.is_over() {
                return;
            }
            if let Some(var) = slot.var {
                let number = match value {
                    Some(Value::Nat(number)) => *number,
                    Some(_) | None => 0,
                };
                scope.set(var, number);
            }
        }
        if !rest.is_empty() {
            // Members that are not in the order of the fields, or are not fields.
            self.fail(EncodeErrorKind::Unexpected {
                expected: "members in the order of the fields".into(),
                found: "another order",
            });
        }
    }

    fn field(&mut self, slot: &Slot<'_>, scope: &Scope<'_>, value: Option<&Value>) {
        let Some(expected) = self.known(scope.has(slot.mask)) else {
            return;
        };
        match value {
            Some(_) if !expected => self.fail(EncodeErrorKind::MaskDisagrees { expected }),
            None if !expected => {}
            None if slot.mask.is_some() => self.fail(EncodeErrorKind::MaskDisagrees { expected }),
            None if slot.nullable == Nullable::Itself => self.fail(EncodeErrorKind::Null),
            None => self.fail(EncodeErrorKind::Absent),
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
