#[derive(tl_runtime::TlObject)]
#[tl(type = "Other {t:Type}")]
enum Other<T> {
    #[tl("nothing {t:Type} = Other t;")]
    Nothing,
    Just(Just<T>),
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Other t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("item a:(Maybe int) = Item;")]
struct Item {
    a: Other<i32>,
}
