#[derive(tl_runtime::TlObject)]
#[tl("item n:# pairs:n*[ a:int b:long ] = Item;")]
struct Item {
    n: u32,
    pairs: Vec<i64>,
}
