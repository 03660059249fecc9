#[derive(tl_runtime::TlObject)]
#[tl("item id:long = Item;")]
struct Item {
    id: i32,
}
