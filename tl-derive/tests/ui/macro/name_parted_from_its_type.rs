#[derive(tl_runtime::TlObject)]
#[tl("error#c4b9f9bb code int message:string = Error;")]
struct Error {
    code: i32,
    message: String,
}
