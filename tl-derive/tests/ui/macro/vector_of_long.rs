#[derive(tl_runtime::TlObject)]
#[tl("item ids:Vector<long> = Item;")]
struct Item {
    ids: Vec<i32>,
}
