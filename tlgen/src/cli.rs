//! Command-line arguments.

mod customise;
pub(crate) mod diff;
mod docs;
mod examples;
mod export;
mod fmt;
mod help;
mod ids;
mod init;
mod levels;
mod shell;
mod values;
mod why;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use clap::builder::{EnumValueParser, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    Arg, ArgAction, Args, ColorChoice as WhenColored, CommandFactory, FromArgMatches, Parser,
    Subcommand, ValueEnum, value_parser,
};
use tl_codegen::__private::{files, runtime_path};
use tl_codegen::facts::Facts;
use tl_codegen::{Config, Derives, Impls, Role, Selector};

use self::customise::Customise;
use self::diff::Diff;
pub(crate) use self::docs::{Docs, DocsForm};
pub(crate) use self::export::Export;
pub(crate) use self::fmt::Fmt;
pub(crate) use self::ids::{Ids, Rule};
pub(crate) use self::init::Init;
use self::levels::Levels;
pub(crate) use self::shell::{Completions, Man};
pub(crate) use self::values::{Decode, Encode, Files, View};
pub(crate) use self::why::Why;
use crate::suggest::{self, did_you_mean};

/// Generates Rust from TL schemas, and checks, formats, compares and converts them
#[derive(Debug, Parser)]
#[command(
    name = "tlgen",
    version,
    arg_required_else_help = true,
    subcommand_negates_reqs = true,
    override_usage = "tlgen [OPTIONS] <SCHEMA>... --output <OUT>\n       tlgen <COMMAND>",
    after_help = examples::TLGEN
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: Generate,
    #[command(flatten)]
    options: Options,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate Rust code; `tlgen SCHEMA... -o OUT` does the same
    #[command(after_help = examples::GENERATE)]
    Generate(Box<Generate>),
    /// Set up a package: a schema, a build script and the dependencies
    #[command(after_help = examples::INIT)]
    Init(Init),
    /// Check schemas: syntax, names, ids and lints
    #[command(after_help = examples::CHECK)]
    Check(Check),
    /// List the ids of a schema, or write those that are missing
    #[command(after_help = examples::IDS)]
    Ids(Ids),
    /// Format schemas in place
    #[command(after_help = examples::FMT)]
    Fmt(Fmt),
    /// Show what changed between two schemas, and what the changes break
    #[command(after_help = examples::DIFF)]
    Diff(Diff),
    /// Write a reference of a schema: a static site or a book
    #[command(after_help = examples::DOCS)]
    Docs(Docs),
    /// Show which function leads to a type, and what uses the type
    #[command(after_help = examples::WHY)]
    Why(Why),
    /// Convert a schema: to the official JSON, to binary .tlo, or to TL
    #[command(after_help = examples::EXPORT)]
    Export(Export),
    /// Decode bytes by a schema, to JSON or to a tree with offsets
    #[command(after_help = examples::DECODE)]
    Decode(Decode),
    /// Encode a JSON value by a schema
    #[command(after_help = examples::ENCODE)]
    Encode(Encode),
    /// Explain a finding, or list all of them
    #[command(after_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Print completions for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(Completions),
    /// Print the manual page of `tlgen` or of a command
    #[command(after_help = examples::MAN)]
    Man(Man),
}

/// What every command knows.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Options {
    /// When to use colors
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        value_parser = color(),
        help_heading = HEADING
    )]
    pub(crate) color: ColorChoice,
    /// How to show findings
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "human",
        help_heading = HEADING
    )]
    pub(crate) message_format: MessageFormat,
}

const HEADING: &str = "Output";

/// How to show findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people: the text, labels, notes and a suggestion
    Human,
    /// One line each: `file:line:column: error[TL0201]: message`
    Short,
    /// One JSON object a line
    Json,
    /// Workflow commands, which GitHub Actions shows at the lines of a change
    Github,
}

/// The arguments of `tlgen generate`.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// The files of the schema; `-` is standard input
    #[arg(required = true, value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// Generate a module for each layer. `190=FILE`, a comment `// LAYER 190` or the file's name gives the
    /// layer; a file may have several, with marks such as `===17===`; a folder stands for its files,
    /// without those of its subfolders
    #[arg(long)]
    pub(crate) layers: bool,
    /// The file to write or replace, or, with a slash at the end, the folder: `mod.rs` and a file for each
    /// module; `-` is standard output
    #[arg(short, long, required = true, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; show a diff and exit with 1 if OUT is out of date (its layout does not matter)
    #[arg(long)]
    pub(crate) check: bool,
    /// How to format the code
    #[arg(long, value_name = "HOW", default_value = "rustfmt")]
    pub(crate) format: Format,
    #[command(flatten)]
    code: Code,
    #[command(flatten)]
    pub(crate) levels: Levels,
}

/// How to format the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With your `rustfmt` and its configuration
    Rustfmt,
    /// Do not format
    None,
}

/// What the code is like.
#[derive(Debug, Args)]
#[command(next_help_heading = "Code generation")]
struct Code {
    /// The side of the protocol: a client encodes functions and decodes answers, a server does the
    /// reverse [default: types go both ways, functions are encoded]
    #[arg(long, value_name = "ROLE", value_parser = role())]
    role: Option<Role>,
    /// Generate only these functions, constructors, types and namespaces, such as `photos.*`, and
    /// everything that they use
    #[arg(long, value_name = "SELECTOR")]
    only: Vec<Selector>,
    /// Leave out these functions, constructors, types and namespaces; decoding an excluded constructor
    /// is an error, or with `--unknown` an `Unknown`
    #[arg(long, value_name = "SELECTOR")]
    exclude: Vec<Selector>,
    /// Generate the table of constructors and functions, by id; with `--role client` it has no functions
    #[arg(long)]
    registry: bool,
    /// Generate the JSON form that TDLib uses; needs the feature `json` of `tlgen-runtime`
    #[arg(long)]
    json: bool,
    /// Generate the JSON form that TDLib uses, and serde's traits for it; needs the feature `serde` of
    /// `tlgen-runtime`
    #[arg(long)]
    serde: bool,
    /// Leave out the binary form, for clients of TDLib's JSON interface
    #[arg(long)]
    no_binary: bool,
    /// Which of Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, From and TryFrom to
    /// implement, and derives of other crates, such as `serde::Serialize`; `+Default` and `-PartialEq`
    /// change the default, `messages.*=+Hash` changes it for some definitions [default: Debug, Clone, and for
    /// types PartialEq and From]
    #[arg(long, value_name = "LIST", allow_hyphen_values = true)]
    derives: Vec<Derives>,
    /// Use `Vec<u8>` for these strings, such as `resPQ:pq`; `*` and `?` are wildcards
    #[arg(long, value_name = "SELECTOR")]
    strings_as_bytes: Vec<Selector>,
    /// Keep these masks as fields, such as `photo:flags`, instead of computing them
    #[arg(long, value_name = "SELECTOR")]
    keep_masks: Vec<Selector>,
    /// Generate enums for these types, such as `photos.*`, even if they have one constructor
    #[arg(long, value_name = "SELECTOR")]
    keep_enums: Vec<Selector>,
    /// Put the fields of these types, or of single constructors, into the variants of the enum, without
    /// a struct for each constructor: `Peer::User { user_id }`
    #[arg(long, value_name = "SELECTOR")]
    flat: Vec<Selector>,
    /// Give these enums, such as `*`, a variant `Unknown` for constructors that the schema does not have
    #[arg(long, value_name = "SELECTOR")]
    unknown: Vec<Selector>,
    /// Put `#[non_exhaustive]` on these enums and structs; such a struct has a function `new`
    #[arg(long, value_name = "SELECTOR")]
    non_exhaustive: Vec<Selector>,
    /// Let decode errors name their field, as they do with `--unknown`
    #[arg(long)]
    error_paths: bool,
    /// Make these fields an `Option` that may be absent in JSON, such as `message:content`
    #[arg(long, value_name = "SELECTOR")]
    nullable: Vec<Selector>,
    /// Also generate views for these functions, constructors, types and namespaces: types that borrow
    /// from the input, and decode lists as they are iterated
    #[arg(long, value_name = "SELECTOR")]
    views: Vec<Selector>,
    /// Document the code with the descriptions, errors and callers in this file
    #[arg(long, value_name = "FILE", help_heading = "Documentation")]
    docs: Vec<PathBuf>,
    /// Document the code with the errors and callers in this file; it takes precedence over `--docs`
    #[arg(long, value_name = "FILE", help_heading = "Documentation")]
    errors: Vec<PathBuf>,
    /// Generate `errors::RpcError`, a type for all errors in these files, and `Function::ERRORS`
    #[arg(long, help_heading = "Documentation")]
    rpc_errors: bool,
    /// The number for the constant LAYER [default: from a comment `// LAYER 230`]
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        value_parser = value_parser!(i32).range(0..)
    )]
    layer: Option<i32>,
    /// The path of the runtime
    #[arg(long, value_name = "PATH", default_value = "::tl_runtime", value_parser = runtime_path)]
    runtime_path: String,
    /// Generate impls, or `#[derive(TlObject)]` instead
    #[arg(long, value_name = "HOW", default_value = "generated", value_parser = impls())]
    impls: Impls,
    #[command(flatten)]
    customise: Customise,
}

fn impls() -> impl TypedValueParser<Value = Impls> {
    choice([("generated", Impls::Generated), ("derive", Impls::Derive)])
}

fn role() -> impl TypedValueParser<Value = Role> {
    choice([
        ("client", Role::Client),
        ("server", Role::Server),
        ("both", Role::Both),
    ])
}

/// Returns the parser of an option whose value is one of these words.
fn choice<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [(&'static str, T); N],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(|(word, _)| word)).try_map(move |word| {
        let found = all.iter().find(|(it, _)| *it == word);
        found
            .map(|(_, value)| *value)
            .ok_or("it is not one of the words")
    })
}

/// The arguments of `tlgen check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The files of the schema; `-` is standard input
    #[arg(required = true, value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) levels: Levels,
}

/// The arguments of `tlgen explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code or name of a finding: `TL0101`, `id-mismatch`
    #[arg(value_name = "FINDING")]
    pub(crate) finding: Option<String>,
}

impl Generate {
    /// Returns the schemas whose code is in other crates.
    pub(crate) fn extern_schemas(&self) -> &[files::Extern] {
        &self.code.customise.extern_schema
    }

    /// Returns the files of `--errors` and `--docs`.
    pub(crate) fn facts(&self) -> (&[PathBuf], &[PathBuf]) {
        (&self.code.errors, &self.code.docs)
    }

    /// Returns the configuration that the options describe, without the content of the facts files.
    pub(crate) fn config(&self) -> Config {
        let Code {
            role,
            only,
            exclude,
            registry,
            json,
            serde,
            no_binary,
            derives,
            strings_as_bytes,
            keep_masks,
            keep_enums,
            flat,
            unknown,
            non_exhaustive,
            error_paths,
            nullable,
            docs: _,
            errors: _,
            rpc_errors,
            views,
            layer,
            runtime_path,
            impls,
            customise,
        } = &self.code;
        customise.apply(Config {
            role: *role,
            only: only.clone(),
            exclude: exclude.clone(),
            derives: derives.clone(),
            strings_as_bytes: strings_as_bytes.clone(),
            keep_masks: keep_masks.clone(),
            keep_enums: keep_enums.clone(),
            flat: flat.clone(),
            unknown: unknown.clone(),
            non_exhaustive: non_exhaustive.clone(),
            error_paths: *error_paths,
            nullable: nullable.clone(),
            views: views.clone(),
            registry: *registry,
            binary: !no_binary,
            json: *json,
            serde: *serde,
            facts: Facts::default(),
            rpc_errors: *rpc_errors,
            layer: *layer,
            runtime_path: runtime_path.clone(),
            impls: *impls,
            ..Config::default()
        })
    }
}

fn color() -> impl TypedValueParser<Value = ColorChoice> {
    EnumValueParser::<WhenColored>::new().map(|when| match when {
        WhenColored::Auto => ColorChoice::Auto,
        WhenColored::Always => ColorChoice::Always,
        WhenColored::Never => ColorChoice::Never,
    })
}

/// Returns the definition of the arguments.
pub(crate) fn command() -> clap::Command {
    Cli::command()
}

/// Parses the arguments. Prints an error or the help and exits if there is nothing to run.
pub(crate) fn parse() -> (Command, Options) {
    let mut command = help::grouped(Cli::command());
    if let Some(message) = no_command(&command, env::args_os().skip(1)) {
        command.error(ErrorKind::InvalidSubcommand, message).exit();
    }
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    if let Some(message) = value_of_a_switch(&command, &arguments) {
        command.error(ErrorKind::TooManyValues, message).exit();
    }
    let matches = command.get_matches_mut();
    if let Some((name, _)) = matches.subcommand() {
        let given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        let stray = command
            .get_arguments()
            .find(|argument| !argument.is_global_set() && given(argument.get_id().as_str()))
            .map(ToString::to_string);
        if let Some(stray) = stray {
            let message = format!("`{stray}` belongs after the command `{name}`");
            command.error(ErrorKind::ArgumentConflict, message).exit();
        }
    }
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    (
        cli.command
            .unwrap_or(Command::Generate(Box::new(cli.generate))),
        cli.options,
    )
}

/// Returns an error message for `help` of a command that does not exist, and if the first argument is most likely a
/// mistyped command, which would otherwise be taken for a file.
fn no_command(
    command: &clap::Command,
    mut arguments: impl Iterator<Item = OsString>,
) -> Option<String> {
    let mut first = arguments.next()?;
    let is_help = first == "help";
    if is_help {
        first = arguments.next()?;
    }
    let word = first.to_str()?;
    // clap adds the command `help` when it parses.
    let names = || {
        command
            .get_subcommands()
            .map(clap::Command::get_name)
            .chain(["help"])
    };
    if word.starts_with('-') || names().any(|name| name == word) {
        return None;
    }
    if is_help {
        return Some(suggest::no_command(word, names()));
    }
    if Path::new(word).exists() {
        return None;
    }
    if let Some(meant) = did_you_mean(word, names()) {
        return Some(format!("there is no command `{word}`{meant}"));
    }
    // `tlgen build a.tl`: a file name would have a dot.
    let next = arguments.next()?;
    let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_before_a_file = !next.as_encoded_bytes().starts_with(b"-");
    (is_word && is_before_a_file).then(|| format!("there is no command `{word}`"))
}

/// Returns an error message for `--json true` or `--json=true`. Otherwise, the word `true` after `--json` would be
/// taken for a file.
fn value_of_a_switch(command: &clap::Command, arguments: &[OsString]) -> Option<String> {
    let mut commands = arguments.iter().map(|it| command.find_subcommand(it));
    let chosen = commands.find_map(|it| it).unwrap_or(command);
    let is_switch = |option: &str| {
        let name = option.strip_prefix("--");
        let is_it =
            |it: &Arg| it.get_long() == name && matches!(it.get_action(), ArgAction::SetTrue);
        let global = command.get_arguments().filter(|it| it.is_global_set());
        name.is_some() && chosen.get_arguments().chain(global).any(is_it)
    };
    let is_value = |word: &str| matches!(word, "true" | "false") && !Path::new(word).exists();
    arguments.iter().enumerate().find_map(|(index, word)| {
        let (word, next) = (word.to_str()?, arguments.get(index + 1));
        let next = next
            .and_then(|next| next.to_str())
            .filter(|next| is_value(next));
        let (option, value) = word.split_once('=').or_else(|| Some((word, next?)))?;
        is_switch(option).then(|| format!("`{option}` takes no value: remove `{value}`"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_the_arguments_is_sound() {
        Cli::command().debug_assert();
    }
}
