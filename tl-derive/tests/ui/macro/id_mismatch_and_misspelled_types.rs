// The id may be right for the corrected text, so it is not reported.
#[derive(tl_runtime::TlObject)]
#[tl("one#12345678 a:in b:Strin = One;")]
struct One {
    a: i32,
    b: String,
}

#[derive(tl_runtime::TlObject)]
#[tl("two#12345678 a:(vecto int) b:(Vector i64) = Two;")]
struct Two {
    a: Vec<i32>,
    b: Vec<i64>,
}

#[derive(tl_runtime::TlObject)]
#[tl("three#12345678 a:Usr = Three;")]
struct Three {
    a: User,
}

struct User;
