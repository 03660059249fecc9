//! The examples compile.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Folder;

/// Returns a module with the examples of all functions and constructors of a schema, each in a function of its
/// own.
fn examples(folder: &Folder, schema: &str, module: &str) -> String {
    let run = folder.run(&[
        "docs", schema, "-o", module, "--form", "book", "--allow", "warnings",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let code = format!("{module}/api.rs");
    let run = folder.run(&[
        schema, "-o", &code, "--format", "none", "--allow", "warnings",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut examples = format!(
        "mod {module} {{\n    mod api {{ include!({:?}); }}\n",
        folder.path(&code)
    );
    examples.push_str("    use api::{enums, functions, types};\n    use crate::{Client, Error};\n");
    let mut count = 0;
    for kind in ["function", "constructor"] {
        let Ok(pages) = fs::read_dir(folder.path(&format!("{module}/src/{kind}"))) else {
            continue;
        };
        for page in pages {
            let text = fs::read_to_string(page.unwrap().path()).unwrap();
            let Some((_, example)) = text.split_once("```rust\n") else {
                // These have no values: any object, and builtins.
                let is_open = [":!", ":Function", ":Object"]
                    .iter()
                    .any(|it| text.contains(it));
                assert!(kind == "constructor" || is_open, "{text}");
                continue;
            };
            let example = example.split_once("\n```\n").unwrap().0;
            let name = text.lines().next().unwrap();
            let _ = write!(
                examples,
                "    // {name}\n    fn example_{count}(client: &mut Client) -> Result<(), Error> {{\n{example}\n        Ok(())\n    }}\n"
            );
            count += 1;
        }
    }
    assert!(count > 0);
    println!("{count} examples of {schema}");
    examples + "}\n"
}

#[test]
fn all_examples_compile() {
    let folder = Folder::new(&[]);
    let mut root = String::from(
        "#![allow(dead_code, unused)]\n\
         type Error = Box<dyn std::error::Error>;\n\
         struct Client;\n\
         impl Client {\n    fn invoke<F: tl_runtime::Function>(&mut self, call: &F) -> Result<F::Response, Error> { loop {} }\n}\n",
    );
    for (module, schema) in [
        ("layer", gen_schemas::grammers("api.tl")),
        ("photos", gen_schemas::ours("photos.tl")),
        ("full", gen_schemas::ours("full_tl.tl")),
    ] {
        root.push_str(&examples(&folder, &schema.display().to_string(), module));
    }
    fs::create_dir_all(folder.path("package/src")).unwrap();
    folder.write("package/src/lib.rs", root);
    let runtime = gen_schemas::repository().join("tl-runtime");
    folder.write(
        "package/Cargo.toml",
        format!("[package]\nname = \"examples\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\ntl-runtime = {{ package = \"tlgen-runtime\", path = {runtime:?} }}\n\n[workspace]\n"),
    );
    fs::copy(
        gen_schemas::repository().join("Cargo.lock"),
        folder.path("package/Cargo.lock"),
    )
    .unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs-examples");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder.path("package"))
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let said: String = said.chars().take(20_000).collect();
    assert!(output.status.success(), "{said}");
}
