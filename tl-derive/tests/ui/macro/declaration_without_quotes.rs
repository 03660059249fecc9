#[derive(tl_runtime::TlObject)]
#[tl(rec a:int = Rec;)]
struct Bare {
    a: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl(concat!("rec", " a:int = Rec;"))]
struct Macro {
    a: i32,
}

const TEXT: &str = "rec a:int = Rec;";

#[derive(tl_runtime::TlObject)]
#[tl(TEXT)]
struct Constant {
    a: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl(b"rec a:int = Rec;")]
struct Bytes {
    a: i32,
}
