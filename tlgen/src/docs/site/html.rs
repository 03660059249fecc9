//! A page as HTML.

use std::collections::BTreeSet;
use std::rc::Rc;

use maud::{DOCTYPE, Markup, Render, html};

use super::rust;
use crate::docs::page::{
    Class, Content, Entry, Inline, Kind, Page, Part, Prose, Section, Table, Target, Token,
};
use crate::docs::reference::OVERVIEW;

/// The frame around every page.
pub(super) struct Frame<'t> {
    pub(super) title: &'t str,
    /// The overview and the lists, each with its page.
    pub(super) lists: &'t [(Rc<str>, Rc<str>)],
    /// The namespaces, each with its page.
    pub(super) namespaces: &'t [(String, Rc<str>)],
}

/// The maximum number of namespaces next to each page. If there are more, only the one of the page is shown.
const NAMESPACES: usize = 200;

/// Loads only files of the site, and runs no inline scripts.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'";

/// Writes directly into the page instead of through a copy, because it may be long.
struct Direct<F>(F);

impl<F: Fn(&mut String)> Render for Direct<F> {
    fn render_to(&self, page: &mut String) {
        (self.0)(page);
    }
}

impl Frame<'_> {
    /// Returns a whole page.
    pub(super) fn page(&self, page: &Page<'_>) -> String {
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

    fn side(&self, page: &Page<'_>, links: &Links) -> Markup {
        let current = |path: &str| (*page.path == *path).then_some("page");
        let above = page.above.last().map(|(_, path)| &**path);
        let sections: Vec<&Section<'_>> = page
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
                ul { @for (title, path) in self.lists {
                    li { a href=(links.page(path)) aria-current=[current(path)] { (title) } }
                } }
                h2 { "Namespaces" }
                ul {
                    @for (title, path) in self.namespaces {
                        @let here = current(path).or((above == Some(path)).then_some("true"));
                        @if are_few || here.is_some() {
                            li { a href=(links.page(path)) aria-current=[here] { (title) } }
                        }
                    }
                    @if !are_few { li { a href=(links.page(OVERVIEW)) { "All " (self.namespaces.len()) } } }
                }
            }
        }
    }
}

fn heading(page: &Page<'_>, links: &Links) -> Markup {
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

/// Returns a name that may be broken after dots and underscores.
fn breakable(name: &str) -> Markup {
    html! {
        @for part in name.split_inclusive(['.', '_']) { (part) wbr; }
    }
}

/// Splits sections into those next to the text if there is room, those before, and those after.
fn parted<'p, 'r>(
    sections: &'p [Section<'r>],
) -> (
    Vec<&'p Section<'r>>,
    Vec<&'p Section<'r>>,
    Vec<&'p Section<'r>>,
) {
    let is_beside = |section: &&Section<'_>| matches!(section.id, "example" | "tl");
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let has_example = sections.iter().any(|section| section.id == "example");
    let beside: Vec<&Section<'_>> = match has_example {
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

fn is_shown(section: &Section<'_>) -> bool {
    !section.content.is_empty()
}

/// The links of one page.
struct Links {
    /// The relative path to the folder of all pages.
    root: &'static str,
}

impl Links {
    fn of(page: &Page<'_>) -> Self {
        let root = if page.path.contains('/') { "../" } else { "" };
        Self { root }
    }

    /// Returns the address of a page; a web address is returned unchanged.
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

    fn section<'p>(&'p self, section: &'p Section<'_>) -> impl Render + 'p {
        Direct(move |page: &mut String| {
            page.push_str(&["<section id=\"", section.id, "\">"].concat());
            if !section.title.is_empty() {
                html! { h2 { a href={ "#" (section.id) } { (section.title) } } }.render_to(page);
            }
            for content in &section.content {
                self.content(content, page);
            }
            page.push_str("</section>");
        })
    }

    fn content(&self, content: &Content<'_>, page: &mut String) {
        let markup = match content {
            Content::Prose(prose) => return self.prose(prose, page),
            Content::Table(table) => return self.table(table, page),
            Content::Paragraph(inlines) => html! { p { (self.inlines(inlines)) } },
            Content::Rust(code) => block(rust::highlighted(code)),
            Content::Tl(lines) => block(html! {
                @for line in lines { div { (self.tokens(line)) "\n" } }
            }),
            Content::Entries(title, entries) => self.entries(title, entries),
        };
        markup.render_to(page);
    }

    fn prose(&self, prose: &Prose<'_>, page: &mut String) {
        prose.parts(&mut |part| match part {
            Part::BeginParagraph => page.push_str("<p>"),
            Part::Inline(inline) => self.inline(&inline, page),
            Part::EndParagraph => page.push_str("</p>"),
            Part::Preformatted(text) => html! { pre.code { code { (text) } } }.render_to(page),
        });
    }

    fn table(&self, table: &Table<'_>, page: &mut String) {
        page.push_str("<table>");
        html! { thead { tr { @for title in table.head { th scope="col" { (title) } } } } }
            .render_to(page);
        page.push_str("<tbody>");
        for (row, anchor) in table.rows.iter().zip(anchors(table)) {
            page.push_str("<tr");
            if let Some(anchor) = anchor {
                page.push_str(" id=\"");
                anchor.render_to(page);
                page.push('"');
            }
            page.push('>');
            for cell in row {
                page.push_str("<td>");
                self.inlines(cell).render_to(page);
                page.push_str("</td>");
            }
            page.push_str("</tr>");
        }
        page.push_str("</tbody></table>");
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

    fn inlines<'p>(&'p self, inlines: &'p [Inline<'_>]) -> impl Render + 'p {
        Direct(move |page: &mut String| {
            for inline in inlines {
                self.inline(inline, page);
            }
        })
    }

    fn inline(&self, inline: &Inline<'_>, page: &mut String) {
        let markup = match inline {
            Inline::Description(prose) => {
                return prose.line(&mut |inline| self.inline(&inline, page));
            }
            Inline::Text(text) => return text.render_to(page),
            Inline::Code(code) => html! { code { (code) } },
            Inline::Strong(name) => html! { strong { (name) } },
            Inline::Name(name, target) => html! { a.name href=(self.target(target)) { (name) } },
            Inline::Web(word, address) => html! { a href=(address) rel="noreferrer" { (word) } },
            Inline::Tl(tokens) => html! { code.tl { (self.tokens(tokens)) } },
        };
        markup.render_to(page);
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

/// Returns the anchor of each row, unless an earlier row has the same name.
fn anchors(table: &Table<'_>) -> Vec<Option<String>> {
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
