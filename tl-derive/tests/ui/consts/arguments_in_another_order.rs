#[derive(tl_runtime::TlObject)]
#[tl("pair {a:Type} {b:Type} x:a y:b = Pair a b;")]
struct Pair<A, B> {
    x: A,
    y: B,
}

type Turned<A, B> = Pair<B, A>;

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Wrapped<A, B>(Pair<B, A>);

// As they should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits a:(Pair int string) b:(Pair int (Pair int string)) = Fits;")]
struct Fits {
    a: Turned<String, i32>,
    b: Wrapped<Turned<String, i32>, i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("alias a:(Pair int string) = Alias;")]
struct Alias {
    a: Turned<i32, String>,
}

#[derive(tl_runtime::TlObject)]
#[tl("newtype {t:Type} a:(Pair t int) b:t = Newtype t;")]
struct Newtype<T> {
    a: Wrapped<T, i32>,
    b: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("item {t:Type} {u:Type} a:(Pair u t) b:t = Item t u;")]
struct Item<T, U> {
    a: Pair<U, U>,
    b: T,
}
