#[derive(tl_runtime::TlObject)]
#[tl(id = 0x670da6e7)]
struct Item {
    #[tl(mask)]
    flags: i32,
}
