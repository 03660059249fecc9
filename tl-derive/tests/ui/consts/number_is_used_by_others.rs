#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Count(u32);

type Same = u32;
type Other = i32;

#[derive(tl_runtime::TlObject)]
#[tl("row {m:#} a:m.0?int b:m.1?string = Row m;")]
struct Row {
    a: Option<i32>,
    b: Option<String>,
}

// As they should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits m:# rows:2*[ a:m.0?int b:m.1?string ] flags:# c:flags.0?int n:# = Fits;")]
struct Fits {
    m: Same,
    rows: Vec<Row>,
    flags: Same,
    c: Option<i32>,
    n: Count,
}

#[derive(tl_runtime::TlObject)]
#[tl("of_record m:# rows:2*[ a:m.0?int b:m.1?string ] = OfRecord;")]
struct OfRecord {
    m: Count,
    rows: Vec<Row>,
}

#[derive(tl_runtime::TlObject)]
#[tl("of_type m:# row:(Row m) = OfType;")]
struct OfType {
    m: Other,
    row: Row,
}

#[derive(tl_runtime::TlObject)]
#[tl("counted n:# list:n*[ int ] = Counted;")]
struct Counted {
    n: Count,
    list: Vec<i32>,
}
