//! Answers calls.

// ANCHOR: handle
use std::collections::BTreeMap;

use tl_runtime::{EncodeError, Serve, from_bytes, to_bytes};

use crate::protocol::{Entry, Page, Refusal, Request, Value};

/// The values, by key.
pub type Store = BTreeMap<String, Vec<u8>>;

/// Returns the answer to a request.
///
/// # Errors
/// If the answer cannot be encoded.
pub fn handle(store: &mut Store, request: &[u8]) -> Result<Vec<u8>, EncodeError> {
    match from_bytes(request) {
        Ok(Request::Get(get)) => get.encode_response(&match store.get(get.key) {
            Some(data) => Value::Found { data: data.clone() },
            None => Value::Missing,
        }),
        Ok(Request::Put(put)) => {
            let before = store.insert(put.key.into(), put.data.into());
            put.encode_response(&before.is_none())
        }
        Ok(Request::Keys(keys)) => {
            let all = store.keys().filter(|key| key.starts_with(keys.prefix));
            keys.encode_response(&all.cloned().collect())
        }
        Ok(Request::Scan(scan)) => scan.encode_response(&page(store, scan.after, scan.limit)),
        // The id of the call itself is unknown.
        Err(error) if error.offset == 0 && error.unknown_id().is_some() => {
            refuse(404, "this call is unknown".into())
        }
        Err(error) => refuse(400, error.to_string()),
    }
}

fn refuse(code: i32, message: String) -> Result<Vec<u8>, EncodeError> {
    to_bytes(&Refusal { code, message })
}
// ANCHOR_END: handle

fn page(store: &Store, after: &str, limit: i32) -> Page<Entry> {
    let limit = usize::try_from(limit).unwrap_or_default();
    let rest = store.iter().filter(|(key, _)| key.as_str() > after);
    let entry = |(key, data): (&String, &Vec<u8>)| Entry {
        key: key.clone(),
        size: i32::try_from(data.len()).unwrap_or(i32::MAX),
        note: data.is_empty().then(|| "empty".into()),
    };
    let items: Vec<Entry> = rest.take(limit).map(entry).collect();
    let next = items.last().map(|entry| entry.key.clone());
    Page {
        items,
        next: next.unwrap_or_default(),
    }
}
