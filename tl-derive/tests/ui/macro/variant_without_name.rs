#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl")]
enum State {
    Done,
    Failed {
        code: i32,
    },
    #[tl(filler)]
    Both(i32, i32),
}
