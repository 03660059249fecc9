//! Random schemas with random options: the flags and the methods of `Builder` give the same code, and nothing
//! panics.
//!
//! `TLGEN_ROUNDS=50 cargo test -p tlgen combinations` runs 50 times as many cases.

#[path = "../../../tests/properties/schemas.rs"]
#[allow(dead_code, reason = "the tests of schemas make more of them")]
mod schemas;

mod options;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tl_codegen::Builder;

use crate::Folder;
use crate::support::random::Random;
use options::{Choice, Names};
use schemas::{Constructs, Schema};

/// The number of cases without `TLGEN_ROUNDS`.
const CASES: u64 = 40;

/// A part of the schema, whose code is in another crate.
const COMMON: &str = "shared.user id:long name:string = shared.User;\n";

/// Files, options, and how the options are given to both.
struct Case {
    files: Vec<(&'static str, String)>,
    choices: Vec<Choice>,
    has_layers: bool,
    is_split: bool,
}

impl Case {
    fn new(random: &mut Random) -> Self {
        let constructs = match random.once_in(2) {
            true => Constructs::All,
            false => Constructs::Plain,
        };
        let mut schema = Schema::new(random, constructs).text;
        let names = Names::new(&schema);
        let has_layers = random.once_in(4);
        let choices = options::choose(random, &names);
        if choices.iter().any(|it| it.flag == "--extern-schema") {
            schema += "\n---types---\nwithShared it:shared.User = WithShared;\n";
        }
        let mut files = vec![("a.tl", schema)];
        if has_layers {
            let newer = newer(random, &files[0].1, &names);
            files.push(("b.tl", newer));
        }
        Self {
            files,
            choices,
            has_layers,
            is_split: random.once_in(4),
        }
    }

    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--format=none".to_owned()];
        if self.has_layers {
            arguments.extend(["7=a.tl", "8=b.tl", "--layers"].map(String::from));
        } else {
            arguments.push("a.tl".into());
        }
        let out = match self.is_split {
            true => "flags/api/",
            false => "flags/api.rs",
        };
        arguments.extend(["-o".into(), out.into()]);
        for choice in &self.choices {
            arguments.push(match choice.value.as_str() {
                "" => choice.flag.into(),
                value => format!("{}={value}", choice.flag),
            });
        }
        arguments
    }

    fn builder(&self, folder: &Folder) -> Builder {
        let mut builder = Builder::new()
            .out_dir(folder.path("builder"))
            .split(self.is_split)
            .file_name(match self.is_split {
                true => "api",
                false => "api.rs",
            });
        builder = match self.has_layers {
            true => builder
                .layer_file(7, folder.path("a.tl"))
                .layer_file(8, folder.path("b.tl")),
            false => builder.schema(folder.path("a.tl")),
        };
        for choice in &self.choices {
            builder = match choice.flag {
                "--extern-schema" => builder.extern_schema(folder.path("common.tl"), "common"),
                _ => (choice.apply)(builder, &choice.value),
            };
        }
        builder
    }
}

/// Returns a schema that might be the next layer of `old`: with more declarations, without one, or another one.
fn newer(random: &mut Random, old: &str, names: &Names) -> String {
    if random.once_in(4) {
        let text = Schema::new(random, Constructs::All).text;
        return text.replace("// LAYER 7", "// LAYER 8");
    }
    let mut text = old.replace("// LAYER 7", "// LAYER 8");
    text += "\n---types---\n";
    for number in 0..random.below(4) {
        let ty = names.ty(random);
        text += &format!("added{number} flags:# x:int next:flags.0?{ty} = {ty};\n");
    }
    text
}

/// Returns the files in a folder with their contents.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return all;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inner = contents(&path).into_iter();
            all.extend(inner.map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else {
            all.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    all
}

/// Returns the first lines in which the files differ.
fn difference<'f>(
    one: &'f BTreeMap<String, String>,
    other: &'f BTreeMap<String, String>,
) -> Option<(&'f str, &'f str)> {
    let lines = |all: &'f BTreeMap<String, String>| {
        let files = all.iter();
        let lines = files.flat_map(|(name, text)| [name.as_str()].into_iter().chain(text.lines()));
        lines.chain(["the end"])
    };
    let mut pairs = lines(one).zip(lines(other));
    pairs.find(|(one, other)| one != other)
}

/// Runs the case of a seed, and returns whether there is code.
fn generates(seed: u64) -> bool {
    let case = Case::new(&mut Random::new(seed));
    let folder = Folder::new(&[("common.tl", COMMON)]);
    for (name, text) in &case.files {
        folder.write(name, text);
    }
    for name in ["flags", "builder"] {
        fs::create_dir(folder.path(name)).unwrap();
    }
    let arguments = case.arguments();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = folder.run(&arguments);
    let shown = || {
        let files = case.files.iter().map(|(_, text)| text.as_str());
        let files = files.collect::<Vec<_>>().join("\n----\n");
        format!("{seed}: {arguments:?}\n{files}\n{}", run.err)
    };
    assert!([0, 1, 2].contains(&run.code), "{}", shown());
    assert!(!run.err.contains("panicked"), "{}", shown());
    let of_flags = contents(&folder.path("flags"));
    assert_eq!(of_flags.is_empty(), run.code != 0, "{}", shown());

    let built = case.builder(&folder).compile();
    if let (0, Err(error)) = (run.code, &built) {
        panic!("{error}\n{}", shown());
    }
    assert_eq!(built.is_ok(), run.code == 0, "{}", shown());
    let of_builder = contents(&folder.path("builder"));
    if let Some((one, other)) = difference(&of_flags, &of_builder) {
        panic!("{one:?} is {other:?} of the builder\n{}", shown());
    }

    // In another process, hash maps have other seeds.
    if run.code == 0 {
        let again = folder.run(&[&arguments[..], &["--check"]].concat());
        assert_eq!(again.code, 0, "{}{}", again.err, shown());
    }
    for (name, code) in &of_flags {
        let tokens = code.parse::<proc_macro2::TokenStream>();
        assert!(tokens.is_ok(), "{name} is not Rust: {}", shown());
    }
    run.code == 0
}

#[test]
fn flags_and_builder_give_the_same_code_of_random_schemas() {
    let rounds = std::env::var("TLGEN_ROUNDS");
    let rounds: u64 = rounds.map_or(1, |rounds| rounds.parse().unwrap());
    let generated = (0..CASES * rounds).filter(|&seed| generates(seed)).count();
    eprintln!("{generated} of {} cases have code", CASES * rounds);
    assert!(generated as u64 > CASES * rounds / 4, "{generated}");
}

#[test]
fn every_option_of_code_is_one_of_the_random_ones() {
    // Files, formats, findings and what needs facts.
    const OTHERS: &[&str] = &[
        "--allow",
        "--check",
        "--color",
        "--deny",
        "--docs",
        "--errors",
        "--format",
        "--help",
        "--layers",
        "--message-format",
        "--output",
        "--rpc-errors",
        "--warn",
    ];
    let help = Folder::new(&[]).run(&["generate", "--help"]).out;
    let words: Vec<&str> = help
        .lines()
        .filter_map(|line| {
            let line = line.trim_start();
            let option = line.strip_prefix("-o, ").or(line.strip_prefix("-h, "));
            let word = option.unwrap_or(line).split_whitespace().next()?;
            word.starts_with("--").then_some(word)
        })
        .collect();
    assert!(words.contains(&"--role"), "{help}");
    let missing: Vec<&str> = words
        .into_iter()
        .filter(|word| !OTHERS.contains(word) && !options::is_known(word))
        .collect();
    assert_eq!(missing, [] as [&str; 0]);
}
