#[derive(tl_runtime::TlObject)]
#[tl("error code int message = Error;")]
struct Error {
    code: i32,
    message: String,
}
