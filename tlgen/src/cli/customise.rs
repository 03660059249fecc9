//! The arguments that fit the code to the program: names, attributes.

use clap::Args;
use tl_codegen::{Attribute, Choice, Config, MappedType, RustName};

/// What fits the code to the program.
#[derive(Debug, Args)]
#[command(next_help_heading = "Names and types")]
pub(super) struct Customise {
    /// Put an attribute on the structs of these functions and constructors, on enums, fields
    /// (`user:id`) and variants (`Peer:peerUser`): `user=#[derive(Eq)]`
    #[arg(long, value_name = "SELECTOR=ATTRIBUTE")]
    attribute: Vec<Choice<Attribute>>,
    /// Call functions, constructors with their variants, types and fields so in Rust:
    /// `inputUserSelf=Myself`, `user:self=is_me`
    #[arg(long, value_name = "SELECTOR=NAME")]
    rename: Vec<Choice<RustName>>,
    /// Use another type for these strings or bytes: `user:name=Box<str>`, `bytes=bytes::Bytes`; it
    /// implements Decode and Encode of the runtime
    #[arg(long, value_name = "SELECTOR=PATH")]
    map_type: Vec<Choice<MappedType>>,
}

impl Customise {
    /// The configuration with these choices.
    pub(super) fn apply(&self, config: Config) -> Config {
        let Self {
            attribute,
            rename,
            map_type,
        } = self;
        Config {
            attributes: attribute.clone(),
            rename: rename.clone(),
            map_types: map_type.clone(),
            ..config
        }
    }
}
