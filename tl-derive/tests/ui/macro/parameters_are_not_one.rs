#[derive(tl_runtime::TlObject)]
#[tl("two {t:Type} a:t b:t = Two t;")]
struct Two<T, U> {
    a: T,
    b: U,
}

#[derive(tl_runtime::TlObject)]
#[tl("lists {t:Type} a:(Vector t) b:(Vector t) = Lists t;")]
struct Lists<X, Y> {
    a: Vec<X>,
    b: Vec<Y>,
}

#[derive(tl_runtime::TlObject)]
#[tl("deep {t:Type} a:t b:int = Deep t;")]
struct Deep<T> {
    a: T,
    b: T,
}
