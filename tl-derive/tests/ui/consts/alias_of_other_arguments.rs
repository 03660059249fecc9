#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Just t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Number(Just<i32>);

type Boxed = Box<Just<i32>>;

#[derive(tl_runtime::TlObject)]
#[tl("item a:(Just long) b:(Just long) c:(Just long) = Item;")]
struct Item {
    a: Number,
    b: Boxed,
    c: Just<i64>,
}
