//! The parts of a declaration in a constant, as `Declared::HEAD` has it.

/// Returns the fields of a declaration: `value:t` for `just#… {t:Type} value:t = Maybe<t>`.
pub(super) const fn fields(tl: &[u8]) -> &[u8] {
    let mut begin = tl;
    while let [first, behind @ ..] = begin {
        begin = behind;
        if let (b' ', [next, ..]) = (*first, behind) {
            if *next != b'{' {
                break;
            }
        }
    }
    let mut rest = begin;
    while let [first, behind @ ..] = rest {
        if let (b' ', [b'=', b' ', ..]) = (*first, behind) {
            break;
        }
        rest = behind;
    }
    without(begin, rest)
}

/// Returns a text without this end of it.
const fn without<'t>(text: &'t [u8], end: &[u8]) -> &'t [u8] {
    text.split_at(text.len() - end.len()).0
}

/// Whether fields have the same types; their names may differ.
pub(super) const fn same_types(one: &[u8], other: &[u8]) -> bool {
    let (mut one, mut other) = (without_name(one), without_name(other));
    loop {
        match (one, other) {
            ([], []) => return true,
            ([b' ', one_rest @ ..], [b' ', other_rest @ ..]) => {
                one = without_name(one_rest);
                other = without_name(other_rest);
            }
            ([a, one_rest @ ..], [b, other_rest @ ..]) if *a == *b => {
                one = one_rest;
                other = other_rest;
            }
            _ => return false,
        }
    }
}

/// Skips the name of the first field: `long y:int` for `x:long y:int`.
const fn without_name(field: &[u8]) -> &[u8] {
    let mut rest = field;
    while let [first, behind @ ..] = rest {
        match *first {
            b':' => return behind,
            b'_' => {}
            letter if letter.is_ascii_alphanumeric() => {}
            _ => break,
        }
        rest = behind;
    }
    field
}

/// Returns the type of a declaration's result: `Maybe` for `just#… {t:Type} value:t = Maybe<t>`.
pub(super) const fn result(tl: &[u8]) -> &[u8] {
    let mut rest = tl;
    let mut result = tl;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if let (b'=', [b' ', name @ ..]) = (*first, behind) {
            result = name;
        }
    }
    rest = result;
    while let [first, behind @ ..] = rest {
        if matches!(*first, b' ' | b'<' | b';') {
            break;
        }
        rest = behind;
    }
    without(result, rest)
}

/// Whether a text has this letter.
pub(super) const fn has(text: &[u8], letter: u8) -> bool {
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        if *first == letter {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether two texts are the same.
pub(super) const fn eq(one: &[u8], other: &[u8]) -> bool {
    let (mut one, mut other) = (one, other);
    loop {
        match (one, other) {
            ([], []) => return true,
            ([a, one_rest @ ..], [b, other_rest @ ..]) if *a == *b => {
                one = one_rest;
                other = other_rest;
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{eq, fields, result, same_types};

    #[test]
    fn the_result_is_the_last_name() {
        for (tl, name) in [
            (
                "photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo",
                "photos.Photo",
            ),
            ("just {t:Type} value:t = Maybe<t>", "Maybe"),
            ("vector {t:Type} # [ t ] = Vector t", "Vector"),
            ("int ? = Int", "Int"),
            ("", ""),
        ] {
            assert!(eq(result(tl.as_bytes()), name.as_bytes()), "{tl}");
        }
    }

    #[test]
    fn fields_are_the_same_by_whatever_names() {
        for (tl, wanted, are_same) in [
            ("row#00000008 x:int y:long = Row", "a:int b:long", true),
            ("row#00000008 x:int y:long = Row", "int long", true),
            ("row#00000008 int long = Row", "a:int b:long", true),
            ("row#00000008 x:int y:int = Row", "a:int b:long", false),
            ("row#00000008 x:int = Row", "a:int b:long", false),
            (
                "row#00000008 x:int y:long z:int = Row",
                "a:int b:long",
                false,
            ),
            ("row#00000008 = Row", "a:int b:long", false),
            (
                "row#00000008 {t:Type} {n:#} v:t w:n*[ k:int ] = Row<t, n>",
                "a:t n*[ int ]",
                true,
            ),
            (
                "row#00000008 {t:Type} v:t w:n*[ k:int ] = Row<t>",
                "a:t n*[ long ]",
                false,
            ),
            (
                "row#00000008 {flags:#} v:flags.0?Vector<int> = Row flags",
                "a:flags.0?Vector<int>",
                true,
            ),
            (
                "row#00000008 {flags:#} v:flags.0?Vector<int> = Row flags",
                "a:flags.1?Vector<int>",
                false,
            ),
        ] {
            let found = fields(tl.as_bytes());
            assert_eq!(
                same_types(found, wanted.as_bytes()),
                are_same,
                "{tl} as {wanted}"
            );
        }
    }
}
