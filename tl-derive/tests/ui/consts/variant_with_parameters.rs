use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("resultFalse {t:Type} = Maybe t;")]
struct ResultFalse;

#[derive(TlObject)]
#[tl("resultTrue {t:Type} result:t = Maybe t;")]
struct ResultTrue<T> {
    result: T,
}

#[derive(TlObject)]
enum Maybe<T> {
    False(ResultFalse),
    True(ResultTrue<T>),
}

#[derive(TlObject)]
enum OfOne {
    False(ResultFalse),
}

#[derive(TlObject)]
#[tl("row {n:#} a:n*[ int ] = Row n;")]
struct Row {
    a: Vec<i32>,
}

#[derive(TlObject)]
enum Rows {
    Row(Row),
}

#[derive(TlObject)]
#[tl("field bare:resultFalse row:row = Field;")]
struct Field {
    bare: ResultFalse,
    row: Row,
}
