#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;")]
struct Item {
    id: Option<i32>,
}
