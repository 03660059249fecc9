//! Generates the API of layer 229, from the schema of layer 230 on crates.io with the declarations that differ.
#![allow(clippy::expect_used, reason = "a build script ends by panicking")]

use std::fs::read_to_string;

use gen_schemas::{Role, code, grammers, write};

fn main() {
    let of_230 = read_to_string(grammers("api.tl")).expect("the package has a schema");
    let of_229 = read_to_string("layer-229.tl").expect("it is beside this file");
    println!("cargo::rerun-if-changed=layer-229.tl");

    let name = |line: &str| line.split_once('#').map(|(name, _)| name.to_owned());
    let changed: Vec<String> = of_229.lines().filter_map(name).collect();
    let is_same = |line: &&str| name(line).is_none_or(|name| !changed.contains(&name));
    let same: Vec<&str> = of_230.lines().filter(is_same).collect();

    let layer = format!("{}\n---types---\n{of_229}", same.join("\n"));
    code("layer", &[write("layer.tl", &layer)], |builder| {
        builder.role(Role::Both).derives("config=+Default")
    });
}
