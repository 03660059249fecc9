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

#[derive(tl_runtime::TlObject)]
#[tl("both {t:Type} {u:Type} a:t b:u = Both t u;")]
struct Both<A> {
    a: A,
    b: A,
}

#[derive(tl_runtime::TlObject)]
#[tl("mixed {t:Type} {u:Type} a:(Vector t) flags:# b:flags.0?u = Mixed t u;")]
struct Mixed<A> {
    a: Vec<A>,
    b: Option<A>,
}

#[derive(tl_runtime::TlObject)]
#[tl("calls {X:Type} {Y:Type} a:!X b:!Y = Bool;", response = bool)]
struct Calls<F> {
    a: F,
    b: F,
}
