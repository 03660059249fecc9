//! The text that a string literal stands for.

pub(super) fn decode(literal: &str, out: &mut String) {
    if let Some(raw) = literal.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        let raw = raw.strip_prefix('"').unwrap_or(raw);
        out.push_str(raw.strip_suffix('"').unwrap_or(raw));
        return;
    }
    let text = literal.strip_prefix('"').unwrap_or(literal);
    let mut rest = text.strip_suffix('"').unwrap_or(text);
    while let Some((plain, escaped)) = rest.split_once('\\') {
        out.push_str(plain);
        rest = escape(escaped, out);
    }
    out.push_str(rest);
}

/// Decodes one escape, the backslash already gone, and returns what follows it.
fn escape<'t>(text: &'t str, out: &mut String) -> &'t str {
    let mut chars = text.chars();
    match chars.next() {
        Some('n') => out.push('\n'),
        Some('t') => out.push('\t'),
        Some('0') => out.push('\0'),
        // A carriage return ends no line of Rust.
        Some('r') => {}
        Some('x') => {
            let (code, rest) = chars.as_str().split_at_checked(2).unwrap_or_default();
            out.extend(u8::from_str_radix(code, 16).ok().map(char::from));
            return rest;
        }
        Some('u') => {
            let braced = chars.as_str().strip_prefix('{');
            let (code, rest) = braced
                .and_then(|code| code.split_once('}'))
                .unwrap_or_default();
            out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
            return rest;
        }
        // A line break that is none.
        Some('\n') => return chars.as_str().trim_start(),
        Some(other) => out.push(other),
        None => {}
    }
    chars.as_str()
}
