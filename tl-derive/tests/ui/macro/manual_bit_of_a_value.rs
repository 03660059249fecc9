#[derive(tl_runtime::TlObject)]
#[tl(id = 0x670da6e7)]
struct Item {
    #[tl(mask)]
    flags: u32,
    #[tl(bit = "flags.1")]
    ip: i32,
}
