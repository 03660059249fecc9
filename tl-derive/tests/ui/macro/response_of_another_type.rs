#[derive(tl_runtime::TlObject)]
#[tl("getCount = int;", function, response = i64)]
struct Item;
