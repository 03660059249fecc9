#[derive(tl_runtime::TlObject)]
#[tl("item flags:# id:flags.0?int = Item;")]
struct Item {
    #[tl(bit = "flags.0")]
    id: Option<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("job id:long count:int = Job;")]
struct Job {
    #[tl(mask)]
    flags: u32,
    #[tl(bit = "flags.0")]
    id: Option<i64>,
    #[tl(type = "int")]
    count: i32,
}
