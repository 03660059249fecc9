//! Decoding: from bytes to values.

use tl_parser::schema::{CombinatorId, CombinatorKind, TypeId};
use tl_runtime::codec::{DecodeErrorKind, Decoder, next_capacity};
use tl_runtime::value::EntryKind;

use crate::error::{Step, UNKNOWN, path};
use crate::form::{Argument, Form, Plan, Role, Slot, VECTOR, bare};
use crate::scope::{Binding, Numbers, Scope};
use crate::{Codec, DecodeError, MAX_LEVELS, Member, Type, Value};

/// What was decoded before an error, and the error.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decoded {
    /// The value, without the parts that could not be decoded; `None` if nothing could be decoded.
    pub value: Option<Value>,
    /// Where each value begins, in bytes from the start of the input. The offset of a value comes before
    /// the offsets of the values in it, which are in order.
    pub offsets: Vec<usize>,
    /// The lists that the error is in, innermost first: the index of the list in `offsets`, and its count. The
    /// value has only the elements before the error.
    pub incomplete: Vec<(usize, usize)>,
    /// The error, if there is one.
    pub error: Option<DecodeError>,
}

impl Codec<'_> {
    /// Decodes a value that takes the whole input.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    pub fn decode(&self, ty: &Type<'_>, bytes: &[u8]) -> Result<Value, DecodeError> {
        let Decoded { value, error, .. } = self.read(ty, None, bytes, None);
        // If nothing failed, there is a value.
        error.map_or(Ok(value.unwrap_or(Value::Null)), Err)
    }

    /// Decodes a value that takes the whole input, and records where each value in it begins. If there is an
    /// error, what was decoded before it is kept.
    #[must_use]
    pub fn inspect(&self, ty: &Type<'_>, bytes: &[u8]) -> Decoded {
        self.read(ty, None, bytes, Some(Vec::new()))
    }

    /// Decodes any constructor or function, as [`Codec::inspect`] does with the type [`Codec::any`]. In it, a
    /// value of the type `Object` can also be an `answer`: its type decodes a value whose id alone does not
    /// tell how to decode it, such as a `Vector`.
    #[must_use]
    pub fn inspect_around(&self, answer: &Type<'_>, bytes: &[u8]) -> Decoded {
        self.read(&self.any(), Some(answer), bytes, Some(Vec::new()))
    }

    fn read(
        &self,
        ty: &Type<'_>,
        answer: Option<&Type<'_>>,
        bytes: &[u8],
        offsets: Option<Vec<usize>>,
    ) -> Decoded {
        let mut decoder = Decoder::with_options(bytes, self.options);
        let mut reader = Reader::new(self, &mut decoder, offsets);
        reader.answer = answer;
        let value = reader.value(&ty.form, &ty.scope);
        let left = reader.decoder.rest().len();
        if left > 0 {
            reader.decoder.fail(DecodeErrorKind::TrailingBytes { left });
        }
        let Reader {
            offsets,
            incomplete,
            steps,
            ..
        } = reader;
        let error = decoder.finish().err().map(|error| {
            let (expected, found) = match error.kind {
                DecodeErrorKind::UnexpectedId { found, expected } => (expected, Some(found)),
                DecodeErrorKind::WrongKind { found, .. } => (None, Some(found)),
                _ => (None, None),
            };
            DecodeError {
                found: found.and_then(|id| self.describe(id)),
                expected: expected.and_then(|id| self.describe(id)),
                error: Box::new(error),
                path: path(&steps),
            }
        });
        Decoded {
            value,
            offsets: offsets.unwrap_or_default(),
            incomplete,
            error,
        }
    }

    /// Describes an id, if the schema knows it.
    fn describe(&self, id: u32) -> Option<String> {
        let combinator = &self.schema[*self.by_id.get(&id)?];
        let (kind, name) = (combinator.kind.name(), combinator.name);
        Some(format!("the {kind} {name}"))
    }
}

/// The memory for each recorded offset, in bytes, while the list of offsets grows.
const NOTED: usize = 3 * size_of::<usize>();

pub(crate) struct Reader<'c, 's, 'd, 'b> {
    codec: &'c Codec<'s>,
    decoder: &'d mut Decoder<'b>,
    offsets: Option<Vec<usize>>,
    /// The lists that the failure is in.
    incomplete: Vec<(usize, usize)>,
    /// The type of an `Object` with an unknown id.
    answer: Option<&'c Type<'c>>,
    levels: u32,
    /// The members of the objects that are being decoded. The list of an object's members is allocated when
    /// its length is known.
    members: Vec<Member>,
    /// The lists of numbers of objects that have been decoded, for reuse.
    spare: Vec<Numbers>,
    /// The path to the failure, innermost step first.
    steps: Vec<Step>,
}

impl<'c, 's, 'd, 'b> Reader<'c, 's, 'd, 'b> {
    pub(crate) fn new(
        codec: &'c Codec<'s>,
        decoder: &'d mut Decoder<'b>,
        offsets: Option<Vec<usize>>,
    ) -> Self {
        Self {
            codec,
            decoder,
            offsets,
            incomplete: Vec::new(),
            answer: None,
            levels: 0,
            members: Vec::new(),
            spare: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// Decodes a value. After a failure, returns as much of it as was decoded, or `None`.
    fn value(&mut self, form: &Form<'_>, scope: &Scope<'_>) -> Option<Value> {
        self.noted(|reader| reader.unnoted(form, scope, false))
    }

    /// Records where a value begins, if there is one.
    fn noted(&mut self, read: impl FnOnce(&mut Self) -> Option<Value>) -> Option<Value> {
        let offset = self.decoder.offset();
        let number = self.offsets.as_mut().map(|offsets| {
            offsets.push(offset);
            offsets.len() - 1
        });
        if number.is_some() {
            self.decoder.claim(NOTED);
        }
        let value = read(self);
        if let (Some(offsets), Some(number), true) =
            (&mut self.offsets, number, self.decoder.failed())
        {
            match (&value, self.incomplete.last_mut()) {
                (None, _) => offsets.truncate(number),
                (Some(Value::List(_)), Some((list, _))) => *list = number,
                _ => {}
            }
        }
        value
    }

    fn whole(&self, value: Value) -> Option<Value> {
        (!self.decoder.failed()).then_some(value)
    }

    fn unnoted(&mut self, form: &Form<'_>, scope: &Scope<'_>, recursive: bool) -> Option<Value> {
        let value = match form {
            Form::Nat => Value::Nat(self.decoder.nat()),
            Form::Int => Value::Int(self.decoder.int()),
            Form::Long => Value::Long(self.decoder.long()),
            Form::Int53 => Value::Int53(self.decoder.long()),
            Form::Double => Value::Double(self.decoder.double()),
            Form::Float => Value::Float(self.decoder.float()),
            Form::Bool => Value::Bool(self.decoder.bool()),
            Form::True => Value::True,
            Form::String(_) => Value::String(self.kept(Self::string)),
            Form::Bytes(_) => Value::Bytes(self.kept(|reader| reader.decoder.slice())),
            Form::Raw(size) => {
                self.decoder.claim(*size);
                Value::Raw(self.raw(*size))
            }
            Form::WithId(id, value) => {
                self.decoder.expect_id(*id);
                if self.decoder.failed() {
                    return None;
                }
                return self.unnoted(value, scope, false);
            }
            Form::Boxed(ty, args) => return self.boxed(*ty, args, scope, recursive),
            Form::Bare(id, args) => {
                return self.deeper(recursive, |reader| reader.object(*id, args, scope));
            }
            Form::Vector(element) => {
                self.decoder.expect_id(VECTOR);
                return self.list(element, scope);
            }
            Form::List(element) => return self.list(element, scope),
            Form::Tuple(count, element) => {
                let Ok(count) = scope.count(*count) else {
                    return self.unknown();
                };
                return self.elements(count, self.decoder.offset(), element, scope);
            }
            Form::Array(count, element) => {
                let (number, count) = (*count, *count as usize);
                let place = self.decoder.offset();
                self.decoder.claim(count.saturating_mul(size_of::<Value>()));
                let may_be_empty = self.codec.least(element, scope) == 0;
                if may_be_empty {
                    self.decoder.begin_elements(number, place, 0);
                }
                if self.decoder.failed() {
                    return None;
                }
                let array = self.repeated(count, Vec::with_capacity(count), element, scope);
                if may_be_empty {
                    self.decoder.end_elements(count, place, place);
                }
                return Some(array);
            }
            Form::Element(slots) => {
                // The variables of an element are its own.
                let mut scope = scope.clone();
                return Some(Value::Element(self.fields(slots, &mut scope)));
            }
            Form::Param(var) => match scope.binding(*var) {
                Ok(Binding::Form(form, scope, _)) => return self.unnoted(form, scope, recursive),
                Ok(Binding::Answer(call)) => return self.answer(call),
                Err(_) => return self.unknown(),
            },
            Form::Object => return self.any(None),
            Form::Function => return self.any(Some(EntryKind::Function)),
        };
        self.whole(value)
    }

    #[cold]
    fn unknown(&mut self) -> Option<Value> {
        self.decoder.fail(DecodeErrorKind::Invalid(UNKNOWN));
        None
    }

    /// Copies bytes, if there is memory for them.
    fn kept(&mut self, read: impl FnOnce(&mut Self) -> &'b [u8]) -> Box<[u8]> {
        let start = self.decoder.offset();
        let bytes = read(self);
        match self.decoder.claim_at(start, bytes.len()) {
            true => bytes.into(),
            false => [].into(),
        }
    }

    /// Decodes a string. In strict mode, it must be UTF-8.
    fn string(&mut self) -> &'b [u8] {
        match self.decoder.options().is_strict() {
            true => self.decoder.str().as_bytes(),
            false => self.decoder.slice(),
        }
    }

    fn raw(&mut self, size: usize) -> Box<[u8]> {
        match size {
            16 => self.decoder.raw::<16>().into(),
            32 => self.decoder.raw::<32>().into(),
            _ => self.decoder.raw::<64>().into(),
        }
    }

    /// Decodes a value inside of another, one level deeper if that is `counted`.
    fn deeper(
        &mut self,
        counted: bool,
        read: impl FnOnce(&mut Self) -> Option<Value>,
    ) -> Option<Value> {
        self.levels += 1;
        if counted {
            self.decoder.descend();
        }
        if self.levels > MAX_LEVELS {
            self.decoder.fail(DecodeErrorKind::TooDeep);
        }
        let value = match self.decoder.failed() {
            true => None,
            false => read(self),
        };
        if counted {
            self.decoder.ascend();
        }
        self.levels -= 1;
        value
    }

    fn boxed(
        &mut self,
        ty: TypeId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
        recursive: bool,
    ) -> Option<Value> {
        let codec = self.codec;
        // For a type of one constructor, generated code decodes the id before it enters the box.
        if let [only] = codec.schema[ty].constructors.as_slice() {
            self.decoder.expect_id(codec.schema[*only].id);
            return self.deeper(recursive, |reader| reader.constructor(*only, args, scope));
        }
        self.deeper(recursive, |reader| {
            let id = reader.decoder.id();
            match codec.constructor_by_id(ty, id) {
                Some(constructor) => reader.constructor(constructor, args, scope),
                None => {
                    reader.decoder.unexpected_id(id);
                    None
                }
            }
        })
    }

    /// Decodes what follows the id of a constructor of a type.
    pub(crate) fn constructor(
        &mut self,
        id: CombinatorId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
    ) -> Option<Value> {
        match self.codec.schema[id].builtin {
            Some(builtin) => self.unnoted(&bare(builtin), scope, false),
            None => self.object(id, args, scope),
        }
    }

    /// Decodes what follows the id of a constructor or function.
    fn object(
        &mut self,
        id: CombinatorId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let codec = self.codec;
        let plan: &Plan<'_> = &codec.plans[id];
        let spare = self.spare.pop().unwrap_or_default();
        let Ok(mut scope) = Scope::new(codec, plan, args, scope, spare) else {
            return self.unknown();
        };
        if self.decoder.failed() {
            return None;
        }
        let members = self.fields(&plan.slots, &mut scope);
        self.spare.push(scope.into_numbers());
        Some(Value::Object(id, members))
    }

    fn fields(&mut self, slots: &[Slot<'_>], scope: &mut Scope<'_>) -> Box<[Member]> {
        let outer = self.members.len();
        for (field, slot) in (0..).zip(slots) {
            // This flag is a bit of a mask that has been decoded.
            if slot.guard.is_some() && slot.role == Role::Flag {
                continue;
            }
            let value = match scope.has(slot.mask) {
                Ok(true) => self.field(slot, scope),
                Ok(false) => {
                    if let Some(var) = slot.var {
                        scope.set(var, 0);
                    }
                    None
                }
                Err(_) => self.unknown(),
            };
            if let Some(value) = value {
                if let (Some(var), Value::Nat(number)) = (slot.var, &value) {
                    scope.set(var, *number);
                }
                self.decoder.claim(size_of::<Member>());
                self.members.push(Member { field, value });
            }
            if self.decoder.failed() {
                self.steps.push(Step::Field(slot.name.clone().into_owned()));
                break;
            }
        }
        self.members.split_off(outer).into_boxed_slice()
    }

    /// Decodes a field that is present; `None` if it is the count of a list.
    fn field(&mut self, slot: &Slot<'_>, scope: &Scope<'_>) -> Option<Value> {
        match slot.role {
            Role::Count => None,
            Role::Mask {
                guarded,
                kept: false,
            } => self.noted(|reader| {
                let word = reader.decoder.mask(guarded);
                reader.whole(Value::Nat(word))
            }),
            Role::Flag | Role::Mask { .. } | Role::Value => {
                self.noted(|reader| reader.unnoted(&slot.form, scope, slot.recursive))
            }
        }
    }

    fn list(&mut self, element: &Form<'_>, scope: &Scope<'_>) -> Option<Value> {
        let place = self.decoder.offset();
        let count = self.decoder.nat();
        self.elements(count, place, element, scope)
    }

    fn elements(
        &mut self,
        count: u32,
        place: usize,
        element: &Form<'_>,
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let least = self.codec.least(element, scope);
        let count = self.decoder.begin_elements(count, place, least);
        if count == 0 || self.decoder.failed() {
            return self.whole(Value::List([].into()));
        }
        let spare = self.decoder.claim_list(place, count, size_of::<Value>())?;
        let start = self.decoder.offset();
        let list = self.deeper(true, |reader| {
            let capacity = reader.decoder.capacity(count, size_of::<Value>());
            Some(reader.repeated(count, Vec::with_capacity(capacity), element, scope))
        });
        self.decoder.release(spare);
        if least == 0 {
            self.decoder.end_elements(count, place, start);
        }
        list
    }

    fn repeated(
        &mut self,
        count: usize,
        mut list: Vec<Value>,
        element: &Form<'_>,
        scope: &Scope<'_>,
    ) -> Value {
        for index in 0..count {
            if list.len() == list.capacity() {
                list.reserve_exact(next_capacity(count, index) - index);
            }
            list.extend(self.value(element, scope));
            if self.decoder.failed() {
                self.steps.push(Step::Index(index));
                match &self.offsets {
                    Some(offsets) => self.incomplete.push((offsets.len(), count)),
                    // What came before is not returned, and shrinking the list could copy it.
                    None => list = Vec::new(),
                }
                break;
            }
        }
        Value::List(list.into_boxed_slice())
    }

    /// Decodes any constructor or function, boxed.
    fn any(&mut self, expected: Option<EntryKind>) -> Option<Value> {
        if expected.is_none() && self.is_unknown() {
            // An answer does not contain other answers.
            if let Some(answer) = self.answer.take() {
                let value = self.unnoted(&answer.form, &answer.scope, true);
                self.answer = Some(answer);
                return value;
            }
        }
        let found = self.decoder.id();
        let Some(&id) = self.codec.by_id.get(&found) else {
            self.decoder.unexpected_id(found);
            return None;
        };
        let is_function = self.codec.schema[id].kind == CombinatorKind::Function;
        match expected {
            Some(expected) if !is_function && !self.decoder.failed() => {
                let place = self.decoder.offset().saturating_sub(4);
                let kind = DecodeErrorKind::WrongKind { expected, found };
                self.decoder.fail_at(place, kind);
                None
            }
            _ => self.deeper(true, |reader| reader.object(id, &[], &Scope::default())),
        }
    }

    /// Whether the next id is not that of an `Object`.
    fn is_unknown(&self) -> bool {
        let next = self.decoder.rest().first_chunk();
        next.is_some_and(|id| !self.codec.by_id.contains_key(&u32::from_le_bytes(*id)))
    }

    /// Decodes the answer to a call.
    fn answer(&mut self, call: &Value) -> Option<Value> {
        match self.codec.answer(call) {
            Some(ty) => self.unnoted(&ty.form, &ty.scope, false),
            None => self.unknown(),
        }
    }
}
