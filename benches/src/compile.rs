//! The cost of compiling the whole Telegram API.

mod grammers;
pub(crate) mod project;
mod tl_proto;
mod tl_proto_api;
mod us;

use std::fs;

use crate::Result;
use crate::compile::project::{Cost, Project, SourceFile};
use crate::options::Options;
use crate::report::{Table, Unit, float};

/// The contenders, in the order of the columns.
const CONTENDERS: [&str; 3] = ["us", "grammers", "tl-proto"];

/// The files of a contender.
struct Source {
    /// The dependencies of the generated crate, as lines of a manifest.
    api_dependencies: String,
    /// The files of the generated crate in the folder `api`, and of its other forms in folders with their
    /// names.
    api: Vec<SourceFile>,
    /// The forms other than `api`, which replaces missing ones.
    forms: &'static [&'static str],
    /// The same with impls of serde's traits; `None` if the contender has no such impls.
    json: Option<Json>,
    /// A program that uses the generated crate under the name `api`.
    user: &'static str,
    /// The dependencies of the user besides `api`.
    user_dependencies: String,
    /// The part of a new project's manifest after `[package]`.
    first_manifest: String,
    /// The code that declares `api` in the program of a new project.
    first_main: &'static str,
    /// The other files of the new project, in the folder `app`.
    first: Vec<SourceFile>,
    /// Other ways to obtain the code, each with the part after `[package]` and the other files. The first way
    /// replaces missing ones.
    other_firsts: Vec<(String, Vec<SourceFile>)>,
}

/// Generated crates with impls of serde's traits.
struct Json {
    /// Their dependencies, as lines of a manifest.
    dependencies: String,
    /// The folders of the crates: with everything by default and serde's traits, with JSON alone, and with JSON
    /// for a client. The first replaces missing ones.
    crates: &'static [&'static str],
    /// The files of all of them.
    files: Vec<SourceFile>,
}

/// A contender that is ready to compile.
struct Contender {
    /// Its column.
    column: usize,
    /// The members `deps` (only the dependencies of `api`), `api`, its forms, and `user`.
    parts: Project,
    forms: &'static [&'static str],
    /// The members `json-deps` (only the dependencies of the crates), and the crates.
    json: Option<(Project, &'static [&'static str])>,
    /// The member `app`, for each way to obtain the code.
    firsts: Vec<Project>,
}

/// The forms of the generated crate, and their names in the rows.
const FORMS: [(&str, &str); 6] = [
    ("api", "the generated crate"),
    ("client", "… for a client"),
    ("flat", "… for a client, flat"),
    ("some", "… for a client, 20 functions"),
    ("some-flat", "… for a client, flat, 20 functions"),
    ("one", "… for a client, users.getUsers"),
];

/// The ways to obtain the code in a new project.
const FIRSTS: [&str; 3] = [
    "a new project",
    "a new project, for a client, 20 functions",
    "a new project, the code committed",
];

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
            contenders.push(prepare(column, name, source?, options.instructions)?);
        }
    }
    let title = match options.instructions {
        true => "instructions of rustc",
        false => "compile time, CPU",
    };
    let mut table = Table::new(title, &CONTENDERS);
    for _ in 0..options.runs {
        for row in rows() {
            for contender in &contenders {
                if options.row(&row.name) {
                    (row.measure)(&mut table, &row.name, contender)?;
                }
            }
        }
    }
    println!("{table}");
    Ok(())
}

/// Measures a cell of a row.
type Measure = Box<dyn Fn(&mut Table, &str, &Contender) -> Result<()>>;

struct Row {
    name: String,
    measure: Measure,
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |name: String, measure: Measure| {
        rows.push(Row { name, measure });
    };
    for (index, way) in FIRSTS.into_iter().enumerate() {
        for command in ["check", "build"] {
            add(
                format!("first {command} of {way}"),
                Box::new(move |table, row, contender| first(table, row, contender, index, command)),
            );
        }
    }
    for (form, called) in FORMS {
        for (profile, command) in [
            ("check", &["check"][..]),
            ("dev", &["build"]),
            ("release", &["build", "--release"]),
        ] {
            add(
                format!("{called}: {profile}"),
                Box::new(move |table, row, contender| api(table, row, contender, form, command)),
            );
        }
    }
    for (index, called) in [
        "with serde",
        "with JSON alone",
        "with JSON alone, for a client",
    ]
    .into_iter()
    .enumerate()
    {
        add(
            format!("the generated crate: check {called}"),
            Box::new(move |table, row, contender| json(table, row, contender, index)),
        );
    }
    for (profile, command) in [
        ("dev", &["build"][..]),
        ("release", &["build", "--release"]),
    ] {
        add(
            format!("a user's crate, again: {profile}"),
            Box::new(move |table, row, contender| user(table, row, contender, command)),
        );
    }
    rows
}

/// Measures a new project: all its dependencies, their build scripts and the generated code.
fn first(
    table: &mut Table,
    row: &str,
    contender: &Contender,
    index: usize,
    command: &str,
) -> Result<()> {
    let firsts = &contender.firsts;
    let Some(project) = firsts.get(index).or(firsts.first()) else {
        return Ok(());
    };
    project.clean()?;
    let cost = project.measure(&[command])?;
    project.clean()?;
    add(table, row, contender, cost);
    Ok(())
}

/// Measures a form of the generated crate, alone.
fn api(
    table: &mut Table,
    row: &str,
    contender: &Contender,
    form: &str,
    command: &[&str],
) -> Result<()> {
    let form = if contender.forms.contains(&form) {
        form
    } else {
        "api"
    };
    let parts = &contender.parts;
    parts.cargo(&[command, &["-p", "deps"]].concat())?;
    parts.touch(&format!("{form}/src/lib.rs"))?;
    let cost = parts.measure(&[command, &["-p", form]].concat())?;
    add(table, row, contender, cost);
    add_peak(table, row, contender, cost);
    if command == ["build"] {
        let rlib = format!("debug/lib{}.rlib", form.replace('-', "_"));
        let size = fs::metadata(parts.target().join(rlib))?.len();
        let rlib = format!("{row}: rlib");
        table.add(&rlib, Unit::Bytes, contender.column, float(size));
    }
    Ok(())
}

/// Measures a generated crate with serde, alone.
fn json(table: &mut Table, row: &str, contender: &Contender, index: usize) -> Result<()> {
    let Some((parts, crates)) = &contender.json else {
        return Ok(());
    };
    let Some(name) = crates.get(index).or(crates.first()) else {
        return Ok(());
    };
    parts.cargo(&["check", "-p", "json-deps"])?;
    parts.touch(&format!("{name}/src/lib.rs"))?;
    let cost = parts.measure(&["check", "-p", name])?;
    add(table, row, contender, cost);
    add_peak(table, row, contender, cost);
    Ok(())
}

/// Measures a program that decodes updates and sends a message.
fn user(table: &mut Table, row: &str, contender: &Contender, command: &[&str]) -> Result<()> {
    contender.parts.cargo(&[command, &["-p", "api"]].concat())?;
    contender.parts.touch("user/src/main.rs")?;
    let cost = contender
        .parts
        .measure(&[command, &["-p", "user"]].concat())?;
    add(table, row, contender, cost);
    Ok(())
}

/// Adds a cell with the time, or with the instructions.
fn add(table: &mut Table, row: &str, contender: &Contender, cost: Cost) {
    let (unit, value) = match cost {
        Cost::Usage(usage) => (Unit::Seconds, usage.cpu),
        Cost::Instructions(count) => (Unit::Instructions, float(count)),
    };
    table.add(row, unit, contender.column, value);
}

/// Adds a row with the memory, if that was measured.
fn add_peak(table: &mut Table, row: &str, contender: &Contender, cost: Cost) {
    if let Cost::Usage(usage) = cost {
        let peak = format!("{row}: peak memory");
        table.add(&peak, Unit::Bytes, contender.column, float(usage.peak));
    }
}

/// Writes the workspaces of a contender.
fn prepare(column: usize, name: &str, source: Source, counts: bool) -> Result<Contender> {
    let package = |name: &str, rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{rest}")
    };
    let dependencies = |lines: &str| format!("[dependencies]\n{lines}");
    let mut files = source.api;
    let mut add = |path: String, text: String| files.push((path, text));
    let api_dependencies = dependencies(&source.api_dependencies);
    let members = [&["deps", "api", "user"], source.forms].concat();
    for &member in members.iter().filter(|&&member| member != "user") {
        add(
            format!("{member}/Cargo.toml"),
            package(member, &api_dependencies),
        );
    }
    add("deps/src/lib.rs".into(), String::new());
    let user = format!(
        "api = {{ path = \"../api\" }}\n{}",
        source.user_dependencies
    );
    add(
        "user/Cargo.toml".into(),
        package("user", &dependencies(&user)),
    );
    add("user/src/main.rs".into(), source.user.into());
    let parts = Project::write(name, &members, &files, counts)?;

    let json = source.json.map(|json| -> Result<_> {
        let lines = dependencies(&json.dependencies);
        let members = [&["json-deps"], json.crates].concat();
        let mut files = json.files;
        for &member in &members {
            let manifest = (format!("{member}/Cargo.toml"), package(member, &lines));
            files.push(manifest);
        }
        files.push(("json-deps/src/lib.rs".into(), String::new()));
        let project = Project::write(&format!("{name}-json"), &members, &files, counts)?;
        Ok((project, json.crates))
    });
    let json = json.transpose()?;

    let mut firsts = Vec::new();
    let ways = [(source.first_manifest, source.first)];
    for (number, (manifest, mut files)) in ways.into_iter().chain(source.other_firsts).enumerate() {
        files.push(("app/Cargo.toml".into(), package("app", &manifest)));
        files.push((
            "app/src/main.rs".into(),
            format!("{}\n{}", source.first_main, source.user),
        ));
        let name = format!("{name}-first-{number}");
        firsts.push(Project::write(&name, &["app"], &files, counts)?);
    }
    Ok(Contender {
        column,
        parts,
        forms: source.forms,
        json,
        firsts,
    })
}
