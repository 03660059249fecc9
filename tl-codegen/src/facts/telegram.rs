//! Telegram's `errors.json`: errors by code and name with their functions, and the callers of functions.

use serde_json::Value;

use super::json::{Taken, Wrong, elements, integer, members, optional, string, strings};
use super::text::raised;
use super::{Callers, Facts, Text};
use crate::sorted::Set;

pub(super) fn read(value: &Value) -> Taken<Facts> {
    let mut facts = Facts {
        layer: optional(value, "layer", |layer| integer(layer).map(Some))?,
        ..Facts::default()
    };
    optional(value, "errors", |errors| {
        members(errors, |code, names| {
            let Ok(code) = code.parse::<i32>() else {
                return Err(Wrong::new("the name is not the code of an error"));
            };
            members(names, |name, functions| {
                facts.errors.or_default(name.into()).codes.insert(code);
                elements(functions, |function| {
                    let function = facts.functions.or_default(string(function)?);
                    function.errors.or_default(name.into()).insert(code);
                    Ok(())
                })
            })
        })
    })?;
    optional(value, "descriptions", |descriptions| {
        members(descriptions, |name, description| {
            let description = markdown(&string(description)?);
            facts.errors.or_default(name.into()).description = description;
            Ok(())
        })
    })?;
    let mut list = |name: &str| -> Taken<Set<String>> {
        let listed = optional(value, name, strings)?;
        for name in &listed {
            facts.functions.or_default(name.clone());
        }
        Ok(listed.into_iter().collect())
    };
    let (users, bots) = (list("user_only")?, list("bot_only")?);
    let (business, unauthorized) = (list("business_supported")?, list("unauthed_allowed")?);
    let are_callers_known = !users.is_empty() || !bots.is_empty();
    for (name, function) in facts.functions.iter_mut() {
        function.callers =
            are_callers_known.then(|| match (users.contains(name), bots.contains(name)) {
                (true, false) => Callers::Users,
                (false, true) => Callers::Bots,
                (false, false) | (true, true) => Callers::Both,
            });
        function.business = business.contains(name);
        function.unauthorized = unauthorized.contains(name);
    }
    Ok(facts)
}

/// Reads a description, in which two Markdown constructs occur: `[word](https://…)` and `**word**`.
fn markdown(description: &str) -> Text {
    let (mut text, mut links) = (String::new(), Vec::new());
    let mut rest = description;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let link = after.split_once("](http").and_then(|(word, after)| {
            let (address, after) = split_at_close(after)?;
            (!word.contains(['[', ']'])).then_some((word, address, after))
        });
        match link {
            Some((word, address, after)) => {
                links.push(format!("http{address}"));
                text.push_str(word);
                text.push_str(&raised(links.len()));
                rest = after;
            }
            None => {
                text.push('[');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    Text::new(&text.replace("**", "")).with_links(links)
}

/// Splits a text at the first `)` that is not opened in it.
fn split_at_close(text: &str) -> Option<(&str, &str)> {
    let mut open = 0_usize;
    let close = text.find(|it: char| {
        match it {
            '(' => open += 1,
            ')' if open == 0 => return true,
            ')' => open -= 1,
            _ => {}
        }
        false
    })?;
    let (before, after) = text.split_at_checked(close)?;
    Some((before, after.strip_prefix(')')?))
}
