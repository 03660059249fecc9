//! A parser of `{:?}`.
//!
//! Values of a hundred types are compared with the JSON of other implementations through their `Debug` output,
//! which needs no code for each type.

use std::iter::Peekable;
use std::str::Chars;

use serde_json::Value;

/// A value as `{:?}` shows it, without `Some` and boxes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shown {
    /// A number, `true` or `false`.
    Word(String),
    Text(String),
    List(Vec<Shown>),
    /// `Photo { id: 1 }`; a unit struct or variant, including `None`, has no fields.
    Struct(String, Vec<(String, Shown)>),
    /// `Photo(Photo { id: 1 })`.
    Variant(String, Box<Shown>),
}

impl Shown {
    pub(crate) fn of(value: &dyn std::fmt::Debug) -> Self {
        let text = format!("{value:?}");
        let mut parser = Parser(text.chars().peekable());
        let shown = parser.value();
        assert_eq!(parser.0.next(), None, "{text}");
        shown
    }

    /// Returns the struct inside variants.
    pub(crate) fn inner(&self) -> &Self {
        match self {
            Shown::Variant(_, inner) => inner.inner(),
            _ => self,
        }
    }

    /// Whether this is a subset of a mask's bits: those that guard no field.
    pub(crate) fn is_part_of(&self, mask: &Value) -> bool {
        let Shown::Word(word) = self else {
            return false;
        };
        let word = word.parse::<u64>().ok();
        word.zip(mask.as_u64())
            .is_some_and(|(word, mask)| word & !mask == 0)
    }

    /// Whether everything in it is zero, empty or absent.
    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Shown::Word(word) => ["0", "0.0", "false"].contains(&word.as_str()),
            Shown::Text(text) => text.is_empty(),
            Shown::List(list) => list.iter().all(Shown::is_zero),
            Shown::Struct(_, fields) => fields.iter().all(|(_, field)| field.is_zero()),
            Shown::Variant(_, inner) => inner.is_zero(),
        }
    }
}

/// Normalizes a TL or Rust name: `intCounters` and `int_counters`, `self` and `self_`.
pub(crate) fn plain(name: &str) -> String {
    let name = name.rsplit('.').next().unwrap_or(name);
    name.replace('_', "").to_lowercase()
}

struct Parser<'t>(Peekable<Chars<'t>>);

impl Parser<'_> {
    fn skip(&mut self, text: &str) {
        for expected in text.chars() {
            assert_eq!(self.0.next(), Some(expected));
        }
    }

    fn value(&mut self) -> Shown {
        match self.0.peek() {
            Some('[') => Shown::List(self.list()),
            Some('"') => Shown::Text(self.text()),
            _ => self.named(),
        }
    }

    fn list(&mut self) -> Vec<Shown> {
        let mut list = Vec::new();
        self.skip("[");
        while self.0.next_if_eq(&']').is_none() {
            list.push(self.value());
            if self.0.next_if_eq(&',').is_some() {
                self.skip(" ");
            }
        }
        list
    }

    fn text(&mut self) -> String {
        let mut text = String::from("\"");
        self.skip("\"");
        loop {
            match self.0.next().unwrap() {
                '"' => break,
                '\\' => {
                    text.push('\\');
                    text.push(self.0.next().unwrap());
                }
                other => text.push(other),
            }
        }
        text.remove(0);
        text
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(letter) = self
            .0
            .next_if(|letter| letter.is_alphanumeric() || "_.+-…".contains(*letter))
        {
            word.push(letter);
        }
        word
    }

    fn named(&mut self) -> Shown {
        let name = self.word();
        match self.0.peek().copied() {
            Some('(') => {
                self.skip("(");
                let inner = self.value();
                self.skip(")");
                if name == "Some" {
                    inner
                } else {
                    Shown::Variant(name, Box::new(inner))
                }
            }
            Some(' ') if self.opens() => {
                self.skip(" {");
                Shown::Struct(name, self.fields())
            }
            _ if name.starts_with(char::is_uppercase) => Shown::Struct(name, Vec::new()),
            _ => Shown::Word(name),
        }
    }

    /// Whether ` {` follows, and not the ` }` of an enclosing struct.
    fn opens(&self) -> bool {
        self.0.clone().nth(1) == Some('{')
    }

    fn fields(&mut self) -> Vec<(String, Shown)> {
        let mut fields = Vec::new();
        while self.0.next_if_eq(&' ').is_some() && self.0.next_if_eq(&'}').is_none() {
            let name = self.word();
            self.skip(": ");
            fields.push((name, self.value()));
            let _ = self.0.next_if_eq(&',');
        }
        fields
    }
}
