//! From bytes to values.

use tl_parser::schema::{CombinatorId, CombinatorKind, TypeId};
use tl_runtime::codec::{DecodeErrorKind, Decoder};
use tl_runtime::value::EntryKind;

use crate::error::{Step, UNKNOWN, path};
use crate::form::{Argument, Form, Plan, Role, Slot, VECTOR, bare};
use crate::scope::{Binding, Numbers, Scope};
use crate::{Codec, DecodeError, MAX_LEVELS, Member, Type, Value};

/// What was decoded, up to where it went wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decoded {
    /// The value, without what could not be decoded; `None` where nothing could.
    pub value: Option<Value>,
    /// Where each value begins, in bytes from the start of the input: first that of the whole value, and
    /// after the offset of each value those of what is inside, in order.
    pub offsets: Vec<usize>,
    /// What is wrong, if anything is.
    pub error: Option<DecodeError>,
}

impl Codec<'_> {
    /// Decodes a value that takes the whole input.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    pub fn decode(&self, ty: &Type<'_>, bytes: &[u8]) -> Result<Value, DecodeError> {
        match self.read(ty, bytes, None) {
            (Some(value), _, None) => Ok(value),
            (_, _, Some(error)) => Err(error),
            // There is a value where nothing failed.
            (None, _, None) => Ok(Value::Null),
        }
    }

    /// Decodes a value that takes the whole input, and notes where each value in it begins. Where the input
    /// goes wrong, what comes before is kept.
    #[must_use]
    pub fn inspect(&self, ty: &Type<'_>, bytes: &[u8]) -> Decoded {
        let (value, offsets, error) = self.read(ty, bytes, Some(Vec::new()));
        Decoded {
            value,
            offsets,
            error,
        }
    }

    fn read(
        &self,
        ty: &Type<'_>,
        bytes: &[u8],
        offsets: Option<Vec<usize>>,
    ) -> (Option<Value>, Vec<usize>, Option<DecodeError>) {
        let mut decoder = Decoder::with_options(bytes, self.options);
        let mut reader = Reader::new(self, &mut decoder, offsets);
        let value = reader.value(&ty.form, &ty.scope);
        let left = reader.decoder.rest().len();
        if left > 0 {
            reader.decoder.fail(DecodeErrorKind::TrailingBytes { left });
        }
        let Reader { offsets, steps, .. } = reader;
        let error = decoder.finish().err().map(|error| DecodeError {
            found: self.found(&error.kind),
            error: Box::new(error),
            path: path(steps.iter()),
        });
        (value, offsets.unwrap_or_default(), error)
    }

    /// What the schema knows of an id that is wrong.
    fn found(&self, kind: &DecodeErrorKind) -> Option<String> {
        let (DecodeErrorKind::UnexpectedId { found, .. }
        | DecodeErrorKind::WrongKind { found, .. }) = kind
        else {
            return None;
        };
        let combinator = &self.schema[*self.by_id.get(found)?];
        let (kind, name) = (combinator.kind.name(), combinator.name);
        Some(format!("{found:08x} is the {kind} {name}"))
    }
}

/// What noting a place takes, while the list of all of them grows.
const NOTED: usize = 3 * size_of::<usize>();

pub(crate) struct Reader<'c, 's, 'd, 'b> {
    codec: &'c Codec<'s>,
    decoder: &'d mut Decoder<'b>,
    offsets: Option<Vec<usize>>,
    levels: u32,
    /// The members of the objects that are being decoded, so that each list of members is made when its
    /// length is known.
    members: Vec<Member>,
    /// The numbers of objects that have been decoded: the next ones need no memory of their own.
    spare: Vec<Numbers>,
    /// The way to the failure; the innermost step is the first.
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
            levels: 0,
            members: Vec::new(),
            spare: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// A value; after a failure as much of it as there is, or `None`.
    fn value(&mut self, form: &Form<'_>, scope: &Scope<'_>) -> Option<Value> {
        self.noted(|reader| reader.unnoted(form, scope, false))
    }

    /// Notes where a value begins, if there is one.
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
        if let (None, Some(offsets), Some(number)) = (&value, &mut self.offsets, number) {
            offsets.truncate(number);
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
                let count = *count as usize;
                if !self.decoder.claim(count.saturating_mul(size_of::<Value>())) {
                    return None;
                }
                return Some(self.repeated(count, Vec::with_capacity(count), element, scope));
            }
            Form::Element(slots) => {
                // The numbers of an element are its own.
                let mut scope = scope.clone();
                return Some(Value::Element(self.fields(slots, &mut scope)));
            }
            Form::Param(var) => match scope.binding(*var) {
                Ok(Binding::Form(form, scope)) => return self.unnoted(form, scope, recursive),
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

    /// A copy of bytes, where there is memory for it.
    fn kept(&mut self, read: impl FnOnce(&mut Self) -> &'b [u8]) -> Box<[u8]> {
        let start = self.decoder.offset();
        let bytes = read(self);
        match self.decoder.claim_at(start, bytes.len()) {
            true => bytes.into(),
            false => [].into(),
        }
    }

    /// In strict mode, a string must be UTF-8.
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

    /// A value inside of another, and one level deeper if that is counted.
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
        // The code of a type of one constructor has read the id when it gets to the box.
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

    /// What follows the id of a constructor of a type.
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

    /// What follows the id of a constructor or function.
    fn object(
        &mut self,
        id: CombinatorId,
        args: &[Argument<'_>],
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let codec = self.codec;
        let plan: &Plan<'_> = &codec.plans[id];
        let spare = self.spare.pop().unwrap_or_default();
        let Ok(mut scope) = Scope::new(plan, args, scope, spare) else {
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
            // A bit of a mask that has been read.
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

    /// A field that is there; `None` where others say all of it.
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
        let count = self.decoder.count(count, place, least);
        if count == 0 || self.decoder.failed() {
            return self.whole(Value::List([].into()));
        }
        let spare = self.decoder.claim_list(place, count, size_of::<Value>())?;
        let list = self.deeper(true, |reader| {
            let capacity = reader.decoder.capacity(count, size_of::<Value>());
            Some(reader.repeated(count, Vec::with_capacity(capacity), element, scope))
        });
        self.decoder.release(spare);
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
            list.extend(self.value(element, scope));
            if self.decoder.failed() {
                self.steps.push(Step::Index(index));
                // Nobody asks for what came before, and shrinking the list could copy it.
                if self.offsets.is_none() {
                    list = Vec::new();
                }
                break;
            }
        }
        Value::List(list.into_boxed_slice())
    }

    /// Any constructor or function, boxed.
    fn any(&mut self, expected: Option<EntryKind>) -> Option<Value> {
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

    /// The answer to a call.
    fn answer(&mut self, call: &Value) -> Option<Value> {
        match self.codec.answer(call) {
            Some(ty) => self.unnoted(&ty.form, &ty.scope, false),
            None => self.unknown(),
        }
    }
}
