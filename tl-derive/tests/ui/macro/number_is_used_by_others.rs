#[derive(tl_runtime::TlObject)]
#[tl("of_record m:# rows:2*[ a:m.0?int b:m.1?string ] = OfRecord;")]
struct OfRecord {
    m: i32,
    rows: Vec<Row>,
}

#[derive(tl_runtime::TlObject)]
#[tl("of_type m:# row:(Row m) = OfType;")]
struct OfType {
    m: Box<u32>,
    row: Row,
}

#[derive(tl_runtime::TlObject)]
#[tl("counted n:# list:n*[ int ] = Counted;")]
struct Counted {
    #[tl(with = module)]
    n: u32,
    list: Vec<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("masked flags:# a:flags.0?int b:flags.1?true = Masked;")]
struct Masked {
    #[tl(with = module)]
    flags: u32,
    a: Option<i32>,
    #[tl(with = module)]
    b: bool,
}

struct Row;
