#[derive(tl_runtime::TlObject)]
#[tl("pair both:2*[ Half ] = Pair;")]
struct Pair {
    both: [Box<Half>; 2],
}

#[derive(tl_runtime::TlObject)]
#[tl("half pair:Pair = Half;")]
struct Half {
    pair: Box<Pair>,
}
