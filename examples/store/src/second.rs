//! A second version of two types, with programs that know only the [first](crate::protocol).

use tl_runtime::{EncodeError, TlObject, from_bytes, peek_id, to_bytes};

use crate::protocol;

// ANCHOR: types
/// A new optional field. The constructor keeps the id of the first version.
#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "kv.entry#93fa8aee flags:# key:string size:int note:flags.0?string expires:flags.1?int \
     = kv.Entry;",
    unchecked_id
)]
struct Entry {
    key: String,
    size: i32,
    note: Option<String>,
    expires: Option<i32>,
}

/// A new constructor.
#[derive(Debug, PartialEq, TlObject)]
enum Value {
    #[tl("kv.value data:bytes = kv.Value;")]
    Found { data: Vec<u8> },
    #[tl("kv.valueEmpty = kv.Value;")]
    Missing,
    #[tl("kv.valueExpired at:int = kv.Value;")]
    Expired { at: i32 },
}
// ANCHOR_END: types

#[test]
fn an_old_program_decodes_an_entry_only_without_the_new_field() -> Result<(), EncodeError> {
    let entry = |expires| Entry {
        key: "ada".into(),
        size: 4,
        note: None,
        expires,
    };
    let (old, new) = (to_bytes(&entry(None))?, to_bytes(&entry(Some(1852)))?);
    let decoded = from_bytes::<protocol::Entry>(&old).map(|entry| to_bytes(&entry));
    assert_eq!(decoded, Ok(Ok(old.clone())));
    assert_eq!(from_bytes(&old), Ok(entry(None)));
    assert!(from_bytes::<protocol::Entry>(&new).is_err());
    Ok(())
}

#[test]
fn an_old_program_refuses_a_new_constructor() -> Result<(), EncodeError> {
    let (old, new) = (
        to_bytes(&Value::Missing)?,
        to_bytes(&Value::Expired { at: 1852 })?,
    );
    assert_eq!(from_bytes(&old), Ok(protocol::Value::Missing));
    let decoded = from_bytes::<protocol::Value>(&new);
    assert_eq!(
        decoded.err().and_then(|error| error.unknown_id()),
        peek_id(&new)
    );
    Ok(())
}
