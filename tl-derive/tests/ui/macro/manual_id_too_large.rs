#[derive(tl_runtime::TlObject)]
#[tl(id = 0x1670da6e7)]
struct Item {
    ip: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl(id = -5)]
struct Part {
    ip: i32,
}
