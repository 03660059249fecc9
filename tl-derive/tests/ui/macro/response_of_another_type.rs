#[derive(tl_runtime::TlObject)]
#[tl("getCount = Int;", response = i64)]
struct Item;
