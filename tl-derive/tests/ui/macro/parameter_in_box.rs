#[derive(tl_runtime::TlObject)]
#[tl("pair {t:Type} a:t b:t c:(Vector t) flags:# d:flags.0?t = Pair t;")]
struct Item<T> {
    a: T,
    b: Box<T>,
    c: Vec<std::sync::Arc<T>>,
    d: Option<Box<T>>,
}
