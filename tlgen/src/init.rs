//! `tlgen init [PACKAGE]`: what a package needs to generate code when it is built.

mod manifest;

use std::fs;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;

use crate::cli::Init;
use crate::exit::{Exit, Failure};
use crate::output;
use manifest::Manifest;

const SCHEMA: &str = include_str!("init/api.tl");

const BUILD_SCRIPT: &str = r#"//! Generates Rust code for `schemas/api.tl`.

fn main() -> Result<(), tl_codegen::Error> {
    tl_codegen::Builder::new().schema("schemas/api.tl").compile()?;
    Ok(())
}
"#;

pub(crate) fn run(arguments: &Init) -> Result<Exit, Failure> {
    let in_package = |file: &str| match arguments.package.as_path() {
        here if here == Path::new(".") => PathBuf::from(file),
        package => package.join(file),
    };
    let path = in_package("Cargo.toml");
    let Some(text) = files::read_to_compare(&path)? else {
        let message = "does not exist; run `cargo new` first, then `tlgen init` in the new package";
        return Err(Failure::Usage(format!("{} {message}", path.display())));
    };
    let mut manifest = Manifest::parse(&text)
        .map_err(|why| Failure::Usage(format!("{}: {why}", path.display())))?;

    let schema = in_package("schemas/api.tl");
    let script = in_package(manifest.build_script());
    let mut done = written(&schema, SCHEMA)?;
    if script.exists() {
        done += &format!(
            "kept     {}: let it call `tl_codegen::Builder::new().schema(\"schemas/api.tl\").compile()?`\n",
            script.display()
        );
    } else {
        done += &written(&script, BUILD_SCRIPT)?;
    }
    let added = manifest.add_dependencies();
    if added.is_empty() {
        done += &format!("kept     {}: it has both dependencies\n", path.display());
    } else {
        files::write(&path, manifest.to_string().as_bytes())?;
        done += &format!("changed  {}: {}\n", path.display(), added.join(", "));
    }
    done += "\nNext, put this line into src/main.rs or src/lib.rs, and build:\n\n    \
             tl_runtime::include_tl!(pub mod api);\n";
    output::colored(&done)?;
    Ok(Exit::Fine)
}

/// Writes a file that does not exist yet, and says what was done.
fn written(path: &Path, text: &str) -> Result<String, Failure> {
    if path.exists() {
        return Ok(format!("kept     {}\n", path.display()));
    }
    let folder = files::folder(path);
    fs::create_dir_all(folder).map_err(|error| Failure::Folder(folder.to_owned(), error))?;
    files::write(path, text.as_bytes())?;
    Ok(format!("wrote    {}\n", path.display()))
}
