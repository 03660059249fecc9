//! The page that the project began with.

use std::fs;

use super::files;
use crate::Folder;

fn pages(form: &str) -> std::collections::BTreeMap<String, String> {
    let folder = Folder::new(&[]);
    let path = |name: &str| gen_schemas::ours(name).display().to_string();
    let (schema, docs) = (path("photos.tl"), path("photos.docs.json"));
    let run = folder.run(&[
        "docs", &schema, "--docs", &docs, "-o", "out", "--form", form,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    files(&folder.path("out"))
}

#[test]
fn the_page_as_markdown() {
    insta::assert_snapshot!(pages("book")["src/function/photos.updateProfilePhoto.md"]);
}

#[test]
fn the_page_as_html() {
    insta::assert_snapshot!(
        pages("site")["function/photos.updateProfilePhoto.html"].replace("><", ">\n<")
    );
}

/// The page has the sections and facts of Telegram's own page, except the result, which is of another type
/// there.
#[test]
fn the_page_has_what_telegrams_has() {
    let Some(theirs) = gen_schemas::shared("docs/photos.updateProfilePhoto.md") else {
        println!("skipped the_page_has_what_telegrams_has: ../shared/docs is absent");
        return;
    };
    let theirs = fs::read_to_string(theirs).unwrap();
    let ours = &pages("book")["src/function/photos.updateProfilePhoto.md"];
    let headings = |page: &str| -> Vec<String> {
        let lines = page.lines().filter_map(|line| line.strip_prefix("## "));
        lines
            .map(|line| line.replace("Can bots use this method?", "Who can call it"))
            .collect()
    };
    assert_eq!(headings(ours), headings(&theirs));
    for line in theirs.lines() {
        let is_tl = line.ends_with(';') && line.contains('#');
        if is_tl || line == "---functions---" {
            assert!(ours.lines().any(|it| it == line), "{line}");
        }
        if let Some(rest) = line.strip_prefix("| 400") {
            let name = rest.split('|').nth(1).unwrap().trim();
            let error = format!(
                "| 400 | [{}](../error/{name}.md) |",
                name.replace('_', "\\_")
            );
            assert!(ours.contains(&error), "{error}\n{ours}");
        }
    }
    assert!(ours.contains("**id** | [InputPhoto](../type/InputPhoto.md) | "));
    assert!(ours.contains("Both users and bots can call this function."));
    assert!(ours.contains("## Result\n\n[photos.Photo](../type/photos.Photo.md)"));
}
