//! The decoder: from bytes to values.

use alloc::boxed::Box;

use super::{DecodeAs, DecodeErrorKind, Measure};
use crate::DecodeError;
use crate::kind::Known;
use crate::nesting::Nesting;
use crate::options::DecodeOptions;
use crate::path::{Newer, Step};
use crate::traits::{Decode, Identify};
use crate::value::{Entry, Registry};

/// A decoder of values from bytes.
///
/// The decoder records the first failure. After it, the input counts as empty: numbers are 0, and strings
/// and lists are empty. So the code of a type does not check for failures; [`finish`](Self::finish)
/// returns the failure at the end.
///
/// The exception is a loop over a count that was decoded: after a failure it would go on, up to 2^32 times.
/// [`list`](Self::list), [`vector`](Self::vector) and [`tuple`](Self::tuple) decode a whole list, also for a map or
/// another collection that is made of it. A loop of your own takes the count from [`count`](Self::count), and stops
/// if the decoder has [`failed`](Self::failed).
///
/// ```
/// use tl_runtime::codec::Decoder;
///
/// let mut decoder = Decoder::new(b"\x05\0\0\0\x02ab\0");
/// assert_eq!((decoder.int(), decoder.string()), (5, "ab".to_owned()));
/// // There is nothing left.
/// assert_eq!(decoder.long(), 0);
/// let error = decoder.finish().unwrap_err();
/// assert_eq!(error.to_string(), "at byte 8: expected 8 more bytes, found 0");
/// ```
#[derive(Debug)]
pub struct Decoder<'a> {
    input: &'a [u8],
    length: usize,
    nesting: Nesting,
    /// How many more elements that take no bytes the lists may have.
    pub(crate) empty: u32,
    /// How many more bytes of memory may be taken.
    pub(crate) memory: usize,
    /// Whether `memory` includes what is allowed for the input.
    allowed: bool,
    options: DecodeOptions<'a>,
    failure: Option<Box<DecodeError>>,
    /// The failure to record if anything follows the unknown constructor that took the rest of the input.
    unfollowed: Option<Box<DecodeError>>,
    /// Whether an unknown constructor is a failure if no newer schema tells where it ends.
    pub(crate) refuses_unknown: bool,
    /// Whether the failure is that something follows an unknown constructor.
    pub(crate) followed: bool,
    /// Whether the input has been checked, and is decoded again.
    checked: bool,
    /// Whether the values are checked, and decoded later, by a decoder without a newer schema.
    later: bool,
    /// The shared buffer that contains the input, if it is shared.
    #[cfg(feature = "bytes")]
    source: Option<&'a bytes::Bytes>,
}

impl<'a> Decoder<'a> {
    /// Creates a decoder of `input` with the default options.
    #[must_use]
    #[inline]
    pub fn new(input: &'a [u8]) -> Self {
        Self::with_options(input, DecodeOptions::default())
    }

    /// Creates a decoder of `input` with these options.
    #[must_use]
    #[inline]
    pub fn with_options(input: &'a [u8], options: DecodeOptions<'a>) -> Self {
        Self {
            input,
            length: input.len(),
            nesting: Nesting::new(options.max_depth),
            empty: options.max_empty,
            memory: options.max_memory,
            allowed: false,
            options,
            checked: false,
            later: false,
            failure: None,
            unfollowed: None,
            refuses_unknown: false,
            followed: false,
            #[cfg(feature = "bytes")]
            source: None,
        }
    }

    /// Creates a decoder of bytes that have been checked. It cannot fail because of a limit.
    #[inline]
    pub(crate) fn of_checked(input: &'a [u8], registry: Option<&'static Registry>) -> Self {
        let mut options = DecodeOptions::new()
            .max_depth(u32::MAX)
            .max_empty(u32::MAX)
            .max_memory(usize::MAX);
        options.registry = registry;
        let mut decoder = Self::with_options(input, options);
        decoder.checked = true;
        decoder
    }

    /// Sets the shared buffer that contains the input.
    #[cfg(feature = "bytes")]
    pub(crate) fn share(&mut self, source: &'a bytes::Bytes) {
        self.source = Some(source);
    }

    /// Returns the shared buffer that contains the input.
    #[cfg(feature = "bytes")]
    pub(crate) fn source(&self) -> Option<&'a bytes::Bytes> {
        self.source
    }

    /// Whether the input has been checked, and is decoded again.
    pub(crate) fn is_checked(&self) -> bool {
        self.checked
    }

    /// Returns the options.
    #[must_use]
    #[inline]
    pub fn options(&self) -> &DecodeOptions<'a> {
        &self.options
    }

    /// Returns the bytes that are left; none after a failure.
    #[must_use]
    #[inline]
    pub fn rest(&self) -> &'a [u8] {
        self.input
    }

    /// Returns how many bytes have been decoded.
    #[must_use]
    #[inline]
    pub fn offset(&self) -> usize {
        self.length - self.input.len()
    }

    /// Whether there was a failure.
    #[must_use]
    #[inline]
    pub fn failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Returns the bytes that are left, unless there was a failure.
    ///
    /// # Errors
    /// The first failure.
    #[inline]
    pub fn finish(self) -> Result<&'a [u8], DecodeError> {
        match self.failure {
            Some(failure) => Err(*failure),
            None => Ok(self.input),
        }
    }

    /// Returns the failure, if there was one. If the failure is that something follows an unknown constructor,
    /// `bytes` are decoded again to find the path to that constructor.
    #[cold]
    pub(crate) fn whole_failure(
        &mut self,
        bytes: &'a [u8],
        decode: &dyn Fn(&mut Decoder<'a>),
    ) -> Option<DecodeError> {
        let first = self.failure.take();
        if self.followed {
            *self = Self::with_options(bytes, self.options);
            self.refuses_unknown = true;
            decode(self);
            let unknown = first.iter().find_map(|first| first.steps.first());
            if let (Some(failure), Some(unknown)) = (&mut self.failure, unknown) {
                failure.steps.insert(0, *unknown);
            }
        }
        // A hand-written impl may decode something else the second time.
        self.failure.take().or(first).map(|failure| *failure)
    }

    /// Fails if there is input left.
    #[inline]
    pub(crate) fn demand_end(&mut self) {
        if !self.input.is_empty() {
            self.refuse_rest();
        }
    }

    #[cold]
    fn refuse_rest(&mut self) {
        let left = self.input.len();
        self.fail(DecodeErrorKind::TrailingBytes { left });
    }

    /// Records a failure at the current offset, unless there was one before, and drops the rest
    /// of the input.
    #[cold]
    pub fn fail(&mut self, kind: DecodeErrorKind) {
        self.fail_at(self.offset(), kind);
    }

    /// Records a failure at `offset`, in bytes from the start of the input, unless there was one before,
    /// and drops the rest of the input.
    #[cold]
    pub fn fail_at(&mut self, offset: usize, kind: DecodeErrorKind) {
        if self.failure.is_none() {
            // Only a value that needs more input follows the unknown constructor.
            let needs_more = matches!(
                kind,
                DecodeErrorKind::UnexpectedEnd { .. } | DecodeErrorKind::Count { .. }
            );
            let unfollowed = self.unfollowed.take_if(|_| needs_more);
            self.followed = unfollowed.is_some();
            let failure = || Box::new(DecodeError::new(kind, offset));
            self.failure = Some(unfollowed.unwrap_or_else(failure));
        }
        self.input = &[];
    }

    /// Records the name of what was being decoded when a failure happened, unless there was one before it began.
    // Not `extern "C"`: in a dev build, where this is not inline, the generated crate then has the code to drop
    // what is decoded, and all crates that use it share that code, instead of compiling it again each time.
    #[inline]
    pub(crate) fn end(&mut self, failed_before: bool, name: &'static str) {
        if self.failure.is_some() && !failed_before {
            self.name_failure(name);
        }
    }

    /// Records the name of what was being decoded at the first failure, unless it has an inner name already.
    #[cold]
    extern "C" fn name_failure(&mut self, name: &'static str) {
        if let Some(failure) = &mut self.failure {
            failure.reading.get_or_insert(name);
        }
    }

    /// Adds a step to the path of the failure, if there was one: the innermost step comes first.
    #[inline]
    pub(crate) fn step(&mut self, step: Step) {
        if self.failure.is_some() {
            self.add_step(step);
        }
    }

    #[cold]
    extern "C" fn add_step(&mut self, step: Step) {
        match &mut self.failure {
            // This path leads to what follows, not to the unknown constructor.
            Some(_) if self.followed => {}
            Some(failure) => failure.steps.push(step),
            None => {}
        }
    }

    /// Lets an unknown constructor take the rest of the input. It is a failure if anything follows.
    #[cold]
    pub(crate) fn take_unknown(&mut self, id: u32, of: &'static str) {
        if self.refuses_unknown {
            return self.unexpected_id(id);
        }
        // Every value is made of whole words. A variant for others takes the rest without this check, by `take_rest`,
        // which impls by hand call for bytes that are not TL.
        let left = self.input.len() % 4;
        if self.options.strict && left > 0 {
            let kind = DecodeErrorKind::UnexpectedEnd { needed: 4, left };
            return self.fail_at(self.length - left, kind);
        }
        let kind = DecodeErrorKind::UnexpectedId {
            found: id,
            expected: None,
        };
        let mut error = DecodeError::new(kind, self.offset().saturating_sub(4));
        error.reading = Some(of);
        error.found = self.known(id);
        let newer = match (self.options.newer.is_some(), self.later) {
            (false, _) => Newer::Absent,
            (true, true) => Newer::Unused,
            (true, false) => Newer::Silent,
        };
        error.steps.push(Step::Unknown(newer));
        self.unfollowed = Some(Box::new(error));
        self.input = &[];
    }

    /// Takes the next `N` bytes.
    #[inline]
    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        match self.input.split_first_chunk() {
            Some((bytes, rest)) => {
                self.input = rest;
                *bytes
            }
            None => {
                self.short(N);
                [0; N]
            }
        }
    }

    /// Takes the next `count` bytes as they are, for a hand-written `Decode` of a value that follows its
    /// length. It is a failure if fewer bytes are left.
    ///
    /// ```
    /// use tl_runtime::codec::Decoder;
    ///
    /// let mut decoder = Decoder::new(b"\x03\0\0\0abc\x05\0\0\0");
    /// let length = decoder.nat();
    /// assert_eq!(decoder.take(length as usize), b"abc");
    /// assert_eq!(decoder.int(), 5);
    /// # decoder.finish().unwrap();
    /// ```
    #[inline]
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        match self.whole(count) {
            Some(bytes) => bytes,
            None => {
                self.short(count);
                &[]
            }
        }
    }

    /// Takes the next `count` bytes, if there are that many.
    #[inline]
    pub(crate) fn whole(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.input.split_at_checked(count)?;
        self.input = rest;
        Some(bytes)
    }

    #[cold]
    pub(crate) extern "C" fn short(&mut self, needed: usize) {
        self.fail(DecodeErrorKind::UnexpectedEnd {
            needed,
            left: self.input.len(),
        });
    }

    /// Decodes an id.
    #[inline]
    pub extern "C" fn id(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    /// Decodes an id that must be `expected`.
    pub extern "C" fn expect_id(&mut self, expected: u32) {
        let found = self.id();
        if found != expected {
            self.wrong_id(found, Some(expected));
        }
    }

    /// Decodes the id of the constructor or function called `name`, which must be `expected`.
    #[inline]
    pub(crate) extern "C" fn expect_constructor(&mut self, expected: u32, name: &'static str) {
        let found = self.id();
        if found != expected {
            self.wrong_constructor(found, expected, name);
        }
    }

    #[cold]
    extern "C" fn wrong_constructor(&mut self, found: u32, expected: u32, name: &'static str) {
        let failed = self.failed();
        self.wrong_id(found, Some(expected));
        self.end(failed, name);
    }

    /// Records that the id that was just decoded is not the id of a known constructor.
    #[cold]
    pub extern "C" fn unexpected_id(&mut self, found: u32) {
        self.wrong_id(found, None);
    }

    #[cold]
    fn wrong_id(&mut self, found: u32, expected: Option<u32>) {
        let kind = DecodeErrorKind::UnexpectedId { found, expected };
        self.fail_at_id(kind, expected, found);
    }

    /// Records a failure at the id that was just decoded, with what the registry knows of the ids.
    #[cold]
    pub(crate) fn fail_at_id(&mut self, kind: DecodeErrorKind, expected: Option<u32>, found: u32) {
        if self.failed() {
            return;
        }
        self.fail_at(self.offset().saturating_sub(4), kind);
        let (expected, found) = (expected.and_then(|id| self.known(id)), self.known(found));
        match &mut self.failure {
            Some(failure) if !self.followed => {
                (failure.expected, failure.found) = (expected, found)
            }
            Some(_) | None => {}
        }
    }

    /// Looks up an id in the registry.
    fn known(&self, id: u32) -> Option<Known> {
        self.options.registry?.find(id).map(Entry::known)
    }

    /// Goes one level deeper: into a box, a list or an object. It is a failure if that level is too
    /// deep.
    pub extern "C" fn descend(&mut self) {
        if !self.nesting.descend() {
            self.fail(DecodeErrorKind::TooDeep);
        }
    }

    /// Goes back up one level, after [`descend`](Self::descend).
    pub extern "C" fn ascend(&mut self) {
        self.nesting.ascend();
    }

    /// Goes back up to the top, where the next value of a stream begins.
    pub(crate) fn begin_value(&mut self) {
        self.nesting = Nesting::new(self.options.max_depth);
    }

    /// Decodes a boxed value, `Photo`, of a type with these arguments.
    pub extern "C" fn boxed<T: Decode<'a, A>, A: Copy>(&mut self, args: A) -> T {
        let failed = self.failed();
        if const { T::HEAD.id().is_some() } {
            self.expect_constructor(const { T::HEAD.id_or_zero() }, const { T::HEAD.name() });
        }
        let value = T::decode_bare(self, args);
        self.end(failed, const { T::HEAD.name() });
        value
    }

    /// Skips a boxed value, with the same failures as decoding it.
    pub extern "C" fn check_boxed<T: Decode<'a, A>, A: Copy>(&mut self, args: A) {
        let failed = self.failed();
        if const { T::HEAD.id().is_some() } {
            self.expect_constructor(const { T::HEAD.id_or_zero() }, const { T::HEAD.name() });
        }
        T::check_bare(self, args);
        self.end(failed, const { T::HEAD.name() });
    }

    /// Skips a bare value, with the same failures as decoding it.
    pub extern "C" fn check_bare<T: Decode<'a, A>, A: Copy>(&mut self, args: A) {
        T::check_bare(self, args);
    }

    /// Skips a value in the form given by a codec, with the same failures as decoding it.
    pub extern "C" fn check<T, C: DecodeAs<'a, T>>(&mut self, codec: C) {
        codec.check(self);
    }

    /// Decodes the value of a field. If this fails, the error names the field.
    ///
    /// Generated code calls this method if errors have a path.
    pub extern "C" fn field<T>(&mut self, name: &'static str, value: impl DecodeAs<'a, T>) -> T {
        let failed = self.failed();
        let value = value.decode(self);
        if !failed {
            self.step(Step::Field(name));
        }
        value
    }

    /// The same as [`field`](Self::field), for a masked field, which is decoded only if it is `present`.
    pub extern "C" fn optional_field<T>(
        &mut self,
        name: &'static str,
        present: bool,
        value: impl DecodeAs<'a, T>,
    ) -> Option<T> {
        present.then(|| self.field(name, value))
    }

    /// Skips the value of a field. If this fails, the error names the field.
    ///
    /// Generated code calls this method if errors have a path.
    pub extern "C" fn check_field<T, C: DecodeAs<'a, T>>(&mut self, name: &'static str, value: C) {
        let failed = self.failed();
        value.check(self);
        if !failed {
            self.step(Step::Field(name));
        }
    }

    /// Checks a value that will be decoded later, by a decoder without a newer schema, so the check does not use
    /// one either. Returns the bytes of the value, unless there was a failure.
    pub(crate) fn for_later(&mut self, check: impl FnOnce(&mut Self)) -> Option<&'a [u8]> {
        let before = self.rest();
        self.as_later(check);
        let taken = before.len() - self.rest().len();
        match before.get(..taken) {
            Some(bytes) if !self.failed() => Some(bytes),
            Some(_) | None => None,
        }
    }

    /// Checks what decoding would keep for later, without a newer schema, too.
    #[inline]
    pub(crate) fn as_later(&mut self, check: impl FnOnce(&mut Self)) {
        let later = core::mem::replace(&mut self.later, true);
        check(self);
        self.later = later;
    }

    /// Returns the newer schema, unless values are decoded later, when there is none.
    pub(crate) fn newer(&self) -> Option<&'a dyn Measure> {
        self.options.newer.filter(|_| !self.later)
    }

    /// Skips neighbouring values of these sizes, in bytes.
    #[inline]
    pub fn skip<const N: usize>(&mut self, sizes: [usize; N]) {
        let whole = sizes
            .iter()
            .fold(0, |sum: usize, size| sum.saturating_add(*size));
        match self.input.split_at_checked(whole) {
            Some((_, rest)) => self.input = rest,
            None => self.skip_in_turn(&sizes),
        }
    }

    /// Fails at the first value that the input is too short for.
    #[cold]
    fn skip_in_turn(&mut self, sizes: &[usize]) {
        for size in sizes {
            self.take(*size);
        }
    }

    /// Decodes a bare value, `photo` or `%Photo`, of a type with these arguments.
    pub extern "C" fn bare<T: Decode<'a, A> + Identify, A: Copy>(&mut self, args: A) -> T {
        T::decode_bare(self, args)
    }

    /// Returns for how many elements, of `size` bytes each in memory, a list of `count` elements reserves
    /// memory at first. Nested lists together reserve not much more memory than the input has bytes,
    /// whatever their counts are. A list that needs more memory about doubles it, until it has room for exactly
    /// `count`.
    #[must_use]
    pub extern "C" fn capacity(&self, count: usize, size: usize) -> usize {
        let bytes = self.input.len() / self.nesting.depth().max(1) as usize;
        let most = (bytes / size.max(1)).max(4);
        let mut capacity = count;
        while capacity > most {
            capacity = capacity.div_ceil(2);
        }
        capacity
    }

    /// Whether the first [`capacity`](Self::capacity) will be enough for all `count` elements of a list, which
    /// take `whole` bytes together. The list is one level below the current one.
    pub(crate) fn has_capacity(&self, count: usize, whole: usize) -> bool {
        let depth = self.nesting.depth() as usize + 1;
        count <= 4 || whole.saturating_mul(depth) <= self.input.len()
    }

    /// Returns how much memory is allowed for this input, in addition to `max_memory`. Returns `None` when it is
    /// called again.
    pub(crate) fn allowed_for_input(&mut self) -> Option<usize> {
        let asked = core::mem::replace(&mut self.allowed, true);
        let each = usize::from(self.options.memory_for_each_byte);
        (!asked).then(|| self.length.saturating_mul(each))
    }

    /// Decodes an element of an array. If this fails, the path of the error has its index.
    #[inline]
    pub(crate) fn element<T>(&mut self, index: usize, decode: impl FnOnce(&mut Self) -> T) -> T {
        let failed = self.failed();
        let value = decode(self);
        if !failed {
            self.step(Step::Index(index));
        }
        value
    }

    /// Whether there are more elements to decode after `done` of `count`.
    #[inline]
    pub(crate) fn is_short_of(&mut self, count: usize, done: usize) -> bool {
        if self.failed() {
            // If there was a failure before the list, or at its depth, no element has it.
            if let Some(index) = done.checked_sub(1) {
                self.add_step(Step::Index(index));
            }
            return false;
        }
        done < count
    }
}
