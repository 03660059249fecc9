#[derive(tl_runtime::TlObject)]
#[tl(type = "Maybe {t:Type}")]
enum Maybe<T> {
    Just(Just<T>),
    Again(Box<Just<T>>),
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}
