#[derive(tl_runtime::TlObject)]
#[tl("item a:Bool = Item;")]
struct Item {
    a: i32,
}
