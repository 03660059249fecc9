#[derive(tl_runtime::TlObject)]
#[tl("item ids:3*[ int ] = Item;")]
struct Item {
    ids: [i32; 4],
}
