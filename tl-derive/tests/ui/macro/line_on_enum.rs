#[derive(tl_runtime::TlObject)]
#[tl("recA = Rec; recB = Rec;")]
enum Rec {
    A,
    B,
}

#[derive(tl_runtime::TlObject)]
#[tl("recA a:int = Rec;")]
enum Other {
    A { a: i32 },
    #[tl("recB = Rec;")]
    B,
}

#[derive(tl_runtime::TlObject)]
enum InTheVariant {
    A {
        #[tl("recA a:int = Rec;")]
        a: i32,
    },
    #[tl("recB = Rec;")]
    B,
}
