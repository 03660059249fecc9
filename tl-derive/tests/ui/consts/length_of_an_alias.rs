type Three = [i32; 3];

#[derive(tl_runtime::TlObject)]
#[tl("item numbers:4*[ int ] = Item;")]
struct Item {
    numbers: Three,
}
