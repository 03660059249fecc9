//! Values that are checked and decoded in one pass, from front to back.

use alloc::vec::Vec;
use core::cell::{Cell, RefCell, RefMut};
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;

use crate::DecodeError;
use crate::codec::{Bare, Boxed, COUNT, Declared, DecodeAs, Decoder, Layout, ListOf, VectorOf};
use crate::options::DecodeOptions;
use crate::path::Step;
use crate::traits::Decode;

/// Bytes that are decoded once, from front to back. An element is checked and decoded when an iterator
/// reaches it.
///
/// [`read`](Self::read) returns the parts of a view. The lists at the end of the view are [`Elements`],
/// which are read one after the other, in the order of the wire. Nothing is checked in advance, and
/// nothing is decoded twice. Elements that the program does not read are only checked. At the end,
/// [`finish`](Self::finish) reports whether all of the input was valid.
///
/// ```
/// use tl_runtime::{DecodeError, Stream};
/// # use tl_runtime::codec::{Boxed, Declared, Head, NoId, VectorOf};
/// # use tl_runtime::views::{Elements, Streamed};
/// # mod views { pub struct Flags; }
/// # impl Declared for views::Flags { type Kind = NoId; const HEAD: Head = Head::Type("Flags"); }
/// # pub struct FlagsParts<'s, 'a> { flags: Elements<'s, 'a, bool, VectorOf<Boxed>> }
/// # impl<'a> Streamed<'a> for views::Flags {
/// #     type Parts<'s> = FlagsParts<'s, 'a> where 'a: 's;
/// #     fn read_bare<'s>(stream: &'s Stream<'a>) -> FlagsParts<'s, 'a> where 'a: 's {
/// #         FlagsParts { flags: stream.promise() }
/// #     }
/// # }
///
/// fn count(bytes: &[u8]) -> Result<usize, DecodeError> {
///     let stream = Stream::new(bytes);
///     let page = stream.read::<views::Flags>();
///     let set = page.flags.filter(|flag| *flag).count();
///     stream.finish()?;
///     Ok(set)
/// }
/// # let bytes = b"\x15\xc4\xb5\x1c\x02\0\0\0\xb5\x75\x72\x99\x37\x97\x79\xbc";
/// # assert_eq!(count(bytes)?, 1);
/// # assert!(count(&bytes[..12]).is_err());
/// # Ok::<(), DecodeError>(())
/// ```
#[must_use = "only `finish` tells whether the input was valid"]
pub struct Stream<'a> {
    decoder: RefCell<Decoder<'a>>,
    /// The lists that were promised, in order.
    lists: RefCell<Vec<Promised<'a>>>,
    /// The index of the list that is next, or being read.
    next: Cell<usize>,
    /// How many elements the list that is being read has, and how many of them have been read.
    read: Cell<Option<(usize, usize)>>,
    /// The offset of the first element of that list, if its elements may take no bytes.
    start: Cell<Option<usize>>,
    /// The name of the view that is being read, for errors.
    name: Cell<&'static str>,
}

/// How to skip a list that has not been read yet, or an element of it.
#[derive(Clone, Copy)]
struct Promised<'a> {
    /// The name of the field, if errors have a path.
    field: Option<&'static str>,
    list: fn(&mut Decoder<'a>),
    element: fn(&mut Decoder<'a>),
}

/// A view whose lists at the end can be read element by element, from a [`Stream`].
///
/// A generated view implements this trait if it ends with a list, and if it was selected itself or
/// is the answer to a function that was selected.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a stream",
    label = "not a view that ends with lists",
    note = "views can that `--views` (in a build script `views`) selects, or whose function it selects, \
            if they end with a list; decode another view by `from_bytes`"
)]
pub trait Streamed<'a>: Declared {
    /// The parts of the view: its fields, and the lists at its end as [`Elements`].
    type Parts<'s>
    where
        'a: 's;

    /// Reads the parts up to the last lists. For a single constructor, these follow its id; for a type of
    /// several constructors, the id is read, too.
    #[doc(hidden)]
    fn read_bare<'s>(stream: &'s Stream<'a>) -> Self::Parts<'s>
    where
        'a: 's;
}

/// A view whose large variants are boxed, but which a stream can decode at once: see [`Elements::opened`].
///
/// The generated view of a type of several constructors implements this trait if a list at the end
/// of a [`Streamed`] view has elements of that type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has nothing to open",
    label = "not a view with large variants in a `Lazy`",
    note = "the elements of this list are decoded at once already"
)]
pub trait Open<'a> {
    /// The same view, with the contents of the boxes decoded.
    type Opened: Decode<'a>;
}

impl<'a> Stream<'a> {
    /// Creates a stream of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::with_options(bytes, DecodeOptions::new())
    }

    /// Creates a stream of these bytes, with other options.
    pub fn with_options(bytes: &'a [u8], options: DecodeOptions<'a>) -> Self {
        Self {
            decoder: RefCell::new(Decoder::with_options(bytes, options)),
            lists: RefCell::new(Vec::new()),
            next: Cell::new(0),
            read: Cell::new(None),
            start: Cell::new(None),
            name: Cell::new(""),
        }
    }

    /// Reads the parts of a boxed value.
    ///
    /// The result does not tell whether there was a failure. Fields after a failure are zero or empty, and
    /// if the first id is unknown, an enum of parts is its first variant. So do not rely on what was read
    /// before [`finish`](Self::finish) has returned `Ok`.
    ///
    /// Further values may follow, like the messages of a container. Elements of the previous value that
    /// were not read are only checked. `max_depth` holds for each value; `max_memory` and `max_empty` hold for
    /// all of them together, whether the program keeps them or not, because their bytes are one input.
    pub fn read<T: Streamed<'a>>(&self) -> T::Parts<'_> {
        self.go_to(usize::MAX);
        self.decoder().begin_value();
        let name = const { T::HEAD.name() };
        self.name.set(name);
        if let Some(id) = const { T::HEAD.id() } {
            self.decoder().expect_constructor(id, name);
        }
        let parts = T::read_bare(self);
        self.decoder().end(false, name);
        parts
    }

    /// Checks the elements that were not read, to the end of the value.
    ///
    /// # Errors
    /// The first failure, with the same offset and names as if the view were decoded; also if more bytes
    /// follow.
    pub fn finish(self) -> Result<(), DecodeError> {
        self.go_to(usize::MAX);
        let mut decoder = self.decoder.into_inner();
        decoder.demand_end();
        decoder.finish().map(drop)
    }

    /// Returns the decoder, for the parts that are not lists.
    #[doc(hidden)]
    pub fn decoder(&self) -> RefMut<'_, Decoder<'a>> {
        self.decoder.borrow_mut()
    }

    /// Adds a list after those that were promised before.
    #[doc(hidden)]
    pub fn promise<T, L>(&self) -> Elements<'_, 'a, T, L>
    where
        L: ListForm<Element: DecodeAs<'a, T>>,
    {
        self.promise_field(None)
    }

    /// The same for a field whose name is recorded in errors.
    #[doc(hidden)]
    pub fn promise_field<T, L>(
        &self,
        field: impl Into<Option<&'static str>>,
    ) -> Elements<'_, 'a, T, L>
    where
        L: ListForm<Element: DecodeAs<'a, T>>,
    {
        let field = field.into();
        let mut lists = self.lists.borrow_mut();
        lists.push(Promised {
            field,
            list: |decoder| {
                let (count, place) = L::head(decoder);
                decoder.check_elements::<T, L::Element>(count, place, L::ELEMENT);
            },
            element: |decoder| DecodeAs::<T>::check(L::ELEMENT, decoder),
        });
        Elements {
            stream: self,
            number: lists.len() - 1,
            field,
            list: PhantomData,
            element: PhantomData,
        }
    }

    /// Records the place of a failure in a list.
    fn end(&self, failed: bool, field: Option<&'static str>, decoder: &mut Decoder<'_>) {
        if let Some(field) = field.filter(|_| !failed) {
            decoder.step(Step::Field(field));
        }
        decoder.end(false, self.name.get());
    }

    /// Skips what was not read of the lists before the one with this number.
    fn go_to(&self, number: usize) {
        let mut decoder = self.decoder.borrow_mut();
        while self.next.get() < number {
            let lists = self.lists.borrow();
            let Some(promised) = lists.get(self.next.get()) else {
                break;
            };
            let failed = decoder.failed();
            match self.read.take() {
                Some((count, mut done)) => {
                    while decoder.is_short_of(count, done) {
                        (promised.element)(&mut decoder);
                        done += 1;
                    }
                    self.end_elements(count, &mut decoder);
                }
                None => (promised.list)(&mut decoder),
            }
            self.end(failed, promised.field, &mut decoder);
            self.next.set(self.next.get() + 1);
        }
    }
}

impl Stream<'_> {
    /// Begins the next element of a list, if there is one.
    fn begin<L: ListForm>(
        &self,
        number: usize,
        field: Option<&'static str>,
        layout: Layout,
    ) -> Option<Element> {
        self.go_to(number);
        if self.next.get() != number {
            return None;
        }
        let mut decoder = self.decoder.borrow_mut();
        let failed = decoder.failed();
        let (count, done) = match self.read.get() {
            Some(read) => read,
            None => {
                let (count, place) = L::head(&mut decoder);
                let count = decoder.begin_elements(count, place, layout.min_size);
                if count > 0 {
                    let start = (layout.min_size == 0).then(|| decoder.offset());
                    self.start.set(start);
                    decoder.descend();
                }
                (count, 0)
            }
        };
        let element = Element {
            failed,
            count,
            done,
        };
        if done < count && !decoder.failed() {
            return Some(element);
        }
        self.end_list(&element, number, field, &mut decoder);
        None
    }

    /// Ends an element, and returns whether it is complete.
    fn end_element(&self, element: Element, number: usize, field: Option<&'static str>) -> bool {
        let mut decoder = self.decoder.borrow_mut();
        if decoder.is_short_of(element.count, element.done + 1) {
            self.read.set(Some((element.count, element.done + 1)));
            return true;
        }
        self.end_list(&element, number, field, &mut decoder);
        !decoder.failed()
    }

    fn end_list(
        &self,
        element: &Element,
        number: usize,
        field: Option<&'static str>,
        decoder: &mut Decoder<'_>,
    ) {
        self.read.set(None);
        self.next.set(number + 1);
        if element.count > 0 {
            self.end_elements(element.count, decoder);
        }
        self.end(element.failed, field, decoder);
    }

    /// Ends the `count` elements of a list, which are one level deeper.
    fn end_elements(&self, count: usize, decoder: &mut Decoder<'_>) {
        decoder.ascend();
        if let Some(start) = self.start.take() {
            decoder.end_elements(count, start.saturating_sub(COUNT), start);
        }
    }
}

/// An element that is being read.
struct Element {
    /// Whether there was a failure before.
    failed: bool,
    /// How many elements the list has, and how many of them were read before this one.
    count: usize,
    done: usize,
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

/// The form of a list, for elements that are boxed or bare.
#[doc(hidden)]
pub trait ListForm {
    /// The form of an element.
    type Element;

    /// That form, as a value.
    const ELEMENT: Self::Element;

    /// Decodes the count, and returns it with its offset.
    fn head(decoder: &mut Decoder<'_>) -> (u32, usize);
}

/// Implements `ListForm` for `Vector t` and `vector t`.
macro_rules! list_form {
    ($($form:ident, $element:ident, $expect:expr;)*) => {
        $(
            impl ListForm for $form<$element> {
                type Element = $element;
                const ELEMENT: $element = $element;

                fn head(decoder: &mut Decoder<'_>) -> (u32, usize) {
                    $expect(decoder);
                    let place = decoder.offset();
                    (decoder.nat(), place)
                }
            }
        )*
    };
}

list_form! {
    VectorOf, Boxed, Decoder::expect_vector;
    VectorOf, Bare, Decoder::expect_vector;
    ListOf, Boxed, |_: &mut Decoder<'_>| {};
    ListOf, Bare, |_: &mut Decoder<'_>| {};
}

/// An iterator over the elements of a list in a [`Stream`]. Each element is checked and decoded when the
/// iterator reaches it.
///
/// The iterator ends after a failure, which [`Stream::finish`] reports. It also ends if a later list was
/// read first, since lists are read in order.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Elements<'s, 'a, T, L> {
    stream: &'s Stream<'a>,
    number: usize,
    field: Option<&'static str>,
    list: PhantomData<fn() -> L>,
    element: PhantomData<fn() -> T>,
}

impl<'s, 'a, T: Open<'a>, L> Elements<'s, 'a, T, L> {
    /// Returns the elements with their large variants decoded, for a program that looks at all of them.
    ///
    /// A variant that holds a [`Lazy`](crate::Lazy) is checked when the iterator reaches it, and is
    /// decoded in a second pass by `get`. In an opened element, the variant is checked and decoded at
    /// once. The variants have the same names.
    ///
    /// ```text
    /// for message in page.messages.opened() {
    ///     if let views::MessageOpened::Message(message) = message {
    ///         println!("{}", message.message);
    ///     }
    /// }
    /// ```
    pub fn opened(self) -> Elements<'s, 'a, T::Opened, L> {
        Elements {
            stream: self.stream,
            number: self.number,
            field: self.field,
            list: PhantomData,
            element: PhantomData,
        }
    }
}

impl<'a> Decoder<'a> {
    /// Decodes the contents of a box.
    #[doc(hidden)]
    pub extern "C" fn opened<T: Decode<'a>>(&mut self) -> T {
        self.descend();
        let value = T::decode_bare(self, ());
        self.ascend();
        value
    }
}

impl<'a, T, L: ListForm<Element: DecodeAs<'a, T>>> Iterator for Elements<'_, 'a, T, L> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let element = self
            .stream
            .begin::<L>(self.number, self.field, L::Element::LAYOUT)?;
        let value = L::ELEMENT.decode(&mut self.stream.decoder.borrow_mut());
        self.stream
            .end_element(element, self.number, self.field)
            .then_some(value)
    }

    /// Does not move the values, which may be large.
    fn fold<B, F: FnMut(B, T) -> B>(self, init: B, mut f: F) -> B {
        let mut folded = init;
        while let Some(element) =
            self.stream
                .begin::<L>(self.number, self.field, L::Element::LAYOUT)
        {
            let value = L::ELEMENT.decode(&mut self.stream.decoder.borrow_mut());
            if !self.stream.end_element(element, self.number, self.field) {
                break;
            }
            folded = f(folded, value);
        }
        folded
    }
}

impl<'a, T, L: ListForm<Element: DecodeAs<'a, T>>> FusedIterator for Elements<'_, 'a, T, L> {}

impl<T, L> fmt::Debug for Elements<'_, '_, T, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elements").finish_non_exhaustive()
    }
}
