const KEY: usize = 16;

#[derive(tl_runtime::TlObject)]
#[tl("item key:int256 = Item;")]
struct Item {
    key: [u8; KEY],
}
