#[derive(tl_runtime::TlObject)]
enum Chain {
    #[tl("more next:Chain = Chain;", filler)]
    More { next: Box<Chain> },
    #[tl("end code:int = Chain;")]
    End { code: i32 },
}

#[derive(tl_runtime::TlObject)]
enum Pair {
    #[tl("two a:int b:Pair = Pair;")]
    #[tl(filler)]
    Two(i32, Box<Self>),
    #[tl("one = Pair;")]
    One,
}

// The functions of a `with` module decode a value that has an end.
#[derive(tl_runtime::TlObject)]
enum Own {
    #[tl("own next:int = Own;")]
    Own {
        #[tl(with = own)]
        next: Box<Own>,
    },
}
