#[derive(tl_runtime::TlObject)]
#[tl("item code:i32 = Item;")]
struct Item {
    code: i32,
}
