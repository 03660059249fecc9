//! Which TL type a Rust type says that it is: what the derive compares with a declaration.

use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::codec::{EncodeAs, Encoder, Head};
use crate::traits::{Decode, Encode, Function, Identify};

/// What a Rust type says of itself.
#[derive(Debug, Clone, Copy)]
pub enum Name {
    /// It is a constructor: its name and its declaration.
    Constructor(&'static str, &'static str),
    /// It is a type of several constructors, and whether an unknown one takes all that follows.
    Type(&'static str, bool),
}

/// What a type says, as constants: those of the traits that it has hide those of [`Silent`]. `A` holds
/// codecs, where `T` is a type with parameters.
#[derive(Debug)]
pub struct Named<T, A = ()>(PhantomData<(T, A)>);

impl<T: Identify, A> Named<T, A> {
    /// Which constructor it is.
    pub const CONSTRUCTOR: Option<Name> = Some(Name::Constructor(T::NAME, T::TL));
    /// The id; none where the derive has failed.
    pub const ID: Option<u32> = if T::NAME.is_empty() {
        None
    } else {
        Some(T::ID)
    };
}

impl<T: Decode<'static>, A> Named<T, A> {
    /// Which type it is.
    pub const TYPE: Option<Name> = Some(match T::HEAD {
        Head::Constructor { name, .. } => Name::Constructor(name, ""),
        Head::Type(name) => Name::Type(name, T::LAYOUT.takes_rest),
    });
}

impl<T: Encode<A>, A: Copy> Named<T, A> {
    /// Which type with parameters it is.
    pub const APPLIED: Option<Name> = Some(match T::HEAD {
        Head::Constructor { name, .. } => Name::Constructor(name, ""),
        Head::Type(name) => Name::Type(name, false),
    });
}

impl<T: Call, A> Named<T, A> {
    /// Whether it is a function.
    pub const IS_CALL: bool = true;
}

/// A type that says nothing.
pub trait Silent {
    /// Not a constructor.
    const CONSTRUCTOR: Option<Name> = None;
    /// No id.
    const ID: Option<u32> = None;
    /// Not a type.
    const TYPE: Option<Name> = None;
    /// Not a type with parameters.
    const APPLIED: Option<Name> = None;
    /// Not a function.
    const IS_CALL: bool = false;
}

impl<T, A> Silent for Named<T, A> {}

/// A function. The derive says it of one whose answer is left to the caller, too.
pub trait Call {}

impl<T: Function> Call for T {}

/// The codec of an argument of which only the type's name is asked.
#[derive(Debug, Clone, Copy)]
pub struct AnyForm;

impl<T> EncodeAs<T> for AnyForm {
    fn encode(self, _: &T, _: &mut Encoder) {}
}

/// A list, by whatever name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a list of TL",
    label = "neither a `Vec` nor an array"
)]
pub trait Elements {
    /// Its elements.
    type Element;
    /// Their number, where the type says it.
    const LENGTH: Option<usize>;
}

impl<T> Elements for Vec<T> {
    type Element = T;
    const LENGTH: Option<usize> = None;
}

impl<T, const N: usize> Elements for [T; N] {
    type Element = T;
    const LENGTH: Option<usize> = Some(N);
}

/// What a declaration demands of a Rust type.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// To be the TL type of that name.
    Type(&'static str),
    /// To be one of these constructors.
    Constructor(&'static [&'static str]),
    /// To be a constructor or type of the user's, not one of TL's own.
    Object,
    /// To be a function.
    Function,
}

/// Fails to compile where a type is not what is wanted, or takes what follows it.
#[track_caller]
pub const fn demand(
    found: [Option<Name>; 3],
    is_call: bool,
    wanted: Wanted,
    follows: bool,
    message: &str,
) {
    // What says nothing is not a type of TL, which the impls report.
    let ([Some(found), ..] | [None, Some(found), _] | [None, None, Some(found)]) = found else {
        return;
    };
    if is_call && matches!(wanted, Wanted::Type(_) | Wanted::Constructor(_)) {
        fail("this is a function, and a value of a type belongs here");
    }
    let fits = match (wanted, found) {
        // One whose derive has failed: the mistake is reported there.
        (_, Name::Constructor(name, _)) if name.is_empty() => true,
        // A type of the user's may have the name, and `Box<dyn AnyObject>` has the other.
        (Wanted::Function, Name::Type(name, _)) => is_one_of(name, &["Function", "Object"]),
        (Wanted::Function, Name::Constructor(_, tl)) => {
            is_call || eq(result(tl.as_bytes()), b"Function")
        }
        (Wanted::Object, Name::Type(..)) => true,
        (Wanted::Object, Name::Constructor(name, _)) => !is_builtin(name),
        (Wanted::Type(wanted), Name::Type(name, _)) => eq(name.as_bytes(), wanted.as_bytes()),
        // Of one by hand, only the id may be known.
        (Wanted::Type(wanted), Name::Constructor(_, tl)) => {
            tl.is_empty() || eq(result(tl.as_bytes()), wanted.as_bytes())
        }
        (Wanted::Constructor(wanted), Name::Constructor(name, _)) => is_one_of(name, wanted),
        (Wanted::Constructor(_), Name::Type(..)) => false,
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

/// Fails to compile where an array has another length.
#[track_caller]
pub const fn demand_length(found: Option<usize>, wanted: usize, message: &str) {
    if let Some(found) = found {
        if found != wanted {
            fail(message);
        }
    }
}

/// Fails to compile where the id of a variant is that of one before it.
#[track_caller]
pub const fn demand_new_id(ids: &[Option<u32>], variant: usize, message: &str) {
    let Some((before, [Some(own), ..])) = ids.split_at_checked(variant) else {
        return;
    };
    let mut before = before;
    while let [id, rest @ ..] = before {
        if matches!(*id, Some(id) if id == *own) {
            fail(message);
        }
        before = rest;
    }
}

/// Whether a constructor is one that the runtime has a Rust type for.
const fn is_builtin(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "#", "int", "long", "double", "float", "string", "bytes", "int128", "int256", "int512",
            "true",
        ],
    )
}

const fn is_one_of(name: &str, names: &[&str]) -> bool {
    let mut names = names;
    while let [first, rest @ ..] = names {
        if eq(name.as_bytes(), first.as_bytes()) {
            return true;
        }
        names = rest;
    }
    false
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
