//! Decoding: from JSON to values.

mod masks;

use std::borrow::Cow;
use std::mem;

use tl_parser::diagnostic::nearest;
use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, TypeId};
use tl_runtime::json::{FromJson, Json, JsonErrorKind};
use tl_runtime::value::True;

use super::TYPE;
use crate::error::{Failure, MAX_ERRORS, Step};
use crate::form::{Argument, Form, Nullable, Role, Slot, bare};
use crate::scope::{Binding, Scope};
use crate::{Codec, JsonError, JsonProblem, Member, Type, Value, has_arguments};

/// At most this many arrays and objects may be in each other, whatever `max_depth` is. Decoding them without
/// optimization takes less than 2 MiB of stack.
const MAX_NESTED: u32 = 3 * 128;

impl Codec<'_> {
    /// Decodes a value from JSON.
    ///
    /// # Errors
    /// If the JSON is not such a value: all errors, in the order of the fields, but at most a hundred.
    pub fn from_json(&self, ty: &Type<'_>, json: Json) -> Result<Value, Vec<JsonError>> {
        self.read_json(ty, None, json, false)
    }

    /// Decodes a value like [`from_json`](Self::from_json), but rejects more: a member that the schema does
    /// not know and that does not begin with `@`, a repeated member, a field that contradicts a mask in the
    /// JSON, and bits of a mask that would be lost.
    ///
    /// # Errors
    /// The same as for [`from_json`](Self::from_json).
    pub fn from_json_strictly(&self, ty: &Type<'_>, json: Json) -> Result<Value, Vec<JsonError>> {
        self.read_json(ty, None, json, true)
    }

    /// Decodes any constructor or function [strictly](Self::from_json_strictly). In it, a value of the type
    /// `Object` can also be an `answer`, as for [`inspect_around`](Self::inspect_around).
    ///
    /// # Errors
    /// The same as for [`from_json`](Self::from_json).
    pub fn from_json_around(&self, answer: &Type<'_>, json: Json) -> Result<Value, Vec<JsonError>> {
        self.read_json(&self.any(), Some(answer), json, true)
    }

    fn read_json(
        &self,
        ty: &Type<'_>,
        answer: Option<&Type<'_>>,
        json: Json,
        strict: bool,
    ) -> Result<Value, Vec<JsonError>> {
        let mut reader = Reader {
            codec: self,
            answer,
            strict,
            failures: Vec::new(),
            is_absent: false,
            depth: 0,
            levels: 0,
            memory: self.options.memory_for(0),
        };
        let value = reader.value(&ty.form, &ty.scope, json);
        match reader.failures.is_empty() {
            true => Ok(value),
            false => Err(reader.failures.into_iter().map(JsonError::from).collect()),
        }
    }
}

struct Reader<'c, 's> {
    codec: &'c Codec<'s>,
    /// The type of an `Object` whose name is unknown or missing.
    answer: Option<&'c Type<'c>>,
    strict: bool,
    failures: Vec<Failure<JsonProblem>>,
    /// Whether the field that is being decoded has no member, so that `null` means that it is absent.
    is_absent: bool,
    /// How many values the current value is in, counted as for bytes.
    depth: u32,
    /// How many arrays and objects the current value is in.
    levels: u32,
    /// How many more bytes of memory may be taken.
    memory: usize,
}

type Members = Vec<(Cow<'static, str>, Json)>;

impl Reader<'_, '_> {
    fn fail(&mut self, kind: JsonProblem) -> Value {
        self.failures.push(Failure::new(kind));
        Value::Null
    }

    fn wrong(&mut self, kind: JsonErrorKind) -> Value {
        self.fail(JsonProblem::Value(kind))
    }

    fn unexpected(&mut self, expected: &'static str, found: &Json) -> Value {
        let found = found.what();
        self.wrong(JsonErrorKind::Unexpected { expected, found })
    }

    /// Whether decoding can end, since there are too many errors or no memory is left.
    fn is_over(&self) -> bool {
        let last = self.failures.last().map(|it| &it.kind);
        let is_limit = matches!(last, Some(JsonProblem::Value(JsonErrorKind::Memory { .. })));
        self.failures.len() >= MAX_ERRORS || is_limit
    }

    /// Adds the memory that is allowed for a value of the input, as the runtime does.
    fn allow_for(&mut self, json: &Json) {
        let options = &self.codec.options;
        let allowed = options.memory_for(json.least_length()) - options.memory_for(0);
        self.memory = self.memory.saturating_add(allowed);
    }

    /// Counts memory that is about to be allocated, in bytes, and returns whether the limit allows it.
    fn claim(&mut self, needed: usize) -> bool {
        let left = self.memory;
        match left.checked_sub(needed) {
            Some(left) => {
                self.memory = left;
                true
            }
            None => {
                self.wrong(JsonErrorKind::Memory { needed, left });
                false
            }
        }
    }

    /// Decodes an inner value, and adds `step` to the paths of its failures.
    fn within<T>(&mut self, step: impl Fn() -> Step, read: impl FnOnce(&mut Self) -> T) -> T {
        let (before, is_absent) = (self.failures.len(), self.is_absent);
        self.levels += 1;
        let value = read(self);
        self.is_absent = is_absent;
        self.levels -= 1;
        for failure in self.failures.iter_mut().skip(before) {
            failure.steps.push(step());
        }
        value
    }

    /// Decodes what counts as one level deeper.
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Value) -> Value {
        self.depth += 1;
        let value = match self.depth > self.codec.options.depth_limit() {
            true => self.wrong(JsonErrorKind::TooDeep { at: None }),
            false => read(self),
        };
        self.depth -= 1;
        value
    }

    /// Decodes a value of a builtin type, as the runtime does.
    fn builtin<T: FromJson>(&mut self, json: Json, value: impl FnOnce(T) -> Value) -> Value {
        match self.codec.options.decode_json(json) {
            Ok(decoded) => value(decoded),
            Err(error) => self.wrong(error.kind),
        }
    }

    /// Decodes raw bytes, whose memory the runtime counts before it decodes their text.
    fn bytes<T: FromJson + Into<Box<[u8]>>>(
        &mut self,
        json: Json,
        value: fn(Box<[u8]>) -> Value,
    ) -> Value {
        match &json {
            Json::String(text) if !self.claim(text.len() / 4 * 3) => Value::Null,
            _ => self.builtin(json, |bytes: T| value(bytes.into())),
        }
    }

    fn value(&mut self, form: &Form<'_>, scope: &Scope<'_>, json: Json) -> Value {
        if self.levels > MAX_NESTED {
            return self.wrong(JsonErrorKind::TooDeep { at: None });
        }
        if self.is_over() {
            return Value::Null;
        }
        self.allow_for(&json);
        match form {
            Form::Nat => self.builtin(json, Value::Nat),
            Form::Int => self.builtin(json, Value::Int),
            Form::Long => self.builtin(json, Value::Long),
            Form::Int53 => self.builtin(json, Value::Int53),
            Form::Double => self.builtin(json, Value::Double),
            Form::Float => self.builtin(json, Value::Float),
            Form::Bool => self.builtin(json, Value::Bool),
            Form::True => self.builtin(json, |True| Value::True),
            Form::String(_) => {
                let of = |text: String| Value::String(text.into_bytes().into());
                self.builtin(json, of)
            }
            Form::Bytes(_) => self.bytes::<Vec<u8>>(json, Value::Bytes),
            Form::Raw(16) => self.bytes::<[u8; 16]>(json, Value::Raw),
            Form::Raw(32) => self.bytes::<[u8; 32]>(json, Value::Raw),
            Form::Raw(_) => self.bytes::<[u8; 64]>(json, Value::Raw),
            Form::WithId(_, form) => self.value(form, scope, json),
            Form::Vector(element) | Form::List(element) | Form::Tuple(_, element) => {
                self.list(element, scope, json, Nullable::No)
            }
            Form::Array(count, element) => self.array(*count as usize, element, scope, json),
            Form::Element(slots) => match (self.expect_object(&json), json) {
                (true, Json::Object(mut members)) => {
                    Value::Element(self.fields(slots, scope, &mut members))
                }
                _ => Value::Null,
            },
            Form::Boxed(ty, args) => self.boxed(*ty, args, scope, json),
            Form::Bare(id, args) => self.combinator(*id, args, scope, json),
            Form::Param(var) => match scope.binding(*var) {
                Ok(Binding::Form(form, scope, _)) => self.value(form, scope, json),
                Ok(Binding::Answer(call)) => match self.codec.answer(call) {
                    Some(ty) => self.value(&ty.form, &ty.scope, json),
                    None => self.fail(JsonProblem::Unknown),
                },
                Err(_) => self.fail(JsonProblem::Unknown),
            },
            Form::Object => self.any(json, None),
            Form::Function => self.any(json, Some(CombinatorKind::Function)),
        }
    }

    fn list(
        &mut self,
        element: &Form<'_>,
        scope: &Scope<'_>,
        json: Json,
        nullable: Nullable,
    ) -> Value {
        match &json {
            Json::Array(elements) if !elements.is_empty() => {
                self.deeper(|reader| reader.elements(element, scope, json, nullable))
            }
            _ => self.elements(element, scope, json, nullable),
        }
    }

    fn elements(
        &mut self,
        element: &Form<'_>,
        scope: &Scope<'_>,
        json: Json,
        nullable: Nullable,
    ) -> Value {
        let elements = match json {
            Json::Array(elements) => elements,
            Json::Null => Vec::new(),
            other => return self.unexpected("an array", &other),
        };
        if !self.claim(elements.len().saturating_mul(size_of::<Value>())) {
            return Value::Null;
        }
        let mut list = Vec::with_capacity(elements.len());
        for (index, json) in elements.into_iter().enumerate() {
            list.push(match (nullable, element, &json) {
                (Nullable::Elements, Form::Vector(inner) | Form::List(inner), _) => self.within(
                    || Step::Index(index),
                    |reader| reader.list(inner, scope, json, nullable),
                ),
                (Nullable::Elements, _, Json::Null) => Value::Null,
                _ => self.within(
                    || Step::Index(index),
                    |reader| reader.value(element, scope, json),
                ),
            });
        }
        Value::List(list.into())
    }

    /// Decodes an array. If it is absent, its elements are absent.
    fn array(
        &mut self,
        expected: usize,
        element: &Form<'_>,
        scope: &Scope<'_>,
        json: Json,
    ) -> Value {
        let mut json = json;
        if !self.claim(expected.saturating_mul(size_of::<Json>())) {
            return Value::Null;
        }
        match &mut json {
            Json::Null => json = Json::Array(vec![Json::Null; expected]),
            Json::Array(elements) if elements.is_empty() => {
                *elements = vec![Json::Null; expected];
            }
            Json::Array(elements) if elements.len() != expected => {
                let found = elements.len();
                return self.wrong(JsonErrorKind::WrongLength { expected, found });
            }
            _ => {}
        }
        self.elements(element, scope, json, Nullable::No)
    }

    /// Returns whether the JSON is an object, and reports it if not. A `"@type"` that is not a string is also
    /// reported, because it would count as absent.
    fn expect_object(&mut self, json: &Json) -> bool {
        match json {
            Json::Object(members) => {
                let ty = members.iter().find(|(name, _)| name == TYPE);
                match ty.map(|(_, ty)| ty) {
                    None | Some(Json::String(_) | Json::Null) => return true,
                    Some(ty) => self.within(
                        || Step::Field(TYPE.into()),
                        |reader| reader.unexpected("a string", ty),
                    ),
                }
            }
            Json::Null => self.wrong(match self.is_absent {
                true => JsonErrorKind::Absent { field: None },
                false => JsonErrorKind::Null { field: None },
            }),
            other => self.unexpected("an object", other),
        };
        false
    }

    fn boxed(&mut self, ty: TypeId, args: &[Argument<'_>], scope: &Scope<'_>, json: Json) -> Value {
        let codec = self.codec;
        let constructors = &codec.schema[ty].constructors;
        if let [only] = constructors.as_slice() {
            return self.combinator(*only, args, scope, json);
        }
        // A schema may declare more constructors of a builtin type.
        let builtin = constructors.iter().find_map(|&it| codec.schema[it].builtin);
        if let (Some(builtin), false) = (builtin, matches!(json, Json::Object(_))) {
            return self.value(&bare(builtin), scope, json);
        }
        if !self.expect_object(&json) {
            return Value::Null;
        }
        let name = json.type_name();
        let named = |id: &&CombinatorId| Some(codec.schema[**id].name) == name;
        match constructors.iter().find(named) {
            Some(&id) => self.combinator(id, args, scope, json),
            None => self.wrong_type(codec.schema[ty].name, &json, constructors, of_another),
        }
    }

    /// `instead` says what a constructor or function of the schema is, since it is not what was expected.
    fn wrong_type(
        &mut self,
        of: &str,
        json: &Json,
        meant: &[CombinatorId],
        instead: impl Fn(&Combinator<'_>) -> &'static str,
    ) -> Value {
        let codec = self.codec;
        let Some(found) = json.type_name() else {
            return self.fail(JsonProblem::NoType { of: of.into() });
        };
        let known = codec.schema.combinators.iter().find(|it| it.name == found);
        let instead = known.map(instead);
        let names = meant.iter().map(|&id| codec.schema[id].name);
        self.fail(JsonProblem::UnknownType {
            of: of.into(),
            found: found.into(),
            instead,
            meant: nearest(found, names).map(Into::into),
        })
    }

    /// Decodes any constructor or function.
    fn any(&mut self, json: Json, kind: Option<CombinatorKind>) -> Value {
        let codec = self.codec;
        let named = json.type_name();
        if let Some(id) = named.and_then(|name| codec.by_name(name, kind)) {
            return self.deeper(|reader| reader.combinator(id, &[], &Scope::default(), json));
        }
        if kind.is_none() {
            // An answer does not contain other answers.
            if let Some(answer) = self.answer.take() {
                let value = self.inner(&answer.form, &answer.scope, true, json);
                self.answer = Some(answer);
                return value;
            }
        }
        if !self.expect_object(&json) {
            return Value::Null;
        }
        let of = match kind {
            Some(_) => "a function",
            None => "an object or function",
        };
        let mut meant: Vec<CombinatorId> = codec.by_id.values().copied().collect();
        meant.retain(|id| kind.is_none_or(|kind| codec.schema[*id].kind == kind));
        self.wrong_type(of, &json, &meant, |it| match it.kind {
            CombinatorKind::Constructor if kind.is_some() => "a constructor",
            CombinatorKind::Constructor if it.builtin.is_some() => {
                "a constructor of a builtin type"
            }
            CombinatorKind::Constructor if has_arguments(codec.schema, it) => {
                "a constructor of a type with parameters"
            }
            CombinatorKind::Constructor => "a constructor with the id of another",
            CombinatorKind::Function => "a function with the id of another",
        })
    }

    /// Decodes the constructor or function that the object must be.
    fn combinator(
        &mut self,
        id: CombinatorId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
        json: Json,
    ) -> Value {
        let codec = self.codec;
        if let Some(builtin) = codec.schema[id].builtin {
            return self.value(&bare(builtin), scope, json);
        }
        if !self.expect_object(&json) {
            return Value::Null;
        }
        let name = codec.schema[id].name;
        if json.type_name().is_some_and(|found| found != name) {
            return self.wrong_type(name, &json, &[id], of_another);
        }
        let Json::Object(mut members) = json else {
            return Value::Null;
        };
        let plan = &codec.plans[id];
        match Scope::of_types(codec, plan, args, scope) {
            Ok(scope) => Value::Object(id, self.fields(&plan.slots, &scope, &mut members)),
            Err(_) => self.fail(JsonProblem::Unknown),
        }
    }

    fn fields(
        &mut self,
        slots: &[Slot<'_>],
        scope: &Scope<'_>,
        json: &mut Members,
    ) -> Box<[Member]> {
        if self.strict {
            self.no_others(slots, json);
        }
        // `None` for a mask or flag whose value is wrong. This and `masks` are not counted as memory: the schema tells
        // their size, and the limit of the depth tells how many objects are open.
        let mut there = vec![Some(false); slots.len()];
        let masks = self.given_masks(slots, scope, json, &mut there);
        let mut members = Vec::new();
        for ((index, slot), is_there) in (0_u32..).zip(slots).zip(&mut there) {
            let value = match slot.role {
                Role::Count => None,
                // The word of a mask follows from the fields that are present.
                Role::Mask { .. } => {
                    let given = masks.given(index);
                    *is_there = is_there.map(|_| slot.mask.is_none() || given.is_some());
                    (*is_there != Some(false)).then(|| Value::Nat(given.unwrap_or(0)))
                }
                Role::Flag => {
                    *is_there = self.flag(slot, masks.says(slot), scope, json);
                    (*is_there == Some(true) && slot.guard.is_none()).then_some(Value::True)
                }
                Role::Value if slot.mask.is_some() => {
                    let value = self.masked(masks.says(slot), slot, json, |reader, json| {
                        reader.inner(&slot.form, scope, slot.recursive, json)
                    });
                    *is_there = Some(value.is_some());
                    value
                }
                Role::Value => self.always(slot, scope, json),
            };
            let Some(value) = value else { continue };
            // While the list of members grows, half of it is in memory twice.
            if !self.claim(2 * size_of::<Member>()) {
                return [].into();
            }
            members.push(Member {
                field: index,
                value,
            });
        }
        self.masks_of_fields(slots, &masks, &mut there, &mut members);
        self.words(slots, &masks, &there, &mut members);
        members.into()
    }

    /// Reports members that are not fields, or are repeated.
    fn no_others(&mut self, slots: &[Slot<'_>], json: &Members) {
        let named: Vec<&str> = slots
            .iter()
            .filter(|slot| slot.role != Role::Count)
            .map(|slot| &*slot.name)
            .chain([TYPE])
            .collect();
        let mut seen = vec![false; named.len()];
        for (name, _) in json {
            let at = named.iter().position(|known| known == name);
            let seen = at.and_then(|at| seen.get_mut(at));
            let problem = match seen.map(|seen| mem::replace(seen, true)) {
                Some(true) => JsonProblem::Repeated,
                None if !name.starts_with('@') => {
                    let fields = named.iter().copied().filter(|it| *it != TYPE);
                    let meant = nearest(name, fields).map(Into::into);
                    JsonProblem::UnknownMember { meant }
                }
                Some(false) | None => continue,
            };
            let step = || Step::Field(name.clone().into_owned());
            self.within(step, |reader| reader.fail(problem));
            if self.is_over() {
                break;
            }
        }
    }

    /// Whether a flag is set, by its mask if that is given, otherwise by its member; `None` if the member is
    /// wrong.
    fn flag(
        &mut self,
        slot: &Slot<'_>,
        is_said: Option<bool>,
        scope: &Scope<'_>,
        json: &mut Members,
    ) -> Option<bool> {
        let json = member(json, &slot.name);
        // The mask is enough. Only in strict mode, the member is checked, too.
        if let (Some(is_set), true) = (is_said, !self.strict || json == Json::Null) {
            return Some(is_set);
        }
        self.within(
            || field(slot),
            |reader| {
                let value = reader.value(&Form::Bool, scope, json);
                let Value::Bool(is_set) = value else {
                    return None;
                };
                match (is_said, is_set) {
                    (Some(true), false) => {
                        reader.wrong(JsonErrorKind::MaskDisagrees);
                    }
                    (Some(false), true) => {
                        reader.fail(JsonProblem::MaskDisagrees);
                    }
                    _ => {}
                }
                Some(is_set)
            },
        )
    }

    /// Decodes a field that no mask guards; `None` if it is `null` and may be.
    fn always(&mut self, slot: &Slot<'_>, scope: &Scope<'_>, json: &mut Members) -> Option<Value> {
        let is_absent = json.iter().all(|(name, _)| *name != slot.name);
        let json = member(json, &slot.name);
        if slot.nullable == Nullable::Itself && json == Json::Null {
            return None;
        }
        Some(self.within(
            || field(slot),
            |reader| {
                reader.is_absent = is_absent;
                match (slot.nullable, &slot.form) {
                    (Nullable::Elements, Form::Vector(element) | Form::List(element)) => {
                        reader.list(element, scope, json, slot.nullable)
                    }
                    _ => reader.inner(&slot.form, scope, slot.recursive, json),
                }
            },
        ))
    }

    /// Decodes a value inside of another, whose type may lead back to itself.
    fn inner(&mut self, form: &Form<'_>, scope: &Scope<'_>, recursive: bool, json: Json) -> Value {
        match form {
            Form::Boxed(..) | Form::Bare(..) if recursive => {
                self.deeper(|reader| reader.value(form, scope, json))
            }
            _ => self.value(form, scope, json),
        }
    }

    /// Decodes a field that is present if its mask says so; without a mask, if it has a member.
    fn masked(
        &mut self,
        is_said: Option<bool>,
        slot: &Slot<'_>,
        json: &mut Members,
        read: impl FnOnce(&mut Self, Json) -> Value,
    ) -> Option<Value> {
        let step = || field(slot);
        match (member(json, &slot.name), is_said) {
            (Json::Null, None | Some(false)) => None,
            (Json::Null, Some(true)) => {
                self.within(step, |reader| reader.wrong(JsonErrorKind::MaskDisagrees));
                None
            }
            (_, Some(false)) => {
                if self.strict {
                    self.within(step, |reader| reader.fail(JsonProblem::MaskDisagrees));
                }
                None
            }
            (json, _) => Some(self.within(step, |reader| read(reader, json))),
        }
    }
}

/// Says what a constructor or function is where one of another type was expected.
fn of_another(combinator: &Combinator<'_>) -> &'static str {
    match combinator.kind {
        CombinatorKind::Constructor => "a constructor of another type",
        CombinatorKind::Function => "a function",
    }
}

fn field(slot: &Slot<'_>) -> Step {
    Step::Field(slot.name.clone().into_owned())
}

/// Takes the first member called `name`; `null` if there is none.
fn member(members: &mut Members, name: &str) -> Json {
    let found = members.iter_mut().find(|(key, _)| key == name);
    found.map(|(_, json)| mem::take(json)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
