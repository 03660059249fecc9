struct Pair<A, B>(A, B);

type Turned<A, B> = Pair<B, A>;

#[derive(tl_runtime::TlObject)]
#[tl("item {t:Type} a:(Pair t int) b:t = Item t;")]
struct Item<T: Clone> {
    a: Turned<i32, T>,
    b: T,
}
