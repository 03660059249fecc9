#[derive(tl_runtime::TlObject)]
#[tl("error code int message string = Error;")]
struct Error(i32, String);
