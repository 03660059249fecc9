use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("message id:long = mq.Message;")]
struct Message {
    id: i64,
}

#[derive(TlObject)]
#[tl("failure code:int = mq.Failure;")]
struct Failure {
    code: i32,
}

#[derive(TlObject)]
#[tl("page {t:Type} items:(Vector t) = mq.Page t;")]
struct Page<T> {
    items: Vec<T>,
}

#[derive(TlObject)]
#[tl("mq.browse = mq.Page mq.Message;", response = Page<Failure>)]
struct Browse;

#[derive(TlObject)]
#[tl("mq.list = Vector mq.Message;", response = Vec<Failure>)]
struct List;

#[derive(TlObject)]
#[tl("mq.pages = Vector (mq.Page mq.Message);", response = Vec<Page<Failure>>)]
struct Pages;

type Failures = Vec<Failure>;

#[derive(TlObject)]
#[tl("mq.item page:(mq.Page mq.Message) list:(Vector mq.Message) alias:(Vector mq.Message) three:3*[ mq.Message ] lists:(mq.Page (Vector mq.Message)) plain:mq.Message = mq.Item;")]
struct Item {
    page: Page<Failure>,
    list: Vec<Failure>,
    alias: Failures,
    three: [Failure; 3],
    lists: Page<Vec<Failure>>,
    plain: Failure,
}
