//! Pages as the source of a book: Markdown laid out for mdBook.

mod escape;

use std::fmt::Write;

use super::folder::Output;
use super::page::{Content, Entry, Inline, Kind, Page, Section, Table, Target, Token};
use escape::{code_span, escaped, fenced};

/// The files of a book.
///
/// mdBook would read `{{#include …}}` in the text of a page, so its preprocessors are off.
pub(crate) fn files(title: &str, pages: &[Page], done: &mut dyn FnMut()) -> Vec<Output> {
    let title = serde_json::to_string(title).unwrap_or_default();
    let config = format!(
        "[book]\ntitle = {title}\nlanguage = \"en\"\n\n[build]\nuse-default-preprocessors = false\n\n\
         [output.html]\nsmart-punctuation = false\nno-section-label = true\n\n\
         [output.html.playground]\nrunnable = false\n\n[output.html.print]\nenable = false\n\n[output.html.fold]\nenable = true\nlevel = 0\n"
    );
    let mut files = vec![
        Output::new("book.toml", config),
        Output::new("src/SUMMARY.md", contents(pages)),
    ];
    for page in pages {
        files.push(Output::new(format!("src/{}.md", page.path), markdown(page)));
        done();
    }
    files
}

/// The table of contents: lists, then each namespace with what is in it.
fn contents(pages: &[Page]) -> String {
    let mut contents = String::from("# Summary\n\n");
    let line = |depth: usize, page: &Page| {
        format!(
            "{}- [{}]({}.md)\n",
            "  ".repeat(depth),
            escaped(&page.title),
            page.path
        )
    };
    let is_list = |page: &&Page| matches!(page.kind, Kind::Overview | Kind::List);
    for page in pages.iter().filter(is_list) {
        contents.push_str(&line(0, page));
        if &*page.path == super::reference::ERRORS {
            let errors = pages.iter().filter(|page| page.kind == Kind::Error);
            errors.for_each(|page| contents.push_str(&line(1, page)));
        }
    }
    let mut inside: std::collections::BTreeMap<&str, Vec<&Page>> =
        std::collections::BTreeMap::new();
    for page in pages {
        if let (Kind::Function | Kind::Constructor | Kind::Type, Some((_, above))) =
            (page.kind, page.above.last())
        {
            inside.entry(above).or_default().push(page);
        }
    }
    for namespace in pages.iter().filter(|page| page.kind == Kind::Namespace) {
        contents.push_str(&line(0, namespace));
        let mut own = inside.remove(&*namespace.path).unwrap_or_default();
        own.sort_by(|one, other| (one.kind, &one.title).cmp(&(other.kind, &other.title)));
        own.iter()
            .for_each(|page| contents.push_str(&line(1, page)));
    }
    contents
}

fn markdown(page: &Page) -> String {
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

/// Writes what is on one page.
struct Writer {
    root: &'static str,
}

impl Writer {
    fn section(&self, section: &Section, text: &mut String) {
        if !section.title.is_empty() {
            let _ = write!(text, "\n## {}\n", section.title);
        }
        for content in &section.content {
            text.push('\n');
            match content {
                Content::Paragraph(inlines) => {
                    text.push_str(&self.inlines(inlines));
                    text.push('\n');
                }
                Content::Preformatted(code) => fenced("text", code, text),
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

    fn table(&self, table: &Table, text: &mut String) {
        let [first, second, third] = table.head;
        let _ = write!(
            text,
            "| {first} | {second} | {third} |\n| :--: | --- | --- |\n"
        );
        for [first, second, third] in &table.rows {
            let _ = writeln!(
                text,
                "| {}{} | {} | {} |",
                anchor(first),
                self.inlines(first),
                self.inlines(second),
                self.inlines(third)
            );
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

    fn inlines(&self, inlines: &[Inline]) -> String {
        let inlines = inlines.iter().map(|inline| match inline {
            Inline::Text(text) => escaped(text),
            Inline::Code(code) => code_span(code),
            Inline::Strong(name) => format!("**{}**", escaped(name)),
            Inline::Name(name, target) => format!("[{}]({})", escaped(name), self.target(target)),
            Inline::Web(word, address) => format!("[{}](<{}>)", escaped(word), address),
            Inline::Tl(tokens) => tokens.iter().map(|token| self.token(token)).collect(),
        });
        inlines.collect()
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

/// The anchor of a row, where its name can be one.
fn anchor(first: &[Inline]) -> String {
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
