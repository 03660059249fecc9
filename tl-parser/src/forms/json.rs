//! The JSON of core.telegram.org/schema/json.
//!
//! It has an object for each constructor and function: its id as a signed number in a string, its name, and
//! its fields and result as TL writes them. A `{X:Type}` that follows from `!X` is left out, and so is all of
//! `vector` except its name and type. The official form cannot express other parameters or fields without a
//! name, which full TL needs: here, `{t:Type}` is a field of the type `{Type}`, and a missing name is empty.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::Text;
use super::{FormError, FormPlace};
use crate::hasher::Set;
use crate::schema::{Builtin, Combinator, CombinatorKind, Origin, Row, Schema};
use crate::syntax::ast::ParamKind;
use crate::syntax::print;

/// The declaration of the vector after its name and id.
const VECTOR: &str = " {t:Type} # [ t ] = Vector t;\n";

/// The id of that declaration.
const VECTOR_ID: u32 = 0x1cb5_c415;

#[derive(Serialize, Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    constructors: Vec<Constructor<'a>>,
    #[serde(borrow)]
    methods: Vec<Method<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a constructor: an object with `id`, `predicate`, `params` and `type`")]
struct Constructor<'a> {
    id: Id,
    #[serde(borrow)]
    predicate: Name<'a>,
    #[serde(borrow)]
    params: Vec<Param<'a>>,
    #[serde(borrow)]
    r#type: Type<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a method: an object with `id`, `method`, `params` and `type`")]
struct Method<'a> {
    id: Id,
    #[serde(borrow)]
    method: Name<'a>,
    #[serde(borrow)]
    params: Vec<Param<'a>>,
    #[serde(borrow)]
    r#type: Type<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a field: an object with `name` and `type`")]
struct Param<'a> {
    #[serde(borrow)]
    name: Name<'a>,
    #[serde(borrow)]
    r#type: Type<'a>,
}

/// `"-1132882121"`.
#[derive(Clone, Copy)]
struct Id(u32);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&(self.0 as i32))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id: a number of 32 bits, such as \"-1132882121\"")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Id, E> {
                let unsigned = u32::try_from(number).ok();
                let signed = || i32::try_from(number).ok().map(|id| id as u32);
                let id = unsigned.or_else(signed);
                id.map(Id)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(number), &self))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
                self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                match text.parse() {
                    Ok(number) => self.visit_i64(number),
                    Err(_) => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                }
            }
        }
        deserializer.deserialize_any(Number)
    }
}

/// A name; may be empty.
#[derive(Serialize)]
#[serde(transparent)]
struct Name<'a>(Cow<'a, str>);

/// A type as TL writes it.
#[derive(Serialize)]
#[serde(transparent)]
struct Type<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let letters = Letters {
            what: "a name",
            others: "",
        };
        deserializer.deserialize_str(letters).map(Name)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Type<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let letters = Letters {
            what: "a type",
            others: " %!#?<>()[]{}*+,:",
        };
        deserializer.deserialize_str(letters).map(Type)
    }
}

/// A string of the characters of names and a few others, none of which can end a declaration.
struct Letters {
    what: &'static str,
    others: &'static str,
}

impl Letters {
    fn check<E: de::Error>(&self, text: &str) -> Result<(), E> {
        let is_right = |it: char| {
            it.is_ascii_alphanumeric() || matches!(it, '_' | '.') || self.others.contains(it)
        };
        // Only names may be missing.
        let is_there = self.others.is_empty() || !text.trim().is_empty();
        if is_there && text.chars().all(is_right) {
            Ok(())
        } else {
            Err(E::invalid_value(de::Unexpected::Str(text), self))
        }
    }
}

impl<'de> Visitor<'de> for Letters {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        self.check(text)?;
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        self.check(text)?;
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Converts a document to TL text.
pub(super) fn read(bytes: &[u8]) -> Result<String, FormError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(FormError {
            place: FormPlace::Nowhere,
            message: "expected an object with `constructors` and `methods`, found a list".into(),
        });
    }
    let document: Document<'_> = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&place).unwrap_or(&message);
        let start = bytes.trim_ascii_start().strip_prefix(b"{");
        let is_object = start.is_some_and(|it| it.trim_ascii_start().starts_with(b"\""));
        // It may be damaged TL.
        let form = match is_object {
            true => "",
            false => "; a file that begins with `{` is read as JSON",
        };
        FormError {
            place: FormPlace::Line(error.line(), error.column()),
            message: format!("{message}{form}"),
        }
    })?;
    let mut text = Text::default();
    for it in &document.constructors {
        declaration(
            &mut text.types,
            it.id,
            &it.predicate,
            &it.params,
            &it.r#type,
        );
    }
    for it in &document.methods {
        declaration(
            &mut text.functions,
            it.id,
            &it.method,
            &it.params,
            &it.r#type,
        );
    }
    Ok(text.finish())
}

fn declaration(text: &mut String, id: Id, name: &Name<'_>, params: &[Param<'_>], ty: &Type<'_>) {
    let (name, ty) = (name.0.as_ref(), ty.0.as_ref());
    text.push_str(&format!("{name}#{:08x}", id.0));
    let is_bare = params.is_empty() && matches!(ty, "Vector t" | "Vector<t>");
    // The official JSON sometimes has the type `t`, and copies of it have fields.
    if name == "vector" && (is_bare || id.0 == VECTOR_ID) {
        text.push_str(VECTOR);
        return;
    }
    let braced = |it: &Param<'_>| {
        let kind = it.r#type.0.strip_prefix('{')?.strip_suffix('}')?;
        Some(format!(" {{{}:{kind}}}", it.name.0))
    };
    let declared = params.iter().filter(|it| braced(it).is_some());
    let mut declared: BTreeSet<&str> = declared.map(|it| it.name.0.as_ref()).collect();
    for param in params {
        // A call may be inside a repetition, `n*[ !X ]`, and `!` may be followed by something else than a name.
        for call in param.r#type.0.split('!').skip(1) {
            let end = call.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'));
            let call = call.get(..end.unwrap_or(call.len())).unwrap_or_default();
            if !call.is_empty() && declared.insert(call) {
                text.push_str(&format!(" {{{call}:Type}}"));
            }
        }
    }
    for param in params {
        match (braced(param), param.name.0.as_ref()) {
            (Some(braced), _) => text.push_str(&braced),
            (None, "") => text.push_str(&format!(" {}", param.r#type.0)),
            (None, name) => text.push_str(&format!(" {name}:{}", param.r#type.0)),
        }
    }
    let is_builtin = || Row::find(name).is_some_and(|row| row.ty == ty);
    if params.is_empty() && is_builtin() {
        // The id tells whether the declaration had a `?`.
        let builtin = format!("{name} ? = {ty}");
        if crc32fast::hash(builtin.as_bytes()) == id.0 {
            text.push_str(" ?");
        }
    }
    text.push_str(&format!(" = {ty};\n"));
}

/// Returns the document of a schema.
pub(super) fn write(schema: &Schema<'_>) -> String {
    let mut document = Document {
        constructors: Vec::new(),
        methods: Vec::new(),
    };
    for combinator in schema.combinators.iter() {
        if combinator.origin != Origin::Declared {
            continue;
        }
        let id = Id(combinator.id);
        let name = Name(combinator.name.into());
        let (params, r#type) = typed(combinator);
        match combinator.kind {
            CombinatorKind::Constructor => document.constructors.push(Constructor {
                id,
                predicate: name,
                params,
                r#type,
            }),
            CombinatorKind::Function => document.methods.push(Method {
                id,
                method: name,
                params,
                r#type,
            }),
        }
    }
    // JSON can express everything in it.
    serde_json::to_string(&document).unwrap_or_default() + "\n"
}

/// Returns the fields and the result.
fn typed<'s>(combinator: &Combinator<'s>) -> (Vec<Param<'s>>, Type<'s>) {
    let ast = combinator.declared();
    if combinator.builtin == Some(Builtin::Vector) {
        return (Vec::new(), Type("Vector t".into()));
    }
    let calls = ast.fields().iter().filter(|field| field.bang);
    let called: Set<&str> = calls.filter_map(|field| field.ty.word()).collect();
    let params = ast.params.iter();
    let params = params.filter(|it| !called.contains(it.name.value));
    let params = params.map(|param| {
        let kind = match param.kind {
            ParamKind::Type => "{Type}",
            ParamKind::Nat => "{#}",
        };
        (param.name.value, Cow::Borrowed(kind))
    });
    let fields = ast.fields().iter().map(|field| {
        let text = print::field(field);
        let name = field.name.map_or("", |name| name.value);
        let ty = text.strip_prefix(name).unwrap_or(&text);
        let ty = ty.strip_prefix(':').unwrap_or(ty);
        (name, Cow::Owned(ty.to_owned()))
    });
    let params = params.chain(fields).map(|(name, ty)| Param {
        name: Name(name.into()),
        r#type: Type(ty),
    });
    (params.collect(), Type(print::expr(&ast.result).into()))
}
