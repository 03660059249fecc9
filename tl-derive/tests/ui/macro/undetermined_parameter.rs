use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("jq.page {t:Type} item:t = jq.Page t;")]
struct Page<T> {
    item: T,
}

#[derive(TlObject)]
#[tl("jq.scan {t:Type} kind:t = jq.Page t;", response = Page<T>)]
struct InAField<T> {
    kind: T,
}

#[derive(TlObject)]
#[tl("jq.list {t:Type} kinds:(vector t) = Bool;", response = bool)]
struct InAnArgument<T> {
    kinds: Vec<T>,
}

#[derive(TlObject)]
#[tl("jq.get {t:Type} n:int = jq.Page t;", response = Page<i32>)]
struct InTheAnswer {
    n: i32,
}

#[derive(TlObject)]
#[tl("jq.repeat {n:#} ids:n*[ int ] = Bool;", response = bool)]
struct Number {
    ids: Vec<i32>,
}
