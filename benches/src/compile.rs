//! What it costs to compile the whole Telegram API.

mod grammers;
pub(crate) mod project;
mod tl_proto;
mod tl_proto_api;
mod us;

use std::fs;

use crate::Result;
use crate::compile::project::{Project, SourceFile};
use crate::options::Options;
use crate::report::{Table, Unit};

/// The contenders, in the order of the columns.
const CONTENDERS: [&str; 3] = ["us", "grammers", "tl-proto"];

/// How a contender is used.
struct Source {
    /// The dependencies of the generated crate, as lines of a manifest.
    api_dependencies: String,
    /// The files of the generated crate, which is in the folder `api`.
    api: Vec<SourceFile>,
    /// The same with impls of serde's traits; `None` for a contender that has no such impls.
    json: Option<Json>,
    /// The program of a user, who knows the generated crate as `api`.
    user: &'static str,
    /// The dependencies of the user besides `api`.
    user_dependencies: String,
    /// What follows `[package]` in the manifest of a new project.
    first_manifest: String,
    /// What makes the name `api` known in the program of a new project.
    first_main: &'static str,
    /// The other files of the new project, which is in the folder `app`.
    first: Vec<SourceFile>,
}

/// Generated crates with impls of serde's traits.
struct Json {
    /// As lines of a manifest.
    dependencies: String,
    /// The crates, which are in folders of these names: with all that is there by default and serde's
    /// traits, JSON alone, and JSON for a client. The first stands in for those that are not there.
    crates: &'static [&'static str],
    /// The files of all of them.
    files: Vec<SourceFile>,
}

/// A contender that is ready to be compiled.
struct Contender {
    /// Its column.
    column: usize,
    /// The members `deps` (the dependencies of `api` and nothing else), `api` and `user`.
    parts: Project,
    /// The members `json-deps` (the dependencies of the crates and nothing else) and the crates.
    json: Option<(Project, &'static [&'static str])>,
    /// The member `app`.
    first: Project,
}

/// Measures and prints all rows.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut contenders = Vec::new();
    for (column, name) in CONTENDERS.into_iter().enumerate() {
        if options.contender(name) {
            let source = match name {
                "us" => us::source(options.derives.as_deref()),
                "grammers" => grammers::source(),
                _ => tl_proto::source(),
            };
            contenders.push(prepare(column, name, source?)?);
        }
    }
    let mut table = Table::new("compile time, CPU", &CONTENDERS);
    for _ in 0..options.runs {
        for (row, measure) in ROWS {
            for contender in &contenders {
                if options.row(row) {
                    measure(&mut table, row, contender)?;
                }
            }
        }
    }
    println!("{table}");
    Ok(())
}

type Measure = fn(&mut Table, &str, &Contender) -> Result<()>;

const ROWS: [(&str, Measure); 10] = [
    ("first check of a new project", |table, row, contender| {
        first(table, row, contender, "check")
    }),
    ("first build of a new project", |table, row, contender| {
        first(table, row, contender, "build")
    }),
    ("the generated crate: check", |table, row, contender| {
        api(table, row, contender, &["check"])
    }),
    (
        "the generated crate: check with serde",
        |table, row, contender| json(table, row, contender, 0),
    ),
    (
        "the generated crate: check with JSON alone",
        |table, row, contender| json(table, row, contender, 1),
    ),
    (
        "the generated crate: check with JSON alone, client",
        |table, row, contender| json(table, row, contender, 2),
    ),
    ("the generated crate: dev", |table, row, contender| {
        api(table, row, contender, &["build"])?;
        let rlib = contender.parts.target().join("debug/libapi.rlib");
        let size = fs::metadata(rlib)?.len();
        table.add("its rlib: dev", Unit::Bytes, contender.column, bytes(size));
        Ok(())
    }),
    ("the generated crate: release", |table, row, contender| {
        api(table, row, contender, &["build", "--release"])
    }),
    ("a user's crate, again: dev", |table, row, contender| {
        user(table, row, contender, &["build"])
    }),
    ("a user's crate, again: release", |table, row, contender| {
        user(table, row, contender, &["build", "--release"])
    }),
];

/// A new project: all its dependencies, their build scripts and the code that they generate.
fn first(table: &mut Table, row: &str, contender: &Contender, command: &str) -> Result<()> {
    contender.first.clean()?;
    let usage = contender.first.cargo(&[command])?;
    contender.first.clean()?;
    table.add(row, Unit::Seconds, contender.column, usage.cpu);
    Ok(())
}

/// The generated crate alone.
fn api(table: &mut Table, row: &str, contender: &Contender, command: &[&str]) -> Result<()> {
    contender
        .parts
        .cargo(&[command, &["-p", "deps"]].concat())?;
    contender.parts.touch("api/src/lib.rs")?;
    let usage = contender.parts.cargo(&[command, &["-p", "api"]].concat())?;
    table.add(row, Unit::Seconds, contender.column, usage.cpu);
    let peak = format!("{row}: peak memory");
    table.add(&peak, Unit::Bytes, contender.column, bytes(usage.peak));
    Ok(())
}

/// A generated crate with serde, alone.
fn json(table: &mut Table, row: &str, contender: &Contender, index: usize) -> Result<()> {
    let Some((parts, crates)) = &contender.json else {
        return Ok(());
    };
    let Some(name) = crates.get(index).or(crates.first()) else {
        return Ok(());
    };
    parts.cargo(&["check", "-p", "json-deps"])?;
    parts.touch(&format!("{name}/src/lib.rs"))?;
    let usage = parts.cargo(&["check", "-p", name])?;
    table.add(row, Unit::Seconds, contender.column, usage.cpu);
    let peak = format!("{row}: peak memory");
    table.add(&peak, Unit::Bytes, contender.column, bytes(usage.peak));
    Ok(())
}

/// A program that decodes updates and sends a message.
fn user(table: &mut Table, row: &str, contender: &Contender, command: &[&str]) -> Result<()> {
    contender.parts.cargo(&[command, &["-p", "api"]].concat())?;
    contender.parts.touch("user/src/main.rs")?;
    let usage = contender
        .parts
        .cargo(&[command, &["-p", "user"]].concat())?;
    table.add(row, Unit::Seconds, contender.column, usage.cpu);
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
fn bytes(count: u64) -> f64 {
    count as f64
}

/// Writes the workspaces of a contender.
fn prepare(column: usize, name: &str, source: Source) -> Result<Contender> {
    let package = |name: &str, rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{rest}")
    };
    let dependencies = |lines: &str| format!("[dependencies]\n{lines}");
    let mut files = source.api;
    let mut add = |path: &str, text: String| files.push((path.into(), text));
    let api_dependencies = dependencies(&source.api_dependencies);
    add("api/Cargo.toml", package("api", &api_dependencies));
    add("deps/Cargo.toml", package("deps", &api_dependencies));
    add("deps/src/lib.rs", String::new());
    let user = format!(
        "api = {{ path = \"../api\" }}\n{}",
        source.user_dependencies
    );
    add("user/Cargo.toml", package("user", &dependencies(&user)));
    add("user/src/main.rs", source.user.into());
    let parts = Project::write(name, &["deps", "api", "user"], &files)?;

    let json = source.json.map(|json| -> Result<_> {
        let lines = dependencies(&json.dependencies);
        let members = [&["json-deps"], json.crates].concat();
        let mut files = json.files;
        for &member in &members {
            let manifest = (format!("{member}/Cargo.toml"), package(member, &lines));
            files.push(manifest);
        }
        files.push(("json-deps/src/lib.rs".into(), String::new()));
        let project = Project::write(&format!("{name}-json"), &members, &files)?;
        Ok((project, json.crates))
    });
    let json = json.transpose()?;

    let mut files = source.first;
    files.push((
        "app/Cargo.toml".into(),
        package("app", &source.first_manifest),
    ));
    files.push((
        "app/src/main.rs".into(),
        format!("{}\n{}", source.first_main, source.user),
    ));
    let first = Project::write(&format!("{name}-first"), &["app"], &files)?;
    Ok(Contender {
        column,
        parts,
        json,
        first,
    })
}
