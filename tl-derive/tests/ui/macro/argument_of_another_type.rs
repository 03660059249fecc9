#[derive(tl_runtime::TlObject)]
#[tl("item a:(Maybe int) = Item;")]
struct Item {
    a: Maybe<i64>,
}

struct Maybe<T>(T);
