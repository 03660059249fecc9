//! Encoding: from values to JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use tl_runtime::json::{self, Json, ToJson};

use super::TYPE;
use crate::error::{Failure, Step};
use crate::form::{Role, Slot, bit};
use crate::{Codec, JsonError, JsonProblem, Member, Type, Value};

impl Codec<'_> {
    /// Encodes a value of this type as JSON. The value may be incomplete.
    ///
    /// # Errors
    /// If the value has no JSON form: for example, if a number is infinite.
    pub fn to_json(&self, ty: &Type<'_>, value: &Value) -> Result<Json, JsonError> {
        let mut tree = Tree::default();
        let written = self.encode_json(ty, value, &mut |_, _| None, &mut tree);
        match written.errors.into_iter().next() {
            None => Ok(tree.here),
            Some(error) => Err(error),
        }
    }

    /// Writes a value of this type as JSON, and never holds more than one member of it. The value may be incomplete.
    /// A number without a JSON form becomes `null`, and its error is returned, with what else the JSON lacks.
    ///
    /// `unpack` may return the value that is packed in a constructor or function. The JSON object then has it
    /// as the member `"@unpacked"`. The second argument is the number of packed values that the object is in.
    /// Decoding ignores members that begin with `@`.
    ///
    /// # Errors
    /// The errors of `out`.
    pub fn write_json(
        &self,
        ty: &Type<'_>,
        value: &Value,
        unpack: &mut dyn FnMut(&Value, usize) -> Option<Value>,
        out: &mut dyn Write,
    ) -> io::Result<WrittenJson> {
        let mut text = Text {
            out,
            between: false,
            failure: None,
        };
        let written = self.encode_json(ty, value, unpack, &mut text);
        text.failure.map_or(Ok(written), Err)
    }

    fn encode_json(
        &self,
        ty: &Type<'_>,
        value: &Value,
        unpack: &mut Unpack<'_>,
        target: &mut dyn Target,
    ) -> WrittenJson {
        let mut encoder = Encoder {
            codec: self,
            unpack,
            packed: 0,
            target,
            failures: Vec::new(),
            lost_bytes: false,
            lost_bits: false,
        };
        encoder.value(value, ty.form.repeated());
        let failures = encoder.failures.into_iter();
        WrittenJson {
            errors: failures.map(JsonError::from).collect(),
            lost_bytes: encoder.lost_bytes,
            lost_bits: encoder.lost_bits,
        }
    }
}

/// The outcome of [`Codec::write_json`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WrittenJson {
    /// The errors of numbers without a JSON form.
    pub errors: Vec<JsonError>,
    /// Whether a `string` is not UTF-8, so that its JSON has U+FFFD where bytes were lost.
    pub lost_bytes: bool,
    /// Whether a mask has bits that guard no field, which its JSON does not have.
    pub lost_bits: bool,
}

type Unpack<'u> = dyn FnMut(&Value, usize) -> Option<Value> + 'u;

/// The member of a JSON object with the value that is packed in it, which [`Codec::write_json`] adds.
pub const UNPACKED: &str = "@unpacked";

/// A target that takes JSON piece by piece.
trait Target {
    /// Adds a value that contains no other values.
    fn plain(&mut self, json: Json);
    fn begin(&mut self, brackets: Brackets);
    /// Sets the name of the next member.
    fn name(&mut self, name: &str);
    fn end(&mut self, brackets: Brackets);
}

#[derive(Clone, Copy)]
enum Brackets {
    Array,
    Object,
}

struct Encoder<'e, 's> {
    codec: &'e Codec<'s>,
    unpack: &'e mut Unpack<'e>,
    /// How many packed values the current value is in.
    packed: usize,
    target: &'e mut dyn Target,
    failures: Vec<Failure<JsonProblem>>,
    lost_bytes: bool,
    lost_bits: bool,
}

impl Encoder<'_, '_> {
    /// Encodes a value. `repeated` are the fields of a repetition whose element the value is.
    fn value(&mut self, value: &Value, repeated: Option<&[Slot<'_>]>) {
        match value {
            Value::Null => self.target.plain(Json::Null),
            Value::Nat(number) => self.plain(number),
            Value::Int(number) => self.plain(number),
            Value::Long(number) => self.plain(number),
            Value::Int53(number) => self.target.plain(Json::Integer(*number)),
            Value::Double(number) => self.plain(number),
            Value::Float(number) => self.plain(number),
            Value::Bool(value) => self.plain(value),
            Value::True => self.plain(&true),
            Value::String(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                self.lost_bytes |= matches!(text, Cow::Owned(_));
                self.plain(&*text);
            }
            Value::Bytes(bytes) | Value::Raw(bytes) => self.plain(&**bytes),
            Value::List(list) => {
                self.target.begin(Brackets::Array);
                for (index, element) in list.iter().enumerate() {
                    self.at(|| Step::Index(index), |it| it.value(element, repeated));
                }
                self.target.end(Brackets::Array);
            }
            Value::Object(id, members) => {
                let codec = self.codec;
                self.target.begin(Brackets::Object);
                self.target.name(TYPE);
                self.target.plain(Json::from(codec.schema[*id].name));
                self.members(&codec.plans[*id].slots, members);
                if let Some(value) = (self.unpack)(value, self.packed) {
                    self.target.name(UNPACKED);
                    self.packed += 1;
                    self.at(|| Step::Field(UNPACKED.into()), |it| it.value(&value, None));
                    self.packed -= 1;
                }
                self.target.end(Brackets::Object);
            }
            Value::Element(members) => {
                self.target.begin(Brackets::Object);
                self.members(repeated.unwrap_or_default(), members);
                self.target.end(Brackets::Object);
            }
        }
    }

    /// Encodes a value of a builtin type.
    fn plain<T: ToJson + ?Sized>(&mut self, value: &T) {
        let json = json::to_value(value).unwrap_or_else(|error| {
            let kind = JsonProblem::Value(error.kind);
            self.failures.push(Failure::new(kind));
            Json::Null
        });
        self.target.plain(json);
    }

    fn members(&mut self, slots: &[Slot<'_>], members: &[Member]) {
        let mut rest = members;
        for (field, slot) in (0..).zip(slots) {
            let name = &*slot.name;
            let step = || Step::Field(name.into());
            match (slot.role, rest) {
                (Role::Flag, _) if is_set(members, slot) => {
                    self.target.name(name);
                    self.plain(&true);
                }
                (role, [Member { field: at, value }, tail @ ..]) if *at == field => {
                    rest = tail;
                    self.target.name(name);
                    match (role, value) {
                        (Role::Mask { guarded, kept }, Value::Nat(word)) => {
                            let shown = if kept { *word } else { word & guarded };
                            self.lost_bits |= shown != *word;
                            self.plain(&shown);
                        }
                        _ => self.at(step, |it| it.value(value, slot.form.repeated())),
                    }
                }
                _ => {}
            }
        }
    }

    /// Runs `work`, and adds `step` to the paths of its failures.
    fn at(&mut self, step: impl Fn() -> Step, work: impl FnOnce(&mut Self)) {
        let before = self.failures.len();
        work(self);
        for failure in self.failures.iter_mut().skip(before) {
            failure.steps.push(step());
        }
    }
}

/// JSON in memory.
#[derive(Default)]
struct Tree {
    here: Json,
    /// What is around `here`, outermost first: an array, or an object and the name of its next member.
    around: Vec<(Json, Cow<'static, str>)>,
    name: Cow<'static, str>,
}

impl Target for Tree {
    fn plain(&mut self, json: Json) {
        match &mut self.here {
            Json::Array(elements) => elements.push(json),
            Json::Object(members) => members.push((std::mem::take(&mut self.name), json)),
            here => *here = json,
        }
    }

    fn begin(&mut self, brackets: Brackets) {
        let inner = match brackets {
            Brackets::Array => Json::Array(Vec::new()),
            Brackets::Object => Json::Object(Vec::new()),
        };
        let outer = std::mem::replace(&mut self.here, inner);
        self.around.push((outer, std::mem::take(&mut self.name)));
    }

    fn name(&mut self, name: &str) {
        self.name = Cow::Owned(name.to_owned());
    }

    fn end(&mut self, _: Brackets) {
        let (outer, name) = self.around.pop().unwrap_or_default();
        let inner = std::mem::replace(&mut self.here, outer);
        self.name = name;
        self.plain(inner);
    }
}

/// JSON as text.
struct Text<'t> {
    out: &'t mut dyn Write,
    /// Whether the next value needs a comma before it.
    between: bool,
    failure: Option<io::Error>,
}

impl Text<'_> {
    fn write(&mut self, text: std::fmt::Arguments<'_>) {
        if self.failure.is_none() {
            self.failure = self.out.write_fmt(text).err();
        }
    }

    fn comma(&mut self) {
        if std::mem::replace(&mut self.between, true) {
            self.write(format_args!(","));
        }
    }
}

impl Target for Text<'_> {
    fn plain(&mut self, json: Json) {
        self.comma();
        self.write(format_args!("{json}"));
    }

    fn begin(&mut self, brackets: Brackets) {
        self.comma();
        self.between = false;
        self.write(match brackets {
            Brackets::Array => format_args!("["),
            Brackets::Object => format_args!("{{"),
        });
    }

    fn name(&mut self, name: &str) {
        self.comma();
        self.between = false;
        self.write(format_args!("{}:", Json::from(name)));
    }

    fn end(&mut self, brackets: Brackets) {
        self.between = true;
        self.write(match brackets {
            Brackets::Array => format_args!("]"),
            Brackets::Object => format_args!("}}"),
        });
    }
}

/// Whether the bit of a flag is set in the mask beside it.
fn is_set(members: &[Member], flag: &Slot<'_>) -> bool {
    let (Some(mask), Some(guard)) = (flag.mask, flag.guard) else {
        return false;
    };
    let found = members.binary_search_by_key(&guard, |member| member.field);
    let member = found.ok().and_then(|at| members.get(at));
    matches!(member, Some(Member { value: Value::Nat(word), .. }) if word & bit(mask.bit) != 0)
}
