//! What the user chooses.

use crate::rust::selector::Selector;

/// What to generate, beyond what the schema says.
#[derive(Debug, Clone)]
pub struct Config {
    /// The optional traits.
    pub derives: Derives,
    /// Fields of type `string` that become `Vec<u8>`.
    pub strings_as_bytes: Vec<Selector>,
    /// Masks that are fields, whatever they are called.
    pub stored_masks: Vec<Selector>,
    /// Types of one constructor that become an enum all the same.
    pub keep_enums: Vec<Selector>,
    /// Whether to write the table of all constructors and functions.
    pub registry: bool,
    /// Whether to write the binary form. Without it there is neither a table nor
    /// `#[derive(TlObject)]`; [`conflict`](Self::conflict) says so.
    pub binary: bool,
    /// Whether to write JSON forms, and impls of serde's traits over them.
    pub serde: bool,
    /// The constant `LAYER`; by default what `// LAYER 230` says.
    pub layer: Option<i32>,
    /// The path of the runtime, by default `::tl_runtime`;
    /// [`options::runtime_path`](crate::options::runtime_path) says whether a text is one.
    pub runtime_path: String,
    /// Whether definitions get `#[derive(TlObject)]` instead of written impls.
    pub impls: Impls,
}

/// Where the impls come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Impls {
    /// The generator writes them.
    #[default]
    Generated,
    /// `#[derive(TlObject)]` makes them.
    Derive,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            derives: Derives::default(),
            strings_as_bytes: Vec::new(),
            stored_masks: Vec::new(),
            keep_enums: Vec::new(),
            registry: false,
            binary: true,
            serde: false,
            layer: None,
            runtime_path: "::tl_runtime".into(),
            impls: Impls::Generated,
        }
    }
}

impl Config {
    /// Why the choices do not go together, for people.
    #[must_use]
    pub fn conflict(&self) -> Option<&'static str> {
        match self {
            Config { binary: true, .. } => None,
            Config { registry: true, .. } => Some(
                "the table of all constructors and functions reads their binary form, which \
                     `--no-binary` (in a build script `binary(false)`) leaves out",
            ),
            Config {
                impls: Impls::Derive,
                ..
            } => Some(
                "`#[derive(TlObject)]` always makes the binary form, which `--no-binary` (in a \
                 build script `binary(false)`) leaves out",
            ),
            Config { .. } => None,
        }
    }
}

/// The optional traits, a switch each. By default all of them but `Hash` and `TryFrom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derives {
    /// `Debug`.
    pub debug: bool,
    /// `Clone`.
    pub clone: bool,
    /// `PartialEq`.
    pub partial_eq: bool,
    /// `Default`, for structs whose fields all have one.
    pub default: bool,
    /// `Hash` and `Eq`, for types without floating-point numbers and objects.
    pub hash: bool,
    /// `From` of a constructor's struct for the enum of its type.
    pub from: bool,
    /// `TryFrom` of an enum for a constructor's struct.
    pub try_from: bool,
}

impl Default for Derives {
    fn default() -> Self {
        Self {
            debug: true,
            clone: true,
            partial_eq: true,
            default: true,
            hash: false,
            from: true,
            try_from: false,
        }
    }
}

impl Derives {
    /// The names that [`parse`](Self::parse) knows.
    pub const NAMES: [&'static str; 7] = [
        "Debug",
        "Clone",
        "PartialEq",
        "Default",
        "Hash",
        "From",
        "TryFrom",
    ];

    /// No optional trait.
    pub const NONE: Self = Self {
        debug: false,
        clone: false,
        partial_eq: false,
        default: false,
        hash: false,
        from: false,
        try_from: false,
    };

    /// The traits of a list such as `Debug,Clone`; an empty list is none.
    ///
    /// # Errors
    /// The name that is none of [`NAMES`](Self::NAMES).
    pub fn parse(list: &str) -> Result<Self, String> {
        let mut derives = Self::NONE;
        for name in list
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let switch = match name {
                "Debug" => &mut derives.debug,
                "Clone" => &mut derives.clone,
                "PartialEq" => &mut derives.partial_eq,
                "Default" => &mut derives.default,
                "Hash" => &mut derives.hash,
                "From" => &mut derives.from,
                "TryFrom" => &mut derives.try_from,
                other => return Err(other.into()),
            };
            *switch = true;
        }
        Ok(derives)
    }
}
