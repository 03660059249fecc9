#[derive(tl_runtime::TlObject)]
enum Plain {}

#[derive(tl_runtime::TlObject)]
#[tl(type = "jobs.State", decode_only)]
enum Answer {}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl")]
enum State {}
