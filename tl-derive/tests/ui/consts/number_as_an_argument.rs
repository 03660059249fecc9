#[derive(tl_runtime::TlObject)]
#[tl("row {n:#} a:n*[ int ] = Row n;")]
struct Row {
    a: Vec<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("user id:long = User;")]
struct User {
    id: i64,
}

// As they should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits n:# a:(Row n) b:(Vector (Row 3)) = Fits;")]
struct Fits {
    n: u32,
    a: Row,
    b: Vec<Row>,
}

#[derive(tl_runtime::TlObject)]
#[tl("without a:Row b:(Vector Row) = Without;")]
struct Without {
    a: Row,
    b: Vec<Row>,
}

#[derive(tl_runtime::TlObject)]
#[tl("with n:# a:(User n) b:(Vector (user 3)) = With;")]
struct With {
    n: u32,
    a: User,
    b: Vec<User>,
}
