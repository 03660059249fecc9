#[derive(tl_runtime::TlObject)]
#[tl("err int:code string:message = Err;")]
struct Turned {
    code: i32,
    message: String,
}

#[derive(tl_runtime::TlObject)]
#[tl("code int message:string = Err;")]
struct Nameless {
    code: i32,
    message: String,
}

#[derive(tl_runtime::TlObject)]
#[tl("err int code string message = Err;")]
struct WithoutColons {
    code: i32,
    message: String,
}

#[derive(tl_runtime::TlObject)]
#[tl("err id:long Vector<int> codes message:string = Err;")]
struct OneOfThem {
    id: i64,
    codes: Vec<i32>,
    message: String,
}

#[derive(tl_runtime::TlObject)]
#[tl("err int code string message = Err;")]
struct Tuple(i32, String);

#[derive(tl_runtime::TlObject)]
#[tl("err code int message string = Err;")]
struct NamesFirst {
    code: i32,
    message: String,
}
