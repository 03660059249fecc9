//! The texts of `tlgen explain`, one for each [`Code`](super::Code): Markdown, with TL that is wrong and TL
//! that is right.

/// Returns the examples in a text whose preceding line begins with `which`: `Wrong`, `Right`.
#[must_use]
pub fn examples<'t>(text: &'t str, which: &str) -> Vec<Example<'t>> {
    const FENCE: &str = "```tl\n";
    let mut found = Vec::new();
    let mut heading = "";
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(FENCE) {
        let Some((tl, behind)) = behind.split_once("```\n") else {
            break;
        };
        heading = before.trim_end().lines().last().unwrap_or(heading);
        if heading.starts_with(which) {
            found.push(Example { heading, tl });
        }
        rest = behind;
    }
    found
}

/// An example of TL in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example<'t> {
    /// The line before it: `Wrong:`, ``Right, with `--derives Debug`:``.
    pub heading: &'t str,
    /// The TL.
    pub tl: &'t str,
}

#[cfg(test)]
mod tests;
