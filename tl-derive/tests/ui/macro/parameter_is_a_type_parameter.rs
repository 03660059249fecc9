#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just {
    value: i64,
}
