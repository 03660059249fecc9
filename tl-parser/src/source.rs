//! Schema files, and places in them: spans, lines and columns.

use core::fmt;
use std::cell::OnceCell;
use std::ops::Range;

/// A schema file among the [`Sources`] of one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in a schema file, `start..end`.
///
/// Both ends are offsets into the file's text, and on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Returns the span from the start of `self` to the end of `last`, which is in the same file.
    #[must_use]
    pub fn to(self, last: Span) -> Span {
        Span {
            end: last.end,
            ..self
        }
    }

    /// Returns the empty span at its start.
    #[must_use]
    pub fn at_start(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }

    /// Returns the empty span at its end.
    #[must_use]
    pub fn at_end(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }

    /// Returns its part of the text of its file.
    pub(crate) fn text_in(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.file.0, self.start, self.end)
    }
}

/// A value and the place where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub span: Span,
}

/// Whether a character changes the direction of the text after it, so that a line is displayed in another
/// order than it is read.
#[must_use]
pub fn is_bidirectional(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The ids with which the versions 2, 3 and 4 of `.tlo` begin.
pub(crate) const TLO: [u32; 3] = [0x3a2f_9be2, 0xe4a8_604b, 0x90ac_88d7];

/// A form of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// TL text.
    Tl,
    /// The JSON of core.telegram.org/schema/json.
    Json,
    /// The binary form that the official parser writes.
    Tlo,
}

impl Form {
    /// Returns the form of a file, by its first bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Form {
        let id = bytes.first_chunk().map(|id| u32::from_le_bytes(*id));
        if id.is_some_and(|id| TLO.contains(&id)) {
            return Form::Tlo;
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match text.trim_ascii_start() {
            // No declaration of TL begins like this.
            [b'{', ..] => Form::Json,
            [b'[', list @ ..] if list.trim_ascii_start().starts_with(b"{") => Form::Json,
            _ => Form::Tl,
        }
    }

    /// Returns its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Tl => "TL",
            Form::Json => "JSON",
            Form::Tlo => ".tlo",
        }
    }
}

/// One schema file: a name to show in diagnostics, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name in diagnostics: a path, or `<stdin>`.
    pub name: String,
    /// The text. A byte order mark at its start counts as a space.
    pub text: String,
    /// The form of the file. The text is TL in any case.
    pub form: Form,
    /// The places in which the text has a U+FFFD for bytes that are not UTF-8, in order.
    pub replaced: Vec<Replaced>,
}

/// Bytes that are not UTF-8, for which the text has a U+FFFD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// The U+FFFD.
    pub span: Span,
    /// The first of the bytes.
    pub byte: u8,
    /// The end of the bytes in the file, counted in bytes.
    pub end: u32,
}

/// The end of the name of a file in another form, whose text was converted: `api.json as TL`.
const CONVERTED: &str = " as TL";

impl Source {
    /// Returns the name of the file: `api.json` if the name of its text is `api.json as TL`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        match self.form {
            Form::Tl => &self.name,
            Form::Json | Form::Tlo => self.name.strip_suffix(CONVERTED).unwrap_or(&self.name),
        }
    }

    /// Returns the offset in the file, in bytes, of an offset in the text: they differ after bytes that are
    /// not UTF-8.
    #[must_use]
    pub fn offset_in_file(&self, offset: u32) -> u32 {
        let before = self.replaced.partition_point(|it| it.span.end <= offset);
        match before.checked_sub(1).and_then(|at| self.replaced.get(at)) {
            Some(last) => last.end + (offset - last.span.end),
            None => offset,
        }
    }
}

/// The schema files of one run; together they are one schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Creates sources without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates sources with one file.
    #[must_use]
    pub fn of(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut sources = Self::new();
        sources.add(name, text);
        sources
    }

    /// Adds a file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_text(name.into(), text.into(), Form::Tl)
    }

    /// Adds a file in another form, as the TL text that it was converted to.
    #[cfg(feature = "forms")]
    pub(crate) fn add_form(&mut self, name: &str, text: String, form: Form) -> FileId {
        self.add_text(format!("{name}{CONVERTED}"), text, form)
    }

    fn add_text(&mut self, name: String, text: String, form: Form) -> FileId {
        let id = self.next();
        self.files.push(Source {
            name,
            text,
            form,
            replaced: Vec::new(),
        });
        id
    }

    /// Adds a file with these bytes. Those that are not UTF-8 become U+FFFD.
    pub fn add_bytes(&mut self, name: impl Into<String>, bytes: Vec<u8>) -> FileId {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return self.add(name, text),
            Err(error) => error.into_bytes(),
        };
        let file = self.next();
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut read = 0;
        let mut text = String::with_capacity(bytes.len());
        let mut replaced = Vec::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            read += chunk.valid().len() + chunk.invalid().len();
            if let Some(&byte) = chunk.invalid().first() {
                let start = number(text.len());
                text.push(char::REPLACEMENT_CHARACTER);
                let end = number(text.len());
                let span = Span { file, start, end };
                let end = number(read);
                replaced.push(Replaced { span, byte, end });
            }
        }
        self.files.push(Source {
            name: name.into(),
            text,
            form: Form::Tl,
            replaced,
        });
        file
    }

    fn next(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    /// Returns the file, or `None` if the id belongs to other `Sources`.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0 as usize)
    }

    /// Returns all files with their ids, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// Returns the text of `span`, or `""` if it is not in these files.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|source| span.text_in(&source.text))
            .unwrap_or_default()
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// At most this many bytes are counted again for each column.
const STEP: usize = 1024;

/// The lines of all files of a run; those of a file are found when they are first needed.
///
/// Each text is read once, however many places are looked up and however long the lines are.
#[derive(Debug)]
pub struct LineIndex<'s> {
    files: Vec<(&'s Source, OnceCell<Lines<'s>>)>,
}

impl<'s> LineIndex<'s> {
    /// Creates an index of these files.
    #[must_use]
    pub fn new(sources: &'s Sources) -> Self {
        let files = sources
            .iter()
            .map(|(_, source)| (source, OnceCell::new()))
            .collect();
        Self { files }
    }

    /// Returns the name and the lines of a file; `None` if it belongs to other sources, such as the prelude.
    #[must_use]
    pub fn file(&self, file: FileId) -> Option<(&'s str, &Lines<'s>)> {
        let (source, lines) = self.files.get(file.0 as usize)?;
        let lines = lines.get_or_init(|| Lines::new(&source.text));
        Some((&source.name, lines))
    }

    /// Returns a file; `None` if it belongs to other sources, such as the prelude.
    #[must_use]
    pub fn source(&self, file: FileId) -> Option<&'s Source> {
        self.files.get(file.0 as usize).map(|(source, _)| *source)
    }

    /// Returns the bytes of the file that a span covers; `None` if it belongs to other sources.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Option<Range<u32>> {
        let (source, _) = self.files.get(span.file.0 as usize)?;
        Some(source.offset_in_file(span.start)..source.offset_in_file(span.end))
    }

    /// Returns the name of the file, and the line and column of the span's start, both from 1.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<(&'s str, u32, u32)> {
        let (name, lines) = self.file(span.file)?;
        let (line, column) = lines.line_column(span.start as usize);
        Some((name, line, column))
    }
}

/// The lines of one text.
#[derive(Debug)]
pub struct Lines<'s> {
    text: &'s str,
    /// The offset at which each line begins.
    starts: Vec<usize>,
    /// The number of characters that begin before each multiple of [`STEP`].
    characters: Vec<usize>,
}

impl<'s> Lines<'s> {
    /// Finds the lines of this text.
    #[must_use]
    pub fn new(text: &'s str) -> Self {
        // A byte order mark is not a character of the first line: no editor shows it.
        let first = text
            .strip_prefix(BYTE_ORDER_MARK)
            .map_or(0, |rest| text.len() - rest.len());
        let mut starts = vec![first];
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            starts.push(end + 1);
        }
        let (mut before, mut total) = (Vec::new(), 0);
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(total);
            total += characters(chunk);
        }
        Self {
            text,
            starts,
            characters: before,
        }
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// Returns the number of the line of an offset, from 0.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1)
    }

    /// Returns the line and column of an offset, both from 1. Columns count characters; the end of a line is
    /// in the column after its last character.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (u32, u32) {
        let line = self.line(offset);
        let range = self.range(line);
        let offset = offset.clamp(range.start, range.end);
        let column = self.before(offset) - self.before(range.start) + 1;
        (
            u32::try_from(line + 1).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }

    /// Returns the bytes of a line, counted from 0, without its line break.
    #[must_use]
    pub fn range(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let Some(&next) = self.starts.get(line + 1) else {
            return start..self.text.len();
        };
        let end = next - 1;
        let before_end = self.text.as_bytes().get(start..end).unwrap_or_default();
        start..end - usize::from(before_end.ends_with(b"\r"))
    }

    /// Returns the number of characters that begin before an offset.
    fn before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        let (counted, from) = match self.characters.get(step) {
            Some(&counted) => (counted, step * STEP),
            // The end of a text whose length is a multiple of the step.
            None => match self.characters.last() {
                Some(&counted) => (counted, (self.characters.len() - 1) * STEP),
                None => (0, 0),
            },
        };
        let rest = self.text.as_bytes().get(from..offset.min(self.text.len()));
        counted + characters(rest.unwrap_or_default())
    }
}

/// Returns the number of characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    const CONTINUATION: u8 = 0b1000_0000;
    bytes
        .iter()
        .filter(|&&byte| byte & 0b1100_0000 != CONTINUATION)
        .count()
}

#[cfg(test)]
mod tests;
