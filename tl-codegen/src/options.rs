//! Options that are given as text, to `Builder` and on the command line alike.

use tl_parser::diagnostic::nearest;

use crate::rust::config::Derives;

/// The optional traits of a list such as `Debug,Clone`.
///
/// # Errors
/// What is wrong with the list, for people.
pub fn derives(list: &str) -> Result<Derives, String> {
    Derives::parse(list).map_err(|name| match nearest(&name, Derives::NAMES.into_iter()) {
        Some(meant) => format!("no trait to derive is called `{name}`; did you mean `{meant}`?"),
        None => {
            let known = Derives::NAMES.join(", ");
            format!("no trait to derive is called `{name}`; there are {known}")
        }
    })
}

/// The path of the runtime, such as `::tl_runtime`.
///
/// # Errors
/// What is wrong with the path, for people.
pub fn runtime_path(path: &str) -> Result<String, String> {
    let relative = path.strip_prefix("::").unwrap_or(path);
    if relative.split("::").all(is_identifier) {
        Ok(path.into())
    } else {
        Err(format!(
            "`{path}` is no path to a Rust module, such as `::tl_runtime`"
        ))
    }
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first == '_' || first.is_alphabetic())
        && text
            .chars()
            .all(|character| character == '_' || character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_trait_is_answered_with_the_nearest() {
        assert!(derives("Debug, Clone,").unwrap().clone);
        assert_eq!(derives(""), Ok(Derives::NONE));
        assert_eq!(
            derives("Debug,Cloen").unwrap_err(),
            "no trait to derive is called `Cloen`; did you mean `Clone`?"
        );
        assert!(
            derives("Serialize")
                .unwrap_err()
                .ends_with("there are Debug, Clone, PartialEq, Default, Hash, From, TryFrom")
        );
    }

    #[test]
    fn only_a_path_is_a_path() {
        for path in ["::tl_runtime", "tl_runtime", "crate::wire::v2"] {
            assert_eq!(runtime_path(path).as_deref(), Ok(path));
        }
        for path in ["", "::", "a b", "a::", "a;b", "2a", "::::a"] {
            assert!(runtime_path(path).is_err(), "{path}");
        }
    }
}
