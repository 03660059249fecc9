#[derive(tl_runtime::TlObject)]
#[tl("item ids:Vector = Item;")]
struct Item {
    ids: Vec<i32>,
}
