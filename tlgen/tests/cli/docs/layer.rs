//! Pages of a whole layer: they agree with the schema, and no link is broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::schema::{CombinatorKind, Field, Origin, Schema, TypeExpr};
use tl_parser::source::Sources;

use super::files;
use crate::Folder;

/// The pages of layer 230, with facts if there are any.
static PAGES: LazyLock<[BTreeMap<String, String>; 2]> =
    LazyLock::new(|| ["site", "book"].map(pages));

fn pages(form: &str) -> BTreeMap<String, String> {
    let folder = Folder::new(&[]);
    let mut arguments = vec!["docs".to_owned(), path(gen_schemas::grammers("api.tl"))];
    arguments.extend(["-o", "out", "--form", form, "--allow", "warnings"].map(Into::into));
    for (flag, file) in [
        ("--docs", "docs/getdoc-223.json"),
        ("--errors", "docs/errors.json"),
    ] {
        match gen_schemas::shared(file) {
            Some(file) => arguments.extend([flag.to_owned(), path(file)]),
            None => println!("without ../shared/{file}, which is absent"),
        }
    }
    let run = folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(run.code, 0, "{}", run.err);
    // Although this takes long, there is no progress bar without a terminal.
    assert!(
        run.err.lines().all(|line| line.starts_with("note: ")),
        "{}",
        run.err
    );
    files(&folder.path("out"))
}

fn path(path: PathBuf) -> String {
    path.display().to_string()
}

fn schema() -> Schema<'static> {
    let mut sources = Sources::new();
    sources.add(
        "api.tl",
        fs::read_to_string(gen_schemas::grammers("api.tl")).unwrap(),
    );
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let mut found = Vec::new();
    let programs = Box::leak(Box::new(check::parse_all(sources, &mut found)));
    check::check(programs, &Levels::default(), &mut found)
}

/// The content of a page: its title, its TL, its members by name and type, its result.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    title: String,
    tl: String,
    members: Vec<(String, String)>,
    result: String,
}

/// Returns the content that the page of a declaration must have.
fn expected(schema: &Schema<'_>, id: tl_parser::schema::CombinatorId) -> Said {
    fn add(fields: &[Field<'_>], members: &mut Vec<(String, String)>) {
        for field in fields {
            let tl = field.tl();
            let name = field.name.unwrap_or("_");
            let ty = tl
                .split_once(':')
                .filter(|_| field.name.is_some())
                .map_or(tl.as_str(), |(_, ty)| ty);
            members.push((name.into(), ty.into()));
            if let TypeExpr::Repeat(_, inner, _) = &field.ty {
                add(inner, members);
            }
        }
    }
    let it = &schema[id];
    let mut members = Vec::new();
    add(&it.fields, &mut members);
    Said {
        title: it.name.into(),
        tl: format!("{};", it.tl()),
        members,
        result: it.tl().rsplit_once(" = ").unwrap().1.into(),
    }
}

/// Returns the content of a page of the book, as mdBook reads it.
fn said_by_book(markdown: &str) -> Said {
    let mut said = Said {
        title: String::new(),
        tl: String::new(),
        members: Vec::new(),
        result: String::new(),
    };
    let (mut section, mut text, mut row) = (String::new(), String::new(), Vec::new());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(
                Tag::Heading { .. } | Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableCell,
            ) => text.clear(),
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::End(TagEnd::Heading(level)) => match level as usize {
                1 => said.title = text.clone(),
                _ => section = text.clone(),
            },
            Event::End(TagEnd::CodeBlock) if section == "TL schema" => {
                said.tl = last_declaration(&text);
            }
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut text)),
            Event::End(TagEnd::TableHead) => row.clear(),
            Event::End(TagEnd::TableRow) => {
                if section == "Parameters" || section == "Fields" {
                    said.members.push((row[0].clone(), row[1].clone()));
                }
                row.clear();
            }
            Event::End(TagEnd::Paragraph)
                if said.result.is_empty() && (section == "Result" || section == "Type") =>
            {
                said.result = text.split(", ").next().unwrap().into();
            }
            _ => {}
        }
    }
    said
}

/// Returns the last of several declarations in one line.
fn last_declaration(tl: &str) -> String {
    let declarations = tl.trim_end().trim_end_matches(';');
    let last = declarations.rsplit([';']).next().unwrap();
    let last = last.rsplit("---functions---").next().unwrap();
    let words: Vec<&str> = last.split_whitespace().collect();
    format!("{};", words.join(" "))
}

/// Returns the content of a page of the site.
fn said_by_site(html: &str) -> Said {
    let between = |text: &str, from: &str, to: &str| -> String {
        let after = text.split_once(from).unwrap_or_else(|| panic!("{from}")).1;
        after.split_once(to).unwrap().0.to_owned()
    };
    let section = |id: &str| between(html, &format!("<section id=\"{id}\">"), "</section>");
    let has = |id: &str| html.contains(&format!("<section id=\"{id}\">"));
    let (members, result) = if has("parameters") {
        ("parameters", "result")
    } else {
        ("fields", "type")
    };
    let members = section(members);
    let rows = members.split("<tr").skip(2).map(|row| {
        let cells: Vec<String> = row
            .split("<td>")
            .skip(1)
            .map(|cell| plain(cell.split("</td>").next().unwrap()))
            .collect();
        (cells[0].clone(), cells[1].clone())
    });
    Said {
        title: plain(&between(html, "<h1>", "</h1>")),
        tl: last_declaration(&plain(&format!(
            "<pre{}",
            between(&section("tl"), "<pre", "</pre>")
        ))),
        members: rows.collect(),
        result: plain(&between(&section(result), "<p>", "</p>"))
            .split(", ")
            .next()
            .unwrap()
            .into(),
    }
}

/// Returns the text of HTML without tags.
fn plain(html: &str) -> String {
    let mut plain = String::new();
    for (index, part) in html.split('<').enumerate() {
        let text = if index == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, text)| text)
        };
        plain.push_str(text);
    }
    let plain = plain
        .split_once("tabindex=\"0\">")
        .map_or(plain.as_str(), |(_, text)| text);
    plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn all_facts_are_those_of_the_schema() {
    let (schema, [site, book]) = (schema(), &*PAGES);
    let mut count = 0;
    for (id, it) in schema.combinators.entries() {
        if it.origin != Origin::Declared {
            continue;
        }
        let folder = match it.kind {
            CombinatorKind::Function => "function",
            CombinatorKind::Constructor => "constructor",
        };
        let expected = expected(&schema, id);
        assert_eq!(
            said_by_book(&book[&format!("src/{folder}/{}.md", it.name)]),
            expected
        );
        assert_eq!(
            said_by_site(&site[&format!("{folder}/{}.html", it.name)]),
            expected
        );
        count += 1;
    }
    assert!(count > 2500, "{count}");
    for ty in schema
        .types
        .iter()
        .filter(|ty| ty.origin == Origin::Declared)
    {
        let page = &book[&format!("src/type/{}.md", ty.name)];
        for constructor in &ty.constructors {
            let link = format!("(../constructor/{}.md)", schema[*constructor].name);
            assert!(page.contains(&link), "{}: {link}", ty.name);
        }
    }
}

/// Resolves a link on a page: returns the path from the folder of all pages, and the anchor.
fn resolved(page: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link}"),
            part => parts.push(part),
        }
    }
    let path = if path.is_empty() {
        page.to_owned()
    } else {
        parts.join("/")
    };
    (path, anchor.into())
}

#[test]
fn no_link_of_the_site_is_broken() {
    let [site, _] = &*PAGES;
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    let ids = |html: &str| -> BTreeSet<String> {
        let ids = html
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        ids.collect()
    };
    let anchors: BTreeMap<&String, BTreeSet<String>> = pages
        .clone()
        .map(|(path, html)| (path, ids(html)))
        .collect();
    let mut count = 0;
    for (page, html) in pages {
        for attribute in [" href=\"", " src=\""] {
            for link in html.split(attribute).skip(1) {
                let link = link.split('"').next().unwrap();
                if link.starts_with("https://") || link.starts_with("http://") {
                    continue;
                }
                let (path, anchor) = resolved(page, link);
                assert!(site.contains_key(&path), "{page}: {link}");
                assert!(
                    anchor.is_empty() || anchors[&path].contains(&anchor),
                    "{page}: {link}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 100_000, "{count}");
    // The links of the search.
    let index = site["search.js"]
        .trim_start_matches("tlgenSearch(")
        .trim_end()
        .trim_end_matches(",\n]);");
    let index: Vec<(String, String, String, String, String)> =
        serde_json::from_str(&format!("{index}]")).unwrap();
    assert!(index.len() > 3000);
    assert!(
        index
            .iter()
            .all(|(_, _, path, _, _)| site.contains_key(&format!("{path}.html")))
    );
}

#[test]
fn no_link_of_the_book_is_broken() {
    let [_, book] = &*PAGES;
    let mut count = 0;
    for (page, markdown) in book.iter().filter(|(path, _)| path.ends_with(".md")) {
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            let Event::Start(Tag::Link { dest_url, .. }) = event else {
                continue;
            };
            if dest_url.starts_with("https://") || dest_url.starts_with("http://") {
                continue;
            }
            let (path, anchor) = resolved(page, &dest_url);
            let target = book
                .get(&path)
                .unwrap_or_else(|| panic!("{page}: {dest_url}"));
            assert!(
                anchor.is_empty() || target.contains(&format!("<a id=\"{anchor}\">")),
                "{page}: {dest_url}"
            );
            count += 1;
        }
    }
    assert!(count > 20_000, "{count}");
    // Every page is in the table of contents, because mdBook ignores others.
    let contents = &book["src/SUMMARY.md"];
    for page in book
        .keys()
        .filter_map(|path| path.strip_prefix("src/"))
        .filter(|path| *path != "SUMMARY.md")
    {
        assert!(contents.contains(&format!("({page})")), "{page}");
    }
}

/// Includes the style sheet and the script, but not the index of the search.
#[test]
fn every_page_of_the_site_weighs_less_than_100_kb() {
    let [site, _] = &*PAGES;
    let shared = site["site.css"].len() + site["site.js"].len();
    for (path, html) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(
            html.len() + shared < 100_000,
            "{path}: {}",
            html.len() + shared
        );
    }
}

/// Also in long lists: `Update` has 170 constructors, and 769 functions share one error.
#[test]
fn every_entry_of_a_list_is_described() {
    let [site, _] = &*PAGES;
    let (mut count, mut longest) = (0, 0);
    for folder in ["type/", "error/", "namespace/"] {
        for (page, html) in site.iter().filter(|(path, _)| path.starts_with(folder)) {
            let entries: Vec<&str> = html.split("<li><a href=\"../").skip(1).collect();
            longest = longest.max(entries.len());
            for entry in entries {
                let (to, rest) = entry.split_once('"').unwrap();
                let target = &site[to.split('#').next().unwrap()];
                let is_item = rest.contains("</a></li>") || rest.contains("</a><p>");
                let is_described = target.contains("<meta name=\"description\"");
                if is_item && is_described && !to.starts_with("namespace/") && !to.contains("--") {
                    let link = rest.split_once("</a>").unwrap().1;
                    let is_of_list = to.starts_with("constructor/") || to.starts_with("function/");
                    assert!(!is_of_list || link.starts_with("<p>"), "{page}: {to}");
                    count += usize::from(is_of_list);
                }
            }
        }
    }
    if gen_schemas::shared("docs/getdoc-223.json").is_some() {
        assert!(count > 10_000 && longest > 150, "{count}, {longest}");
    }
}

#[test]
fn two_runs_write_the_same_bytes() {
    let [site, book] = &*PAGES;
    assert!(pages("site") == *site && pages("book") == *book);
}
