//! Compile-time checks of the derive: whether a Rust type is the TL type of a declaration.

mod declaration;
mod message;

use alloc::boxed::Box;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use self::declaration::{eq, has, result, same_types};
use self::message::{Found, differ_in_namespace, fail, fail_with};
use crate::codec::{Declared, HasId, Head};
use crate::traits::{Decode, Function, Serve};

/// What is known about a type, as constants. Constants for a trait that the type implements hide the ones
/// of [`Silent`].
#[derive(Debug)]
pub struct Named<T>(PhantomData<T>);

impl<T: Declared> Named<T> {
    /// How the boxed form begins.
    pub const HEAD: Option<Head> = Some(T::HEAD);
    /// The id, if it has one; `None` if the derive of the type has failed.
    pub const ID: Option<u32> = match T::HEAD {
        Head::Constructor { id, name, .. } if !name.is_empty() => Some(id),
        Head::Constructor { .. } | Head::Type(_) => None,
    };
}

impl<T: Decode<'static>> Named<T> {
    /// How many types deep the filler is: the value that decoding makes after a failure.
    pub const FILLER: usize = T::LAYOUT.filler; // A cycle: mark a variant that ends it, `#[tl(filler)]`, or use an `Option`.
    /// Whether it is decoded without arguments.
    pub const IS_DECODED: bool = true;
    /// Whether an unknown constructor takes the rest of the input.
    pub const TAKES_REST: bool = T::LAYOUT.takes_rest;
}

impl<T: Decode<'static, (u32,)>> Named<T> {
    /// Whether it is decoded with a number.
    pub const TAKES_NUMBER: bool = true;
}

impl<T: Elements> Named<T> {
    /// Whether it is a list.
    pub const IS_LIST: bool = true;
    /// The number of its elements, if the type fixes it.
    pub const LENGTH: Option<usize> = T::LENGTH;
}

impl<T: Arguments> Named<T> {
    /// The number of its type arguments.
    pub const ARGUMENTS: usize = T::COUNT;
}

impl<T: for<'a> Decode<'a>> Named<T> {
    /// Whether it borrows nothing.
    pub const IS_OWNED: bool = true;
}

impl<T> Named<fn(T)> {
    /// Whether the function's argument is one type, with no lifetime left out.
    pub const IS_ONE_TYPE: bool = true;
}

#[cfg(feature = "json")]
impl<T: crate::json::ToJson> Named<T> {
    /// Whether it can be encoded as JSON.
    pub const IS_JSON: bool = true;
}

impl<T: Call> Named<T> {
    /// Whether it is a function.
    pub const IS_CALL: bool = true;
}

impl<T: Serve> Named<T> {
    /// Whether it is a function for servers.
    pub const IS_SERVED: bool = true;
}

impl<T> Named<Box<T>> {
    /// Whether it is a box, which may hold a function although the box itself is not one.
    pub const IS_BOXED: bool = true;
}

#[cfg(target_has_atomic = "ptr")]
impl<T> Named<Arc<T>> {
    /// The same as for `Box`.
    pub const IS_BOXED: bool = true;
}

/// The constants of a type that implements none of the traits.
pub trait Silent {
    /// Not a TL type.
    const HEAD: Option<Head> = None;
    /// No id.
    const ID: Option<u32> = None;
    /// Not decoded.
    const IS_DECODED: bool = false;
    /// Not decoded.
    const TAKES_NUMBER: bool = false;
    /// Unknown.
    const FILLER: usize = 0;
    /// Anything can follow.
    const TAKES_REST: bool = false;
    /// Not a list.
    const IS_LIST: bool = false;
    /// No fixed length.
    const LENGTH: Option<usize> = None;
    /// No known type arguments.
    const ARGUMENTS: usize = 0;
    /// Not decoded from bytes of any lifetime.
    const IS_OWNED: bool = false;
    /// Not a function of one type.
    const IS_ONE_TYPE: bool = false;
    /// No JSON form.
    const IS_JSON: bool = false;
    /// Not a function.
    const IS_CALL: bool = false;
    /// Not a function for servers.
    const IS_SERVED: bool = false;
    /// Not a box.
    const IS_BOXED: bool = false;
    /// The types differ.
    const ARE_SAME: bool = false;
}

impl<T> Silent for Named<T> {}

impl<T, U> Silent for Both<T, U> {}

/// A type, as generated impls name it. If a check of the item's types fails, `IS_KNOWN` cannot be
/// evaluated. The compiler then reports only that failure: it treats `It`, and all uses of it, as an error
/// that is reported already.
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

/// The type of a function's argument: the answer to a call. An answer that borrows with a lifetime that is
/// left out is not one type, so it has no impl.
#[diagnostic::on_unimplemented(
    message = "an answer cannot borrow from its bytes, because it may outlive them",
    label = "this type has a lifetime",
    note = "use `function` without `response`, and decode the answer where its bytes are: by `tl_runtime::from_bytes`, \
            or by `DecodeOptions::decode_as` for a list or a generic type"
)]
pub trait Answer {
    /// The type.
    type Type;
}

impl<T> Answer for fn(T) {
    type Type = T;
}

/// A function. The derive also implements this for a function whose answer type the caller chooses.
pub trait Call {}

impl<T: Function> Call for T {}

/// A list, under any name: an alias is a list, too.
pub trait Elements {
    /// The type of the elements.
    type Element;
    /// The number of elements, if the type fixes it.
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

/// The elements of a list, or [`Unsaid`] for other types.
pub trait ElementOf<const IS_LIST: bool> {
    /// The same as in [`Elements`].
    type Element;
}

impl<T: ?Sized> ElementOf<false> for T {
    type Element = Unsaid;
}

impl<T: Elements + ?Sized> ElementOf<true> for T {
    type Element = T::Element;
}

/// A type with parameters in TL, under any name: the name of an alias does not show the `T` of `Page<T>`.
pub trait Arguments {
    /// The arguments for the parameters `{t:Type}`: `(T, (U, ()))`. An argument that no field uses is [`Unsaid`].
    type Types;
    /// The number of arguments.
    const COUNT: usize;
}

impl<T: Arguments> Arguments for Box<T> {
    type Types = T::Types;
    const COUNT: usize = T::COUNT;
}

#[cfg(target_has_atomic = "ptr")]
impl<T: Arguments> Arguments for Arc<T> {
    type Types = T::Types;
    const COUNT: usize = T::COUNT;
}

/// Two types to compare, such as the declared argument of a type and the argument in its name.
#[derive(Debug)]
pub struct Both<T, U>(PhantomData<(T, U)>);

impl<T> Both<T, T> {
    /// Whether they are the same.
    pub const ARE_SAME: bool = true;
}

/// A stand-in for a type parameter of the item, if the parameter can be any type.
#[derive(Debug)]
pub struct Parameter<const INDEX: usize>;

/// The type arguments of a type, or [`Unsaid`] if they are not known.
pub trait ArgumentsOf<const ARE_KNOWN: bool> {
    /// The same as in [`Arguments`].
    type Types;
}

impl<T: ?Sized> ArgumentsOf<false> for T {
    type Types = Unsaid;
}

impl<T: Arguments + ?Sized> ArgumentsOf<true> for T {
    type Types = T::Types;
}

/// A list of types, as nested pairs.
pub trait Row {
    /// The first type.
    type First;
    /// The other types.
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

/// What a declaration requires of a Rust type.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// It is the TL type of this name.
    Type(&'static str),
    /// It is a constructor of this TL type, which is that of an enum.
    OfEnum(&'static str),
    /// It is one of these constructors.
    Constructor(&'static [&'static str]),
    /// It is a constructor or type of the user's schema, not a builtin type.
    Object,
    /// It is the struct that the generator makes for a repetition in this field, or a constructor with these
    /// fields.
    Element {
        /// The name, such as `item.pairs`.
        name: &'static str,
        /// The fields, such as `a:int b:long`.
        fields: &'static str,
    },
    /// It is a function.
    Function,
}

/// Fails to compile unless `is_so` holds.
#[track_caller]
pub const fn demand(is_so: bool, message: &str) {
    if !is_so {
        fail(message);
    }
}

/// Fails to compile if a type has no bare form, because it has no id of its own.
#[track_caller]
pub const fn demand_bare(found: Option<Head>, message: &str) {
    if matches!(found, Some(Head::Type(_))) {
        fail(message);
    }
}

/// Fails to compile if a type is not the wanted one. The name of the type is in place of `{}` in the message.
#[track_caller]
pub const fn demand_type(found: Option<Head>, is_call: bool, wanted: Wanted, message: &str) {
    let Some(found) = found else { return };
    let fits = match (wanted, found) {
        // The derive of this type has failed, and has reported the mistake.
        (_, Head::Constructor { name, .. }) if name.is_empty() => true,
        // `Box<dyn AnyObject>` is called `Object`, and a type of the user may be called `Function`.
        (Wanted::Function, Head::Type(name)) => is_one_of(name, &["Function", "Object"]),
        (Wanted::Function, Head::Constructor { tl, .. }) => {
            is_call || eq(result(tl.as_bytes()), b"Function")
        }
        (Wanted::Object, Head::Type(_)) => true,
        (Wanted::Object, Head::Constructor { name, .. }) => !is_builtin(name),
        // A value of a type belongs here.
        (
            Wanted::Type(_) | Wanted::OfEnum(_) | Wanted::Constructor(_) | Wanted::Element { .. },
            _,
        ) if is_call => false,
        (Wanted::Element { name, .. }, Head::Type(found)) => {
            // A repetition inside of this one is called `item.pairs_b`.
            matches!(found.as_bytes().split_at_checked(name.len()), Some((begin, _)) if eq(begin, name.as_bytes()))
        }
        (Wanted::Element { fields, .. }, Head::Constructor { name, tl, .. }) => {
            !is_builtin(name)
                && (tl.is_empty()
                    || same_types(declaration::fields(tl.as_bytes()), fields.as_bytes()))
        }
        (Wanted::Type(wanted) | Wanted::OfEnum(wanted), Head::Type(name)) => {
            eq(name.as_bytes(), wanted.as_bytes())
        }
        // A hand-written type may have an id and no text.
        (Wanted::Type(wanted) | Wanted::OfEnum(wanted), Head::Constructor { tl, .. }) => {
            tl.is_empty() || eq(result(tl.as_bytes()), wanted.as_bytes())
        }
        (Wanted::Constructor(wanted), Head::Constructor { name, .. }) => is_one_of(name, wanted),
        (Wanted::Constructor(_), Head::Type(_)) => false,
    };
    if !fits {
        let (name, name_wanted) = match wanted {
            Wanted::Type(wanted) | Wanted::OfEnum(wanted) => (shown_name(found, is_call), wanted),
            Wanted::Constructor([wanted, ..]) => (found.name().as_bytes(), *wanted),
            _ => (found.name().as_bytes(), ""),
        };
        let help: [&[u8]; 3] = match (wanted, found) {
            (Wanted::OfEnum(_), _) if is_call => NO_HELP,
            (Wanted::OfEnum(_), _) => [
                b"\nhelp: the enum and the struct must have the same TL type: the end of a declaration names it, or \
                  else the key `type`",
                b"",
                b"",
            ],
            (Wanted::Constructor(_), Head::Type(_)) if !is_call && !is_builtin(name_wanted) => [
                b"\nhelp: if it is any value of the enum, write the type of the enum, not a constructor: `",
                name,
                b"`",
            ],
            _ => namespace_help(found, name, name_wanted.as_bytes()),
        };
        let found = Found {
            name,
            kind: if is_call { FUNCTION } else { "" },
        };
        fail_with(message, &[found], &help);
    }
}

const NO_HELP: [&[u8]; 3] = [b""; 3];

/// Returns the help for two names that differ only in their namespaces. To write the name without its
/// namespace would compile, and would mean another type.
const fn namespace_help<'n>(found: Head, name: &'n [u8], wanted: &'n [u8]) -> [&'n [u8]; 3] {
    match (differ_in_namespace(name, wanted), found) {
        (true, _) if name.len() > wanted.len() => [
            b"\nhelp: write the name with its namespace: `",
            name,
            b"`",
        ],
        (true, Head::Type(_)) => [
            b"\nhelp: if they are the same, write `#[tl(type = \"",
            wanted,
            b"\")]` on the enum, or the namespace in the declarations of its variants, if it has any",
        ],
        (true, Head::Constructor { .. }) => [
            b"\nhelp: if they are the same, write the namespace in the declaration of the Rust type, too",
            b"",
            b"",
        ],
        (false, _) => NO_HELP,
    }
}

/// Fails to compile if two types cannot be variants of one enum. Two functions can be, and two constructors of
/// one TL type. The names are in place of each `{}` in the message.
#[track_caller]
pub const fn demand_one_enum(found: [Option<Head>; 2], are_calls: [bool; 2], message: &str) {
    let [Some(one), Some(other)] = found else {
        return;
    };
    if type_name(one).is_empty() || type_name(other).is_empty() {
        return;
    }
    let fits = match are_calls {
        [false, false] => eq(type_name(one), type_name(other)),
        [one_is_call, other_is_call] => one_is_call && other_is_call,
    };
    if !fits {
        let [one_is_call, other_is_call] = are_calls;
        let (of_one, of_other, help) = match (one_is_call, other_is_call) {
            (true, false) => (FUNCTION, "the type ", FUNCTION_HELP),
            (false, true) => ("the type ", FUNCTION, FUNCTION_HELP),
            (false, false) | (true, true) => ("", "", ""),
        };
        let found = [
            Found {
                name: shown_name(one, one_is_call),
                kind: of_one,
            },
            Found {
                name: shown_name(other, other_is_call),
                kind: of_other,
            },
        ];
        fail_with(message, &found, &[help.as_bytes()]);
    }
}

/// What comes before the name of a function in a message.
const FUNCTION: &str = "the function ";

const FUNCTION_HELP: &str =
    "\nhelp: if all are functions, each needs `response` or `function` in its `#[tl(…)]`";

/// Returns the name of a type in a message: that of its function or builtin, or else that of its TL type.
const fn shown_name(head: Head, is_call: bool) -> &'static [u8] {
    let name = head.name();
    match is_call || is_builtin(name) {
        true => name.as_bytes(),
        false => type_name(head),
    }
}

/// Returns the name of the TL type; empty if it is not known, as for some hand-written types.
const fn type_name(head: Head) -> &'static [u8] {
    match head {
        Head::Type(name) => name.as_bytes(),
        // A function around a call (`!X`) implements `Function` only if the type of the call does.
        Head::Constructor { tl, .. } if has(tl.as_bytes(), b'!') => b"",
        Head::Constructor { tl, .. } => result(tl.as_bytes()),
    }
}

/// Fails to compile if a type does not have the wanted number of type arguments. A type that is decoded without
/// arguments has none.
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

/// Fails to compile if an array does not have the wanted length, or if no array is allowed.
#[track_caller]
pub const fn demand_length(found: Option<usize>, wanted: Option<usize>, message: &str) {
    match (found, wanted) {
        (None, _) => {}
        (Some(found), Some(wanted)) if found == wanted => {}
        (Some(_), _) => fail(message),
    }
}

/// Fails to compile if a variant has the id of an earlier variant, with the message of the earlier one.
#[track_caller]
pub const fn demand_new_id(ids: &[Option<u32>], variant: usize, messages: &[&str]) {
    let Some((before, [Some(own), ..])) = ids.split_at_checked(variant) else {
        return;
    };
    let (mut before, mut messages) = (before, messages);
    while let ([id, ids @ ..], [message, others @ ..]) = (before, messages) {
        if matches!(*id, Some(id) if id == *own) {
            fail(message);
        }
        (before, messages) = (ids, others);
    }
}

/// Whether the runtime has a Rust type for this constructor.
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
