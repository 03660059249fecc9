//! Names of other languages for things that have another name in TL.

/// The meaning in TL of a name of another language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Foreign {
    /// The name in TL, if it can replace the other one.
    pub(crate) tl: Option<&'static str>,
    /// A note about it.
    pub(crate) note: Option<&'static str>,
}

const UNSIGNED: &str =
    "TL has one unsigned number, `#`, of 32 bits; a `long` has the same 64 bits, but signed";
const NARROW: &str = "TL does not have numbers smaller than 32 bits";
const NUMBER: &str = "a whole number is an `int` or a `long`";
const TIME: &str = "a time is a number, usually the seconds since 1970";
const NOTHING: &str = "an empty value is a `true`, or `True` if boxed";
pub(crate) const LIST: &str = "a list is a `Vector`, of one type: `Vector<int>`";
pub(crate) const OPTION: &str =
    "a field that may be absent has a mask: `flags.0?int`, after a field `flags:#`";
pub(crate) const MAP: &str = "TL does not have maps; use a list of pairs: `pair key:string value:int = Pair;` and `Vector<Pair>`";
pub(crate) const BYTES: &str = "`int128`, `int256` and `int512` are 16, 32 and 64 bytes; `bytes` is any number of bytes, and includes the number";
const LETTER: &str = "TL does not have single characters";
const ANY: &str = "an `Object` is a value of any constructor";

/// Names in lower case, the name in TL, and a note.
type Row = (&'static str, Option<&'static str>, Option<&'static str>);

macro_rules! rows {
    ($($tl:ident$(($name:literal))? $note:ident$(($text:ident))? $names:literal,)*) => {
        const TABLE: &[Row] = &[$(($names, $tl$(($name))?, $note$(($text))?),)*];
    };
}

rows! {
    Some("int") None "i32 int32_t sint32 sfixed32 integer signed",
    Some("int") Some(NARROW) "i8 i16 int8 int16 sint8 sint16 short smallint byte tinyint",
    Some("#") None "u32 uint32 uint unsigned fixed32 dword nat ui32",
    Some("#") Some(NARROW) "u8 u16 uint8 uint16 ushort ui8 ui16 word",
    Some("long") None "i64 int64_t sint64 sfixed64 bigint longlong longint isize",
    Some("long") Some(UNSIGNED) "u64 uint64 ulong fixed64 qword usize size_t ui64 uint53 biguint",
    Some("int128") None "i128 u128 uint128 uuid guid bytes16",
    Some("int256") None "i256 u256 uint256 bits256 hash256 bytes32 sha256",
    Some("int512") None "i512 u512 uint512 bits512 bytes64 sha512",
    Some("double") None "f64 float64 real float8",
    Some("double") Some(NUMBER) "number numeric decimal num",
    Some("float") None "f32 float32 single",
    Some("string") None "str text varchar utf8 cstring nsstring qstring wstring string_view ustring",
    Some("string") Some(LETTER) "char character rune wchar letter",
    Some("bytes") None "blob binary varbinary buffer bytearray bytestring bytea byte_array byte_string \
        uint8array bytebuffer",
    Some("Bool") None "bool boolean logical tbool",
    Some("int") Some(TIME) "timestamp datetime date time unixtime time_t instant",
    Some("true") Some(NOTHING) "void unit null nil none",
    Some("Vector") Some(LIST) "list array vec arraylist slice seq sequence collection iterable \
        set hashset",
    None Some(OPTION) "option optional nullable opt",
    None Some(MAP) "map hashmap dict dictionary btreemap ordereddict table record",
    Some("Object") Some(ANY) "any anytype anyvalue json jsonb variant dynamic interface",
}

/// Finds `name`, in any case: `u32`, `Boolean`.
pub(crate) fn find(name: &str) -> Option<Foreign> {
    let row = |name: &str| {
        let is_it = |row: &&Row| row.0.split(' ').any(|it| it.eq_ignore_ascii_case(name));
        TABLE.iter().find(is_it)
    };
    // `uint16_t` in C.
    let &(_, tl, note) = row(name).or_else(|| row(name.strip_suffix("_t")?))?;
    Some(Foreign { tl, note })
}

/// Whether TL has a type of this name that other languages have, too.
pub(crate) fn is_in_tl(name: &str) -> bool {
    TABLE.iter().any(|row| row.1 == Some(name))
}

/// Returns the name in TL of a result with such a name.
pub(crate) fn boxed(name: &str) -> Option<&'static str> {
    // The table of builtins names these too, but the syntax does not know the schema.
    let boxed = match find(name)?.tl? {
        "int" => "Int",
        "long" => "Long",
        "double" => "Double",
        "string" => "String",
        "bytes" => "Bytes",
        "true" => "True",
        "float" => "Float",
        other => other,
    };
    boxed.starts_with(char::is_uppercase).then_some(boxed)
}

const IMPORT: &str =
    "TL does not have imports: files that are passed to tlgen together are one schema";
const NAMESPACE: &str = "a namespace is a part of each name: `photos.photo`";
const OTHER: &str = "TL consists of declarations: `user id:long name:string = User;`";

/// Words that begin a statement in other languages, and a note about them.
const STATEMENTS: [(&str, &str); 3] = [
    ("import include use from require", IMPORT),
    ("package namespace module", NAMESPACE),
    (
        "option reserved extensions syntax edition const let var typedef using class def enum struct \
        interface message service union",
        OTHER,
    ),
];

/// Returns a note about the statement that begins with this word in other languages.
pub(crate) fn statement(word: &str) -> Option<&'static str> {
    let is_it = |row: &&(&str, _)| row.0.split(' ').any(|it| it == word);
    STATEMENTS.iter().find(is_it).map(|row| row.1)
}

/// Whether the word is before the result of a function in other languages.
pub(crate) fn returns(word: &str) -> bool {
    matches!(word, "returns" | "return")
}

/// Whether declarations of other languages begin with this word, before their name.
pub(crate) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &str = "function func fun fn method rpc def constructor type class struct message \
        public private export static async";
    KEYWORDS.split(' ').any(|it| it == word)
}

/// Whether a list of such values is `bytes` in TL.
pub(crate) fn is_byte(word: &str) -> bool {
    const BYTES: [&str; 3] = ["u8", "uint8", "byte"];
    BYTES.iter().any(|it| it.eq_ignore_ascii_case(word))
}
