//! The interface for build scripts.

mod cargo;
mod customise;
mod error;
mod outputs;
mod report;
mod stale;

pub use error::Error;
pub use report::Report;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tl_parser::diagnostic::Level;
use tl_parser::diagnostic::Levels;
use tl_parser::source::Sources;

use crate::builder::customise::Customised;
use crate::compile::{Compiled, compile, compile_layers};
use crate::files;
use crate::folder;
use crate::rust::config::{self, Config, Impls, Role};
use crate::rustfmt;

/// Generates Rust code in a build script.
///
/// ```no_run
/// // In build.rs:
/// tl_codegen::Builder::new()
///     .schema("schemas/mtproto.tl")
///     .schema("schemas/api.tl")
///     .registry(true)
///     .compile()
///     .unwrap();
/// ```
///
/// This writes the code to `$OUT_DIR/mtproto.rs`: the file is named after the first schema. If
/// Cargo runs the script (the environment variable `OUT_DIR` is set), the builder tells Cargo to
/// run the script again when a schema changes, and Cargo shows the
/// [findings](Self::cargo_messages). Otherwise, nothing is printed.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing is generated before `compile`"]
pub struct Builder {
    schemas: Vec<PathBuf>,
    layers: Vec<(Option<u32>, PathBuf)>,
    out_dir: Option<PathBuf>,
    file_name: Option<PathBuf>,
    config: Config,
    derives: Vec<String>,
    customised: Customised,
    levels: Vec<(String, Level)>,
    format: bool,
    quiet: bool,
    /// Files of facts.
    docs: Vec<PathBuf>,
    /// Files of facts of which only errors and callers are used. They take precedence over `docs`.
    errors: Vec<PathBuf>,
}

impl Builder {
    /// A builder without schemas, with the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema file. All files together are one schema. With the feature `forms`, a file may also be
    /// the official JSON or `.tlo`.
    pub fn schema(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas.push(path.into());
        self
    }

    /// Adds several schema files.
    pub fn schemas<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.schemas.extend(paths.into_iter().map(Into::into));
        self
    }

    /// Adds a file of layer `number`. Each layer becomes a module, `layer_190`, with a registry. Definitions
    /// that several layers share are written once. A layer may consist of several files.
    ///
    /// ```no_run
    /// tl_codegen::Builder::new()
    ///     .layer_file(190, "schemas/old.tl")
    ///     .layer_file(223, "schemas/new.tl")
    ///     .file_name("api.rs")
    ///     .compile()
    ///     .unwrap();
    /// ```
    pub fn layer_file(mut self, number: u32, path: impl Into<PathBuf>) -> Self {
        self.layers.push((Some(number), path.into()));
        self
    }

    /// Adds a file whose layer is named by a comment, `// LAYER 190`, or by its name, `layer_190.tl`; a file
    /// with layer marks, `===17===` or `// layer 23`; or a folder of such files.
    pub fn layers(mut self, path: impl Into<PathBuf>) -> Self {
        self.layers.push((None, path.into()));
        self
    }

    /// The folder for the code, by default `$OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// The name of the file with the code, `api.rs`, or of the folder if the code is [in several
    /// files](Self::split), `api`. By default it is named after the first schema: `photos.rs` or `photos`.
    ///
    /// Two builders in one script need two names, since a builder does not overwrite the file of another.
    pub fn file_name(mut self, name: impl Into<PathBuf>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Whether to write the code to several files. By default off. The files are in a folder named after
    /// the first schema (`photos`): `mod.rs`, and one file for each module. A large module has several.
    ///
    /// `include_tl!("photos/mod")` includes the code. Stale files of an earlier run are removed.
    pub fn split(mut self, split: bool) -> Self {
        self.config.split = split;
        self
    }

    /// The side of the protocol that the code is for. By default all types are encoded and decoded, and
    /// functions are only encoded, as a client needs; with a [registry](Self::registry) they are also
    /// decoded.
    ///
    /// With [`Role::Client`], functions and what they contain are only encoded, and answers are
    /// only decoded. With [`Role::Server`] it is the reverse. Types that no function of the schema reaches, such
    /// as errors, are still both encoded and decoded, and so is everything that a registry holds or an
    /// `Object` may be: all constructors, and for a server also all functions.
    pub fn role(mut self, role: Role) -> Self {
        self.config.role = Some(role);
        self
    }

    /// Generates only what the selector matches, and everything that this uses. A selector names
    /// functions, constructors, types and namespaces by their TL names, such as `users.getUsers`
    /// and `photos.*`. Several calls add up.
    pub fn only(mut self, selector: impl AsRef<str>) -> Self {
        self.config.only.push(selector.as_ref().into());
        self
    }

    /// Leaves out what the selector matches, even if [`only`](Self::only) selects or uses it. A
    /// constructor that is left out of a generated type has an id that the type does not know, and
    /// decoding it is an error, or an `Unknown` with [`unknown`](Self::unknown). A constructor that a
    /// field holds bare is not left out.
    pub fn exclude(mut self, selector: impl AsRef<str>) -> Self {
        self.config.exclude.push(selector.as_ref().into());
        self
    }

    /// The optional traits, by name: `Debug,Clone` replaces the default, `+Default,-PartialEq` changes it,
    /// and `messages.*=+Hash` changes it for some definitions. Traits of other crates are given by their path,
    /// `+serde::Serialize`. [`Derives`](crate::Derives) lists all of them. The last call that matches wins.
    pub fn derives(mut self, list: impl Into<String>) -> Self {
        self.derives.push(list.into());
        self
    }

    /// Uses `Vec<u8>` for the matching fields of type `string`, such as `resPQ:pq`.
    pub fn strings_as_bytes(mut self, selector: impl AsRef<str>) -> Self {
        self.config.strings_as_bytes.push(selector.as_ref().into());
        self
    }

    /// Keeps the matching masks as fields, instead of computing them.
    pub fn keep_masks(mut self, selector: impl AsRef<str>) -> Self {
        self.config.keep_masks.push(selector.as_ref().into());
        self
    }

    /// Generates an enum, not an alias, for the matching types, even if they have one constructor.
    pub fn keep_enums(mut self, selector: impl AsRef<str>) -> Self {
        self.config.keep_enums.push(selector.as_ref().into());
        self
    }

    /// Puts the fields of the matching types, or of single constructors, into the variants of the enum,
    /// `Peer::User { user_id }`, without a struct for each constructor. Large variants keep their struct, in a `Box`.
    pub fn flat(mut self, selector: impl AsRef<str>) -> Self {
        self.config.flat.push(selector.as_ref().into());
        self
    }

    /// Gives the matching enums a variant `Unknown` for constructors that the schema does not have.
    /// It keeps the id and the rest of the input, or the JSON. In bytes, nothing can
    /// follow an unknown constructor, except with `DecodeOptions::newer` of the runtime. A type
    /// with one constructor is a struct, unless [`keep_enums`](Self::keep_enums) makes it an enum.
    pub fn unknown(mut self, selector: impl AsRef<str>) -> Self {
        self.config.unknown.push(selector.as_ref().into());
        self
    }

    /// Puts `#[non_exhaustive]` on the enums and structs of the matching types, constructors and functions.
    /// Such a struct has a function `new` for its required fields.
    pub fn non_exhaustive(mut self, selector: impl AsRef<str>) -> Self {
        self.config.non_exhaustive.push(selector.as_ref().into());
        self
    }

    /// Whether a `DecodeError` names its field: `updates[3].message.media`. By default, it does so
    /// only with [`unknown`](Self::unknown), since this takes a few instructions for each field.
    pub fn error_paths(mut self, error_paths: bool) -> Self {
        self.config.error_paths = error_paths;
        self
    }

    /// Makes matching fields, or the elements of matching lists, an `Option` that may be absent in JSON.
    /// Documentation in TDLib's style does the same if it says that a field "may be null".
    pub fn nullable(mut self, selector: impl AsRef<str>) -> Self {
        self.config.nullable.push(selector.as_ref().into());
        self
    }

    /// Also generates views, in a module `views`: types that borrow from the input, and decode
    /// lists as they are iterated. The selector matches functions, constructors, types and
    /// namespaces; a function stands for its answer. Everything that a view contains gets a view,
    /// too.
    pub fn views(mut self, selector: impl AsRef<str>) -> Self {
        self.config.views.push(selector.as_ref().into());
        self
    }

    /// Whether to generate the table of constructors and functions by id. With [`Role::Client`] it has no
    /// functions, which a client does not decode. By default off.
    pub fn registry(mut self, registry: bool) -> Self {
        self.config.registry = registry;
        self
    }

    /// Whether to generate the binary form. By default on. Clients of TDLib's JSON interface do not need it,
    /// and the code compiles faster without. `Object` and `Function` are then `tl_runtime::json::Json`, and
    /// types do not implement `Identify`.
    pub fn binary(mut self, binary: bool) -> Self {
        self.config.binary = binary;
        self
    }

    /// Whether to generate the JSON form that TDLib and tonlib use. By default off. The package that compiles
    /// the code needs the feature `json` of `tlgen-runtime`.
    pub fn json(mut self, json: bool) -> Self {
        self.config.json = json;
        self
    }

    /// Whether to generate the [JSON form](Self::json), and serde's `Serialize` and `Deserialize`
    /// for it. By default off, since these are two more impls for each type, and the functions of
    /// `tl_runtime::json` do not need them. The package that compiles the code needs the feature
    /// `serde` of `tlgen-runtime`, but does not depend on serde itself.
    pub fn serde(mut self, serde: bool) -> Self {
        self.config.serde = serde;
        self
    }

    /// Adds a file with descriptions, errors and callers for the documentation: getdoc's JSON, mtcute's
    /// `api-schema.json`, Telegram's `errors.json`, Telethon's CSV files, or the output of
    /// `tlgen docs --normal`. An earlier file takes precedence over a later one, and all files over the
    /// comments of the schema. The file needs the feature `facts`.
    pub fn docs(mut self, path: impl Into<PathBuf>) -> Self {
        self.docs.push(path.into());
        self
    }

    /// Adds a file with errors and callers. It takes precedence over the files of [`docs`](Self::docs). The file needs
    /// the feature `facts`.
    pub fn errors(mut self, path: impl Into<PathBuf>) -> Self {
        self.errors.push(path.into());
        self
    }

    /// Whether to generate `errors::RpcError`, a type for all errors in the files of
    /// [`errors`](Self::errors) and [`docs`](Self::docs), and `Function::ERRORS`. By default off. The type needs the
    /// feature `facts`.
    pub fn rpc_errors(mut self, rpc_errors: bool) -> Self {
        self.config.rpc_errors = rpc_errors;
        self
    }

    /// The constant `LAYER`. By default it comes from a comment `// LAYER 230` in the schema.
    pub fn layer(mut self, layer: i32) -> Self {
        self.config.layer = Some(layer);
        self
    }

    /// The path of the runtime, by default `::tl_runtime`.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.config.runtime_path = path.into();
        self
    }

    /// Whether to generate impls (the default) or `#[derive(TlObject)]`.
    pub fn impls(mut self, impls: Impls) -> Self {
        self.config.impls = impls;
        self
    }

    /// Turns a warning into an error, by its name (`id-mismatch`) or code (`TL0101`). The name
    /// `warnings` stands for all warnings.
    pub fn deny(mut self, name: impl Into<String>) -> Self {
        self.levels.push((name.into(), Level::Error));
        self
    }

    /// Shows a finding as a warning, by its name or code, even if it is off by default. Of `deny`, `warn`
    /// and `allow`, the last call that matches wins.
    pub fn warn(mut self, name: impl Into<String>) -> Self {
        self.levels.push((name.into(), Level::Warning));
        self
    }

    /// Silences a warning, by its name or code. The name `warnings` stands for all warnings.
    pub fn allow(mut self, name: impl Into<String>) -> Self {
        self.levels.push((name.into(), Level::Allowed));
        self
    }

    /// Whether to format the code with the `rustfmt` on the path, or in the environment variable `RUSTFMT`. By
    /// default off.
    ///
    /// If rustfmt fails, the code is written unformatted, and the [`Report`] says why.
    pub fn format(mut self, format: bool) -> Self {
        self.format = format;
        self
    }

    /// Whether Cargo shows warnings and errors when it runs the build script. By default on.
    ///
    /// An error that Cargo shows makes the build fail, even if the script handles the [`Error`]. Turn this off
    /// in a script that can do without the code.
    pub fn cargo_messages(mut self, show: bool) -> Self {
        self.quiet = !show;
        self
    }

    /// Generates the code, and writes the file if it has changed. Generated files that an earlier run of the
    /// build script wrote to `$OUT_DIR`, and this one has not yet written, are removed.
    ///
    /// # Errors
    /// If a schema cannot be read or has errors, an option is wrong, or the code cannot be written
    /// or would overwrite the code of another builder. Both `{}` and `{:?}` show the [`Error`] as a
    /// report, so `unwrap` is enough.
    pub fn compile(self) -> Result<Report, Error> {
        let run_by_cargo = env::var_os("OUT_DIR");
        let show = !self.quiet && run_by_cargo.is_some();
        if run_by_cargo.is_some() {
            // This comes before anything that can fail, so that Cargo tries again after the schema was fixed.
            let layers = self.layers.iter().map(|(_, path)| path);
            let externs = self.customised.extern_schemas.iter();
            let externs = externs.map(|(file, _)| file);
            for schema in self.schemas.iter().chain(layers).chain(externs) {
                cargo::rerun_if_changed(schema);
            }
            for file in self.docs.iter().chain(&self.errors) {
                cargo::rerun_if_changed(file);
            }
            if self.format {
                cargo::rerun_if_variable_changed(rustfmt::VARIABLE);
            }
        }
        let mut outcome = self.generate(run_by_cargo);
        if show {
            match &mut outcome {
                Ok(report) => cargo::warn(&report.to_string()),
                Err(error) => error.show(),
            }
        }
        outcome
    }

    fn generate(mut self, run_by_cargo: Option<OsString>) -> Result<Report, Error> {
        self.read_facts()?;
        let externs = &self.customised.extern_schemas;
        let (of_one, externs) = files::with_externs(&self.schemas, externs).map_err(Error::new)?;
        self.config.extern_schemas = externs;
        let levels = self.options()?;
        let out_dir_of_cargo = run_by_cargo.map(PathBuf::from);
        let file = self.file(out_dir_of_cargo.as_deref())?;
        let layers = self.layer_files()?;
        let of_layers = layers.iter().map(|(_, path)| path);
        let schemas: Vec<PathBuf> = of_one.iter().chain(of_layers).cloned().collect();
        if let Some(schema) = schemas.iter().find(|schema| files::same(schema, &file)) {
            let schema = schema.display();
            return Err(Error::new(format!("{schema} would be overwritten")));
        }
        let mut sources = Sources::new();
        for schema in &of_one {
            let name = schema.display().to_string();
            files::add(&mut sources, &name, files::read(schema)?)?;
        }
        let numbers = files::layers::add(&mut sources, &layers)?;
        let Compiled {
            code,
            mut parts,
            kept,
            diagnostics,
        } = match layers.is_empty() {
            true => compile(&sources, &self.config, &levels),
            false => compile_layers(&sources, &numbers, &self.config, &levels)
                .map_err(|mistake| Error::new(files::layers::mistake(mistake, &sources)))?,
        };
        let Some(mut code) = code else {
            return Err(Error::of_findings(sources, diagnostics));
        };
        let mut unformatted = None;
        if self.format {
            let texts = parts.iter_mut().map(|part| &mut part.code);
            unformatted = format_all(texts.chain([&mut code]), &file);
        }
        let output = outputs::Output {
            file: &file,
            code: &code,
            parts: self.config.split.then_some(&parts),
            schemas: &schemas,
        };
        let written = output.write(out_dir_of_cargo.as_deref())?;
        Ok(Report {
            warnings: diagnostics,
            sources,
            kept,
            file,
            written,
            unformatted,
        })
    }

    /// Returns the files of all layers, including those in folders.
    fn layer_files(&self) -> Result<Vec<(Option<u32>, PathBuf)>, Error> {
        let mut layers = Vec::new();
        for (number, path) in &self.layers {
            let files = files::layers::schemas(path)?;
            layers.extend(files.into_iter().map(|file| (*number, file)));
        }
        Ok(layers)
    }

    /// Reads the files of facts.
    #[cfg(feature = "facts")]
    fn read_facts(&mut self) -> Result<(), Error> {
        let (facts, _) = files::read_all_facts(&self.errors, &self.docs)?;
        self.config.facts = facts;
        Ok(())
    }

    #[cfg(not(feature = "facts"))]
    fn read_facts(&self) -> Result<(), Error> {
        let used = [
            ("docs", !self.docs.is_empty()),
            ("errors", !self.errors.is_empty()),
            ("rpc_errors", self.config.rpc_errors),
        ];
        let Some((method, _)) = used.iter().find(|(_, is_used)| *is_used) else {
            return Ok(());
        };
        Err(Error::new(format!(
            "`{method}` needs the feature `facts` of tlgen-codegen: tlgen-codegen = {{ …, features = [\"facts\"] }} in Cargo.toml"
        )))
    }

    /// Applies the options that are given as text.
    fn options(&mut self) -> Result<Levels, Error> {
        for list in &self.derives {
            let of_call = |why| Error::new(format!("derives({list:?}): {why}"));
            self.config.derives.push(list.parse().map_err(of_call)?);
        }
        self.customised.apply(&mut self.config)?;
        config::runtime_path(&self.config.runtime_path).map_err(Error::new)?;
        let conflict = match self.layers.is_empty() {
            true => self.config.conflict(),
            false if !self.schemas.is_empty() => Some(
                "`schema` adds a file of one layer; with several layers, add each file by `layer_file`",
            ),
            false => self.config.conflict_with_layers(),
        };
        if let Some(conflict) = conflict {
            return Err(Error::new(conflict));
        }
        let mut levels = Levels::default();
        for (name, level) in &self.levels {
            levels.set(name, *level)?;
        }
        Ok(levels)
    }

    /// Returns the path of the file with the code; for several files, of `mod.rs`.
    fn file(&self, out_dir_of_cargo: Option<&Path>) -> Result<PathBuf, Error> {
        let of_layer = self.layers.first().map(|(_, path)| path);
        let first =
            self.schemas.first().or(of_layer).ok_or_else(|| {
                Error::new("no schema: `Builder::schema` names the file to compile")
            })?;
        let out_dir = self.out_dir.as_deref().or(out_dir_of_cargo);
        let out_dir = out_dir.ok_or_else(|| {
            Error::new("OUT_DIR is set only in build scripts; elsewhere, call `Builder::out_dir`")
        })?;
        let name = match (&self.file_name, first.file_stem()) {
            (Some(name), _) => name.clone(),
            (None, Some(stem)) => {
                let mut name = stem.to_os_string();
                if !self.config.split {
                    name.push(".rs");
                }
                name.into()
            }
            (None, None) => return Err(Error::new(format!("{} is not a file", first.display()))),
        };
        if self.config.split && name.extension().is_some_and(|it| it == "rs") {
            return Err(Error::new(format!(
                "`split` writes a folder: `file_name` must be `{}`, not `{}`",
                name.with_extension("").display(),
                name.display()
            )));
        }
        if !self.config.split && name.extension().is_none() {
            return Err(Error::new(format!(
                "the code is one file: `file_name` must be `{}`, not `{}`",
                name.with_extension("rs").display(),
                name.display()
            )));
        }
        let output = out_dir.join(name);
        Ok(match self.config.split {
            true => folder::root(&output),
            false => output,
        })
    }
}

/// Formats the texts of a file or folder. Returns why one of them is not formatted.
fn format_all<'t>(texts: impl Iterator<Item = &'t mut String>, file: &Path) -> Option<String> {
    let mut unformatted = None;
    for text in texts {
        match rustfmt::format(text, file) {
            Ok(formatted) => *text = formatted,
            Err(why) => unformatted = Some(why),
        }
    }
    unformatted
}

#[cfg(test)]
mod tests;
