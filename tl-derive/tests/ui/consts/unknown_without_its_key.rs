use tl_runtime::TlObject;
use tl_runtime::value::{Unknown, UnknownRef};

#[derive(TlObject)]
enum Owned {
    #[tl("a = Owned;")]
    A,
    Unknown(Unknown),
}

#[derive(TlObject)]
enum Borrowed<'a> {
    #[tl("a = Borrowed;")]
    A,
    Other(UnknownRef<'a>),
}

#[derive(TlObject)]
enum ByItsPath {
    #[tl("a = ByItsPath;")]
    A,
    New(Box<tl_runtime::value::Unknown>),
}

struct Else;

#[derive(TlObject)]
enum OfAnotherType {
    #[tl("a = OfAnotherType;")]
    A,
    Unknown(Else),
}
