#[derive(tl_runtime::TlObject)]
#[tl("pair {a:Type} {b:Type} x:a y:b = Pair a b;")]
struct Pair<A, B> {
    x: A,
    y: B,
}

type Turned<A, B> = Pair<B, A>;

// As they should be.
#[derive(tl_runtime::TlObject)]
#[tl(type = "Pair {a:Type} {b:Type}")]
enum Fits<X, Y> {
    Pair(Box<Turned<Y, X>>),
}

#[derive(tl_runtime::TlObject)]
#[tl(type = "Pair {a:Type} {b:Type}")]
enum Other<X, Y> {
    Pair(Pair<Y, X>),
}

#[derive(tl_runtime::TlObject)]
#[tl(type = "Pair {a:Type} {b:Type}")]
enum Certain {
    Pair(Pair<i32, i64>),
}

#[derive(tl_runtime::TlObject)]
#[tl(type = "Pair {a:Type} {b:Type}")]
enum Alias<A, B> {
    Pair(Turned<A, B>),
}
