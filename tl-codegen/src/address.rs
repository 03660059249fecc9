//! Addresses of the web in plain text.

use tl_parser::source::is_bidirectional;

/// Finds the address in a word, and returns it between the text before and after it.
pub(crate) fn find(word: &str) -> Option<(&str, &str, &str)> {
    let at = word.find("http://").or_else(|| word.find("https://"))?;
    let (before, rest) = word.split_at_checked(at)?;
    let address = without_punctuation(rest);
    let after = rest.strip_prefix(address)?;
    let (_, host) = address.split_once("://")?;
    (is_valid(address) && !host.is_empty()).then_some((before, address, after))
}

/// Whether a browser may follow the address: it is not `javascript:` or a file, and is not longer than browsers
/// accept.
pub(crate) fn is_valid(address: &str) -> bool {
    const LENGTH: usize = 2_000;
    let of_web = address.starts_with("https://") || address.starts_with("http://");
    let is_wrong = |it: char| {
        it.is_whitespace() || it.is_control() || is_bidirectional(it) || "<>\"`\\".contains(it)
    };
    address.len() <= LENGTH && of_web && !address.contains(is_wrong)
}

/// Removes what belongs to the sentence around an address. A closing bracket belongs to the address if it is
/// opened there, as in `https://en.wikipedia.org/wiki/TL_(language)`.
fn without_punctuation(address: &str) -> &str {
    let mut unopened = [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| {
        let count = |bracket: char| address.matches(bracket).count();
        (close, count(close).saturating_sub(count(open)))
    });
    address.trim_end_matches(|last: char| {
        let mut brackets = unopened.iter_mut();
        match brackets.find(|(close, count)| *close == last && *count > 0) {
            Some((_, count)) => {
                *count -= 1;
                true
            }
            None => last.is_whitespace() || ".,;:!?\"'>»。".contains(last),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        for (word, found) in [
            ("https://a.b/c", Some(("", "https://a.b/c", ""))),
            ("(http://a.b),\n", Some(("(", "http://a.b", "),\n"))),
            (
                "https://a.b/TL_(language)",
                Some(("", "https://a.b/TL_(language)", "")),
            ),
            (
                "(https://a.b/TL_(language)).",
                Some(("(", "https://a.b/TL_(language)", ").")),
            ),
            (
                "https://a.b/x[0]{y}]",
                Some(("", "https://a.b/x[0]{y}", "]")),
            ),
            ("<https://a.b/(c)>", Some(("<", "https://a.b/(c)", ">"))),
            ("«https://a.b/c».", Some(("«", "https://a.b/c", "»."))),
            ("https://a.b/c。", Some(("", "https://a.b/c", "。"))),
            ("https://a.b/(c", Some(("", "https://a.b/(c", ""))),
            ("https://).", None),
            ("https://a<b>c", None),
            ("ftp://a.b", None),
        ] {
            assert_eq!(find(word), found);
        }
    }

    /// The brackets used to be counted again for each of them.
    #[test]
    fn a_million_brackets_take_time_in_proportion() {
        let word = format!("https://a{}", ")".repeat(1_000_000));
        assert_eq!(
            find(&word).map(|(_, address, _)| address),
            Some("https://a")
        );
    }
}
