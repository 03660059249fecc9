#[derive(tl_runtime::TlObject)]
#[tl("item id:int id:int = Item;")]
struct Item {
    id: i32,
}
