//! Parameters in other brackets than braces: `[t:Type]`, `<t:Type, n:#>`, `<T>`.

use super::token::{TokenKind, Tokens};

/// What such parameters are in braces, and the input after them.
pub(super) fn in_other_brackets<'t, 's>(input: Tokens<'t, 's>) -> Option<(Tokens<'t, 's>, String)> {
    let close = match input.kind() {
        TokenKind::SquareOpen => TokenKind::SquareClose,
        TokenKind::AngleOpen => TokenKind::AngleClose,
        _ => return None,
    };
    let (mut rest, _) = input.split()?;
    let mut braces = String::new();
    loop {
        let mut names = Vec::new();
        while rest.kind().is_ident() {
            let (next, name) = rest.split()?;
            names.push(rest.cx().text_of(name));
            rest = next;
        }
        let kind = match rest.kind() {
            TokenKind::Colon => {
                let (next, kind) = rest.split()?.0.split()?;
                rest = next;
                match rest.cx().text_of(kind) {
                    "Type" | "type" => "Type",
                    "#" => "#",
                    _ => return None,
                }
            }
            _ => match names[..] {
                ["Type" | "typename" | "class", name] => {
                    names = vec![name];
                    "Type"
                }
                [_] if close == TokenKind::AngleClose => "Type",
                // `[t]` is one only where the result has it.
                [only] if braces.is_empty() && is_in_result(rest, only) => "Type",
                _ => return None,
            },
        };
        let (next, end) = rest.split()?;
        rest = next;
        if names.is_empty() {
            return None;
        }
        let gap = if braces.is_empty() { "" } else { " " };
        braces += &format!("{gap}{{{}:{kind}}}", names.join(" "));
        match end.kind {
            TokenKind::Comma => {}
            kind if kind == close => return Some((rest, braces)),
            _ => return None,
        }
    }
}

/// Whether `name` stands after the `=`.
fn is_in_result(input: Tokens<'_, '_>, name: &str) -> bool {
    let mut tokens = std::iter::successors(input.split(), |(rest, _)| rest.split());
    tokens.any(|(_, token)| token.kind == TokenKind::Equals)
        && tokens.any(|(rest, token)| rest.cx().text_of(token) == name)
}
