#[derive(tl_runtime::TlObject)]
#[tl("item = Item;", zzz)]
struct Item;
