#[derive(tl_runtime::TlObject)]
#[tl("item flags:# name:flags.0?string = Item;")]
struct Item {
    #[tl(nullable)]
    name: Option<String>,
}
