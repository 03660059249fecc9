//! The options of the generated code.

use tl_parser::diagnostic::{Code, Diagnostic};

use crate::facts::{Facts, is_error_name};
use crate::rust::attribute::Attribute;
use crate::rust::choice::{Choice, ExternPath, MappedType, RustName};
use crate::rust::derives::{Derives, Traits};
use crate::rust::names::identifier;
use crate::rust::rust_path;
use crate::rust::selector::Selector;

/// The options of the generated code.
#[derive(Debug, Clone)]
pub struct Config {
    /// The side of the protocol that the code is for. By default all types are encoded and decoded, and
    /// functions are only encoded, as a client needs; with a registry they are also decoded.
    pub role: Option<Role>,
    /// The functions, constructors, types and namespaces to generate, with everything that they use; if
    /// empty, the whole schema.
    pub only: Vec<Selector>,
    /// The functions, constructors, types and namespaces to leave out. Decoding an excluded constructor
    /// of a generated type is an error, or an `Unknown` if `unknown` selects the type.
    pub exclude: Vec<Selector>,
    /// The optional traits; the last entry that matches a definition wins.
    pub derives: Vec<Derives>,
    /// Fields of type `string` that become `Vec<u8>`.
    pub strings_as_bytes: Vec<Selector>,
    /// Masks that are kept as fields, instead of being computed.
    pub keep_masks: Vec<Selector>,
    /// Types that become an enum even if they have one constructor.
    pub keep_enums: Vec<Selector>,
    /// Types, or their constructors, whose fields are in the variants of the enum.
    pub flat: Vec<Selector>,
    /// Enums with a variant for constructors that the schema does not have.
    pub unknown: Vec<Selector>,
    /// Enums and structs with `#[non_exhaustive]`.
    pub non_exhaustive: Vec<Selector>,
    /// Whether decode errors name their field, as they do with [`unknown`](Self::unknown).
    pub error_paths: bool,
    /// Fields that are an `Option` because they may be null in JSON, even if the documentation does not say so.
    pub nullable: Vec<Selector>,
    /// Definitions that also get views, with everything that they contain.
    pub views: Vec<Selector>,
    /// Types whose enums have a getter for each field that all constructors have.
    pub common_fields: Vec<Selector>,
    /// Functions and constructors whose structs have a setter for each field that may be left out.
    pub setters: Vec<Selector>,
    /// Whether to generate documentation.
    pub docs: bool,
    /// Attributes of functions, structs, enums, fields (`user:id`) and variants (`Peer:peerUser`).
    pub attributes: Vec<Choice<Attribute>>,
    /// The Rust names of functions, constructors with their variants, types and fields.
    pub rename: Vec<Choice<RustName>>,
    /// Types and constructors that are not generated, and the paths of their Rust types.
    pub extern_types: Vec<Choice<ExternPath>>,
    /// Schemas whose code is in another crate.
    pub extern_schemas: Vec<ExternSchema>,
    /// Other Rust types for fields of type `string` and `bytes`.
    pub map_types: Vec<Choice<MappedType>>,
    /// Whether to generate the table of all constructors and functions by id.
    pub registry: bool,
    /// Whether to generate the binary form. Without it there is neither a registry nor
    /// `#[derive(TlObject)]`; [`conflict`](Self::conflict) reports that.
    pub binary: bool,
    /// Whether to generate the JSON form that TDLib uses.
    pub json: bool,
    /// Whether to generate the JSON form, and serde's traits for it.
    pub serde: bool,
    /// Facts that are not in the schema: descriptions, errors and callers, for documentation.
    pub facts: Facts,
    /// Whether to generate a type for all errors, and for each function the errors that it may return.
    pub rpc_errors: bool,
    /// The constant `LAYER`; by default from a comment `// LAYER 230`.
    pub layer: Option<i32>,
    /// The path of the runtime, by default `::tl_runtime`.
    pub runtime_path: String,
    /// Whether to write the code to several files, one for each module.
    pub split: bool,
    /// Whether to generate impls or `#[derive(TlObject)]`.
    pub impls: Impls,
}

/// A schema whose code, generated with the default options, is in another crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternSchema {
    /// The name of the schema among the sources, which must include it.
    pub schema: String,
    /// The module with the code: `::common`.
    pub module: String,
}

impl ExternSchema {
    /// A schema, and the path of the module with its code: `common`, `crate::common`.
    ///
    /// # Errors
    /// If the path is not valid. The error is a message for people.
    pub fn new(schema: impl Into<String>, module: &str) -> Result<Self, String> {
        Ok(Self {
            schema: schema.into(),
            module: rust_path::of_module(module)?,
        })
    }
}

/// The side of a protocol that code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A client: functions and what they contain are encoded, and answers decoded.
    Client,
    /// A server: functions and what they contain are decoded, and answers encoded.
    Server,
    /// Both: everything is decoded and encoded.
    Both,
}

/// Where the impls come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Impls {
    /// The generator writes them.
    #[default]
    Generated,
    /// `#[derive(TlObject)]` generates them.
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
            keep_masks: Vec::new(),
            keep_enums: Vec::new(),
            flat: Vec::new(),
            unknown: Vec::new(),
            non_exhaustive: Vec::new(),
            error_paths: false,
            nullable: Vec::new(),
            views: Vec::new(),
            common_fields: Vec::new(),
            setters: Vec::new(),
            docs: true,
            attributes: Vec::new(),
            rename: Vec::new(),
            extern_types: Vec::new(),
            extern_schemas: Vec::new(),
            map_types: Vec::new(),
            registry: false,
            binary: true,
            json: false,
            serde: false,
            facts: Facts::default(),
            rpc_errors: false,
            layer: None,
            runtime_path: "::tl_runtime".into(),
            split: false,
            impls: Impls::Generated,
        }
    }
}

impl Config {
    /// Whether the JSON form is generated.
    #[must_use]
    pub fn has_json(&self) -> bool {
        self.json || self.serde
    }

    /// Returns the features of the runtime that the code needs, as its macros `__require_json` name them.
    pub(crate) fn features(&self) -> impl Iterator<Item = &'static str> {
        let has = |path| self.map_types.iter().any(|it| it.value.path == path);
        let features = [
            (self.json && !self.serde, "json"),
            (self.serde, "serde"),
            (self.impls == Impls::Derive, "derive"),
            (has("::bytes::Bytes"), "bytes"),
            (has("::compact_str::CompactString"), "compact_str"),
        ];
        let needed = features.into_iter().filter(|(is_needed, _)| *is_needed);
        needed.map(|(_, feature)| feature)
    }

    /// Returns a finding if a program could do nothing with the code.
    pub(crate) fn no_form(&self) -> Option<Diagnostic> {
        let has_others = Derives::paths(&self.derives) > 0 || !self.attributes.is_empty();
        if self.binary || self.has_json() || has_others {
            return None;
        }
        let message = "the code has neither the binary form nor the JSON form";
        let finding = Diagnostic::placeless(Code::NoForm, message);
        Some(finding.note(
            "`--no-binary` is for use with `--json` (in a build script `binary(false)` with `json(true)`)",
        ))
    }

    /// Whether decode errors name their field.
    #[must_use]
    pub fn has_error_paths(&self) -> bool {
        self.error_paths || !self.unknown.is_empty()
    }

    /// Returns a message if the options conflict with several layers.
    #[must_use]
    pub fn conflict_with_layers(&self) -> Option<&'static str> {
        if self.layer.is_some() {
            return Some(
                "`--layer` (in a build script `layer`) is about a file of one layer: each of several \
                 has its own constant",
            );
        }
        if self.rpc_errors {
            return Some(
                "the type of all errors, `--rpc-errors` (in a build script `rpc_errors`), is of one layer: \
                 generate it for the newest layer by itself",
            );
        }
        if !self.extern_schemas.is_empty() {
            return Some("a schema of another crate (`--extern-schema`) is of one layer");
        }
        self.conflict().or_else(|| {
            self.conflict_if(true).map(|_| {
                "each of several layers has a table of all constructors and functions, which needs \
                 their structs and their binary form: without `--flat` and `--no-binary` (in a build \
                 script `flat` and `binary(false)`)"
            })
        })
    }

    /// Whether only a part of the schema is generated.
    pub(crate) fn chooses(&self) -> bool {
        !(self.only.is_empty() && self.exclude.is_empty())
    }

    /// Whether existing Rust types are used for a part of the schema.
    pub(crate) fn has_foreign_types(&self) -> bool {
        !(self.extern_types.is_empty() && self.extern_schemas.is_empty())
    }

    /// Returns a message if the options conflict with each other.
    #[must_use]
    pub fn conflict(&self) -> Option<&'static str> {
        self.conflict_if(self.registry)
    }

    fn conflict_if(&self, has_registry: bool) -> Option<&'static str> {
        let is_derive = self.impls == Impls::Derive;
        let (has_views, is_flat) = (!self.views.is_empty(), !self.flat.is_empty());
        let conflicts = [
            (
                self.layer.is_some_and(i32::is_negative),
                "the number of a layer, `--layer` (in a build script `layer`), cannot be negative",
            ),
            (
                Derives::paths(&self.derives) > Traits::MOST_PATHS,
                "`--derives` (in a build script `derives`) names more than 48 traits of other crates",
            ),
            (
                self.rpc_errors && self.facts.errors.is_empty(),
                "the type of all errors, `--rpc-errors` (in a build script `rpc_errors`), needs a file that \
                 says which there are: `--errors` or `--docs`",
            ),
            (
                self.rpc_errors && !self.facts.errors.keys().any(|name| is_error_name(name)),
                "the type of all errors, `--rpc-errors` (in a build script `rpc_errors`), would have no \
                 variants: no error has a name of letters, digits and `_`, with one number `%d` at most",
            ),
            (
                self.rpc_errors && !self.binary,
                "the errors of functions, `--rpc-errors` (in a build script `rpc_errors`), stand beside the \
                 binary form, which `--no-binary` (in a build script `binary(false)`) leaves out",
            ),
            (
                self.rpc_errors && is_derive,
                "`#[derive(TlObject)]` knows no errors of functions, which `--rpc-errors` (in a build script \
                 `rpc_errors`) writes",
            ),
            (
                has_registry && is_flat,
                "`--registry` does not go together with `--flat` (in a build script `registry` and \
                 `flat`): the table needs a struct for each constructor, which a flat enum does not have",
            ),
            (
                has_views && self.has_foreign_types(),
                "`--views` does not go together with `--extern-type` and `--extern-schema` (in a build script \
                 `views`, `extern_type` and `extern_schema`): types from elsewhere have no views that those of \
                 the schema could refer to; `--map-type` goes with views, and code with views can be generated \
                 without these options, in a module of its own",
            ),
            (
                has_views && !self.binary,
                "`--views` (in a build script `views`) decodes the binary form, which `--no-binary` \
                 (`binary(false)`) leaves out",
            ),
            (
                has_registry && !self.binary,
                "`--registry` (in a build script `registry`) needs the binary form, which `--no-binary` \
                 (`binary(false)`) leaves out",
            ),
            (
                self.error_paths && !self.binary,
                "`--error-paths` (in a build script `error_paths`) is for the binary form, which \
                 `--no-binary` (`binary(false)`) leaves out; errors in JSON always have their path",
            ),
            (
                is_derive && !self.binary,
                "`#[derive(TlObject)]` always generates the binary form, which `--no-binary` (in a \
                 build script `binary(false)`) leaves out",
            ),
        ];
        let conflict = conflicts.iter().find(|(is_there, _)| *is_there);
        conflict.map(|(_, message)| *message)
    }
}

/// Checks the path of the runtime, such as `::tl_runtime`.
///
/// # Errors
/// If the path is not valid. The error is a message for people.
pub fn runtime_path(path: &str) -> Result<String, String> {
    match rust_path::of_module(path) {
        Ok(_) => Ok(path.into()),
        Err(_) => Err(format!(
            "`{path}` is not a path to a Rust module, such as `::tl_runtime` or `crate::runtime`"
        )),
    }
}

/// Whether a module can have this name, and needs no `r#` for it.
#[must_use]
pub fn is_module_name(name: &str) -> bool {
    name != "_" && rust_path::is_identifier(name) && identifier(name).as_str() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_not_too_many_traits_of_other_crates() {
        let with = |count: usize| {
            let list: Vec<String> = (0..count).map(|number| format!("+a::T{number}")).collect();
            let derives = vec![list.join(",").parse().unwrap()];
            Config {
                derives,
                ..Config::default()
            }
            .conflict()
            .is_some()
        };
        assert!(!with(48) && with(49));
    }

    #[test]
    fn only_a_path_is_a_path() {
        for path in ["::tl_runtime", "tl_runtime", "crate::wire::v2"] {
            assert_eq!(runtime_path(path).as_deref(), Ok(path));
        }
        for path in [
            "", "::", "a b", "a::", "a;b", "2a", "::::a", "super::a", "self", "a::super", "Self",
        ] {
            assert!(runtime_path(path).is_err(), "{path}");
        }
    }
}
