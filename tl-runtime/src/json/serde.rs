//! serde's traits, for [`Json`] and for types that are converted to and from it.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, SerializeMap, Serializer};
use serde_core::{Deserialize, Serialize};

use super::text::parse_number;
use super::{FromJson, Json, ToJson};
use crate::DecodeOptions;
use crate::nesting::MAX_DEPTH;

/// Serializes a value, as generated impls of `Serialize` do.
///
/// # Errors
/// If the value has no JSON form, or the serializer fails.
pub fn serialize<T: ToJson, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    super::to_value(value)
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

/// Deserializes a value, as generated impls of `Deserialize` do.
///
/// # Errors
/// If the JSON is not such a value, or the deserializer fails.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    super::from_value(Json::deserialize(deserializer)?).map_err(D::Error::custom)
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Integer(value) => serializer.serialize_i64(*value),
            Json::Unsigned(value) => serializer.serialize_u64(*value),
            Json::Number(value) => serializer.serialize_f64(*value),
            Json::String(value) => serializer.serialize_str(value),
            Json::Array(elements) => serializer.collect_seq(elements),
            Json::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    /// Fails if values are nested more deeply than the default of
    /// [`DecodeOptions::max_depth`](crate::DecodeOptions::max_depth).
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Any { levels: MAX_DEPTH }.deserialize(deserializer)
    }
}

/// Deserializes JSON that is nested no more deeply than [`max_depth`](DecodeOptions::max_depth) allows.
impl<'de> DeserializeSeed<'de> for DecodeOptions<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Any {
            levels: self.max_depth,
        }
        .deserialize(deserializer)
    }
}

/// Any JSON value that has at most this many levels.
#[derive(Clone, Copy)]
struct Any {
    levels: u32,
}

impl Any {
    fn inner<E: serde_core::de::Error>(self) -> Result<Self, E> {
        let levels = self.levels.checked_sub(1);
        let levels = levels.ok_or_else(|| E::custom("the value is nested too deeply"))?;
        Ok(Self { levels })
    }
}

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(i64::try_from(value).map_or(Json::Unsigned(value), Json::Integer))
    }

    fn visit_i128<E: serde_core::de::Error>(self, value: i128) -> Result<Json, E> {
        number(&value.to_string())
    }

    fn visit_u128<E: serde_core::de::Error>(self, value: u128) -> Result<Json, E> {
        number(&value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Json, A::Error> {
        let element = self.inner()?;
        let mut elements = Vec::new();
        while let Some(value) = sequence.next_element_seed(element)? {
            elements.push(value);
        }
        Ok(Json::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let element = self.inner()?;
        let mut members = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if members.is_empty() && name == NUMBER {
                return number(&map.next_value::<String>()?);
            }
            members.push((Cow::Owned(name), map.next_value_seed(element)?));
        }
        Ok(Json::Object(members))
    }
}

/// The member by which `serde_json` passes on a number if some crate has enabled its feature
/// `arbitrary_precision`: the number is an object whose only member has this name and the number's text.
const NUMBER: &str = "$serde_json::private::Number";

/// Parses a number.
fn number<E: serde_core::de::Error>(text: &str) -> Result<Json, E> {
    parse_number(text).ok_or_else(|| E::custom("the number is out of range"))
}
