#[derive(tl_runtime::TlObject)]
#[tl("item flags:# a:flags.0?Vector<Bool> = Item;")]
struct Item {
    a: Option<Vec<u32>>,
}
