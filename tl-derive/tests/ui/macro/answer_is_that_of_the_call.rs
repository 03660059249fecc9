#[derive(tl_runtime::TlObject)]
#[tl("ping = Bool;", response = bool)]
struct Ping;

#[derive(tl_runtime::TlObject)]
#[tl("invoke {X:Type} query:!X = X;", response = bool)]
struct Invoke<F> {
    query: F,
}

#[derive(tl_runtime::TlObject)]
#[tl("repeat {X:Type} query:!X = X;", response = String)]
struct Repeat {
    query: Ping,
}
