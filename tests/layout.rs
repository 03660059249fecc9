//! Does the formatter change only the layout of a schema?

use std::path::Path;

use tl_parser::ast::{Declaration, Program, Section};
use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic, Level, Levels};
use tl_parser::format;
use tl_parser::source::{FileId, Sources};

use crate::support;
use crate::support::random::Random;

/// Returns the formatted text, unless it has syntax errors.
fn formatted(text: &str) -> Option<String> {
    let formatted = format(FileId::default(), text, &mut Vec::new())?;
    let again = format(FileId::default(), &formatted, &mut Vec::new());
    assert_eq!(again.as_deref(), Some(formatted.as_str()), "{text}");
    let blank = |byte: &u8| *byte > b' ';
    let written = text.trim_start_matches('\u{feff}').bytes().filter(blank);
    assert!(written.eq(formatted.bytes().filter(blank)), "{text}");
    assert!(!formatted.contains('\r') && !formatted.contains("\n\n\n"));
    assert!(
        formatted
            .lines()
            .all(|line| line.trim_end_matches([' ', '\t']) == line)
    );
    assert!(formatted.is_empty() || formatted.ends_with('\n') && !formatted.starts_with('\n'));
    Some(formatted)
}

/// Returns everything about a schema except positions, including ids, documentation and findings.
fn meaning(sources: &Sources) -> Vec<String> {
    let mut levels = Levels::default();
    for code in Code::ALL {
        if code.level() == Level::Allowed {
            levels.warn(code.name()).unwrap();
        }
    }
    let mut found = Vec::new();
    let programs = check::parse_all(sources, &mut found);
    let schema = check::check(&programs, &levels, &mut found);
    let finding = |it: &Diagnostic| format!("{:?}: {}", it.code, it.message);
    let mut meaning: Vec<String> = found.iter().map(finding).collect();
    meaning.sort();
    meaning.push(format!("{:?}", schema.layer));
    let types = schema.types.iter().map(|it| format!("{it:?}"));
    let combinators = schema.combinators.iter().map(|it| format!("{it:?}"));
    let shown = types.chain(combinators);
    meaning.extend(shown.map(|shown| support::without_places(&shown)));
    meaning
}

#[track_caller]
fn assert_same(sources: &Sources, formatted: &Sources) {
    let (before, after) = (meaning(sources), meaning(formatted));
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    assert_eq!(before.len(), after.len());
}

/// Returns the formatted files; `None` if one has syntax errors.
fn all_formatted(sources: &Sources) -> Option<Sources> {
    let mut all = Sources::new();
    for (_, source) in sources.iter() {
        all.add(&source.name, formatted(&source.text)?);
    }
    Some(all)
}

/// Returns the files with random white space and comments everywhere.
fn ragged(sources: &Sources, seed: u64) -> Sources {
    let mut random = Random::new(seed);
    let programs = check::parse_all(sources, &mut Vec::new());
    let mut all = Sources::new();
    for ((_, source), program) in sources.iter().zip(&programs) {
        let mut ragged = Ragged {
            text: String::new(),
            random: &mut random,
        };
        ragged.program(program);
        all.add(&source.name, ragged.text);
    }
    all
}

/// A text with random layout.
struct Ragged<'r> {
    text: String,
    random: &'r mut Random,
}

const BLANKS: [&str; 10] = [
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\n    ",
    "\n\n\n",
    " \t \r\n  ",
    "\n \n",
];

const COMMENTS: [&str; 14] = [
    "// text\n",
    "//\n",
    "//text \t\r\n",
    "/// more text\n",
    "// a = A;\n",
    "// ---- heading ----\n",
    "//@description Text @x More\n",
    "//-text\n",
    "// @param x A field\n",
    "// tlgen:allow(id-mismatch): why\n",
    "/* text */",
    "/**/",
    "/* two \r\n   lines\n\n*/",
    "/* a */ /* b */",
];

impl Ragged<'_> {
    fn pick(&mut self, of: &[&str]) {
        self.text.push_str(of[self.random.below(of.len())]);
    }

    /// Adds white space and sometimes comments. Adds nothing at times if `may_be_empty` is true.
    fn gap(&mut self, may_be_empty: bool) {
        if !(may_be_empty && self.random.once_in(2)) {
            self.pick(&BLANKS);
        }
        while self.random.once_in(12) {
            self.pick(&COMMENTS);
            if self.random.once_in(2) {
                self.pick(&BLANKS);
            }
        }
    }

    fn program(&mut self, program: &Program<'_>) {
        let mut section = Section::Types;
        for declaration in &program.declarations {
            if declaration.section != section || self.random.once_in(20) {
                section = declaration.section;
                self.gap(true);
                self.pick(match section {
                    Section::Types => &["---types---", "--- types\t---"],
                    Section::Functions => &["---functions---", "---functions ---"],
                });
            }
            self.gap(true);
            self.declaration(program, declaration);
        }
        self.gap(true);
    }

    fn declaration(&mut self, program: &Program<'_>, declaration: &Declaration<'_>) {
        let mut before = ";";
        let mut is_result = false;
        // A word alone on the line of a `;` may be taken for a comment.
        self.text.push('\n');
        for token in tokens(&code(program, declaration)) {
            let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            // Without a gap, these would be one name, or an id.
            let is_one = before.ends_with(in_name) && token.starts_with(|c| in_name(c) || c == '#');
            match before {
                // The same is true for words on the line of these.
                ";" | "%" => {}
                "#" => self.text.push('\n'),
                _ => self.gap(!is_one),
            }
            let line = self.text.rsplit('\n').next().unwrap_or_default();
            // An argument that is not indented more than its declaration would begin another one.
            if is_result && line.trim_start().is_empty() {
                self.text.push_str(&" ".repeat(20));
            }
            is_result |= token.starts_with('=');
            self.text.push_str(token);
            before = token;
        }
    }
}

/// Returns the text of a declaration without comments.
fn code(program: &Program<'_>, declaration: &Declaration<'_>) -> String {
    let span = declaration.span;
    let (mut at, end) = (span.start as usize, span.end as usize);
    let mut code = String::new();
    let comments = program.comments.iter().map(|comment| comment.span);
    for comment in comments.filter(|it| span.start < it.start && it.start < span.end) {
        code += &program.text[at..comment.start as usize];
        code.push(' ');
        at = comment.end as usize;
    }
    code + &program.text[at..end]
}

/// Returns the tokens of a text; a name with its id is one token, and so is an annotation.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let length = if rest.starts_with("=>") {
            2
        } else if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "_@".contains(c)) {
            word(rest)
        } else {
            1
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// Returns the length of the word at the start of a text, with its dots and its id.
fn word(text: &str) -> usize {
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let bytes = text.as_bytes();
    let mut length = 1;
    while let Some(&byte) = bytes.get(length) {
        let next = bytes.get(length + 1).copied().unwrap_or_default();
        let goes_on = match byte {
            b'.' => next.is_ascii_alphabetic(),
            b'#' => in_name(next),
            _ => in_name(byte),
        };
        if !goes_on {
            break;
        }
        length += 1;
    }
    length
}

ask! { schemas: a_schema_is_the_same_after_formatting, every_layout_of_a_schema_is_formatted }

fn a_schema_is_the_same_after_formatting(path: &str) {
    let sources = support::schema(Path::new(path));
    assert_same(&sources, &all_formatted(&sources).unwrap());
}

fn every_layout_of_a_schema_is_formatted(path: &str) {
    let sources = ragged(&support::schema(Path::new(path)), 0);
    assert_same(&sources, &all_formatted(&sources).unwrap());
}

ask! { valid: every_layout_of_the_zoo_is_formatted }

fn every_layout_of_the_zoo_is_formatted(name: &str) {
    let sources = support::sources(name, &support::fixture("valid", name));
    assert_same(&sources, &all_formatted(&sources).unwrap());
    for seed in 0..20 {
        let sources = ragged(&sources, seed);
        assert_same(&sources, &all_formatted(&sources).unwrap());
    }
}

ask! { invalid: what_can_be_parsed_is_formatted }

/// If there are other errors, formatting may change their messages.
fn what_can_be_parsed_is_formatted(name: &str) {
    let sources = support::sources(name, &support::fixture("invalid", name));
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let formatted = all_formatted(&sources);
    assert_eq!(formatted.is_none(), check::failed(&found));
    let _ = check::check(&programs, &Levels::default(), &mut found);
    if let Some(formatted) = formatted.filter(|_| !check::failed(&found)) {
        assert_same(&sources, &formatted);
    }
}
