//! From TL names to Rust names.

mod keywords;

use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::rust::model::Ident;

/// The namespace of `ns.sub.name`, which may be empty, and the last part.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

/// The Rust names of TL names. Each is made once, since most names occur many times.
#[derive(Debug, Default)]
pub struct Cases {
    camel: BTreeMap<Box<str>, Ident>,
    snake: BTreeMap<Box<str>, Ident>,
}

impl Cases {
    /// The name of a struct, enum or variant: `inputPhoto` is `InputPhoto`.
    pub(crate) fn camel(&mut self, name: &str) -> Ident {
        cached(&mut self.camel, name, |name| {
            let camel = name.to_upper_camel_case();
            // A name of underscores and digits only has no letter to begin with.
            let letter = camel.starts_with(|first: char| first.is_ascii_alphabetic());
            if letter {
                camel
            } else {
                ["X", &camel].concat()
            }
        })
    }

    /// The name of a field or module: `aliceUser` is `alice_user`.
    pub(crate) fn snake(&mut self, name: &str) -> Ident {
        cached(&mut self.snake, name, |name| {
            // Most names are so already, and it takes long to find out word by word.
            let snake = if is_snake(name) {
                name.into()
            } else {
                name.to_snake_case()
            };
            let letter = snake.starts_with(|first: char| first.is_ascii_alphabetic());
            if letter {
                snake
            } else {
                ["x", &snake].concat()
            }
        })
    }

    /// The name of the variant for `constructor` in the enum `camel_type`: without the type's name
    /// in front, where something is left; else the last word. `inputPhotoEmpty` of `InputPhoto` is
    /// `Empty`, `inputPhoto` is `Photo`.
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

fn cached(known: &mut BTreeMap<Box<str>, Ident>, name: &str, make: fn(&str) -> String) -> Ident {
    if let Some(ident) = known.get(name) {
        return ident.clone();
    }
    let ident = keywords::ident(&make(name));
    known.insert(name.into(), ident.clone());
    ident
}

fn is_snake(name: &str) -> bool {
    let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.bytes().all(lower) && name.split('_').all(|word| !word.is_empty())
}

fn last_word(camel: &str) -> &str {
    let start = camel.rfind(|letter: char| letter.is_ascii_uppercase());
    camel.get(start.unwrap_or(0)..).unwrap_or(camel)
}

/// A name that was given.
#[derive(Debug, Clone)]
pub struct Name {
    /// The name.
    pub ident: Ident,
    /// Whether it has a number because another took the name that it would have had.
    pub renamed: bool,
}

/// Names that were given in one place, each with the number to try for the next of that name: all
/// below it are taken.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeMap<Ident, u64>);

impl Taken {
    /// `wanted`, or where it is taken, the name with the least number from 2 on that is free:
    /// `Photo2`, and `Self2` for `Self_`.
    pub(crate) fn unique(&mut self, wanted: &Ident) -> Name {
        let Some(&first) = self.0.get(wanted) else {
            self.0.insert(wanted.clone(), 2);
            return Name {
                ident: wanted.clone(),
                renamed: false,
            };
        };
        let numbered = |number: u64| Ident::new(&format!("{}{number}", wanted.plain()));
        let mut number = first;
        let mut free = numbered(number);
        while self.0.contains_key(&free) {
            number += 1;
            free = numbered(number);
        }
        self.0.insert(wanted.clone(), number + 1);
        self.0.insert(free.clone(), 2);
        Name {
            ident: free,
            renamed: true,
        }
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
        assert_eq!(cases.snake("p_2p__a1B").as_str(), "p_2p_a1_b");
        assert_eq!(cases.camel("p_q_inner_data").as_str(), "PQInnerData");
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
