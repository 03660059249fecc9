//! The name that was probably meant.

use tl_parser::diagnostic::nearest;

/// Returns the end of a message about a word that is not one of these names, if one of them was probably meant.
pub(crate) fn did_you_mean<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    Some(format!("; did you mean `{}`?", nearest(word, names)?))
}

/// Returns the message about a word that is not a command.
pub(crate) fn no_command<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> String {
    let hint = did_you_mean(word, names).unwrap_or_else(|| "; `tlgen --help` lists all".into());
    format!("there is no command `{word}`{hint}")
}
