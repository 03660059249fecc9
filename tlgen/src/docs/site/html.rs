//! A page as HTML.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, html};

use super::rust;
use crate::docs::page::{Class, Content, Entry, Inline, Kind, Page, Section, Table, Target, Token};
use crate::docs::reference::{BOTS, BUILTINS, ERRORS, OVERVIEW};

/// What is around every page.
pub(super) struct Frame<'p> {
    title: &'p str,
    /// The first page of each namespace.
    namespaces: Vec<&'p Page>,
}

/// How many namespaces stand beside each page. Of more, only that of the page does.
const NAMESPACES: usize = 200;

/// Nothing but our files is loaded, and no script that stands in a page is run.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'";

impl<'p> Frame<'p> {
    pub(super) fn new(title: &'p str, pages: &'p [Page]) -> Self {
        let is_first = |page: &&Page| page.kind == Kind::Namespace && !page.goes_on;
        Self {
            title,
            namespaces: pages.iter().filter(is_first).collect(),
        }
    }

    /// A whole page.
    pub(super) fn page(&self, page: &Page) -> String {
        let links = Links::of(page);
        let title = match page.kind {
            Kind::Overview => self.title.to_owned(),
            _ => format!("{} · {}", page.title, self.title),
        };
        let (beside, before, after) = parted(&page.sections);
        let markup = html! {
            (DOCTYPE)
            html lang="en" data-root=(links.root) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    title { (title) }
                    @if !page.summary.is_empty() {
                        meta name="description" content=(page.summary);
                    }
                    link rel="stylesheet" href={ (links.root) "site.css" };
                    script src={ (links.root) "site.js" } {}
                }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    (self.header(&links))
                    div.frame {
                        (self.side(page, &links))
                        main #main tabindex="-1" {
                            article class=(if beside.is_empty() { "one" } else { "two" }) {
                                (heading(page, &links))
                                @for section in before { (links.section(section)) }
                                @if !beside.is_empty() {
                                    div.beside { @for section in beside { (links.section(section)) } }
                                }
                                @for section in after { (links.section(section)) }
                            }
                            footer { "Written by tlgen from the TL schema." }
                        }
                    }
                }
            }
        };
        markup.into_string()
    }

    fn header(&self, links: &Links) -> Markup {
        html! {
            header.top {
                a.menu href="#side" aria-label="Menu" { "☰" }
                a.brand href=(links.page(OVERVIEW)) { (self.title) }
                div.search role="search" {
                    input #search type="search" placeholder="Search names, parameters, descriptions"
                        autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false"
                        aria-controls="results" aria-autocomplete="list" aria-label="Search";
                    kbd { "/" }
                    div #results role="listbox" aria-label="Results" hidden {}
                }
                button #theme type="button" aria-label="Light or dark" { "◐" }
            }
        }
    }

    fn side(&self, page: &Page, links: &Links) -> Markup {
        let current = |path: &str| (*page.path == *path).then_some("page");
        let above = page.above.last().map(|(_, path)| &**path);
        let lists = [
            (OVERVIEW, "Overview"),
            (ERRORS, "Errors"),
            (BOTS, "What bots may call"),
            (BUILTINS, "Built-in types"),
        ];
        let sections: Vec<&Section> = page
            .sections
            .iter()
            .filter(|it| is_shown(it) && !it.title.is_empty())
            .collect();
        let are_few = self.namespaces.len() <= NAMESPACES;
        html! {
            nav.side #side aria-label="Reference" {
                a.close href="#main" { "Close" }
                @if sections.len() > 1 {
                    h2 { "On this page" }
                    ul.here { @for section in sections {
                        li { a href={ "#" (section.id) } { (section.title) } }
                    } }
                }
                h2 { "Reference" }
                ul { @for (path, title) in lists {
                    li { a href=(links.page(path)) aria-current=[current(path)] { (title) } }
                } }
                h2 { "Namespaces" }
                ul {
                    @for namespace in &self.namespaces {
                        @let here = current(&namespace.path).or((above == Some(&*namespace.path)).then_some("true"));
                        @if are_few || here.is_some() {
                            li { a href=(links.page(&namespace.path)) aria-current=[here] { (namespace.title) } }
                        }
                    }
                    @if !are_few { li { a href=(links.page(OVERVIEW)) { "All " (self.namespaces.len()) } } }
                }
            }
        }
    }
}

fn heading(page: &Page, links: &Links) -> Markup {
    html! {
        div.heading {
            @if !page.above.is_empty() {
                p.above { @for (index, (name, path)) in page.above.iter().enumerate() {
                    @if index > 0 { " / " }
                    a href=(links.page(path)) { (name) }
                } }
            }
            @if matches!(page.kind, Kind::Overview | Kind::List) {
                h1.words { (page.title) }
            } @else {
                h1 { (breakable(&page.title)) }
                p.kind.{ "kind-" (page.kind.word().to_lowercase()) } { (page.kind.word()) }
            }
        }
    }
}

/// A name that may be broken after its dots and underscores.
fn breakable(name: &str) -> Markup {
    html! {
        @for part in name.split_inclusive(['.', '_']) { (part) wbr; }
    }
}

/// What stands beside the text where there is room, what stands before that, and what after.
fn parted(sections: &[Section]) -> (Vec<&Section>, Vec<&Section>, Vec<&Section>) {
    let is_beside = |section: &&Section| matches!(section.id, "example" | "tl");
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let has_example = sections.iter().any(|section| section.id == "example");
    let beside: Vec<&Section> = match has_example {
        true => sections
            .iter()
            .filter(is_beside)
            .filter(|section| is_shown(section))
            .collect(),
        false => Vec::new(),
    };
    for section in sections.iter().filter(|section| is_shown(section)) {
        match section.id {
            "description" => before.push(section),
            "example" | "tl" if has_example => {}
            _ => after.push(section),
        }
    }
    (beside, before, after)
}

fn is_shown(section: &Section) -> bool {
    !section.content.is_empty()
}

/// Links as they are written on one page.
struct Links {
    /// The way to the folder of all pages.
    root: &'static str,
}

impl Links {
    fn of(page: &Page) -> Self {
        let root = if page.path.contains('/') { "../" } else { "" };
        Self { root }
    }

    /// The address of a page, or an address of the web as it is.
    fn page(&self, path: &str) -> String {
        match path.contains("://") {
            true => path.into(),
            false => format!("{}{path}.html", self.root),
        }
    }

    fn target(&self, target: &Target) -> String {
        let page = self.page(&target.path);
        match &target.anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        }
    }

    fn section(&self, section: &Section) -> Markup {
        html! {
            section #(section.id) {
                @if !section.title.is_empty() {
                    h2 { a href={ "#" (section.id) } { (section.title) } }
                }
                @for content in &section.content { (self.content(content)) }
            }
        }
    }

    fn content(&self, content: &Content) -> Markup {
        match content {
            Content::Paragraph(inlines) => html! { p { (self.inlines(inlines)) } },
            Content::Preformatted(text) => html! { pre.code { code { (text) } } },
            Content::Rust(code) => block(rust::highlighted(code)),
            Content::Tl(lines) => block(html! {
                @for line in lines { div { (self.tokens(line)) "\n" } }
            }),
            Content::Table(table) => self.table(table),
            Content::Entries(title, entries) => self.entries(title, entries),
        }
    }

    fn table(&self, table: &Table) -> Markup {
        let anchors = anchors(table);
        html! {
            table {
                thead { tr { @for title in table.head { th scope="col" { (title) } } } }
                tbody { @for ([first, second, third], anchor) in table.rows.iter().zip(anchors) {
                    tr id=[anchor] {
                        td { (self.inlines(first)) }
                        td { (self.inlines(second)) }
                        td { (self.inlines(third)) }
                    }
                } }
            }
        }
    }

    fn entries(&self, title: &str, entries: &[Entry]) -> Markup {
        html! {
            @if !title.is_empty() { h3 { (title) } }
            ul.entries { @for entry in entries {
                li {
                    a href=(self.page(&entry.to)) { (entry.name) }
                    @if !entry.note.is_empty() { " " span.note { (entry.note) } }
                    @if !entry.summary.is_empty() { p { (entry.summary) } }
                    @if !entry.more.is_empty() {
                        p.more { @for (index, (name, path)) in entry.more.iter().enumerate() {
                            @if index > 0 { ", " }
                            a href=(self.page(path)) { (name) }
                        } }
                    }
                }
            } }
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> Markup {
        html! {
            @for inline in inlines {
                @match inline {
                    Inline::Text(text) => (text),
                    Inline::Code(code) => code { (code) },
                    Inline::Strong(name) => strong { (name) },
                    Inline::Name(name, target) => a.name href=(self.target(target)) { (name) },
                    Inline::Web(word, address) => a href=(address) rel="noreferrer" { (word) },
                    Inline::Tl(tokens) => code.tl { (self.tokens(tokens)) },
                }
            }
        }
    }

    fn tokens(&self, tokens: &[Token]) -> Markup {
        html! {
            @for token in tokens {
                @let class = class(token.class);
                @match (&token.to, class) {
                    (Some(to), "t") => a href=(self.target(to)) { (token.text) },
                    (Some(to), class) => a.(class) href=(self.target(to)) { (token.text) },
                    (None, "") => (token.text),
                    (None, class) => span.(class) { (token.text) },
                }
            }
        }
    }
}

/// The anchor of each row, where its name is that of no row before.
fn anchors(table: &Table) -> Vec<Option<String>> {
    let mut seen = BTreeSet::new();
    let rows = table
        .rows
        .iter()
        .map(|[first, _, _]| match first.as_slice() {
            [Inline::Strong(name)] if name != "_" && seen.insert(name) => {
                Some(format!("field-{name}"))
            }
            _ => None,
        });
    rows.collect()
}

fn block(code: Markup) -> Markup {
    html! {
        div.block {
            button.copy type="button" hidden { "Copy" }
            pre.code tabindex="0" { code { (code) } }
        }
    }
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Name => "n",
        Class::Id => "i",
        Class::Mask => "m",
        Class::Type => "t",
        Class::Section => "s",
        Class::Field | Class::Mark => "",
    }
}
