type Flag = i32;

#[derive(tl_runtime::TlObject)]
#[tl("item flags:Vector<Bool> = Item;")]
struct Item {
    flags: Vec<Flag>,
}
