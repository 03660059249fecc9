//! HTML around TL: `<b>` and `&lt;`. All of it in a file is one finding, and the text is read without it.

use memchr::memchr_iter;

use super::bytes::{Class, class, in_name};
use super::{Lexer, offset, push};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::syntax::token::{Token, TokenKind};

/// The names that HTML has for characters of TL.
const ENTITIES: &str = "lt< gt> equals= colon: semi; num# quest? lpar( rpar) lbrace{ lcub{ rbrace} rcub} \
    lbrack[ lsqb[ rbrack] rsqb] comma, period. excl! percnt% plus+ ast* sol/ lowbar_ quot\" apos'";

/// The length of the longest of them, and of a number, with the `;`.
const LONGEST: usize = 8;

/// Tags without another half.
const BREAKS: [&str; 3] = ["br", "hr", "wbr"];

/// Tags whose other half may be on another line, or missing.
const BLOCKS: [&str; 14] = [
    "p", "li", "ul", "ol", "dl", "dt", "dd", "pre", "code", "div", "table", "tr", "td", "html",
];

/// Elements whose text is not TL.
const TEXTS: [&str; 7] = ["h1", "h2", "h3", "h4", "h5", "h6", "title"];

/// What a part of HTML stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Html {
    /// `<b>`: nothing.
    Tag,
    /// `&quot;`, which TL does not have.
    Quote,
    /// `&lt;`
    Character(char),
}

impl Html {
    /// Returns what `lt`, `#60` or `#x3c` stands for.
    fn of(name: &str) -> Option<Self> {
        let character = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            }
            .try_into()
            .ok()?,
            None if name == "nbsp" => ' ',
            None => {
                let mut known = ENTITIES.split(' ');
                let is_it = |it: &&str| it.get(..it.len() - 1) == Some(name);
                known.find(is_it)?.chars().next_back()?
            }
        };
        match character {
            '"' | '\'' => Some(Html::Quote),
            '\u{a0}' => Some(Html::Character(' ')),
            ' '..='~' => Some(Html::Character(character)),
            _ => None,
        }
    }

    fn character(self) -> Option<char> {
        match self {
            Html::Tag | Html::Quote => None,
            Html::Character(character) => Some(character),
        }
    }
}

/// The HTML so far.
#[derive(Default)]
pub(super) struct Seen {
    /// Whether it was reported.
    is_said: bool,
    /// Whether the text has tags that end others, once that is needed.
    has_end_tags: Option<bool>,
}

impl<'s> Lexer<'s> {
    /// Skips a tag, or `&lt;` and the like, and returns what it stands for.
    pub(super) fn html(&mut self, sink: &mut Sink) -> Option<Html> {
        let start = self.at;
        let (end, html) = self.html_at(start)?;
        if !std::mem::replace(&mut self.html.is_said, true) {
            let last = self.end_of_html(start);
            let text = self.without_html(start, last);
            let (first, whole) = (self.span(start, end), self.span(start, last));
            sink.push(|| {
                let message = "the text is HTML, not TL";
                let label = match html {
                    Html::Tag => "a tag".to_owned(),
                    Html::Quote => "this stands for a quotation mark".to_owned(),
                    Html::Character(it) => format!("this stands for `{it}`"),
                };
                Diagnostic::new(Code::UnexpectedCharacter, message, first, label)
                    .note("the whole file was read without tags, and with `<` for `&lt;`")
                    .suggest("write TL alone", whole, text)
            });
        }
        self.at = end;
        Some(html)
    }

    /// Reads the token that begins with `&`, or adds the character to the name before it.
    pub(super) fn entity(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) -> Option<TokenKind> {
        let start = self.at;
        let character = match self.html(sink) {
            Some(Html::Character(character)) => u8::try_from(character).ok()?,
            Some(Html::Tag | Html::Quote) => return None,
            None => return Some(self.malformed()),
        };
        let class = class(character);
        let before = tokens.last_mut().filter(|it| it.end as usize == start);
        let name = match before {
            Some(before) if before.kind.is_name() => Some(before),
            Some(equals)
                if equals.kind == TokenKind::Equals
                    && class == Class::Close(TokenKind::AngleClose) =>
            {
                // `=&gt;`
                equals.kind = TokenKind::Arrow;
                equals.end = offset(self.at);
                return None;
            }
            _ => None,
        };
        let next = self.byte(self.at);
        match (class, name) {
            // `access&lowbar;hash` and `photos&period;photo` are one token.
            (Class::Mark(TokenKind::Dot), Some(name))
                if next.is_some_and(|it| it.is_ascii_alphabetic()) =>
            {
                let (kind, end) = self.name(self.at);
                name.kind = if kind.is_lower() {
                    TokenKind::LowerPath
                } else {
                    TokenKind::UpperPath
                };
                name.end = offset(end);
                self.after_name(end, tokens, sink);
                None
            }
            (Class::Underscore | Class::Lower | Class::Upper | Class::Digit, Some(name)) => {
                let (kind, end) = self.name(self.at);
                if matches!(kind, TokenKind::LowerPath | TokenKind::UpperPath) {
                    name.kind = kind;
                }
                name.end = offset(end);
                self.after_name(end, tokens, sink);
                None
            }
            // `user&num;20212ca8`
            (Class::Sign(TokenKind::Hash), Some(_)) if next.is_some_and(in_name) => {
                // An id token has one byte before its digits.
                let start = self.at - 1;
                self.at = self.run(self.at);
                push(tokens, TokenKind::Id, start, self.at);
                None
            }
            // `&#117;ser`
            (Class::Lower | Class::Upper, None) => {
                let (kind, end) = self.name(self.at);
                self.at = end;
                Some(match (kind, class) {
                    (TokenKind::LowerPath | TokenKind::UpperPath, _) => kind,
                    (_, Class::Lower) => TokenKind::LowerIdent,
                    _ => TokenKind::UpperIdent,
                })
            }
            (Class::Slash, _) => {
                self.at = self.end_of_comment();
                None
            }
            (Class::Mark(kind) | Class::Sign(kind), _) => Some(kind),
            (Class::Equals, _) => Some(TokenKind::Equals),
            (Class::Open(kind), _) => Some(self.nested(kind)),
            (Class::Close(kind), _) => Some(self.unnested(kind)),
            _ => None,
        }
    }

    /// Returns the end of `&#47;* text *&#47;` or `&#47;&#47; text` after its first character.
    fn end_of_comment(&mut self) -> usize {
        let (mut before, mut at) = match self.character(self.at) {
            Some(('*', end)) => (' ', end),
            _ => return self.at + self.line(self.at).len(),
        };
        while let Some((character, end)) = self.character(at) {
            at = end;
            if (before, character) == ('*', '/') {
                break;
            }
            before = character;
        }
        at
    }

    /// Returns the character at the place, which may be written as `&lt;`, and its end.
    fn character(&mut self, at: usize) -> Option<(char, usize)> {
        let first = self.rest(at).chars().next()?;
        let html = (first == '&').then(|| self.html_at(at)).flatten();
        let written = html.and_then(|(end, html)| Some((html.character()?, end)));
        Some(written.unwrap_or((first, at + first.len_utf8())))
    }

    /// Returns the end of the last line with HTML.
    fn end_of_html(&mut self, start: usize) -> usize {
        let rest = self.rest(start);
        let (mut at, mut end) = (start, start);
        for line in rest.split_inclusive('\n') {
            if at == start || self.without_html(at, at + line.len()) != line {
                end = at + self.line(at).len();
            }
            at += line.len();
        }
        end
    }

    /// Returns the end of the HTML at the place, and what it stands for.
    fn html_at(&mut self, at: usize) -> Option<(usize, Html)> {
        let rest = self.rest(at);
        if rest.starts_with('<') {
            return Some((at + self.tag(at)?, Html::Tag));
        }
        let entity = rest.strip_prefix('&')?;
        // HTML in HTML: `&amp;lt;`.
        let entity = entity.strip_prefix("amp;").unwrap_or(entity);
        let name = entity.get(..entity.bytes().take(LONGEST).position(|it| it == b';')?)?;
        let end = self.offset_of(entity) + name.len() + 1;
        Some((end, Html::of(name)?))
    }

    /// Returns the length of `<br>`, `<a href="…">` or `</a>`. In TL, `<b>` can be the argument of a type.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let end = self.run(at + 1);
        let name = self.slice(at + 1, end);
        let is_closed = self.byte(end) == Some(b'>');
        // For most arguments, nothing more is looked at.
        if is_closed
            && !is_one_of(name, &BREAKS)
            && !is_one_of(name, &BLOCKS)
            && !self.has_end_tags()
        {
            return None;
        }
        let (inside, behind) = self.glance(at).get(1..)?.split_once('>')?;
        let is_word = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_tag = match inside.strip_prefix(['/', '!', '?']) {
            // `<!X>` can be the argument of a type.
            Some(words) => {
                is_word(words) && (!inside.starts_with('!') || words.trim().contains(' '))
            }
            None if !is_word(name) || inside.contains(['<', ';']) => false,
            // `Vector<User /* all */>`
            None if inside.contains("/*") || inside.split_whitespace().any(is_line_comment) => {
                false
            }
            None if is_closed => self.is_opening(at, name, behind),
            None => inside.ends_with('/') || has_attribute(inside.get(name.len()..)?),
        };
        let text = is_one_of(name, &TEXTS).then(|| behind.find("</"));
        let text = text.flatten().unwrap_or_default();
        is_tag.then_some(inside.len() + 2 + text)
    }

    /// Whether `<name>` is a tag.
    fn is_opening(&mut self, at: usize, name: &str, behind: &str) -> bool {
        let is_apart = matches!(self.byte_before(at), Some(b';' | b'>')) || self.starts_line(at);
        let mut ends = behind.split("</").skip(1);
        // `Use<Hr>` is a type and its argument.
        let ends_line = name.starts_with(|c: char| c.is_ascii_lowercase())
            && (behind.trim().is_empty() || behind.starts_with('<'));
        let is_one = ((is_apart || ends_line) && is_one_of(name, &BREAKS))
            || (is_apart && (is_one_of(name, &BLOCKS) || self.has_end_tags()))
            || ends.any(|end| end.strip_prefix(name).is_some_and(|it| it.starts_with('>')));
        is_one && !self.declared().contains(name)
    }

    fn has_end_tags(&mut self) -> bool {
        let text = self.cx.text.as_bytes();
        // `Vector</* all */User>` is TL.
        let is_end =
            |at| matches!(text.get(at..), Some([_, b'/', name, ..]) if name.is_ascii_alphabetic());
        let find = || memchr_iter(b'<', text).any(is_end);
        *self.html.has_end_tags.get_or_insert_with(find)
    }

    /// Returns the text between two places, without HTML.
    pub(super) fn without_html(&mut self, start: usize, end: usize) -> String {
        let (mut at, mut text) = (start, String::new());
        while let Some(next) = self.slice(at, end).chars().next() {
            match self.html_at(at) {
                Some((end, html)) => {
                    at = end;
                    text.extend(html.character());
                }
                None => {
                    at += next.len_utf8();
                    text.push(next);
                }
            }
        }
        text
    }
}

fn is_one_of(name: &str, tags: &[&str]) -> bool {
    tags.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// Whether `//` is in a word where no address can have it: `//`, `User//`, but not `href="https://…"`.
fn is_line_comment(word: &str) -> bool {
    word.split_once("//").is_some_and(|(before, _)| {
        before
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// Whether a text contains ` href="…"`.
fn has_attribute(text: &str) -> bool {
    let words = text.split(|c: char| c <= ' ').skip(1);
    let mut attributes = words.filter_map(|word| word.split_once('='));
    attributes.any(|(name, value)| !name.is_empty() && !value.is_empty())
}
