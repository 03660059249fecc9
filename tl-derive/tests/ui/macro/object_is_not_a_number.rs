#[derive(tl_runtime::TlObject)]
#[tl("item a:Object = Item;")]
struct Item {
    a: i32,
}
