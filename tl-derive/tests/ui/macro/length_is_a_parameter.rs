#[derive(tl_runtime::TlObject)]
#[tl("item a:3*[ int ] = Item;")]
struct Item<const N: usize> {
    a: [i32; N],
}
