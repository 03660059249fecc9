use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("jq.get id:long = Bool;", response = bool)]
struct Get {
    id: i64,
}

#[derive(TlObject)]
#[tl("jq.put id:long = Bool;")]
struct Put {
    id: i64,
}

#[derive(TlObject)]
#[tl("jq.page = jq.Page;")]
struct Page;

#[derive(TlObject)]
enum First {
    Put(Put),
    Get(Get),
}

#[derive(TlObject)]
enum Second {
    Get(Get),
    Page(Page),
}
