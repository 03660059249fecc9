//! Does each field have the value that VK's own code shows as JSON?
//!
//! That JSON omits fields that are zero, empty or absent, and does not wrap unnamed fields in objects.

use serde_json::Value;

use crate::support::shown::{Shown, plain};

/// Asserts that a value is the one in the JSON.
pub(super) fn check(label: &str, json: &str, value: &dyn std::fmt::Debug) {
    let json: Value = serde_json::from_str(json).unwrap();
    let shown = Shown::of(value);
    if let Err(error) = compare(&json, &shown) {
        panic!("{label}\n{shown:?}\n{error}");
    }
}

fn compare(json: &Value, shown: &Shown) -> Result<(), String> {
    let differs = || Err(format!("{json} is not {shown:?}"));
    match (json, shown) {
        // An enum of constructors without fields, `Maybe`, or any other enum.
        (Value::String(name), Shown::Struct(ident, fields)) if fields.is_empty() => {
            if !plain(name).ends_with(&plain(ident)) {
                return differs();
            }
        }
        (Value::Object(map), Shown::Variant(ident, inner)) => match map.get("type") {
            Some(Value::String(name)) if plain(name).ends_with(&plain(ident)) => {
                compare(
                    map.get("value")
                        .unwrap_or(&Value::Object(Default::default())),
                    inner,
                )?;
            }
            None if ident == "ResultTrue" => {
                assert_eq!(map["ok"], true);
                let Shown::Struct(_, fields) = &**inner else {
                    return differs();
                };
                match map.get("value") {
                    Some(value) => compare(value, &fields[0].1)?,
                    None if fields[0].1.is_zero() => {}
                    None => return differs(),
                }
            }
            _ => return differs(),
        },
        (Value::Object(map), Shown::Struct(ident, fields)) if fields.is_empty() => {
            let name = map.get("type").and_then(Value::as_str);
            if !(map.is_empty() || name.is_some_and(|name| plain(name).ends_with(&plain(ident)))) {
                return differs();
            }
        }
        (Value::Object(map), Shown::Struct(..)) => return compare_fields(map, shown),
        (Value::Object(map), Shown::List(pairs)) => return compare_pairs(map, pairs),
        (Value::Array(values), Shown::List(list)) if values.len() == list.len() => {
            for (value, shown) in values.iter().zip(list) {
                compare(value, shown)?;
            }
        }
        (Value::String(text), Shown::Text(shown)) => {
            if format!("{text:?}") != format!("\"{shown}\"") {
                return differs();
            }
        }
        (Value::Bool(bool), Shown::Word(word)) if *word == bool.to_string() => {}
        // The presence of a value without bytes.
        (Value::Bool(true), Shown::Struct(ident, _)) if ident == "True" => {}
        (Value::Number(number), Shown::Word(word)) => {
            let (number, shown) = (number.as_f64().unwrap(), word.parse::<f64>().unwrap());
            // `{:?}` shows a float with fewer digits.
            if (number - shown).abs() > number.abs() * 1e-6 {
                return differs();
            }
        }
        // A type that wraps another one under a new name.
        (_, Shown::Struct(_, fields)) if fields.len() == 1 => return compare(json, &fields[0].1),
        _ => return differs(),
    }
    Ok(())
}

fn compare_fields(map: &serde_json::Map<String, Value>, shown: &Shown) -> Result<(), String> {
    let Shown::Struct(_, fields) = shown else {
        return Err(format!("{shown:?}"));
    };
    let found = |key: &str| fields.iter().find(|(field, _)| plain(field) == plain(key));
    let json = Value::Object(map.clone());
    // An unnamed field is the value.
    if let ([(_, only)], false) = (&fields[..], map.keys().any(|key| found(key).is_some())) {
        return if map.is_empty() && only.is_zero() {
            Ok(())
        } else {
            compare(&json, only)
        };
    }
    for (field, shown) in fields {
        let value = map.iter().find(|(key, _)| plain(key) == plain(field));
        match value {
            Some((_, value)) => {
                let same = compare(value, shown);
                if !(MASKS.contains(&field.as_str()) && shown.is_part_of(value)) {
                    same?;
                }
            }
            None if shown.is_zero() => {}
            None => return Err(format!("{json} without {field}: {shown:?}")),
        }
    }
    let computed = |key: &&String| found(key).is_none();
    match map.keys().find(computed) {
        // Masks and counts are computed.
        Some(key) if !map[key].is_u64() => Err(format!("{json}: no {key}")),
        _ => Ok(()),
    }
}

/// The masks of these schemas.
const MASKS: [&str; 7] = ["fields_mask", "n", "f0", "f1", "f2", "local", "outer"];

/// Compares a dictionary.
fn compare_pairs(map: &serde_json::Map<String, Value>, pairs: &[Shown]) -> Result<(), String> {
    let differs = || format!("{map:?} is not {pairs:?}");
    // The JSON has only one of duplicate keys.
    for pair in pairs {
        let Shown::Struct(_, fields) = pair else {
            return Err(differs());
        };
        let [(_, key), (_, value)] = &fields[..] else {
            return Err(differs());
        };
        let key = match key {
            Shown::Word(key) | Shown::Text(key) => key,
            _ => return Err(differs()),
        };
        match map.get(key) {
            Some(json) => compare(json, value)?,
            None => return Err(differs()),
        }
    }
    if map.len() == pairs.len() {
        Ok(())
    } else {
        Err(differs())
    }
}

/// Whether a mask that is a field has bits that guard nothing.
fn has_bits(shown: &Shown) -> bool {
    let Shown::Struct(ident, fields) = shown.inner() else {
        return false;
    };
    fields.iter().any(|(field, shown)| {
        let is_mask = match ident.as_str() {
            "TestLocalFieldmask" | "TestRecursiveFieldMask" => MASKS.contains(&field.as_str()),
            _ => field == "fields_mask",
        };
        (is_mask && matches!(shown, Shown::Word(_)) && !shown.is_zero()) || has_bits(shown)
    })
}

gen_shared::tests! {
    /// 7 with masks under masks, and a nested one.
    fn bits_that_guard_nothing_are_in_8_vectors_and_survive() {
        let registry = &gen_vk::cases::registry::TABLE;
        let mut with_bits = Vec::new();
        for vector in super::objects(registry) {
            let object = registry.decode(&vector.bytes).unwrap();
            if has_bits(&Shown::of(&object)) {
                assert_eq!(object.to_bytes().unwrap(), vector.bytes);
                with_bits.push(vector.label());
            }
        }
        assert_eq!(with_bits.len(), 8, "{with_bits:?}");
    }

    fn every_field_of_every_object_of_vk_holds_its_value() {
        let registry = &gen_vk::cases::registry::TABLE;
        for vector in super::objects(registry) {
            let object = registry.decode(&vector.bytes).unwrap();
            check(&vector.label(), &vector.value.to_string(), &object);
        }
    }
}
