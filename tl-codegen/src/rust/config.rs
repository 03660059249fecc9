//! What the user chooses.

use std::str::FromStr;

use tl_parser::diagnostic::nearest;

use crate::rust::selector::Selector;

/// What to generate, beyond what the schema says.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which side of the protocol the code is for. By default values of all types go both ways, and
    /// functions are encoded only, as clients need; with a registry they are decoded too.
    pub role: Option<Role>,
    /// What is generated, with all that it reaches: functions, constructors, types and namespaces;
    /// all of the schema where there are none.
    pub only: Vec<Selector>,
    /// What is not generated: functions, constructors, types and namespaces. A constructor of a type
    /// that is generated is unknown then.
    pub exclude: Vec<Selector>,
    /// The optional traits.
    pub derives: Derives,
    /// Fields of type `string` that become `Vec<u8>`.
    pub strings_as_bytes: Vec<Selector>,
    /// Masks that are fields, instead of being computed.
    pub keep_masks: Vec<Selector>,
    /// Types that become an enum even if they have one constructor.
    pub keep_enums: Vec<Selector>,
    /// Fields that may be null in JSON, although no documentation says so: each is an `Option`.
    pub nullable: Vec<Selector>,
    /// Whether to write the table of all constructors and functions.
    pub registry: bool,
    /// Whether to write the binary form. Without it there is neither a table nor
    /// `#[derive(TlObject)]`; [`conflict`](Self::conflict) says so.
    pub binary: bool,
    /// Whether to write the JSON of TDLib.
    pub json: bool,
    /// Whether to write impls of serde's traits, and the JSON, which they are of.
    pub serde: bool,
    /// The constant `LAYER`; by default what `// LAYER 230` says.
    pub layer: Option<i32>,
    /// The path of the runtime, by default `::tl_runtime`.
    pub runtime_path: String,
    /// Whether definitions get `#[derive(TlObject)]` instead of written impls.
    pub impls: Impls,
}

/// Which side of a protocol code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A client: functions and what they contain are encoded, and answers decoded.
    Client,
    /// A server: functions and what they contain are decoded, and answers encoded.
    Server,
    /// Both: all is decoded and encoded.
    Both,
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
            role: None,
            only: Vec::new(),
            exclude: Vec::new(),
            derives: Derives::default(),
            strings_as_bytes: Vec::new(),
            keep_masks: Vec::new(),
            keep_enums: Vec::new(),
            nullable: Vec::new(),
            registry: false,
            binary: true,
            json: false,
            serde: false,
            layer: None,
            runtime_path: "::tl_runtime".into(),
            impls: Impls::Generated,
        }
    }
}

impl Config {
    /// Whether the JSON is written.
    #[must_use]
    pub fn has_json(&self) -> bool {
        self.json || self.serde
    }

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
    /// The names of all.
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
}

/// A list such as `Debug,Clone`; an empty one is none. One with plus signs, such as `+Hash,+TryFrom`,
/// adds to the default.
impl FromStr for Derives {
    /// What is wrong with the list, for people.
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        let adds = list.trim_start().starts_with('+');
        let mut derives = if adds { Self::default() } else { Self::NONE };
        for part in list
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let name = match part.strip_prefix('+') {
                Some(name) if adds => name.trim(),
                None if !adds => part,
                Some(_) | None => return Err(half_added(list)),
            };
            let switch = match name {
                "Debug" => &mut derives.debug,
                "Clone" => &mut derives.clone,
                "PartialEq" => &mut derives.partial_eq,
                "Default" => &mut derives.default,
                "Hash" => &mut derives.hash,
                "From" => &mut derives.from,
                "TryFrom" => &mut derives.try_from,
                unknown => return Err(no_trait(unknown)),
            };
            *switch = true;
        }
        Ok(derives)
    }
}

fn half_added(list: &str) -> String {
    format!(
        "`{list}` has names with and without a plus sign: with it all add to the default, without \
         it they replace the default"
    )
}

fn no_trait(name: &str) -> String {
    match nearest(name, Derives::NAMES.into_iter()) {
        Some(meant) => format!("no trait to derive is called `{name}`; did you mean `{meant}`?"),
        None => {
            let known = Derives::NAMES.join(", ");
            format!("no trait to derive is called `{name}`; there are {known}")
        }
    }
}

/// The path of the runtime, such as `::tl_runtime`.
///
/// # Errors
/// What is wrong with the path, for people.
pub fn runtime_path(path: &str) -> Result<String, String> {
    let relative = path.strip_prefix("::").unwrap_or(path);
    if relative.split("::").all(is_identifier) {
        Ok(path.into())
    } else {
        Err(format!(
            "`{path}` is no path to a Rust module, such as `::tl_runtime`"
        ))
    }
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first == '_' || first.is_alphabetic())
        && text
            .chars()
            .all(|character| character == '_' || character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_trait_is_answered_with_the_nearest() {
        assert!("Debug, Clone,".parse::<Derives>().unwrap().clone);
        assert_eq!("".parse(), Ok(Derives::NONE));
        assert_eq!(
            "Debug,Cloen".parse::<Derives>().unwrap_err(),
            "no trait to derive is called `Cloen`; did you mean `Clone`?"
        );
        assert!(
            "Serialize"
                .parse::<Derives>()
                .unwrap_err()
                .ends_with("there are Debug, Clone, PartialEq, Default, Hash, From, TryFrom")
        );
    }

    #[test]
    fn names_with_a_plus_sign_add_to_the_default() {
        let default = Derives::default();
        let with_both = Derives {
            hash: true,
            try_from: true,
            ..default
        };
        let with_one = Derives {
            try_from: true,
            ..default
        };
        assert_eq!("+TryFrom".parse(), Ok(with_one));
        assert_eq!(" + TryFrom , +Debug,".parse(), Ok(with_one));
        assert_eq!("+Hash,+TryFrom".parse(), Ok(with_both));
        assert_eq!("+Default".parse(), Ok(default));
        for half in ["+Hash,TryFrom", "Hash,+TryFrom"] {
            let error = half.parse::<Derives>().unwrap_err();
            assert!(
                error.starts_with(&format!("`{half}` has names ")),
                "{error}"
            );
        }
        let error = "+Hahs".parse::<Derives>().unwrap_err();
        assert!(error.ends_with("did you mean `Hash`?"), "{error}");
        assert!("+".parse::<Derives>().is_err());
    }

    #[test]
    fn only_a_path_is_a_path() {
        for path in ["::tl_runtime", "tl_runtime", "crate::wire::v2"] {
            assert_eq!(runtime_path(path).as_deref(), Ok(path));
        }
        for path in ["", "::", "a b", "a::", "a;b", "2a", "::::a"] {
            assert!(runtime_path(path).is_err(), "{path}");
        }
    }
}
