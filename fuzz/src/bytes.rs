//! Properties of decoding that must hold for all bytes and all JSON.

use tl_dynamic::Codec;
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::{self, Json, JsonErrorKind};
use tl_runtime::value::{AnyObject, Registry};
use tl_runtime::{Decode, DecodeError, DecodeOptions, Encode, from_bytes, to_bytes};

type Object = Box<dyn AnyObject>;

/// Checks that generated code and `tl-dynamic` agree on the bytes, and that an accepted value comes back from
/// its bytes and its JSON.
pub fn check(registry: &'static Registry, codec: &Codec<'_>, bytes: &[u8]) {
    let options = DecodeOptions::new().registry(registry);
    let strict = options.strict(true).decode::<Object>(bytes);
    let any = codec.any();
    let dynamic = within_the_limit(bytes.len(), || codec.decode(&any, bytes));
    let decoded = within_the_limit(bytes.len(), || options.decode::<Object>(bytes));
    let object = match (decoded, dynamic) {
        (Ok(object), Ok(value)) => {
            let written = codec.encode(&any, &value).expect("a decoded value encodes");
            let again = codec.decode(&any, &written).expect("and decodes");
            assert_eq!(codec.encode(&any, &again).expect("and encodes"), written);
            agree_on_json(&object, codec.to_json(&any, &value).ok());
            object
        }
        (Err(error), dynamic) => {
            assert!(error.offset <= bytes.len(), "{error}");
            assert!(!error.to_string().is_empty());
            assert!(strict.is_err(), "strict mode accepts less");
            match dynamic {
                Err(dynamic) if !is_limit(&error) && !is_limit(&dynamic.error) => {
                    assert_eq!(
                        (dynamic.kind(), dynamic.offset()),
                        (&error.kind, error.offset)
                    );
                }
                Err(_) => {}
                // Both count levels and bytes of memory differently.
                Ok(_) => assert!(is_limit(&error), "tl-dynamic accepts it: {error}"),
            }
            return;
        }
        (Ok(_), Err(dynamic)) if is_limit(&dynamic.error) => return,
        (Ok(object), Err(error)) => panic!("tl-dynamic: {error}, of {object:?}"),
    };
    let written = object.to_bytes().expect("a decoded value encodes");
    let again = options
        .decode::<Object>(&written)
        .expect("what is encoded decodes");
    assert_eq!(again.to_bytes().expect("and encodes"), written);
    if let Ok(strict) = strict {
        assert_eq!(
            strict.to_bytes().expect("it encodes"),
            bytes,
            "strict is canonical"
        );
    }
    let _ = object.clone();
    match json::to_value(&*object) {
        Ok(json) => {
            let read: Json = json::from_str(&json.to_string()).expect("JSON is JSON");
            let back: Object = options.decode_json(read).expect("what is written is read");
            assert_eq!(back.to_bytes().expect("and encodes"), written, "{json}");
        }
        Err(error) => {
            let kind = matches!(
                error.kind,
                JsonErrorKind::NotFinite | JsonErrorKind::NoForm(_)
            );
            assert!(kind, "{error}");
        }
    }
}

/// If both have a JSON form, it must be the same.
fn agree_on_json(object: &Object, dynamic: Option<Json>) {
    if let (Ok(json), Some(dynamic)) = (json::to_value(&**object), dynamic) {
        assert_eq!(json, dynamic);
    }
}

fn is_limit(error: &DecodeError) -> bool {
    matches!(
        error.kind,
        DecodeErrorKind::TooDeep | DecodeErrorKind::Memory { .. }
    )
}

/// Memory that is not counted: the outermost struct, the error, and objects that are being decoded.
const BESIDE: usize = 1 << 20;

/// Decodes, and asserts that the memory is within the limit.
fn within_the_limit<T>(length: usize, decode: impl FnOnce() -> T) -> T {
    let mut value = None;
    let allocations = allocation_counter::measure(|| value = Some(decode()));
    let most = DecodeOptions::new().memory_for(length) + BESIDE;
    assert!(
        allocations.bytes_max <= most as u64,
        "{} bytes of memory",
        allocations.bytes_max
    );
    value.expect("it was decoded")
}

/// Checks a type that is not in a registry.
pub fn check_type<T: for<'a> Decode<'a> + Encode + Clone>(bytes: &[u8]) -> Option<T> {
    let value = match from_bytes::<T>(bytes) {
        Ok(value) => value.clone(),
        Err(error) => {
            assert!(error.offset <= bytes.len(), "{error}");
            return None;
        }
    };
    let written = to_bytes(&value).expect("a decoded value encodes");
    let again = from_bytes::<T>(&written).expect("what is encoded decodes");
    assert_eq!(to_bytes(&again).expect("and encodes"), written);
    if DecodeOptions::new().strict(true).decode::<T>(bytes).is_ok() {
        assert_eq!(written, bytes, "strict is canonical");
    }
    Some(value)
}

/// Checks that generated code and `tl-dynamic` agree on the JSON, and that an accepted value has JSON that
/// decodes again.
pub fn check_json(registry: &'static Registry, codec: &Codec<'_>, json: &Json) {
    let options = DecodeOptions::new().registry(registry);
    let any = codec.any();
    let by_code = options.decode_json::<Object>(json.clone());
    let dynamic = codec.from_json(&any, json.clone());
    match (by_code, dynamic) {
        (Ok(object), Ok(value)) => {
            if let (Ok(bytes), Ok(dynamic)) = (object.to_bytes(), codec.encode(&any, &value)) {
                assert_eq!(bytes, dynamic);
            }
            let again = json::to_value(&*object).expect("what was JSON has JSON");
            let back: Object = options
                .decode_json(again.clone())
                .expect("it is read again");
            assert_eq!(json::to_value(&*back).expect("and written"), again);
        }
        (Err(error), Err(_)) => assert!(!error.to_string().is_empty()),
        (Err(error), Ok(_)) => {
            // Generated code has no JSON for a call around any call, because the answer is unknown.
            let known = matches!(
                error.kind,
                JsonErrorKind::TooDeep { .. }
                    | JsonErrorKind::Memory { .. }
                    | JsonErrorKind::NoForm(_)
            );
            assert!(known, "{error}");
        }
        // A struct can have one of two fields on the same bit, but a mask cannot.
        (Ok(object), Err(errors)) => {
            assert!(object.to_bytes().is_err(), "{errors:?} of {object:?}");
        }
    }
}
