//! Writes the initial inputs of the fuzzers to `seeds`: schemas, fixtures, and values from other
//! implementations if they are present.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
// Links the runtime that everything compiled for fuzzing refers to.
use libfuzzer_sys as _;
use tlgen_fuzz::generated::{LITE_API, TELEGRAM};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = fuzz.join("..");
    let seeds = fuzz.join("seeds");
    // Texts: whole fixtures, and single declarations of our schemas.
    let mut texts = files(&root.join("tests/fixtures"), "tl");
    texts.extend(files(&root.join("schemas"), "tl"));
    for (number, path) in texts.iter().enumerate() {
        let bytes = fs::read(path)?;
        if bytes.len() < 20_000 {
            put(&seeds, "schema", &format!("fixture{number}"), &bytes)?;
        }
        let text = String::from_utf8_lossy(&bytes);
        for (part, declaration) in text.split_inclusive(";\n").enumerate() {
            put(
                &seeds,
                "schema",
                &format!("part{number}_{part}"),
                declaration.as_bytes(),
            )?;
            if let Some(line) = declaration
                .lines()
                .last()
                .filter(|line| !line.contains('"'))
            {
                let item = format!("#[tl(\"{line}\")] struct Row {{ a: i32, b: Vec<u8> }}");
                put(
                    &seeds,
                    "attribute",
                    &format!("line{number}_{part}"),
                    item.as_bytes(),
                )?;
            }
        }
    }
    // Attributes: the examples in the derive's documentation and in its tests.
    let mut examples = files(&root.join("tests/derive"), "rs");
    examples.push(root.join("tl-derive/src/lib.rs"));
    for (number, path) in examples.iter().enumerate() {
        let text = fs::read_to_string(path)?.replace("//! ", "");
        for (part, item) in text.split("#[derive(").skip(1).enumerate() {
            let item = item.split_once("]\n").map_or("", |(_, item)| item);
            let item = item.split("\n\n").next().unwrap_or(item);
            put(
                &seeds,
                "attribute",
                &format!("item{number}_{part}"),
                item.as_bytes(),
            )?;
        }
    }
    // Other forms: those of our schemas, and files of the official parser.
    for (number, path) in files(&root.join("schemas"), "tl").iter().enumerate() {
        use tl_parser::source::Form;
        let mut sources = tl_parser::source::Sources::new();
        sources.add_bytes("", fs::read(path)?);
        let mut found = Vec::new();
        let programs = tl_parser::check::parse_all(&sources, &mut found);
        let levels = tl_parser::diagnostic::Levels::default();
        let schema = tl_parser::check::check(&programs, &levels, &mut found);
        for form in [Form::Json, Form::Tlo] {
            let written = tl_parser::forms::write(form, &programs, &schema, &mut found);
            put(
                &seeds,
                "forms",
                &format!("{}{number}", form.name()),
                &written.unwrap_or_default(),
            )?;
        }
    }
    for path in files(&root.join("../shared/tlo"), "tlo") {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        put(&seeds, "forms", &name, &fs::read(&path)?)?;
    }
    // Values.
    for (target, file, prefix) in [
        ("telegram", "telegram-l230.jsonl.gz", &[][..]),
        ("ton", "ton-ton_api.jsonl.gz", &[0]),
        ("ton", "ton-lite_api.jsonl.gz", &[1]),
    ] {
        let codec = if file.contains("lite") {
            &LITE_API
        } else {
            &TELEGRAM
        };
        for (number, bytes) in vectors(&root.join("tests/vectors").join(file))?
            .iter()
            .enumerate()
        {
            // One of ten is enough; the fuzzer finds the rest.
            if number % 10 == 0 {
                let name = format!("{file}{number}");
                put(&seeds, target, &name, &[prefix, bytes].concat())?;
                let value = codec.decode(&codec.any(), bytes);
                if let Some(json) = value
                    .ok()
                    .and_then(|value| codec.to_json(&codec.any(), &value).ok())
                {
                    put(&seeds, "json", &name, json.to_string().as_bytes())?;
                }
            }
        }
    }
    // There are no vectors of `full_tl.tl`, so each id is followed by zeros.
    for (number, combinator) in tlgen_fuzz::generated::FULL_TL
        .schema()
        .combinators
        .iter()
        .enumerate()
    {
        let bytes = [&combinator.id.to_le_bytes()[..], &[0; 64]].concat();
        put(&seeds, "full_tl", &format!("id{number}"), &bytes)?;
        for kind in 4..8 {
            for target in ["flat", "views"] {
                put(
                    &seeds,
                    target,
                    &format!("id{number}_{kind}"),
                    &[&[kind], &bytes[..]].concat(),
                )?;
            }
        }
    }
    Ok(())
}

fn put(seeds: &Path, target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = seeds.join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

/// Returns the files with an extension in a folder and its subfolders; none if it does not exist.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns the bytes of the values in a compressed file.
fn vectors(path: &Path) -> Result<Vec<Vec<u8>>, Box<dyn std::error::Error>> {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
    let mut found = Vec::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let hex = line["hex"].as_str().unwrap_or_default();
        found.push(data_encoding::HEXLOWER.decode(hex.as_bytes())?);
    }
    Ok(found)
}
