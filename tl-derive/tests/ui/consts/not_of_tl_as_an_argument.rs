struct Photo;

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("item photo:(Maybe Photo) = Item;")]
struct Item {
    photo: Just<Photo>,
}

#[derive(tl_runtime::TlObject)]
#[tl("more photo:(Vector (just Photo)) = Item;")]
struct More {
    photo: Vec<Just<Photo>>,
}

#[derive(tl_runtime::TlObject)]
#[tl("find = Maybe Photo;", response = Just<Photo>)]
struct Find;
