//! `pub mod errors`: the errors that a call may return instead of a result.

use crate::rust::emit::lints;
use crate::rust::emit::template::{Docs, Emit, Output, Quoted, code, lines, rust, separated};
use crate::rust::model::KnownError;

/// Writes the module.
pub(super) fn errors(known: &[KnownError], out: &mut Output<'_>) {
    let plain = || known.iter().filter(|it| it.around_number().is_none());
    lines!(
        out,
        "

        /// The errors that a call may return instead of a result.
        #allow
        pub mod errors {
            /// An error as in an `rpc_error`, such as `420 FLOOD_WAIT_17`.
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            pub struct RpcError {
                /// The code: 420.
                pub code: i32,
                /// The kind of error.
                pub kind: ErrorKind,
            }

            impl RpcError {
                /// Creates the error from its code and message.
                #[must_use]
                pub fn new(code: i32, message: &str) -> Self {
                    Self { code, kind: ErrorKind::new(message) }
                }
            }

            impl ::core::fmt::Display for RpcError {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::write!(f, \"{} {}\", self.code, self.kind)
                }
            }

            impl ::core::error::Error for RpcError {}

            /// The kind of an error. A number in its name is the value of the variant.
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            #[allow(clippy::enum_variant_names)]
            pub enum ErrorKind {
                #variants
                /// Any other error, with its message.
                Unknown(#runtime::alloc::string::String),
            }

            impl ErrorKind {
                /// Returns the kind for a message, such as `FLOOD_WAIT_17`.
                #[must_use]
                pub fn new(message: &str) -> Self {
                    #of_message
                }

                /// Returns the name, with `%d` for a number: `FLOOD_WAIT_%d`. Returns `None` for an unknown error.
                #[must_use]
                pub fn name(&self) -> ::core::option::Option<&'static str> {
                    self.known().map(|(name, _)| name)
                }

                /// Returns the codes that the error is documented to come with.
                #[must_use]
                pub fn codes(&self) -> &'static [i32] {
                    self.known().map_or(&[], |(_, codes)| codes)
                }

                /// Returns the number in the message: 17 in `FLOOD_WAIT_17`.
                #[must_use]
                pub fn number(&self) -> ::core::option::Option<i64> {
                    #with_number
                }

                fn known(&self) -> ::core::option::Option<(&'static str, &'static [i32])> {
                    ::core::option::Option::Some(match self {
                        #names
                        Self::Unknown(_) => return ::core::option::Option::None,
                    })
                }
            }

            impl ::core::fmt::Display for ErrorKind {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    if let Self::Unknown(message) = self {
                        return f.write_str(message);
                    }
                    let name = self.name().unwrap_or_default();
                    match (self.number(), name.split_once(\"%d\")) {
                        (::core::option::Option::Some(number), ::core::option::Option::Some((before, after))) => {
                            ::core::write!(f, \"{before}{number}{after}\")
                        }
                        _ => f.write_str(name),
                    }
                }
            }
            #number
        }
        ",
        allow = lints::of_root(out.context),
        variants = code(|out| known.iter().for_each(|it| variant(it, out))),
        of_message = code(|out| match plain().next() {
            None => of_message(known, out),
            Some(_) => lines! {
                out,
                "
                match message {
                    #arms
                    _ => {
                        #others
                    }
                }
                ",
                arms = code(|out| for it in plain() {
                    lines! { out, "#name => Self::#ident,", name = Quoted(&it.name), ident = it.ident }
                }),
                others = code(|out| of_message(known, out)),
            },
        }),
        with_number = code(|out| match numbered(known).next() {
            None => lines! { out, "::core::option::Option::None" },
            Some(_) => lines! {
                out,
                "
                match self {
                    #arms
                    _ => ::core::option::Option::None,
                }
                ",
                arms = code(|out| for (it, _) in numbered(known) {
                    lines! { out, "Self::#ident(number) => ::core::option::Option::Some(*number),", ident = it.ident }
                }),
            },
        }),
        names = code(|out| for it in known {
            lines! {
                out,
                "Self::#ident#any => (#name, &[#codes]),",
                ident = it.ident,
                any = it.around_number().map(|_| "(_)"),
                name = Quoted(&it.name),
                codes = separated(&it.codes, ", ", |code, out| out.push(&code.to_string())),
            }
        }),
        number = numbered(known).next().map(|_| code(number)),
    );
}

fn variant(error: &KnownError, out: &mut Output<'_>) {
    let number = error.around_number().map(|_| "(i64)");
    lines! { out, "
        #docs
        #ident#number,
        ", docs = Docs(&error.docs), ident = error.ident, number }
}

/// Writes the error for a message that is not exactly the name of a known error.
fn of_message(known: &[KnownError], out: &mut Output<'_>) {
    for (it, (before, after)) in numbered(known) {
        lines! {
            out,
            "
            if let ::core::option::Option::Some(number) = number(message, #before, #after) {
                return Self::#ident(number);
            }
            ",
            before = Quoted(before),
            after = Quoted(after),
            ident = it.ident,
        }
    }
    lines! { out, "Self::Unknown(message.into())" }
}

/// Returns the errors with a number in their names, and the text before and after it.
fn numbered(known: &[KnownError]) -> impl Iterator<Item = (&KnownError, (&str, &str))> {
    let all = known.iter();
    all.filter_map(|it| Some((it, it.around_number()?)))
}

/// Writes the function that extracts the number from a message.
fn number(out: &mut Output<'_>) {
    lines!(
        out,
        "

        fn number(message: &str, before: &str, after: &str) -> ::core::option::Option<i64> {
            let number = message.strip_prefix(before)?.strip_suffix(after)?;
            let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
            number.parse().ok().filter(|_| is_number)
        }
        "
    );
}

/// Writes `const ERRORS` of a function.
pub(super) fn of_function(errors: &[(i32, String)]) -> impl Emit + '_ {
    let pairs = separated(errors, ", ", |(code, name), out: &mut Output<'_>| {
        rust! { out, "(#code, #name)", code = code.to_string(), name = Quoted(name) }
    });
    (!errors.is_empty()).then_some(code(move |out| {
        lines! { out, "

            const ERRORS: &'static [(i32, &'static str)] = &[#pairs];
        ", pairs }
    }))
}
