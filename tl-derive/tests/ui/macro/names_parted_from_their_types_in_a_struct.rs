#[derive(tl_runtime::TlObject)]
#[tl("find text string limit int = Bool;", response = bool)]
struct Find {
    text: String,
    limit: i32,
}
