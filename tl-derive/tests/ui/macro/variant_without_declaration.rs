#[derive(tl_runtime::TlObject)]
enum Photo {
    Empty,
}
