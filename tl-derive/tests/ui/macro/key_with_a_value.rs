#[derive(tl_runtime::TlObject)]
#[tl("get a:int = Bool;", function = true)]
struct Get {
    a: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl("item#12345678 a:int = Item;", unchecked_id = "12345678")]
struct Item {
    a: i32,
}

#[derive(tl_runtime::TlObject)]
enum Kind {
    #[tl("kindA a:int = Kind;", filler = 1)]
    A { a: i32 },
    #[tl(other = 2)]
    Other(u32, Vec<u8>),
}
