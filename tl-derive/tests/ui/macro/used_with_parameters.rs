use tl_runtime::{Decode, TlObject};

#[derive(TlObject)]
#[tl(type = "Maybe {t:Type}")]
enum Maybe<T: Clone> {
    #[tl("nothing {t:Type} = Maybe t;")]
    Nothing { wrong: i32 },
    Just(Just<T>),
}

#[derive(TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(TlObject)]
#[tl("both a:(Maybe int) b:(Vector (Maybe string)) = Both;")]
struct Both<'a> {
    a: Maybe<i32>,
    b: Vec<Maybe<&'a str>>,
}

fn uses<'a>(bytes: &'a [u8]) -> Result<Both<'a>, tl_runtime::DecodeError> {
    tl_runtime::from_bytes(bytes)
}
