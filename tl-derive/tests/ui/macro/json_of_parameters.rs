#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;", json)]
struct Just<T> {
    value: T,
}
