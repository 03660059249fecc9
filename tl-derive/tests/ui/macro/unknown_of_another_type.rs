use tl_runtime::TlObject;
use tl_runtime::value::{Unknown, UnknownRef};

#[derive(TlObject)]
enum Data {
    #[tl("a = Data;")]
    A,
    #[tl(unknown)]
    U(Vec<u8>),
}

#[derive(TlObject)]
enum Number {
    #[tl("a = Number;")]
    A,
    #[tl(unknown)]
    U(u32),
}

#[derive(TlObject)]
enum Boxed {
    #[tl("a = Boxed;")]
    A,
    #[tl(unknown)]
    U(Box<Unknown>),
}

#[derive(TlObject)]
enum Both {
    #[tl("a = Both;")]
    A,
    #[tl(unknown)]
    U(&'static [u8]),
    #[tl(other)]
    O(u32, Vec<u8>),
}

#[derive(TlObject)]
enum Nothing {
    #[tl("a = Nothing;")]
    A,
    #[tl(unknown)]
    U,
}

#[derive(TlObject)]
enum Named {
    #[tl("a = Named;")]
    A,
    #[tl(unknown)]
    U { unknown: Unknown },
}
