type Ids = Vec<i32>;

#[derive(tl_runtime::TlObject)]
#[tl("item ids:Vector<long> = Item;")]
struct Item {
    ids: Ids,
}
