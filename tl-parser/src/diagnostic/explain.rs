//! The texts behind `tlgen explain`, one for each [`Code`](super::Code): Markdown,
//! with TL that is wrong and TL that is right.

/// The pieces of TL in a text that stand after a line that begins so: `Wrong`, `Right`.
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

/// A piece of TL in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example<'t> {
    /// The line before it: `Wrong:`, ``Right, with `--derives Debug`:``.
    pub heading: &'t str,
    /// The TL.
    pub tl: &'t str,
}

#[cfg(test)]
mod tests;
