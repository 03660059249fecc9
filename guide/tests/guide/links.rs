//! Do the links in the guide and in the files of the root work?

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::page::{all_pages, guide_pages};

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Returns the targets of all links and images.
fn links(text: &str) -> Vec<String> {
    events(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .collect()
}

/// Returns the anchors of the headings, as mdBook and GitHub name them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut heading: Option<String> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    *heading += &text;
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let slug = slug(&heading.take().unwrap_or_default());
                let times = seen.entry(slug.clone()).or_default();
                anchors.insert(match *times {
                    0 => slug,
                    times => format!("{slug}-{times}"),
                });
                *times += 1;
            }
            _ => {}
        }
    }
    anchors
}

fn slug(heading: &str) -> String {
    let kept = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    kept.flat_map(char::to_lowercase).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in all_pages() {
        for link in links(&page.text) {
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let folder = page.path.parent().unwrap_or(Path::new(""));
            let target = match file {
                "" => page.path.clone(),
                file => folder.join(file),
            };
            let leads = match anchor {
                "" => target.exists(),
                _ => std::fs::read_to_string(&target)
                    .is_ok_and(|text| anchors(&text).contains(anchor)),
            };
            // A link from a page of the book must not lead to a file outside of it.
            let leaves_the_book =
                folder.ends_with("guide/src") && (file.contains('/') || !target.exists());
            if !leads || leaves_the_book {
                broken.push(format!("{}: {link}", page.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_page_is_in_the_summary() {
    let pages = guide_pages();
    let (summary, pages): (Vec<_>, Vec<_>) = pages
        .iter()
        .partition(|page| page.path.ends_with("SUMMARY.md"));
    let listed: BTreeSet<_> = summary.iter().flat_map(|page| links(&page.text)).collect();
    let names = pages.iter().filter_map(|page| page.path.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    assert_eq!(listed, names.collect());
}
