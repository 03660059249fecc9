//! What the user chooses.

use crate::rust::derives::Derives;
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
    /// The optional traits; what a later one says of the same definitions wins.
    pub derives: Vec<Derives>,
    /// Fields of type `string` that become `Vec<u8>`.
    pub strings_as_bytes: Vec<Selector>,
    /// Fields of type `bytes` that become `Bytes`, which share the input.
    pub shared_bytes: Vec<Selector>,
    /// Masks that are fields, instead of being computed.
    pub keep_masks: Vec<Selector>,
    /// Types that become an enum even if they have one constructor.
    pub keep_enums: Vec<Selector>,
    /// Types, or constructors of them, whose fields stand in the variants of the enum.
    pub flat: Vec<Selector>,
    /// Fields that may be null in JSON, although no documentation says so: each is an `Option`.
    pub nullable: Vec<Selector>,
    /// Definitions that have views too, with all that they reach.
    pub views: Vec<Selector>,
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
            derives: Vec::new(),
            strings_as_bytes: Vec::new(),
            shared_bytes: Vec::new(),
            keep_masks: Vec::new(),
            keep_enums: Vec::new(),
            flat: Vec::new(),
            nullable: Vec::new(),
            views: Vec::new(),
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
            Config {
                registry: true,
                flat,
                ..
            } if !flat.is_empty() => Some(
                "the table of all constructors and functions needs a struct for each of them, \
                     which `--flat` (in a build script `flat`) leaves out",
            ),
            Config { binary: true, .. } => None,
            Config { views, .. } if !views.is_empty() => Some(
                "views are of the binary form, which `--no-binary` (in a build script \
                 `binary(false)`) leaves out",
            ),
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
    fn only_a_path_is_a_path() {
        for path in ["::tl_runtime", "tl_runtime", "crate::wire::v2"] {
            assert_eq!(runtime_path(path).as_deref(), Ok(path));
        }
        for path in ["", "::", "a b", "a::", "a;b", "2a", "::::a"] {
            assert!(runtime_path(path).is_err(), "{path}");
        }
    }
}
