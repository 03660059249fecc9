//! Whether a `<` opens generic arguments or compares.
//!
//! It opens them behind `::` and wherever no operand stands before it. Behind an operand it does
//! only if that is a name in upper camel case or the name of an item being declared, and a
//! matching `>` follows before anything that cannot stand among generic arguments.

use super::gather::{Gathered, Raw};
use super::spacing::ends_operand;
use super::token::{Keyword, Kind, Tokens};
use proc_macro2::Delimiter;

pub(super) fn opens(raw: &Gathered, at: usize, prev: Kind, out: &Tokens) -> bool {
    match prev {
        Kind::Word => {
            let name = raw.word(at - 1);
            let before = out.list.len().checked_sub(2).map(|at| out.kind(at));
            let declared = matches!(
                before,
                Some(Kind::Keyword(
                    Keyword::Fn
                        | Keyword::Struct
                        | Keyword::Enum
                        | Keyword::Trait
                        | Keyword::Type
                        | Keyword::Impl
                        | Keyword::For
                ))
            );
            let name = name.strip_prefix("r#").unwrap_or(name);
            (declared || name.starts_with(|first: char| first.is_uppercase()))
                && !is_less_or_equal(raw, at)
                && closes(raw, at)
        }
        prev => !ends_operand(prev),
    }
}

fn is_less_or_equal(raw: &Gathered, at: usize) -> bool {
    matches!(raw.get(at).raw, Raw::Punct { joint: true, .. }) && raw.is_punct(at + 1, '=')
}

fn closes(raw: &Gathered, open: usize) -> bool {
    let mut depth = 1usize;
    let mut at = open + 1;
    loop {
        let token = raw.get(at);
        match token.raw {
            Raw::Word | Raw::Literal | Raw::Lifetime => {}
            Raw::Open(Delimiter::Brace)
                if !(raw.is_punct(at - 1, '<') || raw.is_punct(at - 1, ',')) =>
            {
                return false;
            }
            Raw::Open(_) => at = token.mate as usize,
            Raw::Punct { char, joint } => match char {
                '<' => depth += 1,
                '>' => {
                    depth -= 1;
                    if depth == 0 {
                        return true;
                    }
                }
                // `->`
                '-' if joint && raw.is_punct(at + 1, '>') => at += 1,
                '=' if joint => return false,
                '&' if joint && raw.is_punct(at + 1, '&') => return false,
                ',' | ':' | '&' | '+' | '=' | '?' | '!' | '*' | '-' | '\'' => {}
                _ => return false,
            },
            Raw::Close(_) | Raw::End => return false,
        }
        at += 1;
    }
}
