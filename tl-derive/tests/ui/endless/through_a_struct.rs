#[derive(tl_runtime::TlObject)]
#[tl("link next:Chain = Link;")]
struct Link {
    next: Box<Chain>,
}

#[derive(tl_runtime::TlObject)]
#[tl(type = "Chain")]
enum Chain {
    #[tl("one link:Link = Chain;")]
    One { link: Link },
}
