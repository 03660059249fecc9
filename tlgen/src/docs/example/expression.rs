//! Rust expressions, formatted as rustfmt does.

/// The maximum width of a line: less than rustfmt's, because pages are narrower than windows.
const WIDTH: usize = 72;

/// An expression.
#[derive(Debug, Clone)]
pub(super) enum Expression {
    /// `42`.
    Atom(String),
    /// A head and its parts between delimiters.
    Parts(String, Delimiter, Vec<(Option<String>, Expression)>),
    /// `….into()`.
    Into(Box<Expression>),
}

/// What is around the parts of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) enum Delimiter {
    Parenthesis,
    Bracket,
    /// A brace after a space.
    Brace,
}

impl Delimiter {
    fn open(self) -> &'static str {
        match self {
            Delimiter::Parenthesis => "(",
            Delimiter::Bracket => "[",
            Delimiter::Brace => " {",
        }
    }

    fn close(self) -> &'static str {
        match self {
            Delimiter::Parenthesis => ")",
            Delimiter::Bracket => "]",
            Delimiter::Brace => "}",
        }
    }
}

impl Expression {
    pub(super) fn atom(text: &str) -> Self {
        Expression::Atom(text.into())
    }

    /// `head(arg, arg)`.
    pub(super) fn call(head: &str, args: Vec<Expression>) -> Self {
        Expression::Parts(head.into(), Delimiter::Parenthesis, unnamed(args))
    }

    /// `vec![value]`.
    pub(super) fn list(values: Vec<Expression>) -> Self {
        Expression::Parts("vec!".into(), Delimiter::Bracket, unnamed(values))
    }

    /// `[value, value]`.
    pub(super) fn array(values: Vec<Expression>) -> Self {
        Expression::Parts(String::new(), Delimiter::Bracket, unnamed(values))
    }

    /// `path { field: value }`, or the path alone.
    pub(super) fn literal(path: &str, fields: Vec<(String, Expression)>) -> Self {
        if fields.is_empty() {
            return Self::atom(path);
        }
        let named = fields.into_iter().map(|(name, value)| (Some(name), value));
        Expression::Parts(path.into(), Delimiter::Brace, named.collect())
    }

    /// `….into()`.
    pub(super) fn into_type(self) -> Self {
        Expression::Into(Box::new(self))
    }

    /// Appends the expression to a line that is indented by `indent` spaces.
    pub(super) fn write(&self, indent: usize, out: &mut String) {
        let column = out.len() - out.rfind('\n').map_or(0, |at| at + 1);
        let flat = self.flat();
        // Leave room for a comma or semicolon.
        if column + flat.chars().count() < WIDTH {
            out.push_str(&flat);
            return;
        }
        match self {
            Expression::Atom(text) => out.push_str(text),
            Expression::Parts(head, delimiter, parts) => {
                out.push_str(head);
                out.push_str(delimiter.open());
                // A single part begins on the same line: `Some(vec![`.
                if let ([(None, value @ Expression::Parts(..))], false) =
                    (parts.as_slice(), head.is_empty())
                {
                    value.write(indent, out);
                    out.push_str(delimiter.close());
                    return;
                }
                for (name, value) in parts {
                    out.push('\n');
                    out.extend(std::iter::repeat_n(' ', indent + 4));
                    if let Some(name) = name {
                        out.push_str(&format!("{name}: "));
                    }
                    value.write(indent + 4, out);
                    out.push(',');
                }
                if !parts.is_empty() {
                    out.push('\n');
                    out.extend(std::iter::repeat_n(' ', indent));
                }
                out.push_str(delimiter.close());
            }
            Expression::Into(value) => {
                value.write(indent, out);
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                out.push_str(".into()");
            }
        }
    }

    fn flat(&self) -> String {
        match self {
            Expression::Atom(text) => text.clone(),
            Expression::Into(value) => value.flat() + ".into()",
            Expression::Parts(head, delimiter, parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(name, value)| match name {
                        Some(name) => format!("{name}: {}", value.flat()),
                        None => value.flat(),
                    })
                    .collect();
                let parts = parts.join(", ");
                let (open, close) = (delimiter.open(), delimiter.close());
                match delimiter {
                    Delimiter::Brace => format!("{head}{open} {parts} {close}"),
                    Delimiter::Parenthesis | Delimiter::Bracket => {
                        format!("{head}{open}{parts}{close}")
                    }
                }
            }
        }
    }
}

fn unnamed(values: Vec<Expression>) -> Vec<(Option<String>, Expression)> {
    values.into_iter().map(|value| (None, value)).collect()
}
