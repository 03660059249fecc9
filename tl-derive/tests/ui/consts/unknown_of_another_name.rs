use tl_runtime::TlObject;
use tl_runtime::value::{Unknown, UnknownRef};

type Data = Vec<u8>;
type Alias = Unknown;
type Borrowed<'a> = UnknownRef<'a>;

#[derive(TlObject)]
enum OfData {
    #[tl("a = OfData;")]
    A,
    #[tl(unknown)]
    U(Data),
}

#[derive(TlObject)]
enum OfAnAlias {
    #[tl("a = OfAnAlias;")]
    A,
    #[tl(unknown)]
    U(Alias),
}

#[derive(TlObject)]
enum Borrows<'a> {
    #[tl("a = Borrows;")]
    A,
    #[tl(unknown)]
    U(Borrowed<'a>),
}
