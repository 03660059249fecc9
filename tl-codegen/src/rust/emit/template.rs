//! Templates of Rust text.
//!
//! ```text
//! lines!(out, "
//!     impl#generics #runtime::Encode for #ident {
//!         fn encode_bare(&self, #coder: &mut #runtime::Encoder) {
//!             #body
//!         }
//!     }
//! ", generics, ident = item.ident, body = code(|out| …));
//! ```
//!
//! A template is the text to write, with names for its holes, as in `quote!`. A template of [`lines!`]
//! consists of whole lines, which get the current indentation; a template of [`rust!`] is a part of a
//! line. A hole that is alone on its line is filled with any number of lines, which get its indentation.
//! In every template, `#runtime` is the path of the runtime, and `#coder` is the decoder or encoder of the
//! function, which [`Output::with_coder`] says.

use std::mem;
use std::sync::OnceLock;

use crate::rust::emit::Context;
use crate::rust::model::Ident;

/// Text that is being written.
pub(super) struct Output<'c> {
    pub(super) context: &'c Context,
    /// The decoder or encoder in the function that is being written.
    coder: String,
    text: String,
    /// The number of spaces before each line.
    indent: usize,
    /// Whether the next text begins a new line.
    fresh: bool,
}

impl<'c> Output<'c> {
    pub(super) fn new(context: &'c Context) -> Self {
        Self {
            context,
            coder: String::new(),
            text: String::new(),
            indent: 0,
            fresh: false,
        }
    }

    /// Writes code in which `#coder` is this expression.
    pub(super) fn with_coder(&mut self, coder: &str, write: &mut dyn FnMut(&mut Self)) {
        let outer = mem::replace(&mut self.coder, coder.to_owned());
        write(self);
        self.coder = outer;
    }

    /// Returns the text.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    /// Returns the number of bytes that were written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Writes text without line breaks.
    pub(super) fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.begin();
            self.text.push_str(text);
        }
    }

    /// Begins the line of the next text, if that has not happened yet.
    #[inline]
    fn begin(&mut self) {
        if self.fresh {
            self.line(0);
        }
    }

    /// Begins a line, indented by `indent` more spaces.
    pub(super) fn line(&mut self, indent: usize) {
        self.fresh = false;
        const BREAK: &str = "\n                                                                ";
        let indent = self.indent + indent;
        match BREAK.get(..=indent) {
            _ if self.text.is_empty() => {}
            Some(text) => self.text.push_str(text),
            None => {
                self.text.push('\n');
                self.text.extend(std::iter::repeat_n(' ', indent));
            }
        }
    }

    /// Writes an empty line, unless a block has just begun.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('{') {
            self.text.push('\n');
        }
    }

    /// Indents the following lines by more spaces.
    pub(super) fn indent(&mut self, spaces: usize) {
        self.indent += spaces;
    }

    /// Indents the following lines by fewer spaces.
    pub(super) fn dedent(&mut self, spaces: usize) {
        self.indent = self.indent.saturating_sub(spaces);
    }

    /// Writes a template, and fills each hole with the code at its number.
    pub(super) fn fill(&mut self, template: &Template, holes: &[&dyn Emit]) {
        for piece in template.pieces() {
            match piece {
                Piece::Text(text) => {
                    self.begin();
                    self.text.push_str(text);
                }
                Piece::Line { indent, text } => {
                    self.line(*indent);
                    self.text.push_str(text);
                }
                Piece::Blank => self.blank(),
                Piece::Runtime => self.push(&self.context.runtime),
                Piece::Coder => {
                    self.begin();
                    self.text.push_str(&self.coder);
                }
                Piece::Hole(number) => {
                    if let Some(code) = holes.get(*number) {
                        code.emit(self);
                    }
                }
                Piece::Lines { indent, hole } => {
                    if let Some(code) = holes.get(*hole) {
                        self.indent(*indent);
                        self.fresh = true;
                        code.emit(self);
                        self.fresh = false;
                        self.dedent(*indent);
                    }
                }
            }
        }
    }
}

/// A template, which is parsed when it is first written.
pub(super) struct Template {
    text: &'static str,
    /// Whether it consists of whole lines.
    lines: bool,
    holes: &'static [&'static str],
    pieces: OnceLock<Vec<Piece>>,
}

/// A part of a template.
enum Piece {
    Text(&'static str),
    /// The beginning of a line, and the text up to its first hole.
    Line {
        indent: usize,
        text: &'static str,
    },
    /// An empty line.
    Blank,
    /// The path of the runtime.
    Runtime,
    /// The decoder or encoder.
    Coder,
    /// A hole in a line, by its number.
    Hole(usize),
    /// A hole alone on its line.
    Lines {
        indent: usize,
        hole: usize,
    },
}

impl Template {
    pub(super) const fn new(
        text: &'static str,
        lines: bool,
        holes: &'static [&'static str],
    ) -> Self {
        Self {
            text,
            lines,
            holes,
            pieces: OnceLock::new(),
        }
    }

    fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| self.take_apart())
    }

    fn take_apart(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if !self.lines {
            self.part(self.text, &mut pieces);
            return pieces;
        }
        let lines = self.text.strip_prefix('\n').unwrap_or(self.text);
        let lines = lines.trim_end_matches(' ');
        let lines = lines.strip_suffix('\n').unwrap_or(lines);
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let written = lines.split('\n').filter(|line| !line.is_empty());
        let common = written.map(indent).min().unwrap_or(0);
        for line in lines.split('\n') {
            if line.is_empty() {
                pieces.push(Piece::Blank);
                continue;
            }
            let indent = indent(line) - common;
            let text = line.trim_start_matches(' ');
            if let Some(hole) = text.strip_prefix('#').and_then(|name| self.hole(name)) {
                pieces.push(Piece::Lines { indent, hole });
                continue;
            }
            let (text, rest) = self.before_hole(text);
            pieces.push(Piece::Line { indent, text });
            self.part(rest, &mut pieces);
        }
        pieces
    }

    /// Splits a part of a line into pieces.
    fn part(&self, text: &'static str, pieces: &mut Vec<Piece>) {
        let (before, mut rest) = self.before_hole(text);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        while let Some(name) = name_of_hole(rest) {
            let (text, after) = self.before_hole(rest.get(1 + name.len()..).unwrap_or_default());
            pieces.push(match name {
                "runtime" => Piece::Runtime,
                _ => self.hole(name).map_or(Piece::Coder, Piece::Hole),
            });
            if !text.is_empty() {
                pieces.push(Piece::Text(text));
            }
            rest = after;
        }
    }

    /// Returns the text before the first hole, and the rest. The `#` of an attribute is text.
    fn before_hole(&self, text: &'static str) -> (&'static str, &'static str) {
        let mut marks = text.match_indices('#').map(|(at, _)| at);
        let is_hole = |at: &usize| {
            let name = text.get(*at..).and_then(name_of_hole);
            name.is_some_and(|name| BUILT_IN.contains(&name) || self.hole(name).is_some())
        };
        text.split_at(marks.find(is_hole).unwrap_or(text.len()))
    }

    fn hole(&self, name: &str) -> Option<usize> {
        self.holes.iter().position(|hole| *hole == name)
    }
}

/// The holes of every template.
const BUILT_IN: [&str; 2] = ["runtime", "coder"];

/// Returns the name of the hole at the beginning of a text.
fn name_of_hole(text: &str) -> Option<&str> {
    let name = text.strip_prefix('#')?;
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.get(..name.find(|letter| !is_part(letter)).unwrap_or(name.len()))
}

/// Writes a part of a line by template: `rust!(out, "#module::decode(#coder)", module)`.
macro_rules! rust {
    ($out:expr, $text:literal $($holes:tt)*) => {
        $crate::rust::emit::template::fill!($out, false, $text $($holes)*)
    };
}

/// Writes whole lines by template: `lines!(out, "let #ident = #value;", ident, value = …)`.
macro_rules! lines {
    ($out:expr, $text:literal $($holes:tt)*) => {
        $crate::rust::emit::template::fill!($out, true, $text $($holes)*)
    };
}

macro_rules! fill {
    (@ $name:ident) => {
        &$name
    };
    (@ $name:ident $value:expr) => {
        &$value
    };
    ($out:expr, $lines:literal, $text:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        static TEMPLATE: $crate::rust::emit::template::Template =
            $crate::rust::emit::template::Template::new($text, $lines, &[$(stringify!($name)),*]);
        $out.fill(&TEMPLATE, &[$($crate::rust::emit::template::fill!(@ $name $($value)?)),*]);
    }};
}

pub(super) use {fill, lines, rust};

/// Code that can fill a hole.
pub(super) trait Emit {
    fn emit(&self, out: &mut Output<'_>);
}

impl<T: Emit + ?Sized> Emit for &T {
    fn emit(&self, out: &mut Output<'_>) {
        (**self).emit(out);
    }
}

impl<T: Emit> Emit for Option<T> {
    fn emit(&self, out: &mut Output<'_>) {
        if let Some(code) = self {
            code.emit(out);
        }
    }
}

impl Emit for str {
    fn emit(&self, out: &mut Output<'_>) {
        out.push(self);
    }
}

impl Emit for String {
    fn emit(&self, out: &mut Output<'_>) {
        out.push(self);
    }
}

impl Emit for Ident {
    fn emit(&self, out: &mut Output<'_>) {
        out.push(self.as_str());
    }
}

/// A path.
impl Emit for [Ident] {
    fn emit(&self, out: &mut Output<'_>) {
        separated(self, "::", |part, out| part.emit(out)).emit(out);
    }
}

impl Emit for u32 {
    fn emit(&self, out: &mut Output<'_>) {
        out.push(&self.to_string());
    }
}

impl Emit for usize {
    fn emit(&self, out: &mut Output<'_>) {
        out.push(&self.to_string());
    }
}

/// Code that a function writes.
pub(super) struct Code<F>(F);

impl<F: Fn(&mut Output<'_>)> Emit for Code<F> {
    fn emit(&self, out: &mut Output<'_>) {
        (self.0)(out);
    }
}

/// Creates code from a function that writes it.
pub(super) fn code<F: Fn(&mut Output<'_>)>(write: F) -> Code<F> {
    Code(write)
}

/// Writes a list with a separator between its parts: `separated(fields, ", ", |field, out| …)`.
pub(super) fn separated<'l, T>(
    list: &'l [T],
    separator: &'static str,
    write: impl Fn(&'l T, &mut Output<'_>),
) -> Code<impl Fn(&mut Output<'_>)> {
    code(move |out| {
        for (number, part) in list.iter().enumerate() {
            if number > 0 {
                out.push(separator);
            }
            write(part, out);
        }
    })
}

/// A number as `0x20212ca8`, and the minimum number of its digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hex(pub(super) u32, pub(super) usize);

impl Emit for Hex {
    fn emit(&self, out: &mut Output<'_>) {
        let Self(number, digits) = *self;
        out.push(&format!("{number:#0width$x}", width = digits + 2));
    }
}

/// A string literal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted<'t>(pub(super) &'t str);

impl Emit for Quoted<'_> {
    fn emit(&self, out: &mut Output<'_>) {
        out.push("\"");
        if self.0.contains('"') || self.0.contains('\\') {
            out.push(&self.0.escape_debug().to_string());
        } else {
            out.push(self.0);
        }
        out.push("\"");
    }
}

/// Documentation, as lines that begin with `///`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Docs<'t>(pub(super) &'t str);

impl Emit for Docs<'_> {
    fn emit(&self, out: &mut Output<'_>) {
        let wanted = out.context.docs.then_some(self.0);
        for text in wanted.unwrap_or_default().lines() {
            out.line(0);
            out.push(if text.is_empty() { "///" } else { "/// " });
            out.push(text);
        }
    }
}
