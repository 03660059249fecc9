//! Converts Rust paths from how the user writes them to how generated code writes them.
//!
//! The code is in modules at several depths, so each path begins with `crate`, with `::` and the
//! name of a crate, or with `$`, which stands for the path of the runtime.

/// The types of `alloc` that do not need a path.
const OF_ALLOC: [(&str, &str); 6] = [
    ("Arc", "$::alloc::sync::Arc"),
    ("Box", "$::alloc::boxed::Box"),
    ("Cow", "$::alloc::borrow::Cow"),
    ("Rc", "$::alloc::rc::Rc"),
    ("String", "$::alloc::string::String"),
    ("Vec", "$::alloc::vec::Vec"),
];

const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize",
];

/// Converts a type with its arguments, if it has any: `Box<str>` is `$::alloc::boxed::Box<str>`.
///
/// # Errors
/// If it is not a path to a type. The error is a message for people.
pub(crate) fn of_type(text: &str) -> Result<String, String> {
    let parsed = match text.trim() {
        text if PRIMITIVES.contains(&text) || text.starts_with(['[', '&', '(']) => None,
        text => argument(text),
    };
    parsed.ok_or_else(|| {
        format!("`{text}` is not a path to a Rust type, such as `crate::Photo` or `other::Photo`")
    })
}

/// Whether it is a type of Rust itself, which has no path: `u32`.
pub(crate) fn is_builtin(text: &str) -> bool {
    text != "str" && PRIMITIVES.contains(&text)
}

/// Converts a module: `common` is `::common`, a crate.
///
/// # Errors
/// If it is not a path to a module. The error is a message for people.
pub(crate) fn of_module(text: &str) -> Result<String, String> {
    absolute(text.trim(), true).ok_or_else(|| {
        format!("`{text}` is not a path to a Rust module, such as `common` or `crate::common`")
    })
}

/// Converts a trait to derive: `serde::Serialize` is `::serde::Serialize`. Returns `None` if it is not a
/// path of several names.
pub(crate) fn of_trait(text: &str) -> Option<String> {
    absolute(text, false)
}

/// Whether the text is an identifier or a keyword.
pub(crate) fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first == '_' || first.is_alphabetic())
        && text
            .chars()
            .all(|character| character == '_' || character.is_alphanumeric())
}

/// Converts a path without arguments. If `alone`, it may be a single name, which is a crate.
fn absolute(path: &str, alone: bool) -> Option<String> {
    let names = path.strip_prefix("::").unwrap_or(path);
    let is_name = |name: &str| is_identifier(name.strip_prefix("r#").unwrap_or(name));
    let is_relative = ["self", "super", "Self"]
        .iter()
        .any(|name| names.split("::").any(|it| it == *name));
    let is_crate = names == "crate" || names.starts_with("crate::");
    if !names.split("::").all(is_name)
        || is_relative
        || is_crate && names.len() < path.len()
        || !alone && !names.contains("::")
    {
        return None;
    }
    Some(match is_crate {
        true => path.into(),
        false => ["::", names].concat(),
    })
}

/// Converts a type, or an argument of one.
fn argument(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(lifetime) = text.strip_prefix('\'') {
        return (lifetime == "static").then(|| text.into());
    }
    if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']')?;
        return Some(match inner.rsplit_once(';') {
            Some((element, size)) => {
                let size: usize = size.trim().parse().ok()?;
                format!("[{}; {size}]", argument(element)?)
            }
            None => format!("[{}]", argument(inner)?),
        });
    }
    let (path, arguments) = match text.split_once('<') {
        Some((path, rest)) => (path.trim(), Some(rest.strip_suffix('>')?)),
        None => (text, None),
    };
    let of_alloc = OF_ALLOC.iter().find(|(name, _)| *name == path);
    let path = match of_alloc {
        Some((_, path)) => (*path).to_owned(),
        None if PRIMITIVES.contains(&path) => path.to_owned(),
        None => absolute(path, false)?,
    };
    let Some(arguments) = arguments else {
        return Some(path);
    };
    let arguments = split(arguments)?.into_iter();
    let arguments = arguments.map(|text| constant(text).or_else(|| argument(text)));
    let mut arguments: Vec<String> = arguments.collect::<Option<_>>()?;
    // No other lifetime is possible.
    if path.ends_with("::borrow::Cow") && arguments.len() == 1 {
        arguments.insert(0, "'static".into());
    }
    Some(format!("{path}<{}>", arguments.join(", ")))
}

/// Returns the argument of a constant parameter: `64`.
fn constant(text: &str) -> Option<String> {
    let text = text.trim();
    let is_number = !text.starts_with('+') && text.parse::<u128>().is_ok();
    let is_constant = is_number || matches!(text, "true" | "false");
    is_constant.then(|| text.into())
}

/// Splits a list at the commas that are not in brackets.
fn split(list: &str) -> Option<Vec<&str>> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '<' | '[' => depth += 1,
            '>' | ']' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                parts.push(list.get(start..at)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list.get(start..)?);
    (depth == 0).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_so_that_they_are_found_in_any_module() {
        for (written, found) in [
            ("crate::Photo", "crate::Photo"),
            ("::other::Photo", "::other::Photo"),
            ("bytes::Bytes", "::bytes::Bytes"),
            ("Box<str>", "$::alloc::boxed::Box<str>"),
            ("Arc<[u8]>", "$::alloc::sync::Arc<[u8]>"),
            ("String", "$::alloc::string::String"),
            ("Cow<'static, str>", "$::alloc::borrow::Cow<'static, str>"),
            ("Cow<str>", "$::alloc::borrow::Cow<'static, str>"),
            (
                "std::borrow::Cow<[u8]>",
                "::std::borrow::Cow<'static, [u8]>",
            ),
            (
                "Cow<Vec<u8>>",
                "$::alloc::borrow::Cow<'static, $::alloc::vec::Vec<u8>>",
            ),
            ("crate::Cow<'static>", "crate::Cow<'static>"),
            (
                "other::Map<Vec<u8>, [crate::Id; 4]>",
                "::other::Map<$::alloc::vec::Vec<u8>, [crate::Id; 4]>",
            ),
            ("heapless::String<64>", "::heapless::String<64>"),
            ("a::B<usize, true>", "::a::B<usize, true>"),
            (" other::r#type::T ", "::other::r#type::T"),
        ] {
            assert_eq!(of_type(written).as_deref(), Ok(found));
        }
        for written in [
            "",
            "Photo",
            "str",
            "[u8]",
            "&str",
            "super::Photo",
            "self::Photo",
            "a::super::B",
            "a b::c",
            "a::B<",
            "a::B<str",
            "a::B<>",
            "a::B>",
            "a::B<str>>",
            "Box<Photo>",
            "a::",
            "::a",
            "::crate::A",
            "Box<&str>",
            "Box<'a>",
            "a::B<[u8; n]>",
            "64",
            "a::B<-1>",
            "a::B<+1>",
            "a::B(c)",
        ] {
            let error = of_type(written).unwrap_err();
            assert!(
                error.starts_with(&format!("`{written}` is not a path")),
                "{error}"
            );
        }
    }

    #[test]
    fn modules_and_traits() {
        assert_eq!(of_module("common").as_deref(), Ok("::common"));
        assert_eq!(of_module("crate").as_deref(), Ok("crate"));
        assert_eq!(of_module("crate::common").as_deref(), Ok("crate::common"));
        for wrong in ["", "super", "super::common", "a-b", "common::"] {
            assert!(of_module(wrong).is_err(), "{wrong}");
        }
        assert_eq!(
            of_trait("serde::Serialize").as_deref(),
            Some("::serde::Serialize")
        );
        assert_eq!(of_trait("Serialize"), None);
    }
}
