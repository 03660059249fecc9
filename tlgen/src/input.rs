//! Reading schemas.

use std::io;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use tl_codegen::__private::report::Title;
use tl_parser::source::{FileId, Form, Source, Sources};

use crate::exit::Failure;
use crate::messages::Messages;

/// Whether a path stands for standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// The error for using `-` twice.
pub(crate) fn standard_twice() -> Failure {
    Failure::Usage("standard input can be read once only".into())
}

/// Returns an error message if a file of a schema is meant as one of a layer: `230=FILE`, or a folder.
pub(crate) fn is_of_layers(paths: &[PathBuf]) -> Option<String> {
    let is_it = |path: &&PathBuf| path.is_dir() || !path.exists() && numbered(path).is_some();
    let path = paths.iter().find(is_it)?.display();
    Some(format!(
        "without `--layers`, which generates a module for each layer, `{path}` cannot be read"
    ))
}

/// Returns an error message if one of several schemas is most likely a second value of the option before it:
/// `--only a.get a.set`.
pub(crate) fn is_of_option(paths: &[PathBuf]) -> Option<String> {
    let is_value = |path: &&PathBuf| {
        let extension = path.extension().and_then(|it| it.to_str());
        !path.exists() && !is_standard(path) && !matches!(extension, Some("tl" | "json" | "tlo"))
    };
    let is_one_of_several = paths.iter().any(|path| path.exists());
    let path = paths.iter().find(is_value).filter(|_| is_one_of_several)?;
    Some(format!(
        "there is no file `{}`; an option takes one value, so repeat it for each: `--only a --only b`",
        path.display()
    ))
}

/// Returns the number and the file of `190=FILE`.
fn numbered(path: &Path) -> Option<(u32, &Path)> {
    let (number, path) = path.to_str()?.split_once('=')?;
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    // A number that is too large for any layer is reported with the file.
    is_number.then(|| (number.parse().unwrap_or(u32::MAX), Path::new(path)))
}

/// Reads all files of a schema.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Sources, Failure> {
    if paths.iter().filter(|path| is_standard(path)).count() > 1 {
        return Err(standard_twice());
    }
    let mut sources = Sources::new();
    for path in paths {
        add(path, &mut sources)?;
    }
    Ok(sources)
}

/// Returns the files of layers, including those in folders. `190=FILE` gives the layer.
pub(crate) fn layer_files(paths: &[PathBuf]) -> Result<Vec<(Option<u32>, PathBuf)>, Failure> {
    let mut layers = Vec::new();
    for path in paths {
        let (number, path) = match numbered(path) {
            Some((number, path)) => (Some(number), path),
            None => (None, path.as_path()),
        };
        if is_standard(path) {
            return Err(Failure::Usage(
                "the files of layers cannot be standard input".into(),
            ));
        }
        let files = files::layers::schemas(path)?;
        layers.extend(files.into_iter().map(|file| (number, file)));
    }
    Ok(layers)
}

/// Whether a file can be rewritten as TL without losing a byte that is not UTF-8. Shows an error if not.
pub(crate) fn is_text(source: &Source, messages: &Messages) -> bool {
    let name = source.file_name();
    let message = match source.form {
        Form::Tl if source.replaced.is_empty() => return true,
        Form::Tl => format!("{name} is left as it is: it is not UTF-8"),
        Form::Json | Form::Tlo => {
            format!("{name} is left as it is: it is {}", source.form.name())
        }
    };
    messages.say(Title::Error, &message);
    false
}

/// Reads a file, or standard input.
pub(crate) fn add(path: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    if is_standard(path) {
        const NAME: &str = "<stdin>";
        let bytes = files::read_from(io::stdin().lock(), NAME)?;
        return Ok(files::add(sources, NAME, bytes)?);
    }
    let name = path.display().to_string();
    Ok(files::add(sources, &name, files::read(path)?)?)
}
