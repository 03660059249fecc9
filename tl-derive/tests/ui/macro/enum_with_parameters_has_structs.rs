#[derive(tl_runtime::TlObject)]
enum Maybe<T> {
    #[tl("nothing {t:Type} = Maybe t;")]
    Nothing,
    #[tl("just {t:Type} value:t = Maybe t;")]
    Just { value: T },
}

#[derive(tl_runtime::TlObject)]
enum Either<A, B> {
    #[tl("left {a:Type} {b:Type} x:a = Either a b;")]
    Left(A),
    Right(Right<B>),
}

#[derive(tl_runtime::TlObject)]
#[tl("right {a:Type} {b:Type} x:b = Either a b;")]
struct Right<B>(B);

#[derive(tl_runtime::TlObject)]
enum Tuple<T> {
    #[tl("tuple {t:Type} {n:#} items:n*[ t ] = Tuple t n;")]
    Tuple { items: Vec<T> },
}
