#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct UserId(i64);

#[derive(tl_runtime::TlObject)]
#[tl(id = 0x12345678)]
struct User {
    id: UserId,
}
