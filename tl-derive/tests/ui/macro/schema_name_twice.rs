#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/twice.tl", name = "twice")]
struct Twice {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/twice.tl", name = "again", response = bool)]
struct Again {
    id: i32,
}

#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/twice.tl")]
enum Id {
    #[tl(name = "id.one", unchecked_id)]
    One { a: i32 },
    #[tl(name = "id.two", unchecked_id)]
    Two { a: i64 },
}

// The same text twice is one declaration.
#[derive(tl_runtime::TlObject)]
#[tl(schema = "tests/ui/twice.tl", name = "same")]
struct Same {
    id: i64,
}
