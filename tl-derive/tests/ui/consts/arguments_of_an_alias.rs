#[derive(tl_runtime::TlObject)]
#[tl("pair {a:Type} {b:Type} x:a y:b = Pair a b;")]
struct Pair<A, B> {
    x: A,
    y: B,
}

#[derive(tl_runtime::TlObject)]
#[tl("user id:long = User;")]
struct User {
    id: i64,
}

type Longs = Pair<i64, Vec<User>>;
type Nested = Vec<Pair<Longs, i32>>;

// These types fit.
#[derive(tl_runtime::TlObject)]
#[tl("fits a:(Pair long (Vector User)) b:(Vector (Pair (Pair long (Vector User)) int)) = Fits;")]
struct Fits {
    a: Longs,
    b: Nested,
}

#[derive(tl_runtime::TlObject)]
#[tl("field a:(Pair int (Vector User)) = Field;")]
struct Field {
    a: Longs,
}

#[derive(tl_runtime::TlObject)]
#[tl("list flags:# a:flags.0?(pair long User) = List;")]
struct List {
    a: Option<Longs>,
}

#[derive(tl_runtime::TlObject)]
#[tl("nested a:(Vector (Pair (Pair string (Vector User)) int)) = Nested;")]
struct OfNested {
    a: Nested,
}

#[derive(tl_runtime::TlObject)]
#[tl("---functions--- get = Pair long (Vector user);", response = Longs)]
struct Get;

