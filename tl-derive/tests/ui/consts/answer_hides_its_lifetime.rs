#[derive(tl_runtime::TlObject)]
#[tl("value text:string = Value;")]
struct Value<'a> {
    text: &'a str,
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("get = Value;", response = Value)]
struct Get;

#[derive(tl_runtime::TlObject)]
#[tl("list = Vector<Value>;", response = Vec<Value>)]
struct List;

#[derive(tl_runtime::TlObject)]
#[tl("find = Maybe Value;", response = Just<Value>, decode_only)]
struct Find;
