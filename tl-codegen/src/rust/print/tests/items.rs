use super::stays;

/// One blank line between items; none between constants and types of an `impl`, nor between
/// imports.
#[test]
fn modules_and_blank_lines() {
    stays(
        r##"pub mod a {
    pub struct Unit;

    pub struct Pair(pub u32, pub(crate) Vec<u8>);

    pub mod empty {}

    impl Unit {
        const A: u32 = 1;
        type B = u8;

        fn f(&self) {}

        #[inline]
        fn g();
    }

    pub use self::empty;
    pub use self::unit;

    pub const X: u32 = 1;

    pub const Y: u32 = 1;
}

pub mod b {}
"##,
    );
}

/// Arguments break above 70 columns; a string never does, but goes below its parenthesis.
#[test]
fn attributes() {
    stays(
        r##"#[tl("photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;")]
#[tl(
    "photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo; and so on, for ever and ever"
)]
#[allow(deprecated, reason = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
#[allow(
    deprecated,
    reason = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
)]
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Copy, Serialize, Deserialize,
)]
pub enum A {
    #[default]
    B,
    /// c
    C(#[allow(unused)] u8),
}
"##,
    );
}

/// A type too wide for the line goes below its field, or breaks between its arguments.
#[test]
fn structs() {
    stays(
        r##"pub struct A<'a, T: Clone, const N: usize> {
    pub aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: ::tl_runtime::__private::Vec<::core::option::Option<u32>>,
    pub aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:
        ::tl_runtime::__private::Vec<::core::option::Option<u32>>,
    pub aaaaaaaaaaaaaaa:
        ::tl_runtime::__private::Vec<::core::option::Option<super::enums::UserStatusssssssssss>>,
    r#type: [&'a T; N],
}

pub struct B<T>(pub T)
where
    T: Clone;

pub struct C<T>(
    pub ::core::marker::PhantomData<T>,
    pub ::tl_runtime::__private::Vec<T>,
    u8,
);

pub struct D {}
"##,
    );
}

/// Fields of a variant stay on one line up to 35 columns, if all variants stand on one line each.
#[test]
fn enums() {
    stays(
        r##"pub enum A {
    A,
    B(u32, Vec<u8>),
    C { abbbb: u32, c: Vec<u8>, r#type: u64 },
    D = 3,
}

pub enum B {
    A,
    C {
        a: u32,
    },
    D {
        aabbbb: u32,
        c: Vec<u8>,
        r#type: u64,
    },
}

pub enum C {
    /// a
    A,
    /// b
    B { a: u32 },
}

pub enum D {}
"##,
    );
}

/// Elements up to 10 columns fill lines, others have their own above 60 columns together.
#[test]
fn constants() {
    stays(
        r##"pub const A: &[(u32, &str)] = &[(0x20212ca8, "photos.photo"), (0x15051f54, "photos.phot")];

pub const A: &[(u32, &str)] = &[(0x20212ca8, "photos.photo"), (0x15051f54, "photos.photo")];

pub static B: &[u32] = &[
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27,
];

pub static C: &[u32] = &[
    0x20212ca8, 0x20212ca8, 0x20212ca8, 0x20212ca8, 0x20212ca8, 0x20212ca8,
];

pub static D: &[(u32, fn(&mut Reader<'_>) -> Box<dyn Any>)] = &[
    (0x20212ca8, read_boxed::<Photo>),
    (0x15051f54, read_boxed::<Photos>),
];

pub type E = ::core::result::Result<Vec<(u8, u16)>, Box<dyn Error + Send + 'static>>;
"##,
    );
}

/// A head is one line up to 100 columns, the brace included.
#[test]
fn functions() {
    stays(
        r##"pub const fn a<'a, T>(self: &'a Self, f: impl Fn(&T) -> u8, aaaaaaaaaaaaaaaaaaa: u8) -> u8 {
    1
}

pub const fn a<'a, T>(self: &'a Self, f: impl Fn(&T) -> u8, aaaaaaaaaaaaaaaaaaaa: u8) -> u8 {
    1
}

fn b(
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaa: u8,
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: u8,
    bbbbbbbbbbbbbbbbbbbbbb: u8,
) {
}

fn c<T>(x: T) -> !
where
    T: Clone + 'static,
    for<'x> T: Fn(&'x u8),
{
    loop {}
}
"##,
    );
}

/// A head too wide breaks before `for`; a clause has lines of its own, but for one bound and no
/// items.
#[test]
fn implementations() {
    stays(
        r##"impl<'a> ::tl_runtime::Read<'a> for Photo {}

impl<T> ::tl_runtime::Function for InvokeWithLayer<T>
where
    T: ::tl_runtime::Function,
{
    type Response = T::Response;
}

impl<T> A for B<T> where T: Clone {}

impl<T> A for B<T>
where
    T: Clone,
    u8: Clone,
{
}

impl<'a> ::tl_runtime::Read<'a>
    for super::super::types::some_namespace::AVeryLongNameOfAConstructorThatTakesALine<'a>
{
    const A: u32 = 1;
}
"##,
    );
}
