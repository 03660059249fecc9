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

type Text = String;
type Pair = (u32, Vec<u8>);
type Own<'a> = &'a Unknown;

#[derive(TlObject)]
enum OfText {
    #[tl("a = OfText;")]
    A,
    #[tl(unknown)]
    U(Text),
}

#[derive(TlObject)]
#[tl(decode_only)]
enum OfAPair {
    #[tl("a = OfAPair;")]
    A,
    #[tl(unknown)]
    U(Pair),
}

#[derive(TlObject)]
enum OfAReference<'a> {
    #[tl("a = OfAReference;")]
    A,
    #[tl(unknown)]
    U(Own<'a>),
}

#[derive(TlObject)]
#[tl(encode_only)]
enum OnlyEncoded {
    #[tl("a = OnlyEncoded;")]
    A,
    #[tl(unknown)]
    U(Pair),
}
