#[derive(tl_runtime::TlObject)]
#[tl("a flags:# id:long = A;")]
struct A {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("b n:# xs:n*[ int ] = B;")]
struct B {
    xs: Vec<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("c n:# row:(Row n) id:int = C;")]
struct C {
    id: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl("d # id:int = D;")]
struct D {
    id: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl("e flags:# rest:# next:flags.0?int = E;")]
struct E {
    next: Option<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("f id:int flags:# = F;")]
struct F(i32);

#[derive(tl_runtime::TlObject)]
#[tl("g flags:# more:flags.0?# next:more.0?int = G;")]
struct G {
    next: Option<i32>,
}
