#[derive(tl_runtime::TlObject)]
#[tl("get = Job;", response = "Job")]
struct Get;

#[derive(tl_runtime::TlObject)]
#[tl(id = "0x1234", name = item, crate = 5)]
struct Item {
    #[tl(rename = job_id)]
    a: i32,
    #[tl(with = "two words")]
    b: i32,
    #[tl(bit = 3)]
    c: i32,
}
