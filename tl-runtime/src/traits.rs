//! The traits of Rust types that stand for a type, constructor or function of TL.

use alloc::vec::Vec;

use crate::codec::{DecodeAs, Decoder, EncodeAs, Encoder, Form, Head, Layout, TakeFixed};
use crate::codec::{FIRST_CAPACITY, append_response_to};
use crate::options::DecodeOptions;
use crate::uninit::Filling;
use crate::{DecodeError, EncodeError};

/// A Rust type that stands for a type, constructor or function of TL. The trait says how its boxed form
/// begins.
///
/// The generator and `#[derive(TlObject)]` implement it. [`Decode`] shows a hand-written impl.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of TL",
    label = "not a type of TL",
    note = "`#[derive(TlObject)]` makes it one; a field of another type needs `with`"
)]
pub trait Declared: Sized {
    /// [`HasId`] for a constructor or function, [`NoId`] for a type of several constructors.
    type Kind;
    /// How the boxed form begins.
    const HEAD: Head;
    /// The JSON form, if there is one.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    const JSON: Option<crate::json::JsonForm<Self>> = None;
}

/// The [kind](Declared::Kind) of a type that stands for one constructor or function.
#[derive(Debug, Clone, Copy)]
pub enum HasId {}

/// The [kind](Declared::Kind) of a type that has no id of its own: a type of several constructors, or an
/// element of a repetition.
#[derive(Debug, Clone, Copy)]
pub enum NoId {}

/// A constructor or function: its id, its name and its declaration. Every [`Declared`] type whose
/// kind is [`HasId`] implements this trait.
///
/// The examples at the constants are from
/// `photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;`.
///
/// ```
/// use tl_runtime::Identify;
///
/// assert_eq!(<i32 as Identify>::NAME, "int");
/// assert_eq!(<i32 as Identify>::ID, 0xa8509bda);
/// ```
///
/// [`HasId`]: crate::codec::HasId
/// [`Declared`]: crate::codec::Declared
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a constructor or function of TL",
    label = "this has no id of its own",
    note = "a struct gets one by `#[derive(TlObject)]` with its declaration; a type of several \
            constructors has none, and is never bare"
)]
pub trait Identify: Declared<Kind: Identified> {
    /// The id on the wire: `0x20212ca8`.
    const ID: u32;
    /// The TL name: `photos.photo`.
    const NAME: &'static str;
    /// The declaration, with its id and without the `;`.
    const TL: &'static str;
}

// Errors should name the type that is not a constructor or function, not its kind.
#[diagnostic::do_not_recommend]
impl<T: Declared<Kind: Identified>> Identify for T {
    const ID: u32 = T::HEAD.id_or_zero();
    const NAME: &'static str = T::HEAD.name();
    const TL: &'static str = T::HEAD.tl();
}

/// The kinds of types that have an id.
pub trait Identified {}

impl Identified for HasId {}

/// A type that can be decoded.
///
/// `Args` holds the arguments of a type with parameters: `(u32,)` for `{n:#}`, and a
/// [codec](crate::codec) for `{t:Type}`.
///
/// The generator and `#[derive(TlObject)]` implement it. A hand-written impl looks like this:
///
/// ```
/// use tl_runtime::codec::{Declared, Decoder, Encoder, HasId, Head};
/// use tl_runtime::{Decode, Encode};
///
/// struct Point {
///     x: i32,
///     y: i32,
/// }
///
/// impl Declared for Point {
///     type Kind = HasId;
///     const HEAD: Head =
///         Head::constructor(0x49dd1db4, "point", "point#49dd1db4 x:int y:int = Point");
/// }
///
/// impl<'a> Decode<'a> for Point {
///     fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
///         Self { x: decoder.int(), y: decoder.int() }
///     }
/// }
///
/// impl Encode for Point {
///     fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
///         encoder.int(self.x);
///         encoder.int(self.y);
///     }
/// }
///
/// let point: Point = tl_runtime::from_bytes(&tl_runtime::to_bytes(&Point { x: 1, y: 2 })?)?;
/// assert_eq!((point.x, point.y), (1, 2));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// Decoding never stops early. After the first failure, the decoder returns zeros, empty strings
/// and empty lists. Each type must be able to make a value from these; that value is its *filler*.
///
/// A type whose bare form may take less than 4 bytes must say so in the constant `LAYOUT`.
///
/// A hand-written impl decodes lists with [`Decoder::list`] and [`Decoder::vector`], because a loop over a count has
/// to [stop after a failure](Decoder). It reports errors with [`Decoder::fail`]. It must not panic: its callers cannot
/// unwind, so a panic would abort the process.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded",
    label = "not decodable",
    note = "a `Vec`, or a type with parameters, needs a form: `DecodeOptions::decode_as`, or `decode_response` for an answer",
    note = "a type of yours needs `#[derive(TlObject)]`, without `encode_only`; a field of another type needs `with`",
    note = "a generated type needs a role that decodes it (`--role`, `Builder::role`), and no `--no-binary` (in a build \
            script `binary(false)`)"
)]
pub trait Decode<'a, Args: Copy = ()>: Declared {
    /// The least size of the bare form, and the depth of the filler.
    #[doc(hidden)]
    const LAYOUT: Layout = Layout::PLAIN;

    /// Takes a value off the front of checked bytes. `None` unless all values have one size and all bytes
    /// are valid, as for numbers.
    #[doc(hidden)]
    const FIXED: Option<TakeFixed<'a, Self>> = None;

    /// For a single constructor, decodes what follows its id; for a type of several constructors,
    /// decodes the id, too.
    fn decode_bare(decoder: &mut Decoder<'a>, args: Args) -> Self;

    /// Skips what [`decode_bare`](Self::decode_bare) would decode, with the same failures. This is
    /// how the contents of a [`List`](crate::List) or a [`Lazy`](crate::Lazy) are checked before
    /// they are decoded. By default, the method decodes the value and drops it.
    fn check_bare(decoder: &mut Decoder<'a>, args: Args) {
        Self::decode_bare(decoder, args);
    }

    /// Decodes a boxed function call, `!X`. A type that can be any object does not accept a constructor here.
    #[doc(hidden)]
    fn decode_call(decoder: &mut Decoder<'a>, args: Args) -> Self {
        decoder.boxed(args)
    }

    /// Decodes `count` bare values. Numbers are decoded all at once.
    fn decode_bare_list(decoder: &mut Decoder<'a>, count: usize, args: Args) -> Vec<Self> {
        let mut list = Filling::new(count, decoder.capacity(count, size_of::<Self>()));
        while decoder.is_short_of(count, list.len()) {
            list.push(Self::decode_bare(decoder, args));
        }
        list.finish()
    }
}

/// A type that can be encoded. `Args` is as in [`Decode`], which also has an example of an impl.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded",
    label = "not encodable",
    note = "a `Vec`, or a type with parameters, needs a form: `codec::to_bytes_as`, or `encode_response` for an answer",
    note = "a type of yours needs `#[derive(TlObject)]`, without `decode_only`; a field of another type needs `with`",
    note = "a generated type needs a role that encodes it (`--role`, `Builder::role`), and no `--no-binary` (in a build \
            script `binary(false)`)"
)]
pub trait Encode<Args: Copy = ()>: Declared {
    /// For a single constructor, encodes what follows its id; for a type of several constructors,
    /// encodes the id, too.
    ///
    /// Every hand-written impl needs this method. Only generated code can leave it out, if it encodes the
    /// id together with the first fields.
    ///
    /// ```compile_fail,E0080
    /// # use tl_runtime::codec::{Declared, HasId, Head};
    /// # struct Empty;
    /// # impl Declared for Empty {
    /// #     type Kind = HasId;
    /// #     const HEAD: Head = Head::constructor(1, "empty", "empty#00000001 = Empty");
    /// # }
    /// impl tl_runtime::Encode for Empty {}
    ///
    /// let bytes = tl_runtime::to_bytes(&Empty); // fails to compile
    /// ```
    fn encode_bare(&self, encoder: &mut Encoder, args: Args) {
        const {
            assert!(
                Self::HEAD.is_in_run(),
                "an impl of `Encode` needs the method `encode_bare`"
            );
        }
        encoder.without_id(self, args);
    }

    /// Encodes the boxed form. Not called for a type of several constructors, whose two forms are the same.
    #[doc(hidden)]
    #[inline]
    fn encode_boxed(&self, encoder: &mut Encoder, args: Args) {
        if const { Self::HEAD.id().is_some() } {
            encoder.id(const { Self::HEAD.id_or_zero() });
        }
        self.encode_bare(encoder, args);
    }

    /// Encodes bare values one after the other. Numbers are encoded all at once.
    fn encode_bare_list(list: &[Self], encoder: &mut Encoder, args: Args) {
        let mut rest = list;
        while let [value, tail @ ..] = rest {
            value.encode_bare(encoder, args);
            rest = tail;
        }
    }
}

/// A function for clients: a call, and the form of its answer.
///
/// Decoding an answer needs the call: one function returns a `Vector<User>`, another a
/// `Vector<user>`, and in Rust both are `Vec<User>`. [`Serve`] is the trait for servers.
///
/// ```
/// use tl_runtime::Function;
///
/// fn invoke<F: Function>(
///     call: &F,
///     exchange: impl Fn(&[u8]) -> Vec<u8>,
/// ) -> Result<F::Response, Box<dyn core::error::Error>> {
///     let answer = exchange(&tl_runtime::to_bytes(call)?);
///     Ok(call.decode_response(&answer)?)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that can be called",
    label = "not callable",
    note = "a function with `#[derive(TlObject)]` is callable with `response`, but not with `decode_only`; \
            with `function`, it is callable only if its answer is the answer to the call in a field",
    note = "a generated function is callable, but not with `--role server` or `--no-binary`; `JsonFunction` is for JSON"
)]
pub trait Function: Identify + Encode {
    /// The type of the answer: for `= photos.Photo` the Rust type of `photos.Photo`.
    type Response;

    /// The form of the answer, as a [codec](crate::codec): `Boxed` for `= photos.Photo`,
    /// `VectorOf<Bare>` for `= Vector<int>`.
    type Form: Form<Self::Response>;

    /// The documented errors of the function: codes, and names in which `%d` stands for a number,
    /// such as `(420, "FLOOD_WAIT_%d")`. Code that was generated without `--rpc-errors` has none.
    const ERRORS: &'static [(i32, &'static str)] = &[];

    /// Whether generated code records error paths, so that the path of an error in an answer may begin
    /// with an index.
    #[doc(hidden)]
    const ERROR_PATHS: bool = false;

    /// Returns the form of the answer to this call. The form may depend on the call's fields: for
    /// `getNumbers n:# = Tuple int n` it is `TupleOf(self.n, Bare)`.
    ///
    /// An impl needs this method unless the form is `Boxed`.
    ///
    /// ```compile_fail,E0080
    /// # use tl_runtime::codec::{Bare, Declared, Encoder, HasId, Head, VectorOf};
    /// # struct GetNumbers;
    /// # impl Declared for GetNumbers {
    /// #     type Kind = HasId;
    /// #     const HEAD: Head = Head::constructor(1, "getNumbers", "getNumbers#00000001 = Vector int");
    /// # }
    /// # impl tl_runtime::Encode for GetNumbers {
    /// #     fn encode_bare(&self, _: &mut Encoder, (): ()) {}
    /// # }
    /// impl tl_runtime::Function for GetNumbers {
    ///     type Response = Vec<i32>;
    ///     type Form = VectorOf<Bare>;
    /// }
    ///
    /// # use tl_runtime::Function;
    /// let form = GetNumbers.decode_form(); // fails to compile
    /// ```
    #[inline]
    fn decode_form(&self) -> Self::Form {
        const {
            match <Self::Form as DecodeAs<'static, Self::Response>>::BOXED {
                Some(boxed) => boxed,
                None => panic!("an impl of `Function` needs the method `decode_form`"),
            }
        }
    }

    /// Decodes the answer to this call, which takes the whole input.
    ///
    /// [`DecodeOptions::decode_response`] does so with other options, among them a registry for
    /// answers of any type (`= Object`).
    ///
    /// # Errors
    /// If the input is not such an answer, or more bytes follow.
    #[inline]
    fn decode_response(&self, bytes: &[u8]) -> Result<Self::Response, DecodeError> {
        DecodeOptions::new().decode_response(self, bytes)
    }
}

/// A function for servers: how to encode the answer to a call.
///
/// Encoding an answer needs the call, as decoding does: see [`Function`]. To require both traits,
/// use the bound [`TwoWay`].
///
/// ```
/// use tl_runtime::{EncodeError, Serve};
///
/// fn serve<F: Serve>(
///     call: &F,
///     handle: impl Fn(&F) -> F::Response,
/// ) -> Result<Vec<u8>, EncodeError> {
///     call.encode_response(&handle(call))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that can be answered",
    label = "not answerable",
    note = "a function with `#[derive(TlObject)]` is answerable with `response`, but not with `encode_only`",
    note = "a generated function is answerable with `--role server`, `--role both` or `--registry`, but not with \
            `--no-binary`; `JsonServe` is for JSON"
)]
pub trait Serve: Identify {
    /// The answer, as in [`Function::Response`].
    type Response;

    /// Returns the form of the answer to this call, as [`Function::decode_form`] does.
    fn encode_form(&self) -> impl EncodeAs<Self::Response>;

    /// Encodes an answer to this call.
    ///
    /// [`append_response_to`](crate::codec::append_response_to) appends them to a buffer.
    ///
    /// # Errors
    /// The same as for [`to_bytes`](crate::to_bytes), and if the answer does not fit the call: for
    /// `getNumbers n:# = Tuple int n`, a list whose length is not `n`.
    #[inline]
    fn encode_response(&self, answer: &Self::Response) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = Vec::with_capacity(FIRST_CAPACITY);
        append_response_to(&mut bytes, self, answer)?;
        Ok(bytes)
    }
}

/// A function for both sides: [`Function`] and [`Serve`] with one type of answer.
///
/// With `F: Function + Serve`, `F::Response` is ambiguous. With `F: TwoWay`, the answer is
/// `F::Answer`.
///
/// ```
/// use tl_runtime::TwoWay;
///
/// /// Calls a handler as if there were a network between.
/// fn loopback<F: TwoWay>(
///     call: &F,
///     handle: impl Fn(&F) -> F::Answer,
/// ) -> Result<F::Answer, Box<dyn core::error::Error>> {
///     let bytes = call.encode_response(&handle(call))?;
///     Ok(call.decode_response(&bytes)?)
/// }
/// ```
pub trait TwoWay: Function<Response = Self::Answer> + Serve<Response = Self::Answer> {
    /// The answer: [`Function::Response`], which is [`Serve::Response`].
    type Answer;
}

impl<F: Function<Response = A> + Serve<Response = A>, A> TwoWay for F {
    type Answer = A;
}
