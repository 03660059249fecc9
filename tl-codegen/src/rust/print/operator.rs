//! Joined puncts to operators, and operators to kinds.

use super::gather::Gathered;
use super::spacing::ends_operand;
use super::token::Kind;

/// How many puncts the operator at `at` is made of, and its text.
pub(super) fn join(
    raw: &Gathered,
    at: usize,
    char: char,
    joint: bool,
    in_angles: bool,
) -> (usize, &'static str) {
    // A `>` that closes arguments belongs to no operator.
    if joint && !(in_angles && char == '>') {
        let (second, joint) = raw.punct(at + 1);
        if let Some(two) = pair(char, second) {
            let third = if joint { raw.punct(at + 2).0 } else { None };
            return match (two, third) {
                ("..", Some('=')) => (3, "..="),
                ("..", Some('.')) => (3, "..."),
                ("<<", Some('=')) => (3, "<<="),
                (">>", Some('=')) => (3, ">>="),
                _ => (2, two),
            };
        }
    }
    (1, single(char))
}

fn pair(first: char, second: Option<char>) -> Option<&'static str> {
    Some(match (first, second?) {
        (':', ':') => "::",
        ('-', '>') => "->",
        ('=', '>') => "=>",
        ('=', '=') => "==",
        ('!', '=') => "!=",
        ('<', '=') => "<=",
        ('>', '=') => ">=",
        ('&', '&') => "&&",
        ('|', '|') => "||",
        ('+', '=') => "+=",
        ('-', '=') => "-=",
        ('*', '=') => "*=",
        ('/', '=') => "/=",
        ('%', '=') => "%=",
        ('^', '=') => "^=",
        ('&', '=') => "&=",
        ('|', '=') => "|=",
        ('<', '<') => "<<",
        ('>', '>') => ">>",
        ('.', '.') => "..",
        _ => return None,
    })
}

fn single(char: char) -> &'static str {
    match char {
        ',' => ",",
        ':' => ":",
        ';' => ";",
        '.' => ".",
        '=' => "=",
        '<' => "<",
        '>' => ">",
        '&' => "&",
        '|' => "|",
        '!' => "!",
        '#' => "#",
        '?' => "?",
        '+' => "+",
        '-' => "-",
        '*' => "*",
        '/' => "/",
        '%' => "%",
        '^' => "^",
        '@' => "@",
        '$' => "$",
        '~' => "~",
        '\'' => "'",
        _ => "",
    }
}

/// What an operator is behind `prev`; `in_closure`: a closure's bar is open.
pub(super) fn punct_kind(text: &str, prev: Kind, in_closure: bool) -> Kind {
    let binary = ends_operand(prev);
    match text {
        "," => Kind::Comma,
        ";" => Kind::Semi,
        ":" => Kind::Colon,
        "::" => Kind::PathSep,
        "." => Kind::Dot,
        ".." | "..=" | "..." => Kind::Range,
        "?" if binary || matches!(prev, Kind::Close(_)) => Kind::Try,
        "?" => Kind::Prefix,
        "=>" => Kind::FatArrow,
        "->" => Kind::Arrow,
        "#" => Kind::Pound,
        "@" => Kind::At,
        "|" if in_closure => Kind::BarClose,
        "|" if !binary => Kind::BarOpen,
        "||" if !binary => Kind::Bars,
        "!" if matches!(prev, Kind::Word | Kind::Pound) => Kind::Bang,
        "!" => Kind::Prefix,
        "&" | "&&" | "*" | "-" if !binary => Kind::Prefix,
        "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "^=" | "&=" | "|=" | "<<=" | ">>=" => Kind::Assign,
        "||" => Kind::Binary(2),
        "&&" => Kind::Binary(3),
        "==" | "!=" | "<" | ">" | "<=" | ">=" => Kind::Binary(4),
        "|" => Kind::Binary(5),
        "^" => Kind::Binary(6),
        "&" => Kind::Binary(7),
        "<<" | ">>" => Kind::Binary(8),
        "+" | "-" => Kind::Binary(9),
        "*" | "/" | "%" => Kind::Binary(10),
        _ => Kind::Word,
    }
}
