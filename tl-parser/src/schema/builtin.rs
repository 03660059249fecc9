//! The table of builtins: a row for each constructor.
//!
//! The parser and the generator look up the name, the type and the id of a builtin here. `tl-runtime` knows
//! the ids of its own types.

/// A type whose values decoders and encoders have built in.
///
/// The bare constructor `int` and the type `Int` are both `Int`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// `int`, `int32`: 4 bytes.
    Int,
    /// `long`, `int64`: 8 bytes.
    Long,
    /// `int53`: 8 bytes; in JSON a number.
    Int53,
    /// `double`: 8 bytes.
    Double,
    /// `float`: 4 bytes.
    Float,
    /// `string`.
    String,
    /// `bytes`.
    Bytes,
    /// `secureString`: a string that is never shown.
    SecureString,
    /// `secureBytes`: bytes that are never shown.
    SecureBytes,
    /// `int128`: 16 raw bytes.
    Int128,
    /// `int256`: 32 raw bytes.
    Int256,
    /// `int512`: 64 raw bytes.
    Int512,
    /// `true`: no bytes; as a masked field only the bit.
    True,
    /// `Bool`; its constructors are `boolFalse` and `boolTrue`.
    Bool,
    /// `vector t`: a count and elements; `Vector t` has the id before it.
    Vector,
    /// `Object`: any constructor, boxed.
    Object,
    /// `Function`: any function, boxed.
    Function,
}

/// A builtin constructor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The constructor: `int`.
    pub(crate) name: &'static str,
    /// Its type: `Int`.
    pub(crate) ty: &'static str,
    /// The builtin.
    pub(crate) builtin: Builtin,
    /// The id of its boxed form; a schema that declares it may give it another.
    pub(crate) id: u32,
    /// How schemas declare it.
    pub(crate) declared: Declared,
}

/// How schemas declare a builtin, if they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared {
    /// `int ? = Int`, `int128 4*[ int ] = Int128` or `bytes data:string = Bytes`.
    Raw,
    /// `true = True`: without fields.
    Empty,
    /// `boolTrue#997275b5 = Bool`: without fields; with another id it is not the builtin.
    Bool,
    /// `vector#1cb5c415 {t:Type} # [ t ] = Vector t`; with another id it is not the builtin.
    Vector,
}

impl Builtin {
    /// Whether a builtin constructor or type has this name: `int`, `Int`.
    #[must_use]
    pub fn has_name(name: &str) -> bool {
        Row::is_type(name) || Row::find(name).is_some()
    }

    /// Whether its values can be of any constructor or function.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Builtin::Object | Builtin::Function)
    }
}

macro_rules! rows {
    ($($name:literal $ty:literal $builtin:ident $id:literal $declared:ident,)*) => {
        /// Every builtin constructor.
        pub(crate) const BUILTINS: &[Row] = &[$(Row {
            name: $name,
            ty: $ty,
            builtin: Builtin::$builtin,
            id: $id,
            declared: Declared::$declared,
        },)*];
    };
}

rows! {
    "int" "Int" Int 0xa850_9bda Raw,
    "long" "Long" Long 0x2207_6cba Raw,
    "double" "Double" Double 0x2210_c154 Raw,
    "float" "Float" Float 0x824d_ab22 Raw,
    "string" "String" String 0xb528_6e24 Raw,
    "bytes" "Bytes" Bytes 0xe937_bb82 Raw,
    "int32" "Int32" Int 0x5cb9_34fa Raw,
    "int53" "Int53" Int53 0x6781_c7ee Raw,
    "int64" "Int64" Long 0x5d9e_d744 Raw,
    "int128" "Int128" Int128 0x84cc_f7b7 Raw,
    "int256" "Int256" Int256 0x7bed_eb5b Raw,
    "int512" "Int512" Int512 0x6ff8_2434 Raw,
    "secureString" "SecureString" SecureString 0x8ea8_c283 Raw,
    "secureBytes" "SecureBytes" SecureBytes 0xbad7_1dc7 Raw,
    "true" "True" True 0x3fed_d339 Empty,
    "boolFalse" "Bool" Bool 0xbc79_9737 Bool,
    "boolTrue" "Bool" Bool 0x9972_75b5 Bool,
    "vector" "Vector" Vector 0x1cb5_c415 Vector,
    "object" "Object" Object 0x2970_4ca0 Empty,
    "function" "Function" Function 0x7acb_c197 Empty,
}

impl Row {
    /// Whether a type of this name has builtin constructors.
    pub(crate) fn is_type(name: &str) -> bool {
        BUILTINS.iter().any(|row| row.ty == name)
    }

    /// Returns the row of the constructor with this name.
    pub(crate) fn find(name: &str) -> Option<&'static Row> {
        BUILTINS.iter().find(|row| row.name == name)
    }

    /// Returns `int` for `INT`; a `VECTOR` or an `OBJECT` is boxed.
    pub(crate) fn in_upper_case(name: &str) -> Option<&'static str> {
        let is_it = |row: &&Row| row.name.eq_ignore_ascii_case(name);
        let row = BUILTINS.iter().find(is_it)?;
        let is_bare = row.builtin != Builtin::Vector && !row.builtin.is_open();
        let is_upper = !name.contains(|c: char| c.is_ascii_lowercase());
        (is_bare && is_upper).then_some(row.name)
    }
}

#[cfg(test)]
mod tests;
