#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;")]
struct Item {
    id: Option<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("job flags:# id:long note:string = Job;")]
struct Job {
    id: i64,
    note: Option<String>,
}

#[derive(tl_runtime::TlObject)]
#[tl("lists flags:# ids:Vector<long> tags:Vector<Tag> = Lists;")]
struct Lists {
    ids: Option<Vec<i64>>,
    tags: Vec<Option<Tag>>,
}

struct Tag;

#[derive(tl_runtime::TlObject)]
#[tl("nullables flags:# note:string count:# = Nullables;")]
struct Nullables {
    #[tl(nullable)]
    note: Option<String>,
}
