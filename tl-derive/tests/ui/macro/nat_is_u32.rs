#[derive(tl_runtime::TlObject)]
#[tl("item count:# = Item;")]
struct Item {
    count: i32,
}
