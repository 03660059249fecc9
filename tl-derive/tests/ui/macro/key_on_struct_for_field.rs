#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;", rename = "item")]
struct Item {
    id: i32,
}
