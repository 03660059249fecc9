//! Descriptions: paragraphs of plain text, with links.
//!
//! Nothing in them is markup, but for what people write in plain text too: `` `code` ``, code between
//! lines of three backticks, `https://…`, and a raised number after a word, as in "photo¹", which is
//! the number of a link in the list.

use std::borrow::Cow;
use std::fmt::Write;

use tl_parser::source::is_bidirectional;

/// A description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The paragraphs; code between fences is a paragraph of its own.
    pub paragraphs: Vec<String>,
    /// Where raised numbers lead to; `¹` is the first.
    pub links: Vec<String>,
}

/// A part of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// Lines that stand between fences.
    Code(String),
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// As it is.
    Text(String),
    /// Between backticks.
    Code(String),
    /// A word that leads to an address, which begins with `http://` or `https://`.
    Link(String, String),
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

impl Text {
    /// A text as people write it: an empty line ends a paragraph.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut lines = text.lines();
        let mut is_open = false;
        while let Some(line) = lines.next() {
            if let Some(marks) = fence(line.trim_start()) {
                let is_code = |line: &&str| {
                    let line = line.trim();
                    !(line.starts_with(marks) && line.bytes().all(|byte| byte == b'`'))
                };
                let code: Vec<&str> = lines.by_ref().take_while(is_code).collect();
                paragraphs.push(format!("{marks}\n{}\n{marks}", code.join("\n")));
                is_open = false;
                continue;
            }
            let line = line.trim();
            match paragraphs.last_mut() {
                _ if line.is_empty() => is_open = false,
                Some(paragraph) if is_open => {
                    paragraph.push(' ');
                    paragraph.push_str(line);
                }
                _ => {
                    paragraphs.push(line.into());
                    is_open = true;
                }
            }
        }
        Self {
            paragraphs,
            links: Vec::new(),
        }
    }

    /// Paragraphs, each as people write it, with the links that raised numbers in them lead to.
    #[must_use]
    pub fn with_links(paragraphs: &[String], links: Vec<String>) -> Self {
        let paragraphs = paragraphs
            .iter()
            .flat_map(|text| Self::new(text).paragraphs);
        Self {
            paragraphs: paragraphs.collect(),
            links,
        }
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(|it| it.trim().is_empty())
    }

    /// A text, or that of a comment where there is none or it says nothing.
    #[must_use]
    pub fn or_comment<'t>(text: Option<&'t Text>, comment: &str) -> Cow<'t, Text> {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(Text::new(comment)),
        }
    }

    /// Takes another text in the place of none.
    pub(crate) fn add(&mut self, other: Text) {
        if self.is_empty() {
            *self = other;
        }
    }

    /// The parts, with what is a link.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        let paragraphs = self.paragraphs.iter().filter(|it| !it.trim().is_empty());
        paragraphs.map(|it| self.block(it)).collect()
    }

    fn block(&self, paragraph: &str) -> Block {
        if let Some((first, rest)) = paragraph.split_once('\n') {
            if let Some(marks) = fence(first) {
                let code = rest.strip_suffix(marks).unwrap_or(rest);
                return Block::Code(code.strip_suffix('\n').unwrap_or(code).into());
            }
        }
        let mut runs = Vec::new();
        // A lone backtick is one that was written so.
        if paragraph.bytes().filter(|byte| *byte == b'`').count() % 2 == 1 {
            self.add_words(paragraph, &mut runs);
            return Block::Paragraph(runs);
        }
        for (index, part) in paragraph.split('`').enumerate() {
            if index % 2 == 0 {
                self.add_words(part, &mut runs);
            } else if part.trim().is_empty() {
                self.add_words(&format!("`{part}`"), &mut runs);
            } else {
                runs.push(Run::Code(part.into()));
            }
        }
        Block::Paragraph(runs)
    }

    /// Adds text in which words may be links.
    fn add_words(&self, text: &str, runs: &mut Vec<Run>) {
        for word in text.split_inclusive(char::is_whitespace) {
            if let Some((before, link, after)) = bare_link(word) {
                add_text(before, runs);
                runs.push(Run::Link(link.into(), link.into()));
                add_text(after, runs);
            } else if self.links.is_empty() || !word.contains(RAISED) {
                add_text(word, runs);
            } else {
                self.add_linked(word, runs);
            }
        }
    }

    /// Adds a word with raised numbers: `photo¹,`.
    fn add_linked(&self, mut word: &str, runs: &mut Vec<Run>) {
        while let Some(at) = word.find(RAISED) {
            let (said, rest) = word.split_at_checked(at).unwrap_or((word, ""));
            let after = rest.trim_start_matches(RAISED);
            // Not by `strip_suffix`, which compares all of the rest.
            let raised = rest.get(..rest.len() - after.len()).unwrap_or(rest);
            let link = number(raised).and_then(|number| self.links.get(number.checked_sub(1)?));
            match link.filter(|link| is_address(link)) {
                Some(link) => add_link(said, link, runs),
                // A link of another kind, or no link at all: as it was written.
                None => add_text(&format!("{said}{raised}"), runs),
            }
            word = after;
        }
        add_text(word, runs);
    }

    /// The text with its addresses in parentheses, for documentation of code.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for block in self.blocks() {
            if !plain.is_empty() {
                plain.push_str("\n\n");
            }
            match block {
                Block::Paragraph(runs) => runs.iter().for_each(|run| {
                    let _ = match run {
                        Run::Text(text) => write!(plain, "{text}"),
                        Run::Code(code) => write!(plain, "`{code}`"),
                        Run::Link(word, link) if word == link => write!(plain, "{link}"),
                        Run::Link(word, link) => write!(plain, "{word} ({link})"),
                    };
                }),
                Block::Code(code) => {
                    let marks = "`".repeat(longest_run(&code).max(2) + 1);
                    let _ = write!(plain, "{marks}\n{code}\n{marks}");
                }
            }
        }
        plain
    }

    /// The words, without what makes links and code of them.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for block in self.blocks() {
            if !words.is_empty() {
                words.push(' ');
            }
            match block {
                Block::Paragraph(runs) => {
                    for run in &runs {
                        let (Run::Text(text) | Run::Code(text) | Run::Link(text, _)) = run;
                        words.push_str(text);
                    }
                }
                Block::Code(code) => words.push_str(&code),
            }
        }
        words
    }
}

/// The raised form of a number, which leads to the link of that number.
#[cfg(feature = "facts")]
pub(crate) fn raised(number: usize) -> String {
    let digits = number.to_string();
    let raised = digits
        .bytes()
        .map(|digit| RAISED.get(usize::from(digit.wrapping_sub(b'0'))));
    raised.flatten().collect()
}

fn number(raised: &str) -> Option<usize> {
    let digits = raised
        .chars()
        .map(|it| RAISED.iter().position(|digit| *digit == it));
    digits.into_iter().try_fold(0_usize, |number, digit| {
        number.checked_mul(10)?.checked_add(digit?)
    })
}

/// Whether a browser may follow it: no `javascript:`, no file.
fn is_address(link: &str) -> bool {
    let of_web = link.starts_with("https://") || link.starts_with("http://");
    let is_wrong = |it: char| {
        it.is_whitespace() || it.is_control() || is_bidirectional(it) || "<>\"`\\".contains(it)
    };
    of_web && !link.contains(is_wrong)
}

/// The address in a word, with what stands around it.
fn bare_link(word: &str) -> Option<(&str, &str, &str)> {
    let at = word.find("http://").or_else(|| word.find("https://"))?;
    let (before, rest) = word.split_at_checked(at)?;
    let end = rest.trim_end_matches(|it: char| it.is_whitespace() || ".,;:!?)]}\"'".contains(it));
    let after = rest.strip_prefix(end)?;
    let has_host = end
        .split_once("://")
        .is_some_and(|(_, host)| !host.is_empty());
    (is_address(end) && has_host).then_some((before, end, after))
}

/// Adds a link by its last word, and by the words before that stand in its address: "File reference¹"
/// leads to `…/file-references`.
fn add_link(said: &str, link: &str, runs: &mut Vec<Run>) {
    let start = said.find(|it: char| !"([{\"'«“".contains(it));
    let start = start.unwrap_or(said.len());
    let (before, word) = said.split_at_checked(start).unwrap_or((said, ""));
    add_text(before, runs);
    let is_word = |word: &str| word.contains(char::is_alphanumeric);
    let end = link
        .split('?')
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    let end = end.rsplit('/').next().unwrap_or_default().to_lowercase();
    let parts: Vec<&str> = end.split(|it: char| !it.is_alphanumeric()).collect();
    let leads_there = |word: &str| {
        let word = word.to_lowercase();
        // "file" of `file-references`, and "reference" too.
        let is_word_of = |part: &&str| part.starts_with(&word) && part.len() <= word.len() + 2;
        word.len() > 1 && word.chars().all(char::is_alphanumeric) && parts.iter().any(is_word_of)
    };
    let mut words = String::from(if is_word(word) { word } else { "" });
    if let (true, Some(Run::Text(text))) = (before.is_empty(), runs.last_mut()) {
        while let Some(last) = text.split_whitespace().next_back() {
            if !words.is_empty() && !leads_there(last) || !is_word(last) {
                break;
            }
            let length = text.trim_end().len() - last.len();
            let blank = if words.is_empty() { "" } else { " " };
            words = format!("{last}{blank}{words}");
            text.truncate(length);
        }
    }
    if words.is_empty() {
        words.push_str(if word.is_empty() { link } else { word });
    }
    runs.push(Run::Link(words, link.into()));
}

fn add_text(text: &str, runs: &mut Vec<Run>) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(Run::Text(last)) => last.push_str(text),
        _ => runs.push(Run::Text(text.into())),
    }
}

/// The marks of a line that opens a block of code: three or more, and no other in the line.
pub(crate) fn fence(line: &str) -> Option<&str> {
    let language = line.trim_start_matches('`');
    let (marks, _) = line.split_at_checked(line.len() - language.len())?;
    (marks.len() >= 3 && !language.contains('`')).then_some(marks)
}

/// How many backticks stand side by side at most.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|it| it != '`').map(str::len);
    runs.max().unwrap_or(0)
}
