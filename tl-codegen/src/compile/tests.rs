use tl_parser::explain::{Example, examples};

use super::*;

/// The findings of an example, with the option that the line before it speaks of.
fn findings(example: &Example<'_>) -> Vec<Code> {
    let mut sources = Sources::new();
    sources.add("a.tl", example.tl);
    let mut config = Config::default();
    if let Some((_, option)) = example.heading.split_once("with `") {
        let option = option.trim_end_matches("`:");
        match option.split_once(' ').unwrap() {
            ("--strings-as-bytes", selector) => config.strings_as_bytes.push(selector.into()),
            other => panic!("{other:?}"),
        }
    }
    let compiled = compile(&sources, &config, &Levels::default());
    compiled.diagnostics.iter().map(|it| it.code).collect()
}

#[test]
fn the_examples_of_findings_of_generating() {
    for &code in Code::ALL
        .iter()
        .filter(|code| code.id().starts_with("TL03"))
    {
        for example in examples(code.explanation(), "Wrong") {
            assert_eq!(findings(&example), [code], "{}", example.tl);
        }
        for example in examples(code.explanation(), "Right") {
            assert_eq!(findings(&example), [], "{}", example.tl);
        }
    }
}
