#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("user id:long = User;")]
struct User {
    id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl("item a:Object b:(Vector Object) flags:# c:flags.0?Object = Item;")]
struct Item {
    a: Just<i32>,
    b: Vec<Box<dyn tl_runtime::value::AnyObject>>,
    c: Option<Box<User>>,
}

type Ints = Vec<Just<i32>>;

#[derive(tl_runtime::TlObject)]
#[tl("list a:(Vector Object) = List;")]
struct List {
    a: Ints,
}

#[derive(tl_runtime::TlObject)]
#[tl("own {t:Type} a:t b:Object = Own t;")]
struct Own<T> {
    a: T,
    b: Just<T>,
}

#[derive(tl_runtime::TlObject)]
#[tl("plain a:Maybe = Plain;")]
struct Plain {
    a: Just<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("two a:(Maybe int string) b:(User int) = Two;")]
struct Two {
    a: Just<i32>,
    b: User,
}

#[derive(tl_runtime::TlObject)]
#[tl(id = 0x12345678)]
struct Made {
    maybe: Just<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl(type = "User")]
enum Kind {
    User(User),
    Just(Just<i32>),
}

#[derive(tl_runtime::TlObject)]
#[tl("get = Object;", response = Just<i32>)]
struct Get;
