#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;")]
struct Item {
    #[tl("id:int")]
    id: i32,
}
