//! The types and calls of the protocol.

// ANCHOR: types
use tl_runtime::TlObject;

/// A value that the store may not have. A variant without fields is a constructor without fields.
#[derive(Debug, PartialEq, TlObject)]
pub enum Value {
    /// The store has it.
    #[tl("kv.value data:bytes = kv.Value;")]
    Found {
        /// The value.
        data: Vec<u8>,
    },
    /// The store has no such key.
    #[tl("kv.valueEmpty = kv.Value;")]
    Missing,
}

/// The entry of a key. `note` is on the wire only if bit 0 of `flags` is set.
#[derive(Debug, PartialEq, TlObject)]
#[tl("kv.entry flags:# key:string size:int note:flags.0?string = kv.Entry;")]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The length of the value in bytes.
    pub size: i32,
    /// A remark.
    pub note: Option<String>,
}

/// A part of a longer list: `kv.Page kv.Entry` is a page of entries.
#[derive(Debug, PartialEq, TlObject)]
#[tl("kv.page {t:Type} items:(Vector t) next:string = kv.Page t;")]
pub struct Page<T> {
    /// The elements.
    pub items: Vec<T>,
    /// The key after which the next page begins.
    pub next: String,
}
// ANCHOR_END: types

// ANCHOR: calls
/// Returns the value of a key.
#[derive(Debug, TlObject)]
#[tl("kv.get key:string = kv.Value;", response = Value)]
pub struct Get<'a> {
    /// The key.
    pub key: &'a str,
}

/// Sets the value of a key. The answer is whether the key is new.
#[derive(Debug, TlObject)]
#[tl("kv.put key:string data:bytes = Bool;", response = bool)]
pub struct Put<'a> {
    /// The key.
    pub key: &'a str,
    /// The value.
    pub data: &'a [u8],
}

/// Returns the keys that begin with `prefix`.
#[derive(Debug, TlObject)]
#[tl("kv.keys prefix:string = Vector<string>;", response = Vec<String>)]
pub struct Keys<'a> {
    /// The prefix.
    pub prefix: &'a str,
}

/// Returns at most `limit` entries, in the order of their keys.
#[derive(Debug, TlObject)]
#[tl("kv.scan after:string limit:int = kv.Page kv.Entry;", response = Page<Entry>)]
pub struct Scan<'a> {
    /// The last key of the previous page.
    pub after: &'a str,
    /// The maximum number of entries.
    pub limit: i32,
}

/// Any call, as a server decodes it.
#[derive(Debug, TlObject)]
pub enum Request<'a> {
    /// [`Get`]
    Get(Get<'a>),
    /// [`Put`]
    Put(Put<'a>),
    /// [`Keys`]
    Keys(Keys<'a>),
    /// [`Scan`]
    Scan(Scan<'a>),
}

/// The answer to any call that fails.
#[derive(Debug, PartialEq, TlObject)]
#[tl("kv.refusal code:int message:string = kv.Refusal;")]
pub struct Refusal {
    /// A status code as in HTTP.
    pub code: i32,
    /// The reason.
    pub message: String,
}
// ANCHOR_END: calls
