//! Is code in a private module silent, as it is in a program?

use super::*;

/// Returns the public items at the root of the code, each with the attribute before it.
fn roots(code: &str) -> Vec<(&str, &str)> {
    let mut allowed = "";
    let mut roots = Vec::new();
    for line in code.lines() {
        match line {
            _ if line.starts_with("#[") => allowed = line,
            _ if line.starts_with("pub ") => {
                roots.push((line, std::mem::take(&mut allowed)));
            }
            _ => {}
        }
    }
    roots
}

#[track_caller]
fn all_allow(code: &str, count: usize) {
    let roots = roots(code);
    assert_eq!(roots.len(), count, "{roots:?}");
    for (item, allowed) in roots {
        assert!(allowed.contains("unreachable_pub"), "{item}: {allowed}");
    }
}

#[test]
fn public_items_at_the_root_may_be_unreachable() {
    const TL: &str = "// LAYER 3\na x:int = A; b = A; ---functions--- get = A;";
    let code = |config: &Config| compiled(TL, config).code.unwrap();
    all_allow(&code(&Config::default()), 4);
    all_allow(&code(&with(|it| it.layer = Some(5))), 4);
    all_allow(&code(&with(|it| it.registry = true)), 5);
    all_allow(&code(&with(|it| it.docs = false)), 4);
}

#[test]
fn so_may_the_tables_of_layers() {
    let mut sources = Sources::new();
    sources.add("1.tl", "// LAYER 1\na x:int = A;");
    sources.add("2.tl", "// LAYER 2\na x:long = A;");
    let numbers = LayerNumbers::default();
    let config = with(|it| it.registry = true);
    let compiled = compile_layers(&sources, &numbers, &config, &Levels::default());
    all_allow(&compiled.unwrap().code.unwrap(), 4);
}
