// `response` and `function` choose the function, and without them the name is that of the constructor.
#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.both")]
struct Both {
    wrong: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.both", response = Both)]
struct GetBoth {
    wrong: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "jobs.both", function)]
struct CallBoth {
    wrong: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/schema.tl")]
enum EitherBoth {
    #[tl(name = "jobs.both")]
    Both { wrong: i64 },
}
