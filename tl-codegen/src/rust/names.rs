//! From TL names to Rust names.

mod keywords;

use heck::{ToSnakeCase, ToUpperCamelCase};
use tl_parser::id::crc32;

use crate::rust::model::Ident;
use crate::sorted::Map;
pub(crate) use keywords::ident as identifier;

/// Returns the namespace of `ns.sub.name`, which may be empty, and the last part.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

/// The Rust names of TL names. Each name is split into words only once.
#[derive(Debug, Default)]
pub struct Cases {
    camel: Map<String, Ident>,
    snake: Map<String, Ident>,
}

impl Cases {
    /// Returns the name of a struct, enum or variant: `InputPhoto` for `inputPhoto`.
    pub(crate) fn camel(&mut self, name: &str) -> Ident {
        match camel_but_for_its_first_letter(name) {
            Some(camel) => beginning("X", camel),
            None => find(&mut self.camel, name, |name| {
                beginning("X", name.to_upper_camel_case())
            }),
        }
    }

    /// Returns the name of a field or module: `alice_user` for `aliceUser`.
    pub(crate) fn snake(&mut self, name: &str) -> Ident {
        if is_snake(name) {
            return beginning("x", name.to_owned());
        }
        find(&mut self.snake, name, |name| {
            beginning("x", name.to_snake_case())
        })
    }

    /// Returns the name of the variant for `constructor` in the enum `camel_type`: without the type's name
    /// in front, if something is left; otherwise the last word. In `InputPhoto`, `inputPhotoEmpty` is `Empty`
    /// and `inputPhoto` is `Photo`.
    pub(crate) fn variant(&mut self, constructor: &str, camel_type: &str) -> Ident {
        let full = self.camel(constructor);
        let rest = match full.plain().strip_prefix(camel_type) {
            Some("") => return keywords::ident(last_word(full.plain())),
            Some(rest) if rest.starts_with(|first: char| !first.is_ascii_lowercase()) => rest,
            _ => return full,
        };
        if rest == "Self" || rest.starts_with(|first: char| first.is_ascii_digit()) {
            return Ident::new(&[last_word(camel_type), rest].concat());
        }
        Ident::new(rest)
    }
}

/// Whether clippy takes a name for a placeholder, which somebody forgot to replace by a better name.
pub(crate) fn is_placeholder(name: &str) -> bool {
    ["foo", "baz", "quux"]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(name.trim_matches('_')))
}

/// Returns the name that was made before, or makes it now.
fn find(known: &mut Map<String, Ident>, name: &str, make: fn(&str) -> Ident) -> Ident {
    if let Some(ident) = known.get(name) {
        return ident.clone();
    }
    let ident = make(name);
    known.insert(name.to_owned(), ident.clone());
    ident
}

/// Returns the identifier of a name, with `letter` in front if it does not begin with a letter.
fn beginning(letter: &str, mut name: String) -> Ident {
    let first = name.as_bytes().first();
    if !first.is_some_and(u8::is_ascii_alphabetic) {
        name.insert_str(0, letter);
    }
    keywords::ident(&name)
}

// Nearly all names do not have to be split into words, which costs heck more than everything else that
// is done for a name.

/// Returns the name in camel case, if only its first word has to change.
fn camel_but_for_its_first_letter(name: &str) -> Option<String> {
    let mut word_may_begin = true;
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' => word_may_begin = true,
            b'A'..=b'Z' if word_may_begin => word_may_begin = false,
            b'0'..=b'9' => {}
            _ => return None,
        }
    }
    let mut camel = name.to_owned();
    camel.get_mut(..1)?.make_ascii_uppercase();
    Some(camel)
}

/// Whether a name consists of words in lower case, with one `_` between them.
fn is_snake(name: &str) -> bool {
    let mut before = b'_';
    for byte in name.bytes() {
        match byte {
            b'_' if before == b'_' => return false,
            b'a'..=b'z' | b'0'..=b'9' | b'_' => before = byte,
            _ => return false,
        }
    }
    before != b'_'
}

fn last_word(camel: &str) -> &str {
    let start = camel.rfind(|letter: char| letter.is_ascii_uppercase());
    camel.get(start.unwrap_or(0)..).unwrap_or(camel)
}

/// An assigned name.
#[derive(Debug, Clone)]
pub struct Name {
    /// The name.
    pub ident: Ident,
    /// Whether the user chose it, and not a rule.
    pub chosen: bool,
    /// Whether it has a number because something else could have the same name.
    pub renamed: bool,
}

/// The names that things in one place could have, each with the number of things that could have it.
///
/// If two things could have a name, neither gets it. So a name never comes to mean something else when
/// more things are added; at most it is no longer assigned.
#[derive(Debug, Default)]
pub(crate) struct Claims(Map<Ident, usize>);

impl Claims {
    /// Adds a thing that could have any of these names.
    pub(crate) fn add(&mut self, names: &[Ident]) {
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|before| before == name) {
                continue;
            }
            *self.0.or_default(name.clone()) += 1;
        }
    }

    /// Returns the first name that no other thing could have. If there is none, returns the last one with the
    /// CRC32 of `key`, which distinguishes the thing from all others in TL.
    pub(crate) fn choose(&mut self, names: &[Ident], key: &str) -> Name {
        if let Some(ident) = names.iter().find(|name| self.0.get(*name) == Some(&1)) {
            return Name::by_rule(ident.clone(), false);
        }
        let mut ident = numbered(names.last().map_or("", Ident::plain), key);
        while self.0.contains_key(&ident) {
            ident = numbered(ident.as_str(), key);
        }
        self.0.insert(ident.clone(), 1);
        Name::by_rule(ident, true)
    }

    /// Whether more than one thing could have the name.
    pub(crate) fn is_shared(&self, name: &Ident) -> bool {
        self.0.get(name).is_some_and(|count| *count > 1)
    }
}

/// Returns a name with the CRC32 of `key`, which distinguishes a thing from all others in TL.
pub(crate) fn numbered(name: &str, key: &str) -> Ident {
    Ident::new(&format!("{name}{:08x}", crc32(key)))
}

/// The names that are taken in one place, each with the next number to try for it: all lower ones are
/// taken. The name itself counts as number 1.
#[derive(Debug, Default)]
pub(crate) struct Taken(Map<Ident, usize>);

impl Name {
    /// A name that the user chose.
    pub(crate) fn chosen(name: &str) -> Self {
        Self {
            ident: Ident::new(name),
            chosen: true,
            renamed: false,
        }
    }

    /// A name that a rule assigned; `renamed` tells whether it has a number.
    pub(crate) fn by_rule(ident: Ident, renamed: bool) -> Self {
        Self {
            ident,
            chosen: false,
            renamed,
        }
    }
}

impl Taken {
    /// One taken name.
    pub(crate) fn of(name: &Ident) -> Self {
        let mut taken = Self::default();
        taken.unique(name);
        taken
    }

    /// Whether the name is taken.
    pub(crate) fn has(&self, name: &Ident) -> bool {
        self.0.contains_key(name)
    }

    /// Returns `wanted`, or if it is taken, the name with the lowest free number from 2 on: `Photo2`, and
    /// `Self2` for `Self_`.
    pub(crate) fn unique(&mut self, wanted: &Ident) -> Name {
        let next = self.0.or_insert(wanted.clone(), 1);
        let mut number = *next;
        *next += 1;
        if number == 1 {
            return Name::by_rule(wanted.clone(), false);
        }
        let numbered = |number: usize| Ident::new(&format!("{}{number}", wanted.plain()));
        let mut free = numbered(number);
        while self.0.contains_key(&free) {
            number += 1;
            free = numbered(number);
        }
        self.0.insert(wanted.clone(), number + 1);
        self.0.insert(free.clone(), 2);
        Name::by_rule(free, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_drop_the_name_of_their_type() {
        let variant = |name, ty| Cases::default().variant(name, ty).to_string();
        assert_eq!(variant("inputPhotoEmpty", "InputPhoto"), "Empty");
        assert_eq!(variant("inputPhoto", "InputPhoto"), "Photo");
        assert_eq!(variant("inputUserSelf", "InputUser"), "UserSelf");
        assert_eq!(variant("peerUser", "Peer"), "User");
        assert_eq!(variant("updateShort", "Updates"), "UpdateShort");
        assert_eq!(
            variant("decryptedMessageLayer8", "DecryptedMessageLayer"),
            "Layer8"
        );
    }

    #[test]
    fn keywords_become_identifiers() {
        let mut cases = Cases::default();
        assert_eq!(cases.snake("type").as_str(), "r#type");
        assert_eq!(cases.snake("self").as_str(), "self_");
        assert_eq!(cases.snake("gen").as_str(), "r#gen");
        assert_eq!(cases.camel("self").as_str(), "Self_");
        assert_eq!(cases.snake("_").as_str(), "x");
        assert_eq!(cases.camel("p_q_inner_data").as_str(), "PQInnerData");
    }

    #[test]
    fn names_that_are_not_taken_apart_are_what_heck_makes_of_them() {
        let mut cases = Cases::default();
        let mut names = vec![String::from("n"), String::from("N")];
        for _ in 0..5 {
            let longer = |name: &String| ["a", "B", "1", "_"].map(|end| name.clone() + end);
            names.extend(names.iter().flat_map(longer).collect::<Vec<_>>());
        }
        for name in names {
            assert_eq!(cases.camel(&name).as_str(), name.to_upper_camel_case());
            assert_eq!(cases.snake(&name).as_str(), name.to_snake_case());
        }
    }

    #[test]
    fn taken_names_get_a_number() {
        let mut taken = Taken::default();
        let mut unique = |name| taken.unique(&Ident::new(name)).ident.to_string();
        assert_eq!(unique("A"), "A");
        assert_eq!(unique("A"), "A2");
        assert_eq!(unique("A"), "A3");
        assert_eq!(unique("A2"), "A22");
        assert_eq!(unique("Self_"), "Self_");
        assert_eq!(unique("Self_"), "Self2");
        assert_eq!(unique("r#type"), "r#type");
        assert_eq!(unique("r#type"), "type2");
    }
}
