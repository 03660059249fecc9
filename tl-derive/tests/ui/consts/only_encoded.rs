#[derive(tl_runtime::TlObject)]
#[tl("user id:long = User;", encode_only)]
struct User {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("item a:User b:(Vector User) flags:# c:flags.0?User = Item;")]
struct Item {
    a: User,
    b: Vec<User>,
    c: Option<Box<User>>,
}

#[derive(tl_runtime::TlObject)]
enum Kind {
    User(User),
}

// As it should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits a:User = Fits;", encode_only)]
struct Fits {
    a: User,
}
