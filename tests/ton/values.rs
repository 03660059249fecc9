//! Does each field have the value that TON's own code encoded?

use serde_json::Value;

use crate::support::shown::{Shown, plain};

/// Compares `Debug` output with the value of a vector; an error names the first field that differs.
fn compare(path: &str, value: &Value, shown: &Shown) -> Result<(), String> {
    let differs = || Err(format!("{path}: {value} is not {shown:?}"));
    match (value, shown) {
        (Value::Object(_), _) => return compare_object(path, value, shown.inner()),
        (Value::Array(values), Shown::List(list)) if values.len() == list.len() => {
            for (index, (value, shown)) in values.iter().zip(list).enumerate() {
                compare(&format!("{path}[{index}]"), value, shown)?;
            }
        }
        (Value::String(hex), Shown::List(bytes)) => {
            let expected = crate::support::hex(hex);
            let expected = expected.iter().map(|byte| Shown::Word(byte.to_string()));
            if !expected.eq(bytes.iter().cloned()) {
                return differs();
            }
        }
        (Value::String(text), Shown::Text(shown)) => {
            if format!("{text:?}") != format!("\"{shown}\"") {
                return differs();
            }
        }
        (Value::String(text), Shown::Word(number)) if text == number => {}
        (Value::Bool(bool), Shown::Word(word)) if *word == bool.to_string() => {}
        (Value::Number(number), Shown::Word(word)) => {
            if word.parse::<f64>().ok() != number.as_f64() {
                return differs();
            }
        }
        _ => return differs(),
    }
    Ok(())
}

fn compare_object(path: &str, value: &Value, shown: &Shown) -> Result<(), String> {
    let name = value["_"].as_str().unwrap();
    let path = format!("{path} {name}");
    let Shown::Struct(ident, fields) = shown else {
        return Err(format!("{path}: {shown:?}"));
    };
    // A variant may have a shorter name than its constructor.
    let (ident, last) = (plain(ident), plain(name));
    if !ident.ends_with(&last) && !last.ends_with(&ident) {
        return Err(format!("{path}: {ident}"));
    }
    for (key, value) in value.as_object().unwrap() {
        let field = fields.iter().find(|(field, _)| plain(field) == plain(key));
        match field {
            _ if key == "_" => {}
            Some((_, shown)) => {
                let same = compare(&format!("{path}.{key}"), value, shown);
                if !(is_mask(key) && shown.is_part_of(value)) {
                    same?;
                }
            }
            // The mask is computed.
            None if is_mask(key) => {}
            None => return Err(format!("{path}: no {key}")),
        }
    }
    let absent = |shown: &Shown| {
        matches!(shown, Shown::Struct(none, _) if none == "None")
            || *shown == Shown::Word("false".into())
    };
    let more = fields.iter().find(|(field, shown)| {
        let given = value.as_object().unwrap().keys();
        !given.map(|key| plain(key)).any(|key| key == plain(field)) && !absent(shown)
    });
    more.map_or(Ok(()), |(field, _)| Err(format!("{path}: {field} too")))
}

fn is_mask(name: &str) -> bool {
    ["flags", "mode", "field_mask"].contains(&name)
}

gen_shared::tests! {
    fn every_field_of_every_vector_of_ton_holds_its_value() {
        use gen_ton::{lite_api, ton_api};
        let (ton, lite) = (&crate::ton::TON_API, &crate::ton::LITE_API);
        for (vectors, registry) in [
            (ton, &ton_api::registry::TABLE),
            (lite, &lite_api::registry::TABLE),
        ] {
            let wrong: Vec<String> = vectors
                .iter()
                .filter_map(|vector| {
                    let object = registry.decode(&vector.bytes).unwrap();
                    compare(&vector.label(), &vector.value, &Shown::of(&object)).err()
                })
                .collect();
            assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
        }
    }
}
