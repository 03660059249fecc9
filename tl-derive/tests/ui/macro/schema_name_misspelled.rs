#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "pogn")]
struct Item {
    msg_id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.finds", response = bool)]
struct Find;

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.dona", function)]
struct Done;

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl")]
enum State {
    #[tl(name = "jobs.fond")]
    Failed,
    #[tl(name = "jobs.dona")]
    Done,
    #[tl(schema = "tests/ui/schema.tl", name = "jobs.find")]
    Find,
}
