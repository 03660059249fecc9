//! Options that adapt the code to the program: names, types, attributes.

use std::path::PathBuf;

use super::{Builder, Error};
use crate::files;
use crate::rust::choice::{Choice, ChoiceValue};
use crate::rust::config::Config;

/// The user's choices so far, each with its selector, as text.
#[derive(Debug, Clone, Default)]
pub(super) struct Customised {
    rename: Vec<(String, String)>,
    map_types: Vec<(String, String)>,
    extern_types: Vec<(String, String)>,
    pub(super) extern_schemas: Vec<files::Extern>,
    attributes: Vec<(String, String)>,
}

impl Customised {
    /// Parses the choices and adds them to `config`.
    pub(super) fn apply(&self, config: &mut Config) -> Result<(), Error> {
        config.rename.extend(choices("rename", &self.rename)?);
        config
            .map_types
            .extend(choices("map_type", &self.map_types)?);
        config
            .extern_types
            .extend(choices("extern_type", &self.extern_types)?);
        config
            .attributes
            .extend(choices("attribute", &self.attributes)?);
        Ok(())
    }
}

/// Parses the choices of an option. An error begins with the call that it is about.
fn choices<T: ChoiceValue>(
    option: &str,
    written: &[(String, String)],
) -> Result<Vec<Choice<T>>, Error> {
    let choices = written.iter().map(|(selector, text)| {
        let choice = Choice::new(selector, text);
        choice.map_err(|why| Error::new(format!("{option}({selector:?}, {text:?}): {why}")))
    });
    choices.collect()
}

fn pair(selector: impl AsRef<str>, value: impl Into<String>) -> (String, String) {
    (selector.as_ref().into(), value.into())
}

impl Builder {
    /// Puts an attribute on what the selector matches: the structs of functions and constructors,
    /// enums, fields (`user:id`) and variants (`Peer:peerUser`). Several calls add up.
    ///
    /// ```no_run
    /// tl_codegen::Builder::new()
    ///     .schema("schemas/api.tl")
    ///     .attribute("user", "#[derive(Eq, Hash)]")
    ///     .attribute("user:id", "#[doc(alias = \"identity\")]");
    /// ```
    pub fn attribute(mut self, selector: impl AsRef<str>, attribute: impl Into<String>) -> Self {
        self.customised.attributes.push(pair(selector, attribute));
        self
    }

    /// Adds getters to the enums of the matching types: a function for each field that all constructors
    /// have, such as `message.id()`.
    ///
    /// Such a field has the same name and the same Rust type in all constructors, and is optional
    /// in all or in none. Numbers, booleans and arrays of bytes are copied, and everything else is borrowed:
    /// `&str`, `&[T]`, `Option<&T>`. In an enum with [`unknown`](Self::unknown), each function returns an
    /// `Option`, which is `None` for an unknown constructor.
    pub fn common_fields(mut self, selector: impl AsRef<str>) -> Self {
        self.config.common_fields.push(selector.as_ref().into());
        self
    }

    /// Adds setters to the structs of the matching functions and constructors: a function for each field
    /// that may be left out, as in `SendMessage::new(peer, message).silent(true)`. By default there are
    /// none, since each takes time to compile.
    pub fn setters(mut self, selector: impl AsRef<str>) -> Self {
        self.config.setters.push(selector.as_ref().into());
        self
    }

    /// Whether to generate documentation, from the comments of the schema and the declarations. By default on.
    pub fn doc_comments(mut self, doc_comments: bool) -> Self {
        self.config.docs = doc_comments;
        self
    }

    /// Adds a schema file whose code is in another crate. That code must have been generated from this
    /// file alone, with the default options, and `module` is the path of its module. Nothing is
    /// generated for what the file declares; the types of the module are used instead.
    ///
    /// ```no_run
    /// tl_codegen::Builder::new()
    ///     .schema("schemas/api.tl")
    ///     .extern_schema("schemas/common.tl", "common");
    /// ```
    pub fn extern_schema(mut self, path: impl Into<PathBuf>, module: impl Into<String>) -> Self {
        let schema = (path.into(), module.into());
        self.customised.extern_schemas.push(schema);
        self
    }

    /// Generates nothing for a type or constructor, and uses a Rust type instead: a type of another
    /// crate with generated code, or your own, with `#[derive(TlObject)]`. If a TL type has one
    /// constructor, the Rust type stands for the type and for the constructor.
    ///
    /// The Rust type must have the traits that the generated one would have.
    ///
    /// ```no_run
    /// tl_codegen::Builder::new()
    ///     .schema("schemas/api.tl")
    ///     .extern_type("InputPhoto", "crate::InputPhoto");
    /// ```
    pub fn extern_type(mut self, name: impl AsRef<str>, path: impl Into<String>) -> Self {
        self.customised.extern_types.push(pair(name, path));
        self
    }

    /// Uses another Rust type for the strings or bytes of fields that the selector matches: a field
    /// (`user:first_name`), all fields of a definition (`user`) or of a type (`string`, `bytes`).
    ///
    /// The type is given by its path, with its arguments if it has any. It must have `Decode` and
    /// `Encode` of the runtime, `ToJson` and `FromJson` if JSON is generated, and the derived traits. With
    /// `binary(false)`, it needs neither `Decode` nor `Encode`.
    /// `Box<str>`, `Arc<str>`, `Box<[u8]>` and `Arc<[u8]>` have them, and so has
    /// `compact_str::CompactString` with the feature `compact_str` of the runtime.
    ///
    /// ```no_run
    /// tl_codegen::Builder::new()
    ///     .schema("schemas/api.tl")
    ///     .map_type("string", "Box<str>")
    ///     .map_type("message:text", "crate::Text");
    /// ```
    pub fn map_type(mut self, selector: impl AsRef<str>, path: impl Into<String>) -> Self {
        self.customised.map_types.push(pair(selector, path));
        self
    }

    /// Renames what the selector matches in Rust: functions, constructors with their variants,
    /// types, and fields (`user:id`). The last call that matches wins.
    ///
    /// ```no_run
    /// tl_codegen::Builder::new()
    ///     .schema("schemas/api.tl")
    ///     .rename("inputUserSelf", "Myself")
    ///     .rename("user:self", "is_me");
    /// ```
    pub fn rename(mut self, selector: impl AsRef<str>, name: impl Into<String>) -> Self {
        self.customised.rename.push(pair(selector, name));
        self
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::Builder;

    /// Returns a folder with two schemas, and a builder for the first.
    fn schemas() -> (tempfile::TempDir, Builder) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tl");
        fs::write(
            &path,
            "user peer:Peer name:string = User; ---functions--- a.get = User;",
        )
        .unwrap();
        fs::write(folder.path().join("common.tl"), "peer = Peer;").unwrap();
        let builder = Builder::new().schema(path).out_dir(folder.path());
        (folder, builder)
    }

    #[test]
    fn code_is_fitted_to_the_program() {
        let (folder, builder) = schemas();
        let common = folder.path().join("common.tl");
        let report = builder
            .extern_schema(&common, "common")
            .map_type("string", "Box<str>")
            .rename("user", "Person")
            .attribute("user", "#[derive(Eq)]")
            .doc_comments(false);
        let report = report.compile().unwrap();
        let code = fs::read_to_string(report.file()).unwrap();
        for part in [
            "pub struct Person {",
            "pub peer: ::common::enums::Peer,",
            "pub name: ::tl_runtime::alloc::boxed::Box<str>,",
            "#[derive(Eq)]",
        ] {
            assert!(code.contains(part), "{part}: {code}");
        }
        assert!(!code.contains("///"));
    }

    #[test]
    fn what_is_wrong_with_a_choice_is_an_error() {
        let (folder, builder) = schemas();
        let common = folder.path().join("common.tl");
        let builder = builder.schema(&common);
        for (builder, said) in [
            (
                builder.clone().rename("user", "user"),
                "rename(\"user\", \"user\"): `user` is not a name that Rust has",
            ),
            (
                builder.clone().rename("Peer:peer", "Nobody"),
                "rename(\"Peer:peer\", \"Nobody\"): a variant has the name of its constructor: \
                 select `peer` instead of `Peer:peer`",
            ),
            (
                builder.clone().attribute("user", "Eq"),
                "is not an attribute",
            ),
            (
                builder.clone().map_type("user", "Text"),
                "is not a path to a Rust type",
            ),
            (
                builder.clone().extern_type("*", "a::B"),
                "is not the name of one type",
            ),
            (
                builder.clone().extern_schema(&common, "a b"),
                "is not a path to a Rust module",
            ),
            (
                builder
                    .clone()
                    .extern_schema(&common, "common")
                    .extern_schema(folder.path().join("./common.tl"), "crate::common"),
                "cannot be in both `::common` and `crate::common`",
            ),
            (
                builder
                    .clone()
                    .extern_schema(&common, "common")
                    .views("user"),
                "`--views` does not go together with `--extern-type` and `--extern-schema`",
            ),
            (
                builder
                    .clone()
                    .extern_type("Peer", "crate::Peer")
                    .views("user"),
                "`--views` does not go together with `--extern-type` and `--extern-schema`",
            ),
            (
                Builder::new()
                    .out_dir(folder.path())
                    .layer_file(1, folder.path().join("a.tl"))
                    .layer_file(2, folder.path().join("a.tl"))
                    .file_name("layers.rs")
                    .extern_schema(&common, "common"),
                "a schema of another crate (`--extern-schema`) is of one layer",
            ),
            (
                builder.clone().layer(-1),
                "the number of a layer, `--layer` (in a build script `layer`), cannot be negative",
            ),
            (builder.clone().rename("usr", "A"), "did you mean `user`?"),
            (
                builder.clone().setters("user"),
                "the selector `user` matches nothing",
            ),
            (
                builder.clone().common_fields("User"),
                "the selector `User` matches nothing",
            ),
        ] {
            let error = builder.compile().unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn code_in_one_file_is_in_a_file_with_an_extension() {
        let (folder, builder) = schemas();
        let builder = builder.schema(folder.path().join("common.tl"));
        for (name, meant) in [("api", "api.rs"), ("a/b", "a/b.rs"), ("a.d/b", "a.d/b.rs")] {
            let error = builder.clone().file_name(name).compile().unwrap_err();
            let said = format!("the code is one file: `file_name` must be `{meant}`, not `{name}`");
            assert!(error.to_string().contains(&said), "{error}");
            assert!(!folder.path().join(name).exists());
        }
        // `include!` takes any other name.
        for name in ["api.rs", "api.in"] {
            let report = builder.clone().file_name(name).compile().unwrap();
            assert_eq!(report.file(), folder.path().join(name));
        }
    }

    #[test]
    fn code_in_several_files_is_in_a_folder() {
        let (folder, builder) = schemas();
        let builder = builder.schema(folder.path().join("common.tl")).split(true);
        let report = builder.clone().compile().unwrap();
        assert_eq!(report.file(), folder.path().join("a/mod.rs"));
        assert!(report.written());
        assert!(folder.path().join("a/functions/a.rs").exists());
        assert!(!builder.clone().compile().unwrap().written());
        let report = builder.clone().exclude("a").compile().unwrap();
        assert!(report.written());
        assert!(!folder.path().join("a/functions").exists());
        let report = builder.clone().file_name("api").compile().unwrap();
        assert_eq!(report.file(), folder.path().join("api/mod.rs"));
        for (name, meant) in [("api.rs", "api"), ("v1.rs", "v1"), ("a/b.rs", "a/b")] {
            let error = builder.clone().file_name(name).compile().unwrap_err();
            let said = format!("`file_name` must be `{meant}`, not `{name}`");
            assert!(error.to_string().contains(&said), "{error}");
        }
        // What is after the dot of a version is not an extension.
        let report = builder.file_name("v1.2").compile().unwrap();
        assert_eq!(report.file(), folder.path().join("v1.2/mod.rs"));
    }
}
