#[derive(tl_runtime::TlObject)]
#[tl("item a:(Maybe int) = Item;")]
struct Item {
    a: Maybe<i64>,
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Maybe<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("items flags:# a:flags.0?(Vector (Maybe (Maybe (Vector long)))) = Items;")]
struct Items {
    a: Option<Vec<Maybe<Maybe<Vec<String>>>>>,
}

// If the type is another, its arguments do not matter.
#[derive(tl_runtime::TlObject)]
#[tl("others a:(Just int) = Others;")]
struct Others {
    a: Maybe<i64>,
}
