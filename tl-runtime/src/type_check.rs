//! Which TL type a Rust type says that it is: what the derive compares with a declaration.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::codec::{Declared, HasId, Head};
use crate::traits::{Decode, Function};

/// What a type says, as constants: those of the traits that it has hide those of [`Silent`].
#[derive(Debug)]
pub struct Named<T>(PhantomData<T>);

impl<T: Declared> Named<T> {
    /// How its boxed form begins.
    pub const HEAD: Option<Head> = Some(T::HEAD);
    /// The id, if it has one; none where the derive has failed.
    pub const ID: Option<u32> = match T::HEAD {
        Head::Constructor { id, name, .. } if !name.is_empty() => Some(id),
        Head::Constructor { .. } | Head::Type(_) => None,
    };
}

impl<T: Decode<'static>> Named<T> {
    /// How many types the value is deep that a failed read gives.
    pub const FILLER: usize = T::LAYOUT.filler; // A cycle has no end: mark a variant that has one, `#[tl(filler)]`, or use an `Option`.
    /// Whether it is decoded without arguments.
    pub const IS_DECODED: bool = true;
    /// Whether an unknown constructor takes all that follows.
    pub const TAKES_REST: bool = T::LAYOUT.takes_rest;
}

impl<T: Decode<'static, (u32,)>> Named<T> {
    /// Whether it is decoded with a number.
    pub const TAKES_NUMBER: bool = true;
}

impl<T: Elements> Named<T> {
    /// Whether it is a list.
    pub const IS_LIST: bool = true;
    /// The number of its elements, where the type says it.
    pub const LENGTH: Option<usize> = T::LENGTH;
}

impl<T: Arguments> Named<T> {
    /// How many type arguments it has, where the type says it.
    pub const ARGUMENTS: usize = T::COUNT;
}

impl<T: for<'a> Decode<'a>> Named<T> {
    /// Whether it borrows nothing.
    pub const IS_OWNED: bool = true;
}

impl<T> Named<fn(T)> {
    /// Whether what the function takes is one type, with no lifetime left out.
    pub const IS_ONE_TYPE: bool = true;
}

#[cfg(feature = "json")]
impl<T: crate::json::ToJson> Named<T> {
    /// Whether it is written as JSON.
    pub const IS_JSON: bool = true;
}

impl<T: Call> Named<T> {
    /// Whether it is a function.
    pub const IS_CALL: bool = true;
}

/// A type that says nothing.
pub trait Silent {
    /// Not a type of TL.
    const HEAD: Option<Head> = None;
    /// No id.
    const ID: Option<u32> = None;
    /// Not decoded.
    const IS_DECODED: bool = false;
    /// Not decoded.
    const TAKES_NUMBER: bool = false;
    /// Not known.
    const FILLER: usize = 0;
    /// Anything can follow.
    const TAKES_REST: bool = false;
    /// Not a list.
    const IS_LIST: bool = false;
    /// Of no certain length.
    const LENGTH: Option<usize> = None;
    /// Of no arguments that are known.
    const ARGUMENTS: usize = 0;
    /// Not decoded from bytes of any lifetime.
    const IS_OWNED: bool = false;
    /// Not a function of one type.
    const IS_ONE_TYPE: bool = false;
    /// Not JSON.
    const IS_JSON: bool = false;
    /// Not a function.
    const IS_CALL: bool = false;
    /// Two types.
    const ARE_SAME: bool = false;
}

impl<T> Silent for Named<T> {}

impl<T, U> Silent for Both<T, U> {}

/// A type, as the impls of an item name it. Where `IS_KNOWN` cannot be evaluated, because it demands
/// something of the item's types that they are not, the compiler reports that alone: it takes `It` for
/// an error that was reported, and so all that is done with it.
pub trait Settled<const IS_KNOWN: bool> {
    /// The type itself.
    type It: ?Sized;

    /// The value itself.
    fn it(&mut self) -> &mut Self::It;
}

impl<T: ?Sized> Settled<true> for T {
    type It = T;

    fn it(&mut self) -> &mut T {
        self
    }
}

/// The type that a function takes: what is answered, which cannot borrow from its bytes. If it does, the
/// function takes it with any lifetime, and there is no such type.
#[diagnostic::on_unimplemented(
    message = "an answer cannot borrow from its bytes, because it may outlive them",
    label = "this type has a lifetime",
    note = "use `function` without `response`, and decode the answer where its bytes are, with `tl_runtime::from_bytes`"
)]
pub trait Answer {
    /// The type.
    type Type;
}

impl<T> Answer for fn(T) {
    type Type = T;
}

/// A function. The derive says it of one whose answer is left to the caller, too.
pub trait Call {}

impl<T: Function> Call for T {}

/// A list, by whatever name.
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

/// The elements of a list, or `Unsaid` where it is none.
pub trait ElementOf<const IS_LIST: bool> {
    /// As of [`Elements`].
    type Element;
}

impl<T: ?Sized> ElementOf<false> for T {
    type Element = Unsaid;
}

impl<T: Elements + ?Sized> ElementOf<true> for T {
    type Element = T::Element;
}

/// A type with parameters in TL, by whatever name: that of an alias does not show `T` of `Page<T>`.
pub trait Arguments {
    /// What the parameters `{t:Type}` are: `(T, (U, ()))`. One that no field is of is [`Unsaid`].
    type Types;
    /// Their number.
    const COUNT: usize;
}

impl<T: Arguments> Arguments for Box<T> {
    type Types = T::Types;
    const COUNT: usize = T::COUNT;
}

impl<T: Arguments> Arguments for Arc<T> {
    type Types = T::Types;
    const COUNT: usize = T::COUNT;
}

/// What a type says that an argument is, and what its name shows.
#[derive(Debug)]
pub struct Both<T, U>(PhantomData<(T, U)>);

impl<T> Both<T, T> {
    /// Whether they are the same.
    pub const ARE_SAME: bool = true;
}

/// A type parameter of the item that is checked, where it can be any type.
#[derive(Debug)]
pub struct Parameter<const INDEX: usize>;

/// The type arguments of a type, or `Unsaid` where it does not say them.
pub trait ArgumentsOf<const ARE_KNOWN: bool> {
    /// As of [`Arguments`].
    type Types;
}

impl<T: ?Sized> ArgumentsOf<false> for T {
    type Types = Unsaid;
}

impl<T: Arguments + ?Sized> ArgumentsOf<true> for T {
    type Types = T::Types;
}

/// Types in a row.
pub trait Row {
    /// The first of them.
    type First;
    /// The others.
    type Rest;
}

impl<T, U> Row for (T, U) {
    type First = T;
    type Rest = U;
}

/// A type that cannot be checked, since nothing is known about it.
#[derive(Debug)]
pub struct Unsaid;

impl Row for Unsaid {
    type First = Unsaid;
    type Rest = Unsaid;
}

impl Declared for Unsaid {
    type Kind = HasId;
    const HEAD: Head = Head::constructor(0, "", "");
}

impl Elements for Unsaid {
    type Element = Unsaid;
    const LENGTH: Option<usize> = None;
}

#[cfg(feature = "json")]
impl crate::json::ToJson for Unsaid {
    fn to_json(&self, _: &mut crate::json::Encoder) {}
}

/// Whether a type is [`Unsaid`].
pub const fn is_unsaid(head: Option<Head>) -> bool {
    matches!(head, Some(Head::Constructor { name, .. }) if name.is_empty())
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
    /// To be what the generator calls a record of that field, or a constructor with these fields.
    Element {
        /// `item.pairs`.
        name: &'static str,
        /// `a:int b:long`.
        fields: &'static str,
    },
    /// To be a function.
    Function,
}

/// Fails to compile where something of a type is not as it must be.
#[track_caller]
pub const fn demand(is_so: bool, message: &str) {
    if !is_so {
        fail(message);
    }
}

/// Fails to compile where a type has no bare form, because it has no id of its own.
#[track_caller]
pub const fn demand_bare(found: Option<Head>, message: &str) {
    if matches!(found, Some(Head::Type(_))) {
        fail(message);
    }
}

/// Fails to compile where a type is not what is wanted.
#[track_caller]
pub const fn demand_type(found: Option<Head>, is_call: bool, wanted: Wanted, message: &str) {
    let Some(found) = found else { return };
    if is_call && !matches!(wanted, Wanted::Object | Wanted::Function) {
        fail("this is a function, and a value of a type belongs here");
    }
    let fits = match (wanted, found) {
        // One whose derive has failed: the mistake is reported there.
        (_, Head::Constructor { name, .. }) if name.is_empty() => true,
        // A type of the user's may have the name, and `Box<dyn AnyObject>` has the other.
        (Wanted::Function, Head::Type(name)) => is_one_of(name, &["Function", "Object"]),
        (Wanted::Function, Head::Constructor { tl, .. }) => {
            is_call || eq(result(tl.as_bytes()), b"Function")
        }
        (Wanted::Object, Head::Type(_)) => true,
        (Wanted::Object, Head::Constructor { name, .. }) => !is_builtin(name),
        (Wanted::Element { name, .. }, Head::Type(found)) => {
            // Those of a repetition inside of it are called `item.pairs_b`.
            matches!(found.as_bytes().split_at_checked(name.len()), Some((begin, _)) if eq(begin, name.as_bytes()))
        }
        (Wanted::Element { fields, .. }, Head::Constructor { name, tl, .. }) => {
            !is_builtin(name)
                && (tl.is_empty() || same_types(self::fields(tl.as_bytes()), fields.as_bytes()))
        }
        (Wanted::Type(wanted), Head::Type(name)) => eq(name.as_bytes(), wanted.as_bytes()),
        // Of one by hand, only the id may be known.
        (Wanted::Type(wanted), Head::Constructor { tl, .. }) => {
            tl.is_empty() || eq(result(tl.as_bytes()), wanted.as_bytes())
        }
        (Wanted::Constructor(wanted), Head::Constructor { name, .. }) => is_one_of(name, wanted),
        (Wanted::Constructor(_), Head::Type(_)) => false,
    };
    if !fits {
        fail(message);
    }
}

/// Fails to compile where a type has another number of type arguments than TL gives it. One that is
/// decoded without any has none.
#[track_caller]
pub const fn demand_arguments(
    head: Option<Head>,
    is_decoded: bool,
    found: usize,
    wanted: usize,
    message: &str,
) {
    let is_known = found > 0 || (is_decoded && !is_unsaid(head));
    if found != wanted && is_known {
        fail(message);
    }
}

/// Fails to compile where an array has another length than it must have, or must not be one.
#[track_caller]
pub const fn demand_length(found: Option<usize>, wanted: Option<usize>, message: &str) {
    match (found, wanted) {
        (None, _) => {}
        (Some(found), Some(wanted)) if found == wanted => {}
        (Some(_), _) => fail(message),
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

/// `value:t` of `just#… {t:Type} value:t = Maybe<t>`.
const fn fields(tl: &[u8]) -> &[u8] {
    let mut begin = tl;
    while let [first, behind @ ..] = begin {
        begin = behind;
        if let (b' ', [next, ..]) = (*first, behind) {
            if *next != b'{' {
                break;
            }
        }
    }
    let mut length = 0;
    let mut rest = begin;
    while let [first, behind @ ..] = rest {
        if let (b' ', [b'=', b' ', ..]) = (*first, behind) {
            break;
        }
        length += 1;
        rest = behind;
    }
    match begin.split_at_checked(length) {
        Some((fields, _)) => fields,
        None => begin,
    }
}

/// Whether fields have the same types, by whatever names.
const fn same_types(one: &[u8], other: &[u8]) -> bool {
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

/// `long y:int` of `x:long y:int`.
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
