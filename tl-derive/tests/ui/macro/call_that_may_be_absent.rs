#[derive(tl_runtime::TlObject)]
#[tl("maybe {X:Type} flags:# query:flags.0?!X = X;", function)]
struct Maybe<X> {
    query: Option<X>,
}
