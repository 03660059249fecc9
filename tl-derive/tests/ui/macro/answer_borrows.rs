#[derive(tl_runtime::TlObject)]
#[tl("getInfo = Info;", response = Info<'static>)]
struct GetInfo;

#[derive(tl_runtime::TlObject)]
#[tl("info name:string = Info;")]
struct Info<'a> {
    name: &'a str,
}
