//! The messages of failed checks. The derive writes them, and a check fills in the names that it alone knows.

/// The name of a type or function that a check has found.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub name: &'static [u8],
    /// What comes before the name: `the function `.
    pub kind: &'static str,
}

/// Fails to compile.
#[allow(clippy::panic, reason = "it ends the compilation and not the program")]
#[track_caller]
pub(super) const fn fail(message: &str) -> ! {
    panic!("{}", message)
}

/// Fails to compile. What was found is in place of each `{}` in the message. The parts of the help follow it.
#[track_caller]
pub(super) const fn fail_with(message: &str, found: &[Found], help: &[&[u8]]) -> ! {
    let mut text = Text::EMPTY;
    text.push_with(message.as_bytes(), found);
    let mut help = help;
    while let [part, rest @ ..] = help {
        text.push(part);
        help = rest;
    }
    fail(match text.get() {
        Some(text) => text,
        None => message,
    })
}

/// Whether two names differ, but not after their namespaces: `State` and `jobs.State`.
pub(super) const fn differ_in_namespace(one: &[u8], other: &[u8]) -> bool {
    let (mut one, mut other) = (one, other);
    while let ([one_rest @ .., a], [other_rest @ .., b]) = (one, other) {
        match (*a == *b, *a) {
            (true, b'.') => return true,
            (true, _) => (one, other) = (one_rest, other_rest),
            (false, _) => return false,
        }
    }
    matches!((one, other), ([], [.., b'.']) | ([.., b'.'], []))
}

/// A text that a constant can make.
struct Text {
    bytes: [u8; 4096],
    length: usize,
}

impl Text {
    const EMPTY: Self = Self {
        bytes: [0; 4096],
        length: 0,
    };

    /// Adds a text with what was found.
    const fn push_with(&mut self, text: &[u8], found: &[Found]) {
        let (mut text, mut found) = (text, found);
        while let [first, behind @ ..] = text {
            match (text, found) {
                ([b'{', b'}', behind @ ..], [next, others @ ..]) => {
                    self.push(next.kind.as_bytes());
                    self.push(b"`");
                    self.push(next.name);
                    self.push(b"`");
                    (text, found) = (behind, others);
                }
                _ => {
                    self.push(&[*first]);
                    text = behind;
                }
            }
        }
    }

    const fn push(&mut self, text: &[u8]) {
        let mut text = text;
        while let ([first, rest @ ..], Some((_, [place, ..]))) =
            (text, self.bytes.split_at_mut_checked(self.length))
        {
            *place = *first;
            self.length += 1;
            text = rest;
        }
    }

    /// Returns the text, unless it was too long.
    const fn get(&self) -> Option<&str> {
        match self.bytes.split_at_checked(self.length) {
            Some((text, [_, ..])) => match core::str::from_utf8(text) {
                Ok(text) => Some(text),
                Err(_) => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::differ_in_namespace;

    #[test]
    fn names_differ_in_their_namespace_alone() {
        for (one, other, differ) in [
            ("State", "jobs.State", true),
            ("jobs.State", "State", true),
            ("a.State", "b.State", true),
            ("a.b.State", "b.State", true),
            ("State", "State", false),
            ("MyState", "State", false),
            ("jobs.MyState", "jobs.State", false),
            ("jobs.State", "jobs.Job", false),
            ("", "jobs.State", false),
        ] {
            let found = differ_in_namespace(one.as_bytes(), other.as_bytes());
            assert_eq!(found, differ, "{one}, {other}");
        }
    }
}
