//! Declarations from a file. A process of the compiler reads and checks a file once, and again if it has
//! changed.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use quote::quote;
use syn::LitStr;
use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic, Levels, nearest};
use tl_parser::schema::{CombinatorKind, Origin, Schema};
use tl_parser::source::{Form, Sources, Span};

use crate::context::Context;
use crate::declaration::{Declaration, is_broken, report_all};
use crate::error::Errors;

/// A file that has been read and checked. It lives as long as the process.
#[derive(Clone, Copy)]
struct File {
    sources: &'static Sources,
    schema: &'static Schema<'static>,
    findings: &'static [Diagnostic],
    modified: Option<SystemTime>,
}

static FILES: Mutex<BTreeMap<PathBuf, File>> = Mutex::new(BTreeMap::new());

/// A declaration in a file.
pub(crate) struct Named<'l> {
    /// The path of the file, relative to the folder of the package's manifest.
    pub path: &'l LitStr,
    /// The name of the constructor or function.
    pub name: &'l LitStr,
    /// What it must be; `None` if it can be either.
    pub kind: Option<CombinatorKind>,
    /// Whether its id may differ from the id of the text.
    pub unchecked: bool,
}

/// Returns the path of a schema.
pub(crate) fn located(path: &LitStr) -> PathBuf {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    Path::new(&folder).join(path.value())
}

/// Makes the compiler run the derive again when the file changes.
pub(crate) fn track(path: &LitStr, context: &Context) {
    let path = located(path).display().to_string();
    context.checks.add(quote! {
        const _: &[u8] = ::core::include_bytes!(#path);
    });
}

/// Calls `use_it` with the declaration of this name in a file. Returns `None` if there is a mistake.
pub(crate) fn with_named<T>(
    named: &Named<'_>,
    errors: &Errors,
    use_it: impl FnOnce(&Declaration<'_, '_>) -> Option<T>,
) -> Option<T> {
    let file = match file(&named.path.value(), located(named.path)) {
        Ok(file) => file,
        Err(error) => {
            let help = match error.kind() {
                ErrorKind::InvalidData => "convert it: `tlgen export FILE --to tl -o FILE.tl`",
                _ => "the path is taken from the folder of Cargo.toml",
            };
            let message = format!(
                "the schema {} cannot be read: {error}\nhelp: {help}",
                located(named.path).display()
            );
            errors.at(named.path.span(), message);
            return None;
        }
    };
    let name = named.name.value();
    let declared = file.schema.combinators.iter();
    let declared = declared
        .filter(|combinator| combinator.origin == Origin::Declared && combinator.name == name);
    // A constructor and a function may have the same name.
    let meant = named.kind.unwrap_or(CombinatorKind::Constructor);
    let Some(combinator) = declared.max_by_key(|combinator| combinator.kind == meant) else {
        not_found(&file, named, errors);
        return None;
    };
    let mismatch_is_meant =
        |finding: &Diagnostic| named.unchecked && finding.code == Code::IdMismatch;
    let concerned: Vec<Diagnostic> = file
        .findings
        .iter()
        .filter(|finding| is_in(finding, combinator.span) && !mismatch_is_meant(finding))
        .cloned()
        .collect();
    report_all(&concerned, file.sources, named.name.span(), errors);
    if concerned.iter().any(is_broken) {
        return None;
    }
    let declaration = Declaration {
        schema: file.schema,
        combinator,
        sources: file.sources,
        place: named.name.span(),
        written: true,
        errors,
        text_is_wrong: Cell::default(),
        doubt: OnceCell::new(),
    };
    use_it(&declaration).filter(|_| concerned.is_empty())
}

/// Reports that there is no such name: what was probably meant, or why the name is missing.
fn not_found(file: &File, named: &Named<'_>, errors: &Errors) {
    let name = named.name.value();
    let declared = file.schema.combinators.iter();
    let declared = declared.filter(|combinator| {
        let is_meant = named.kind.is_none_or(|kind| kind == combinator.kind);
        is_meant && combinator.origin == Origin::Declared
    });
    let meant = nearest(&name, declared.map(|combinator| combinator.name));
    let kind = named
        .kind
        .map_or("constructor or function", CombinatorKind::name);
    let mut message = format!("{} declares no {kind} `{name}`", named.path.value());
    if let Some(meant) = meant {
        message.push_str(&format!("\nhelp: did you mean `{meant}`?"));
    }
    errors.at(named.name.span(), message);
    if let Some(first) = file.findings.iter().find(|it| it.is_error()) {
        report_all(
            std::slice::from_ref(first),
            file.sources,
            named.path.span(),
            errors,
        );
    }
}

/// Whether a finding is about this declaration, and is an error or a wrong id.
fn is_in(diagnostic: &Diagnostic, declaration: Span) -> bool {
    let serious = diagnostic.is_error() || diagnostic.code == Code::IdMismatch;
    // It is about one of the two declarations, and has a label at the other.
    let is_of_two = matches!(diagnostic.code, Code::DuplicateName | Code::DuplicateId);
    let mut labels = diagnostic.labels.iter();
    let concerns = diagnostic.about == Some(declaration)
        || (is_of_two && labels.any(|label| contains(declaration, label.span)));
    serious && concerns
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

fn file(name: &str, path: PathBuf) -> std::io::Result<File> {
    let modified = std::fs::metadata(&path)?.modified().ok();
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = files.get(&path) {
        if file.modified == modified {
            return Ok(*file);
        }
    }
    let bytes = std::fs::read(&path)?;
    match Form::of(&bytes) {
        Form::Tl => {}
        form @ (Form::Json | Form::Tlo) => {
            let message = format!("it is {}, and the derive reads only TL", form.name());
            return Err(std::io::Error::new(ErrorKind::InvalidData, message));
        }
    }
    let mut sources = Sources::new();
    sources.add_bytes(name, bytes);
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let mut findings = Vec::new();
    let programs = Box::leak(check::parse_all(sources, &mut findings).into_boxed_slice());
    let schema = Box::leak(Box::new(check::check(
        programs,
        &Levels::default(),
        &mut findings,
    )));
    let file = File {
        sources,
        schema,
        findings: findings.leak(),
        modified,
    };
    files.insert(path, file);
    Ok(file)
}
