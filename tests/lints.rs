//! Are the schemas that people use without findings, but for ids that were kept on purpose?

use std::path::{Path, PathBuf};

use tl_parser::diagnostic::Code;
use tl_parser::front;
use tl_parser::lines::Index;

use crate::support;

/// All schemas in a folder and in those inside.
fn schemas(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // These are examples of what must not be done.
        if path.is_dir() && !path.ends_with("incorrect-changes") {
            schemas(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tl") {
            found.push(path);
        }
    }
}

/// All schemas that there are: ours, those of crates.io, and those of the folder `shared`.
pub(crate) fn all_schemas() -> Vec<PathBuf> {
    let mut all = vec![
        gen_schemas::grammers("api.tl"),
        gen_schemas::grammers("mtproto.tl"),
    ];
    schemas(&support::repository().join("schemas"), &mut all);
    match gen_schemas::shared("schemas") {
        Some(folder) => schemas(&folder, &mut all),
        None => println!("skipped: the schemas of other people are absent"),
    }
    assert!(all.len() >= 5, "{all:?}");
    all
}

#[test]
fn what_is_a_warning_by_default_is_silent_on_real_schemas() {
    for path in all_schemas() {
        let text = std::fs::read_to_string(&path).unwrap();
        let sources = support::sources(&path.display().to_string(), &text);
        let mut found = Vec::new();
        let programs = front::parse_all(&sources, &mut found);
        let _ = front::check(&programs, &mut found);
        let index = Index::new(&sources);
        let lints = found
            .iter()
            .filter(|it| it.code.id() >= Code::EndlessExpansion.id());
        let places = lints.map(|it| (it.code.name(), index.place(it.labels[0].span)));
        assert_eq!(places.collect::<Vec<_>>(), []);
    }
}
