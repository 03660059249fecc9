#[derive(tl_runtime::TlObject)]
#[tl("item ids:Vector<int> = Item;")]
struct Item {
    ids: Vec<u8>,
}
