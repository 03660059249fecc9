#[derive(tl_runtime::TlObject)]
#[tl("invoke {X:Type} query:!X = Bool;", response = bool)]
struct Invoke {
    query: i64,
}
