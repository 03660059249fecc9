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
