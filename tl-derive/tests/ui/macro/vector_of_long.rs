#[derive(tl_runtime::TlObject)]
#[tl("item ids:Vector<long> = Item;")]
struct Item {
    ids: Vec<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("lists {t:Type} deep:Vector<Vector<long>> bare:3*[ long ] own:(Vector t) other:t = Lists t;")]
struct Lists<T> {
    deep: Vec<Vec<i32>>,
    bare: Vec<i32>,
    own: Vec<i32>,
    other: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("---functions--- list = Vector<long>;", response = Vec<i32>)]
struct List;
