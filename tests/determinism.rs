//! Is the output the same for the same input?

use std::process::Command;

use tl_codegen::Impls;

use crate::support;

fn all() -> String {
    let mut schemas = support::fixtures("valid");
    for name in ["full_tl", "mtproto", "photos"] {
        schemas.push((name.into(), support::text(&format!("schemas/{name}.tl"))));
    }
    schemas
        .iter()
        .flat_map(|(name, schema)| {
            let forms = support::forms(name).iter();
            forms.map(|&impls| support::code(name, schema, impls))
        })
        .collect()
}

#[test]
fn the_same_schema_gives_the_same_code_twice() {
    let (one, other) = (all(), all());
    assert!(one == other);
}

/// In another process, hash maps have other seeds.
#[test]
fn two_processes_write_the_same_code() {
    let here = checksum(&all());
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "determinism::child", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let there = text
        .lines()
        .find_map(|line| line.split("the code is ").nth(1));
    assert_eq!(there, Some(here.as_str()), "{text}");
}

#[test]
#[ignore = "the other process of `two_processes_write_the_same_code`"]
fn child() {
    println!("\nthe code is {}", checksum(&all()));
}

/// FNV-1a, which is the same in every process.
fn checksum(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{hash:016x} {}", text.len())
}

#[test]
fn the_findings_of_a_broken_schema_come_in_the_same_order_twice() {
    let text: String = support::fixtures("invalid")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let report = || {
        let sources = support::sources("all.tl", &text);
        let compiled = tl_codegen::compile(
            &sources,
            &support::config(Impls::Generated),
            &tl_parser::diagnostic::Levels::default(),
        );
        support::rendered(&sources, &compiled)
    };
    assert_eq!(report(), report());
}
