#[derive(tl_runtime::TlObject)]
enum Chain {
    More(More),
    End(End),
}

#[derive(tl_runtime::TlObject)]
#[tl("more next:Chain = Chain;")]
struct More {
    next: Box<Chain>,
}

#[derive(tl_runtime::TlObject)]
#[tl("end code:int = Chain;")]
struct End {
    code: i32,
}
