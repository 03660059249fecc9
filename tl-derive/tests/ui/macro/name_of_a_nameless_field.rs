// As it should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits int = Fits;")]
struct Fits {
    #[tl(rename = "value")]
    id: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl("item int = Item;")]
struct Item {
    id: i32,
}
