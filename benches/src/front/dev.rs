//! Text to code by programs of the dev profile: what a build script is.

use std::process::Command;

use crate::compile::project::{Project, home};
use crate::options::Options;
use crate::report::{Table, Unit};
use crate::{Result, alloc, schema};

/// Compiles a program for each contender, lets them generate in turn, and adds a row.
pub(crate) fn run(table: &mut Table, options: &Options, row: &str) -> Result<()> {
    if !options.row(row) || options.repeat.is_some() || alloc::COUNTER.is_some() {
        return Ok(());
    }
    let mut programs = Vec::new();
    for (column, (name, manifest, generate)) in [us(), grammers()].into_iter().enumerate() {
        if options.contender(name) {
            programs.push((column, write(name, &manifest, generate)?));
        }
    }
    for _ in 0..if options.quick { 2 } else { 9 } {
        for (column, project) in &programs {
            let program = project.target().join("debug/generate");
            let output = Command::new(program).arg(schema::path()).output()?;
            let seconds = String::from_utf8(output.stdout)?.trim().parse();
            let seconds =
                seconds.map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())?;
            table.add(row, Unit::Time, *column, seconds);
        }
    }
    Ok(())
}

/// The name, the dependencies, and the function that generates.
type Contender = (&'static str, String, &'static str);

fn us() -> Contender {
    let here = |package: &str| {
        let path = home().join("..").join(package);
        format!("{package} = {{ path = {path:?} }}\n")
    };
    let generate = "
fn generate(text: &str) -> usize {
    let mut findings = Vec::new();
    let programs = [tl_parser::parse(tl_parser::source::FileId(0), text, &mut findings)];
    let schema = tl_parser::resolve(&programs, tl_parser::World::Closed, &mut findings);
    let code = tl_codegen::generate(&schema, &Default::default(), &mut findings);
    code.unwrap().len()
}
";
    ("us", here("tl-parser") + &here("tl-codegen"), generate)
}

fn grammers() -> Contender {
    let generate = "
fn generate(text: &str) -> usize {
    let definitions: Vec<_> = grammers_tl_parser::parse_tl_file(text).flatten().collect();
    let mut outputs = grammers_tl_gen::Outputs {
        common: Vec::new(),
        types: Vec::new(),
        functions: Vec::new(),
        enums: Vec::new(),
    };
    let config = grammers_tl_gen::Config {
        gen_name_for_id: true,
        deserializable_functions: false,
        impl_debug: true,
        impl_from_enum: true,
        impl_from_type: true,
        impl_serde: false,
    };
    grammers_tl_gen::generate_rust_code(&mut outputs, &definitions, 230, &config).unwrap();
    outputs.types.len()
}
";
    let dependencies = "grammers-tl-gen = \"=0.11.0\"\ngrammers-tl-parser = \"=1.2.2\"\n";
    ("grammers", dependencies.into(), generate)
}

/// Writes and compiles a program that prints the seconds it took.
fn write(name: &str, dependencies: &str, generate: &str) -> Result<Project> {
    let manifest = format!(
        "[package]\nname = \"generate\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependencies}"
    );
    let files = [
        ("generate/Cargo.toml".to_owned(), manifest),
        (
            "generate/src/main.rs".to_owned(),
            format!("{MAIN}{generate}"),
        ),
    ];
    let project = Project::write(&format!("{name}-generate"), &["generate"], &files)?;
    project.cargo(&["build"])?;
    Ok(project)
}

const MAIN: &str = "
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let start = std::time::Instant::now();
    std::hint::black_box(generate(&text));
    println!(\"{}\", start.elapsed().as_secs_f64());
}
";
