//! Descriptions: paragraphs of plain text, with links.
//!
//! Their only markup is what people use in plain text too: `` `code` ``, code between lines of three
//! backticks, `https://…`, and a raised number after a word, as in "photo¹", which is the number of a
//! link in the list.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::fmt::Write;
use std::iter;

use crate::address;

/// A description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// A line for each paragraph. A code block keeps its lines, between two fences.
    ///
    /// A list of short paragraphs would take twenty times the memory.
    lines: String,
    /// The targets of raised numbers, beginning with that of `¹`.
    links: Vec<String>,
}

/// A part of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block<'t> {
    /// A paragraph.
    Paragraph(Paragraph<'t>),
    /// The lines between two fences.
    Code(&'t str),
}

/// A paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph<'t> {
    line: &'t str,
    links: &'t [String],
}

/// A part of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'r> {
    /// Plain text.
    Text(&'r str),
    /// Code, which was between backticks.
    Code(&'r str),
    /// A word and the address that it links to, which begins with `http://` or `https://`.
    Link(&'r str, &'r str),
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

impl Text {
    /// Parses a text, in which an empty line ends a paragraph.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut new = Self::default();
        new.add_paragraphs(text);
        new
    }

    /// Sets the targets of raised numbers.
    #[must_use]
    pub fn with_links(mut self, links: Vec<String>) -> Self {
        self.links = links;
        self
    }

    /// Adds the paragraphs of a text, in which an empty line ends a paragraph.
    pub fn add_paragraphs(&mut self, text: &str) {
        let mut lines = text.lines();
        let mut is_open = false;
        while let Some(line) = lines.next() {
            if let Some(marks) = fence(line.trim_start()) {
                let code = lines.by_ref().take_while(|line| !ends_code(marks, line));
                let code = iter::once(marks).chain(code).chain([marks]);
                code.for_each(|line| self.add_line(line));
                is_open = false;
                continue;
            }
            match line.trim() {
                "" => is_open = false,
                line if is_open => {
                    self.lines.push(' ');
                    self.lines.push_str(line);
                }
                line => {
                    self.add_line(line);
                    is_open = true;
                }
            }
        }
    }

    fn add_line(&mut self, line: &str) {
        if !self.lines.is_empty() {
            self.lines.push('\n');
        }
        self.lines.push_str(line);
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns `text`, or the text of `comment` if that is absent or empty.
    #[must_use]
    pub fn or_comment<'t>(text: Option<&'t Text>, comment: &str) -> Cow<'t, Text> {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(Text::new(comment)),
        }
    }

    /// Replaces the text with `other` if it is empty.
    pub(crate) fn add(&mut self, other: Text) {
        if self.is_empty() {
            *self = other;
        }
    }

    /// Returns the targets of raised numbers, beginning with that of `¹`.
    #[cfg(feature = "facts")]
    pub(crate) fn links(&self) -> &[String] {
        &self.links
    }

    /// Returns the paragraphs as they were written. A code block with its fences counts as one.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.lines.as_str();
        iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut lines = rest.split('\n');
            let first = lines.next()?;
            let code = fence(first).map_or(0, |marks| {
                let mut is_open = true;
                let code = lines.take_while(|line| {
                    let was_open = is_open;
                    is_open = !ends_code(marks, line);
                    was_open
                });
                code.map(|line| line.len() + 1).sum()
            });
            let (paragraph, after) = rest.split_at_checked(first.len() + code)?;
            rest = after.strip_prefix('\n').unwrap_or(after);
            Some(paragraph)
        })
    }

    /// Returns the blocks of the text.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.paragraphs().map(|paragraph| {
            if let Some((first, rest)) = paragraph.split_once('\n') {
                if let Some(marks) = fence(first) {
                    let code = rest.strip_suffix(marks).unwrap_or(rest);
                    return Block::Code(code.strip_suffix('\n').unwrap_or(code));
                }
            }
            Block::Paragraph(Paragraph {
                line: paragraph,
                links: &self.links,
            })
        })
    }

    /// Returns the text with addresses in parentheses, for the documentation of code.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for block in self.blocks() {
            if !plain.is_empty() {
                plain.push_str("\n\n");
            }
            match block {
                Block::Paragraph(paragraph) => paragraph.runs(&mut |run| {
                    let _ = match run {
                        Run::Text(text) => write!(plain, "{text}"),
                        Run::Code(code) => write!(plain, "`{code}`"),
                        Run::Link(word, link) if word == link => write!(plain, "{link}"),
                        Run::Link(word, link) => write!(plain, "{word} ({link})"),
                    };
                }),
                Block::Code(code) => {
                    let marks = "`".repeat(longest_run(code).max(2) + 1);
                    let _ = write!(plain, "{marks}\n{code}\n{marks}");
                }
            }
        }
        plain
    }

    /// Returns the words, without the markup of links and code.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for block in self.blocks() {
            if !words.is_empty() {
                words.push(' ');
            }
            match block {
                Block::Paragraph(paragraph) => paragraph.runs(&mut |run| {
                    let (Run::Text(text) | Run::Code(text) | Run::Link(text, _)) = run;
                    words.push_str(text);
                }),
                Block::Code(code) => words.push_str(code),
            }
        }
        words
    }
}

impl Paragraph<'_> {
    /// Calls `each` with the parts, in order.
    pub fn runs(self, each: &mut dyn FnMut(Run<'_>)) {
        let mut runs = Runs {
            links: self.links,
            text: String::new(),
            each,
        };
        // If the number of backticks is odd, none of them marks code.
        if self.line.bytes().filter(|byte| *byte == b'`').count() % 2 == 1 {
            runs.words(self.line);
        } else {
            for (index, part) in self.line.split('`').enumerate() {
                if index % 2 == 0 {
                    runs.words(part);
                } else if part.trim().is_empty() {
                    runs.words(&format!("`{part}`"));
                } else {
                    runs.say(Run::Code(part));
                }
            }
        }
        runs.end_text();
    }
}

/// Splits a paragraph into its parts.
struct Runs<'r> {
    links: &'r [String],
    /// Text that was not passed on yet, since a link may take its last words.
    text: String,
    each: &'r mut dyn FnMut(Run<'_>),
}

impl Runs<'_> {
    /// Passes on a part that is not plain text, after the text before it.
    fn say(&mut self, run: Run<'_>) {
        self.end_text();
        (self.each)(run);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            (self.each)(Run::Text(&self.text));
            self.text.clear();
        }
    }

    /// Adds text in which words may be links.
    fn words(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            if let Some((before, link, after)) = address::find(word) {
                self.text.push_str(before);
                self.say(Run::Link(link, link));
                self.text.push_str(after);
            } else if self.links.is_empty() || !word.contains(RAISED) {
                self.text.push_str(word);
            } else {
                self.linked(word);
            }
        }
    }

    /// Adds a word with raised numbers, such as `photo¹,`.
    fn linked(&mut self, mut word: &str) {
        let links = self.links;
        while let Some(at) = word.find(RAISED) {
            let (said, rest) = word.split_at_checked(at).unwrap_or((word, ""));
            let after = rest.trim_start_matches(RAISED);
            // `strip_suffix` would compare the whole rest.
            let raised = rest.get(..rest.len() - after.len()).unwrap_or(rest);
            let link = number(raised).and_then(|number| links.get(number.checked_sub(1)?));
            match link.filter(|link| address::is_valid(link)) {
                Some(link) => self.link(said, link),
                // Another kind of link, or none: the text stays as it was written.
                None => {
                    self.text.push_str(said);
                    self.text.push_str(raised);
                }
            }
            word = after;
        }
        self.text.push_str(word);
    }

    /// Adds a link on its last word and on the words before it that occur in the address: "File reference¹"
    /// links to `…/file-references`.
    fn link(&mut self, said: &str, link: &str) {
        let start = said.find(|it: char| !"([{\"'«“".contains(it));
        let start = start.unwrap_or(said.len());
        let (before, word) = said.split_at_checked(start).unwrap_or((said, ""));
        self.text.push_str(before);
        let is_word = |word: &str| word.contains(char::is_alphanumeric);
        let parts = LazyCell::new(|| words_of_address(link));
        let leads_there = |word: &str| {
            if word.len() <= 1 || !word.chars().all(char::is_alphanumeric) {
                return false;
            }
            let word = word.to_lowercase();
            // Both "file" and "reference" match `file-references`.
            parts
                .iter()
                .any(|part| part.starts_with(&word) && part.len() <= word.len() + 2)
        };
        let last = if is_word(word) { word } else { "" };
        let mut start = self.text.len();
        if before.is_empty() {
            let mut is_first = last.is_empty();
            while let Some(text) = self.text.get(..start) {
                let text = text.trim_end();
                let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
                if !is_word(word) || !is_first && !leads_there(word) {
                    break;
                }
                start = text.len() - word.len();
                is_first = false;
            }
        }
        let taken = self.text.split_off(start);
        let words: Vec<&str> = taken.split_whitespace().chain(some(last)).collect();
        match words.is_empty() {
            true => self.say(Run::Link(some(word).unwrap_or(link), link)),
            false => self.say(Run::Link(&words.join(" "), link)),
        }
    }
}

/// Returns the words in the last segment of an address.
fn words_of_address(link: &str) -> Vec<String> {
    let path = link.split('?').next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    let end = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    end.split(|it: char| !it.is_alphanumeric())
        .map(str::to_owned)
        .collect()
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Whether a line closes the code block that `marks` opened.
fn ends_code(marks: &str, line: &str) -> bool {
    let line = line.trim();
    line.starts_with(marks) && line.bytes().all(|byte| byte == b'`')
}

/// Returns a number in raised digits, which refers to the link with that number.
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

/// Returns the fence of a line that opens a code block: three or more backticks, with no others in the line.
pub(crate) fn fence(line: &str) -> Option<&str> {
    let language = line.trim_start_matches('`');
    let (marks, _) = line.split_at_checked(line.len() - language.len())?;
    (marks.len() >= 3 && !language.contains('`')).then_some(marks)
}

/// Returns the length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|it| it != '`').map(str::len);
    runs.max().unwrap_or(0)
}
