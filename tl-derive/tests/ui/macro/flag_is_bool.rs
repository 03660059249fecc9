#[derive(tl_runtime::TlObject)]
#[tl("item flags:# silent:flags.0?true = Item;")]
struct Item {
    silent: u32,
}
