//! Arguments that customise names, types and attributes.

use clap::Args;
use tl_codegen::__private::files;
use tl_codegen::{
    Attribute, Choice, Config, ExternPath, ExternSchema, MappedType, RustName, Selector,
};

/// What fits the code to the program.
#[derive(Debug, Args)]
#[command(next_help_heading = "Names and types")]
pub(super) struct Customise {
    /// Put an attribute on the structs of these functions and constructors, on enums, fields
    /// (`user:id`) and variants (`Peer:peerUser`): `user=#[derive(Eq)]`
    #[arg(long, value_name = "SELECTOR=ATTRIBUTE")]
    attribute: Vec<Choice<Attribute>>,
    /// Rename functions, constructors with their variants, types and fields in Rust:
    /// `inputUserSelf=Myself`, `user:self=is_me`
    #[arg(long, value_name = "SELECTOR=NAME")]
    rename: Vec<Choice<RustName>>,
    /// Generate a getter in the enums of these types for each field that all constructors have, with the
    /// same name and Rust type: `message.id()`
    #[arg(long, value_name = "SELECTOR")]
    common_fields: Vec<Selector>,
    /// Generate a setter for each optional field of these functions and constructors:
    /// `SendMessage::new(peer, message).silent(true)`
    #[arg(long, value_name = "SELECTOR")]
    setters: Vec<Selector>,
    /// Leave out documentation
    #[arg(long)]
    no_docs: bool,
    /// Use another type for these strings or bytes: `user:name=Box<str>`, `bytes=bytes::Bytes`; the
    /// type must implement Decode and Encode of the runtime, unless `--no-binary` is given, and with
    /// `--json` also ToJson and FromJson
    #[arg(long, value_name = "SELECTOR=PATH")]
    map_type: Vec<Choice<MappedType>>,
    /// Use a Rust type for this type or constructor, instead of generating one:
    /// `InputPhoto=crate::InputPhoto`
    #[arg(long, value_name = "NAME=PATH")]
    extern_type: Vec<Choice<ExternPath>>,
    /// Use the code of another crate for a part of the schema: for this file, whose code was generated
    /// alone, with the default options: `common.tl=common`
    #[arg(long, value_name = "SCHEMA=MODULE", value_parser = extern_schema)]
    pub(super) extern_schema: Vec<files::Extern>,
}

fn extern_schema(text: &str) -> Result<files::Extern, String> {
    let (schema, module) = text
        .rsplit_once('=')
        .ok_or_else(|| format!("`{text}` has no `=`: it is written `common.tl=common`"))?;
    ExternSchema::new(schema, module)?;
    Ok((schema.into(), module.into()))
}

impl Customise {
    /// Returns the configuration with these choices applied.
    pub(super) fn apply(&self, config: Config) -> Config {
        let Self {
            attribute,
            rename,
            common_fields,
            setters,
            no_docs,
            map_type,
            extern_type,
            extern_schema: _,
        } = self;
        Config {
            attributes: attribute.clone(),
            rename: rename.clone(),
            common_fields: common_fields.clone(),
            setters: setters.clone(),
            docs: !no_docs,
            map_types: map_type.clone(),
            extern_types: extern_type.clone(),
            ..config
        }
    }
}
