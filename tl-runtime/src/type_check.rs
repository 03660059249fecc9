//! Which TL type a Rust type says that it is: what the derive compares with a declaration.

use core::marker::PhantomData;

use crate::codec::Head;
use crate::traits::{Decode, Identify};

/// What a Rust type says of itself.
#[derive(Debug, Clone, Copy)]
pub enum Name {
    /// It is a constructor: its name and its declaration.
    Constructor(&'static str, &'static str),
    /// It is a type of several constructors, and whether an unknown one takes all that follows.
    Type(&'static str, bool),
}

/// `Named::<T>::NAME` is what `T` says: the constant of a type that has an id hides the one of
/// [`NameOfType`].
#[derive(Debug)]
pub struct Named<T>(PhantomData<T>);

impl<T: Identify> Named<T> {
    /// What the type says.
    pub const NAME: Name = Name::Constructor(T::NAME, T::TL);
}

/// For types without an id of their own.
pub trait NameOfType {
    /// What the type says.
    const NAME: Name;
}

impl<T: Decode<'static>> NameOfType for Named<T> {
    const NAME: Name = match T::LAYOUT.head {
        Head::Constructor { name, .. } => Name::Constructor(name, ""),
        Head::Type(name) => Name::Type(name, T::LAYOUT.takes_rest),
    };
}

/// Fails to compile where the TL type is not the one of that name, or takes what follows it.
#[track_caller]
pub const fn demand_type(found: Name, wanted: &str, follows: bool, message: &str) {
    let fits = match found {
        Name::Type(name, _) => eq(name.as_bytes(), wanted.as_bytes()),
        // One of which only the id is known.
        Name::Constructor(_, tl) => tl.is_empty() || eq(result(tl.as_bytes()), wanted.as_bytes()),
    };
    if !fits {
        fail(message);
    }
    if follows && matches!(found, Name::Type(_, true)) {
        fail(
            "this type keeps constructors that it does not know with the rest of the input \
             (`other`): nothing can follow it, and here a field does",
        );
    }
}

/// Fails to compile where the constructor is none of those names.
#[track_caller]
pub const fn demand_constructor(found: Name, wanted: &[&str], message: &str) {
    let mut wanted = wanted;
    while let ([name, rest @ ..], Name::Constructor(found, _)) = (wanted, found) {
        if eq(found.as_bytes(), name.as_bytes()) {
            return;
        }
        wanted = rest;
    }
    fail(message);
}

#[allow(clippy::panic, reason = "it ends the compilation and not the program")]
#[track_caller]
const fn fail(message: &str) {
    panic!("{}", message)
}

/// `Maybe` of `just#… {t:Type} value:t = Maybe<t>`.
const fn result(tl: &[u8]) -> &[u8] {
    let mut rest = tl;
    let mut result = tl;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if let (b'=', [b' ', name @ ..]) = (*first, behind) {
            result = name;
        }
    }
    let mut name = result;
    let mut length = 0;
    while let [first, behind @ ..] = name {
        if matches!(*first, b' ' | b'<' | b';') {
            break;
        }
        length += 1;
        name = behind;
    }
    match result.split_at_checked(length) {
        Some((name, _)) => name,
        None => result,
    }
}

const fn eq(one: &[u8], other: &[u8]) -> bool {
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
    use super::{eq, result};

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
}
