#[derive(tl_runtime::TlObject)]
#[tl("item id:int = Item;", id = 0x670da6e7)]
struct Item {
    id: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl("job#00001234 id:long = Job;", id = 0x1234, unchecked_id)]
struct Job {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("part id:long = Part;", id = 12345678901)]
struct Part {
    id: i64,
}
