//! `api-schema.json` of the npm package `@mtcute/tl`: `{l, e: […], u: {type: comment}}`, whose comments
//! are HTML with `{@link RawName}`.

use serde_json::Value;

use super::json::{Taken, Wrong, by_name, elements, integer, optional, required, string};
use super::text::raised;
use super::{Callers, ConstructorFacts, ErrorFacts, Facts, FunctionFacts, Text};
use crate::sorted::Map;

pub(super) fn read(value: &Value) -> Taken<Facts> {
    let mut facts = Facts {
        layer: required(value, "l", |layer| integer(layer).map(Some))?,
        ..Facts::default()
    };
    required(value, "e", |entries| {
        elements(entries, |entry| {
            let (name, description) = (required(entry, "name", string)?, comment(entry)?);
            let fields = optional(entry, "arguments", arguments)?;
            match required(entry, "kind", string)?.as_str() {
                "method" => {
                    let callers = optional(entry, "available", callers)?;
                    let mut function = FunctionFacts {
                        description,
                        parameters: fields,
                        callers,
                        ..FunctionFacts::default()
                    };
                    optional(entry, "throws", |errors| {
                        elements(errors, |it| throws(it, &mut function, &mut facts.errors))
                    })?;
                    facts.functions.insert(name, function);
                }
                _ => {
                    let constructor = ConstructorFacts {
                        description,
                        fields,
                    };
                    facts.constructors.insert(name, constructor);
                }
            }
            Ok(())
        })
    })?;
    facts.types = optional(value, "u", |types| {
        by_name(types, |comment| Ok(html(&string(comment)?)))
    })?;
    Ok(facts)
}

fn throws(
    value: &Value,
    function: &mut FunctionFacts,
    errors: &mut Map<String, ErrorFacts>,
) -> Taken {
    let (code, name) = (
        required(value, "code", integer)?,
        required(value, "name", string)?,
    );
    let error = errors.or_default(name.clone());
    error.codes.insert(code);
    error.description.add(comment(value)?);
    function.errors.or_default(name).insert(code);
    Ok(())
}

fn callers(value: &Value) -> Taken<Option<Callers>> {
    match string(value)?.as_str() {
        "user" => Ok(Some(Callers::Users)),
        "bot" => Ok(Some(Callers::Bots)),
        "both" => Ok(Some(Callers::Both)),
        other => Err(Wrong::new(format!("{other:?} is none of user, bot, both"))),
    }
}

fn arguments(value: &Value) -> Taken<Map<String, Text>> {
    let mut arguments = Map::default();
    elements(value, |argument| {
        arguments.insert(required(argument, "name", string)?, comment(argument)?);
        Ok(())
    })?;
    Ok(arguments)
}

fn comment(value: &Value) -> Taken<Text> {
    Ok(html(&optional(value, "comment", string)?))
}

/// Reads the text of a comment with the few elements that occur in it. Anything else that looks like an
/// element is text, such as `<bot_username>`.
fn html(comment: &str) -> Text {
    let (mut text, mut links) = (String::new(), Vec::new());
    let mut open = Vec::new();
    let mut rest = comment;
    while let Some(at) = rest.find(['<', '{', '&']) {
        let (before, mark) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(before);
        rest = match mark.as_bytes().first() {
            Some(b'<') => element(mark, &mut text, &mut open, &mut links),
            Some(b'{') => link(mark, &mut text),
            _ => entity(mark, &mut text),
        };
    }
    text.push_str(rest);
    Text::new(&text).with_links(links)
}

/// Reads the tag of an element, and returns the rest.
fn element<'a>(
    mark: &'a str,
    text: &mut String,
    open: &mut Vec<Option<String>>,
    links: &mut Vec<String>,
) -> &'a str {
    const WITHOUT_MEANING: [&str; 8] =
        ["strong", "em", "del", "img", "blockquote", "pre", "b", "i"];
    let Some((tag, rest)) = mark.strip_prefix('<').and_then(|it| it.split_once('>')) else {
        text.push('<');
        return mark.get(1..).unwrap_or_default();
    };
    let name = tag.trim_start_matches('/').split([' ', '/']).next();
    match (name.unwrap_or_default(), tag.starts_with('/')) {
        ("a", false) => {
            let address = tag
                .split_once("href=\"")
                .and_then(|(_, it)| it.split_once('"'));
            open.push(address.map(|(address, _)| address.replace("&amp;", "&")));
        }
        ("a", true) => {
            if let Some(address) = open.pop().flatten() {
                links.push(address);
                text.push_str(&raised(links.len()));
            }
        }
        ("code", _) => text.push('`'),
        ("br", _) => text.push('\n'),
        (name, _) if WITHOUT_MEANING.contains(&name) => {}
        _ => {
            text.push('<');
            return mark.get(1..).unwrap_or_default();
        }
    }
    rest
}

/// Reads `{@link messages.RawGetHistoryRequest}`, and returns the rest.
fn link<'a>(mark: &'a str, text: &mut String) -> &'a str {
    let inside = mark
        .strip_prefix("{@link ")
        .and_then(|it| it.split_once('}'));
    let Some((name, rest)) = inside else {
        text.push('{');
        return mark.get(1..).unwrap_or_default();
    };
    let (namespace, last) = name
        .rsplit_once('.')
        .map_or(("", name), |(namespace, last)| (namespace, last));
    let last = match (last.strip_prefix("Raw"), last.strip_prefix("Type")) {
        (Some(raw), _) => {
            let raw = raw.strip_suffix("Request").unwrap_or(raw);
            let mut letters = raw.chars();
            letters.next().map_or(String::new(), |first| {
                first.to_lowercase().chain(letters).collect()
            })
        }
        (None, Some(ty)) => ty.to_owned(),
        (None, None) => last.to_owned(),
    };
    let dot = if namespace.is_empty() { "" } else { "." };
    text.push_str(&format!("`{namespace}{dot}{last}`"));
    rest
}

/// Reads an entity such as `&amp;`, and returns the rest.
fn entity<'a>(mark: &'a str, text: &mut String) -> &'a str {
    for (entity, character) in [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
    ] {
        if let Some(rest) = mark.strip_prefix(entity) {
            text.push(character);
            return rest;
        }
    }
    text.push('&');
    mark.get(1..).unwrap_or_default()
}
