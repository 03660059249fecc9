//! Options of decoding, and the decoding of whole values with them.

use crate::DecodeError;
use crate::codec::{DecodeAs, Decoder, Measure};
use crate::nesting::MAX_DEPTH;
use crate::traits::{Decode, Function, Identify};
use crate::value::Registry;
use crate::views::FunctionView;

/// The default limit of memory for each byte of input, in bytes. Of real values, long lists whose elements
/// are nothing but an id take the most: up to 12 bytes for each byte.
const FOR_EACH_BYTE: u8 = 32;

/// The default limit of memory apart from the input, in bytes. It suffices for a list of 14,000 structs
/// that take 768 bytes in memory and 4 on the wire.
const FOR_ALL: usize = 16 << 20;

/// Options for decoding: what is accepted, and how much memory and stack it may take.
///
/// ```
/// use tl_runtime::DecodeOptions;
///
/// let not_utf8 = b"\x24\x6e\x28\xb5\x01\xff\0\0";
/// assert_eq!(DecodeOptions::new().decode::<String>(not_utf8)?, "\u{fffd}");
/// assert!(DecodeOptions::new().strict(true).decode::<String>(not_utf8).is_err());
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct DecodeOptions<'n> {
    pub(crate) max_depth: u32,
    pub(crate) max_empty: u32,
    /// The limit of memory, in bytes, to which `memory_for_each_byte` adds some for each byte of input.
    pub(crate) max_memory: usize,
    pub(crate) memory_for_each_byte: u8,
    pub(crate) strict: bool,
    pub(crate) registry: Option<&'static Registry>,
    pub(crate) newer: Option<&'n dyn Measure>,
}

impl<'n> DecodeOptions<'n> {
    /// Returns the default options.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self {
            max_depth: MAX_DEPTH,
            max_empty: 65_536,
            max_memory: FOR_ALL,
            memory_for_each_byte: FOR_EACH_BYTE,
            strict: false,
            registry: None,
            newer: None,
        }
    }

    /// Limits how deeply values may be nested in boxes, lists and objects. The default is 128, which takes
    /// less than 1 MiB of stack with any type of Telegram's API in a build without optimization.
    #[must_use]
    pub const fn max_depth(mut self, max_depth: u32) -> Self {
        self.max_depth = max_depth;
        self
    }

    /// Returns how deeply values may be nested.
    #[must_use]
    pub const fn depth_limit(&self) -> u32 {
        self.max_depth
    }

    /// Limits how many elements that take no bytes (`Vector<true>`) all lists and arrays of a value may have
    /// together. The default is 65,536. Lists of other elements are limited by the input. In a list with elements
    /// of both kinds, each 4 bytes count as one element that takes bytes.
    #[must_use]
    pub const fn max_empty(mut self, max_empty: u32) -> Self {
        self.max_empty = max_empty;
        self
    }

    /// Limits how many bytes of memory a value may take in lists, boxes and strings. The default is
    /// 16 MiB, plus 32 bytes for each byte of input; [`memory_for`](Self::memory_for) computes the sum.
    /// The length of the input alone is not a limit: an element of a list may take 4 bytes on the wire
    /// and several hundred in memory.
    ///
    /// ```
    /// use tl_runtime::DecodeOptions;
    ///
    /// // `Vector<int>` of three numbers.
    /// let list = b"\x03\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0";
    /// let decode = |max_memory| {
    ///     let options = DecodeOptions::new().max_memory(max_memory);
    ///     let mut decoder = tl_runtime::codec::Decoder::with_options(list, options);
    ///     let list = decoder.list::<i32, _>(tl_runtime::codec::Bare);
    ///     decoder.finish().map(|_| list)
    /// };
    /// assert_eq!(decode(12)?, [1, 2, 3]);
    /// assert_eq!(
    ///     decode(11).unwrap_err().to_string(),
    ///     "at byte 0: this takes 12 bytes of memory, and the limit leaves 11"
    /// );
    /// # Ok::<(), tl_runtime::DecodeError>(())
    /// ```
    ///
    /// The limit holds at every moment while the value is decoded. It does not include the outermost
    /// struct, the overhead of the allocator, or the bytes of [unknown constructors](crate::value::Unknown),
    /// which together are at most as long as the input.
    #[must_use]
    pub const fn max_memory(mut self, bytes: usize) -> Self {
        self.max_memory = bytes;
        self.memory_for_each_byte = 0;
        self
    }

    /// Sets whether to accept only the canonical form: zeros as padding, the shortest form of each length,
    /// no unused bits in masks, and valid UTF-8. By default, deviations are accepted, as other
    /// implementations do, and invalid UTF-8 in a string is replaced by U+FFFD.
    #[must_use]
    pub const fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Returns whether only the canonical form is accepted.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.strict
    }

    /// Sets the registry in which `Object`, `Function` and `!X` look up constructors and functions. Without
    /// a registry, such a value is an error.
    #[must_use]
    pub const fn registry(mut self, registry: &'static Registry) -> Self {
        self.registry = Some(registry);
        self
    }

    /// Sets a newer schema than the one of the generated code. Enums that keep unknown constructors
    /// (`--unknown`) use the newer schema to find the end of such a constructor; without it, nothing can
    /// follow an unknown constructor. A `Codec` of the crate `tl-dynamic` is such a schema.
    #[must_use]
    pub const fn newer(mut self, schema: &'n dyn Measure) -> Self {
        self.newer = Some(schema);
        self
    }

    /// Decodes a boxed value, with its id, that takes the whole input.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    #[inline(always)]
    pub fn decode<'a, T: Decode<'a>>(self, bytes: &'a [u8]) -> Result<T, DecodeError>
    where
        'n: 'a,
    {
        self.decode_all(bytes, |decoder| decoder.boxed(()))
    }

    /// Decodes a bare value, without its id, that takes the whole input.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    ///
    /// ```
    /// use tl_runtime::DecodeOptions;
    ///
    /// assert_eq!(DecodeOptions::new().decode_bare::<i32>(b"\x05\0\0\0")?, 5);
    /// # Ok::<(), tl_runtime::DecodeError>(())
    /// ```
    #[inline]
    pub fn decode_bare<'a, T: Decode<'a> + Identify>(
        self,
        bytes: &'a [u8],
    ) -> Result<T, DecodeError>
    where
        'n: 'a,
    {
        self.decode_all(bytes, |decoder| T::decode_bare(decoder, ()))
    }

    /// Decodes a value that takes the whole input, in the form given by a [codec](crate::codec). Lists and
    /// values of a type with parameters need a codec, since their Rust type does not say in which form
    /// their parts are.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    ///
    /// ```
    /// use tl_runtime::DecodeOptions;
    /// use tl_runtime::codec::{self, Bare, VectorOf};
    ///
    /// // A `Vector<string>`.
    /// let bytes = codec::to_bytes_as(VectorOf(Bare), &vec!["a", "b"])?;
    /// let words: Vec<&str> = DecodeOptions::new().decode_as(VectorOf(Bare), &bytes)?;
    /// assert_eq!(words, ["a", "b"]);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[inline]
    pub fn decode_as<'a, T>(
        self,
        form: impl DecodeAs<'a, T>,
        bytes: &'a [u8],
    ) -> Result<T, DecodeError>
    where
        'n: 'a,
    {
        self.decode_all(bytes, |decoder| form.decode(decoder))
    }

    /// Decodes a boxed value from the start of the input, and returns the rest.
    ///
    /// # Errors
    /// If the input does not begin with such a value.
    ///
    /// ```
    /// use tl_runtime::DecodeOptions;
    ///
    /// let mut bytes = tl_runtime::to_bytes(&5_i32)?;
    /// tl_runtime::codec::append_to(&mut bytes, &true)?;
    /// let (number, rest) = DecodeOptions::new().decode_prefix::<i32>(&bytes)?;
    /// assert_eq!(number, 5);
    /// assert!(tl_runtime::from_bytes::<bool>(rest)?);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[inline]
    pub fn decode_prefix<'a, T: Decode<'a>>(
        self,
        bytes: &'a [u8],
    ) -> Result<(T, &'a [u8]), DecodeError>
    where
        'n: 'a,
    {
        let mut rest: &[u8] = &[];
        let value = self.decode_with(
            bytes,
            |decoder| decoder.boxed(()),
            |decoder| rest = decoder.rest(),
        )?;
        Ok((value, rest))
    }

    /// Decodes a boxed value that takes the whole input. Its fields of type `Bytes` share the input.
    ///
    /// # Errors
    /// If the input is not such a value, or more bytes follow.
    #[cfg(feature = "bytes")]
    pub fn decode_shared<'a, T: Decode<'a>>(self, bytes: &'a bytes::Bytes) -> Result<T, DecodeError>
    where
        'n: 'a,
    {
        self.decode_all(bytes, |decoder| {
            decoder.share(bytes);
            decoder.boxed(())
        })
    }

    /// Decodes the answer to `call`, which takes the whole input. An answer of any type (`= Object`), or
    /// with a field of any type, needs a [registry](Self::registry).
    ///
    /// # Errors
    /// If the input is not such an answer, or more bytes follow.
    #[inline]
    pub fn decode_response<F: Function>(
        self,
        call: &F,
        bytes: &[u8],
    ) -> Result<F::Response, DecodeError> {
        self.decode_as(call.decode_form(), bytes)
            .map_err(|error| error.in_answer(F::ERROR_PATHS))
    }

    /// Decodes the answer to `call`, which takes the whole input, as a view.
    ///
    /// # Errors
    /// If the input is not such an answer, or more bytes follow.
    pub fn view_response<'a, F: FunctionView>(
        self,
        call: &F,
        bytes: &'a [u8],
    ) -> Result<F::View<'a>, DecodeError>
    where
        'n: 'a,
    {
        self.decode_as(call.decode_form(), bytes)
            .map_err(|error| error.in_answer(F::ERROR_PATHS))
    }

    /// Decodes with `decode`, and fails if bytes are left.
    #[inline(always)]
    fn decode_all<'a, T>(
        self,
        bytes: &'a [u8],
        decode: impl Fn(&mut Decoder<'a>) -> T,
    ) -> Result<T, DecodeError>
    where
        'n: 'a,
    {
        self.decode_with(bytes, decode, Decoder::demand_end)
    }

    /// Decodes with `decode`, and then calls `end`, which may fail, too.
    #[inline(always)]
    fn decode_with<'a, T>(
        self,
        bytes: &'a [u8],
        decode: impl Fn(&mut Decoder<'a>) -> T,
        end: impl FnOnce(&mut Decoder<'a>),
    ) -> Result<T, DecodeError>
    where
        'n: 'a,
    {
        let mut decoder = Decoder::with_options(bytes, self);
        // The value is built in the place that it is returned in: copying what was just written in smaller
        // pieces takes as long as everything else in a small request.
        let mut decoded = Ok(decode(&mut decoder));
        end(&mut decoder);
        if decoder.failed() {
            let again = |decoder: &mut Decoder<'a>| drop(decode(decoder));
            if let Some(failure) = decoder.whole_failure(bytes, &again) {
                decoded = Err(failure);
            }
        }
        decoded
    }
}

impl Default for DecodeOptions<'_> {
    fn default() -> Self {
        Self::new()
    }
}
