//! Pages as the source of a book: Markdown files for mdBook.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

use super::folder::Output;
use super::form::Form;
use super::page::{Content, Entry, Inline, Kind, Page, Part, Prose, Section, Table, Target, Token};
use crate::markdown::{code_span, escaped, fenced};

/// A book whose pages are added one by one.
pub(crate) struct Book<'t> {
    title: &'t str,
    chapters: Vec<Chapter>,
}

/// The entry of a page in the table of contents.
struct Chapter {
    kind: Kind,
    title: String,
    path: Rc<str>,
    /// The path of its parent page.
    above: Option<Rc<str>>,
}

impl<'t> Book<'t> {
    pub(crate) fn new(title: &'t str) -> Self {
        Self {
            title,
            chapters: Vec::new(),
        }
    }
}

impl Form for Book<'_> {
    fn page(&mut self, page: &Page<'_>) -> Output {
        self.chapters.push(Chapter {
            kind: page.kind,
            title: page.title.clone(),
            path: page.path.clone(),
            above: page.above.last().map(|(_, path)| path.clone()),
        });
        Output::new(format!("src/{}.md", page.path), markdown(page))
    }

    fn rest(self: Box<Self>) -> Vec<Output> {
        vec![
            Output::new("book.toml", config(self.title)),
            Output::new("src/SUMMARY.md", contents(&self.chapters)),
        ]
    }
}

/// Returns the configuration of mdBook. Its preprocessors are off, because they would execute `{{#include …}}`
/// in the text of a page. Its search has an entry for each page, not for each heading, which would take half of
/// the time for thousands of pages.
fn config(title: &str) -> String {
    let title = serde_json::to_string(title).unwrap_or_default();
    format!(
        "[book]\ntitle = {title}\nlanguage = \"en\"\n\n[build]\nuse-default-preprocessors = false\n\n\
         [output.html]\nsmart-punctuation = false\nno-section-label = true\n\n\
         [output.html.playground]\nrunnable = false\n\n[output.html.print]\nenable = false\n\n\
         [output.html.search]\nheading-split-level = 1\n\n[output.html.fold]\nenable = true\nlevel = 0\n"
    )
}

/// Returns the table of contents: the lists, then each namespace with its definitions.
fn contents(chapters: &[Chapter]) -> String {
    let mut contents = String::from("# Summary\n\n");
    let mut add = |depth: usize, chapter: &Chapter| {
        let Chapter { title, path, .. } = chapter;
        let title = escaped(title);
        let _ = writeln!(contents, "{}- [{title}]({path}.md)", "  ".repeat(depth));
    };
    for list in chapters {
        if !matches!(list.kind, Kind::Overview | Kind::List) {
            continue;
        }
        add(0, list);
        if &*list.path == super::reference::ERRORS {
            let errors = chapters.iter().filter(|it| it.kind == Kind::Error);
            errors.for_each(|error| add(1, error));
        }
    }
    let mut inside: BTreeMap<&str, Vec<&Chapter>> = BTreeMap::new();
    for chapter in chapters {
        if let (Kind::Function | Kind::Constructor | Kind::Type, Some(above)) =
            (chapter.kind, &chapter.above)
        {
            inside.entry(above).or_default().push(chapter);
        }
    }
    for namespace in chapters.iter().filter(|it| it.kind == Kind::Namespace) {
        add(0, namespace);
        let mut own = inside.remove(&*namespace.path).unwrap_or_default();
        own.sort_by(|one, other| (one.kind, &one.title).cmp(&(other.kind, &other.title)));
        own.into_iter().for_each(|chapter| add(1, chapter));
    }
    contents
}

fn markdown(page: &Page<'_>) -> String {
    let writer = Writer {
        root: if page.path.contains('/') { "../" } else { "" },
    };
    let mut text = format!("# {}\n", escaped(&page.title));
    for section in page
        .sections
        .iter()
        .filter(|section| !section.content.is_empty())
    {
        writer.section(section, &mut text);
    }
    text
}

/// Writes the content of one page.
struct Writer {
    root: &'static str,
}

impl Writer {
    fn section(&self, section: &Section<'_>, text: &mut String) {
        if !section.title.is_empty() {
            let _ = write!(text, "\n## {}\n", section.title);
        }
        for content in &section.content {
            match content {
                // Prose writes an empty line before each of its paragraphs.
                Content::Prose(_) => {}
                _ => text.push('\n'),
            }
            match content {
                Content::Prose(prose) => self.prose(prose, text),
                Content::Paragraph(inlines) => {
                    self.inlines(inlines, text);
                    text.push('\n');
                }
                Content::Rust(code) => fenced("rust", code, text),
                Content::Tl(lines) => {
                    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
                    fenced("tl", &lines.join("\n"), text);
                }
                Content::Table(table) => self.table(table, text),
                Content::Entries(title, entries) => self.entries(title, entries, text),
            }
        }
    }

    fn prose(&self, prose: &Prose<'_>, text: &mut String) {
        prose.parts(&mut |part| match part {
            Part::BeginParagraph | Part::EndParagraph => text.push('\n'),
            Part::Inline(inline) => self.inline(&inline, text),
            Part::Preformatted(code) => {
                text.push('\n');
                fenced("text", &code, text);
            }
        });
    }

    fn table(&self, table: &Table<'_>, text: &mut String) {
        let [first, second, third] = table.head;
        let _ = write!(
            text,
            "| {first} | {second} | {third} |\n| :--: | --- | --- |\n"
        );
        for row in &table.rows {
            let [first, ..] = row;
            let mut before = format!("| {}", anchor(first));
            for cell in row {
                text.push_str(&before);
                self.inlines(cell, text);
                before = " | ".into();
            }
            text.push_str(" |\n");
        }
    }

    fn entries(&self, title: &str, entries: &[Entry], text: &mut String) {
        if !title.is_empty() {
            let _ = write!(text, "### {title}\n\n");
        }
        for entry in entries {
            let _ = write!(
                text,
                "- [{}]({})",
                escaped(&entry.name),
                self.page(&entry.to)
            );
            if !entry.note.is_empty() {
                let _ = write!(text, " ({})", escaped(&entry.note));
            }
            if !entry.summary.is_empty() {
                let _ = write!(text, ": {}", escaped(&entry.summary));
            }
            let more = entry
                .more
                .iter()
                .map(|(name, to)| format!("[{}]({})", escaped(name), self.page(to)));
            let more: Vec<String> = more.collect();
            if !more.is_empty() {
                let _ = write!(text, " ({})", more.join(", "));
            }
            text.push('\n');
        }
    }

    fn inlines(&self, inlines: &[Inline<'_>], text: &mut String) {
        inlines.iter().for_each(|inline| self.inline(inline, text));
    }

    fn inline(&self, inline: &Inline<'_>, text: &mut String) {
        let _ = match inline {
            Inline::Description(prose) => {
                return prose.line(&mut |inline| self.inline(&inline, text));
            }
            Inline::Text(words) => write!(text, "{}", escaped(words)),
            Inline::Code(code) => write!(text, "{}", code_span(code)),
            Inline::Strong(name) => write!(text, "**{}**", escaped(name)),
            Inline::Name(name, target) => {
                write!(text, "[{}]({})", escaped(name), self.target(target))
            }
            Inline::Web(word, address) => write!(text, "[{}](<{}>)", escaped(word), address),
            Inline::Tl(tokens) => {
                return tokens
                    .iter()
                    .for_each(|token| text.push_str(&self.token(token)));
            }
        };
    }

    fn token(&self, token: &Token) -> String {
        match &token.to {
            Some(target) => format!("[{}]({})", escaped(&token.text), self.target(target)),
            None => escaped(&token.text),
        }
    }

    fn page(&self, path: &str) -> String {
        match path.contains("://") {
            true => format!("<{path}>"),
            false => format!("{}{path}.md", self.root),
        }
    }

    fn target(&self, target: &Target) -> String {
        let page = self.page(&target.path);
        match &target.anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        }
    }
}

/// Returns the anchor of a row, if its name is a valid one.
fn anchor(first: &[Inline<'_>]) -> String {
    match first {
        [Inline::Strong(name)]
            if name != "_"
                && name
                    .bytes()
                    .all(|it| it.is_ascii_alphanumeric() || it == b'_') =>
        {
            format!("<a id=\"field-{name}\"></a>")
        }
        _ => String::new(),
    }
}

fn plain(line: &[Token]) -> String {
    line.iter().map(|token| token.text.as_str()).collect()
}
