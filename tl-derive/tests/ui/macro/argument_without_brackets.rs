#[derive(tl_runtime::TlObject)]
#[tl("item list:Just int = Item;")]
struct Item {
    list: Just<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Just t;")]
struct Just<T> {
    value: T,
}
